//! Judges the difference between a quote and the text found.

use super::align::{Step, align};
use super::meaning::{are_opposites, is_month, is_negation, number};
use super::spelling::{are_alike, are_nearly_same};
use super::state::State;
use super::words::{Word, words};
use crate::text::normalize::{normalize, without_group_spaces};

/// What a difference amounts to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Verdict {
    pub state: State,
    /// The share of the letters of the quote that are in words the source does not have.
    pub lost: f64,
    /// The share of the letters that are in words the source spells differently.
    pub misspelt: f64,
    /// How many more words the quote has before the first common word, and after the last one.
    /// `None` if both texts begin, or end, with a common word.
    pub loose: [Option<usize>; 2],
}

/// Judges a quote that was found as `found`. `surroundings` is the text around it, which shows what
/// capitals mean.
pub(super) fn judge(quote: &str, found: &str, surroundings: &str) -> Verdict {
    let [quote, found] = [quote, found].map(without_group_spaces);
    let (quote, found) = (&*quote, &*found);
    let (a, b) = (normalize(quote), normalize(found));
    let (a, b) = (words(&a), words(&b));
    let steps = align(&a, &b);
    let judge = Judge {
        quote: Phrase::new(quote, &a),
        found: Phrase::new(found, &b),
        capitals: Capitals::of(surroundings),
    };
    let worst = steps.iter().map(|step| judge.weigh(*step)).max();
    let letters = |i: usize| a.get(i).map_or(0, |word| word.text.chars().count());
    let (mut lost, mut misspelt) = (0_usize, 0_usize);
    for run in steps.chunk_by(|step, next| differs(*step) == differs(*next)) {
        let is_misspelt = are_split_differently(run, &a, &b);
        for step in run {
            let alike = |i: usize, j: usize| match (a.get(i), b.get(j)) {
                (Some(a), Some(b)) => are_alike(a.text, b.text),
                _ => false,
            };
            match step {
                Step::Removed(i) if !is_misspelt => lost = lost.saturating_add(letters(*i)),
                Step::Replaced(i, j) if !is_misspelt && !alike(*i, *j) => {
                    lost = lost.saturating_add(letters(*i));
                }
                Step::Removed(i) | Step::Replaced(i, _) | Step::Near(i, _) => {
                    misspelt = misspelt.saturating_add(letters(*i));
                }
                _ => {}
            }
        }
    }
    let all: usize = (0..a.len()).map(letters).sum();
    Verdict {
        state: match worst.unwrap_or(Weight::Nothing) {
            Weight::Nothing => State::Normalized,
            Weight::Slip => State::Fuzzy,
            Weight::Words => State::Reworded,
            Weight::Meaning => State::Altered,
        },
        lost: lost as f64 / all.max(1) as f64,
        misspelt: misspelt as f64 / all.max(1) as f64,
        loose: [
            loose(&mut steps.iter(), &a),
            loose(&mut steps.iter().rev(), &a),
        ],
    }
}

