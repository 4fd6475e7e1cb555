//! Rolling captions: each cue repeats the end of the cue before and adds to it.

use super::cues::Cue;

/// The largest number of words that a cue may repeat.
const MAX_REPEATED: usize = 100;

/// Takes what cues repeat out of them, if the captions roll. A cue that adds nothing remains, and says nothing.
pub(super) fn unroll(mut cues: Vec<Cue>) -> Vec<Cue> {
    if !rolls(&cues) {
        return cues;
    }
    let mut before: Vec<String> = Vec::new();
    for cue in &mut cues {
        let known = repeated(&before, cue);
        before = words(cue).map(str::to_owned).collect();
        drop_words(cue, known);
    }
    cues
}

/// Returns whether at least a third of the cues repeat what was said before.
fn rolls(cues: &[Cue]) -> bool {
    let pairs = cues.iter().zip(cues.iter().skip(1));
    let repeating = pairs.filter(|(before, cue)| {
        let before: Vec<&str> = words(before).collect();
        let known = repeated(&before, cue);
        // One word may be said twice.
        known > 1 || known > 0 && words(cue).nth(1).is_some()
    });
    repeating.count() * 3 >= cues.len().saturating_sub(1).max(2)
}

fn words(cue: &Cue) -> impl Iterator<Item = &str> {
    let texts = cue.said.iter();
    texts.flat_map(|said| said.text.split_whitespace())
}

/// Returns how many words at the beginning of a cue are the last ones before it: whole lines of the cue, or all of
/// what was said before.
fn repeated<T: AsRef<str>>(before: &[T], cue: &Cue) -> usize {
    let now: Vec<&str> = words(cue).take(MAX_REPEATED).collect();
    let mut lines = Vec::new();
    let mut end = 0;
    for said in &cue.said {
        end += said.text.split_whitespace().count();
        lines.push(end);
    }
    let is_repeated = |len: &usize| {
        let (Some(start), Some(head)) = (before.len().checked_sub(*len), now.get(..*len)) else {
            return false;
        };
        let tail = before.get(start..).unwrap_or_default();
        (start == 0 || lines.contains(len))
            && tail.iter().map(AsRef::as_ref).eq(head.iter().copied())
    };
    (1..=now.len()).rev().find(is_repeated).unwrap_or_default()
}

/// Drops the first words of a cue.
fn drop_words(cue: &mut Cue, mut count: usize) {
    for said in &mut cue.said {
        if count == 0 {
            break;
        }
        let words: Vec<&str> = said.text.split_whitespace().collect();
        let dropped = count.min(words.len());
        count -= dropped;
        said.text = words.get(dropped..).unwrap_or_default().join(" ");
    }
    cue.said.retain(|said| !said.text.is_empty());
}
