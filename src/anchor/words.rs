//! Splits a text into words and punctuation marks.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::mapped::Mapped;

/// A word or a punctuation mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// The normalized text.
    pub text: &'a str,
    /// The bytes of the original text.
    pub source: Range<usize>,
}

impl Word<'_> {
    /// Whether this is a punctuation mark.
    pub fn is_mark(&self) -> bool {
        !self.text.contains(char::is_alphanumeric)
    }
}

/// Splits a text at the word boundaries of Unicode (UAX #29). Hyphens do not split words, because
/// [`normalize`](crate::text::normalize::normalize) drops them.
pub(super) fn words(text: &Mapped) -> Vec<Word<'_>> {
    text.text
        .split_word_bound_indices()
        .filter(|(_, word)| !word.trim().is_empty())
        .map(|(at, word)| Word {
            text: word,
            source: text.source(at..at.saturating_add(word.len())),
        })
        .collect()
}
