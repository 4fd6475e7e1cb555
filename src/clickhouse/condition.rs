//! What a query is in SQL. Texts of the user are bound; numbers are those of actors, sources, tags and days.

use std::fmt::Write;
use std::sync::Arc;

use super::bound::Bound;
use super::calendar::UNDATED;
use crate::date::relation::Span;
use crate::date::{Date, Day};
use crate::text::fold::fold;
use crate::timeline::{
    Answer, END, Field, Part, Property, Query, Relation, StoreError, Term, Text,
};

/// What a condition needs to know of the timeline.
pub struct Known<'k> {
    /// The tags, by their numbers.
    pub tags: &'k [String],
    /// The dates that their days do not tell, by their numbers from 1.
    pub dates: &'k [Date],
    /// Returns the numbers of the actors whose folded names contain a text.
    pub actors_named: &'k dyn Fn(&str) -> Vec<u32>,
}

impl Known<'_> {
    /// Returns the condition for a query.
    ///
    /// # Errors
    /// Only the texts of the sources tell, which the server does not have.
    pub fn condition(&self, query: &Query, bound: &mut Bound) -> Answer<String> {
        let joined = |parts: &[Query], word: &str, none: &str, bound: &mut Bound| {
            let parts = parts.iter().map(|part| self.condition(part, bound));
            let parts: Vec<String> = parts.collect::<Answer<_>>()?;
            Ok(if parts.is_empty() {
                none.to_owned()
            } else {
                format!("({})", parts.join(word))
            })
        };
        match query {
            Query::All(parts) => joined(parts, " AND ", "1", bound),
            Query::Any(parts) => joined(parts, " OR ", "0", bound),
            Query::Not(part) => Ok(format!("NOT {}", self.condition(part, bound)?)),
            Query::Term(term) => Ok(format!("({})", self.term(term, bound)?)),
        }
    }

    fn term(&self, term: &Term, bound: &mut Bound) -> Answer<String> {
        Ok(match term {
            Term::Actor(ids) => has_any("actors", ids.iter().map(|id| id.index() as u32))?,
            Term::Source(ids) => has_any("sources", ids.iter().map(|id| id.index() as u32))?,
            Term::NoActor => "empty(actors)".to_owned(),
            Term::Tag(text) => {
                let tags = (0..).zip(self.tags);
                let matching = tags.filter(|(_, tag)| text.matches(tag));
                has_any("tags", matching.map(|(number, _)| number))?
            }
            Term::Status(status) => format!("status = {}", *status as u8),
            Term::Id(text) => match text.part() {
                Part::Any => has_text("key", text.folded(), bound),
                Part::Start => format!("startsWith(key, {})", bound.text(text.folded())),
                Part::Whole => format!("key = {}", bound.text(text.folded())),
            },
            Term::Title(text) => in_field(Field::Title, text, bound),
            Term::Place(text) => in_field(Field::Place, text, bound),
            Term::Quote(text) => in_field(Field::Quote, text, bound),
            Term::Words(folded) => self.words(folded, bound)?,
            Term::Date(relation, span) => self.date(*relation, *span, bound),
            Term::Is(Property::Approximate) => self.dates(Date::is_approximate, bound),
            Term::Is(Property::Uncertain) => self.dates(Date::is_uncertain, bound),
            Term::Is(Property::Undated) => format!("earliest = {UNDATED}"),
            Term::Is(Property::Uncited) => "empty(sources)".to_owned(),
            Term::Is(Property::Conflict) => "conflict = 1".to_owned(),
            Term::Verdict(_) | Term::Is(Property::Unverified | Property::Cut) => {
                return Err(StoreError::Unanswerable(Arc::from(
                    "the server cannot tell which quotes are verified; `annals check` with the address and a \
                     filter checks them",
                )));
            }
        })
    }

    /// Returns the condition that a folded text is in an event, or in the name of an actor of it.
    ///
    /// # Errors
    /// Too many actors have it in their names.
    pub fn words(&self, folded: &str, bound: &mut Bound) -> Answer<String> {
        let named = (self.actors_named)(folded);
        let text = has_text("text", folded, bound);
        if named.is_empty() {
            return Ok(text);
        }
        Ok(format!(
            "{text} OR {}",
            has_any("actors", named.into_iter())?
        ))
    }

    /// Returns the condition that a date is in a relation to a span. Where the days do not tell, each date is looked
    /// at.
    fn date(&self, relation: Relation, span: Span, bound: &mut Bound) -> String {
        let number = |day: Day| {
            let most = i128::from(UNDATED - 1);
            day.number().clamp(-most, most)
        };
        let (first, last) = (number(span.first()), number(span.last()));
        let days = match relation {
            Relation::Overlaps => format!("earliest <= {last} AND latest >= {first}"),
            Relation::Within => format!("earliest >= {first} AND latest <= {last}"),
            Relation::Before => format!("latest < {first}"),
            Relation::After => format!("earliest > {last} AND earliest < {UNDATED}"),
        };
        let special = self.dates(|date| relation.holds(date, span), bound);
        format!("date = 0 AND {days} OR {special}")
    }

    /// Returns the condition that a date whose days do not tell it is one of some.
    fn dates(&self, is: impl Fn(&Date) -> bool, bound: &mut Bound) -> String {
        let dates = (1..).zip(self.dates).filter(|(_, date)| is(date));
        let numbers: Vec<u32> = dates.map(|(number, _)| number).collect();
        match numbers.len() {
            0 => "0".to_owned(),
            1..=FEW => format!("date IN ({})", listed(numbers.into_iter())),
            _ => format!("date GLOBAL IN {}", bound.numbers(numbers.into_iter())),
        }
    }
}

