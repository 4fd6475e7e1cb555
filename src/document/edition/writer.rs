//! Writes the body of a text edition.

use super::mark::Mark;

/// The body of a text edition, written from the beginning to the end.
#[derive(Debug, Clone, Default)]
pub struct EditionWriter {
    text: String,
}

impl EditionWriter {
    /// Begins a page, counted from 1. `furniture` is what is printed on it and no part of its text, such as running
    /// heads and page numbers. Within a paragraph the mark does not end it.
    pub fn page(&mut self, number: usize, label: Option<&str>, furniture: &[String]) {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let label = label.map(single);
        self.mark(&Mark::Page { number, label }, &furniture.join(" · "));
    }

    /// Begins a message, counted from 1.
    pub fn message(&mut self, number: usize) {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        self.mark(&Mark::Message(number), "");
    }

    /// Adds a line that was said at a time, in seconds.
    pub fn cue(&mut self, seconds: u32, text: &str) {
        self.mark(&Mark::Time(seconds), text);
    }

    /// Adds a line of text to the current paragraph. Blank lines are ignored.
    pub fn line(&mut self, text: &str) {
        let text = single(text);
        if text.is_empty() {
            return;
        }
        if text.starts_with('\\') || Mark::split(&text).is_some() {
            self.text.push('\\');
        }
        self.text.push_str(&text);
        self.text.push('\n');
    }

    /// Ends the paragraph.
    pub fn end_paragraph(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a paragraph of one or more lines.
    pub fn paragraph(&mut self, text: &str) {
        for line in text.lines() {
            self.line(line);
        }
        self.end_paragraph();
    }

    /// Returns the body: lines that end with `\n`, without a blank line at the end.
    pub fn finish(mut self) -> String {
        let len = self.text.trim_end().len();
        self.text.truncate(len);
        if len > 0 {
            self.text.push('\n');
        }
        self.text
    }

    fn mark(&mut self, mark: &Mark, rest: &str) {
        self.text.push_str(&mark.to_string());
        let rest = single(rest);
        if !rest.is_empty() {
            self.text.push(' ');
            self.text.push_str(&rest);
        }
        self.text.push('\n');
    }
}

/// Returns a text as one line without control characters, with single spaces.
pub(super) fn single(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_marks_and_paragraphs() {
        let mut writer = EditionWriter::default();
        writer.page(1, None, &["Report".to_owned(), "1 / 6".to_owned()]);
        writer.end_paragraph();
        writer.line("which  the clerk\u{7} had");
        writer.page(2, Some("ii"), &[]);
        writer.line("countersigned.");
        writer.end_paragraph();
        writer.end_paragraph();
        writer.paragraph("[p. 3] is a page\n\\ and this is not");
        writer.cue(61, "Name: yes");
        writer.message(1);
        writer.end_paragraph();
        assert_eq!(
            writer.finish(),
            "[p. 1] Report · 1 / 6\n\nwhich the clerk had\n[p. 2 \"ii\"]\ncountersigned.\n\n\
             \\[p. 3] is a page\n\\\\ and this is not\n\n[00:01:01] Name: yes\n[m. 1]\n"
        );
    }
}
