//! The contents of the visible rows of the timeline pane.

use std::ops::Range;

use super::outline::{Item, Outline};
use crate::date::Stretch;
use crate::text::width::width;
use crate::timeline::{Answer, Heading, Row, Status, StoreError, Timeline, When};

/// Lists of at most so many rows have none to spare for a heading that has scrolled off the screen.
const STICKY: usize = 8;

/// A row of the timeline pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// A heading.
    Heading(Heading),
    /// An event, and its date without what the heading above it says.
    Event(Row, String),
    /// The event at a rank, which is not here yet.
    Awaited(usize),
}

/// How wide the columns of the list have to be. They only grow, so that scrolling never moves them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The width of the dates, in cells.
    pub date: usize,
    title: usize,
}

impl Columns {
    /// The cells beside date and title: the bar, the sign of the date, the verdict, and spaces.
    const FIXED: usize = 7;

    /// Makes room for some rows.
    pub fn fit(&mut self, rows: &[ListRow]) {
        for row in rows {
            if let ListRow::Event(row, date) = row {
                self.date = self.date.max(width(date)).min(WIDEST_DATE);
                let mut marks = width(&tail(row.status));
                if row.faults {
                    marks += FAULT;
                }
                // No text has more cells than bytes.
                if row.title.len() + marks > self.title {
                    self.title = self.title.max(width(&row.title) + marks);
                }
            }
        }
    }

    /// Returns the width of a list in which no title is cut.
    pub fn list(&self) -> u16 {
        let cells = self.date + self.title + Self::FIXED;
        u16::try_from(cells).unwrap_or(u16::MAX)
    }

    /// Returns the room for titles, with the marks beside them, in a list of a given width.
    pub fn room(&self, list: usize) -> usize {
        list.saturating_sub(self.date + Self::FIXED)
    }
}

/// The width of the widest date, in cells.
const WIDEST_DATE: usize = 12;

/// The width of the mark of a fault and the space after it, in cells.
pub const FAULT: usize = 2;

/// Returns what follows the title of an event that may not have happened, or that nobody has accepted.
pub fn tail(status: Status) -> String {
    match status {
        Status::Disputed | Status::Denied | Status::Draft => format!(" · {}", status.name()),
        Status::Happened | Status::Planned => String::new(),
    }
}

/// Returns at most `height` rows, starting at `top`, and the ranks of the events that are not here yet. If the heading
/// of the first event has scrolled off the screen, it replaces that event, unless a heading follows or the event
/// is at the rank that is selected.
///
/// # Errors
/// Returns any error of the store.
pub fn rows(
    timeline: &Timeline,
    outline: &Outline,
    top: usize,
    height: usize,
    selected: Option<usize>,
) -> Answer<(Vec<ListRow>, Range<usize>)> {
    let items = (top..top.saturating_add(height)).map_while(|row| outline.row(row));
    let items: Vec<Item<'_>> = items.collect();
    let ranks = items.iter().filter_map(|item| match item {
        Item::Event(rank) => Some(*rank),
        Item::Heading(_) => None,
    });
    let (first, last) = (ranks.clone().min(), ranks.max());
    let ranks = first
        .zip(last)
        .map_or(0..0, |(first, last)| first..last + 1);
    let (events, awaited) = match timeline.window(outline.selection(), ranks.clone()) {
        Ok(events) => (events, 0..0),
        Err(StoreError::Pending) => (Vec::new(), ranks),
        Err(failed) => return Err(failed),
    };
    let mut events = events.into_iter();
    // Where headings scroll off the screen, each date is given in full.
    let heading = |rank: usize| outline.heading(rank).filter(|_| height > STICKY);
    let rows = items.iter().filter_map(|item| match item {
        Item::Heading(heading) => Some(ListRow::Heading((*heading).clone())),
        Item::Event(rank) if awaited.contains(rank) => Some(ListRow::Awaited(*rank)),
        Item::Event(rank) => events.next().map(|row| {
            let heading = heading(*rank).and_then(|heading| heading.stretch);
            let date = short(&row.when, heading);
            ListRow::Event(row, date)
        }),
    });
    let mut rows: Vec<ListRow> = rows.collect();
    // The scroll margin keeps the selection below the first row.
    if let [Item::Event(rank), Item::Event(_), ..] = items[..]
        && height > STICKY
        && selected != Some(rank)
        && let (Some(heading), Some(row)) = (outline.heading(rank), rows.first_mut())
    {
        *row = ListRow::Heading(heading.clone());
    }
    // Without a heading above it, a date is given in full.
    if let Some(ListRow::Event(row, date)) = rows.first_mut() {
        *date = short(&row.when, None);
    }
    Ok((rows, awaited))
}

/// Returns the date as the list shows it under a heading, or the text in its place.
fn short(when: &When, heading: Option<Stretch>) -> String {
    match (when, heading) {
        (When::Dated(date), Some(heading)) => date.short_under(heading),
        (When::Dated(date), None) => date.short(),
        (When::Undated { raw }, _) => raw.to_string(),
    }
}
