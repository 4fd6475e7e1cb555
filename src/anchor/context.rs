//! What stands around a quote: the way to tell its place from others that read alike. It must not
//! know where it is written down.

use strsim::generic_levenshtein;

use super::meaning::{denies_what_precedes, is_negation};
use super::place::Place;
use super::words::words;
use crate::document::Document;
use crate::text::normalize::normalize;

/// The text before and after a quote, as the document has it, at most [`Context::REACH`] characters
/// of each. Paragraphs follow each other with one space between.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// What ends where the quote begins.
    pub before: String,
    /// What begins where the quote ends.
    pub after: String,
}

impl Context {
    /// How many characters are kept on each side.
    pub const REACH: usize = 32;

    /// What stands around a stretch of a document, from the beginning of `first` to the end of
    /// `last`. None where the document has no such places.
    pub fn around(document: &Document, first: Place, last: Place) -> Option<Self> {
        let text = document.paragraph(first.paragraph)?;
        let mut before = ending(text.get(..first.bytes(text).start)?);
        for number in (1..first.paragraph).rev() {
            if before.chars().count() >= Self::REACH {
                break;
            }
            before = ending(&format!("{} {before}", ending(document.paragraph(number)?)));
        }
        let text = document.paragraph(last.paragraph)?;
        let mut after = beginning(text.get(last.bytes(text).end..)?);
        for number in last.paragraph + 1..=document.paragraphs().len() {
            if after.chars().count() >= Self::REACH {
                break;
            }
            let next = beginning(document.paragraph(number)?);
            after = beginning(&format!("{after} {next}"));
        }
        Some(Self { before, after })
    }

    /// The end of one text and the beginning of another.
    pub(super) fn ends(before: &str, after: &str) -> Self {
        Self {
            before: ending(before),
            after: beginning(after),
        }
    }

    /// The share of characters that are the same, typography apart, by edit distance: 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let chars = |text: &str| normalize(text).text.chars().collect::<Vec<_>>();
        let (mut same, mut all) = (0, 0);
        for (a, b) in [(&self.before, &other.before), (&self.after, &other.after)] {
            let (a, b) = (chars(a), chars(b));
            let longest = a.len().max(b.len());
            all += longest;
            same += longest - generic_levenshtein(&a, &b).min(longest);
        }
        if all == 0 {
            1.0
        } else {
            same as f64 / all as f64
        }
    }

    /// Whether the word right after turns what precedes it into its opposite.
    pub(super) fn denies(&self) -> bool {
        self.next().is_some_and(|word| denies_what_precedes(&word))
    }

    /// Whether a word right before or right after denies that did not stand there.
    pub(super) fn denies_more_than(&self, then: &Self) -> bool {
        let new = |now: Option<String>, then: Option<String>| {
            now != then && now.is_some_and(|word| is_negation(&word))
        };
        new(self.next(), then.next()) || new(self.last(), then.last())
    }

    /// The word or mark right after, normalised.
    fn next(&self) -> Option<String> {
        let text = normalize(&self.after);
        words(&text).first().map(|word| word.text.to_owned())
    }

    /// The word or mark right before.
    fn last(&self) -> Option<String> {
        let text = normalize(&self.before);
        words(&text).last().map(|word| word.text.to_owned())
    }
}

/// As much of the end of a text as is kept.
fn ending(text: &str) -> String {
    let last = text.char_indices().rev().nth(Context::REACH - 1);
    text[last.map_or(0, |(at, _)| at)..].to_owned()
}

/// As much of its beginning.
fn beginning(text: &str) -> String {
    text.chars().take(Context::REACH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    #[test]
    fn reaches_over_paragraphs() {
        let text = "One é.\n\nTwo and the rest of it, which is long.\n\nThree.";
        let document = Document::read(text.as_bytes(), Format::Plain);
        let around = |paragraph, start, end| {
            let place = Place {
                paragraph,
                start,
                end,
            };
            Context::around(&document, place, place).map(|found| (found.before, found.after))
        };
        assert_eq!(
            around(2, 0, 3),
            Some(("One é. ".into(), " and the rest of it, which is lo".into()))
        );
        assert_eq!(
            around(3, 0, 6),
            Some((" the rest of it, which is long. ".into(), String::new()))
        );
        assert_eq!(around(4, 0, 1), None);
    }
}
