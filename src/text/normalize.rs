//! Normalizes text for comparing quotes: ignores case and typography.

use std::borrow::Cow;
use std::cell::RefCell;
use std::thread::LocalKey;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::mapped::{Mapped, Memo, Policy};
use super::typography::{is_dash, is_invisible, is_unspaced, plain_quotation_mark};

/// Returns a text in NFKC and lower case, with one kind of quotation mark, dash and space. Drops
/// invisible characters, hyphens inside words, which may come from a line break, spaces in Chinese and
/// Japanese, which may as well, and what separates the thousands of a number. A decimal comma becomes a
/// point.
pub fn normalize(text: &str) -> Mapped {
    Mapped::new::<Quote>(text)
}

struct Quote;

impl Policy for Quote {
    const LOWER: bool = true;
    const WHOLE: bool = false;

    /// Counts letters and digits, except the last one if a mark may follow.
    fn plain_len(text: &str) -> usize {
        let bytes = text.as_bytes();
        let len = bytes
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        if grouped_len(text) > 0 {
            return 0;
        }
        let marked = bytes.get(len).is_some_and(|byte| !byte.is_ascii());
        len.saturating_sub(usize::from(marked))
    }

    /// A cluster is a character with everything that composes with it, a run of dashes (`--` is a
    /// dash on a typewriter), a run of white space and of bars between cells of a table, or a number
    /// in groups of three.
    fn cluster_len(text: &str) -> usize {
        let grouped = grouped_len(text);
        if grouped > 0 {
            return grouped;
        }
        let mut chars = text.chars();
        let first = chars.next().unwrap_or_default();
        let rest = chars.as_str();
        let after = if is_dash(first) {
            rest.trim_start_matches(is_dash)
        } else if first.is_whitespace() {
            after_space(rest)
        } else {
            rest.trim_start_matches(joins)
        };
        text.len().saturating_sub(after.len())
    }

    fn push(cluster: &str, rest: &str, memo: &mut Memo, text: &mut String) {
        let c = cluster.chars().next().unwrap_or_default();
        if is_dash(c) {
            let next = rest
                .get(cluster.len()..)
                .and_then(|rest| rest.chars().next());
            let in_word =
                text.ends_with(char::is_alphabetic) && next.is_some_and(char::is_alphabetic);
            if !in_word {
                text.push('-');
            }
        } else if let Some(mark) = plain_quotation_mark(c) {
            text.push(mark);
        } else if c.is_whitespace() {
            let next = rest.get(cluster.len()..).unwrap_or_default();
            let is_unit = text.ends_with(is_digit) && next.starts_with(['%', '‰']);
            let around = text.chars().next_back().zip(next.chars().next());
            let unspaced = around.is_some_and(|(before, after)| is_unspaced(before, after));
            if !text.ends_with(' ') && !is_unit && !unspaced {
                text.push(' ');
            }
        } else if grouped_len(cluster) > 0 {
            text.extend(cluster.chars().filter(|c| is_digit(*c)));
        } else if c == ',' && text.ends_with(is_digit) && rest.chars().nth(1).is_some_and(is_digit)
        {
            text.push('.');
        } else {
            memo.fold(cluster, text, |text| {
                let visible = cluster
                    .chars()
                    .filter(|c| !is_invisible(*c) && !is_vowel_mark(*c));
                let folded = visible.nfkc().flat_map(fold_case).nfkc();
                text.extend(folded.filter(|c| !c.is_whitespace()));
            });
        }
    }

    fn memo() -> &'static LocalKey<RefCell<Memo>> {
        thread_local! {
            static MEMO: RefCell<Memo> = RefCell::new(Memo::new());
        }
        &MEMO
    }
}

/// Leaves out plain spaces between groups of three digits. They are no part of [`normalize`], since two numbers may
/// follow each other: "class 3 200 pupils".
pub fn without_group_spaces(text: &str) -> Cow<'_, str> {
    let mut joined = String::new();
    let (mut rest, mut taken) = (text, 0);
    while let Some(at) = rest.find(is_digit) {
        let number = rest.get(at..).unwrap_or_default();
        let grouped = grouped_by(number, |c| c == ' ');
        let plain = number
            .len()
            .saturating_sub(number.trim_start_matches(is_digit).len());
        let (number, after) = number
            .split_at_checked(grouped.max(plain))
            .unwrap_or_default();
        rest = after;
        if grouped > 0 {
            let end = text.len().saturating_sub(after.len());
            let before = text.get(taken..end.saturating_sub(number.len()));
            joined.push_str(before.unwrap_or_default());
            joined.extend(number.chars().filter(|c| *c != ' '));
            taken = end;
        }
    }
    if taken == 0 {
        return Cow::Borrowed(text);
    }
    joined.push_str(text.get(taken..).unwrap_or_default());
    Cow::Owned(joined)
}

