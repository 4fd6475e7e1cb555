//! The note under a paragraph of a source, which shows the words in which a quote differs from it.

use std::ops::Range;

use crate::anchor::{Anchor, Difference, Side, State};
use crate::document::Document;
use crate::text::sanitize;
use crate::text::wrap::wrap;

/// A text under a paragraph, wrapped into rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// The paragraph above the note, from 1. 0 if the note is above all paragraphs.
    pub paragraph: usize,
    /// The quote and the source merged into one text, as by [`Difference`].
    pub text: String,
    /// The byte ranges of the text that occur in only one of the two.
    pub marks: Vec<(Range<usize>, Side)>,
    /// The byte range of each row of the text.
    pub rows: Vec<Range<usize>>,
}

impl Note {
    /// Returns the note for a quote that differs from the source or is missing from it. None if the
    /// quote is verified or cannot be checked.
    pub fn of(quote: &str, anchor: &Anchor, document: &Document, width: usize) -> Option<Self> {
        let quote = sanitize::line(quote);
        let mut note = Self::default();
        if let Some((_, last, difference)) = anchor.difference(&quote, document) {
            note.paragraph = last.paragraph;
            note.merge(&difference.brief());
        } else if anchor.state == State::Missing {
            let exists = |number: &usize| document.paragraph(*number).is_some();
            note.paragraph = anchor.hinted().filter(exists).unwrap_or_default();
            note.text = quote;
        } else {
            return None;
        }
        note.rows = wrap(&note.text, width);
        if note.paragraph == 0 {
            // A blank row separates the note from the text below.
            note.rows.push(note.text.len()..note.text.len());
        }
        Some(note)
    }

    fn merge(&mut self, difference: &Difference) {
        for (side, words) in difference.parts() {
            let start = self.text.len();
            let (left, right) = side.signs();
            self.text.extend([left, words, right]);
            if *side != Side::Both {
                self.marks.push((start..self.text.len(), *side));
            }
        }
    }
}
