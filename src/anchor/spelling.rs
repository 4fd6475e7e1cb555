//! Compares the spelling of words.

use strsim::osa_distance;

use super::myers::is_within;

/// What tells most words apart without comparing their letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelling {
    chars: usize,
    /// One bit for each letter in the word. Several letters share a bit.
    letters: u64,
}

/// In longer words, two swapped letters count as two edits instead of one.
const LONG: usize = 64;

impl Spelling {
    pub fn of(word: &str) -> Self {
        let bit = |c: char| 1 << ((c as u32).wrapping_mul(0x9e37_79b1) >> 26);
        Self {
            chars: word.chars().count(),
            letters: word.chars().fold(0, |letters, c| letters | bit(c)),
        }
    }
}

/// Whether two words differ by a typing error: by one edit, or by one for every five characters of
/// a long word. Words of less than four characters that differ are different words (`was` and
/// `has`).
pub(super) fn are_near((a, of_a): (&str, Spelling), (b, of_b): (&str, Spelling)) -> bool {
    let (long, short) = (of_a.chars.max(of_b.chars), of_a.chars.min(of_b.chars));
    let allowed = if short < 4 { 0 } else { (long / 5).max(1) };
    // An edit removes at most one letter and adds at most one.
    let differing = (of_a.letters ^ of_b.letters).count_ones() as usize;
    if allowed == 0 || long.abs_diff(short) > allowed || differing > allowed.saturating_mul(2) {
        return false;
    }
    if long > LONG {
        is_within(a, b, allowed)
    } else {
        osa_distance(a, b) <= allowed
    }
}

/// Whether one word may be a bad spelling of the other.
pub(super) fn are_alike(a: &str, b: &str) -> bool {
    is_within(a, b, longest(a, b) / 2)
}

/// Whether two texts without spaces are nearly the same.
pub(super) fn are_nearly_same(a: &str, b: &str) -> bool {
    is_within(a, b, longest(a, b).saturating_mul(2) / 5)
}

fn longest(a: &str, b: &str) -> usize {
    a.chars().count().max(b.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_near(a: &str, b: &str) -> bool {
        are_near((a, Spelling::of(a)), (b, Spelling::of(b)))
    }

    #[test]
    fn different_short_words_are_not_near() {
        for (a, b) in [
            ("was", "has"),
            ("now", "not"),
            ("increase", "decrease"),
            ("a", "ab"),
        ] {
            assert!(!is_near(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("form", "from"),
            ("harbour", "harbor"),
            ("dignity", "dignlty"),
        ] {
            assert!(is_near(a, b), "{a} {b}");
        }
    }

    #[test]
    fn long_words_can_be_near() {
        let long = "abcdefg".repeat(2000);
        assert!(is_near(&long, &long.replace('c', "x")));
        assert!(!is_near(&long, &long.replace('c', "xy")));
    }
}
