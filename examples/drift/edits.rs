//! The classes of drift: ways in which a text can change. Each takes a sentence in its document and
//! returns the changed document, with the new place of the sentence.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::dice::Dice;
use crate::words;

/// A way in which a document changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Untouched,
    Typography,
    Decomposed,
    Rewrapped,
    Hyphenated,
    UpperCase,
    Moved,
    Characters10,
    Characters20,
    Words10,
    Number,
    Negation,
    Name,
    Denied,
    Removed,
    ParagraphRemoved,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 16] = [
        Self::Untouched,
        Self::Typography,
        Self::Decomposed,
        Self::Rewrapped,
        Self::Hyphenated,
        Self::UpperCase,
        Self::Moved,
        Self::Characters10,
        Self::Characters20,
        Self::Words10,
        Self::Number,
        Self::Negation,
        Self::Name,
        Self::Denied,
        Self::Removed,
        Self::ParagraphRemoved,
    ];

    /// Returns whether the quote is removed entirely.
    pub fn removes(self) -> bool {
        matches!(self, Self::Removed | Self::ParagraphRemoved)
    }

    /// Returns its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Untouched => "untouched",
            Self::Typography => "different quotation marks, dashes, spaces",
            Self::Decomposed => "decomposed (NFD)",
            Self::Rewrapped => "rewrapped",
            Self::Hyphenated => "hyphenated",
            Self::UpperCase => "upper case",
            Self::Moved => "moved to another paragraph",
            Self::Characters10 => "10 % of characters edited",
            Self::Characters20 => "20 % of characters edited",
            Self::Words10 => "10 % of words edited",
            Self::Number => "a number changed",
            Self::Negation => "a negation added or removed",
            Self::Name => "a name changed",
            Self::Denied => "a negation added right after",
            Self::Removed => "sentence removed",
            Self::ParagraphRemoved => "paragraph removed",
        }
    }
}

/// A text with its name and its paragraphs.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its name, which begins with the language code (ISO 639-3).
    pub name: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// Part of a text: a paragraph, counted from 0, and a byte range in it.
#[derive(Debug, Clone)]
pub struct Pick {
    pub paragraph: usize,
    pub range: Range<usize>,
}

/// A document before and after a change.
#[derive(Debug)]
pub struct Drift {
    /// The document that the quote was taken from, as the contents of a file.
    pub then: String,
    /// The quote.
    pub quote: String,
    /// The paragraph that it was taken from, counted from 1.
    pub given: usize,
    /// The document after the change.
    pub now: String,
    /// Where the quote is now, in characters other than white space; `None` if it is gone.
    pub truth: Option<Range<usize>>,
}

impl Drift {
    /// Applies a class of drift to a text; `None` if it does not apply.
    pub fn new(class: Class, text: &Text, pick: &Pick, dice: &mut Dice) -> Option<Self> {
        let paragraph = &text.paragraphs[pick.paragraph];
        let before = &paragraph[..pick.range.start];
        let after = &paragraph[pick.range.end..];
        let (quote, changed) = reword(class, text, &paragraph[pick.range.clone()], dice)?;
        let then: Vec<String> = (text.paragraphs.iter().enumerate())
            .map(|(index, paragraph)| {
                if index == pick.paragraph {
                    format!("{before}{quote}{after}")
                } else {
                    paragraph.clone()
                }
            })
            .collect();
        // The text before the sentence in its paragraph, the sentence, and the text after it.
        let mut now: Vec<[String; 3]> = (text.paragraphs.iter())
            .map(|paragraph| [paragraph.clone(), String::new(), String::new()])
            .collect();
        let mut at = pick.paragraph;
        now[at] = [before, &changed, after].map(str::to_owned);
        match class {
            Class::Moved => {
                let moved = now.remove(at);
                at = (at + 1 + dice.below(now.len())) % (now.len() + 1);
                now.insert(at, moved);
            }
            Class::Denied => {
                let not = words::not(&text.name)?;
                let goes_on = after.starts_with(' ') && quote.ends_with(char::is_alphanumeric);
                if !goes_on || after.trim_start().starts_with(not) {
                    return None;
                }
                now[at][2] = format!(" {not}{after}");
            }
            Class::Removed => now[at][1].clear(),
            Class::ParagraphRemoved => now[at] = Default::default(),
            _ => now
                .iter_mut()
                .flatten()
                .for_each(|piece| *piece = dress(class, piece, dice)),
        }
        let mut file = String::new();
        let mut truth = None;
        for (index, [before, sentence, after]) in now.iter().enumerate() {
            file.push_str(before);
            let start = visible(&file);
            file.push_str(sentence);
            if index == at && !class.removes() {
                truth = Some(start..visible(&file));
            }
            file.push_str(after);
            file.push_str("\n\n");
        }
        Some(Self {
            then: then.join("\n\n"),
            quote,
            given: pick.paragraph + 1,
            now: file,
            truth,
        })
    }
}

