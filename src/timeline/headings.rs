//! Headings over runs of events that belong together in time, and the grain that suits a timeline.

use crate::date::{Date, Grain, Stretch};

/// A line above the first of some events that belong together in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Rank of the first event under it.
    pub rank: usize,
    /// Number of events under it.
    pub events: usize,
    /// The time that they belong to; none if they are undated.
    pub stretch: Option<Stretch>,
    /// `September 2023`, or `undated`.
    pub label: String,
}

/// Returns the headings over events with some dates, each with the number of its events in a row. There is
/// one wherever an event belongs under another heading than the event before; the order of events is never
/// touched.
pub(super) fn of<'a>(
    dates: impl Iterator<Item = (Option<&'a Date>, usize)>,
    grain: Grain,
) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut last = None;
    let mut rank = 0;
    for (date, count) in dates {
        let stretch = date.map(|date| date.stretch(grain));
        match headings.last_mut() {
            Some(heading) if last == Some(stretch) => heading.events += count,
            _ => headings.push(Heading {
                rank,
                events: count,
                stretch,
                label: stretch.map_or_else(|| "undated".to_owned(), Stretch::words),
            }),
        }
        last = Some(stretch);
        rank += count;
    }
    headings
}

/// Headings that are few enough for any timeline, and too many for every one.
const FEW: usize = 6;
const MANY: usize = 400;

/// Returns the grain for a whole timeline of `len` events: the finest whose headings are at most a quarter
/// of the events, or from years on at most [`FEW`], and never more than [`MANY`]. Where coarser grains make
/// the very same headings, because no date is sharper, it is the coarsest of those.
pub(super) fn fitting<'a, I>(len: usize, dates: impl Fn() -> I) -> Grain
where
    I: Iterator<Item = Option<&'a Date>>,
{
    let quarter = (len / 4).min(MANY);
    let headings = |grain| {
        let few = if grain < Grain::Year { 1 } else { FEW };
        let most = quarter.max(few);
        let mut stretches: Vec<Stretch> = Vec::new();
        for date in dates() {
            let stretch = date.map(|date| date.stretch(grain));
            if stretch != stretches.last().copied() {
                stretches.extend(stretch);
            }
            if stretches.len() > most {
                return None;
            }
        }
        Some(stretches)
    };
    let mut grains = Grain::ALL.into_iter();
    let Some((mut best, fits)) = grains.find_map(|grain| Some((grain, headings(grain)?))) else {
        return Grain::Millennium;
    };
    for coarser in grains.take_while(|coarser| headings(*coarser).as_ref() == Some(&fits)) {
        best = coarser;
    }
    best
}
