//! What ordering, filtering and counting need of each event. The events themselves stay in their files
//! and are read when they are shown.

use std::collections::{BTreeSet, HashMap};

use super::Event;
use super::flags::Flags;
use super::postings::{Lists, Postings, starts};
use super::record::Record;
use super::runs::Runs;
use super::wanted;
use crate::date::{Clock, Date};
use crate::parallel;
use crate::text::distinct::Distinct;
use crate::text::texts::{DistinctTexts, Texts};

/// Events while they are read, in the order of their files.
#[derive(Debug, Default)]
pub struct Events {
    records: Vec<Record>,
    slugs: Texts,
    flags: Vec<Flags>,
    /// Per event whose record is not plain: its texts, folded. Those after the last one are left out.
    folded: Texts,
    /// Per event: its date without a time in `dates`, or [`UNDATED`], and its time.
    moments: Vec<Moment>,
    /// The ranks of the events that have one other than 0.
    ranked: HashMap<u32, i32>,
    dates: Distinct<Date>,
    actors: Lists,
    sources: Lists,
    tags: Lists,
    tag_names: DistinctTexts,
}

/// What is known of an event beside its actors, its sources and its tags.
#[derive(Debug)]
pub struct Known<'a> {
    /// Where it is written.
    pub record: Record,
    /// Its id.
    pub slug: &'a str,
    /// Facts about it.
    pub flags: Flags,
    /// The number of its date, as [`Events::date`] gives it, and its time.
    pub moment: Option<(u32, Option<Clock>)>,
    /// Its rank among events at the same position.
    pub rank: i32,
    /// Its texts, folded, unless its record is plain.
    pub folded: &'a str,
}

/// So many events are put in order by several processors.
const MANY: usize = 10_000;

/// The number of a date, and a time.
type Moment = (u32, Option<Clock>);

/// Comes after all dates.
const UNDATED: u32 = u32::MAX;

impl Events {
    /// Adds an event that is written at a place.
    pub fn add(&mut self, event: &Event, record: Record) {
        let known = Known {
            record,
            slug: &event.slug,
            flags: Flags::of(event),
            moment: event
                .when
                .date()
                .map(|date| (self.date(date), date.clock())),
            rank: event.rank,
            folded: &wanted::folded(event),
        };
        let tags: Vec<u32> = event.tags.iter().map(|tag| self.tag(tag)).collect();
        let actors = event.actors.iter().map(|it| it.actor.index() as u32);
        let sources = event.citations.iter().map(|it| it.source.index() as u32);
        self.push(&known, actors, sources, tags);
    }

    /// Adds what is known of an event, with its actors, its sources and its tags.
    pub fn push(
        &mut self,
        known: &Known<'_>,
        actors: impl IntoIterator<Item = u32>,
        sources: impl IntoIterator<Item = u32>,
        tags: impl IntoIterator<Item = u32>,
    ) {
        self.records.push(known.record);
        self.slugs.push(known.slug);
        self.flags.push(known.flags);
        if !known.folded.is_empty() {
            self.folded.put(self.records.len() - 1, known.folded);
        }
        if known.rank != 0 {
            self.ranked.insert(self.moments.len() as u32, known.rank);
        }
        self.moments.push(known.moment.unwrap_or((UNDATED, None)));
        self.actors.add(actors.into_iter());
        self.sources.add(sources.into_iter());
        self.tags.add(tags.into_iter());
    }

    /// Returns the number of a date without its time.
    pub fn date(&mut self, date: &Date) -> u32 {
        self.dates.number(date.day_text(), || date.day())
    }

    /// Returns the number of a tag.
    pub fn tag(&mut self, name: &str) -> u32 {
        self.tag_names.number(name).0
    }

    /// Returns the number of events.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Returns whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Returns the id of an event, by its position in the files.
    pub fn slug(&self, event: usize) -> &str {
        self.slugs.get(event)
    }

    /// Returns where an event is written, by its position in the files.
    pub fn record(&self, event: usize) -> Option<Record> {
        self.records.get(event).copied()
    }

