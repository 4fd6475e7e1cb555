//! Completion of a filter at the cursor.

use std::ops::Range;

use super::edit::quoted;
use super::lexer::{Kind, tokens};
use super::parser::{Field, Is};
use crate::date::Date;
use crate::text::fold::fold;
use crate::timeline::{Facet, Key, Source, Status, Timeline};

/// What can be written at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the filter that a candidate replaces.
    pub range: Range<usize>,
    /// The texts to choose from, in order. A field ends in a colon.
    pub candidates: Vec<String>,
}

/// Returns the completions of the term that ends at the byte `cursor`: names of fields, or values of a field.
pub fn complete(text: &str, cursor: usize, timeline: &Timeline) -> Completion {
    let none = Completion {
        range: cursor..cursor,
        candidates: Vec::new(),
    };
    let Some(before) = text.get(..cursor) else {
        return none;
    };
    let last = tokens(before)
        .pop()
        .filter(|token| token.span.end == cursor);
    let Some(Kind::Term {
        field,
        value,
        value_span,
        ..
    }) = last.map(|token| token.kind)
    else {
        return none;
    };
    let begun = fold(&value);
    let Some((name, _)) = field else {
        let names = Field::ALL.iter().map(|field| format!("{}:", field.name()));
        return Completion {
            range: value_span,
            candidates: names.filter(|name| name.starts_with(&begun)).collect(),
        };
    };
    let name = name.to_lowercase();
    let known = Field::named(&name);
    let mut candidates: Vec<String> = match known {
        Some(Field::Actor) => {
            let actors = timeline
                .actors()
                .iter()
                .filter(|actor| actor.names().any(|name| fold(name).contains(&begun)));
            actors.map(|actor| actor.slug().to_owned()).collect()
        }
        Some(Field::Source) => {
            let names = timeline.sources().iter().map(Source::slug);
            beginning(names, &begun)
        }
        Some(Field::Tag) => {
            let keys = values(timeline, Facet::Tag);
            let tags = keys.iter().filter_map(|key| match key {
                Key::Tag(tag) => Some(tag.as_str()),
                _ => None,
            });
            beginning(tags, &begun)
        }
        Some(Field::Date | Field::Within | Field::Before | Field::After) => {
            let years = values(timeline, Facet::Year).into_iter();
            let years = years.filter_map(|key| match key {
                Key::Year(year) => Date::from_year(year).ok(),
                _ => None,
            });
            let years: Vec<Date> = years.collect();
            beginning(years.iter().map(Date::as_str), &begun)
        }
        Some(Field::Status) => beginning(Status::ALL.iter().map(|status| status.name()), &begun),
        Some(Field::Is) => beginning(Is::ALL.iter().map(|known| known.name()), &begun),
        _ => Vec::new(),
    };
    for candidate in &mut candidates {
        *candidate = quoted(candidate);
    }
    Completion {
        range: value_span,
        candidates,
    }
}

/// Returns the values of a facet in the timeline, or nothing if the store fails.
fn values(timeline: &Timeline, facet: Facet) -> Vec<Key> {
    timeline.values(facet).unwrap_or_default()
}

/// Returns the names that begin with a folded text.
fn beginning<'a>(names: impl Iterator<Item = &'a str>, begun: &str) -> Vec<String> {
    let fits = |name: &&str| fold(name).starts_with(begun);
    names.filter(fits).map(str::to_owned).collect()
}