/// Returns how many more words the quote has up to the first common word. If a punctuation mark of
/// the quote comes before that word, the words were added to the quote and replace nothing.
fn loose(steps: &mut dyn Iterator<Item = &Step>, quote: &[Word<'_>]) -> Option<usize> {
    let steps: Vec<&Step> = steps
        .take_while(|step| !matches!(step, Step::Same(..)))
        .collect();
    let is_mark = |i: usize| quote.get(i).is_some_and(Word::is_mark);
    let mut more = 0usize;
    let mut set_apart = false;
    for step in &steps {
        match step {
            Step::Removed(i) => {
                set_apart = is_mark(*i);
                more = more.saturating_add(usize::from(!is_mark(*i)));
            }
            Step::Added(_) => more = more.saturating_sub(1),
            _ => set_apart = false,
        }
    }
    let more = if set_apart { 0 } else { more };
    (!steps.is_empty()).then_some(more)
}

fn differs(step: Step) -> bool {
    matches!(step, Step::Removed(_) | Step::Added(_) | Step::Replaced(..))
}

/// Whether words that differ one by one are nearly the same text without spaces: misspelt, and
/// split differently.
fn are_split_differently(run: &[Step], quote: &[Word<'_>], found: &[Word<'_>]) -> bool {
    let uneven = run
        .iter()
        .any(|step| matches!(step, Step::Removed(_) | Step::Added(_)));
    let (mut ours, mut theirs) = (String::new(), String::new());
    for step in run {
        let (i, j) = match step {
            Step::Removed(i) => (Some(*i), None),
            Step::Added(j) => (None, Some(*j)),
            Step::Replaced(i, j) => (Some(*i), Some(*j)),
            _ => return false,
        };
        ours.extend(i.and_then(|i| quote.get(i)).map(|word| word.text));
        theirs.extend(j.and_then(|j| found.get(j)).map(|word| word.text));
    }
    uneven && are_nearly_same(&ours, &theirs)
}

/// Whether two words differ at the end, which is grammar rather than a typing error.
fn is_inflected(a: &str, b: &str) -> bool {
    a.chars().next_back() != b.chars().next_back()
}

/// How much a difference matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Nothing,
    /// A typing error, or punctuation.
    Slip,
    /// A word was added, removed or replaced.
    Words,
    /// A number, a negation or a name differs.
    Meaning,
}

struct Judge<'a> {
    quote: Phrase<'a>,
    found: Phrase<'a>,
    capitals: Capitals,
}

impl Judge<'_> {
    fn weigh(&self, step: Step) -> Weight {
        match step {
            Step::Same(..) => Weight::Nothing,
            Step::Apart(..) | Step::Together(..) => Weight::Slip,
            Step::Near(i, j) => self.weigh_pair(i, j, Weight::Slip),
            Step::Replaced(i, j) => self.weigh_pair(i, j, Weight::Words),
            Step::Removed(i) => self.quote.weigh_alone(i),
            Step::Added(j) => self.found.weigh_alone(j),
        }
    }

    fn weigh_pair(&self, i: usize, j: usize, plain: Weight) -> Weight {
        let (a, b) = (self.quote.text(i), self.found.text(j));
        if self.quote.without_note(i) == self.found.without_note(j) {
            return Weight::Slip;
        }
        match (number(a), number(b)) {
            (Some(a), Some(b)) if a == b => return Weight::Words,
            (None, None) => {}
            _ => return Weight::Meaning,
        }
        let denied = is_negation(a) != is_negation(b) || are_opposites(a, b);
        if denied || is_month(a) && is_month(b) {
            return Weight::Meaning;
        }
        if self.quote.is_mark(i) {
            return Weight::Slip;
        }
        let capitals = [self.quote.capital(i), self.found.capital(j)];
        let name = capitals.contains(&Capital::Inside)
            // Any first word has a capital. Two of them that are nearly the same are taken for
            // names.
            || plain == Weight::Slip && capitals == [Capital::First; 2];
        // If all nouns have capitals, only a short word that is nearly the same is taken for a
        // name.
        let counts = match self.capitals {
            Capitals::Names => true,
            Capitals::Nouns => plain == Weight::Slip && a.chars().count() < 6,
        };
        if name && counts {
            Weight::Meaning
        } else if is_inflected(a, b) {
            Weight::Words
        } else {
            plain
        }
    }
}

/// One of the two texts.
struct Phrase<'a> {
    raw: &'a str,
    words: &'a [Word<'a>],
    has_lower_case: bool,
}

/// Whether a word has a capital, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Capital {
    No,
    /// At the beginning of a sentence, where any word has one.
    First,
    Inside,
}

impl<'a> Phrase<'a> {
    fn new(raw: &'a str, words: &'a [Word<'a>]) -> Self {
        Self {
            raw,
            words,
            has_lower_case: raw.contains(char::is_lowercase),
        }
    }

    fn text(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.text)
    }

    fn is_mark(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(Word::is_mark)
    }

    fn raw(&self, index: usize) -> &str {
        let word = self.words.get(index);
        word.and_then(|word| self.raw.get(word.source.clone()))
            .unwrap_or_default()
    }

