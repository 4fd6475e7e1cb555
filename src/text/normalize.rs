//! Text with its typography folded away, and the way back to the characters it came from.
//! It must not know documents or quotes: both are text here.

use std::cell::RefCell;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A stretch whose normalised form is not simply one character for one of the same length.
#[derive(Debug, Clone)]
struct Fold {
    text: Range<usize>,
    source: Range<usize>,
}

/// A text after NFKC, lower case, one kind of quotation mark, dash and space, without invisible
/// characters and without hyphens inside words (a broken line may have put them there).
///
/// Offsets are bytes. Only the stretches that changed are stored: plain text stores none.
#[derive(Debug, Clone, Default)]
pub struct Normalized {
    /// The normalised text.
    pub text: String,
    folds: Vec<Fold>,
}

impl Normalized {
    /// Normalises a text.
    pub fn new(source: &str) -> Self {
        MEMO.with_borrow_mut(|memo| {
            let mut folded = Self {
                text: String::with_capacity(source.len()),
                folds: Vec::new(),
            };
            let mut at = 0;
            while let Some(c) = source[at..].chars().next() {
                let plain = plain_len(&source[at..]);
                let end = if plain > 0 {
                    let start = folded.text.len();
                    folded.text.push_str(&source[at..at + plain]);
                    folded.text[start..].make_ascii_lowercase();
                    at + plain
                } else {
                    let end = cluster_end(source, at, c);
                    folded.push(source, at..end, c, memo);
                    end
                };
                at = end;
            }
            folded
        })
    }

    /// Appends one cluster of the source, whose first character is `c`.
    fn push(&mut self, source: &str, cluster: Range<usize>, c: char, memo: &mut Memo) {
        let start = self.text.len();
        let written = &source[cluster.clone()];
        if is_dash(c) {
            let next = source[cluster.end..].chars().next();
            let in_word =
                self.text.ends_with(char::is_alphabetic) && next.is_some_and(char::is_alphabetic);
            if !in_word {
                self.text.push('-');
            }
        } else if let Some(mark) = quotation_mark(c) {
            self.text.push(mark);
        } else if c.is_whitespace() {
            if !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        } else {
            memo.fold(written, &mut self.text);
        }
        // What is as it was, or one character for one of the same length, needs no entry in the map.
        let made = &self.text[start..];
        let one = |text: &str| {
            text.chars()
                .next()
                .is_some_and(|c| c.len_utf8() == text.len())
        };
        let alike = made == written || made.len() == written.len() && one(made) && one(written);
        if !alike {
            self.folds.push(Fold {
                text: start..self.text.len(),
                source: cluster,
            });
        }
    }

    /// The bytes of the source that a stretch of the normalised text came from, widened to whole
    /// characters with their marks; invisible characters at its ends are left out.
    pub fn source(&self, text: Range<usize>) -> Range<usize> {
        let before = self
            .folds
            .partition_point(|fold| fold.text.end <= text.start);
        let start = match self.folds.get(before) {
            Some(fold) if fold.text.start < text.start => fold.source.start,
            _ => self.shift(before, text.start),
        };
        let before = self.folds.partition_point(|fold| ends_by(fold, text.end));
        let end = match self.folds.get(before) {
            Some(fold) if fold.text.start < text.end => fold.source.end,
            _ => self.shift(before, text.end),
        };
        start..end.max(start)
    }

    /// Whether a stretch of the normalised text begins and ends between characters of the source:
    /// `fi` inside a ligature or `e` inside `é` do not.
    pub fn is_whole(&self, text: Range<usize>) -> bool {
        [text.start, text.end].into_iter().all(|at| {
            let before = self.folds.partition_point(|fold| fold.text.end <= at);
            self.folds
                .get(before)
                .is_none_or(|fold| fold.text.start >= at)
        })
    }

    /// Where an offset outside of any fold stands in the source, given how many folds precede it.
    fn shift(&self, before: usize, at: usize) -> usize {
        match before.checked_sub(1).and_then(|last| self.folds.get(last)) {
            Some(fold) => fold.source.end + (at - fold.text.end),
            None => at,
        }
    }
}

/// Whether a fold ends at or before an offset and is not an invisible character right there.
fn ends_by(fold: &Fold, at: usize) -> bool {
    fold.text.end <= at && fold.text.start < at
}

/// How many bytes of ASCII letters and digits a text begins with, less one that a mark may follow.
fn plain_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let len = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let marked = bytes.get(len).is_some_and(|byte| !byte.is_ascii());
    len.saturating_sub(usize::from(marked))
}

/// Where the cluster that starts with `first` ends: what composes with it, a run of dashes (`--`
/// is a typewriter's dash) or a run of white space.
fn cluster_end(source: &str, at: usize, first: char) -> usize {
    let rest = &source[at + first.len_utf8()..];
    let after = if is_dash(first) {
        rest.trim_start_matches(is_dash)
    } else if first.is_whitespace() {
        rest.trim_start()
    } else {
        rest.trim_start_matches(joins)
    };
    source.len() - after.len()
}