/// Returns the number of characters of a text other than white space.
pub fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Returns the sentence as it was quoted and as it is now, for classes that change its words.
fn reword(class: Class, text: &Text, sentence: &str, dice: &mut Dice) -> Option<(String, String)> {
    let changed = match class {
        Class::Characters10 => edit_characters(sentence, 10, text, dice),
        Class::Characters20 => edit_characters(sentence, 20, text, dice),
        Class::Words10 => edit_words(sentence, text, dice),
        Class::Number | Class::Name | Class::Negation => {
            let (old, new) = match class {
                Class::Number => *dice.pick(&words::numbers(&text.name)),
                Class::Name => *some(dice, words::names(&text.name, sentence))?,
                _ => {
                    let not = words::not(&text.name).filter(|not| !sentence.contains(not))?;
                    if dice.percent(50) {
                        (not, "")
                    } else {
                        ("", not)
                    }
                }
            };
            let at = gap(sentence, dice)?;
            return Some((put(sentence, at, old), put(sentence, at, new)));
        }
        _ => sentence.to_owned(),
    };
    Some((sentence.to_owned(), changed))
}

fn some<'a, T>(dice: &mut Dice, values: &'a [T]) -> Option<&'a T> {
    (!values.is_empty()).then(|| dice.pick(values))
}

/// Returns a position in a sentence between two words, or between two characters in scripts without
/// spaces.
fn gap(sentence: &str, dice: &mut Dice) -> Option<usize> {
    let inside = sentence.len() - sentence.trim_start().len()..sentence.trim_end().len();
    let spaces = sentence.match_indices(' ').map(|(at, _)| at);
    let spaces: Vec<usize> = spaces.filter(|at| inside.contains(at)).collect();
    let inner: Vec<usize> = sentence.char_indices().map(|(at, _)| at).skip(6).collect();
    some(dice, if spaces.is_empty() { &inner } else { &spaces }).copied()
}

/// Inserts a word into a gap.
fn put(sentence: &str, at: usize, word: &str) -> String {
    let space = if sentence.contains(' ') && !word.is_empty() {
        " "
    } else {
        ""
    };
    format!("{}{space}{word}{}", &sentence[..at], &sentence[at..])
}

/// Replaces, removes or adds a percentage of the characters, at least one. An accent is part of its letter,
/// however it is encoded.
fn edit_characters(sentence: &str, percent: usize, text: &Text, dice: &mut Dice) -> String {
    let letters: Vec<char> = text
        .paragraphs
        .concat()
        .nfc()
        .filter(|c| c.is_alphabetic())
        .collect();
    let mut chars: Vec<char> = sentence.nfc().collect();
    for _ in 0..(chars.len() * percent / 100).max(1) {
        let at = dice.below(chars.len());
        match dice.below(3) {
            0 => chars[at] = *dice.pick(&letters),
            1 => chars.insert(at, *dice.pick(&letters)),
            _ => {
                chars.remove(at);
            }
        }
    }
    chars.into_iter().collect()
}

/// Replaces, removes or adds a tenth of the words, at least one. In scripts without spaces, two
/// characters count as a word.
fn edit_words(sentence: &str, text: &Text, dice: &mut Dice) -> String {
    let cut = |text: &str| -> Vec<String> {
        let spaced = text.matches(' ').count() * 12 > text.chars().count();
        if spaced {
            text.split_inclusive(' ').map(str::to_owned).collect()
        } else {
            let chars: Vec<char> = text.chars().collect();
            chars.chunks(2).map(|two| two.iter().collect()).collect()
        }
    };
    let others = cut(dice.pick::<String>(&text.paragraphs));
    let mut words = cut(sentence);
    for _ in 0..(words.len() / 10).max(1) {
        let at = dice.below(words.len());
        let other = dice.pick(&others).clone();
        match dice.below(3) {
            0 => words[at] = other,
            1 => words.insert(at, other),
            _ if words.len() > 1 => {
                words.remove(at);
            }
            _ => {}
        }
    }
    words.concat()
}

/// Returns the same words in a different form.
fn dress(class: Class, text: &str, dice: &mut Dice) -> String {
    match class {
        Class::Typography => text
            .replace(['"', '“', '”'], "«")
            .replace(['\'', '’'], "ʼ")
            .replace(" - ", " — ")
            .replace(' ', "\u{a0}"),
        Class::Decomposed => text.nfd().collect(),
        Class::UpperCase => text.to_uppercase(),
        Class::Rewrapped => {
            let wrap = |c| {
                if c == ' ' && dice.percent(12) {
                    '\n'
                } else {
                    c
                }
            };
            text.chars().map(wrap).collect()
        }
        Class::Hyphenated => {
            let words = text.split(' ').map(|word| {
                let letters: Vec<(usize, char)> = word.char_indices().collect();
                let plain = word.chars().all(|c| {
                    c.is_ascii_alphabetic() || ('à'..='ʯ').contains(&c) || ('а'..='я').contains(&c)
                });
                if !plain || letters.len() < 8 || !dice.percent(30) {
                    return word.to_owned();
                }
                let (start, end) = word.split_at(letters[letters.len() / 2].0);
                let hyphen = if dice.percent(50) { "-\n" } else { "\u{ad}" };
                format!("{start}{hyphen}{end}")
            });
            words.collect::<Vec<_>>().join(" ")
        }
        _ => text.to_owned(),
    }
}
