//! Patterns of words, as the lists write them.
//!
//! `word`, `two_words`, `stem*` for any ending, `a|b` for one of several, `<set>` for one of a set, `x?` for what may
//! be missing, `_` for any word, `..` for up to three of them, `...` for up to eight. A `,` is only looked for if the pattern has
//! it; others are passed over. Chinese is written without spaces, and each of its characters is a word.

use std::ops::Range;

use super::tokens::Token;

/// A pattern that can be compared with tokens.
#[derive(Debug)]
pub struct Pattern(Vec<Element>);

#[derive(Debug)]
enum Element {
    Words { any: Vec<Choice>, is_optional: bool },
    Gap(usize),
}

/// One or more words in a row.
#[derive(Debug)]
struct Choice {
    words: Vec<&'static str>,
    any_ending: bool,
}

/// Sets of words by their names.
pub type Sets = &'static [(&'static str, &'static str)];

impl Pattern {
    /// Reads a pattern.
    pub fn new(text: &'static str, sets: Sets) -> Self {
        Self(
            text.split_whitespace()
                .map(|word| element(word, sets))
                .collect(),
        )
    }

    /// Turns it around, to be compared from the end.
    pub fn reversed(mut self) -> Self {
        self.0.reverse();
        for element in &mut self.0 {
            if let Element::Words { any, .. } = element {
                for choice in any {
                    choice.words.reverse();
                }
            }
        }
        self
    }

    /// Compares it with the first of some tokens. Returns the bytes from the first to the last that is more than a
    /// gap.
    pub fn find(&self, tokens: &[&Token<'_>]) -> Option<Range<usize>> {
        let (first, last) = find(&self.0, tokens, 0, None)?;
        let (first, last) = (&tokens.get(first)?.bytes, &tokens.get(last)?.bytes);
        // They may be in reverse.
        Some(first.start.min(last.start)..first.end.max(last.end))
    }

    /// Returns whether it has a word, and no word is empty, as one of an unknown set is.
    #[cfg(test)]
    pub fn is_sound(&self) -> bool {
        let has_words =
            |choice: &Choice| choice.any_ending || choice.words.iter().all(|word| !word.is_empty());
        let is_sound = |element: &Element| match element {
            Element::Words { any, .. } => any.iter().all(has_words),
            Element::Gap(_) => true,
        };
        let is_word = |element: &Element| matches!(element, Element::Words { .. });
        self.0.iter().any(is_word) && self.0.iter().all(is_sound)
    }
}

fn element(word: &'static str, sets: Sets) -> Element {
    match word {
        ".." => return Element::Gap(3),
        "..." => return Element::Gap(8),
        _ => {}
    }
    let (word, is_optional) = match word.strip_suffix('?') {
        Some(word) => (word, true),
        None => (word, false),
    };
    let any = word.split('|').flat_map(|part| {
        let name = part.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
        let set = name.map(|name| sets.iter().find(|(it, _)| *it == name));
        let words = set.map_or(part, |set| set.map_or("", |(_, words)| words));
        words.split_whitespace().map(choice)
    });
    Element::Words {
        any: any.collect(),
        is_optional,
    }
}

fn choice(text: &'static str) -> Choice {
    if text == "_" {
        return Choice {
            words: vec![""],
            any_ending: true,
        };
    }
    let stem = text.trim_end_matches('*');
    let words = if stem.starts_with(is_han) {
        stem.split_inclusive(is_han).collect()
    } else {
        stem.split('_').collect()
    };
    Choice {
        words,
        any_ending: stem.len() < text.len(),
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

impl Choice {
    /// Returns whether some tokens begin with its words.
    fn begins(&self, tokens: &[&Token<'_>]) -> bool {
        let mut pairs = self.words.iter().zip(tokens);
        let is_same = |(word, token): (&&str, &&Token<'_>)| {
            if self.any_ending {
                token.text.starts_with(word) && !token.is_mark()
            } else {
                token.text == **word
            }
        };
        tokens.len() >= self.words.len() && pairs.all(is_same)
    }
}

fn find(
    elements: &[Element],
    tokens: &[&Token<'_>],
    at: usize,
    first: Option<usize>,
) -> Option<(usize, usize)> {
    let Some((element, rest)) = elements.split_first() else {
        // It ends with the last word that was compared.
        return first.map(|first| (first, at.saturating_sub(1)));
    };
    let here = tokens.get(at..)?;
    match element {
        Element::Words { any, is_optional } => {
            for choice in any.iter().filter(|choice| choice.begins(here)) {
                let next = at.saturating_add(choice.words.len());
                let found = find(rest, tokens, next, first.or(Some(at)));
                if found.is_some() {
                    return found;
                }
            }
            if first.is_some() && here.first().is_some_and(|token| token.is(",")) {
                return find(elements, tokens, at.saturating_add(1), first);
            }
            is_optional.then(|| find(rest, tokens, at, first))?
        }
        Element::Gap(most) => {
            // Of a gap at the end only what is before it counts.
            if let (true, Some(first)) = (rest.is_empty(), first) {
                return Some((first, at.saturating_sub(1)));
            }
            let mut left = *most;
            for (skipped, token) in here.iter().enumerate() {
                let found = find(rest, tokens, at.saturating_add(skipped), first);
                if found.is_some() {
                    return found;
                }
                if token.is_mark() && !token.is(",") {
                    return None;
                }
                if !token.is(",") {
                    left = left.checked_sub(1)?;
                }
            }
            None
        }
    }
}