/// Returns the condition that a folded text is in a column of folded text.
fn has_text(column: &str, folded: &str, bound: &mut Bound) -> String {
    if folded.is_empty() {
        return "1".to_owned();
    }
    format!("position({column}, {}) > 0", bound.text(folded))
}

/// Returns the condition that a field matches. In the column of texts each one has a mark before it and one after it.
fn in_field(field: Field, text: &Text, bound: &mut Bound) -> String {
    let (mark, folded) = (field.mark(), text.folded());
    match text.part() {
        Part::Whole => has_text("text", &format!("{mark}{folded}{END}"), bound),
        Part::Any if !folded.is_empty() => {
            let (mark, within) = (bound.text(&mark.to_string()), bound.text(folded));
            format!(
                "position(text, {within}) > 0 AND arrayExists(x -> startsWith(x, {mark}) \
                 AND position(x, {within}) > 0, splitByChar('\\0', text))"
            )
        }
        Part::Start | Part::Any => has_text("text", &format!("{mark}{folded}"), bound),
    }
}

/// So many numbers are part of a query; more are beside it.
const FEW: usize = 100;

/// No list of actors, sources or tags in a query is longer.
const MOST: usize = 10_000;

/// Returns the condition that a list has one of some numbers.
fn has_any(column: &str, numbers: impl Iterator<Item = u32>) -> Answer<String> {
    let numbers: Vec<u32> = numbers.collect();
    match numbers[..] {
        [] => Ok("0".to_owned()),
        [one] => Ok(format!("has({column}, {one})")),
        ref many if many.len() <= MOST => Ok(format!(
            "hasAny({column}, [{}])",
            listed(numbers.into_iter())
        )),
        ref many => {
            let message = format!("this names {} {column}; name fewer", many.len());
            Err(StoreError::Unanswerable(message.into()))
        }
    }
}

/// Writes numbers with commas between.
fn listed(numbers: impl Iterator<Item = u32>) -> String {
    let mut list = String::new();
    for number in numbers {
        let comma = if list.is_empty() { "" } else { "," };
        let _ = write!(list, "{comma}{number}");
    }
    list
}

/// Returns the id of an event as it is compared.
pub fn key(slug: &str) -> String {
    fold(slug)
}