    /// Returns a word without the superscript digits of a footnote.
    fn without_note(&self, index: usize) -> &str {
        let raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰'..='⁹');
        let (text, raw) = (self.text(index), self.raw(index));
        let word = raw.trim_end_matches(raised);
        if word.len() < raw.len() && word.ends_with(char::is_alphabetic) {
            text.trim_end_matches(|c: char| c.is_ascii_digit())
        } else {
            text
        }
    }

    /// Weighs a word that only this text has.
    fn weigh_alone(&self, index: usize) -> Weight {
        let text = self.text(index);
        // References to footnotes are in brackets.
        let beside = |index: Option<usize>| index.map_or("", |index| self.text(index));
        let note = beside(index.checked_sub(1)) == "[" && beside(index.checked_add(1)) == "]";
        if is_negation(text) || number(text).is_some() && !note {
            Weight::Meaning
        } else if self.is_mark(index) || note {
            Weight::Slip
        } else {
            Weight::Words
        }
    }

    fn capital(&self, index: usize) -> Capital {
        let capital = self.has_lower_case && self.raw(index).starts_with(char::is_uppercase);
        let before = index.checked_sub(1).map(|before| self.text(before));
        let begins = before.is_none_or(|mark| {
            mark.chars()
                .all(|c| matches!(c, '.' | '!' | '?' | ':' | '"' | '…' | '-' | '\''))
        });
        match (capital, begins) {
            (false, _) => Capital::No,
            (true, true) => Capital::First,
            (true, false) => Capital::Inside,
        }
    }
}

/// The words that have capitals inside sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Capitals {
    Names,
    /// As in German.
    Nouns,
}

impl Capitals {
    /// More than a fifth of all words are nouns, but fewer are names. A short text does not tell.
    fn of(surroundings: &str) -> Self {
        let mut all = 0_usize;
        let mut capital = 0_usize;
        let mut inside = false;
        for word in surroundings.split_whitespace().take(2000) {
            if inside && word.starts_with(char::is_alphabetic) {
                all = all.saturating_add(1);
                capital = capital.saturating_add(usize::from(word.starts_with(char::is_uppercase)));
            }
            inside = !word.ends_with(['.', '!', '?', ':', '"', '»', '”']);
        }
        if all >= 20 && capital > all / 5 {
            Self::Nouns
        } else {
            Self::Names
        }
    }
}

#[cfg(test)]
mod tests {
    use super::State::*;
    use super::*;

    fn state(quote: &str, found: &str) -> State {
        judge(quote, found, found).state
    }

    #[test]
    fn the_same_words_are_verified() {
        assert_eq!(
            state("“A well-known” word", "\"a WELLKNOWN\" word"),
            Normalized
        );
    }

    #[test]
    fn typing_errors_are_fuzzy() {
        for (quote, found) in [
            ("the whole harbour was shut", "the whole harbonr was shut"),
            ("in the harbour, today", "in the harbour today"),
            ("the harbour to day", "the harbour today"),
            ("he came.", "he came!"),
            ("the harbour was shut", "the harbour² was shut"),
            ("the harbour was shut", "the harbour[12] was shut"),
        ] {
            assert_eq!(state(quote, found), Fuzzy, "{quote}");
        }
    }

    #[test]
    fn other_words_are_reworded() {
        for (quote, found) in [
            ("the harbour was shut", "the harbour was closed"),
            ("the harbour was shut", "the old harbour was shut"),
            ("the harbour was shut at noon", "the harbour was shut"),
            ("the fee has risen by 13", "the fee has risen by thirteen"),
            ("exports will increase", "exports will decrease"),
            ("Mayors met", "Ministers met"),
            ("he was there", "he has there"),
            ("свобод этих людей", "свободы этих людей"),
            ("the reporters wrote", "the reporter wrote"),
        ] {
            assert_eq!(state(quote, found), Reworded, "{quote}");
        }
    }

