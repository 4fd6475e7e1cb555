//! An event on the lanes: its position, and the cells that it spans.

use crate::date::{End, Shape};
use crate::timeline::{EventId, Reach, Row, Segment, Status, When};

/// The cells by which a bar with an unknown end is extended.
const FADE: i128 = 3;

/// The contents of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// Nothing.
    #[default]
    Empty,
    /// An uncertain part of a bar.
    Light,
    /// Part of a span within which the event happened.
    Thin,
    /// Part of a span for which the event lasted.
    Heavy,
    /// The open beginning of an event.
    Earlier,
    /// The open end of an event.
    Later,
    /// One event.
    Event(EventId),
    /// Several events.
    Many(usize),
}

/// A cell of a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The contents.
    pub sign: Sign,
    /// Whether the cell belongs to the selected event.
    pub highlighted: bool,
}

/// An event at its position in time.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The event.
    pub id: EventId,
    /// The date of the event.
    pub when: When,
    /// The status of the event.
    pub status: Status,
    /// The days that the event spans.
    pub reach: Reach,
    shape: Shape,
}

impl Mark {
    /// Returns the mark of an event. None if its date has no position on the axis.
    pub fn new(row: Row) -> Option<Self> {
        let date = row.when.date()?;
        Some(Self {
            id: row.id,
            reach: Reach::of(date)?,
            shape: date.shape(),
            when: row.when,
            status: row.status,
        })
    }

    fn is_wide(&self, axis: &Segment) -> bool {
        axis.is_wide(self.reach.days())
    }

    /// Returns whether the event is drawn as a bar without a sign at its beginning.
    pub fn is_bar(&self, axis: &Segment) -> bool {
        self.shape == Shape::Range && self.is_wide(axis)
    }

    /// Draws the span of the event, if it is wider than a column.
    pub fn draw(&self, axis: &Segment, cells: &mut [Cell], highlighted: bool) {
        if !self.is_wide(axis) || self.shape == Shape::Day {
            return;
        }
        let width = cells.len() as i128;
        let [start, end] = self.reach.ends;
        let fade = |end| if end == End::Unknown { FADE } else { 0 };
        let first = axis
            .first_column(self.reach.first)
            .saturating_sub(fade(start));
        let last = axis.last_column(self.reach.last).saturating_add(fade(end));
        let third = (last.saturating_sub(first) / 3).clamp(1, FADE);
        let doubtful = |end| matches!(end, End::Doubtful | End::Unknown);
        for column in first.max(0)..=last.min(width - 1) {
            let sign = match self.shape {
                _ if start == End::Open && column == 0 => Sign::Earlier,
                _ if end == End::Open && column == width - 1 => Sign::Later,
                _ if doubtful(start) && column.saturating_sub(first) < third => Sign::Light,
                _ if doubtful(end) && last.saturating_sub(column) < third => Sign::Light,
                Shape::Range => Sign::Heavy,
                Shape::Doubtful => Sign::Light,
                _ => Sign::Thin,
            };
            let cell = usize::try_from(column)
                .ok()
                .and_then(|column| cells.get_mut(column));
            if let Some(cell) = cell
                && (highlighted || weight(sign) > weight(cell.sign))
            {
                *cell = Cell { sign, highlighted };
            }
        }
    }
}

/// Returns the precedence of a sign over others in the same cell.
fn weight(sign: Sign) -> u8 {
    match sign {
        Sign::Empty => 0,
        Sign::Light => 1,
        Sign::Thin => 2,
        Sign::Heavy => 3,
        Sign::Earlier | Sign::Later => 4,
        Sign::Event(_) | Sign::Many(_) => 5,
    }
}
