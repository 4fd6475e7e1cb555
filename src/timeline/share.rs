//! Citations in shares, so that several threads can go through them.

use std::iter::{self, Peekable};
use std::ops::Range;
use std::sync::Arc;

use super::store::Store;
use super::{Answer, Citation, Event, EventId};

/// A share has events of so many bytes in their files, which is about twenty citations with quotes. Handing
/// it to a thread takes little time compared with looking for them.
const BYTES: usize = 1 << 13;

/// So many citations of a longer event make a share.
const CITATIONS: usize = 100;

/// Some citations of a timeline.
#[derive(Debug)]
pub struct Share(Part);

#[derive(Debug)]
enum Part {
    /// All citations of some events.
    Events(Vec<Answer<EventId>>),
    /// Some of one event.
    Event(Citing),
}

/// An event with some or all of its citations.
#[derive(Clone, Debug)]
pub struct Citing {
    /// The id of the event.
    pub id: EventId,
    /// The event.
    pub event: Arc<Event>,
    /// The positions of the citations in the event, from 0.
    pub positions: Range<usize>,
}

impl Citing {
    fn all(id: EventId, event: Arc<Event>) -> Self {
        Self {
            id,
            positions: 0..event.citations.len(),
            event,
        }
    }

    /// Returns the citations.
    pub fn citations(&self) -> &[Citation] {
        let citations = self.event.citations.get(self.positions.clone());
        citations.unwrap_or_default()
    }

    /// Returns whether these are the first citations of the event, or it has none.
    pub fn is_beginning(&self) -> bool {
        self.positions.start == 0
    }
}

/// Divides the citations of some events into shares, in order. Events are read by whoever gets the share,
/// except for long ones, whose citations make several shares.
pub(super) fn shares(
    store: &dyn Store,
    events: impl Iterator<Item = Answer<EventId>>,
) -> impl Iterator<Item = Share> {
    let mut events = events.peekable();
    let mut rest: Option<Citing> = None;
    iter::from_fn(move || {
        rest = rest.take().or_else(|| next_long(store, &mut events));
        let part = match &mut rest {
            Some(citing) => Part::Event(cut(citing)),
            None => Part::Events(next_short(store, &mut events)),
        };
        rest.take_if(|rest| rest.positions.is_empty());
        let is_end = matches!(&part, Part::Events(events) if events.is_empty());
        (!is_end).then_some(Share(part))
    })
}

/// Returns the next event if it is long. One that cannot be read is left to whoever gets the share.
fn next_long(
    store: &dyn Store,
    events: &mut Peekable<impl Iterator<Item = Answer<EventId>>>,
) -> Option<Citing> {
    let id = *events.peek()?.as_ref().ok()?;
    if store.stored_len(id) <= BYTES {
        return None;
    }
    let event = store.read(id).ok()?;
    events.next();
    Some(Citing::all(id, event))
}

/// Returns the next events that are small enough together.
fn next_short(
    store: &dyn Store,
    events: &mut Peekable<impl Iterator<Item = Answer<EventId>>>,
) -> Vec<Answer<EventId>> {
    let mut bytes = 0;
    let mut share = Vec::new();
    while let Some(id) = events.next_if(|id| {
        bytes += id.as_ref().map_or(BYTES, |id| store.stored_len(*id));
        share.is_empty() || bytes <= BYTES
    }) {
        share.push(id);
    }
    share
}

/// Cuts the first citations off.
fn cut(rest: &mut Citing) -> Citing {
    let Range { start, end } = rest.positions;
    let middle = end.min(start + CITATIONS);
    rest.positions.start = middle;
    Citing {
        positions: start..middle,
        ..rest.clone()
    }
}

impl Share {
    /// Reads the events of the share, in order.
    pub(super) fn read(self, store: &dyn Store) -> impl Iterator<Item = Answer<Citing>> {
        let (citing, events) = match self.0 {
            Part::Event(citing) => (Some(citing), Vec::new()),
            Part::Events(events) => (None, events),
        };
        let read = |id: Answer<EventId>| {
            let id = id?;
            Ok(Citing::all(id, store.read(id)?))
        };
        citing
            .into_iter()
            .map(Ok)
            .chain(events.into_iter().map(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;
    use crate::timeline::Timeline;

    /// Events with so many citations each.
    fn timeline(counts: &[usize]) -> Timeline {
        let event = |(number, count): (usize, &usize)| {
            let event = format!("[[event]]\nid = \"e{number}\"\ntitle = \"t\"\ndate = \"2001\"\n");
            event + &"[[event.citation]]\nsource = \"s\"\n".repeat(*count)
        };
        let events: String = counts.iter().enumerate().map(event).collect();
        let text = format!("[sources.s]\ntitle = \"S\"\n{events}");
        let loaded = load::from_text("events.toml", &text);
        loaded.expect("it parses").timeline
    }

    #[test]
    fn every_citation_is_in_one_share_in_order() {
        let short = [3].repeat(300);
        let long = [0, 2, 1000, 999, 1, 301, 0];
        for counts in [&[], &[0][..], &[1000], &short, &long] {
            let timeline = timeline(counts);
            let ids = || (0..counts.len()).map(EventId::new);
            let (mut found, mut begun, mut shares) = (Vec::new(), Vec::new(), 0);
            for share in timeline.shares(ids().map(Ok)) {
                shares += 1;
                let mut len = 0;
                for citing in timeline.read_share(share) {
                    let citing = citing.expect("it can be read");
                    assert_eq!(citing.citations().len(), citing.positions.len());
                    len += citing.positions.len();
                    begun.extend(citing.is_beginning().then_some(citing.id));
                    found.extend(citing.positions.map(|at| (citing.id.index(), at)));
                }
                assert!(len <= 300, "{counts:?}: {len}");
            }
            let all = counts.iter().enumerate();
            let all = all.flat_map(|(event, count)| (0..*count).map(move |at| (event, at)));
            assert_eq!(found, all.collect::<Vec<_>>());
            assert_eq!(begun, ids().collect::<Vec<_>>());
            assert_eq!(shares > 1, found.len() > 500, "{counts:?}: {shares}");
        }
    }
}
