//! The words that event files use for values.

/// Returns the word of a value in a table of words.
pub fn of<T: PartialEq + Copy>(table: &[(T, &'static str)], value: T) -> &'static str {
    table
        .iter()
        .find(|(other, _)| *other == value)
        .map_or("", |(_, word)| word)
}
