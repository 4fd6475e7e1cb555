//! What stands under a paragraph of a source where a quote does not say the same: in which words they
//! differ.

use std::ops::Range;

use crate::anchor::{Anchor, Difference, Side, State};
use crate::document::Document;
use crate::text::sanitize;
use crate::text::wrap::wrap;

/// A text under a paragraph, set in rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Under which paragraph, from 1; 0 for above all of them.
    pub paragraph: usize,
    /// The quote and the source as one text, as [`Difference`] writes it.
    pub text: String,
    /// Bytes of the text that only one of them has.
    pub marks: Vec<(Range<usize>, Side)>,
    /// Bytes of the text, row by row.
    pub rows: Vec<Range<usize>>,
}

impl Note {
    /// What is to be said of a quote that is nearly what stands there, or that is not there; none for
    /// one that is verified or cannot be.
    pub fn of(quote: &str, anchor: &Anchor, document: &Document, width: usize) -> Option<Self> {
        let quote = sanitize::line(quote);
        let mut note = Self::default();
        if let Some((_, last, difference)) = anchor.difference(&quote, document) {
            note.paragraph = last.paragraph;
            note.merge(&difference.brief());
        } else if anchor.state == State::Missing {
            let there = |number: &usize| document.paragraph(*number).is_some();
            note.paragraph = anchor.given.filter(there).unwrap_or_default();
            note.text = quote;
        } else {
            return None;
        }
        note.rows = wrap(&note.text, width);
        if note.paragraph == 0 {
            // A blank row sets it apart from the text below.
            note.rows.push(note.text.len()..note.text.len());
        }
        Some(note)
    }

    fn merge(&mut self, difference: &Difference) {
        for (side, words) in difference.stretches() {
            let start = self.text.len();
            let (left, right) = side.signs();
            self.text.extend([left, words, right]);
            if *side != Side::Both {
                self.marks.push((start..self.text.len(), *side));
            }
        }
    }
}
