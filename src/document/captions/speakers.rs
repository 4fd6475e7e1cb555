//! Who speaks: `<v Name>`, `NAME:`, `>> Name:`, `[Name]`, and dashes where somebody else begins.

mod label;

use std::collections::HashMap;

use super::cues::Cue;
use super::sentence::ends_sentence;
use label::{Form, Label};

/// What one person says in one cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// When the cue is shown, in milliseconds.
    pub start: u64,
    pub end: u64,
    /// Who speaks, where the captions say so.
    pub name: Option<String>,
    /// Whether somebody begins to speak.
    pub turn: bool,
    pub text: String,
}

/// Returns what is said in all cues. Cues in which nothing is said have an empty line.
pub(super) fn lines(cues: &[Cue]) -> Vec<Line> {
    let habits = Habits::of(cues);
    let mut lines = Vec::with_capacity(cues.len());
    let mut ended = true;
    for cue in cues {
        let first = lines.len();
        for said in &cue.said {
            let (name, turn, text) = match &said.voice {
                Some(voice) => (Some(voice.clone()), false, said.text.as_str()),
                None => habits.split(&said.text, ended),
            };
            if !text.is_empty() {
                ended = ends_sentence(text);
            }
            let begins = turn || name.is_some();
            let open = lines.get_mut(first..).and_then(<[Line]>::last_mut);
            match open {
                Some(open) if !begins || (!turn && open.name == name) => {
                    if !open.text.is_empty() {
                        open.text.push(' ');
                    }
                    open.text.push_str(text);
                }
                _ => lines.push(Line {
                    start: cue.start,
                    end: cue.end,
                    name,
                    turn,
                    text: text.to_owned(),
                }),
            }
        }
        if lines.len() == first {
            lines.push(Line {
                start: cue.start,
                end: cue.end,
                name: None,
                turn: false,
                text: String::new(),
            });
        }
    }
    lines
}

/// How a file writes its labels.
struct Habits<'a> {
    /// How often each label is at the beginning of a line.
    counts: HashMap<&'a str, usize>,
    /// Whether sentences end with a full stop.
    punctuated: bool,
    /// Whether everything is in capitals, so that capitals mean nothing.
    loud: bool,
}

impl<'a> Habits<'a> {
    fn of(cues: &'a [Cue]) -> Self {
        let mut counts = HashMap::new();
        let (mut total, mut ended, mut upper, mut lower) = (0usize, 0usize, 0usize, 0usize);
        for text in cues.iter().flat_map(|cue| &cue.said).map(|said| &said.text) {
            if let Some(label) = Label::at_start(text) {
                *counts.entry(label.name).or_default() += 1;
            }
            total += 1;
            ended += usize::from(ends_sentence(text));
            upper += text.chars().filter(|c| c.is_uppercase()).count();
            lower += text.chars().filter(|c| c.is_lowercase()).count();
        }
        Self {
            counts,
            punctuated: ended * 20 >= total,
            loud: upper > lower * 2,
        }
    }

    /// Splits a line into the name of its speaker, whether somebody begins to speak, and what is said.
    fn split<'t>(&self, text: &'t str, ended: bool) -> (Option<String>, bool, &'t str) {
        let rest = text.trim_start_matches('>').trim_start();
        let chevrons = text.len() > rest.len() && text.starts_with(">>");
        let text = if chevrons { rest } else { text };
        let (dash, text) = match undash(text) {
            Some(rest) if begins_turn(rest, ended) => (true, rest.trim_start()),
            _ => (false, text),
        };
        if let Some(label) = Label::at_start(text)
            && self.is_speaker(&label, ended || dash, chevrons)
        {
            return (Some(label.name.to_owned()), chevrons || dash, label.rest);
        }
        (None, chevrons || dash, text)
    }

    /// Returns whether a label names a speaker. In the middle of a sentence it may be part of it: "…of the
    /// Audit Office: a ruin".
    fn is_speaker(&self, label: &Label<'_>, ended: bool, chevrons: bool) -> bool {
        let often = self.counts.get(label.name).is_some_and(|count| *count > 1);
        let free = ended || !self.punctuated;
        let form = match label.form {
            Form::Capitals if self.loud => Form::Word,
            form => form,
        };
        match form {
            _ if chevrons => true,
            Form::Brackets | Form::Capitals | Form::Names => free || often,
            Form::Word => free && often,
        }
    }
}

/// Returns what follows the dashes at the beginning of a line.
fn undash(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(['-', '–', '—']);
    (rest.len() < line.len()).then_some(rest)
}

/// Returns whether the dash of a line means that somebody else speaks, and does not belong to a number or a sentence.
fn begins_turn(rest: &str, ended: bool) -> bool {
    let said = rest.trim_start();
    let spaced = said.len() < rest.len();
    let capital = said.starts_with(char::is_uppercase);
    let small = said.is_empty() || said.starts_with(char::is_lowercase);
    !small && (ended && (spaced || capital) || capital && spaced)
}
