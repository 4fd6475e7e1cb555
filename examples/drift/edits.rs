//! What can happen to a text: the classes of drift. Each takes a sentence in its document and makes
//! the document as it reads later, with the place where the sentence then stands.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::dice::Dice;
use crate::words;

/// What happens to a document.
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

    /// Whether nothing is left of the quote.
    pub fn removes(self) -> bool {
        matches!(self, Self::Removed | Self::ParagraphRemoved)
    }

    /// What it is called in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Untouched => "untouched",
            Self::Typography => "other quotation marks, dashes, spaces",
            Self::Decomposed => "decomposed (NFD)",
            Self::Rewrapped => "wrapped anew",
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
    /// Its name; it begins with the language (ISO 639-3).
    pub name: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// Some words of a text: a paragraph from 0, and bytes of it.
#[derive(Debug, Clone)]
pub struct Pick {
    pub paragraph: usize,
    pub range: Range<usize>,
}

/// A document then and now.
#[derive(Debug)]
pub struct Drift {
    /// The document that the quote was taken from, as a file.
    pub then: String,
    /// The quote.
    pub quote: String,
    /// The paragraph it was taken from, from 1.
    pub given: usize,
    /// The document as it reads now.
    pub now: String,
    /// Where the quote stands now, in characters that are no white space; `None` if it is gone.
    pub truth: Option<Range<usize>>,
}

impl Drift {
    /// Lets a class of drift happen to a text; `None` where it cannot.
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
        // What precedes the sentence in its paragraph, the sentence, what follows it.
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

/// How many characters of a text are no white space.
pub fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// The sentence as it was quoted, and as it reads now, for classes that change its words.
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

/// A place inside a sentence between two words, or between two characters where words have no
/// spaces.
fn gap(sentence: &str, dice: &mut Dice) -> Option<usize> {
    let inside = sentence.len() - sentence.trim_start().len()..sentence.trim_end().len();
    let spaces = sentence.match_indices(' ').map(|(at, _)| at);
    let spaces: Vec<usize> = spaces.filter(|at| inside.contains(at)).collect();
    let inner: Vec<usize> = sentence.char_indices().map(|(at, _)| at).skip(6).collect();
    some(dice, if spaces.is_empty() { &inner } else { &spaces }).copied()
}

/// Puts a word into a gap.
fn put(sentence: &str, at: usize, word: &str) -> String {
    let space = if sentence.contains(' ') && !word.is_empty() {
        " "
    } else {
        ""
    };
    format!("{}{space}{word}{}", &sentence[..at], &sentence[at..])
}

/// Replaces, removes or adds so many characters out of a hundred, at least one. An accent is a part of its
/// letter, however it is written.
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

/// Replaces, removes or adds a tenth of the words, at least one. Where words have no spaces, two
/// characters count as one.
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

/// The same words in another form.
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
