//! Looks for a text in events without reading them whole.
//!
//! The texts of a plain record are where they are in its file. What is asked for is first looked for in the
//! record as it is written, in lower case and without accents, which rules most records out; only then it
//! matters which of its values it is in. The texts of all other events are kept, folded.

use memchr::memmem::Finder;

use super::Event;
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
    fn mark(self) -> char {
        match self {
            Self::Title => '\u{1}',
            Self::Place => '\u{2}',
            Self::Quote => '\u{3}',
            Self::Other => '\u{4}',
        }
    }
}

/// Comes after a folded text. No text contains it.
const END: char = '\0';

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
    pub field: Option<Field>,
    /// Tells whether a folded text matches.
    matches: Box<dyn Fn(&str) -> bool + Sync + 'q>,
    /// A part of every match without white space, which records write in many ways.
    part: Finder<'q>,
}

impl<'q> Wanted<'q> {
    /// Looks for texts that contain `folded` and match.
    pub fn new(
        field: Option<Field>,
        folded: &'q str,
        matches: impl Fn(&str) -> bool + Sync + 'q,
    ) -> Self {
        let words = folded.split_whitespace();
        let longest = words.max_by_key(|word| word.len()).unwrap_or_default();
        Self {
            field,
            matches: Box::new(matches),
            part: Finder::new(longest),
        }
    }

    /// Returns whether it is among the folded texts of an event.
    pub fn is_in_folded(&self, texts: &str) -> bool {
        self.part.find(texts.as_bytes()).is_some()
            && texts.split(END).any(|line| {
                let mut chars = line.chars();
                let mark = chars.next();
                let is_asked = self.field.is_none_or(|field| mark == Some(field.mark()));
                is_asked && (self.matches)(chars.as_str())
            })
    }

    /// Returns whether it can be in a record, as far as the record as it is written tells. `buffer` is for use
    /// again.
    pub fn may_be_in(&self, raw: &str, buffer: &mut String) -> bool {
        lower(raw, buffer);
        self.part.find(buffer.as_bytes()).is_some()
    }

    /// Returns whether a text matches.
    pub fn is_text(&self, field: Field, text: &str) -> bool {
        self.field.is_none_or(|asked| asked == field) && (self.matches)(&fold(text))
    }
}

/// Folds a record as it is written: words that are ASCII quickly, all others one by one.
fn lower(raw: &str, out: &mut String) {
    out.clear();
    if raw.is_ascii() {
        out.push_str(raw);
        out.make_ascii_lowercase();
        return;
    }
    for word in raw.split_inclusive(' ') {
        if word.is_ascii() {
            let start = out.len();
            out.push_str(word);
            if let Some(new) = out.get_mut(start..) {
                new.make_ascii_lowercase();
            }
        } else {
            out.push_str(&fold(word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_record_is_never_ruled_out_by_mistake(
            before in "[a-zA-Zéß\" ]{0,8}",
            text in "[a-zA-ZéÉßŁ ’]{1,12}",
            after in "[a-zA-Zéß\" ]{0,8}",
        ) {
            let folded = fold(&text);
            let wanted = Wanted::new(None, &folded, |text| text.contains(&folded));
            let raw = format!("{before}{text}{after}");
            prop_assert!(wanted.may_be_in(&raw, &mut String::new()), "{raw}");
        }
    }
}