    /// Puts the events in chronological order: dated before undated, then by date and time, then by rank, then
    /// as in the files.
    pub(super) fn in_order(mut self, actors: usize, sources: usize) -> Columns {
        let order = self.order();
        let by_rank = || order.iter().map(|event| *event as usize);
        let dates = std::mem::take(&mut self.dates);
        let mut runs = Runs::default();
        let of = |event: &u32| self.moments.get(*event as usize).copied().map(day);
        for run in order.chunk_by(|a, b| of(a) == of(b)) {
            let (date, days) = run.first().and_then(of).unwrap_or((UNDATED, 0));
            runs.add(dates.all().get(date as usize), days, run.len());
        }
        drop((dates, std::mem::take(&mut self.moments)));
        let tag_names = self.tag_names.into_all();
        let tag_count = tag_names.len();
        let (actor_lists, source_lists, tag_lists) = (self.actors, self.sources, self.tags);
        let (actors, (sources, tags, ranks)) = parallel::both(
            order.len() > MANY,
            || actor_lists.into_postings(by_rank(), actors),
            || {
                let sources = source_lists.into_postings(by_rank(), sources);
                let tags = tag_lists.into_postings(by_rank(), tag_count);
                if order.is_sorted() {
                    return (sources, tags, Vec::new());
                }
                let mut ranks = vec![0; order.len()];
                for (rank, event) in order.iter().enumerate() {
                    if let Some(place) = ranks.get_mut(*event as usize) {
                        *place = rank as u32;
                    }
                }
                // One after the other, so that only one is in memory twice.
                self.records = pick(&self.records, by_rank());
                self.flags = pick(&self.flags, by_rank());
                self.slugs = by_rank().map(|event| self.slugs.get(event)).collect();
                if self.folded.len() > 0 {
                    self.folded = by_rank().map(|event| self.folded.get(event)).collect();
                }
                (sources, tags, ranks)
            },
        );
        Columns {
            runs,
            actors,
            sources,
            tags,
            tag_names,
            slugs: self.slugs,
            folded: self.folded,
            records: self.records,
            ranks,
            flags: self.flags,
        }
    }

    /// Returns the events in chronological order. Those at one position are in the order of their ranks, and
    /// then of their files.
    fn order(&self) -> Vec<u32> {
        let dates = self.dates.all();
        // The days in UTC of moments whose offset leads to another day.
        let moved = self
            .moments
            .iter()
            .copied()
            .map(day)
            .filter(|(_, days)| *days != 0);
        let moved: Vec<(u32, i8)> = moved.collect::<BTreeSet<_>>().into_iter().collect();
        let own = (0..dates.len() as u32).map(|date| (date, 0));
        let days: Vec<(u32, i8)> = own.chain(moved.iter().copied()).collect();
        let places = self.places(&days);
        let undated = days.len();
        let place = |moment: Moment| match day(moment) {
            (date, 0) => places.get(date as usize),
            moved_day => {
                let at = moved.binary_search(&moved_day).ok();
                at.and_then(|at| places.get(dates.len() + at))
            }
        };
        let place = |moment| place(moment).map_or(undated, |at| *at as usize);
        let by_event = || self.moments.iter().copied().map(place);
        let mut ends = starts(by_event(), undated + 1);
        let mut order = vec![0_u32; self.moments.len()];
        for (event, place) in by_event().enumerate() {
            if let Some(next) = ends.get_mut(place)
                && let Some(at) = order.get_mut(*next as usize)
            {
                *at = event as u32;
                *next += 1;
            }
        }
        // Events at one place are in the order of their files so far.
        let within = |event: &u32| {
            let (date, clock) = self.moments.get(*event as usize)?;
            let rank = self.ranked.get(event).filter(|_| *date != UNDATED);
            // An event without a time comes before those with one.
            Some((clock.map(Clock::in_day), rank.copied().unwrap_or_default()))
        };
        let mut rest = &mut order[..];
        let mut start = 0;
        for end in ends {
            let (here, after) = rest
                .split_at_mut_checked((end - start) as usize)
                .unwrap_or_default();
            if !here.is_sorted_by_key(within) {
                here.sort_by_key(within);
            }
            (rest, start) = (after, end);
        }
        order
    }

    /// Returns the places of some days in chronological order, each a date and days after it. Dates that only
    /// differ in `~` or `?` have one place.
    fn places(&self, days: &[(u32, i8)]) -> Vec<u32> {
        let dates = self.dates.all();
        let order = |at: &u32| {
            let (date, days) = days.get(*at as usize)?;
            Some(dates.get(*date as usize)?.order().shifted(*days))
        };
        let mut in_order: Vec<u32> = (0..days.len() as u32).collect();
        in_order.sort_unstable_by_key(order);
        let mut places = vec![0_u32; days.len()];
        let (mut current, mut before) = (0, None);
        for at in in_order {
            let here = order(&at);
            current += u32::from(before.is_some() && before != Some(here));
            before = Some(here);
            if let Some(place) = places.get_mut(at as usize) {
                *place = current;
            }
        }
        places
    }
}

/// Returns the date of a moment, and the number of days from that to its day in UTC.
fn day((date, clock): Moment) -> (u32, i8) {
    (date, clock.map_or(0, Clock::days))
}

/// What is known of each event in memory, by rank in chronological order.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub records: Vec<Record>,
    /// The ranks of the events as they follow each other in the files; empty if that is the same order.
    pub ranks: Vec<u32>,
    pub slugs: Texts,
    pub folded: Texts,
    pub flags: Vec<Flags>,
    pub runs: Runs,
    pub actors: Postings,
    pub sources: Postings,
    pub tags: Postings,
    pub tag_names: Texts,
}

impl Columns {
    /// Returns the rank of the event at a position in the files.
    pub fn rank_of(&self, position: usize) -> usize {
        self.ranks
            .get(position)
            .map_or(position, |rank| *rank as usize)
    }
}

fn pick<T: Copy>(all: &[T], order: impl Iterator<Item = usize>) -> Vec<T> {
    order.filter_map(|at| all.get(at)).copied().collect()
}
