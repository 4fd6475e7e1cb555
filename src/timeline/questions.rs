//! The questions that a timeline answers. The screen, the command line, the check and the exports use
//! these and nothing else, so that another store can stand behind them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::membership::Tally;
use super::postings::Postings;
use super::store::Timeline;
use super::wanted::Wanted;
use super::{
    Actor, ActorId, Answer, Citation, Density, Event, EventId, Extent, Facet, Heading, Key, Origin,
    Part, Query, Row, Scale, Selection, SourceId, StoreError, Term, anchors, headings,
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
        let all = Selection::all(self.len());
        if query.is_everything() {
            return Ok(all);
        }
        let kept = self.narrow(query, &all.to_set(self.len()))?;
        Ok(Selection::of(kept))
    }

    /// Returns the rows of some ranks. Ranks past the end are left out.
    pub fn window(&self, selection: &Selection, ranks: Range<usize>) -> Answer<Vec<Row>> {
        let ids = ranks.map_while(|rank| selection.at(rank));
        ids.map(|id| {
            let event = self.event(id)?;
            let doubt = self.doubt(&event);
            Ok(Row::new(id, &event, self.has_conflict(id), doubt))
        })
        .collect()
    }

    /// Returns the headings of a grain above the events of a selection.
    pub fn headings(&self, selection: &Selection, grain: Grain) -> Answer<Vec<Heading>> {
        Ok(headings::of(self.dates(selection)?, grain))
    }

    /// Returns how many events of a selection each value of a facet has, in the order of values. Values
    /// without an event are left out.
    pub fn counts(&self, selection: &Selection, facet: Facet) -> Answer<Vec<(Key, usize)>> {
        self.check(selection)?;
        let columns = &self.columns;
        let found = match facet {
            Facet::Year => {
                let mut years = BTreeMap::new();
                for (date, count) in self.dates(selection)? {
                    if let Some(date) = date {
                        *years.entry(Key::Year(date.start().year)).or_default() += count;
                    }
                }
                return Ok(years.into_iter().collect());
            }
            Facet::Tag => {
                let names = columns.tag_names.iter();
                let names = names.map(|name| Key::Tag(name.to_owned()));
                let mut found = counted(names, count_each(&columns.tags, selection, true));
                found.sort_unstable();
                return Ok(found);
            }
            Facet::Source => counted(
                (0..).map(|index| Key::Source(SourceId::new(index))),
                count_each(&columns.sources, selection, false),
            ),
            Facet::Actor
                if self
                    .actors()
                    .iter()
                    .any(|actor| !actor.member_of.is_empty()) =>
            {
                let counts = self.tally(selection).count(self.actors());
                counted(actor_keys(), counts.into_iter())
            }
            Facet::Actor | Facet::Participant => {
                counted(actor_keys(), count_each(&columns.actors, selection, true))
            }
        };
        if facet != Facet::Participant {
            return Ok(found);
        }
        let nobody = self.narrow(&Query::Term(Term::NoActor), &selection.to_set(self.len()))?;
        let nobody = Some((Key::Nobody, nobody.len())).filter(|(_, count)| *count > 0);
        Ok(found.into_iter().chain(nobody).collect())
    }

    /// Collects who takes part in which event of a selection.
    fn tally(&self, selection: &Selection) -> Tally {
        let mut pairs = Vec::new();
        for actor in 0..self.columns.actors.values() {
            let ranks = self.columns.actors.of(actor).iter();
            pairs.extend(ranks.filter_map(|event| {
                let rank = selection.rank(EventId::new(*event as usize)).ok()?;
                Some((rank as u32, actor as u32))
            }));
        }
        pairs.sort_unstable();
        let mut tally = Tally::default();
        for event in pairs.chunk_by(|(a, _), (b, _)| a == b) {
            tally.add(event.iter().map(|(_, actor)| ActorId::new(*actor as usize)));
        }
        tally
    }

    /// Returns how the events of a selection spread over the columns of a scale.
    pub fn histogram(&self, selection: &Selection, scale: &Scale) -> Answer<Density> {
        let dates = self.dates(selection)?;
        let places = dates.filter_map(|(date, count)| Some((scale.place(date?), count)));
        Ok(Density::new(places, scale.width()))
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
        let known = self.actors().iter().enumerate();
        let named = known.filter(|(_, actor)| needle.is_in(actor.name()));
        let named = self.with_actors(named.map(|(actor, _)| actor));
        let wanted = Wanted::new(None, Part::Any, needle.folded());
        let mut buffer = String::new();
        for step in 1..=len {
            let step = match direction {
                Direction::Forward => step,
                Direction::Backward => len - step,
            };
            let rank = (from + step) % len;
            let Some(id) = selection.at(rank) else {
                continue;
            };
            if named.has(id.index())
                || self.has_text(id.index(), &wanted, &mut buffer)
                    && (!needle.has_case() || self.mentions(id, needle)?)
            {
                return Ok(Some(rank));
            }
        }
        Ok(None)
    }

    /// Returns whether a needle is in the text of an event: title, summary, note, place, tags, names of
    /// actors and quotes.
    pub fn mentions(&self, id: EventId, needle: &Needle) -> Answer<bool> {
        Ok(needle.is_in(&searchable(&*self.event(id)?, self.actors())))
    }

    /// Returns the scale that suits the whole timeline on so many columns.
    pub fn scale(&self, width: u16) -> Answer<Scale> {
        let runs = self.columns.runs.iter();
        let dates = runs.filter_map(|(date, ranks)| Some((date?, ranks.len())));
        Ok(Scale::new(dates, width))
    }

    /// Returns how far the events of a selection reach in time.
    pub fn extent(&self, selection: &Selection) -> Answer<Extent> {
        let mut extent = Extent::default();
        for (date, count) in self.dates(selection)? {
            extent.add(date, count);
        }
        Ok(extent)
    }

    /// Returns the grain of headings that suits the whole timeline.
    pub fn grain(&self) -> Grain {
        let dates = || self.columns.runs.iter().map(|(date, _)| date);
        *self
            .grain
            .get_or_init(|| headings::fitting(self.len(), dates))
    }

    /// Returns the dates of a selection in order, without times, and how many of its events in a row have
    /// each.
    fn dates<'t>(
        &'t self,
        selection: &'t Selection,
    ) -> Answer<impl Iterator<Item = (Option<&'t Date>, usize)> + 't> {
        self.check(selection)?;
        let runs = &self.columns.runs;
        // Whichever is less to go through.
        let (events, all) = if selection.len() < runs.len() {
            (Some(selection.iter()), None)
        } else {
            (None, Some(runs.iter()))
        };
        let events = events.into_iter().flatten();
        let all = all.into_iter().flatten();
        let all = all.map(|(date, ranks)| (date, selection.count(ranks)));
        let dates = events.map(|id| (runs.date(id.index()), 1)).chain(all);
        Ok(dates.filter(|(_, count)| *count > 0))
    }

    /// Refuses a selection of another timeline.
    fn check(&self, selection: &Selection) -> Answer<()> {
        if selection.bound() > self.len() {
            return Err(StoreError::UnknownEvent(EventId::new(self.len())));
        }
        Ok(())
    }

    /// Returns the event with an id of the file.
    pub fn find(&self, slug: &str) -> Answer<Option<EventId>> {
        let found = self.columns.slugs.iter().position(|other| other == slug);
        Ok(found.map(EventId::new))
    }

    /// Returns the events that are written at some places.
    pub fn written_at(
        &self,
        origins: impl Iterator<Item = Origin>,
    ) -> Answer<HashMap<Origin, EventId>> {
        let lines: HashSet<_> = origins.map(|it| (it.file(), it.line())).collect();
        let mut found = HashMap::new();
        if lines.is_empty() {
            return Ok(found);
        }
        for (rank, record) in self.columns.records.iter().enumerate() {
            if lines.contains(&(record.file(), record.line())) {
                let id = EventId::new(rank);
                found.insert(self.read(id)?.origin, id);
            }
        }
        Ok(found)
    }

    /// Returns the first `most` events whose ids of the file begin with a text, in the order of these ids.
    pub fn beginning(&self, slug: &str, most: usize) -> Answer<Vec<EventId>> {
        let all = self.columns.slugs.iter().enumerate();
        let begun = all.filter(|(_, other)| other.starts_with(slug));
        let mut found: Vec<(&str, usize)> = begun.map(|(at, other)| (other, at)).collect();
        if most > 0 && found.len() > most {
            found.select_nth_unstable(most - 1);
            found.truncate(most);
        }
        found.sort_unstable();
        Ok(found.into_iter().map(|(_, at)| EventId::new(at)).collect())
    }

    /// Returns a suggestion for an id that no event has, if one is near enough.
    pub fn did_you_mean(&self, slug: &str) -> Answer<Option<String>> {
        Ok(did_you_mean(slug, self.columns.slugs.iter()))
    }

    /// Returns the event nearest in time to where `event`, of whichever timeline, would be here.
    pub fn neighbour(&self, event: &Event) -> Answer<Option<EventId>> {
        let at = partition_point(self.len(), |rank| self.is_earlier(rank, event));
        let last = self.len().checked_sub(1);
        Ok(last.map(|last| EventId::new(at.min(last))))
    }

    /// Returns whether the event at a rank comes before another. It is read only if its date does not tell.
    fn is_earlier(&self, rank: usize, other: &Event) -> bool {
        let day = self.columns.runs.date(rank).map(Date::order);
        let order = match (day, other.when.date().map(|date| date.order().of_day())) {
            (Some(day), Some(other)) => day.cmp(&other),
            (day, other) => other.is_some().cmp(&day.is_some()),
        };
        order.is_lt()
            || order.is_eq()
                && self.event(EventId::new(rank)).is_ok_and(|event| {
                    let moment = |event: &Event| event.when.date().map(Date::order);
                    (moment(&event), event.origin) < (moment(other), other.origin)
                })
    }

    /// Returns the rank of the event to go to for a date: the first that begins at it or within it, or
    /// else the one whose beginning is nearest. None if no event has a date.
    pub fn rank_near(&self, selection: &Selection, date: &Date) -> Answer<Option<usize>> {
        let day = |rank: usize| self.columns.runs.date(selection.at(rank)?.index());
        let is_before = |rank: usize| {
            day(rank).is_some_and(|other| match other.order().cmp(&date.order().of_day()) {
                // Only the event itself has the time.
                Ordering::Equal if date.clock().is_some() => {
                    let event = selection.at(rank).and_then(|id| self.event(id).ok());
                    let moment = event.and_then(|event| Some(event.when.date()?.order()));
                    moment.is_some_and(|moment| moment < date.order())
                }
                order => order.is_lt(),
            })
        };
        let after = partition_point(selection.len(), is_before);
        let before = after.checked_sub(1);
        let Some(next) = day(after) else {
            return Ok(before);
        };
        let within = date.latest().is_some_and(|latest| next.start() <= latest);
        let far = |other: &Date| other.start().distance(date.start());
        Ok(before
            .filter(|before| !within && day(*before).is_some_and(|it| far(it) <= far(next)))
            .or(Some(after)))
    }

    /// Returns whether the sources of an event contradict it or each other.
    pub fn has_conflict(&self, id: EventId) -> bool {
        let flags = self.columns.flags.get(id.index());
        flags.is_some_and(|flags| flags.has_conflict())
    }

    /// Returns where the quote of a citation stands, and works it out if it is not known. That can take
    /// long in a large source.
    pub fn anchor(&self, citation: &Citation) -> Arc<Anchor> {
        let source = self.source(citation.source);
        let Some(document) = source.and_then(|source| source.document().ok()) else {
            return Arc::new(anchors::without_text(citation));
        };
        let known = self.fingerprints.get(citation.source.index());
        let fingerprint = known.map_or((0, 0), |known| {
            *known.get_or_init(|| self.anchors.fingerprint(document))
        });
        self.anchors.get(citation, fingerprint, document)
    }

    /// Returns where the quote of a citation stands if that is known already.
    pub fn known_anchor(&self, citation: &Citation) -> Option<Arc<Anchor>> {
        let source = self.source(citation.source);
        if source.is_none_or(|source| source.document().is_err()) {
            return Some(Arc::new(anchors::without_text(citation)));
        }
        let fingerprint = self.fingerprints.get(citation.source.index())?.get()?;
        self.anchors.known(citation, *fingerprint)
    }

    /// Returns the worst state among the known anchors of an event, if a quote is not verified.
    fn doubt(&self, event: &Event) -> Option<crate::anchor::State> {
        let known = event.citations.iter().filter_map(|c| self.known_anchor(c));
        let states = known.map(|anchor| anchor.state);
        states.filter(|state| state.is_doubtful()).max()
    }
}