/// Returns the length of a number in groups of three, with which a text begins: `1,250,000`,
/// `1.250.000` or `1'250'000`. 0 if it does not.
fn grouped_len(text: &str) -> usize {
    grouped_by(text, separates_groups)
}

fn grouped_by(text: &str, separates: impl Fn(char) -> bool) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    if !(1..=3).contains(&first) || text.starts_with('0') {
        return 0;
    }
    let mut len = first;
    let mut separator = None;
    while let Some(rest) = text.get(len..)
        && let Some(c) = rest.chars().next().filter(|c| separates(*c))
        && separator.is_none_or(|separator| separator == c)
        && rest
            .get(c.len_utf8()..)
            .is_some_and(|group| digits(group) == 3)
    {
        separator = Some(c);
        len = len.saturating_add(c.len_utf8()).saturating_add(3);
    }
    if separator.is_some() { len } else { 0 }
}

fn separates_groups(c: char) -> bool {
    matches!(
        c,
        ',' | '.' | '\'' | '’' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}'
    )
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Returns what follows white space. A bar between two spaces separates the cells of a table; a
/// browser copies a tab for it.
fn after_space(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix('|')
        && after.starts_with(char::is_whitespace)
    {
        rest = after.trim_start();
    }
    rest
}

/// Whether a character may compose with the one before it.
fn joins(c: char) -> bool {
    match c {
        // Letters that save most texts the look-up.
        '\0'..='\u{2ff}' | '\u{370}'..='\u{47f}' | '\u{3400}'..='\u{9fff}' | '가'..='힣' => false,
        // The marks of most texts; vowels and finals of decomposed Hangul; half-width voicing marks
        // of kana.
        '\u{300}'..='\u{36f}' | '\u{1160}'..='\u{11ff}' | '\u{ff9e}' | '\u{ff9f}' => true,
        _ => is_combining_mark(c),
    }
}

/// Converts to upper case and back to lower case, which turns `ß` into `ss`, `ς` into `σ` and `ı`
/// into `i`, as it does `İ`: without the language nobody can tell which `I` is which.
fn fold_case(c: char) -> impl Iterator<Item = char> {
    let c = if c == 'İ' { 'i' } else { c };
    c.to_lowercase()
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
}

