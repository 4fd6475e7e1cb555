//! Records as programs write them: flat, with every value as it stands in the file.
//!
//! Most records of event data are plain. They are scanned and searched without making anything of them first,
//! and whatever is unusual about a record (an escape, a control character, a list of citations, a mistake)
//! leaves it to the reader that knows all rules ([`super::events`]). Both give the same event.

pub mod csv;
pub mod event;
pub mod json;
#[cfg(test)]
mod tests;

use super::locators;
use crate::text::sanitize;
use crate::timeline::{Field, Stance, Status};

/// The values of a plain record. Those that are blank are absent.
#[derive(Debug, Default)]
pub struct Plain<'a> {
    pub id: &'a str,
    pub date: &'a str,
    pub title: &'a str,
    pub summary: Option<&'a str>,
    pub place: Option<&'a str>,
    pub note: Option<&'a str>,
    pub status: Status,
    pub actors: Vec<&'a str>,
    pub tags: Vec<&'a str>,
    pub source: Option<&'a str>,
    /// The number, and how it is written.
    pub paragraph: Option<(usize, &'a str)>,
    pub quote: Option<&'a str>,
    pub stance: Option<Stance>,
    /// Whether there is a place for a stance, which is then where the citation makes its claim.
    pub claims: bool,
    /// Keys that no event has.
    pub unknown: Vec<&'a str>,
    /// Whether a page, a time or a message is given; none if there is no place for one.
    located: Option<bool>,
    /// The keys so far, a bit each.
    seen: u32,
    /// Whether the whole record is printable, so that its values need not be looked at one by one.
    is_printable: bool,
}

/// A value of a plain record.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    Text(&'a str),
    Integer(&'a str),
    /// Any other value without parts.
    Other,
    Null,
}

/// The number of the key for a paragraph.
const PARAGRAPH: u32 = 10;
/// A longer record is not plain, in bytes: its lists could take much memory.
const LONGEST: usize = 1 << 16;

impl<'a> Plain<'a> {
    /// Empties it for the next record. None if that is too long to be plain.
    fn start(&mut self, record: &str) -> Option<()> {
        let (mut actors, mut tags, mut unknown) = (
            std::mem::take(&mut self.actors),
            std::mem::take(&mut self.tags),
            std::mem::take(&mut self.unknown),
        );
        actors.clear();
        tags.clear();
        unknown.clear();
        *self = Self {
            actors,
            tags,
            unknown,
            is_printable: sanitize::is_printable(record),
            ..Self::default()
        };
        (record.len() <= LONGEST).then_some(())
    }

    /// Takes a value. None if the record is not plain.
    pub fn set(&mut self, key: &'a str, value: Value<'a>) -> Option<()> {
        let number = match key {
            "id" => 0,
            "date" => 1,
            "title" => 2,
            "summary" => 3,
            "place" => 4,
            "note" => 5,
            "status" => 6,
            "actors" => 7,
            "tags" => 8,
            "source" => 9,
            "paragraph" => PARAGRAPH,
            "quote" => 11,
            "stance" => 12,
            "rank" => 13,
            "verdict" => 14,
            "page" | "time" | "message" => {
                let is_given = !matches!(value, Value::Null | Value::Text(""));
                self.located = Some(is_given || self.located == Some(true));
                self.unknown.push(key);
                return Some(());
            }
            "citation" | "citations" => return None,
            _ => {
                self.is_line(key).then(|| self.unknown.push(key))?;
                return Some(());
            }
        };
        self.see(number)?;
        let text = match (value, key) {
            // What `list` adds to an event is not read.
            (Value::Null, _) | (Value::Text(""), "rank") | (_, "verdict") => return Some(()),
            // Few records have one.
            (_, "rank") => return None,
            (Value::Text(text), _) | (Value::Integer(text), "paragraph") => text,
            _ => return None,
        };
        match key {
            "actors" | "tags" => self.pieces(key, text),
            "paragraph" => {
                if text.is_empty() {
                    return Some(());
                }
                let digits = text.bytes().all(|byte| byte.is_ascii_digit());
                let number = text.parse().ok().filter(|number| digits && *number > 0);
                self.paragraph = Some((number?, text));
                Some(())
            }
            "summary" | "note" | "quote" => {
                if text.is_empty() {
                    return Some(());
                }
                self.is_block(text).then_some(())?;
                let place = match key {
                    "summary" => &mut self.summary,
                    "note" => &mut self.note,
                    _ => &mut self.quote,
                };
                *place = Some(text);
                Some(())
            }
            _ => {
                if text.is_empty() {
                    return Some(());
                }
                self.is_line(text).then_some(())?;
                match key {
                    "id" => self.id = text,
                    "date" => self.date = text,
                    "title" => self.title = text,
                    "place" => self.place = Some(text),
                    "source" => self.source = Some(text),
                    "status" => self.status = Status::named(text)?,
                    _ => self.stance = Some(Stance::named(text)?),
                }
                Some(())
            }
        }
    }

