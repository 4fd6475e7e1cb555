//! What can stand at the cursor of a half-written filter.

use std::ops::Range;

use super::edit::quoted;
use super::lexer::{Kind, tokens};
use super::parser::{FIELDS, Field, IS};
use crate::date::Date;
use crate::text::fold::fold;
use crate::timeline::{Status, Timeline};

/// The part of the text to replace, and what may stand there instead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Bytes of the filter's text.
    pub range: Range<usize>,
    /// In order; a field ends in its colon.
    pub candidates: Vec<String>,
}

/// Completes the term that ends at the byte `cursor`: a field's name, or its value.
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
        let names = FIELDS.iter().map(|(_, name, _)| format!("{name}:"));
        return Completion {
            range: value_span,
            candidates: names.filter(|name| name.starts_with(&begun)).collect(),
        };
    };
    let known = FIELDS.iter().find(|(_, known, _)| *known == name);
    let mut candidates: Vec<String> = match known.map(|(field, ..)| field) {
        Some(Field::Actor) => {
            let actors = timeline.actors().iter().filter(|actor| {
                let mut names = [&actor.slug, &actor.name].into_iter().chain(&actor.aliases);
                names.any(|name| fold(name).contains(&begun))
            });
            actors.map(|actor| actor.slug.clone()).collect()
        }
        Some(Field::Source) => {
            let names = timeline.sources().iter().map(|source| source.slug.as_str());
            beginning(names, &begun)
        }
        Some(Field::Tag) => {
            let mut tags: Vec<&str> = timeline
                .events()
                .flat_map(|(_, event)| event.tags.iter().map(String::as_str))
                .collect();
            tags.sort_unstable();
            tags.dedup();
            beginning(tags.into_iter(), &begun)
        }
        Some(Field::Date | Field::Within | Field::Before | Field::After) => {
            let dates = timeline.events().filter_map(|(_, event)| event.when.date());
            // They come in order, one after the other where there are several of a year.
            let mut years: Vec<i64> = dates.map(|date| date.start().year).collect();
            years.dedup();
            let years = years
                .into_iter()
                .filter_map(|year| Date::from_year(year).ok());
            let years: Vec<Date> = years.collect();
            beginning(years.iter().map(Date::as_str), &begun)
        }
        Some(Field::Status) => beginning(Status::ALL.iter().map(|(_, name)| *name), &begun),
        Some(Field::Is) => beginning(IS.iter().map(|(_, name, _)| *name), &begun),
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

fn beginning<'a>(names: impl Iterator<Item = &'a str>, begun: &str) -> Vec<String> {
    let fits = |name: &&str| fold(name).starts_with(begun);
    names.filter(fits).map(str::to_owned).collect()
}
