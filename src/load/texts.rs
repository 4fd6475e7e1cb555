//! `[sources.…]`: the texts that events are read from.

use std::path::Path;

use super::editions;
use super::fields::{Fields, Spanned, read_date};
use super::hash::sha256;
use super::names::Names;
use super::node::{Key, Node};
use super::report::Report;
use super::source_root::{Found, SourceRoot};
use crate::date::Date;
use crate::diagnostic::{Code, did_you_mean, quoted};
use crate::document::{Document, Edition, Encoding, Extent, Format, Reading, Rule};
use crate::text::{sanitize, web};
use crate::timeline::{NoText, Source, SourceDetails};

/// Adds a source with its text. One that an earlier file has defined already is left out.
pub fn read(
    key: &Key<'_>,
    node: Node<'_>,
    root: &SourceRoot,
    names: &mut Names,
    sources: &mut Vec<Source>,
    report: &mut Report<'_>,
) {
    let slug = sanitize::line(&key.name);
    let Some(mut fields) = Fields::open(node, "a source", report) else {
        return;
    };
    let what = format!("the source {}", quoted(&slug));
    let title = fields.required_line("title", &what, report);
    let author = fields.line("author", report).map(|author| author.value);
    let publisher = fields.line("publisher", report).map(|name| name.value);
    let url = read_url(&mut fields, "url", report);
    let archive_url = read_url(&mut fields, "archive_url", report);
    let appeared = read_day(&mut fields, "published", report);
    let retrieved = read_day(&mut fields, "retrieved", report);
    let language = fields.line("language", report).map(|tag| tag.value);
    let file = fields.line("file", report);
    let sha256 = fields.line("sha256", report);
    let rule = fields.choice("paragraphs", Rule::NAMES, report);
    let extent = fields.choice("content", Extent::NAMES, report);
    let encoding = read_encoding(&mut fields, report);
    let earlier = editions::read(&mut fields, &what, retrieved.as_ref(), report);
    fields.close("a source", &[], report);
    if let Some(file) = names.source_file(&slug, sources) {
        report.defined_before(key, &what, file);
        return;
    }
    let reading = |format| Reading {
        format,
        rule,
        extent: extent.unwrap_or_default(),
        encoding,
    };
    let (path, document) = match &file {
        Some(file) => read_text(file, sha256.as_ref(), reading, root, report),
        None => (None, Err(NoText::NoFile)),
    };
    let editions = editions::with_texts(earlier, |file, sha256| {
        read_text(file, sha256, reading, root, report)
    });
    let details = SourceDetails {
        author,
        publisher,
        url,
        archive_url,
        published: appeared,
        retrieved,
        language,
        file: file.map(|name| name.value),
        path,
        sha256: sha256.map(|hash| hash.value),
        paragraphs: rule,
        content: extent,
        encoding,
        editions,
    };
    let title = title.map(|title| title.value);
    let title = title.as_deref().unwrap_or(&slug);
    let source = Source::new(&slug, title, details, document);
    names.define_source(source, report.index, sources);
}

fn read_text(
    file: &Spanned<String>,
    sha256: Option<&Spanned<String>>,
    reading: impl Fn(Format) -> Reading,
    root: &SourceRoot,
    report: &mut Report<'_>,
) -> (Option<std::path::PathBuf>, Result<Document, NoText>) {
    let Some(format) = Format::of(Path::new(&file.value)) else {
        let name = quoted(&file.value);
        let message = format!("cannot read {name}: not a .txt, .md or .html file");
        report
            .error(Code::UnknownFormat, &file.span, message.clone())
            .set_help("save the page as .html, or its text as .txt or .md");
        return (None, Err(NoText::Unreadable(message.into())));
    };
    let Found { path, bytes } = match root.read(&file.value) {
        Ok(found) => found,
        Err(refusal) => {
            let found = report.error(refusal.code, &file.span, refusal.message.clone());
            if let Some(help) = refusal.help {
                found.set_help(help);
            }
            return (
                refusal.path,
                Err(NoText::Unreadable(refusal.message.into())),
            );
        }
    };
    if let Some(expected) = sha256 {
        compare(expected, &bytes, report);
    }
    let document = Document::read(&bytes, reading(format));
    for warning in document.warnings() {
        let message = format!("{}: {warning}", quoted(&file.value));
        report.warning(Code::Encoding, &file.span, message);
    }
    for warning in document.edition().map_or(&[][..], Edition::warnings) {
        let message = format!("{}: {warning}", quoted(&file.value));
        report
            .warning(Code::Edition, &file.span, message)
            .set_help("correct that line, or make the edition again");
    }
    (path, Ok(document))
}

fn compare(expected: &Spanned<String>, bytes: &[u8], report: &mut Report<'_>) {
    let actual = sha256(bytes);
    if !expected.value.eq_ignore_ascii_case(&actual) {
        let message = "the source is not the file that was retrieved: its hash differs".to_owned();
        report
            .warning(Code::ChangedSource, &expected.span, message)
            .set_help(format!("its SHA-256 is now {actual}"));
    }
}

/// A name as on the web: `latin1` for windows-1252.
fn read_encoding(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Encoding> {
    let label = fields.line("encoding", report)?;
    let encoding = label.value.parse();
    if encoding.is_err() {
        let message = format!("invalid value {} for `encoding`", quoted(&label.value));
        let help = did_you_mean(&label.value.to_ascii_lowercase(), Encoding::NAMES);
        report
            .error(Code::UnknownWord, &label.span, message)
            .set_help(help.unwrap_or_else(|| {
                "use a name as on the web: utf-8, utf-16le, windows-1252, shift_jis".to_owned()
            }));
    }
    encoding.ok()
}

/// Only addresses that a browser opens without running anything.
fn read_url(fields: &mut Fields<'_>, key: &'static str, report: &mut Report<'_>) -> Option<String> {
    let url = fields.line(key, report)?;
    if !web::is_address(&url.value) {
        let message = format!("`{key}` takes an address that begins with http:// or https://");
        report.error(Code::BadUrl, &url.span, message);
        return None;
    }
    Some(url.value)
}

fn read_day(fields: &mut Fields<'_>, key: &'static str, report: &mut Report<'_>) -> Option<Date> {
    read_date(fields, key, report)?.ok()
}
