//! Finds the occurrences of a pattern in a text.
//!
//! Accents and typography are ignored. Case is ignored unless the pattern contains an upper-case
//! letter. Folded texts are compared, and hits are ranges in the original text.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::text::fold::{fold, folded, strip_accents, stripped};

/// A pattern prepared for searching many texts.
#[derive(Debug, Clone)]
pub struct Needle {
    folded: Finder<'static>,
    /// The pattern with its case, if case matters.
    exact: Option<Finder<'static>>,
}

impl Needle {
    /// Returns a needle for `pattern`, or `None` if there is nothing to search for.
    pub fn new(pattern: &str) -> Option<Self> {
        let folded = fold(pattern);
        // A pattern of invisible characters folds to nothing and would match everywhere.
        if folded.is_empty() {
            return None;
        }
        let exact = pattern
            .contains(char::is_uppercase)
            .then(|| Finder::new(&strip_accents(pattern)).into_owned());
        Some(Self {
            folded: Finder::new(&folded).into_owned(),
            exact,
        })
    }

    /// Returns the pattern, folded.
    pub(crate) fn folded(&self) -> &str {
        std::str::from_utf8(self.folded.needle()).unwrap_or_default()
    }

    /// Returns whether case matters.
    pub(crate) fn has_case(&self) -> bool {
        self.exact.is_some()
    }

    /// Returns the byte ranges of the pattern in `text`, in order and without overlaps. Hits
    /// consist of whole characters with their accents.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let (finder, folded) = match &self.exact {
            Some(exact) => (exact, stripped(text)),
            None => (&self.folded, folded(text)),
        };
        let mut hits: Vec<Range<usize>> = Vec::new();
        for at in finder.find_iter(folded.text.as_bytes()) {
            let hit = folded.source(at..at + finder.needle().len());
            // Two hits in one character, such as `s` in `ß`, count once.
            if hits.last().is_none_or(|last| last.end <= hit.start) {
                hits.push(hit);
            }
        }
        hits
    }

    /// Returns whether `text` contains the pattern.
    pub fn is_in(&self, text: &str) -> bool {
        match &self.exact {
            Some(exact) => exact.find(strip_accents(text).as_bytes()).is_some(),
            None => self.is_in_folded(&fold(text)),
        }
    }

    /// Returns whether a text that was folded with [`fold`] contains the pattern, ignoring case. If
    /// case matters, the original text must be checked too.
    pub fn is_in_folded(&self, folded: &str) -> bool {
        self.folded.find(folded.as_bytes()).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'a>(pattern: &str, text: &'a str) -> Vec<&'a str> {
        let needle = Needle::new(pattern).expect("a pattern");
        needle
            .hits(text)
            .into_iter()
            .map(|hit| &text[hit])
            .collect()
    }

    #[test]
    fn case_and_accents_are_ignored() {
        assert_eq!(found("sao", "São Tomé, SAO"), ["São", "SAO"]);
        assert_eq!(found("lodz", "w Łódź"), ["Łódź"]);
        assert_eq!(found("strasse", "Große Straße"), ["Straße"]);
        assert_eq!(found("ijevski", "Ïjevskī zavod"), ["Ïjevskī"]);
        assert_eq!(found("ижевскии", "Ижевский"), ["Ижевский"]);
        assert_eq!(found("são", "sao"), ["sao"]);
        assert_eq!(
            found("l'ete", "l’e\u{301}te\u{301}!"),
            ["l’e\u{301}te\u{301}"]
        );
        assert_eq!(found("s", "ßs"), ["ß", "s"]);
        assert_eq!(found("aa", "aaaaa"), ["aa", "aa"]);
    }

    #[test]
    fn upper_case_letters_make_the_search_case_sensitive() {
        assert_eq!(found("Sao", "são São SAO"), ["São"]);
        assert_eq!(found("Thor", "Þór, thor"), ["Þór"]);
        assert_eq!(found("É", "e é E"), ["E"]);
        let needle = Needle::new("Rome").expect("a pattern");
        assert!(needle.is_in_folded(&fold("rome")) && !needle.is_in("rome"));
    }

    #[test]
    fn empty_patterns_are_rejected() {
        assert!(Needle::new("").is_none());
        assert!(Needle::new("\u{200b}\u{ad}").is_none());
        assert_eq!(found(" ", "a b"), [" "]);
    }

    const ODD: &[char] = &[
        'a', 'A', 's', 'ß', 'é', 'É', 'Æ', ' ', '\u{301}', 'İ', '中', '한', 'क',
    ];

    fn messy(most: usize) -> impl Strategy<Value = String> {
        let c = prop_oneof![1 => any::<char>(), 6 => prop::sample::select(ODD)];
        prop::collection::vec(c, 0..=most).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn the_three_searches_agree(text in messy(30), pattern in messy(2)) {
            if let Some(needle) = Needle::new(&pattern) {
                let hits = needle.hits(&text);
                prop_assert_eq!(!hits.is_empty(), needle.is_in(&text));
                prop_assert!(hits.is_empty() || needle.is_in_folded(&fold(&text)));
                prop_assert!(hits.windows(2).all(|pair| pair[0].end <= pair[1].start));
                for hit in hits {
                    prop_assert!(text.get(hit).is_some_and(|part| needle.is_in(part)));
                }
            }
        }
    }
}
