//! Places in event files.

/// A place in an event file. The order of origins is the order of writing.
///
/// Everything that a file says has one, so it is small; a place beyond four thousand million is
/// taken for that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    file: u32,
    line: u32,
    column: u32,
}

impl Origin {
    /// Returns the place in a file, given by its position in the timeline's list of files, at a line
    /// and a column in characters, both from 1.
    pub fn new(file: usize, (line, column): (usize, usize)) -> Self {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            file: small(file),
            line: small(line),
            column: small(column),
        }
    }

    /// Returns the position in the timeline's list of files.
    pub fn file(self) -> usize {
        self.file as usize
    }

    /// Returns the line, from 1.
    pub fn line(self) -> usize {
        self.line as usize
    }

    /// Returns the column in characters, from 1.
    pub fn column(self) -> usize {
        self.column as usize
    }
}
