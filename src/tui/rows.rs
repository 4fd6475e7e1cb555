//! The contents of the visible rows of the timeline pane.

use std::ops::Range;

use super::outline::{Item, Outline};
use crate::timeline::{Answer, Heading, Row, StoreError, Timeline};

/// A row of the timeline pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// A heading.
    Heading(Heading),
    /// An event.
    Event(Row),
    /// The event at a rank, which is not here yet.
    Awaited(usize),
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
    let rows = items.iter().filter_map(|item| match item {
        Item::Heading(heading) => Some(ListRow::Heading((*heading).clone())),
        Item::Event(rank) if awaited.contains(rank) => Some(ListRow::Awaited(*rank)),
        Item::Event(_) => events.next().map(ListRow::Event),
    });
    let mut rows: Vec<ListRow> = rows.collect();
    // A small screen has no row to spare. On larger ones the scroll margin keeps the selection
    // below the first.
    if let [Item::Event(rank), Item::Event(_), ..] = items[..]
        && height > 8
        && selected != Some(rank)
        && let (Some(heading), Some(row)) = (outline.heading(rank), rows.first_mut())
    {
        *row = ListRow::Heading(heading.clone());
    }
    Ok((rows, awaited))
}
