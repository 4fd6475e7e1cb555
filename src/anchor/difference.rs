//! The difference between a quote and its source, word by word.

use std::fmt;
use std::ops::Range;

use super::align::{Step, align};
use super::answer::Anchor;
use super::place::Place;
use super::state::State;
use super::words::{Word, words};
use crate::document::Document;
use crate::text::normalize::normalize;

/// Which text has some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Both, apart from typography.
    Both,
    /// Only the quote.
    Quote,
    /// Only the source.
    Source,
}

impl Side {
    /// Returns the signs before and after words of this side, which show it without colours.
    pub const fn signs(self) -> (&'static str, &'static str) {
        match self {
            Self::Both => ("", ""),
            Self::Quote => ("[-", "-]"),
            Self::Source => ("{+", "+}"),
        }
    }
}

/// A quote and its source merged into one text. Common words have the typography and spacing of the
/// source.
///
/// It is displayed in the notation of `git diff --word-diff`: `[-13-]{+31+} dead`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference(Vec<(Side, String)>);

impl Difference {
    /// Compares a quote with a text of the source, by the alignment that also decides the state.
    pub fn between(quote: &str, source: &str) -> Self {
        let mut merged = Self(Vec::new());
        let mut end = 0;
        for change in changes(quote, source) {
            let theirs = change.source;
            merged.push(Side::Both, at(source, end..theirs.start));
            end = theirs.end;
            let ours = at(quote, change.quote.clone());
            if change.same {
                merged.push(Side::Both, at(source, theirs));
                continue;
            }
            if !ours.is_empty() {
                // If the source has nothing instead, the spaces around the words are the quote's.
                let apart = theirs.is_empty();
                if apart && at(quote, 0..change.quote.start).ends_with(char::is_whitespace) {
                    merged.space();
                }
                merged.push(Side::Quote, ours);
                let next = at(source, end..source.len());
                if apart
                    && !next.starts_with(char::is_whitespace)
                    && at(quote, change.quote.end..quote.len()).starts_with(char::is_whitespace)
                {
                    merged.push(Side::Both, " ");
                }
            }
            merged.push(Side::Source, at(source, theirs));
        }
        merged
    }

    /// Returns the bytes of a quote whose words another one does not have. Returns nothing if they have hardly
    /// a word in common, since nearly all would differ.
    pub fn own_words(quote: &str, other: &str) -> Vec<Range<usize>> {
        let changes = changes(quote, other);
        let (same, own): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(|it| it.same);
        let bytes = |changes: &[Change]| changes.iter().map(|change| change.quote.len()).sum();
        let (common, differing): (usize, usize) = (bytes(&same), bytes(&own));
        if common < differing / 4 {
            return Vec::new();
        }
        let own = own.into_iter().map(|change| change.quote);
        own.filter(|bytes| !bytes.is_empty()).collect()
    }

    /// Shortens long common parts to the words next to the differences.
    #[must_use]
    pub fn brief(&self) -> Self {
        let last = self.0.len().saturating_sub(1);
        if last == 0 {
            return self.clone();
        }
        let parts = self.0.iter().enumerate().map(|(index, (side, text))| {
            let long = text.chars().count() > 2 * KEPT;
            let text = match index {
                _ if *side != Side::Both || !long => text.clone(),
                0 => format!("… {}", end_of(text)),
                index if index == last => format!("{} …", beginning_of(text)),
                _ => format!("{} … {}", beginning_of(text), end_of(text)),
            };
            (*side, text)
        });
        Self(parts.collect())
    }

    /// Returns the parts in order. None is empty.
    pub fn parts(&self) -> &[(Side, String)] {
        &self.0
    }

    fn push(&mut self, side: Side, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some((last, whole)) if *last == side => whole.push_str(text),
            _ => self.0.push((side, text.to_owned())),
        }
    }

    fn space(&mut self) {
        let open = self
            .0
            .last()
            .is_some_and(|(_, text)| !text.ends_with(char::is_whitespace));
        if open {
            self.push(Side::Both, " ");
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(side, text)| {
            let (left, right) = side.signs();
            write!(f, "{left}{text}{right}")
        })
    }
}

impl Anchor {
    /// Returns the difference between a quote that is not verified and the text that was found,
    /// with the first and the last place of that text. For a missing quote, compares it with the
    /// most similar text. `document` must be the one that was searched.
    pub fn difference(
        &self,
        quote: &str,
        document: &Document,
    ) -> Option<(Place, Place, Difference)> {
        let (first, last, text) = match self.state {
            State::Fuzzy | State::Reworded | State::Altered => {
                let (first, last) = (self.places.first()?, self.places.last()?);
                (*first, *last, self.corrected(quote, document)?)
            }
            State::Missing => {
                let place = self.nearest?;
                let text = document.paragraph(place.paragraph)?;
                (place, place, text.get(place.bytes(text))?.to_owned())
            }
            _ => return None,
        };
        Some((first, last, Difference::between(quote, &text)))
    }
}

/// Words that both texts have, or that one has instead of the other's.
struct Change {
    /// Bytes of the quote; empty if it does not have the words.
    quote: Range<usize>,
    /// Bytes of the source; empty if it does not have the words.
    source: Range<usize>,
    /// Whether both have the words, apart from typography.
    same: bool,
}

