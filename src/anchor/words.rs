//! A text as its words, marks of punctuation among them. It must not know what a word means.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::mapped::Mapped;

/// A word, or a mark of punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// As it reads normalised.
    pub text: &'a str,
    /// Where it stands in the text before normalisation, in bytes.
    pub source: Range<usize>,
}

impl Word<'_> {
    /// Whether it is a mark, and no word or number.
    pub fn is_mark(&self) -> bool {
        !self.text.contains(char::is_alphanumeric)
    }
}

/// The words of a text in order, where Unicode (UAX #29) sees them. A hyphen inside a word does not
/// cut it, since normalisation drops it.
pub(super) fn words(text: &Mapped) -> Vec<Word<'_>> {
    text.text
        .split_word_bound_indices()
        .filter(|(_, word)| !word.trim().is_empty())
        .map(|(at, word)| Word {
            text: word,
            source: text.source(at..at + word.len()),
        })
        .collect()
}