/// Returns for each value how many events of a selection have it. `once` counts an event once that has a
/// value several times.
fn count_each(
    postings: &Postings,
    selection: &Selection,
    once: bool,
) -> impl Iterator<Item = usize> {
    (0..postings.values()).map(move |value| {
        let mut ranks = postings.of(value).to_vec();
        if once {
            ranks.dedup();
        }
        let is_selected = |rank: &&u32| selection.rank(EventId::new(**rank as usize)).is_ok();
        ranks.iter().filter(is_selected).count()
    })
}

/// Pairs keys with their counts, without those that do not occur.
fn counted(
    keys: impl Iterator<Item = Key>,
    counts: impl Iterator<Item = usize>,
) -> Vec<(Key, usize)> {
    keys.zip(counts).filter(|(_, count)| *count > 0).collect()
}

fn actor_keys() -> impl Iterator<Item = Key> {
    (0..).map(|index| Key::Actor(ActorId::new(index)))
}

/// Joins title, summary, note, place, tags, names of actors and quotes, a line each.
pub(super) fn searchable(event: &Event, actors: &[Actor]) -> String {
    let names = event
        .actors
        .iter()
        .filter_map(|p| actors.get(p.actor.index()))
        .map(Actor::name);
    let quotes = event.citations.iter().filter_map(|c| c.quote.as_deref());
    let pieces: Vec<&str> = std::iter::once(&*event.title)
        .chain(
            [&event.summary, &event.note, &event.place]
                .into_iter()
                .flatten()
                .map(|text| &**text),
        )
        .chain(event.tags.iter().map(|tag| &**tag))
        .chain(names)
        .chain(quotes)
        .collect();
    pieces.join("\n")
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
