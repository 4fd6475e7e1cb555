//! Writes the paragraphs of a file as the body of an edition.

use super::hyphens::{Join, Vocabulary, join};
use super::paragraphs::Paragraph;
use crate::document::edition::EditionWriter;

const SOFT_HYPHEN: char = '\u{ad}';

/// Writes paragraphs with a mark before each page. `labels` and `furniture` have an entry for each page.
pub(super) fn write(
    paragraphs: Vec<Paragraph>,
    labels: &[Option<String>],
    furniture: &[Vec<String>],
) -> String {
    let mut vocabulary = Vocabulary::default();
    let lines = paragraphs.iter().flat_map(|paragraph| &paragraph.lines);
    lines.for_each(|(_, line)| vocabulary.add(line));
    let mut pages = Pages {
        writer: EditionWriter::default(),
        next: 0,
        labels,
        furniture,
    };
    for paragraph in paragraphs {
        let lines = whole_words(paragraph.lines, &vocabulary);
        if let Some((page, _)) = lines.first()
            && pages.turn_to(*page)
        {
            pages.writer.end_paragraph();
        }
        for (page, line) in lines {
            pages.turn_to(page);
            pages.writer.line(&line);
        }
        pages.writer.end_paragraph();
    }
    if let Some(last) = labels.len().checked_sub(1) {
        pages.turn_to(last);
    }
    pages.writer.finish()
}

struct Pages<'a> {
    writer: EditionWriter,
    /// The index of the page that is not marked yet.
    next: usize,
    labels: &'a [Option<String>],
    furniture: &'a [Vec<String>],
}

impl Pages<'_> {
    /// Marks the pages up to one. Returns whether there were any.
    fn turn_to(&mut self, page: usize) -> bool {
        let start = self.next;
        let pages = self.labels.iter().zip(self.furniture).enumerate();
        for (index, (label, furniture)) in pages.take(page + 1).skip(start) {
            self.writer.page(index + 1, label.as_deref(), furniture);
            self.next = index + 1;
        }
        self.next > start
    }
}

/// Makes broken words whole, on the line where they begin.
fn whole_words(lines: Vec<(usize, String)>, vocabulary: &Vocabulary) -> Vec<(usize, String)> {
    let mut whole: Vec<(usize, String)> = Vec::with_capacity(lines.len());
    for (page, line) in lines {
        let mut rest = line.as_str();
        if let Some((_, before)) = whole.last_mut() {
            let how = join(before, rest, vocabulary);
            if how == Join::Word || how == Join::Compound {
                before.pop();
                if how == Join::Compound {
                    before.push('-');
                }
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let (word, after) = rest.split_at_checked(end).unwrap_or_default();
                before.push_str(word);
                rest = after.trim_start();
            }
        }
        if !rest.is_empty() {
            whole.push((page, rest.to_owned()));
        }
    }
    for (_, line) in &mut whole {
        line.retain(|c| c != SOFT_HYPHEN);
    }
    whole
}
