//! Text reduced to what matters when it is matched: without case, accents and typography.
//!
//! People type `lodz` and mean `Łódź`. Both the sought and the searched text are folded and then
//! compared as bytes; [`Folded`] leads from a place in the folded text back to the original. This
//! module must not know who matches what.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// `text` in lower case, without accents on Latin, Greek and Cyrillic letters, with plain quotes,
/// dashes and spaces, and without invisible characters. Folding twice changes nothing more.
pub fn fold(text: &str) -> String {
    Folded::with_map(text).text
}

/// The same as [`fold`], but case is kept; a letter that becomes two has only its first in upper
/// case, so `Þór` becomes `Thor`.
pub fn strip_accents(text: &str) -> String {
    Folded::case_kept(text).text
}

/// Folded text that remembers the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Each letter, with its marks, that was folded to something of another shape: its folded and
    /// its original range. Between these, offsets are simply carried along.
    changes: Vec<(Range<usize>, Range<usize>)>,
}

impl Folded {
    /// [`fold`] with the way back.
    pub fn with_map(text: &str) -> Self {
        Self::new(text, Case::Lower)
    }

    /// [`strip_accents`] with the way back.
    pub fn case_kept(text: &str) -> Self {
        Self::new(text, Case::Kept)
    }

    fn new(original: &str, case: Case) -> Self {
        let mut changes = Vec::new();
        if original.is_ascii() {
            let mut text = original.to_owned();
            if case == Case::Lower {
                text.make_ascii_lowercase();
            }
            return Self { text, changes };
        }
        let single = |text: &str| text.chars().nth(1).is_none();
        let mut text = String::with_capacity(original.len());
        let mut at = 0;
        while at < original.len() {
            // Most text is plain for long stretches; the last letter before a character
            // that is not may carry it as a mark.
            let rest = &original[at..];
            let plain = rest.bytes().position(|byte| !byte.is_ascii());
            let plain = plain.map_or(rest.len(), |plain| plain.saturating_sub(1));
            if plain > 0 {
                let from = text.len();
                text.push_str(&rest[..plain]);
                if case == Case::Lower {
                    text[from..].make_ascii_lowercase();
                }
                at += plain;
                continue;
            }
            let letter = &original[at..at + letter_len(&original[at..])];
            let from = text.len();
            push_letter(letter, case, &mut text);
            if text.len() - from != letter.len() || !single(letter) || !single(&text[from..]) {
                changes.push((from..text.len(), at..at + letter.len()));
            }
            at += letter.len();
        }
        Self { text, changes }
    }

    /// The range of the original text that was folded into `range`, in bytes. It takes in whole
    /// characters with their combining marks, even where `range` has only a part of one.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let [from, to] = [range.start, range.end].map(|at| at.min(self.text.len()));
        let changes = &self.changes;
        let begun = changes.partition_point(|(folded, _)| folded.start <= from);
        let start = match changes[..begun].last() {
            Some((folded, original)) if from < folded.end => original.start,
            Some((folded, original)) => original.end + (from - folded.end),
            None => from,
        };
        let begun = changes.partition_point(|(folded, _)| folded.start < to);
        let end = match changes[..begun].last() {
            Some((folded, original)) => original.end + to.saturating_sub(folded.end),
            None => to,
        };
        start..end.max(start)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Kept,
    Lower,
}

/// The length of the first character with all that attaches to it.
fn letter_len(text: &str) -> usize {
    // The half-width Katakana marks only become combining marks when they are normalized.
    let attaches = |c| is_invisible(c) || is_combining_mark(c) || matches!(c, 'ﾞ' | 'ﾟ');
    let mut next = text.char_indices().skip(1);
    let next = next.find(|&(_, c)| is_settled(c) || !attaches(c));
    next.map_or(text.len(), |(at, _)| at)
}

/// Folds one character and its marks.
fn push_letter(letter: &str, case: Case, out: &mut String) {
    let mut accented = false;
    let push = |c: char| {
        let (mark, from) = (is_combining_mark(c), out.len());
        match plain(c) {
            _ if mark && accented => return,
            Some(plain) => {
                let mut rest = plain.chars();
                if case == Case::Kept && c.is_uppercase() {
                    out.extend(rest.next().map(|first| first.to_ascii_uppercase()));
                }
                out.push_str(rest.as_str());
            }
            None if case == Case::Kept => out.push(c),
            None => out.extend(c.to_lowercase()),
        }
        accented = !mark && out[from..].starts_with(takes_accents);
    };
    let seen = |&c: &char| !is_invisible(c);
    let mut chars = letter.chars().filter(seen);
    match (chars.next(), chars.next()) {
        (None, _) => {}
        (Some(c), None) if is_settled(c) => out.push(c),
        (Some(c), None) => decompose_compatible(c, push),
        // Marks are put in order: the order in which they were written must not matter.
        _ => letter.chars().filter(seen).nfkd().for_each(push),
    }
}