/// Whether a character is a vowel sign or another mark of Arabic or Hebrew that most texts leave
/// out, or the stroke that lengthens Arabic words.
fn is_vowel_mark(c: char) -> bool {
    matches!(
        c,
        '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}'
            | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(source: &str) -> String {
        normalize(source).text.into()
    }

    #[test]
    fn typography_is_ignored() {
        assert_eq!(
            text("“L’invito” «è» „così‟ ‹a› 「b」"),
            "\"l'invito\" \"è\" \"così\" 'a' \"b\""
        );
        assert_eq!(text("a – b — c −1 -- d"), "a - b - c -1 - d");
        assert_eq!(text("a\u{a0}\n\t b\u{3000}c"), "a b c");
        assert_eq!(text("ex\u{ad}am\u{200b}ple…"), "example...");
        assert_eq!(text("perche\u{301} ﬁne Ａ"), "perché fine a");
        assert_eq!(text("5´ x"), "5' x");
    }

    #[test]
    fn numbers_are_the_same_in_any_grouping() {
        for number in [
            "1250000",
            "1,250,000",
            "1.250.000",
            "1'250'000",
            "1’250’000",
            "1\u{a0}250\u{a0}000",
            "1\u{202f}250\u{202f}000",
            "1\u{2009}250\u{2009}000",
        ] {
            let sentence = format!("It cost {number} crowns.");
            assert_eq!(text(&sentence), "it cost 1250000 crowns.");
        }
        assert_eq!(
            text("51,5 % 51.5% 1.250,75 1,250.75"),
            "51.5% 51.5% 1250.75 1250.75"
        );
        for other in [
            "in 1911 250 people",
            "1, 250",
            "0.250",
            "12,50",
            "1,2500",
            "1-250",
            "4.5.2020",
            "3 may 500",
        ] {
            let digits = |text: &str| text.matches(|c: char| !c.is_ascii_digit()).count();
            assert_eq!(digits(&text(other)), digits(other), "{other}");
        }
        // One number, whose groups have one separator.
        assert_eq!(text("1,250 000"), "1250 000");
        let mapped = normalize("a 1,250 b");
        assert_eq!(mapped.source(2..6), 2..7);
        assert!(!mapped.is_whole(2..3));
        for (spaced, joined) in [
            ("1 250 000", "1250000"),
            ("a 1 250 b 15 000", "a 1250 b 15000"),
            (
                "in 1911 250 people, 12 50 and 0 250",
                "in 1911 250 people, 12 50 and 0 250",
            ),
        ] {
            assert_eq!(without_group_spaces(spaced), joined);
        }
    }

    #[test]
    fn hyphens_inside_words_are_dropped() {
        assert_eq!(text("well-known exam\u{2010}ple"), "wellknown example");
        assert_eq!(text("1914-1918 a- b -c"), "1914-1918 a- b -c");
    }

    #[test]
    fn spaces_in_chinese_and_japanese_are_dropped() {
        assert_eq!(
            text("港の 会\n議。　 他说 “好” 吗"),
            text("港の会議。他说“好”吗")
        );
        assert_eq!(text("PDF 版 2 年"), "pdf 版 2 年");
        assert_eq!(text("항구 위원회"), "항구 위원회");
        let mapped = normalize("港 会");
        assert_eq!(mapped.source(0..6), 0..7);
        assert_eq!(mapped.source(3..6), 4..7);
    }

    #[test]
    fn bars_between_cells_are_space() {
        assert_eq!(text("1911 | 42 | | men"), "1911 42 men");
        assert_eq!(text("a|b a| b |c"), "a|b a| b |c");
        assert_eq!(text("1911 |"), "1911 |");
    }

    #[test]
    fn marks_that_most_texts_leave_out_are_dropped() {
        assert_eq!(text("ذَهَبَ الوَلَدُ"), text("ذهب الولد"));
        assert_eq!(text("الرئيـــس"), text("الرئيس"));
        assert_eq!(text("בְּרֵאשִׁית בָּרָא"), text("בראשית ברא"));
        assert_eq!(text("İSTANBUL LİMANI"), text("İstanbul limanı"));
        assert_eq!(text("I\u{307}stanbul"), text("istanbul"));
        // Letters of their own stay.
        assert_ne!(text("آب"), text("اب"));
        assert_ne!(text("e\u{301}"), text("e"));
    }

    #[test]
    fn upper_case_is_the_same() {
        for word in ["straße", "σοφός", "ΐ", "ısı", "ﬃ", "òèà", "война"] {
            assert_eq!(text(word), text(&word.to_uppercase()), "{word}");
        }
    }

    #[test]
    fn decomposed_text_is_the_same() {
        for word in ["perché", "각하", "ガ", "Việt", "й", "ﾊﾞ"] {
            let nfd: String = word.nfd().collect();
            assert_eq!(text(word), text(&nfd), "{word}");
        }
    }

    #[test]
    fn the_cache_changes_nothing() {
        let letters = ('\u{20}'..'\u{3000}').filter(|c| c.is_alphabetic());
        for c in letters.filter(|c| plain_quotation_mark(*c).is_none()) {
            let cluster = String::from_iter([c, '\u{301}']);
            let is_dropped = |c: &char| is_invisible(*c) || is_vowel_mark(*c);
            let visible = cluster.chars().filter(|c| !is_dropped(c));
            let folded = visible.nfkc().flat_map(fold_case).nfkc();
            let long: String = folded.filter(|c| !c.is_whitespace()).collect();
            assert_eq!(
                [text(&cluster), text(&cluster)],
                [long.clone(), long],
                "{cluster:?}"
            );
        }
    }

    #[test]
    fn ranges_map_back() {
        let source = "Più «che\u{301}» so\u{ad}lo ﬁne";
        let folded = normalize(source);
        let find = |part: &str| {
            let at = folded.text.find(part).unwrap();
            at..at + part.len()
        };
        for (part, original) in [
            ("più", "Più"),
            ("\"ché\"", "«che\u{301}»"),
            ("ché", "che\u{301}"),
            ("solo", "so\u{ad}lo"),
            ("so", "so"),
            ("fine", "ﬁne"),
        ] {
            assert!(folded.is_whole(find(part)));
            assert_eq!(&source[folded.source(find(part))], original);
        }
        assert!(!folded.is_whole(find("ine")));
        assert_eq!(&source[folded.source(find("ine"))], "ﬁne");
    }

    proptest! {
        #[test]
        fn any_range_maps_back_to_characters(source in "[a-zÀ-ÿ’“»ßﬁ½¨\u{300}-\u{303}\u{ad} \u{a0}가\u{1161}—-]{0,40}|\\PC{0,40}", a: u8, b: u8) {
            let folded = normalize(&source);
            let (a, b) = (usize::from(a.min(b)), usize::from(a.max(b)));
            let bounds: Vec<usize> = (0..=folded.text.len()).filter(|at| folded.text.is_char_boundary(*at)).collect();
            let text = bounds[a % bounds.len()].min(bounds[b % bounds.len()])..bounds[a % bounds.len()].max(bounds[b % bounds.len()]);
            let range = folded.source(text.clone());
            prop_assert!(source.get(range.clone()).is_some());
            prop_assert!(range.end <= source.len());
            prop_assert!(!folded.text.contains("  "));
        }
    }
}
