//! The plain text of messages: its paragraphs, what it quotes, and lines that flow.

use crate::document::edition::EditionWriter;

/// The bytes of a line that was not broken to fit into a window, and so is a paragraph.
const LONG: usize = 100;

/// The line before a signature.
const SIGNATURE: &str = "-- ";

/// How the lines of a text are broken.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Form {
    /// A line that ends with a space goes on in the next one.
    pub flowed: bool,
    /// That space is no part of the text.
    pub joined: bool,
}

/// Writes a text. What it quotes are paragraphs of their own, with one `>` at the beginning.
pub(super) fn write(text: &str, form: Form, writer: &mut EditionWriter) {
    let mut paragraph = Paragraph {
        writer,
        depth: 0,
        is_open: false,
        line: String::new(),
    };
    for line in text.split('\n') {
        let (depth, line) = unquoted(line);
        paragraph.add(depth, line, form);
    }
    paragraph.end();
}

/// Returns how often a line is quoted, and what is quoted.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(inner) = rest.strip_prefix('>') {
        depth += 1;
        let spaced = inner
            .strip_prefix(' ')
            .filter(|inner| inner.starts_with('>'));
        rest = spaced.unwrap_or(inner);
    }
    (depth, rest)
}

struct Paragraph<'a> {
    writer: &'a mut EditionWriter,
    /// How often it is quoted.
    depth: usize,
    /// Whether a line of it was written.
    is_open: bool,
    /// The lines that flow, so far.
    line: String,
}

impl Paragraph<'_> {
    fn add(&mut self, depth: usize, line: &str, form: Form) {
        if depth != self.depth {
            self.end();
            self.depth = depth;
        }
        if line.trim().is_empty() || line == SIGNATURE {
            self.end();
            return;
        }
        let text = if form.flowed || depth > 0 {
            line.strip_prefix(' ').unwrap_or(line)
        } else {
            line
        };
        if form.flowed && text.ends_with(' ') {
            let text = if form.joined {
                text.strip_suffix(' ').unwrap_or(text)
            } else {
                text
            };
            self.line.push_str(text);
            return;
        }
        let flows = !self.line.is_empty();
        self.line.push_str(text);
        let is_whole = flows || self.line.len() > LONG;
        self.write();
        if is_whole {
            self.end();
        }
    }

    fn write(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return;
        }
        if self.depth > 0 && !self.is_open {
            self.writer.line(&format!("> {line}"));
        } else {
            self.writer.line(&line);
        }
        self.is_open = true;
    }

    fn end(&mut self) {
        self.write();
        self.writer.end_paragraph();
        self.is_open = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, flowed: bool, joined: bool) -> String {
        let mut writer = EditionWriter::default();
        write(text, Form { flowed, joined }, &mut writer);
        writer.finish()
    }

    #[test]
    fn text_has_paragraphs_and_quotes() {
        for (text, expected) in [
            ("one\ntwo\n\nthree\n", "one\ntwo\n\nthree\n"),
            (
                "He wrote:\n> one\n> two\n>\n> three\n>> four\n> > five\nsix",
                "He wrote:\n\n> one\ntwo\n\n> three\n\n> four\nfive\n\nsix\n",
            ),
            ("one\n-- \nClara", "one\n\nClara\n"),
            ("a\n  \nb", "a\n\nb\n"),
        ] {
            assert_eq!(written(text, false, false), expected, "{text:?}");
        }
        let long = format!("{}\n{}", "x".repeat(101), "y".repeat(101));
        assert_eq!(
            written(&long, false, false),
            format!("{}\n", long.replace('\n', "\n\n"))
        );
    }

    #[test]
    fn flowed_lines_are_joined() {
        for (text, joined, expected) in [
            (
                "The \ncommission \nfound.\nNext.\n",
                false,
                "The commission found.\n\nNext.\n",
            ),
            ("日本 \n語。\n", true, "日本語。\n"),
            ("> one \n> two\nthree", false, "> one two\n\nthree\n"),
            (
                " >not quoted\n From here",
                false,
                ">not quoted\nFrom here\n",
            ),
            ("one \n\ntwo", false, "one\n\ntwo\n"),
            ("one\n-- \ntwo", false, "one\n\ntwo\n"),
        ] {
            assert_eq!(written(text, true, joined), expected, "{text:?}");
        }
    }
}
