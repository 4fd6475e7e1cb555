//! Quotes taken from texts, the texts drifting, and what is found of the quotes then.

use std::ops::Range;

use annals::anchor::{Anchor, Context, State, anchor};
use annals::document::{Document, Format};

use crate::baseline;
use crate::dice::Dice;
use crate::edits::{Class, Drift, Pick, Text, visible};

/// What became of the quotes of one class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many there were.
    pub quotes: usize,
    /// Found where they stand.
    pub right: usize,
    /// Found elsewhere, or found though they are gone.
    pub wrong: usize,
    /// Said to be several places' or nobody's.
    pub ambiguous: usize,
    /// Not found.
    pub missing: usize,
    /// By state: how many of each.
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

    /// How many had one of some states.
    pub fn of(&self, states: &[State]) -> usize {
        let listed = self
            .states
            .iter()
            .filter(|(state, _)| states.contains(state));
        listed.map(|(_, count)| count).sum()
    }

    /// A share of the quotes, in percent; of none, 100.
    pub fn percent(&self, count: usize) -> f64 {
        if self.quotes == 0 {
            100.0
        } else {
            100.0 * count as f64 / self.quotes as f64
        }
    }
}

/// How a class went: without a lock, with one, and the baseline's way.
#[derive(Debug, Default)]
pub struct Row {
    pub alone: Tally,
    pub locked: Tally,
    pub baseline: Tally,
}

/// Takes so many quotes from each text for one class.
pub fn run(class: Class, texts: &[Text], quotes: usize, compare: bool, seed: u64) -> Row {
    let mut row = Row::default();
    for text in texts {
        let mut dice = Dice::new(seed ^ (class as u64) << 32 ^ sum(&text.name));
        // A text may be too short or its script not be provided for: it is not tried for ever.
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

/// Forty to two hundred characters, from the beginning of one word to the end of another.
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
    /// Whether the quote was one to try: it must have stood in one place.
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

/// Whether the words stand more than once in the text then, so that no place is the true one.
fn repeats(drift: &Drift) -> bool {
    let fold = |text: &str| {
        text.to_lowercase()
            .replace(|c: char| !c.is_alphanumeric(), "")
    };
    fold(&drift.then).matches(&fold(&drift.quote)).count() != 1
}

/// Whether what is found is where the quote stands; `None` if nothing is found.
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

/// Whether two stretches have more than half in common.
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