    #[test]
    fn numbers_negations_and_names_are_altered() {
        for (quote, found) in [
            ("13 dead in the fire", "31 dead in the fire"),
            ("about 1,000 came", "about 10,000 came"),
            ("it rose 1.5 points", "it rose 15 points"),
            ("ten came", "twelve came"),
            ("за двадцать дней", "за тридцать дней"),
            ("it costs $5", "it costs €5"),
            ("he is in", "he is not in"),
            ("er ist nicht da", "er ist da"),
            ("він прийде", "він не прийде"),
            ("他是好人", "他不是好人"),
            ("the law is lawful", "the law is unlawful"),
            ("troops in Iran were", "troops in Iraq were"),
            ("Iran was there", "Iraq was there"),
            ("troops in Paris were", "troops in London were"),
            ("il 3 giugno a Roma", "il 3 luglio a Roma"),
            ("9 июня", "9 июля"),
            ("3 people came", "people came"),
        ] {
            let expected = if quote.contains("giugno") {
                Reworded
            } else {
                Altered
            };
            assert_eq!(state(quote, found), expected, "{quote}");
        }
    }

    #[test]
    fn nouns_with_capitals_are_not_names() {
        let german = "Der Rat der Stadt hat am Abend den Bau der Brücke über den Fluss und die \
                      Straße zum Hafen mit der Mehrheit der Stimmen gegen den Willen der Bürger \
                      beschlossen";
        let judged = |quote: &str, found: &str| judge(quote, found, german).state;
        assert_eq!(judged("den Bau der Brücke", "den Bau der Brucke"), Fuzzy);
        assert_eq!(judged("den Bau der Brücke", "den Bau der Straße"), Reworded);
        assert_eq!(judged("der Rat im Iran", "der Rat im Irak"), Altered);
    }

    #[test]
    fn headlines_in_capitals_have_no_names() {
        assert_eq!(
            state("THE HARBOUR WAS SHUT", "the Harbor was shut"),
            Altered
        );
        assert_eq!(state("THE HARBOUR WAS SHUT", "the harbor was shut"), Fuzzy);
    }

    #[test]
    fn lost_words_are_measured() {
        let verdict = judge("one two abcdef four", "zero two abcxef", "");
        assert!((verdict.lost - 7.0 / 16.0).abs() < 1e-9, "{verdict:?}");
        assert!((verdict.misspelt - 6.0 / 16.0).abs() < 1e-9, "{verdict:?}");
        assert_eq!(verdict.loose, [Some(0), Some(1)]);
        for (quote, found, letters, lost, misspelt) in [
            ("the ship came", "the ship came", 11, 0, 0),
            ("the ship came", "the ship", 11, 4, 0),
            ("the ship", "the ship came", 7, 0, 0),
            // Short words that are alike are not lost.
            ("he was here", "he has here", 9, 0, 3),
            ("he was here", "he lay here", 9, 3, 0),
            // The same word, misspelt and in two parts.
            (
                "the light hause was shut",
                "the lighthouse was shut",
                20,
                0,
                10,
            ),
            (
                "the lighthause was shut",
                "the light house was shut",
                20,
                0,
                10,
            ),
            (
                "the small hause was shut",
                "the lighthouse was shut",
                20,
                10,
                0,
            ),
        ] {
            let verdict = judge(quote, found, "");
            let shares = [lost, misspelt].map(|n| f64::from(n) / f64::from(letters));
            let judged = [verdict.lost, verdict.misspelt];
            let same = |(a, b): (f64, f64)| (a - b).abs() < 1e-9;
            assert!(
                judged.into_iter().zip(shares).all(same),
                "{quote}: {verdict:?}"
            );
        }
    }

    #[test]
    fn words_without_a_counterpart_are_counted_at_both_ends() {
        for (quote, found, loose) in [
            ("the house stood", "the house stood", [None, None]),
            ("the old house stood", "house stood", [Some(2), None]),
            ("house stood there still", "house stood", [None, Some(2)]),
            (
                "the big house stood",
                "a small house stood",
                [Some(0), None],
            ),
            // What the source has instead is subtracted. Words before a punctuation mark were added.
            ("house stood there still", "house stood ,", [None, Some(1)]),
            ("the old, house stood", "house stood", [Some(0), None]),
        ] {
            assert_eq!(judge(quote, found, "").loose, loose, "{quote}");
        }
    }
}
