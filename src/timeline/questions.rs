//! The questions that a timeline answers. The screen, the command line, the check and the exports use
//! these and nothing else, so that another store can stand behind them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::membership::Tally;
use super::store::{Timeline, chronological};
use super::{
    ActorId, Answer, Citation, Density, Event, EventId, Extent, Facet, Heading, Key, Query, Row,
    Scale, Selection, SourceId, StoreError, Term, headings,
};
use crate::anchor::Anchor;
use crate::date::{Date, Grain};
use crate::diagnostic::did_you_mean;
use crate::search::Needle;

/// Which way to go through a selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards later events.
    Forward,
    /// Towards earlier events.
    Backward,
}

impl Timeline {
    /// Returns the events that a query keeps.
    pub fn select(&self, query: &Query) -> Answer<Selection> {
        if query.is_everything() {
            return Ok(Selection::all(self.len()));
        }
        if let Query::Term(Term::Source(sources)) = query
            && let [source] = sources[..]
        {
            return Ok(self.citing(source));
        }
        let kept = self.numbered();
        let kept = kept.filter(|(id, event)| self.keeps(query, *id, event));
        Ok(Selection::of(kept.map(|(id, _)| id).collect()))
    }

    /// Returns the rows of some ranks. Ranks past the end are left out.
    pub fn window(&self, selection: &Selection, ranks: Range<usize>) -> Answer<Vec<Row>> {
        let ids = ranks.map_while(|rank| selection.at(rank));
        ids.map(|id| {
            let event = self.get(id)?;
            Ok(Row::new(
                id,
                event,
                self.has_conflict(id),
                self.doubt(event),
            ))
        })
        .collect()
    }

    /// Returns an event with all it has.
    pub fn event(&self, id: EventId) -> Answer<Arc<Event>> {
        self.get(id).cloned()
    }

    /// Returns the headings of a grain above the events of a selection.
    pub fn headings(&self, selection: &Selection, grain: Grain) -> Answer<Vec<Heading>> {
        let dates = selection.iter().map(|id| Ok(self.get(id)?.when.date()));
        headings::of(dates, grain)
    }

    /// Returns how many events of a selection each value of a facet has, in the order of values. Values
    /// without an event are left out.
    pub fn counts(&self, selection: &Selection, facet: Facet) -> Answer<Vec<(Key, usize)>> {
        if facet == Facet::Actor {
            return self.counts_of_actors(selection);
        }
        let mut counts = BTreeMap::new();
        for id in selection.iter() {
            for key in keys(self.get(id)?, facet) {
                *counts.entry(key).or_default() += 1;
            }
        }
        Ok(counts.into_iter().collect())
    }

    fn counts_of_actors(&self, selection: &Selection) -> Answer<Vec<(Key, usize)>> {
        let mut tally = Tally::default();
        for id in selection.iter() {
            tally.add(self.get(id)?.actors.iter().map(|p| p.actor));
        }
        let counts = tally.count(self.actors()).into_iter();
        let counts = counts.enumerate().filter(|(_, count)| *count > 0);
        let counts = counts.map(|(index, count)| (Key::Actor(ActorId::new(index)), count));
        Ok(counts.collect())
    }

    /// Returns how the events of a selection spread over the columns of a scale.
    pub fn histogram(&self, selection: &Selection, scale: &Scale) -> Answer<Density> {
        let mut places = Vec::with_capacity(selection.len());
        for id in selection.iter() {
            places.extend(self.get(id)?.when.date().map(|date| scale.place(date)));
        }
        Ok(Density::new(places.into_iter(), scale.width()))
    }

    /// Returns the rank of the next event from `from` on that a needle is in. Wraps around, and comes to
    /// `from` itself last.
    pub fn seek(
        &self,
        selection: &Selection,
        from: usize,
        needle: &Needle,
        direction: Direction,
    ) -> Answer<Option<usize>> {
        let len = selection.len();
        for step in 1..=len {
            let step = match direction {
                Direction::Forward => step,
                Direction::Backward => len - step,
            };
            let rank = (from + step) % len;
            if let Some(id) = selection.at(rank)
                && self.mentions(id, needle)?
            {
                return Ok(Some(rank));
            }
        }
        Ok(None)
    }

    /// Returns whether a needle is in the text of an event: title, summary, note, place, tags, names of
    /// actors and quotes.
    pub fn mentions(&self, id: EventId, needle: &Needle) -> Answer<bool> {
        let event = self.get(id)?;
        // The folded text rules most events out; only the others are compared with their case.
        let folded = self.folded.get(id.index());
        Ok(needle.is_in_folded(folded) && needle.is_in(&self.searchable(event)))
    }

    /// Returns the scale that suits the whole timeline on so many columns.
    pub fn scale(&self, width: u16) -> Answer<Scale> {
        let dates = self.events.iter().filter_map(|event| event.when.date());
        Ok(Scale::new(dates, width))
    }

    /// Returns how far the events of a selection reach in time.
    pub fn extent(&self, selection: &Selection) -> Answer<Extent> {
        let mut extent = Extent::default();
        for id in selection.iter() {
            extent.add(self.get(id)?.when.date());
        }
        Ok(extent)
    }

    /// Returns the grain of headings that suits the whole timeline.
    pub fn grain(&self) -> Grain {
        let dates = || self.events.iter().map(|event| event.when.date());
        *self
            .grain
            .get_or_init(|| headings::fitting(self.len(), dates))
    }

    /// Returns the event with an id of the file.
    pub fn find(&self, slug: &str) -> Answer<Option<EventId>> {
        let found = self.beginning(slug)?;
        let first = found.first().copied();
        Ok(first.filter(|id| self.get(*id).is_ok_and(|event| event.slug == slug)))
    }

