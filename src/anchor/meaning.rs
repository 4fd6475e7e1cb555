//! Words that change the meaning of a sentence: numbers and negations, in many languages.

mod lists;

use std::collections::HashMap;
use std::sync::LazyLock;

use lists::{MONTHS, NEGATING, NEGATIONS, NUMBERS, PREFIXES};

/// Whether a word is a negation.
pub(super) fn is_negation(word: &str) -> bool {
    NEGATIONS.iter().any(|words| words.contains(&word))
        || word.ends_with("n't")
        || word.starts_with("n'")
        || has_negating_part(word)
}

/// Whether a word negates the text before it.
pub(super) fn negates_before(word: &str) -> bool {
    NEGATIONS[0].contains(&word) || word.ends_with("n't") || has_negating_part(word)
}

fn has_negating_part(word: &str) -> bool {
    !word.is_ascii() && NEGATING.iter().any(|part| word.contains(part))
}

/// Whether one of two words is the other with a negating prefix.
pub(super) fn are_opposites(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let denied = |prefix: &&str| long.strip_prefix(*prefix) == Some(short);
    short.chars().count() > 2 && PREFIXES.iter().any(denied)
}

/// Whether a word is a month whose name differs from another by one letter.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// Returns what a word means as a number. `13`, `1,000` and `thousand` have a value; `13th`, `%`
/// and `$` are compared as they are written.
pub(super) fn number(word: &str) -> Option<Number<'_>> {
    if let Some(value) = digits(word) {
        return Some(Number::Value(value));
    }
    let unit = |c: char| matches!(c, '%' | '‰' | '°' | '$' | '€' | '£' | '¥' | '₽' | '₴' | '₩');
    if word.contains(char::is_numeric) || word.contains(unit) {
        return Some(Number::Written(word));
    }
    spelled(word).map(Number::Value)
}

/// A number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number<'a> {
    Value(u64),
    Written(&'a str),
}

/// Reads a whole number in ASCII digits, with or without groups of three. If other than three
/// digits follow a comma or point, it is a decimal number.
fn digits(word: &str) -> Option<u64> {
    let mut groups = word.split([',', '.', '\'']);
    let first = groups.next()?;
    let grouped = groups.clone().next().is_some();
    let short = !grouped || (1..=3).contains(&first.len());
    let three = groups.clone().all(|group| group.len() == 3);
    let all = word.replace([',', '.', '\''], "");
    let plain = all.bytes().all(|byte| byte.is_ascii_digit());
    (short && three && plain).then(|| all.parse().ok())?
}

/// A number word of the tables.
struct Numeral {
    word: &'static str,
    any_ending: bool,
    value: u64,
}

/// The number words by first letter, in the order of the table.
static NUMERALS: LazyLock<HashMap<char, Vec<Numeral>>> = LazyLock::new(|| {
    let mut numerals: HashMap<char, Vec<Numeral>> = HashMap::new();
    for (value, words) in NUMBERS {
        for listed in words.split(' ') {
            let word = listed.trim_end_matches('*');
            let numeral = Numeral {
                word,
                any_ending: word.len() < listed.len(),
                value: *value,
            };
            let first = word.chars().next().unwrap_or_default();
            numerals.entry(first).or_default().push(numeral);
        }
    }
    numerals
});

/// Returns the number words with the first letter of a text.
fn numerals(text: &str) -> impl Iterator<Item = &'static Numeral> {
    let first = text.chars().next();
    first
        .and_then(|first| NUMERALS.get(&first))
        .into_iter()
        .flatten()
}

fn spelled(word: &str) -> Option<u64> {
    let is = |numeral: &&Numeral| {
        let rest = word.strip_prefix(numeral.word);
        rest.is_some_and(|rest| numeral.any_ending || rest.is_empty())
    };
    let found = numerals(word).find(is);
    found
        .map(|numeral| numeral.value)
        .or_else(|| compound(word))
}

