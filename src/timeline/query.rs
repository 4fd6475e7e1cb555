//! A question about events as a value: names are resolved, texts folded, dates read. A store evaluates
//! it; whoever asks need not know how.

use super::{ActorId, SourceId, Status, Verdict};
use crate::date::Date;
use crate::date::relation::{self, Certainty, Span};
use crate::text::fold::fold;

/// Which events to keep.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// Those that every part keeps; all events if there is no part.
    All(Vec<Query>),
    /// Those that at least one part keeps.
    Any(Vec<Query>),
    /// Those that the part does not keep.
    Not(Box<Query>),
    /// Those that satisfy a term.
    Term(Term),
}

impl Query {
    /// Returns the query that keeps every event.
    pub fn everything() -> Self {
        Self::All(Vec::new())
    }

    /// Returns whether the query keeps every event because it has no condition.
    pub fn is_everything(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }

    /// Returns whether events have to be read to answer it.
    pub fn reads_events(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::reads_events),
            Self::Not(part) => part.reads_events(),
            Self::Term(term) => matches!(
                term,
                Term::Place(_)
                    | Term::Title(_)
                    | Term::Quote(_)
                    | Term::Words(_)
                    | Term::Verdict(_)
                    | Term::Is(Property::Unverified | Property::Cut)
            ),
        }
    }

    /// Returns whether quotes have to be looked for to answer it.
    pub fn needs_anchors(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::needs_anchors),
            Self::Not(part) => part.needs_anchors(),
            Self::Term(term) => matches!(
                term,
                Term::Verdict(_) | Term::Is(Property::Unverified | Property::Cut)
            ),
        }
    }

    /// Returns the query that keeps what both this one and a term keep.
    #[must_use]
    pub fn and(&self, term: Term) -> Self {
        Self::All(vec![self.clone(), Self::Term(term)])
    }

    /// Returns the query that keeps what this one keeps and a term does not.
    #[must_use]
    pub fn and_not(&self, term: Term) -> Self {
        Self::All(vec![self.clone(), Self::Not(Box::new(Self::Term(term)))])
    }
}

impl Default for Query {
    fn default() -> Self {
        Self::everything()
    }
}

/// A condition on one event. Lists of ids are sorted.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// One of these actors takes part.
    Actor(Vec<ActorId>),
    /// No actor takes part.
    NoActor,
    /// One of these sources is cited.
    Source(Vec<SourceId>),
    /// A tag matches.
    Tag(Text),
    /// The place matches.
    Place(Text),
    /// The title matches.
    Title(Text),
    /// A quote matches.
    Quote(Text),
    /// The id matches.
    Id(Text),
    /// The folded text occurs in the title, summary, note, place, a tag, the name of an actor or a quote.
    Words(String),
    /// The date stands in a relation to a span of days.
    Date(Relation, Span),
    /// The status is this one.
    Status(Status),
    /// The evidence amounts to this verdict.
    Verdict(Verdict),
    /// The event has a property.
    Is(Property),
}

/// A property of an event that no single field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// The date is marked `~`.
    Approximate,
    /// The date is marked `?`.
    Uncertain,
    /// There is no date, or none that could be read.
    Undated,
    /// Nothing is cited.
    Uncited,
    /// A citation has no verified quote.
    Unverified,
    /// A citation has a verified quote that misleads without what it leaves out.
    Cut,
    /// Its sources contradict the event or each other.
    Conflict,
}

/// How a date must relate to a span. An event without a date is in no relation to any span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It may overlap the span.
    Overlaps,
    /// It certainly lies within the span.
    Within,
    /// It certainly lies before the span.
    Before,
    /// It certainly lies after the span.
    After,
}

impl Relation {
    /// Returns whether a date is in this relation to a span.
    pub fn holds(self, date: &Date, span: Span) -> bool {
        let certain = match self {
            Self::Overlaps => return relation::overlap(date, span) != Certainty::Impossible,
            Self::Within => relation::within(date, span),
            Self::Before => relation::before(date, span),
            Self::After => relation::after(date, span),
        };
        certain == Certainty::Certain
    }
}

/// A text to compare with, folded once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    folded: String,
    part: Part,
}

/// Which part of the compared text has to equal the text of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Any part.
    Any,
    /// The beginning.
    Start,
    /// All of it.
    Whole,
}

impl Text {
    /// Folds a text to compare with.
    pub fn new(text: &str, part: Part) -> Self {
        Self {
            folded: fold(text),
            part,
        }
    }

    /// Returns the folded text.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Returns which part of the compared text has to equal it.
    pub fn part(&self) -> Part {
        self.part
    }

    /// Returns whether a text matches, case and accents aside.
    pub fn matches(&self, text: &str) -> bool {
        let text = fold(text);
        match self.part {
            Part::Any => text.contains(&self.folded),
            Part::Start => text.starts_with(&self.folded),
            Part::Whole => text == self.folded,
        }
    }
}