/// Returns the changes in order: common words alternate with words that differ. The spaces between
/// them belong to neither.
fn changes(quote: &str, source: &str) -> Vec<Change> {
    let (a, b) = (normalize(quote), normalize(source));
    let (a, b) = (words(&a), words(&b));
    let steps = align(&a, &b);
    let is_same = |step: &Step| matches!(step, Step::Same(..));
    let runs = steps.chunk_by(|step, next| is_same(step) == is_same(next));
    let (mut i, mut j) = (0_usize, 0_usize);
    let changes = runs.map(|run| {
        let (quote, source) = (i, j);
        for (ours, theirs) in run.iter().map(|step| step.words()) {
            (i, j) = (i.saturating_add(ours), j.saturating_add(theirs));
        }
        Change {
            quote: bytes(&a, quote..i),
            source: bytes(&b, source..j),
            same: run.iter().all(is_same),
        }
    });
    changes.collect()
}

/// The least number of characters that are kept next to a difference.
const KEPT: usize = 60;

/// Returns the first words of a text.
fn beginning_of(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(KEPT)
        .map_or(text.len(), |(at, _)| at);
    let rest = text.get(end..).unwrap_or_default();
    let word = rest.find(char::is_whitespace).filter(|word| *word < KEPT);
    let end = end.saturating_add(word.unwrap_or_default());
    text.get(..end).unwrap_or_default()
}

/// Returns the last words of a text.
fn end_of(text: &str) -> &str {
    let start = text.char_indices().rev().nth(KEPT).map_or(0, |(at, _)| at);
    let before = text.get(..start).unwrap_or_default();
    let word = before
        .rfind(char::is_whitespace)
        .filter(|word| start.saturating_sub(*word) < KEPT);
    text.get(word.unwrap_or(start)..)
        .unwrap_or_default()
        .trim_start()
}

fn at(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// Returns the bytes from the first to the last of some words. Without a word, returns an empty
/// range after the word before.
fn bytes(words: &[Word<'_>], range: Range<usize>) -> Range<usize> {
    let end_of = |index: usize| words.get(index).map_or(0, |word| word.source.end);
    if let Some([first, .., last] | [first @ last]) = words.get(range.clone()) {
        return first.source.start..last.source.end;
    }
    let at = range.start.checked_sub(1).map_or(0, end_of);
    at..at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(quote: &str, source: &str) -> String {
        Difference::between(quote, source).to_string()
    }

    #[test]
    fn words_that_differ_are_marked() {
        assert_eq!(
            shown("13 dead in the fire", "31 dead in fire"),
            "[-13-]{+31+} dead in [-the-] fire"
        );
        assert_eq!(
            shown("He came.", "He never came!"),
            "He {+never+} came[-.-]{+!+}"
        );
        assert_eq!(shown("The fire", "fire"), "[-The-] fire");
        assert_eq!(shown("fire here", "fire"), "fire [-here-]");
        assert_eq!(shown("b a ", "a a "), "[-b-]{+a+} a");
        assert_eq!(shown("", "all new"), "{+all new+}");
        assert_eq!(shown("all gone", ""), "[-all gone-]");
        assert_eq!(
            shown("人人生而自由", "人人生來自由"),
            "人人生[-而-]{+來+}自由"
        );
        assert_eq!(shown("人人生而自由", "人人自由"), "人人[-生而-]自由");
    }

    #[test]
    fn typography_does_not_differ() {
        assert_eq!(
            shown("“A well-known” L'ÉTAT", "\"a wellknown\" l’état"),
            "\"a wellknown\" l’état"
        );
        assert_eq!(Difference::between("", "  ").parts(), []);
    }

    #[test]
    fn long_common_parts_are_shortened() {
        let (long, other) = ("so on ".repeat(50), "and so forth ".repeat(30));
        let quote = format!("{long}13 dead {other}");
        let source = format!("{long}31 dead {other}");
        let brief = Difference::between(&quote, &source).brief().to_string();
        assert!(brief.starts_with("… on so on "), "{brief}");
        assert!(
            brief.contains(" so on [-13-]{+31+} dead and so forth "),
            "{brief}"
        );
        assert!(brief.ends_with(" …") && brief.len() < 200, "{brief}");
        let same = Difference::between(&long, &long);
        assert_eq!(same.brief(), same);
        let unspaced = Difference::between(&"人".repeat(300), &format!("{}他", "人".repeat(300)));
        assert!(unspaced.brief().to_string().chars().count() < 80);
    }

    proptest! {
        #[test]
        fn both_texts_are_covered(quote in "([a-c]{1,2}[ .-]){0,9}", source in "([a-c]{1,2}[ .-]){0,9}") {
            let difference = Difference::between(&quote, &source);
            let without = |side: Side| {
                let parts = difference.parts().iter().filter(|(of, _)| *of != side);
                parts.map(|(_, text)| text.as_str()).collect::<String>()
            };
            // A hyphen inside a word is typography.
            let bare = |text: &str| text.replace([' ', '-'], "");
            prop_assert_eq!(bare(&without(Side::Source)), bare(&quote));
            prop_assert_eq!(without(Side::Quote).replace(' ', ""), source.replace(' ', ""));
        }
    }
}