/// Reads a number word made of several, such as `twentyone` (which lost its hyphen),
/// `zweiundzwanzig` or `ventidue`. The value is not that of the number, but the same for the same
/// parts.
fn compound(word: &str) -> Option<u64> {
    let part = |rest: &str| {
        numerals(rest)
            .filter(|numeral| numeral.word.len() > 2 && rest.starts_with(numeral.word))
            .max_by_key(|numeral| numeral.word.len())
            .map(|numeral| (numeral.value, numeral.word.len()))
    };
    let mut rest = word;
    let (mut told, mut parts) = (0_u64, 0_usize);
    while !rest.is_empty() {
        let ones = ["one", "ein", "eins", "uno", "un"].into_iter();
        let one = ones
            .filter(|one| rest.starts_with(one))
            .max_by_key(|one| one.len());
        let (value, len) = match (part(rest), rest.strip_prefix("und"), one) {
            (Some(found), _, _) => found,
            (None, Some(after), _) if parts > 0 => {
                rest = after;
                continue;
            }
            (None, _, Some(one)) => (1, one.len()),
            (None, _, None) => return None,
        };
        told = told.wrapping_mul(1_000_003).wrapping_add(value);
        parts = parts.saturating_add(1);
        rest = &rest[len..];
    }
    (parts > 1).then_some(told)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::normalize::normalize;

    #[test]
    fn the_tables_are_normalized() {
        let listed = NEGATIONS
            .iter()
            .copied()
            .flatten()
            .chain(NEGATING)
            .chain(PREFIXES)
            .chain(MONTHS);
        let numbers = NUMBERS.iter().flat_map(|(_, words)| words.split(' '));
        for word in listed.copied().chain(numbers) {
            let word = word.trim_end_matches('*');
            assert_eq!(&*normalize(word).text, word);
        }
    }

    #[test]
    fn negations_are_known() {
        for word in [
            "not",
            "don't",
            "nicht",
            "n'est",
            "не",
            "不是",
            "行かない",
            "لا",
            "nessuno",
        ] {
            assert!(is_negation(word), "{word}");
        }
        for word in ["note", "knot", "notte", "нет-то", "right", ""] {
            assert!(!is_negation(word), "{word}");
        }
        assert!(negates_before("nicht") && !negates_before("without"));
    }

    #[test]
    fn opposites_differ_by_a_prefix() {
        assert!(are_opposites("lawful", "unlawful") && are_opposites("nesmí", "smí"));
        assert!(!are_opposites("lawful", "awful") && !are_opposites("to", "into"));
    }

    #[test]
    fn numbers_have_values() {
        let value = |word| match number(word) {
            Some(Number::Value(value)) => Some(value),
            _ => None,
        };
        for (word, expected) in [
            ("13", 13),
            ("1,000", 1000),
            ("1.000.000", 1_000_000),
            ("thirteen", 13),
            ("двадцати", 20),
            ("tre", 3),
            ("millions", 1_000_000),
        ] {
            assert_eq!(value(word), Some(expected), "{word}");
        }
        for word in ["1.5", "3,14", "13th", "b2", "%", "½"] {
            assert_eq!(number(word), Some(Number::Written(word)), "{word}");
        }
        for word in ["people", "sixth", "one", "stone", ""] {
            assert_eq!(number(word), None, "{word}");
        }
    }

    #[test]
    fn compounds_have_different_values() {
        assert!(number("twentyone").is_some() && number("zweiundzwanzig").is_some());
        assert_ne!(number("zweiundzwanzig"), number("dreiundzwanzig"));
        assert_ne!(number("ventidue"), number("ventitre"));
        assert_eq!(number("undone"), None);
    }

    proptest! {
        #[test]
        fn any_word_is_judged(word in "\\PC{0,12}|[0-9.,']{0,12}|(zwei|und|ein|venti|tre){0,5}") {
            let _ = (is_negation(&word), number(&word), are_opposites(&word, "lawful"));
        }
    }
}
