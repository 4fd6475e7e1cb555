//! Which citations of an event contradict it, or each other.

use super::{Event, Stance};
use crate::date::Date;
use crate::date::relation::{Certainty, Span, overlap};

/// A citation that conflicts with its event or with an earlier citation of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its position among the citations of the event, from 0.
    pub citation: usize,
    /// What it conflicts with.
    pub against: Against,
}

/// What a citation conflicts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// Its date cannot be that of the event.
    Date,
    /// Its date cannot be that of an earlier citation, given by its position in the event.
    Citation(u32),
    /// It contradicts the event in its own words.
    Stance,
}

impl Event {
    /// Returns whether a citation conflicts with the event or with another citation.
    pub fn has_conflict(&self) -> bool {
        self.conflicts().next().is_some()
    }

    /// Iterates over the conflicts of the event, in the order of its citations and at most one for each: a
    /// date that cannot be the event's comes before one that cannot be an earlier citation's, and a date
    /// before the stance.
    ///
    /// One pass, since an event can have very many citations: of the dates before one, only the one that
    /// ends first and the one that begins last have to be compared.
    pub fn conflicts(&self) -> impl Iterator<Item = Conflict> + '_ {
        let mut ends_first: Option<(Span, u32)> = None;
        let mut begins_last: Option<(Span, u32)> = None;
        let citations = self.citations.iter().enumerate();
        citations.filter_map(move |(index, citation)| {
            let dated = citation.date.as_ref().and_then(|date| {
                let when = self.when.date();
                if when.is_some_and(|when| apart(date, Span::of(when))) {
                    return Some(Against::Date);
                }
                let span = Span::of(date);
                let mut others = [ends_first, begins_last].into_iter().flatten();
                let other = others.find(|(span, _)| apart(date, *span));
                if ends_first.is_none_or(|(first, _)| span.last() < first.last()) {
                    ends_first = Some((span, index as u32));
                }
                if begins_last.is_none_or(|(last, _)| span.first() > last.first()) {
                    begins_last = Some((span, index as u32));
                }
                other.map(|(_, other)| Against::Citation(other))
            });
            let stance = (citation.stance == Stance::Contradicts).then_some(Against::Stance);
            Some(Conflict {
                citation: index,
                against: dated.or(stance)?,
            })
        })
    }
}

/// Returns whether a date shares no day with a span, whatever its open ends turn out to be.
fn apart(date: &Date, span: Span) -> bool {
    overlap(date, span) == Certainty::Impossible
}
