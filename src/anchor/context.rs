//! The text around a quote, which tells its place from others that read alike.

use strsim::generic_levenshtein;

use super::meaning::{is_negation, negates_before};
use super::place::Place;
use super::words::words;
use crate::document::Document;
use crate::text::normalize::normalize;

/// The text before and after a quote, up to [`Context::REACH`] characters each, with one space
/// between paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The text before the quote.
    pub before: String,
    /// The text after the quote.
    pub after: String,
}

impl Context {
    /// The most characters kept on each side.
    pub const REACH: usize = 32;

    /// Returns the context of the text from `first` to `last`, or `None` if the document does not
    /// have these places.
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
        for number in last.paragraph.saturating_add(1)..=document.paragraphs().len() {
            if after.chars().count() >= Self::REACH {
                break;
            }
            let next = beginning(document.paragraph(number)?);
            after = beginning(&format!("{after} {next}"));
        }
        Some(Self { before, after })
    }

    /// Takes as much of the texts before and after as is kept.
    pub(super) fn cut(before: &str, after: &str) -> Self {
        Self {
            before: ending(before),
            after: beginning(after),
        }
    }

    /// Returns the share of normalized characters that are the same, by edit distance: 0 to 1.
    pub(super) fn similarity(&self, other: &Self) -> f64 {
        let chars = |text: &str| normalize(text).text.chars().collect::<Vec<_>>();
        let (mut same, mut all) = (0, 0);
        for (a, b) in [(&self.before, &other.before), (&self.after, &other.after)] {
            let (a, b) = (chars(a), chars(b));
            let longest = a.len().max(b.len());
            all = longest.saturating_add(all);
            same = longest
                .saturating_sub(generic_levenshtein(&a, &b))
                .saturating_add(same);
        }
        if all == 0 {
            1.0
        } else {
            same as f64 / all as f64
        }
    }

    /// Whether the next word negates the text before it.
    pub(super) fn negates(&self) -> bool {
        self.next().is_some_and(|word| negates_before(&word))
    }

    /// Whether the last word before the quote or the next word after it is a negation that `then`
    /// does not have.
    pub(super) fn negates_unlike(&self, then: &Self) -> bool {
        let new = |now: Option<String>, then: Option<String>| {
            now != then && now.is_some_and(|word| is_negation(&word))
        };
        new(self.next(), then.next()) || new(self.last(), then.last())
    }

    /// Returns the first word or mark after the quote, normalized.
    fn next(&self) -> Option<String> {
        let text = normalize(&self.after);
        words(&text).first().map(|word| word.text.to_owned())
    }

    /// Returns the last word or mark before the quote, normalized.
    fn last(&self) -> Option<String> {
        let text = normalize(&self.before);
        words(&text).last().map(|word| word.text.to_owned())
    }
}

/// Returns as much of the end of a text as is kept.
fn ending(text: &str) -> String {
    let last = text.char_indices().rev().nth(Context::REACH - 1);
    text[last.map_or(0, |(at, _)| at)..].to_owned()
}

/// Returns as much of the beginning of a text as is kept.
fn beginning(text: &str) -> String {
    text.chars().take(Context::REACH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    #[test]
    fn the_context_continues_in_other_paragraphs() {
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
