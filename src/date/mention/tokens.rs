//! Splits a text into words and numbers.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text::fold::fold;

/// The maximum length of a word in a date, in bytes.
const LONGEST: usize = 40;

/// The words and numbers of a text, in order.
pub(super) struct Tokens<'a> {
    text: &'a str,
    all: Vec<Token>,
}

/// The byte range of a word or number, in 32 bits because a paragraph can have millions of them.
#[derive(Clone, Copy)]
struct Token {
    start: u32,
    end: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Other,
}

fn kind(c: char, before: Kind) -> Kind {
    match c {
        '0'..='9' => Kind::Digit,
        '\u{ad}' | '\u{200b}'..='\u{200d}' if before == Kind::Letter => Kind::Letter,
        c if c.is_alphabetic() || (before == Kind::Letter && is_combining_mark(c)) => Kind::Letter,
        _ => Kind::Other,
    }
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut all: Vec<Token> = Vec::new();
        let mut before = Kind::Other;
        for (at, c) in text.char_indices() {
            let now = kind(c, before);
            // The paragraphs of a document are shorter than this.
            let (Ok(start), Ok(end)) = (
                u32::try_from(at),
                u32::try_from(at.saturating_add(c.len_utf8())),
            ) else {
                break;
            };
            match all.last_mut() {
                Some(open) if now == before && now != Kind::Other => open.end = end,
                _ if now != Kind::Other => all.push(Token { start, end }),
                _ => {}
            }
            before = now;
        }
        Self { text, all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Returns the byte range of a token, or the end of the text if there is none.
    pub(super) fn bytes(&self, at: usize) -> Range<usize> {
        let end = self.text.len();
        let token = self.all.get(at);
        token.map_or(end..end, |token| token.start as usize..token.end as usize)
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.text.get(self.bytes(at)).unwrap_or_default()
    }

    /// Returns the text between a token and the previous one.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        let start = at.checked_sub(1).map_or(0, |before| self.bytes(before).end);
        self.text
            .get(start..self.bytes(at).start)
            .unwrap_or_default()
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.text(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Returns the value of a number that has one of the given lengths.
    pub(super) fn number(&self, at: usize, digits: &[usize]) -> Option<u16> {
        let text = self.text(at);
        if digits.contains(&text.len()) {
            text.parse().ok()
        } else {
            None
        }
    }

    /// Returns a word folded to lower case and without accents.
    pub(super) fn word(&self, at: usize) -> Option<String> {
        let text = self.text(at);
        let short = !text.is_empty() && text.len() <= LONGEST && !self.is_number(at);
        short.then(|| fold(text))
    }

    pub(super) fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        !words.is_empty()
            && self
                .word(at)
                .is_some_and(|word| words.contains(&word.as_str()))
    }

    /// Returns the token after an entry that begins with a token. Entries have up to four words; the longest
    /// that fits counts.
    pub(super) fn after_entry(&self, at: usize, entries: &[&str]) -> Option<usize> {
        let fits = |entry: &&&str| {
            let mut words = (at..).zip(entry.split(' '));
            words.all(|(token, word)| {
                let is_near = token == at || is_within_entry(self.gap(token));
                is_near && self.is_one_of(token, &[word])
            })
        };
        let entries = entries.iter().filter(fits);
        let longest = entries.map(|entry| entry.split(' ').count()).max()?;
        Some(at.saturating_add(longest))
    }

    /// Returns whether a token ends a number of several parts, as headings have: the 1 of `4.13.1. May`.
    pub(super) fn ends_a_heading_number(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        before.is_some_and(|before| self.is_number(before))
            && self.gap(at) == "."
            && self.gap(at.saturating_add(1)).starts_with('.')
    }

    /// Returns whether a word in small letters follows a token.
    pub(super) fn is_followed_by_word(&self, at: usize) -> bool {
        let next = at.saturating_add(1);
        self.gap(next).trim().is_empty() && self.text(next).starts_with(char::is_lowercase)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    /// Returns whether a token is the start of a plain number, unlike the 5 of `10.5` or `$5`.
    pub(super) fn begins(&self, at: usize) -> bool {
        let before = self.text.get(..self.bytes(at).start).unwrap_or_default();
        let mut before = before.chars().rev();
        match before.next() {
            Some('.' | ',' | ':' | '/' | '-' | '–' | '\'' | '’') => {
                !before.next().is_some_and(|c| c.is_ascii_digit())
            }
            Some(c) => !c.is_alphanumeric() && !"$€£¥#№+−_".contains(c),
            None => true,
        }
    }

    /// Returns whether a token is the end of a plain number, unlike the 9 of `9,000`, `9%` or `9b`.
    pub(super) fn ends(&self, at: usize) -> bool {
        let mut after = self.after(at).chars();
        match after.next() {
            Some('.' | ',' | ':') => !after.next().is_some_and(|c| c.is_ascii_digit()),
            // Other numeric characters may be footnote marks.
            Some(c) => !c.is_alphabetic() && c != '%',
            None => true,
        }
    }

    /// Returns whether a token is part of a compound: `9-year-old`, `9/11`.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        let mut after = self.after(at).chars();
        let first = after.next();
        let second = after.next().unwrap_or(' ');
        match first {
            Some('-') => second.is_ascii_digit() || second.is_lowercase(),
            Some('/') => second.is_ascii_digit(),
            _ => false,
        }
    }

    /// Returns the text after a token.
    pub(super) fn after(&self, at: usize) -> &'a str {
        self.text.get(self.bytes(at).end..).unwrap_or_default()
    }
}

/// Returns whether `gap` can be between two words of an entry: `a.C.`, `J.-C.`, `l’an`.
fn is_within_entry(gap: &str) -> bool {
    let mut chars = gap.chars();
    gap.len() <= 4 && chars.all(|c| ". -'’\u{a0}\u{202f}".contains(c))
}

/// Returns whether `gap` separates two words: white space, after a full stop if `stop` allows one.
pub(super) fn parts(gap: &str, stop: bool) -> bool {
    match gap.strip_prefix('.') {
        Some(rest) => stop && rest.chars().all(char::is_whitespace),
        None => !gap.is_empty() && gap.chars().all(char::is_whitespace),
    }
}