    /// Takes an item of a list. None if the record is not plain.
    fn item(&mut self, key: &str, text: &'a str) -> Option<()> {
        let is_fit = !text.is_empty() && self.is_line(text);
        let list = match key {
            "actors" => &mut self.actors,
            _ => &mut self.tags,
        };
        is_fit.then(|| list.push(text))
    }

    /// Takes the pieces of a text between `;`.
    fn pieces(&mut self, key: &str, text: &'a str) -> Option<()> {
        let pieces = text.split(';').map(|piece| piece.trim_matches(' '));
        for piece in pieces.filter(|piece| !piece.is_empty()) {
            self.item(key, piece)?;
        }
        Some(())
    }

    /// Returns whether a text stays as it is when it is made one line.
    fn is_line(&self, text: &str) -> bool {
        if self.is_printable {
            sanitize::is_spaced(text)
        } else {
            sanitize::is_line(text)
        }
    }

    /// Returns whether a text stays as it is when it is made lines.
    fn is_block(&self, text: &str) -> bool {
        if self.is_printable {
            !sanitize::has_spaces_at_ends(text)
        } else {
            sanitize::is_block(text)
        }
    }

    fn see(&mut self, number: u32) -> Option<()> {
        let bit = 1_u32 << number;
        let is_new = self.seen & bit == 0;
        self.seen |= bit;
        is_new.then_some(())
    }

    /// Notes that the record can have a paragraph, and so a page, a time or a message.
    fn expect_paragraph(&mut self) {
        self.seen |= 1 << PARAGRAPH;
    }

    /// Tells whether the record has what every event has, and cites a source if it cites.
    fn finish(&mut self) -> Option<()> {
        if self.seen & (1 << PARAGRAPH) != 0 && self.located.is_some() {
            // Few records have one.
            if self.located == Some(true) {
                return None;
            }
            self.unknown.retain(|key| !locators::KEYS.contains(key));
        }
        let cites = self.quote.is_some() || self.paragraph.is_some() || self.stance.is_some();
        let required = [self.id, self.date, self.title];
        let is_whole = required.iter().all(|text| !text.is_empty());
        (is_whole && (self.source.is_some() || !cites)).then_some(())
    }

    /// Iterates over the texts that are searched, but not the names of actors.
    pub fn texts(&self) -> impl Iterator<Item = (Field, &'a str)> + '_ {
        let texts = [
            (Field::Title, Some(self.title)),
            (Field::Other, self.summary),
            (Field::Other, self.note),
            (Field::Place, self.place),
            (Field::Quote, self.quote.filter(|_| self.source.is_some())),
        ];
        let texts = texts.into_iter();
        let texts = texts.filter_map(|(field, text)| Some((field, text?)));
        texts.chain(self.tags.iter().map(|tag| (Field::Other, *tag)))
    }
}
