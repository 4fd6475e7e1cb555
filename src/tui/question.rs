//! What may take long, as a question that is answered outside of the loop: here and now if it is small,
//! else by a worker.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::checked::Checked;
use super::outline::Outline;
use super::problems::{Row, row_of};
use crate::check;
use crate::coverage::Holdings;
use crate::date::Grain;
use crate::diagnostic::Diagnostic;
use crate::load::Loaded;
use crate::search::Needle;
use crate::timeline::{
    Answer, Direction, EventId, Facet, Query, Selection, SourceId, StoreError, Timeline,
};

/// Up to so many bytes of text compared with quotes are worth no worker: about five milliseconds.
const LITTLE_TEXT: usize = 500_000;
/// Up to so many events are filtered and searched in less than ten milliseconds.
const FEW_EVENTS: usize = 20_000;
/// Time between two replies of a check.
const BETWEEN: Duration = Duration::from_millis(50);

/// Something to find out about a timeline.
#[derive(Clone, Debug)]
pub struct Question {
    /// The timeline that it is about.
    pub timeline: Arc<Timeline>,
    /// Counts the timelines that were read. A reply about another one is out of date.
    pub generation: u64,
    /// What to find out.
    pub about: About,
}

/// What to find out.
#[derive(Clone, Debug)]
pub enum About {
    /// The problems of all citations.
    Problems,
    /// Where the quote of a citation stands.
    Anchor(EventId, usize),
    /// What the timeline has of a source.
    Holdings(SourceId),
    /// The events that a filter keeps, under headings. The number tells the newest filter from others.
    Selection(u64, Query, Grain),
    /// The next events with a needle.
    Hit(Box<Search>),
}

/// A search among the events of a selection.
#[derive(Clone, Debug)]
pub struct Search {
    /// Tells the newest search from others.
    pub number: u64,
    /// Where to search.
    pub selection: Selection,
    /// What for.
    pub needle: Needle,
    /// From which rank on.
    pub from: usize,
    /// Which way.
    pub direction: Direction,
    /// Which of the hits.
    pub count: usize,
}

/// What was found out.
#[derive(Debug)]
pub enum Reply {
    /// Problems of citations checked since the last reply, and how many citations are checked now.
    Problems(Vec<Row>, Checked),
    /// The anchor of a citation is known now.
    Anchor,
    /// What the timeline has of a source.
    Holdings(SourceId, Holdings),
    /// What the filter of a number keeps.
    Selection(u64, Outline),
    /// The rank that the search of a number leads to, if there is a hit at all.
    Hit(u64, Option<usize>),
    /// The files were read again.
    Loaded(Result<Box<Loaded>, Vec<Diagnostic>>),
    /// The store failed.
    Failed(StoreError),
}

impl Question {
    /// Returns whether the answer takes so little that nobody notices.
    pub fn is_small(&self) -> bool {
        let timeline = &self.timeline;
        let text = |source| timeline.text_len(source);
        match &self.about {
            About::Problems => {
                let cost = self.citations().map_or(0, |all| {
                    let cost = all
                        .into_iter()
                        .map(|(source, n)| text(source).saturating_mul(n));
                    cost.sum()
                });
                cost <= LITTLE_TEXT && timeline.len() <= FEW_EVENTS / 10
            }
            About::Anchor(id, index) => {
                let event = timeline.event(*id).ok();
                let citation = event.as_ref().and_then(|event| event.citations.get(*index));
                citation.is_none_or(|citation| text(citation.source) <= LITTLE_TEXT)
            }
            About::Holdings(source) => {
                let all = self.citations().unwrap_or_default().into_iter();
                let own = all.filter(|(other, _)| other == source);
                let count: usize = own.map(|(_, count)| count).sum();
                text(*source).saturating_mul(count) <= LITTLE_TEXT
            }
            About::Selection(_, query, _) => timeline.len() <= FEW_EVENTS && !query.needs_anchors(),
            About::Hit(search) => search.selection.len() <= FEW_EVENTS,
        }
    }

    /// Finds out, and tells it in one reply or several. Stops early when nobody wants to know any more.
    pub fn answer(&self, wanted: &dyn Fn() -> bool, tell: &mut dyn FnMut(Reply)) {
        let timeline = &self.timeline;
        let told = match &self.about {
            About::Problems => self.check(wanted, tell),
            About::Anchor(id, index) => timeline.event(*id).map(|event| {
                if let Some(citation) = event.citations.get(*index) {
                    timeline.anchor(citation);
                }
                tell(Reply::Anchor);
            }),
            About::Holdings(source) => {
                let held = Holdings::of(timeline, *source);
                held.map(|held| tell(Reply::Holdings(*source, held)))
            }
            About::Selection(number, query, grain) => timeline
                .select(query)
                .and_then(|selection| Outline::new(timeline, selection, *grain))
                .map(|outline| tell(Reply::Selection(*number, outline))),
            About::Hit(search) => {
                let found = search.run(timeline);
                found.map(|rank| tell(Reply::Hit(search.number, rank)))
            }
        };
        if let Err(failed) = told {
            tell(Reply::Failed(failed));
        }
    }

    /// Checks all citations, and tells of their problems in batches.
    fn check(&self, wanted: &dyn Fn() -> bool, tell: &mut dyn FnMut(Reply)) -> Answer<()> {
        let timeline = &self.timeline;
        let counts = self.citations()?;
        let mut checked = Checked {
            done: 0,
            total: counts.iter().map(|(_, count)| count).sum(),
        };
        let all = timeline.select(&Query::everything())?;
        let mut rows = Vec::new();
        let mut told = Instant::now();
        for finding in check::findings(timeline, &all) {
            if !wanted() {
                return Ok(());
            }
            let problem = check::diagnose(&finding?, false);
            rows.extend(problem.map(|problem| row_of(problem, timeline)));
            checked.done += 1;
            if told.elapsed() >= BETWEEN {
                told = Instant::now();
                tell(Reply::Problems(std::mem::take(&mut rows), checked));
            }
        }
        checked.done = checked.total;
        tell(Reply::Problems(rows, checked));
        Ok(())
    }

    /// The sources with the numbers of their citations.
    fn citations(&self) -> Answer<Vec<(SourceId, usize)>> {
        let all = self.timeline.select(&Query::everything())?;
        let counts = self.timeline.counts(&all, Facet::Source)?.into_iter();
        Ok(counts
            .filter_map(|(key, count)| Some((key.source()?, count)))
            .collect())
    }
}

impl Search {
    fn run(&self, timeline: &Timeline) -> Answer<Option<usize>> {
        let mut rank = None;
        // Going round more than once finds nothing new.
        for _ in 0..self.count.min(self.selection.len()) {
            let from = rank.unwrap_or(self.from);
            rank = timeline.seek(&self.selection, from, &self.needle, self.direction)?;
            if rank.is_none() {
                break;
            }
        }
        Ok(rank)
    }
}
