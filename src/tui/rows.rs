//! What the rows of the list show, asked of the timeline for the rows in sight.

use super::outline::{Item, Outline};
use crate::timeline::{Answer, EventId, Heading, Row, Timeline};

/// A row of the list.
#[expect(
    clippy::large_enum_variant,
    reason = "there is a screenful of them, and most are events"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// A heading.
    Heading(Heading),
    /// An event.
    Event(Row),
}

/// Returns the rows from `top` on, at most `height`. The first is the heading of the event there, if that
/// has scrolled away, unless the next one has a heading of its own.
///
/// # Errors
/// Those of the store.
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
    // A low screen has no row to spare; on others the selection is never the first.
    if let [Item::Event(rank, id), Item::Event(..), ..] = items[..]
        && height > 8
        && selected != Some(id)
        && let (Some(heading), Some(row)) = (outline.heading(rank), rows.first_mut())
    {
        *row = ListRow::Heading(heading.clone());
    }
    Ok(rows)
}