/// Whether `c` is one of the common characters that stay as they are, which need no look-up.
fn is_settled(c: char) -> bool {
    matches!(c, ' '..='@' | 'a'..='z' | 'а'..='и' | 'к'..='я' | '一'..='鿿')
}

/// Whether marks on `c` are accents, which people leave out. In other scripts they are vowels and
/// the like, and a word without them is another word.
fn takes_accents(c: char) -> bool {
    // All letters up to the end of Cyrillic are of the three scripts; then come their supplements.
    c.is_alphabetic()
        && matches!(c, 'A'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{1d00}'..='\u{1fff}'
            | '\u{2c60}'..='\u{2c7f}' | '\u{a640}'..='\u{a69f}' | '\u{a720}'..='\u{a7ff}'
            | '\u{ab30}'..='\u{ab6f}')
}

/// Characters that take no room and only guide line breaking and joining.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}') || matches!(c, '\u{ad}' | '\u{2060}' | '\u{feff}')
}

/// What people type, in lower case, for characters that normalization leaves whole.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ŋ' | 'Ŋ' => "n",
        'ı' => "i",
        'ĸ' => "k",
        'ς' => "σ",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        '‘' | '’' | 'ʼ' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        // The non-breaking hyphen normalizes to the first of these.
        '‐' | '–' | '—' => "-",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_fold_to_what_people_type() {
        for (text, folded) in [
            ("São Łódź İzmir ılık", "sao lodz izmir ilik"),
            ("Straße STRAẞE ﬁn ½", "strasse strasse fin 1\u{2044}2"),
            ("Þórr Ðæg Œuvre Ŋ", "thorr daeg oeuvre n"),
            ("Ижевский Орёл ΣΟΦΟΣ σοφός", "ижевскии орел σοφοσ σοφοσ"),
            ("l’été, “x” «y» 1–2", "l'ete, \"x\" \"y\" 1-2"),
            ("a\u{a0}b\u{2009}c\u{2011}d e\u{200b}\u{301}", "a b c-d e"),
            ("हिन्दी ไทย", "हिन्दी ไทย"),
        ] {
            assert_eq!(fold(text), folded);
        }
        assert_eq!(fold("ｶﾞ"), fold("ガ"));
        assert_eq!(fold("שׁ\u{5b7}"), fold("ש\u{5b7}\u{5c1}"));
        assert_eq!(strip_accents("Þór São ŁÓDŹ Éa"), "Thor Sao LODZ Ea");
    }

    #[test]
    fn ranges_lead_back() {
        let text = "a Stra\u{301}ße…";
        let folded = Folded::with_map(text);
        let back = |range| &text[folded.original(range)];
        assert_eq!(back(2..9), "Stra\u{301}ße");
        assert_eq!(back(5..6), "a\u{301}");
        assert_eq!(back(9..10), "…");
        assert_eq!(back(0..99), text);
    }

    #[test]
    fn every_character_folds_once_and_for_all() {
        // Beyond these, only some Han characters fold, and to other Han characters.
        for c in '\0'..'\u{20000}' {
            let text = format!("{c}{c}\u{301}");
            let folded = fold(&text);
            assert_eq!(fold(&folded), folded, "{c:?}");
            assert_eq!(fold(&strip_accents(&text)), folded, "{c:?}");
        }
    }

    const ODD: &[char] = &[
        'a', 'S', ' ', '\u{301}', '\u{316}', '\u{345}', '\u{200d}', '\u{ad}', 'ß', 'Æ', 'é', 'İ',
        'Ё', 'Σ', '´', '…', 'ﬁ', '한', 'ﾞ', 'ガ', 'क', '\u{93c}', '\u{94d}', 'ש', '\u{5b7}', '中',
    ];

    proptest! {
        #[test]
        fn folding_is_sound(
            chars in prop::collection::vec(
                prop_oneof![1 => any::<char>(), 4 => prop::sample::select(ODD)], 0..30)
        ) {
            let text = String::from_iter(chars);
            let folded = Folded::with_map(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            prop_assert_eq!(&folded.text, &fold(&folded.text));
            prop_assert_eq!(&folded.text, &fold(&strip_accents(&text)));
            let mut last = 0..0;
            for (at, c) in folded.text.char_indices() {
                let back = folded.original(at..at + c.len_utf8());
                prop_assert!(text.get(back.clone()).is_some_and(|part| fold(part).contains(c)));
                prop_assert!(back == last || back.start >= last.end);
                last = back;
            }
            let all = folded.original(0..folded.text.len());
            prop_assert_eq!(fold(&text[all]), folded.text);
        }
    }
}