/// Whether a character may compose with the one before it.
fn joins(c: char) -> bool {
    match c {
        // Blocks of letters that spare most texts the look-up.
        '\0'..='\u{2ff}' | '\u{370}'..='\u{47f}' | '\u{3400}'..='\u{9fff}' | '가'..='힣' => false,
        // The marks of most texts; vowels and finals of decomposed Hangul; half-width voicing marks
        // of kana.
        '\u{300}'..='\u{36f}' | '\u{1160}'..='\u{11ff}' | '\u{ff9e}' | '\u{ff9f}' => true,
        _ => is_combining_mark(c),
    }
}

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::new(Memo(vec![Known::default(); 4096]));
}

/// What clusters fold to, as far as they were seen of late: few make up most of a text, and to fold
/// one takes long. It changes no answer.
struct Memo(Vec<Known>);

/// A cluster, and what it folds to; texts of at most 16 bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    cluster: [u8; 16],
    folded: [u8; 16],
    len: usize,
}

impl Memo {
    /// Appends what a cluster folds to.
    fn fold(&mut self, cluster: &str, text: &mut String) {
        let key = key(cluster);
        let slot = key.and_then(|key| self.0.get_mut(slot(key)));
        if let Some(known) = slot.as_deref()
            && Some(known.cluster) == key
            && let Some(Ok(folded)) = known.folded.get(..known.len).map(str::from_utf8)
        {
            return text.push_str(folded);
        }
        let start = text.len();
        let visible = cluster.chars().filter(|c| !is_invisible(*c));
        let folded = visible.nfkc().flat_map(fold_case).nfkc();
        text.extend(folded.filter(|c| !c.is_whitespace()));
        let made = &text.as_bytes()[start..];
        if let (Some(known), Some(key)) = (slot, key)
            && let Some(place) = known.folded.get_mut(..made.len())
        {
            place.copy_from_slice(made);
            (known.cluster, known.len) = (key, made.len());
        }
    }
}

/// The bytes of a short text, zeros after them.
fn key(text: &str) -> Option<[u8; 16]> {
    let mut key = [0; 16];
    key.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    Some(key)
}

/// A number below 4096 for a key.
fn slot(key: [u8; 16]) -> usize {
    let number = u128::from_le_bytes(key);
    let mixed = (number as u64 ^ (number >> 61) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 52) as usize
}

/// Lower case by way of upper case, which also makes `ß` SS, `ς` Σ and `ı` I.
fn fold_case(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase()
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
}

/// Characters that are not drawn: soft hyphens, zero-width spaces and joiners, selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
    )
}

/// The plain form of a quotation mark, apostrophe or prime.
fn quotation_mark(c: char) -> Option<char> {
    match c {
        '\'' | '`' | '´' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹'
        | '›' | '＇' => Some('\''),
        '"' | 'ʺ' | '«' | '»' | '“' | '”' | '„' | '‟' | '″' | '‶' | '「' | '」' | '『' | '』'
        | '〝' | '〞' | '〟' | '＂' | '｢' | '｣' => Some('"'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(source: &str) -> String {
        Normalized::new(source).text
    }

    #[test]
    fn folds_typography() {
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
    fn hyphens_inside_words_are_dropped() {
        assert_eq!(text("well-known exam\u{2010}ple"), "wellknown example");
        assert_eq!(text("1914-1918 a- b -c"), "1914-1918 a- b -c");
    }

    #[test]
    fn upper_case_folds_alike() {
        for word in ["straße", "σοφός", "ΐ", "ısı", "ﬃ", "òèà", "война"] {
            assert_eq!(text(word), text(&word.to_uppercase()), "{word}");
        }
    }

    #[test]
    fn decomposed_text_folds_alike() {
        for word in ["perché", "각하", "ガ", "Việt", "й", "ﾊﾞ"] {
            let nfd: String = word.nfd().collect();
            assert_eq!(text(word), text(&nfd), "{word}");
        }
    }

    #[test]
    fn what_was_seen_before_makes_no_difference() {
        let letters = ('\u{20}'..'\u{3000}').filter(|c| c.is_alphabetic());
        for c in letters.filter(|c| quotation_mark(*c).is_none()) {
            let cluster = String::from_iter([c, '\u{301}']);
            let visible = cluster.chars().filter(|c| !is_invisible(*c));
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
    fn offsets_lead_back() {
        let source = "Più «che\u{301}» so\u{ad}lo ﬁne";
        let folded = Normalized::new(source);
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
        fn any_range_leads_back_to_characters(source in "[a-zÀ-ÿ’“»ßﬁ½¨\u{300}-\u{303}\u{ad} \u{a0}가\u{1161}—-]{0,40}|\\PC{0,40}", a: u8, b: u8) {
            let folded = Normalized::new(&source);
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
