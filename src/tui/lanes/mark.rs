//! An event on the lanes: where it is, and the cells it reaches over.

use crate::date::{End, Shape};
use crate::timeline::{EventId, Reach, Row, Segment, Status, When};

/// Cells of a bar whose end is not known.
const FADE: i128 = 3;

/// What a cell shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// Nothing.
    #[default]
    Empty,
    /// A doubtful part of a bar.
    Light,
    /// A part of the span in which it happened once.
    Thin,
    /// A part of the span that it lasted.
    Heavy,
    /// An event without a known beginning.
    Earlier,
    /// An event that goes on.
    Later,
    /// One event.
    Event(EventId),
    /// Several.
    Many(usize),
}

/// A cell of a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it shows.
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
    /// Whether it happened.
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

    fn is_wide(&self, axis: &Segment) -> bool {
        axis.is_wide(self.reach.days())
    }

    /// Returns whether a bar is enough, without a sign at its beginning.
    pub fn is_bar(&self, axis: &Segment) -> bool {
        self.shape == Shape::Range && self.is_wide(axis)
    }

    /// Draws what an event reaches over, if that is wider than a column.
    pub fn draw(&self, axis: &Segment, cells: &mut [Cell], lit: bool) {
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
