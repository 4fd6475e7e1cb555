//! The lines of a calendar, unfolded.

use std::borrow::Cow;

/// Iterates over the lines of a calendar that are not blank, with their numbers from 1. A line that begins with a space or
/// a tab continues the one before it.
pub fn unfolded(text: &str) -> impl Iterator<Item = (u64, Cow<'_, str>)> {
    let text = text.trim_start_matches('\u{feff}');
    let ends = |line: &'_ str| line.strip_suffix('\r').unwrap_or(line).len();
    let cut = move |line| str::get(line, ..ends(line)).unwrap_or_default();
    let mut lines = (1..).zip(text.split('\n').map(cut)).peekable();
    std::iter::from_fn(move || {
        let (number, first) = lines.find(|(_, line)| !line.trim().is_empty())?;
        let mut whole = Cow::Borrowed(first);
        while let Some((_, more)) = lines.next_if(|(_, line)| line.starts_with([' ', '\t'])) {
            whole.to_mut().push_str(more.get(1..).unwrap_or_default());
        }
        Some((number, whole))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_are_one() {
        let text = "\u{feff}A:1\r\n  2\r\n\t3\r\n\r\nB:\n\n C\n D";
        let lines: Vec<_> = unfolded(text).collect();
        let lines: Vec<_> = lines
            .iter()
            .map(|(number, line)| (*number, &**line))
            .collect();
        assert_eq!(lines, [(1, "A:1 23"), (5, "B:"), (7, " CD")]);
    }
}
