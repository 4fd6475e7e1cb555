//! The selected problem in full, as `annals check` prints it.

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::width::truncate;
use crate::text::wrap::{visible, wrap};
use crate::tui::list_state::ListState;

/// What a piece of a line is, which determines its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The message.
    Message,
    /// A place, a line number, or a border.
    Border,
    /// The carets under what is wrong.
    Caret,
    /// Any other text.
    Text,
}

/// A line: its pieces from left to right.
pub type FrameLine = Vec<(Part, String)>;

/// A problem with the line of the file that it is in, laid out for a width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The severity, which determines the style of the message.
    pub severity: Option<Severity>,
    /// The lines.
    pub lines: Vec<FrameLine>,
    /// The scroll position.
    pub list: ListState,
}

impl Frame {
    /// Lays out a problem for a width, scrolled to the top.
    pub(super) fn new(diagnostic: Option<&Diagnostic>, width: usize) -> Self {
        let printed = diagnostic.map(|diagnostic| diagnostic.render_within(width));
        let printed = printed.unwrap_or_default();
        let lines = printed.lines().enumerate();
        let lines = lines.flat_map(|(index, line)| set(line, index == 0, width));
        Self {
            severity: diagnostic.map(|diagnostic| diagnostic.severity),
            lines: lines.collect(),
            list: ListState::scrolling(),
        }
    }

    /// Shows another problem. If it is the same, the scroll position stays.
    pub(super) fn replace(&mut self, other: Self, height: usize) {
        if (&other.severity, &other.lines) != (&self.severity, &self.lines) {
            *self = other;
        }
        let is_cut = self.lines.len() > height;
        // The last row tells how many lines are out of sight.
        let height = height.saturating_sub(usize::from(is_cut && height > 1));
        self.list.fit(self.lines.len(), height);
    }
}

/// Returns a printed line in its parts. Wraps it if it is too wide, but cuts a line of the file, so that the carets
/// stay under what is wrong.
fn set(line: &str, is_message: bool, width: usize) -> Vec<FrameLine> {
    let blank = |text: &str| text.trim().is_empty();
    let number = |text: &str| text.trim().bytes().all(|byte| byte.is_ascii_digit());
    if is_message {
        return rows(line, Part::Message, width);
    }
    if line.trim_start().starts_with("-->") {
        return rows(line, Part::Border, width);
    }
    let Some((before, after)) = line.split_once('|').filter(|(before, _)| number(before)) else {
        return rows(line, Part::Text, width);
    };
    let part = if blank(before) && after.contains('^') {
        Part::Caret
    } else {
        Part::Text
    };
    let border = format!("{before}|");
    let after = truncate(after, width.saturating_sub(border.len()), "");
    vec![vec![(Part::Border, border), (part, after.into_owned())]]
}

fn rows(text: &str, part: Part, width: usize) -> Vec<FrameLine> {
    let rows = wrap(text, width);
    let rows = rows.iter().map(|row| visible(text, row).to_owned());
    rows.map(|row| vec![(part, row)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, TextFile};

    fn diagnostic() -> Diagnostic {
        let text = "[[event]]\nid = \"a\"\ndate = \"some day, as far as anybody can remember\"\n";
        let file = TextFile::new("events.toml", text);
        let message = "invalid date, and a message that is long enough to be wrapped";
        let found = file.diagnostic_at(Code::BadDate, Severity::Error, (3, 8), message);
        found.with_help("write it as EDTF, which is a standard with many words")
    }

    fn text(frame: &Frame) -> Vec<String> {
        let lines = frame.lines.iter();
        lines
            .map(|line| line.iter().map(|(_, text)| text.as_str()).collect())
            .collect()
    }

    #[test]
    fn a_wide_frame_is_what_check_prints() {
        let diagnostic = diagnostic();
        let frame = Frame::new(Some(&diagnostic), 100);
        let printed = diagnostic.render(false);
        let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
        let shown: Vec<String> = text(&frame);
        let shown: Vec<&str> = shown.iter().map(|line| line.trim_end()).collect();
        assert_eq!(shown, printed);
    }

    #[test]
    fn a_narrow_frame_keeps_the_carets_in_place() {
        for width in [0, 1, 5, 20, 36, 50] {
            let frame = Frame::new(Some(&diagnostic()), width);
            let shown = text(&frame);
            assert!(
                shown
                    .iter()
                    .all(|line| crate::text::width::width(line) <= width.max(4)),
                "{width}: {shown:#?}"
            );
            if width >= 36 {
                let caret = shown.iter().position(|line| line.contains('^'));
                let caret = caret.expect("a caret");
                let column = shown[caret].find('^').expect("a caret");
                assert_eq!(
                    shown[caret - 1].get(column..=column),
                    Some("\""),
                    "{shown:#?}"
                );
            }
        }
    }

    #[test]
    fn the_parts_of_a_frame() {
        let frame = Frame::new(Some(&diagnostic()), 100);
        let part = |words: &str| {
            let mut pieces = frame.lines.iter().flatten();
            pieces
                .find(|(_, text)| text.contains(words))
                .map(|(part, _)| *part)
        };
        assert_eq!(part("invalid date"), Some(Part::Message));
        assert_eq!(part("-->"), Some(Part::Border));
        assert_eq!(part("3 |"), Some(Part::Border));
        assert_eq!(part("some day"), Some(Part::Text));
        assert_eq!(part("^^^"), Some(Part::Caret));
        assert_eq!(part("help"), Some(Part::Text));
    }

    #[test]
    fn another_problem_is_shown_from_its_top() {
        let mut frame = Frame::default();
        frame.replace(Frame::new(Some(&diagnostic()), 30), 4);
        frame.list.scroll(2, true);
        frame.replace(Frame::new(Some(&diagnostic()), 30), 4);
        assert_eq!(frame.list.above(), 2);
        let other = Diagnostic::of_file(Code::Empty, Severity::Warning, "events.toml", "no event");
        frame.replace(Frame::new(Some(&other), 30), 4);
        assert_eq!(frame.list.above(), 0);
    }
}
