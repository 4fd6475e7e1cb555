//! Takes quotes from texts, lets the texts drift, and records how the quotes are found.

use std::ops::Range;

use annals::anchor::{Anchor, Context, State, anchor};
use annals::document::{Document, Format};

use crate::baseline;
use crate::dice::Dice;
use crate::edits::{Class, Drift, Pick, Text, visible};

/// The results for the quotes of one class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of quotes.
    pub quotes: usize,
    /// Found in the right place.
    pub right: usize,
    /// Found elsewhere, or found although they are gone.
    pub wrong: usize,
    /// Ambiguous, or without a place.
    pub ambiguous: usize,
    /// Not found.
    pub missing: usize,
    /// The number in each state.
    pub states: Vec<(State, usize)>,
}

impl Tally {
    fn add(&mut self, state: State, right: Option<bool>) {
        self.quotes += 1;
        match (state, right) {
            (State::Ambiguous, _) => self.ambiguous += 1,
            (_, None) => self.missing += 1,
            (_, Some(true)) => self.right += 1,
            (_, Some(false)) => self.wrong += 1,
        }
        match self.states.iter_mut().find(|(kept, _)| *kept == state) {
            Some((_, count)) => *count += 1,
            None => self.states.push((state, 1)),
        }
    }

    /// Returns the number of quotes in some states.
    pub fn of(&self, states: &[State]) -> usize {
        let listed = self
            .states
            .iter()
            .filter(|(state, _)| states.contains(state));
        listed.map(|(_, count)| count).sum()
    }

    /// Returns a share of the quotes, in percent; 100 if there are no quotes.
    pub fn percent(&self, count: usize) -> f64 {
        if self.quotes == 0 {
            100.0
        } else {
            100.0 * count as f64 / self.quotes as f64
        }
    }
}

/// The results for a class: without a lock, with one, and those of the baseline.
#[derive(Debug, Default)]
pub struct Row {
    pub alone: Tally,
    pub locked: Tally,
    pub baseline: Tally,
}

/// Tries a number of quotes from each text for one class.
pub fn run(class: Class, texts: &[Text], quotes: usize, compare: bool, seed: u64) -> Row {
    let mut row = Row::default();
    for text in texts {
        let mut dice = Dice::new(seed ^ (class as u64) << 32 ^ sum(&text.name));
        // Limits the attempts, because a text may be too short or its script unsupported.
        let (mut taken, mut tries) = (0, 0);
        while taken < quotes && tries < quotes * 20 {
            tries += 1;
            let drift =
                pick(text, &mut dice).and_then(|pick| Drift::new(class, text, &pick, &mut dice));
            if drift.is_some_and(|drift| row.try_one(&drift, compare)) {
                taken += 1;
            }
        }
    }
    row
}

fn sum(name: &str) -> u64 {
    name.bytes().fold(0, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    })
}

/// Returns 40 to 200 characters, from the beginning of one word to the end of another.
fn pick(text: &Text, dice: &mut Dice) -> Option<Pick> {
    let paragraph = dice.below(text.paragraphs.len());
    let whole = &text.paragraphs[paragraph];
    let chars = whole.chars().count();
    if chars < 40 {
        return None;
    }
    let spaced = whole.matches(' ').count() * 12 > chars;
    let bounds: Vec<usize> = if spaced {
        [0].into_iter()
            .chain(whole.match_indices(' ').map(|(at, _)| at + 1))
            .collect()
    } else {
        whole.char_indices().map(|(at, _)| at).collect()
    };
    let start = *dice.pick(&bounds);
    let want = 40 + dice.below(160);
    let mut ends = bounds
        .into_iter()
        .chain([whole.len() + usize::from(spaced)]);
    let end = ends
        .find(|end| *end > start && whole[start..(*end).min(whole.len())].chars().count() > want);
    let end = end.map_or(whole.len(), |end| end - usize::from(spaced));
    let long = whole[start..end].chars().count() >= 40;
    long.then_some(Pick {
        paragraph,
        range: start..end,
    })
}

impl Row {
    /// Returns whether the quote can be tried: it must have been in exactly one place.
    fn try_one(&mut self, drift: &Drift, compare: bool) -> bool {
        let read = |text: &str| Document::read(text.as_bytes(), Format::Plain);
        let (then, now) = (read(&drift.then), read(&drift.now));
        let quote = Some(drift.quote.as_str());
        let was = anchor(quote, Some(drift.given), None, Some(&then));
        let everywhere = anchor(quote, None, None, Some(&then));
        if !was.state.is_verified() || !everywhere.state.is_verified() || repeats(drift) {
            return false;
        }
        let context = Context::around(&then, was.places[0], was.places[was.places.len() - 1]);
        let alone = anchor(quote, Some(drift.given), None, Some(&now));
        let locked = anchor(quote, Some(drift.given), context.as_ref(), Some(&now));
        self.alone.add(alone.state, is_right(&alone, &now, drift));
        self.locked
            .add(locked.state, is_right(&locked, &now, drift));
        if compare {
            let found = by_baseline(&then, &was, &now, drift);
            let right = found.map(|found| {
                drift
                    .truth
                    .as_ref()
                    .is_some_and(|truth| is_same(&found, truth))
            });
            let state = if right.is_some() {
                State::Fuzzy
            } else {
                State::Missing
            };
            self.baseline.add(state, right);
        }
        true
    }
}

/// Returns whether the words occur more than once in the changed text, so that no place is the right one.
fn repeats(drift: &Drift) -> bool {
    let fold = |text: &str| {
        text.to_lowercase()
            .replace(|c: char| !c.is_alphanumeric(), "")
    };
    fold(&drift.then).matches(&fold(&drift.quote)).count() != 1
}

/// Returns whether the quote was found in its place; `None` if nothing was found.
fn is_right(anchor: &Anchor, document: &Document, drift: &Drift) -> Option<bool> {
    let place = anchor.places.first()?;
    let last = anchor.places.last()?;
    let upto = |paragraph: usize, chars: usize| {
        let before: usize = document
            .paragraphs()
            .iter()
            .take(paragraph - 1)
            .map(visible)
            .sum();
        let text: String = document
            .paragraph(paragraph)
            .unwrap_or_default()
            .chars()
            .take(chars)
            .collect();
        before + visible(&text)
    };
    let found = upto(place.paragraph, place.start)..upto(last.paragraph, last.end);
    Some(
        drift
            .truth
            .as_ref()
            .is_some_and(|truth| is_same(&found, truth)),
    )
}

/// Returns whether two ranges have more than half in common.
fn is_same(a: &Range<usize>, b: &Range<usize>) -> bool {
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let all = a.end.max(b.end) - a.start.min(b.start);
    2 * common > all
}

fn by_baseline(
    then: &Document,
    was: &Anchor,
    now: &Document,
    drift: &Drift,
) -> Option<Range<usize>> {
    let text = |document: &Document| {
        document
            .paragraphs()
            .iter()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .collect::<Vec<char>>()
    };
    let (then, now) = (text(then), text(now));
    let quote: Vec<char> = drift.quote.chars().collect();
    let hint = then
        .windows(quote.len())
        .position(|window| window == quote)?;
    let end = hint + quote.len();
    debug_assert!(was.state.is_verified());
    let context = [
        &then[hint.saturating_sub(32)..hint],
        &then[end..then.len().min(end + 32)],
    ];
    let found = baseline::find(&now, &quote, context, hint)?;
    let upto = |chars: usize| now[..chars].iter().filter(|c| !c.is_whitespace()).count();
    Some(upto(found.start)..upto(found.end))
}
