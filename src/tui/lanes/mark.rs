//! An event on the lanes: where it stands, and the cells it reaches over.

#![allow(
    clippy::cast_precision_loss,
    reason = "what is lost is a fraction of a column"
)]

use crate::date::{End, Shape};
use crate::timeline::{Axis, EventId, Reach, Row, Status, When};

/// Cells of a bar whose end is not known.
const FADE: i64 = 3;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// Nothing.
    #[default]
    Empty,
    /// A part of a bar that is not sure.
    Light,
    /// A part of the span in which it happened once.
    Thin,
    /// A part of the span that it lasted.
    Heavy,
    /// It began earlier, who knows when.
    Earlier,
    /// It goes on.
    Later,
    /// One event.
    Event(EventId),
    /// Several.
    Many(usize),
}

/// A cell of a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands there.
    pub sign: Sign,
    /// Whether the selected event is part of it.
    pub lit: bool,
}

/// An event at its place in time.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Which event.
    pub id: EventId,
    /// When it happened.
    pub when: When,
    /// What became of it.
    pub status: Status,
    /// The days that it touches.
    pub reach: Reach,
    shape: Shape,
}

impl Mark {
    /// Returns the mark of an event. None if its date names no day that can be laid out.
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

    fn is_wide(&self, axis: &Axis) -> bool {
        self.reach.to - self.reach.from > axis.days_per_column
    }

    /// Returns whether a bar says it all, and no sign is needed at its beginning.
    pub fn is_bar(&self, axis: &Axis) -> bool {
        self.shape == Shape::Range && self.is_wide(axis)
    }

    /// Draws what an event reaches over, if that is wider than a column.
    pub fn draw(&self, axis: &Axis, cells: &mut [Cell], lit: bool) {
        let width = i64::try_from(cells.len()).unwrap_or(i64::MAX);
        let [start, end] = self.reach.ends;
        let fade = |end| if end == End::Unknown { FADE } else { 0 };
        let first = axis.column(self.reach.from).saturating_sub(fade(start));
        let last = axis.column(self.reach.to).saturating_add(fade(end));
        // A day that ends where a column does reaches no further.
        let whole = axis.day(axis.column(self.reach.to) as f64) >= self.reach.to;
        let last = if whole { last - 1 } else { last };
        if !self.is_wide(axis) || self.shape == Shape::Day {
            return;
        }
        let third = (last.saturating_sub(first) / 3).clamp(1, FADE);
        let doubtful = |end| matches!(end, End::Doubtful | End::Unknown);
        for column in first.max(0)..=last.min(width - 1) {
            let sign = match self.shape {
                _ if start == End::Open && column == 0 => Sign::Earlier,
                _ if end == End::Open && column == width - 1 => Sign::Later,
                _ if doubtful(start) && column - first < third => Sign::Light,
                _ if doubtful(end) && last - column < third => Sign::Light,
                Shape::Range => Sign::Heavy,
                Shape::Doubtful => Sign::Light,
                _ => Sign::Thin,
            };
            let cell = usize::try_from(column)
                .ok()
                .and_then(|column| cells.get_mut(column));
            if let Some(cell) = cell
                && (lit || weight(sign) > weight(cell.sign))
            {
                *cell = Cell { sign, lit };
            }
        }
    }
}

/// Which of two bars is seen.
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