    /// Returns the events whose ids of the file begin with a text, in the order of these ids.
    pub fn beginning(&self, slug: &str) -> Answer<&[EventId]> {
        let of = |id: &EventId| self.get(*id).map_or("", |event| event.slug.as_str());
        let slugs = self.slugs.get_or_init(|| {
            let mut ids: Vec<EventId> = self.numbered().map(|(id, _)| id).collect();
            ids.sort_by(|a, b| of(a).cmp(of(b)));
            ids
        });
        let from = slugs.partition_point(|id| of(id) < slug);
        let rest = slugs.get(from..).unwrap_or_default();
        let to = rest.partition_point(|id| of(id).starts_with(slug));
        Ok(rest.get(..to).unwrap_or_default())
    }

    /// Returns a suggestion for an id that no event has, if one is near enough.
    pub fn did_you_mean(&self, slug: &str) -> Answer<Option<String>> {
        let known = self.events.iter().map(|event| event.slug.as_str());
        Ok(did_you_mean(slug, known))
    }

    /// Returns the event nearest in time to where `event`, of whichever timeline, would be here.
    pub fn neighbour(&self, event: &Event) -> Answer<Option<EventId>> {
        let earlier = |other: &Arc<Event>| chronological(other, event).is_lt();
        let at = self.events.partition_point(earlier);
        let last = self.len().checked_sub(1);
        Ok(last.map(|last| EventId::new(at.min(last))))
    }

    /// Returns the rank of the event to go to for a date: the first that begins at it or within it, or
    /// else the one whose beginning is nearest. None if no event has a date.
    pub fn rank_near(&self, selection: &Selection, date: &Date) -> Answer<Option<usize>> {
        let dated = |rank: usize| {
            let event = self.get(selection.at(rank)?).ok()?;
            event.when.date()
        };
        let after = partition_point(selection.len(), |rank| {
            dated(rank).is_some_and(|other| other.order() < date.order())
        });
        let before = after.checked_sub(1);
        let Some(next) = dated(after) else {
            return Ok(before);
        };
        let within = date.latest().is_some_and(|latest| next.start() <= latest);
        let far = |other: &Date| other.start().distance(date.start());
        Ok(before
            .filter(|before| !within && dated(*before).is_some_and(|it| far(it) <= far(next)))
            .or(Some(after)))
    }

    /// Returns whether the sources of an event contradict it or each other.
    pub fn has_conflict(&self, id: EventId) -> bool {
        self.conflicting.get(id.index()).copied().unwrap_or(false)
    }

    /// Returns where the quote of a citation stands, and works it out if it is not known. That can take
    /// long in a large source.
    pub fn anchor(&self, citation: &Citation) -> Arc<Anchor> {
        let source = self.source(citation.source);
        let document = source.and_then(|source| source.document().ok());
        let known = self.fingerprints.get(citation.source.index());
        let fingerprint = known.map_or((0, 0), |known| {
            *known.get_or_init(|| self.anchors.fingerprint(document))
        });
        self.anchors.get(citation, fingerprint, document)
    }

    /// Returns where the quote of a citation stands if that is known already.
    pub fn known_anchor(&self, citation: &Citation) -> Option<Arc<Anchor>> {
        let fingerprint = self.fingerprints.get(citation.source.index())?.get()?;
        self.anchors.known(citation, *fingerprint)
    }

    /// Returns the worst state among the known anchors of an event, if a quote is not verified.
    fn doubt(&self, event: &Event) -> Option<crate::anchor::State> {
        let known = event.citations.iter().filter_map(|c| self.known_anchor(c));
        let states = known.map(|anchor| anchor.state);
        states.filter(|state| state.is_doubtful()).max()
    }

    /// Returns the events that cite a source. The index of all sources is made when it is first asked for.
    fn citing(&self, source: SourceId) -> Selection {
        let index = self.citing.get_or_init(|| {
            let mut index = vec![Vec::new(); self.sources().len()];
            for (id, event) in self.numbered() {
                for citation in &event.citations {
                    if let Some(events) = index.get_mut(citation.source.index())
                        && events.last() != Some(&id)
                    {
                        events.push(id);
                    }
                }
            }
            index.into_iter().map(Selection::of).collect()
        });
        let nothing = || Selection::of(Vec::new());
        index.get(source.index()).cloned().unwrap_or_else(nothing)
    }

    fn numbered(&self) -> impl Iterator<Item = (EventId, &Arc<Event>)> {
        let events = self.events.iter().enumerate();
        events.map(|(index, event)| (EventId::new(index), event))
    }

    fn get(&self, id: EventId) -> Answer<&Arc<Event>> {
        let event = self.events.get(id.index());
        event.ok_or(StoreError::UnknownEvent(id))
    }
}

/// The values of a facet that an event has. One that counts once is named once.
fn keys(event: &Event, facet: Facet) -> Vec<Key> {
    let mut keys: Vec<Key> = match facet {
        Facet::Participant if event.actors.is_empty() => vec![Key::Nobody],
        Facet::Actor | Facet::Participant => {
            event.actors.iter().map(|p| Key::Actor(p.actor)).collect()
        }
        Facet::Source => {
            let sources = event.citations.iter().map(|c| Key::Source(c.source));
            return sources.collect();
        }
        Facet::Tag => event.tags.iter().cloned().map(Key::Tag).collect(),
        Facet::Year => {
            let year = event.when.date().map(|date| Key::Year(date.start().year));
            year.into_iter().collect()
        }
    };
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Returns how many ranks come before the first that is not `before`.
fn partition_point(len: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low.midpoint(high);
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
