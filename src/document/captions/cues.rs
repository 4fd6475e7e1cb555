//! Splits captions into cues. Every line with two times begins one, whatever is missing around it.

use crate::text::language_tag;

use super::markup::{Said, plain};
use super::times::{Span, span};

/// What is shown for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// When it is shown, in milliseconds.
    pub start: u64,
    pub end: u64,
    /// What its lines say.
    pub said: Vec<Said>,
}

/// A file of captions.
#[derive(Debug, Default)]
pub(super) struct Captions {
    pub title: Option<String>,
    pub language: Option<String>,
    pub cues: Vec<Cue>,
}

/// Reads all cues of a text, in the order of the file.
pub(super) fn read(text: &str) -> Captions {
    let mut captions = Captions::default();
    let mut open: Option<Span> = None;
    let mut block: Vec<&str> = Vec::new();
    let mut web = false;
    let mut number = 0u64;
    for line in text.lines() {
        let Some(next) = span(line) else {
            block.push(line);
            continue;
        };
        match open {
            Some(open) => {
                take_name(&mut block, web, &mut number);
                captions.cues.extend(cue(open, &block, web));
            }
            None => web = captions.read_header(&block, &mut number),
        }
        block.clear();
        open = Some(next);
    }
    captions
        .cues
        .extend(open.and_then(|open| cue(open, &block, web)));
    captions
}

impl Captions {
    /// Reads what comes before the first cue, and returns whether it is that of `WebVTT`.
    fn read_header(&mut self, block: &[&str], number: &mut u64) -> bool {
        let last = block.last().and_then(|line| line.trim().parse().ok());
        *number = last.unwrap_or(1);
        let first = block.iter().find(|line| !line.trim().is_empty());
        let Some(first) = first.and_then(|line| line.trim_start().strip_prefix("WEBVTT")) else {
            return false;
        };
        let title = first.trim().trim_start_matches(['-', '–']).trim();
        self.title = (!title.is_empty()).then(|| title.to_owned());
        let mut lines = block.iter().copied();
        let language = lines.find_map(|line| line.strip_prefix("Language:"));
        self.language = language.and_then(language_tag::tag);
        true
    }
}

/// Takes the number or the name of the next cue from the end of the lines before its times. `number` is the number of
/// the cue that these lines belong to, and then that of the next.
fn take_name(block: &mut Vec<&str>, web: bool, number: &mut u64) {
    let expected = number.saturating_add(1);
    *number = expected;
    let Some((last, before)) = block.split_last() else {
        return;
    };
    let last = last.trim();
    let apart = before.last().is_none_or(|line| line.trim().is_empty());
    if last.is_empty() || !(apart || last.bytes().all(|byte| byte.is_ascii_digit())) {
        return;
    }
    let named = match last.parse::<u64>() {
        Ok(found) if apart || found == expected => {
            *number = found;
            true
        }
        // A number without a blank line before it may be text, if it is not the number that is due.
        Ok(_) => false,
        Err(_) => web && apart,
    };
    if named {
        block.pop();
    }
}

/// Returns a cue, or `None` if it says nothing.
fn cue(Span { start, end }: Span, block: &[&str], web: bool) -> Option<Cue> {
    let said = plain(without_comments(block, web));
    (!said.is_empty()).then_some(Cue { start, end, said })
}

/// Leaves out the comments and styles that stand between cues of `WebVTT`, each up to the next blank line.
fn without_comments<'a>(block: &'a [&'a str], web: bool) -> impl Iterator<Item = &'a str> {
    let (mut skipped, mut after_blank) = (false, false);
    block.iter().copied().filter(move |line| {
        let line = line.trim();
        if line.is_empty() {
            (skipped, after_blank) = (false, true);
            return false;
        }
        let begins = |word: &str| {
            let rest = line.strip_prefix(word);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        };
        if web && after_blank && ["NOTE", "STYLE", "REGION"].into_iter().any(begins) {
            skipped = true;
        }
        after_blank = false;
        !skipped
    })
}
