//! Looks for a text in events without reading them whole.
//!
//! The texts of a plain record are where they are in its file. What is asked for is first looked for in the
//! record as it is written, in lower case and without accents, which rules most records out; only then it
//! matters which of its values it is in. The texts of all other events are kept, folded.

use memchr::memmem::Finder;

use super::{Event, Part};
use crate::text::fold::fold;

/// A text of an event, by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// The place.
    Place,
    /// A quote.
    Quote,
    /// The summary, the note or a tag.
    Other,
}

impl Field {
    /// Comes before a folded text. No text contains it.
    pub fn mark(self) -> char {
        match self {
            Self::Title => '\u{1}',
            Self::Place => '\u{2}',
            Self::Quote => '\u{3}',
            Self::Other => '\u{4}',
        }
    }
}

/// Comes after a folded text. No text contains it.
pub const END: char = '\0';

/// Returns the texts of an event, folded, with marks between.
pub fn folded(event: &Event) -> String {
    let mut found = String::new();
    let mut add = |field: Field, text: &str| {
        found.push(field.mark());
        found.push_str(&fold(text));
        found.push(END);
    };
    add(Field::Title, &event.title);
    for text in [&event.summary, &event.note].into_iter().flatten() {
        add(Field::Other, text);
    }
    if let Some(place) = &event.place {
        add(Field::Place, place);
    }
    for tag in &event.tags {
        add(Field::Other, tag);
    }
    for quote in event.citations.iter().filter_map(|it| it.quote.as_ref()) {
        add(Field::Quote, quote);
    }
    found
}

/// What is looked for.
pub struct Wanted<'q> {
    /// The field that it has to be in; none for any.
    field: Option<Field>,
    /// Which part of a text has to equal it.
    part: Part,
    folded: Finder<'q>,
    /// Its longest piece without white space, which records write in many ways.
    piece: Finder<'q>,
}

impl<'q> Wanted<'q> {
    /// Looks for a folded text.
    pub fn new(field: Option<Field>, part: Part, folded: &'q str) -> Self {
        let pieces = folded.split_whitespace();
        let longest = pieces.max_by_key(|piece| piece.len()).unwrap_or_default();
        Self {
            field,
            part,
            folded: Finder::new(folded),
            piece: Finder::new(longest),
        }
    }

    /// Returns whether it is among the folded texts of an event.
    pub fn is_in_folded(&self, texts: &str) -> bool {
        if self.folded.find(texts.as_bytes()).is_none() {
            return false;
        }
        let Some(field) = self.field else {
            return self.part == Part::Any || self.is_one_of(texts, |_| true);
        };
        self.is_one_of(texts, |mark| mark == field.mark())
    }

    fn is_one_of(&self, texts: &str, is_asked: impl Fn(char) -> bool) -> bool {
        texts.split(END).any(|text| {
            let mut chars = text.chars();
            chars.next().is_some_and(&is_asked) && self.matches(chars.as_str())
        })
    }

    /// Returns whether it can be in a record, as far as the record as it is written tells. `buffer` is for use
    /// again.
    pub fn may_be_in(&self, raw: &str, buffer: &mut String) -> bool {
        lower(raw, buffer);
        self.piece.find(buffer.as_bytes()).is_some()
    }

    /// Returns whether a text matches. `buffer` is for use again.
    pub fn is_text(&self, field: Field, text: &str, buffer: &mut String) -> bool {
        if self.field.is_some_and(|asked| asked != field) {
            return false;
        }
        lower(text, buffer);
        self.matches(buffer)
    }

    fn matches(&self, folded: &str) -> bool {
        let (text, wanted) = (folded.as_bytes(), self.folded.needle());
        match self.part {
            Part::Any => self.folded.find(text).is_some(),
            Part::Start => text.starts_with(wanted),
            Part::Whole => text == wanted,
        }
    }
}

/// Folds a text as [`fold`] does, words that are ASCII quickly.
fn lower(text: &str, out: &mut String) {
    out.clear();
    let mut rest = text;
    while let Some(at) = first_other(rest.as_bytes()) {
        let (plain, more) = rest.split_at(at);
        let start = plain.rfind(' ').map_or(0, |space| space.saturating_add(1));
        let end = more
            .find(' ')
            .map_or(rest.len(), |space| at.saturating_add(space));
        let is_attached = start == at && !more.starts_with(char::is_alphanumeric);
        let words = rest.get(..start).zip(rest.get(start..end));
        let (Some((before, word)), false) = (words, is_attached) else {
            // It may attach to the space before it.
            out.clear();
            out.push_str(&fold(text));
            return;
        };
        push_lower(before, out);
        out.push_str(&fold(word));
        rest = rest.get(end..).unwrap_or_default();
    }
    push_lower(rest, out);
}

/// Returns the position of the first byte that is not ASCII. Many are looked at at once.
fn first_other(bytes: &[u8]) -> Option<usize> {
    let (number, chunk) = bytes
        .chunks(CHUNK)
        .enumerate()
        .find(|(_, chunk)| !chunk.is_ascii())?;
    let within = chunk.iter().position(|byte| !byte.is_ascii())?;
    Some(number.saturating_mul(CHUNK).saturating_add(within))
}

/// Bytes that are looked at at once.
const CHUNK: usize = 32;

fn push_lower(ascii: &str, out: &mut String) {
    let start = out.len();
    out.push_str(ascii);
    if let Some(new) = out.get_mut(start..) {
        new.make_ascii_lowercase();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ODD: &[char] = &[
        'a', 'Z', ' ', '\'', '`', '’', 'é', 'ß', 'Ł', '\u{301}', '\u{200b}', '\u{ad}', '中', 'ﾞ',
        '~', '½',
    ];

    proptest! {
        #[test]
        fn a_text_is_folded_as_usual(
            chars in prop::collection::vec(
                prop_oneof![1 => any::<char>(), 4 => prop::sample::select(ODD)], 0..20)
        ) {
            let text = String::from_iter(chars).replace(char::is_control, "");
            let mut lowered = String::new();
            lower(&text, &mut lowered);
            prop_assert_eq!(lowered, fold(&text));
        }

        #[test]
        fn a_record_is_never_ruled_out_by_mistake(
            before in "[a-zA-Zéß\" ]{0,8}",
            text in "[a-zA-ZéÉßŁ ’]{1,12}",
            after in "[a-zA-Zéß\" ]{0,8}",
        ) {
            let folded = fold(&text);
            let wanted = Wanted::new(None, Part::Any, &folded);
            let raw = format!("{before}{text}{after}");
            prop_assert!(wanted.may_be_in(&raw, &mut String::new()), "{raw}");
        }
    }
}
