//! What a quote and the text that it was found as have in common, word by word, for people to read.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::normalize::Normalized;
use super::words::{Word, words};

/// A stretch of words that both texts have, or that one has instead of the other's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Bytes of the quote; empty where the source says more.
    pub quote: Range<usize>,
    /// Bytes of the source's text; empty where it says less.
    pub source: Range<usize>,
    /// Whether the words are the same but for typography.
    pub same: bool,
}

/// The words of a quote against those of the text that it was found as, in order. Stretches of the
/// same words take turns with stretches that differ; white space between them belongs to none.
///
/// The algorithm is that of E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
pub fn difference(quote: &str, source: &str) -> Vec<Change> {
    let (a, b) = (Normalized::new(quote), Normalized::new(source));
    let (a, b) = (words(&a), words(&b));
    let texts = |words: &[Word<'_>]| words.iter().map(|w| w.text.to_owned()).collect::<Vec<_>>();
    capture_diff_slices(Algorithm::Myers, &texts(&a), &texts(&b))
        .iter()
        .map(|op| Change {
            quote: stretch(&a, op.old_range()),
            source: stretch(&b, op.new_range()),
            same: matches!(op, DiffOp::Equal { .. }),
        })
        .collect()
}

/// From the first word's start to the last word's end; empty, where it would be, for no word.
fn stretch(words: &[Word<'_>], range: Range<usize>) -> Range<usize> {
    let end_of = |index: usize| words.get(index).map_or(0, |word| word.source.end);
    if let (Some(first), false) = (words.get(range.start), range.is_empty()) {
        return first.source.start..end_of(range.end - 1);
    }
    let at = range.start.checked_sub(1).map_or(0, end_of);
    at..at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Both texts in one: `[quote→source]` where they differ.
    fn shown(quote: &str, source: &str) -> String {
        let pieces: Vec<String> = difference(quote, source)
            .into_iter()
            .map(|change| {
                if change.same {
                    source[change.source].to_owned()
                } else {
                    format!("[{}→{}]", &quote[change.quote], &source[change.source])
                }
            })
            .collect();
        pieces.join(" ")
    }

    #[test]
    fn words_are_told_apart() {
        assert_eq!(
            shown("13 dead in the fire", "31 dead in fire"),
            "[13→31] dead in [the→] fire"
        );
        assert_eq!(
            shown("He came.", "He never came!"),
            "He [→never] came [.→!]"
        );
        assert_eq!(shown("", "all new"), "[→all new]");
        assert_eq!(shown("人人生而自由", "人人生來自由"), "人人生 [而→來] 自由");
    }

    #[test]
    fn typography_is_no_difference() {
        assert_eq!(
            shown("“A well-known” L'ÉTAT", "\"a wellknown\" l’état"),
            "\"a wellknown\" l’état"
        );
        assert!(difference("", "  ").is_empty());
    }

    proptest! {
        #[test]
        fn both_texts_are_covered(quote in "([a-c]{1,2}[ .-]){0,9}", source in "([a-c]{1,2}[ .-]){0,9}") {
            let changes = difference(&quote, &source);
            let joined = |pick: fn(&Change) -> Range<usize>, text: &str| {
                changes.iter().map(|change| text[pick(change)].replace(' ', "")).collect::<String>()
            };
            prop_assert_eq!(joined(|c| c.quote.clone(), &quote), quote.replace(' ', ""));
            prop_assert_eq!(joined(|c| c.source.clone(), &source), source.replace(' ', ""));
        }
    }
}
