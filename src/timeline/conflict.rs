//! Which citations of an event contradict it, or each other.

use super::{Citation, Event, Stance};
use crate::date::Date;
use crate::date::relation::{Certainty, Span, overlap};

/// What a conflict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictKind {
    /// A date that cannot be that of the event, or of another citation.
    Date,
    /// The citation contradicts the event.
    Stance,
}

/// What a citation conflicts with.
pub(super) enum Against<'a> {
    /// The date of the event.
    Event,
    /// The date of an earlier citation.
    Citation(&'a Citation),
    /// The event, in its own words.
    Stance,
}

/// Returns whether a citation of an event conflicts with the event or with another citation.
pub(super) fn any(event: &Event) -> bool {
    conflicting(event).next().is_some()
}

/// Returns the citations of an event that conflict with something, with their positions. One pass, since
/// an event can have very many: of the dates before one, only the one that ends first and the one that
/// begins last have to be compared.
pub(super) fn conflicting(event: &Event) -> impl Iterator<Item = (usize, &Citation, Against<'_>)> {
    let mut ends_first: Option<(Span, &Citation)> = None;
    let mut begins_last: Option<(Span, &Citation)> = None;
    let citations = event.citations.iter().enumerate();
    citations.filter_map(move |(index, citation)| {
        let dated = citation.date.as_ref().and_then(|date| {
            if event
                .when
                .date()
                .is_some_and(|when| apart(date, Span::of(when)))
            {
                return Some(Against::Event);
            }
            let span = Span::of(date);
            let mut others = [ends_first, begins_last].into_iter().flatten();
            let other = others.find(|(span, _)| apart(date, *span));
            if ends_first.is_none_or(|(first, _)| span.last() < first.last()) {
                ends_first = Some((span, citation));
            }
            if begins_last.is_none_or(|(last, _)| span.first() > last.first()) {
                begins_last = Some((span, citation));
            }
            other.map(|(_, other)| Against::Citation(other))
        });
        let stance = (citation.stance == Stance::Contradicts).then_some(Against::Stance);
        Some((index, citation, dated.or(stance)?))
    })
}

/// Returns whether a date shares no day with a span, whatever its open ends turn out to be.
fn apart(date: &Date, span: Span) -> bool {
    overlap(date, span) == Certainty::Impossible
}
