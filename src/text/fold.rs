//! Folds text for searching: ignores case, accents and typography.
//!
//! People type `lodz` and mean `Łódź`. Pattern and text are both folded and then compared as bytes.
//! [`Mapped`] leads from the folded text back to the original.

use std::cell::RefCell;
use std::thread::LocalKey;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::mapped::{Mapped, Memo, Policy};
use super::typography::{is_dash, is_invisible, plain_quotation_mark};

/// Returns `text` in lower case, without accents on Latin, Greek and Cyrillic letters, with plain
/// quotes, dashes and spaces, and without invisible characters. Folding twice changes nothing more.
pub fn fold(text: &str) -> String {
    folded(text).text.into()
}

/// Does the same as [`fold`], with a map back to the original.
pub fn folded(text: &str) -> Mapped {
    Mapped::new::<Search<true>>(text)
}

/// Does the same as [`fold`], but keeps the case; a letter that becomes two has only its first in
/// upper case, so `Þór` becomes `Thor`.
pub fn strip_accents(text: &str) -> String {
    stripped(text).text.into()
}

/// Does the same as [`strip_accents`], with a map back to the original.
pub fn stripped(text: &str) -> Mapped {
    Mapped::new::<Search<false>>(text)
}

/// Folds to lower case, or keeps the case.
struct Search<const LOWER: bool>;

impl<const LOWER: bool> Policy for Search<LOWER> {
    const LOWER: bool = LOWER;
    const WHOLE: bool = true;

    /// Counts ASCII, except the last character if a mark may follow.
    fn plain_len(text: &str) -> usize {
        let plain = text.bytes().position(|byte| !byte.is_ascii());
        plain.map_or(text.len(), |plain| plain.saturating_sub(1))
    }

    /// A cluster is a character with everything that attaches to it.
    fn cluster_len(text: &str) -> usize {
        // The half-width Katakana marks only become combining marks when they are normalized.
        let attaches = |c| is_invisible(c) || is_combining_mark(c) || matches!(c, 'ﾞ' | 'ﾟ');
        let mut next = text.char_indices().skip(1);
        let next = next.find(|&(_, c)| is_settled(c) || !attaches(c));
        next.map_or(text.len(), |(at, _)| at)
    }

    fn push(cluster: &str, _rest: &str, memo: &mut Memo, text: &mut String) {
        let mut chars = cluster.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if is_settled(c) => text.push(c),
            _ => memo.fold(cluster, text, |text| push_letter::<LOWER>(cluster, text)),
        }
    }

    fn memo() -> &'static LocalKey<RefCell<Memo>> {
        thread_local! {
            static LOWER_CASE: RefCell<Memo> = RefCell::new(Memo::new());
            static ANY_CASE: RefCell<Memo> = RefCell::new(Memo::new());
        }
        if LOWER { &LOWER_CASE } else { &ANY_CASE }
    }
}

/// Folds one character and its marks.
fn push_letter<const LOWER: bool>(letter: &str, out: &mut String) {
    let mut accented = false;
    let push = |c: char| {
        let (mark, from) = (is_combining_mark(c), out.len());
        match plain(c) {
            _ if mark && accented => return,
            Some(plain) => {
                let mut rest = plain.chars();
                if !LOWER && c.is_uppercase() {
                    out.extend(rest.next().map(|first| first.to_ascii_uppercase()));
                }
                out.push_str(rest.as_str());
            }
            None if LOWER => out.extend(c.to_lowercase()),
            None => out.push(c),
        }
        accented = !mark && out[from..].starts_with(takes_accents);
    };
    let mut visible = letter.chars().filter(|c| !is_invisible(*c));
    match (visible.next(), visible.next()) {
        (None, _) => {}
        (Some(c), None) => decompose_compatible(c, push),
        // This sorts the marks, because the order in which they were written must not matter.
        _ => letter
            .chars()
            .filter(|c| !is_invisible(*c))
            .nfkd()
            .for_each(push),
    }
}

/// Whether `c` is a common character that stays the same, which saves a look-up.
fn is_settled(c: char) -> bool {
    matches!(c, ' '..='@' | 'a'..='z' | 'а'..='и' | 'к'..='я' | '一'..='鿿')
}

/// Whether marks on `c` are accents, which people leave out. In other scripts they are vowels and
/// the like, and a word without them is a different word.
fn takes_accents(c: char) -> bool {
    // All letters up to the end of Cyrillic are Latin, Greek or Cyrillic. Then come their
    // supplements.
    c.is_alphabetic()
        && matches!(c, 'A'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{1d00}'..='\u{1fff}'
            | '\u{2c60}'..='\u{2c7f}' | '\u{a640}'..='\u{a69f}' | '\u{a720}'..='\u{a7ff}'
            | '\u{ab30}'..='\u{ab6f}')
}

/// Returns what people type, in lower case, for a character that normalization does not decompose.
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
        _ if c.is_ascii() => return None,
        _ if is_dash(c) => "-",
        _ => match plain_quotation_mark(c)? {
            '"' => "\"",
            _ => "'",
        },
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
            ("‚é‛ 「b」 −1 `é`", "'e' \"b\" -1 `e`"),
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
    fn ranges_map_back() {
        let text = "a Stra\u{301}ße…";
        let folded = super::folded(text);
        let back = |range| &text[folded.source(range)];
        assert_eq!(back(2..9), "Stra\u{301}ße");
        assert_eq!(back(5..6), "a\u{301}");
        assert_eq!(back(9..10), "…");
        assert_eq!(back(0..99), text);
    }

    #[test]
    fn folding_twice_changes_nothing() {
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
            let folded = super::folded(&text);
            prop_assert_eq!(&*folded.text, fold(&text));
            prop_assert_eq!(&*folded.text, fold(&folded.text));
            prop_assert_eq!(&*folded.text, fold(&strip_accents(&text)));
            let mut last = 0..0;
            for (at, c) in folded.text.char_indices() {
                let back = folded.source(at..at + c.len_utf8());
                prop_assert!(text.get(back.clone()).is_some_and(|part| fold(part).contains(c)));
                prop_assert!(back == last || back.start >= last.end);
                last = back;
            }
            let all = folded.source(0..folded.text.len());
            prop_assert_eq!(fold(&text[all]), &*folded.text);
        }
    }
}
