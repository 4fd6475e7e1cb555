//! What documents say about themselves, in the words of Dublin Core.

use super::xml::{Step, Xml};
use crate::document::original::Facts;
use crate::document::written_day;
use crate::text::language_tag;

/// Reads the title, author, publisher and language of a document, and the day it is from.
///
/// What cannot be read of damaged XML is left out.
pub(super) fn facts(xml: &str) -> Facts {
    let mut facts = Facts::default();
    let mut reader = Xml::new(xml);
    let mut authors: Vec<String> = Vec::new();
    let mut first_author = None;
    while let Ok(Some(step)) = reader.next() {
        let Step::Enter(element) = step else {
            continue;
        };
        let fact = match element.name() {
            "title" => &mut facts.title,
            "publisher" => &mut facts.publisher,
            "language" => &mut facts.language,
            "date" => &mut facts.published,
            "initial-creator" => &mut first_author,
            "creator" => {
                authors.extend(reader.text().ok().and_then(|text| single(&text)));
                continue;
            }
            _ => continue,
        };
        let text = reader.text().unwrap_or_default();
        if fact.is_none() {
            *fact = single(&text);
        }
    }
    let authors = (!authors.is_empty()).then(|| authors.join("; "));
    facts.author = first_author.or(authors);
    facts.language = facts.language.as_deref().and_then(language_tag::tag);
    facts.published = facts.published.as_deref().and_then(written_day::day);
    facts
}

fn single(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}
