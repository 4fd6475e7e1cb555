//! Whether an event satisfies the terms of a query.

use super::store::Timeline;
use super::{Event, EventId, Property, Query, Term};
use crate::date::Date;

impl Timeline {
    /// Returns whether a query keeps an event.
    pub(super) fn keeps(&self, query: &Query, id: EventId, event: &Event) -> bool {
        match query {
            Query::All(parts) => parts.iter().all(|part| self.keeps(part, id, event)),
            Query::Any(parts) => parts.iter().any(|part| self.keeps(part, id, event)),
            Query::Not(part) => !self.keeps(part, id, event),
            Query::Term(term) => self.satisfies(term, id, event),
        }
    }

    fn satisfies(&self, term: &Term, id: EventId, event: &Event) -> bool {
        let mut citations = event.citations.iter();
        match term {
            Term::Actor(ids) => {
                let mut actors = event.actors.iter();
                actors.any(|p| ids.binary_search(&p.actor).is_ok())
            }
            Term::NoActor => event.actors.is_empty(),
            Term::Source(ids) => citations.any(|c| ids.binary_search(&c.source).is_ok()),
            Term::Tag(text) => event.tags.iter().any(|tag| text.matches(tag)),
            Term::Place(text) => event
                .place
                .as_ref()
                .is_some_and(|place| text.matches(place)),
            Term::Title(text) => text.matches(&event.title),
            Term::Quote(text) => {
                citations.any(|c| c.quote.as_ref().is_some_and(|q| text.matches(q)))
            }
            Term::Id(text) => text.matches(&event.slug),
            Term::Words(folded) => self.folded.get(id.index()).contains(folded.as_str()),
            Term::Date(relation, span) => {
                let date = event.when.date();
                date.is_some_and(|date| relation.holds(date, *span))
            }
            Term::Status(status) => event.status == *status,
            Term::Is(property) => self.has(*property, id, event),
        }
    }

    fn has(&self, property: Property, id: EventId, event: &Event) -> bool {
        let date = event.when.date();
        match property {
            Property::Approximate => date.is_some_and(Date::is_approximate),
            Property::Uncertain => date.is_some_and(Date::is_uncertain),
            Property::Undated => date.is_none(),
            Property::Uncited => event.citations.is_empty(),
            Property::Unverified => {
                let mut citations = event.citations.iter();
                citations.any(|citation| !self.anchor(citation).state.is_verified())
            }
            Property::Conflict => self.has_conflict(id),
        }
    }
}
