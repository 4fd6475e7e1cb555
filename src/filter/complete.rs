//! Completion of a filter at the cursor.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::edit::quoted;
use super::lexer::{Kind, tokens};
use super::parser::{Field, Is};
use super::resolve::property;
use crate::date::Date;
use crate::text::fold::fold;
use crate::timeline::{
    ActorId, Facet, Key, Query, Selection, SourceId, Status, Term, Timeline, Verdict,
};

/// What can be written at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the filter that a candidate replaces.
    pub range: Range<usize>,
    /// The texts to choose from, in order.
    pub candidates: Vec<Candidate>,
}

/// One of the texts that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The text to insert, in quotation marks if it needs them. A field ends in a colon.
    pub text: String,
    /// The text to show.
    pub label: String,
    /// What it means, in a few words without a full stop, or an empty text.
    pub words: String,
    /// How many of the kept events have it, or for a source how many of their citations. None if that was not asked,
    /// or cannot be counted quickly.
    pub count: Option<usize>,
}

impl Candidate {
    fn new(text: &str, label: &str) -> Self {
        Self {
            text: quoted(text),
            label: label.to_owned(),
            words: String::new(),
            count: None,
        }
    }
}

/// Returns the completions of the term that ends at the byte `cursor`: names of fields, or values of a field. Where no
/// term has begun, every field can be written. With a selection, the values are counted in it, which takes time that
/// grows with the timeline. Values that begin with the text come first, then those with the most events, except that
/// years stay in order.
pub fn complete(
    text: &str,
    cursor: usize,
    timeline: &Timeline,
    kept: Option<&Selection>,
) -> Completion {
    let none = Completion {
        range: cursor..cursor,
        candidates: Vec::new(),
    };
    let (Some(before), Some(after)) = (text.get(..cursor), text.get(cursor..)) else {
        return none;
    };
    let fields = |begun: &str, range: Range<usize>| {
        let fields = Field::ALL.iter().map(|field| {
            let name = format!("{}:", field.name());
            Candidate {
                words: field.words().to_owned(),
                ..Candidate::new(&name, &name)
            }
        });
        let candidates = fields.filter(|field| field.text.starts_with(begun));
        Completion {
            range,
            candidates: candidates.collect(),
        }
    };
    let at_cursor = tokens(before)
        .pop()
        .filter(|token| token.span.end == cursor);
    match at_cursor.map(|token| token.kind) {
        None | Some(Kind::Open) if !is_inside(after) => fields("", cursor..cursor),
        Some(Kind::Term {
            field: None, value, ..
        }) if value == "-" => fields("", cursor..cursor),
        Some(Kind::Term {
            field,
            value,
            value_span,
            ..
        }) => {
            let begun = fold(&value);
            let Some((name, _)) = field else {
                return fields(&begun, value_span);
            };
            let field = Field::named(&name.to_lowercase());
            let candidates = field.map(|field| values(field, &begun, timeline, kept));
            Completion {
                range: value_span,
                candidates: candidates.unwrap_or_default(),
            }
        }
        _ => none,
    }
}

/// Returns whether a term goes on after the cursor.
fn is_inside(after: &str) -> bool {
    after.starts_with(|c: char| !c.is_whitespace() && c != ')')
}

