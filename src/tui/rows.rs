//! The contents of the visible rows of the timeline pane.

use super::outline::{Item, Outline};
use crate::timeline::{Answer, EventId, Heading, Row, Timeline};

/// A row of the timeline pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// A heading.
    Heading(Heading),
    /// An event.
    Event(Row),
}

/// Returns at most `height` rows, starting at `top`. If the heading of the first event has scrolled
/// off the screen, it replaces that event, unless a heading follows.
///
/// # Errors
/// Returns any error of the store.
pub fn rows(
    timeline: &Timeline,
    outline: &Outline,
    top: usize,
    height: usize,
    selected: Option<EventId>,
) -> Answer<Vec<ListRow>> {
    let items = (top..top.saturating_add(height)).map_while(|row| outline.row(row));
    let items: Vec<Item<'_>> = items.collect();
    let ranks = items.iter().filter_map(|item| match item {
        Item::Event(rank, _) => Some(*rank),
        Item::Heading(_) => None,
    });
    let (first, last) = (ranks.clone().min(), ranks.max());
    let ranks = first
        .zip(last)
        .map_or(0..0, |(first, last)| first..last + 1);
    let mut events = timeline.window(outline.selection(), ranks)?.into_iter();
    let rows = items.iter().filter_map(|item| match item {
        Item::Heading(heading) => Some(ListRow::Heading((*heading).clone())),
        Item::Event(..) => events.next().map(ListRow::Event),
    });
    let mut rows: Vec<ListRow> = rows.collect();
    // A small screen has no row to spare. On larger ones the scroll margin keeps the selection
    // below the first.
    if let [Item::Event(rank, id), Item::Event(..), ..] = items[..]
        && height > 8
        && selected != Some(id)
        && let (Some(heading), Some(row)) = (outline.heading(rank), rows.first_mut())
    {
        *row = ListRow::Heading(heading.clone());
    }
    Ok(rows)
}
