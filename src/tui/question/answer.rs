//! Answers questions, and tells which ones take too little time to notice.

use std::time::{Duration, Instant};

use super::{About, Fetch, Question, Reply, Search};
use crate::check;
use crate::coverage::Holdings;
use crate::parallel;
use crate::search::Needle;
use crate::timeline::{
    Answer, EventId, Facet, Query, Selection, SourceId, StoreError, Term, Timeline, Wanted,
};
use crate::tui::destination;
use crate::tui::lanes::{LaneEvents, LaneSet};
use crate::tui::outline::Outline;
use crate::tui::overlay::ActorCounts;
use crate::tui::problems::problem_row;
use crate::tui::progress::Progress;
use crate::tui::small_lanes::SmallLane;
use crate::tui::verdicts::Tally;

/// The most bytes of text to search for quotes without a worker, which takes about five
/// milliseconds.
const SMALL_TEXT: usize = 500_000;
/// The most events to filter or search without a worker, which takes less than ten milliseconds.
const SMALL_TIMELINE: usize = 20_000;
/// The most events to look for a text in without a worker, which takes less than ten milliseconds.
const SMALL_READING: usize = 2_000;
/// The most events to read without a worker, which takes a few milliseconds.
const SMALL_COUNT: usize = 100;
/// So many events fill any screen.
const SCREENFUL: usize = 100;
/// The time between two replies of a check.
const REPLY_INTERVAL: Duration = Duration::from_millis(50);

impl Question {
    /// Returns whether answering takes too little time to notice.
    pub fn is_small(&self) -> bool {
        let timeline = &self.timeline;
        if !timeline.is_in_files() {
            return false;
        }
        let text = |source| timeline.text_len(source);
        match &self.about {
            About::Problems => {
                let cost = self.citations().map_or(0, |all| {
                    let cost = all
                        .into_iter()
                        .map(|(source, n)| text(source).saturating_mul(n));
                    cost.sum()
                });
                cost <= SMALL_TEXT && timeline.len() <= SMALL_TIMELINE / 10
            }
            About::Anchor(id, index) => {
                let event = timeline.event(*id).ok();
                let citation = event.as_ref().and_then(|event| event.citations.get(*index));
                citation.is_none_or(|citation| text(citation.source) <= SMALL_TEXT)
            }
            // Only asked of a server.
            About::Verdicts(_) | About::Fetch(_) => false,
            About::Holdings(source) => {
                let citing = timeline.select(&Query::Term(Term::Source(vec![*source])));
                let count = citing.map_or(0, |citing| citing.len());
                count <= SMALL_COUNT && text(*source).saturating_mul(count) <= SMALL_TEXT
            }
            About::Selection(_, query, ..) | About::Actors(_, query, _) => {
                let most = if query.reads_events() {
                    SMALL_READING
                } else {
                    SMALL_TIMELINE
                };
                timeline.len() <= most && !query.needs_anchors()
            }
            About::Hit(search) => search.selection.len() <= SMALL_TIMELINE,
            About::Hits(_, query, _) => timeline.len() <= SMALL_READING && !query.needs_anchors(),
            About::Lanes(_, selection) => selection.len() <= SMALL_TIMELINE,
            // Each lane is filtered on its own.
            About::LaneEvents(_, query, lanes) => {
                let filtered = timeline.len().saturating_mul(lanes.len());
                filtered <= SMALL_TIMELINE && !query.needs_anchors()
            }
            About::SmallLanes(_, query, actors, _) => {
                let filtered = timeline.len().saturating_mul(actors.len());
                filtered <= SMALL_TIMELINE && !query.reads_events()
            }
        }
    }

