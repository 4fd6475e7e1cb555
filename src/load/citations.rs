//! `[[event.citation]]`: which text says so, and where in it.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::editions;
use super::fields::{Fields, Spanned, choice, read_date};
use super::locators;
use super::meaning::Meaning;
use super::report::Report;
use crate::anchor::Caution;
use crate::diagnostic::{Origin, Subject};
use crate::document::Locator;
use crate::timeline::{Citation, Stance};

/// Reads the citations of an event.
pub fn read(
    origin: Origin,
    event: &mut Fields<'_>,
    meaning: &mut impl Meaning,
    report: &mut Report<'_>,
) -> Vec<Citation> {
    let mut found = Vec::new();
    let keys: &[_] = if report.has_records() {
        &["citation", "citations"]
    } else {
        &["citation"]
    };
    for key in keys {
        for (position, item) in event.items(key, report).enumerate() {
            report.subject = Subject::citation(origin, position);
            let item = report.sound(item);
            let opened = item.and_then(|node| Fields::open(node, "a citation", report));
            let Some(mut fields) = opened else {
                continue;
            };
            let mut claims = ["date", "stance"].into_iter();
            let claim = claims.find_map(|key| Some(report.origin(&fields.get(key)?.span)));
            let date = read_date(&mut fields, "date", report).and_then(Result::ok);
            let acknowledged = fields.lines("acknowledged", report);
            let acknowledged = acknowledged
                .iter()
                .filter_map(|word| choice(word, "acknowledged", Caution::NAMES, report));
            let acknowledged: Vec<Caution> = acknowledged.collect();
            let locator = locators::read(&mut fields, report);
            let edition = editions::cited(&mut fields, report);
            if let Some(mut citation) = read_one(&mut fields, locator, meaning, report) {
                if let Some(edition) = edition {
                    editions::verify(&edition, meaning.source_of(citation.source), report);
                    citation.set_edition(Some(edition.value));
                }
                citation.set_acknowledged(acknowledged);
                citation.set_claim(date, claim);
                citation.set_position(position);
                found.push(citation);
            }
            // What `list` adds to a citation is no fault when it comes back.
            fields.close("a citation", &["state", "found", "at"], report);
        }
    }
    report.subject = Subject::Event(origin);
    if report.lenient && found.is_empty() && event.get("source").is_some() {
        // Records of other programs have pages, times and messages that mean something else.
        let is_ours = event.has("paragraph");
        let locator = is_ours.then(|| locators::read(event, report)).flatten();
        found.extend(read_one(event, locator, meaning, report));
    }
    found
}

fn read_one(
    fields: &mut Fields<'_>,
    locator: Option<Spanned<Locator>>,
    meaning: &mut impl Meaning,
    report: &mut Report<'_>,
) -> Option<Citation> {
    let source = fields.required_line("source", "a citation", report);
    let paragraph = fields.count("paragraph", report);
    let quote = fields.block("quote", report);
    let stance = fields.choice("stance", Stance::NAMES, report);
    let source = source?;
    let id = meaning.source(&source, report)?;
    // Whatever is to be said of a citation is said of the most telling piece of it.
    let place = match (&quote, &paragraph, &locator) {
        (Some(quote), _, _) => &quote.span,
        (None, Some(paragraph), _) => &paragraph.span,
        (None, None, Some(locator)) => &locator.span,
        (None, None, None) => &source.span,
    };
    let mut citation = Citation::new(id, report.origin(place));
    if let Some(number) = paragraph {
        citation.set_paragraph(number.value);
    }
    citation.set_locator(locator.map(|locator| locator.value));
    citation.quote = quote.map(|quote| quote.value.into());
    citation.set_stance(stance.unwrap_or_default());
    Some(citation)
}
