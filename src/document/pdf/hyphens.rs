//! Words that are broken at the end of a line.

use std::collections::HashMap;

use super::script::{Joint, joint};
use crate::text::flow::follows_suspended;

const SOFT: char = '\u{ad}';

/// How often words occur in a file, in lower case.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary(HashMap<String, u32>);

impl Vocabulary {
    /// Adds the words of a line, except one that is broken at its end.
    pub(super) fn add(&mut self, line: &str) {
        let (words, _) = match broken(line) {
            Some((before, _)) => line
                .split_at_checked(line.len().saturating_sub(before.len()))
                .unwrap_or_default(),
            None => (line, ""),
        };
        let is_letter = |c: char| c.is_alphabetic() || c == '-';
        for word in words.split(|c| !is_letter(c)) {
            let word = word.trim_matches('-');
            if !word.is_empty() {
                *self.0.entry(word.to_lowercase()).or_default() += 1;
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }
}

/// How a line continues the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// With a space.
    Space,
    /// Without a space, as lines without spaces between words do.
    Nothing,
    /// Its first word completes a broken word; the hyphen is dropped.
    Word,
    /// Its first word completes a word with a hyphen.
    Compound,
}

/// Returns how a line continues the one before.
pub(super) fn join(line: &str, next: &str, vocabulary: &Vocabulary) -> Join {
    let (Some(last), Some(first)) = (line.chars().next_back(), next.chars().next()) else {
        return Join::Space;
    };
    let Some((hyphen, before)) = broken(line).and_then(|it| Some((last_char(it.0)?, it.1))) else {
        return if joint(last, first) == Joint::Spaced {
            Join::Space
        } else {
            Join::Nothing
        };
    };
    let after = leading_letters(next);
    if after.is_empty() {
        return Join::Space;
    }
    if hyphen == SOFT {
        return Join::Word;
    }
    if follows_suspended(next) {
        return Join::Space;
    }
    let is_name = first.is_uppercase() && !before.chars().all(char::is_uppercase);
    let whole = format!("{before}{after}").to_lowercase();
    let compound = format!("{before}-{after}").to_lowercase();
    if is_name || vocabulary.has(&compound) && !vocabulary.has(&whole) {
        Join::Compound
    } else {
        Join::Word
    }
}

fn last_char(text: &str) -> Option<char> {
    text.chars().next_back()
}

/// Splits off the letters before the hyphen at the end of a line. Returns the letters with the hyphen, and without.
fn broken(line: &str) -> Option<(&str, &str)> {
    let text = line.strip_suffix(['-', '\u{2010}', SOFT])?;
    let start = text.trim_end_matches(char::is_alphabetic).len();
    let letters = text.get(start..).filter(|letters| !letters.is_empty())?;
    Some((line.get(start..)?, letters))
}

fn leading_letters(text: &str) -> &str {
    let len = text.len() - text.trim_start_matches(char::is_alphabetic).len();
    text.get(..len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_words_are_joined() {
        let mut vocabulary = Vocabulary::default();
        for line in [
            "a well-known exam-",
            "the report",
            "co-operation and cooperation",
        ] {
            vocabulary.add(line);
        }
        for (line, next, wanted) in [
            ("an exam-", "ple of it", Join::Word),
            ("a well-", "known case", Join::Compound),
            ("Vor-", "und Nachteile", Join::Space),
            ("their co-", "operation", Join::Word),
            ("in Emilia-", "Romagna", Join::Compound),
            ("the EX-", "AMPLE", Join::Word),
            ("the\u{ad}", "Romagna", Join::Word),
            ("1914-", "1918", Join::Space),
            ("so -", "he said", Join::Space),
            ("pre-", "1914", Join::Space),
            ("one", "two", Join::Space),
            ("年", "月", Join::Nothing),
            ("", "a", Join::Space),
        ] {
            assert_eq!(join(line, next, &vocabulary), wanted, "{line} {next}");
        }
    }

    #[test]
    fn a_broken_word_is_not_in_the_vocabulary() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add("the Exam-");
        assert!(vocabulary.has("the"));
        assert!(!vocabulary.has("exam"));
    }
}
