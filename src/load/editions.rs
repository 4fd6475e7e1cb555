//! `[[sources.….edition]]`: the text of a source as it was earlier, and which edition a citation means.

use std::path::PathBuf;

use super::fields::{Fields, Spanned, read_date};
use super::report::Report;
use crate::date::Date;
use crate::diagnostic::{Code, did_you_mean, quoted};
use crate::document::Document;
use crate::timeline::{Edition, NoText, Source};

/// An edition as the event file gives it, whose text is not read yet.
pub struct Given {
    retrieved: Date,
    file: Spanned<String>,
    sha256: Option<Spanned<String>>,
}

/// Reads the earlier editions of a source whose current text is of a date. One without a date or a file, or with the
/// date of another, is reported and left out.
pub fn read(
    source: &mut Fields<'_>,
    what: &str,
    current: Option<&Date>,
    report: &mut Report<'_>,
) -> Vec<Given> {
    let what = format!("an edition of {what}");
    let mut found: Vec<Given> = Vec::new();
    let keys: &[_] = if report.has_records() {
        &["edition", "editions"]
    } else {
        &["edition"]
    };
    for key in keys {
        for item in source.items(key, report) {
            let item = report.sound(item);
            let Some(mut fields) = item.and_then(|node| Fields::open(node, "an edition", report))
            else {
                continue;
            };
            let date = fields.get("retrieved").map(|node| node.span.clone());
            let span = date.unwrap_or_else(|| fields.span.clone());
            let retrieved = read_date(&mut fields, "retrieved", report);
            let file = fields.required_line("file", &what, report);
            let sha256 = fields.line("sha256", report);
            fields.close("an edition", &[], report);
            let Some(retrieved) = retrieved else {
                let message = format!("{what} has no `retrieved`");
                let found = report.error(Code::MissingKey, &span, message);
                found.set_help("the date tells it from the other editions");
                continue;
            };
            let (Ok(retrieved), Some(file)) = (retrieved, file) else {
                continue;
            };
            let mut others = found.iter().map(|it| &it.retrieved).chain(current);
            if others.any(|other| *other == retrieved) {
                let message = format!("{what} has the date of another: {}", retrieved.as_str());
                let found = report.error(Code::DuplicateId, &span, message);
                found.set_help("give it a date of its own, with a time if need be");
                continue;
            }
            found.push(Given {
                retrieved,
                file,
                sha256,
            });
        }
    }
    // A citation without an edition is compared with the newest first.
    found.sort_by_key(|it| std::cmp::Reverse(it.retrieved.order()));
    found
}

/// Reads the texts of editions with a function, which reports what is wrong with a file.
pub fn with_texts(
    given: Vec<Given>,
    mut read: impl FnMut(
        &Spanned<String>,
        Option<&Spanned<String>>,
    ) -> (Option<PathBuf>, Result<Document, NoText>),
) -> Vec<Edition> {
    let given = given.into_iter();
    given
        .map(|given| {
            let (path, document) = read(&given.file, given.sha256.as_ref());
            Edition {
                retrieved: given.retrieved,
                file: given.file.value,
                path,
                sha256: given.sha256.map(|hash| hash.value),
                document,
            }
        })
        .collect()
}

/// Reads which edition of its source a citation cites, with its place.
pub fn cited(citation: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Spanned<Date>> {
    let span = citation.get("edition")?.span.clone();
    let value = read_date(citation, "edition", report)?.ok()?;
    Some(Spanned { value, span })
}

/// Reports an edition that the source of a citation does not have.
pub fn verify(edition: &Spanned<Date>, source: Option<&Source>, report: &mut Report<'_>) {
    // That nothing defines the source is reported elsewhere.
    let defined = source.filter(|source| source.document().err() != Some(&NoText::Undefined));
    let Some(source) = defined.filter(|source| source.version(Some(&edition.value)).is_none())
    else {
        return;
    };
    let (name, date) = (source.slug(), edition.value.as_str());
    let dates = source.versions().filter_map(|it| source.date_of(it));
    let dates: Vec<&str> = dates.map(Date::as_str).collect();
    let near = did_you_mean(date, dates.iter().copied());
    let help = near.unwrap_or_else(|| match dates[..] {
        [] => format!("earlier editions are given under [[sources.{name}.edition]]"),
        _ => format!("it has {}", dates.join(", ")),
    });
    let message = format!("{} has no edition of {date}", quoted(name));
    let found = report.error(Code::UnknownEdition, &edition.span, message);
    found.set_help(help);
}