    /// Sends the answer in one or more replies. Stops early once `wanted` returns false.
    pub fn answer(&self, wanted: &(dyn Fn() -> bool + Sync), reply: &mut dyn FnMut(Reply)) {
        let timeline = &self.timeline;
        let result = match &self.about {
            About::Problems => self.check(wanted, reply),
            About::Anchor(id, index) => timeline.event(*id).map(|event| {
                if let Some(citation) = event.citations.get(*index) {
                    timeline.look_everywhere(citation);
                }
                reply(Reply::Anchor);
            }),
            About::Verdicts(events) => {
                let mut events = events.iter().take_while(|_| wanted());
                let judged = events.try_for_each(|id| {
                    timeline.verdict(&*timeline.event(*id)?);
                    Ok(())
                });
                judged.map(|()| reply(Reply::Verdicts))
            }
            About::Holdings(source) => {
                let holdings = Holdings::of(timeline, *source);
                holdings.map(|holdings| reply(Reply::Holdings(*source, holdings)))
            }
            About::Selection(number, query, grain, near) => {
                let outline = |selection| Outline::new(timeline, selection, *grain);
                let mut first = |selection| {
                    reply(Reply::FirstHits(*number, outline(selection)?));
                    Ok(())
                };
                self.first_hits(query, *near, wanted, &mut first)
                    .and_then(|()| {
                        let kept = timeline.select_while(query, wanted)?;
                        timeline.prepare(&kept, *near, wanted)?;
                        outline(kept)
                    })
                    .map(|outline| reply(Reply::Selection(*number, outline)))
            }
            About::Hit(search) => {
                let found = search.run(timeline, wanted).and_then(|rank| {
                    // So that it is at hand.
                    let hit = rank.map_or(0..0, |rank| rank..rank + 1);
                    timeline.window(&search.selection, hit)?;
                    Ok(rank)
                });
                found.map(|rank| reply(Reply::Hit(search.number, search.direction, rank)))
            }
            About::Hits(number, query, needle) => {
                let hits = hits(timeline, query, needle, wanted);
                hits.map(|hits| reply(Reply::Hits(*number, hits)))
            }
            About::Actors(number, query, with_all) => {
                let counts = ActorCounts::of(timeline, query, *with_all);
                counts.map(|counts| reply(Reply::Actors(*number, counts)))
            }
            About::Lanes(number, selection) => {
                let set = LaneSet::of(timeline, selection);
                set.map(|set| reply(Reply::Lanes(*number, set)))
            }
            About::SmallLanes(number, query, actors, scale) => {
                let lanes = SmallLane::all(timeline, query, actors, scale);
                lanes.map(|lanes| reply(Reply::SmallLanes(*number, lanes)))
            }
            About::Fetch(fetch) => fetch.run(timeline, wanted).map(|()| reply(Reply::Fetched)),
            About::LaneEvents(number, query, lanes) => {
                let mut lanes = lanes.iter().take_while(|_| wanted());
                lanes.try_for_each(|actor| {
                    match LaneEvents::of(timeline, query, *actor) {
                        Ok(events) => reply(Reply::LaneEvents(*number, *actor, events)),
                        // The other lanes may be shorter.
                        Err(long @ StoreError::Unanswerable(_)) => {
                            reply(Reply::Failed(Box::new(self.about.clone()), long));
                        }
                        Err(failed) => return Err(failed),
                    }
                    Ok(())
                })
            }
        };
        match result {
            Ok(()) | Err(StoreError::Unwanted) => {}
            Err(failed) => reply(Reply::Failed(Box::new(self.about.clone()), failed)),
        }
    }

    /// Of a filter that takes long, looks for a screenful of events near one, further and further away.
    fn first_hits(
        &self,
        query: &Query,
        near: Option<EventId>,
        wanted: &(dyn Fn() -> bool + Sync),
        reply: &mut dyn FnMut(Selection) -> Answer<()>,
    ) -> Answer<()> {
        let timeline = &self.timeline;
        if self.is_small() || !query.reads_events() {
            return Ok(());
        }
        let near = near.unwrap_or(EventId::new(0));
        for far in [1 << 11, 1 << 14] {
            let found = timeline.select_near(query, near, far, wanted)?;
            if found.len() >= SCREENFUL {
                return reply(found);
            }
        }
        Ok(())
    }

