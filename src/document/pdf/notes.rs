//! Finds the footnotes of a page.

use super::lines::{Column, Line};
use super::sentence::ends_sentence;

/// How small the text of notes is, relative to the body.
const SMALL: f64 = 0.93;

/// The longest label, in characters.
const LABEL: usize = 3;

/// Takes the notes out of the lines of a page: small lines at the end of a column, from one on that begins with a label.
/// `size` is the size of the body of the file. `is_open` says whether the last note of the page before may go on.
pub(super) fn split(body: Vec<Line>, size: f64, mut is_open: bool) -> (Vec<Line>, Vec<Line>) {
    let first_column = body.first().map(|line| line.place);
    let (mut text, mut notes) = (Vec::new(), Vec::new());
    for mut column in columns(body) {
        let place = column.first().map(|line| line.place);
        let is_small = |line: &Line| line.size <= SMALL * size;
        let start = column
            .iter()
            .rposition(|line| !is_small(line))
            .map_or(0, |last| last + 1);
        let tail = column.get(start..).unwrap_or_default();
        let is_labelled = |line: &Line| label(&line.text).is_some();
        let starts_with_note = tail.first().is_some_and(is_labelled);
        // The rest of a note stands before the first note of the next column or page.
        let goes_on = is_open
            && start > 0
            && tail
                .first()
                .is_some_and(|it| is_apart(column.get(start - 1), it));
        let is_notes = starts_with_note || goes_on;
        if is_notes && (start > 0 || place != first_column) {
            notes.extend(column.split_off(start));
            is_open = notes.last().is_some_and(|line| !ends_sentence(&line.text));
        }
        text.extend(column);
    }
    (text, notes)
}

fn columns(body: Vec<Line>) -> Vec<Vec<Line>> {
    let mut columns: Vec<(Column, Vec<Line>)> = Vec::new();
    for line in body {
        match columns.last_mut() {
            Some((place, lines)) if *place == line.place => lines.push(line),
            _ => columns.push((line.place, vec![line])),
        }
    }
    columns.into_iter().map(|(_, lines)| lines).collect()
}

fn is_apart(above: Option<&Line>, line: &Line) -> bool {
    above.is_some_and(|above| above.y - line.y > 1.8 * line.size)
}

/// Returns the label that a note begins with, such as `3` or `*`, and the text behind it.
pub(super) fn label(line: &str) -> Option<(&str, &str)> {
    let is_mark = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§');
    let (label, rest) = match line.strip_prefix('[') {
        Some(inner) => inner.split_once(']')?,
        None => line.split_at_checked(line.find(|c| !is_mark(c))?)?,
    };
    let count = label.chars().count();
    let is_label = (1..=LABEL).contains(&count) && label.chars().all(is_mark);
    let rest = rest.trim_start();
    let follows = rest.starts_with(|c: char| !c.is_numeric());
    (is_label && follows).then_some((label, rest))
}

/// Returns the first line of a note with its label in brackets: `3See` becomes `[3] See`.
pub(super) fn labelled(line: &str) -> String {
    match label(line) {
        Some((label, rest)) if line.starts_with('[') || is_attached(line, label) => {
            format!("[{label}] {rest}")
        }
        _ => line.to_owned(),
    }
}

fn is_attached(line: &str, label: &str) -> bool {
    let after = line.get(label.len()..).unwrap_or_default();
    after.starts_with(char::is_alphabetic) || !label.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_begin_with_a_label() {
        for (line, wanted) in [
            ("[3] See the report.", "[3] See the report."),
            ("3See the report.", "[3] See the report."),
            ("3 See the report.", "3 See the report."),
            ("*See the report.", "[*] See the report."),
            ("See 3.", "See 3."),
        ] {
            assert_eq!(labelled(line), wanted);
        }
        for line in ["See", "1234 See", "3", "12 2014", "[see] it", "["] {
            assert_eq!(label(line), None, "{line}");
        }
    }
}
