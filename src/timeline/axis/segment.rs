//! A stretch of time that runs evenly over columns.

/// A stretch of time on a row of columns. It may begin within a day, and a day may be wider than a column.
///
/// A day has the columns from the one that it begins in to the one before that of the next day. Days that
/// begin in one column share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The second at the left edge, counted from where [`Day::number`](crate::date::Day::number) counts.
    start: i128,
    /// The seconds on all columns, at least 1.
    length: i128,
    column: usize,
    /// At least 1.
    width: usize,
}

impl Segment {
    /// Seconds of a day.
    pub const DAY: i128 = 86_400;

    /// Lays so many seconds out on the first columns.
    pub fn new(start: i128, length: i128, width: usize) -> Self {
        Self {
            start,
            length: length.max(1),
            column: 0,
            width: width.max(1),
        }
    }

    /// Lays whole days out on columns.
    pub(super) fn of_days(first: i128, days: i128, column: usize, width: usize) -> Self {
        Self {
            column,
            ..Self::new(first * Self::DAY, days * Self::DAY, width)
        }
    }

    /// Returns the second at the left edge.
    pub fn start(&self) -> i128 {
        self.start
    }

    /// Returns the seconds on all columns.
    pub fn length(&self) -> i128 {
        self.length
    }

    /// Returns the first column.
    pub fn column(&self) -> usize {
        self.column
    }

    /// Returns the number of columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Returns one past the last column.
    pub(super) fn end(&self) -> usize {
        self.column + self.width
    }

    /// Returns the first and the last day of which a part is in sight.
    pub fn days(&self) -> (i128, i128) {
        let day = |second: i128| floor_div(second, Self::DAY);
        (day(self.start), day(self.start + self.length - 1))
    }

    /// Returns the first column of a day. It lies outside if the day does.
    pub fn first_column(&self, day: i128) -> i128 {
        // An open end is the first or the last of all numbers.
        let seconds = day.saturating_mul(Self::DAY).saturating_sub(self.start);
        let column = floor_div(self.scaled(seconds), self.length);
        column.saturating_add(self.column as i128)
    }

    /// Returns the last column of a day. It lies outside if the day does.
    pub fn last_column(&self, day: i128) -> i128 {
        let next = self.first_column(day.saturating_add(1));
        next.saturating_sub(1).max(self.first_column(day))
    }

    /// Returns the first column of a day if it is in sight.
    pub fn column_of(&self, day: i128) -> Option<usize> {
        let column = usize::try_from(self.first_column(day)).ok()?;
        (self.column..self.end())
            .contains(&column)
            .then_some(column)
    }

    /// Returns the first and the last column of a day that begins in sight.
    pub(super) fn columns_of(&self, day: i128) -> Option<(usize, usize)> {
        let last = usize::try_from(self.last_column(day)).ok()?;
        Some((self.column_of(day)?, last))
    }

    /// Returns how many columns so many days have, rounded down.
    pub(super) fn columns_in(&self, days: i128) -> i128 {
        floor_div(self.scaled(days.saturating_mul(Self::DAY)), self.length)
    }

    /// Returns whether so many days are wider than a column.
    pub fn is_wide(&self, days: i128) -> bool {
        self.scaled(days.saturating_mul(Self::DAY)) > self.length
    }

    /// A time as columns times the length.
    fn scaled(&self, seconds: i128) -> i128 {
        seconds.saturating_mul(self.width as i128)
    }
}

/// Divides, rounding down. Division of 128 bits takes many times as long, and few dates need it.
fn floor_div(number: i128, by: i128) -> i128 {
    match (i64::try_from(number), i64::try_from(by)) {
        (Ok(number), Ok(by)) => i128::from(number.div_euclid(by)),
        _ => number.div_euclid(by),
    }
}