/// Returns the values of a field in whose names a folded text is. Keywords and years have to begin with it.
fn values(
    field: Field,
    begun: &str,
    timeline: &Timeline,
    kept: Option<&Selection>,
) -> Vec<Candidate> {
    let named = |facet: Facet, names: &mut dyn Iterator<Item = Named>| {
        let fits = names.filter(|named| named.names.iter().any(|name| name.contains(begun)));
        by_count(
            fits.collect(),
            begun,
            counts(timeline, kept, facet).as_ref(),
        )
    };
    match field {
        Field::Actor => {
            let actors = timeline.actors().iter().enumerate();
            let mut actors = actors.map(|(id, actor)| Named {
                key: Key::Actor(ActorId::new(id)),
                names: actor.names().map(fold).collect(),
                candidate: Candidate::new(actor.slug(), actor.name()),
            });
            named(Facet::Actor, &mut actors)
        }
        Field::Source => {
            let sources = timeline.sources().iter().enumerate();
            let mut sources = sources.map(|(id, source)| Named {
                key: Key::Source(SourceId::new(id)),
                names: vec![fold(source.slug()), fold(source.title())],
                candidate: Candidate::new(source.slug(), source.title()),
            });
            named(Facet::Source, &mut sources)
        }
        Field::Tag => {
            let mut tags = timeline.tags().map(|tag| Named {
                key: Key::Tag(tag.to_owned()),
                names: vec![fold(tag)],
                candidate: Candidate::new(tag, tag),
            });
            named(Facet::Tag, &mut tags)
        }
        Field::Date | Field::Within | Field::Before | Field::After => {
            let counts = counts(timeline, kept, Facet::Year);
            let years = timeline.values(Facet::Year).unwrap_or_default();
            let years = years.into_iter().filter_map(|key| {
                let Key::Year(year) = key else { return None };
                let date = Date::from_year(year).ok()?;
                let count = count(counts.as_ref(), &key);
                let candidate = Candidate::new(date.as_str(), date.as_str());
                Some(Candidate { count, ..candidate })
            });
            years.filter(|year| year.text.starts_with(begun)).collect()
        }
        Field::Status => {
            let known = Status::ALL.iter();
            let known = known.map(|status| (status.name(), "", Term::Status(*status)));
            keywords(known, begun, timeline, kept)
        }
        Field::Verdict => {
            let known = Verdict::ALL.iter();
            let known = known.map(|known| (known.name(), known.words(), Term::Verdict(*known)));
            keywords(known, begun, timeline, kept)
        }
        Field::Is => {
            let known = Is::ALL.iter();
            let known = known.map(|known| (known.name(), known.words(), property(*known)));
            keywords(known, begun, timeline, kept)
        }
        Field::Place | Field::Title | Field::Quote | Field::Id => Vec::new(),
    }
}

/// A value with its folded names.
struct Named {
    key: Key,
    names: Vec<String>,
    candidate: Candidate,
}

/// Orders values: those with a name that begins with a text, those with the most events, by name.
fn by_count(
    mut found: Vec<Named>,
    begun: &str,
    counts: Option<&BTreeMap<Key, usize>>,
) -> Vec<Candidate> {
    for named in &mut found {
        named.candidate.count = count(counts, &named.key);
    }
    let begins = |named: &Named| named.names.iter().any(|name| name.starts_with(begun));
    found.sort_by_cached_key(|named| {
        let Candidate { label, count, .. } = &named.candidate;
        (!begins(named), Reverse(*count), fold(label))
    });
    found.into_iter().map(|named| named.candidate).collect()
}

/// Returns those of some words that begin with a text, those with the most events first.
fn keywords(
    known: impl Iterator<Item = (&'static str, &'static str, Term)>,
    begun: &str,
    timeline: &Timeline,
    kept: Option<&Selection>,
) -> Vec<Candidate> {
    let found = known.filter(|(name, ..)| name.starts_with(begun));
    let found = found.map(|(name, words, term)| {
        let count = kept.and_then(|kept| timeline.count_quickly(kept, &Query::Term(term)));
        Candidate {
            words: words.to_owned(),
            count,
            ..Candidate::new(name, name)
        }
    });
    let mut found: Vec<Candidate> = found.collect();
    found.sort_by_key(|candidate| Reverse(candidate.count));
    found
}

/// Returns how many events of a selection have each value of a facet. None if that was not asked, or the store fails.
fn counts(
    timeline: &Timeline,
    kept: Option<&Selection>,
    facet: Facet,
) -> Option<BTreeMap<Key, usize>> {
    let counts = timeline.counts(kept?, facet).ok()?;
    Some(counts.into_iter().collect())
}

/// Returns the count of a value. Those without an event are not in the counts.
fn count(counts: Option<&BTreeMap<Key, usize>>, key: &Key) -> Option<usize> {
    counts.map(|counts| counts.get(key).copied().unwrap_or(0))
}