    /// Checks all citations and sends their problems in batches.
    fn check(
        &self,
        wanted: &(dyn Fn() -> bool + Sync),
        reply: &mut dyn FnMut(Reply),
    ) -> Answer<()> {
        let timeline = &self.timeline;
        let counts = self.citations()?;
        let mut checked = Progress {
            done: 0,
            total: counts.iter().map(|(_, count)| count).sum(),
        };
        // One processor is left to the screen. A small check takes no longer than starting threads.
        let threads = if self.is_small() {
            1
        } else {
            parallel::processors().saturating_sub(1)
        };
        let mut rows = Vec::new();
        let mut tally = Tally::of(timeline)?;
        let mut last_reply = Instant::now();
        check::problems(timeline, threads, wanted, |event, verdict, problems| {
            tally.add(event, verdict);
            let found = problems.into_iter();
            rows.extend(found.map(|problem| problem_row(problem, timeline)));
            checked.done += 1;
            if last_reply.elapsed() >= REPLY_INTERVAL {
                last_reply = Instant::now();
                let rows = std::mem::take(&mut rows);
                reply(Reply::Problems(rows, checked, tally.counts()));
            }
        })?;
        if wanted() {
            checked.done = checked.total;
            reply(Reply::Problems(rows, checked, tally.counts()));
        }
        Ok(())
    }

    /// Returns the sources with the number of their citations.
    fn citations(&self) -> Answer<Vec<(SourceId, usize)>> {
        let all = self.timeline.select(&Query::everything())?;
        let counts = self.timeline.counts(&all, Facet::Source)?.into_iter();
        Ok(counts
            .filter_map(|(key, count)| Some((key.source()?, count)))
            .collect())
    }
}

/// Returns the events that a query keeps and that match a needle, in order. None if they would all have to be read
/// and there are too many.
fn hits(
    timeline: &Timeline,
    query: &Query,
    needle: &Needle,
    wanted: Wanted<'_>,
) -> Answer<Option<Vec<EventId>>> {
    let words = Term::Words(needle.folded().to_owned());
    let found = timeline.select_while(&query.and(words), wanted)?;
    let mut hits = found.iter().collect::<Answer<Vec<EventId>>>()?;
    if needle.has_case() {
        if hits.len() > SMALL_TIMELINE {
            return Ok(None);
        }
        hits.retain(|id| timeline.mentions(*id, needle).unwrap_or_default());
    }
    Ok(Some(hits))
}

impl Fetch {
    /// Asks for it, so that it is at hand.
    fn run(&self, timeline: &Timeline, wanted: Wanted<'_>) -> Answer<()> {
        match self {
            Self::Ranks(selection, ranks) => {
                timeline.window(selection, ranks.clone())?;
                // Those around are likely to be next.
                for rank in [ranks.start.saturating_sub(SCREENFUL), ranks.end + SCREENFUL] {
                    selection.at(rank)?;
                }
            }
            Self::Rank(selection, id) => timeline.prepare(selection, Some(*id), wanted)?,
            Self::Destination(selection, text) => {
                match destination::destination(timeline, selection, text)? {
                    Some(found) => timeline.prepare(selection, Some(found.id), wanted)?,
                    None => drop(timeline.did_you_mean(text.trim())?),
                }
            }
            Self::Counts => {
                let all = timeline.select(&Query::everything())?;
                timeline.counts(&all, Facet::Source)?;
            }
        }
        Ok(())
    }
}

impl Search {
    fn run(
        &self,
        timeline: &Timeline,
        wanted: &(dyn Fn() -> bool + Sync),
    ) -> Answer<Option<usize>> {
        let mut rank = None;
        // Wrapping around more than once finds nothing new.
        for _ in 0..self.count.min(self.selection.len()) {
            let from = rank.unwrap_or(self.from);
            rank = timeline.seek(&self.selection, from, &self.needle, self.direction, wanted)?;
            if rank.is_none() {
                break;
            }
        }
        Ok(rank)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::load;

    #[test]
    fn a_check_that_is_no_longer_wanted_has_no_final_reply() {
        let loaded = load::from_inputs(&[load::example()]).expect("the example loads");
        let question = Question {
            timeline: Arc::new(loaded.timeline),
            generation: 1,
            about: About::Problems,
        };
        for (most, is_complete) in [(0, false), (5, false), (usize::MAX, true)] {
            let asked = AtomicUsize::new(0);
            let wanted = || asked.fetch_add(1, Ordering::Relaxed) < most;
            let mut found = false;
            question.answer(&wanted, &mut |reply| {
                found |= matches!(reply, Reply::Problems(_, done, _) if done.is_complete());
            });
            assert_eq!(found, is_complete, "{most}");
        }
    }
}
