//! Writes messages, with what they contain.

use mailparse::{ParsedMail, parse_mail};

use super::{parts, text};
use crate::document::edition::EditionWriter;
use crate::document::html_page;
use crate::document::original::{Extract, Facts, Refusal};
use crate::document::reading::Extent;
use crate::document::written_day;

/// The lines of the header that are part of the text.
const HEADERS: [&str; 5] = ["From", "To", "Cc", "Date", "Subject"];

/// How deep messages and their parts may be nested.
const MAX_DEPTH: usize = 20;

/// The bytes of a text below which it may only say that there is a better one in HTML.
const STUB: usize = 200;

/// Writes messages, one after the other.
#[derive(Default)]
pub(super) struct Messages {
    writer: EditionWriter,
    notes: Vec<String>,
    /// What the first message says about itself.
    facts: Facts,
    count: usize,
}

impl Messages {
    /// Reads one message.
    pub fn read(&mut self, bytes: &[u8]) -> Result<(), String> {
        let mail = parse_mail(bytes).map_err(|error| format!("it is not a message: {error}"))?;
        if HEADERS
            .iter()
            .all(|name| parts::header(&mail, name).is_none())
        {
            return Err("it has none of the headers of a message".to_owned());
        }
        self.facts = facts(&mail);
        self.count += 1;
        self.message(&mail, 0);
        Ok(())
    }

    /// Reads a message of a mailbox, with a mark.
    pub fn read_numbered(&mut self, number: usize, bytes: &[u8]) {
        self.writer.end_paragraph();
        self.writer.message(number);
        self.writer.end_paragraph();
        self.count += 1;
        let before = self.notes.len();
        match parse_mail(bytes) {
            Ok(mail) => {
                if number == 1 {
                    self.facts = facts(&mail);
                }
                self.message(&mail, 0);
            }
            Err(error) => self.notes.push(format!("it could not be read: {error}")),
        }
        for note in self.notes.iter_mut().skip(before) {
            *note = format!("message {number}: {note}");
        }
    }

    /// Returns the edition of what was read. Only a single message says something about all of it.
    pub fn finish(self) -> Result<Extract, Refusal> {
        let body = self.writer.finish();
        if body.is_empty() {
            return Err("it has no text".into());
        }
        let facts = if self.count == 1 {
            self.facts
        } else {
            Facts::default()
        };
        let notes = self.notes;
        Ok(Extract { body, facts, notes })
    }

    fn message(&mut self, mail: &ParsedMail<'_>, depth: usize) {
        for name in HEADERS {
            if let Some(value) = parts::header(mail, name) {
                self.writer.paragraph(&format!("{name}: {value}"));
            }
        }
        self.part(mail, depth);
    }

    fn part(&mut self, part: &ParsedMail<'_>, depth: usize) {
        let kind = part.ctype.mimetype.as_str();
        if depth > MAX_DEPTH {
            self.note("parts that are nested too deeply are left out");
        } else if kind == "message/rfc822" || kind == "message/global" {
            self.forwarded(part, depth);
        } else if kind == "multipart/alternative" && !part.subparts.is_empty() {
            if let Some(best) = best(&part.subparts) {
                self.part(best, depth + 1);
            }
        } else if kind.starts_with("multipart/") && !part.subparts.is_empty() {
            for inner in &part.subparts {
                self.part(inner, depth + 1);
            }
        } else if kind.starts_with("multipart/") {
            // Without its boundaries it can only be read as one text.
            self.plain(part);
        } else if parts::is_attachment(part) {
            self.writer.paragraph(&parts::attachment(part));
        } else if kind == "text/html" {
            self.html(part);
        } else {
            self.plain(part);
        }
    }

    fn forwarded(&mut self, part: &ParsedMail<'_>, depth: usize) {
        self.writer.paragraph("[forwarded message]");
        let bytes = parts::bytes(part).unwrap_or_default();
        match parse_mail(&bytes) {
            Ok(inner) => self.message(&inner, depth + 1),
            Err(_) => self.note("a forwarded message could not be read"),
        }
    }

    fn plain(&mut self, part: &ParsedMail<'_>) {
        let Some(plain) = parts::text(part, &mut self.notes) else {
            self.note("a part of the text could not be decoded");
            return;
        };
        let param = |name: &str, value: &str| {
            let found = part.ctype.params.get(name);
            found.is_some_and(|found| found.eq_ignore_ascii_case(value))
        };
        let form = text::Form {
            flowed: param("format", "flowed"),
            joined: param("delsp", "yes"),
        };
        text::write(&plain, form, &mut self.writer);
    }

    fn html(&mut self, part: &ParsedMail<'_>) {
        let Some(bytes) = parts::bytes(part) else {
            self.note("a part of the text could not be decoded");
            return;
        };
        let encoding = parts::encoding(part);
        let page = html_page::paragraphs(&bytes, encoding, Extent::All, &mut self.notes);
        html_page::write(&page, &mut self.writer);
    }

    fn note(&mut self, note: &str) {
        self.notes.push(note.to_owned());
    }
}

/// Returns the alternative to read: plain text, unless it is empty or only points to the HTML.
fn best<'a, 'b>(alternatives: &'a [ParsedMail<'b>]) -> Option<&'a ParsedMail<'b>> {
    let size =
        |part: &ParsedMail<'_>| parts::text(part, &mut Vec::new()).map(|text| text.trim().len());
    let named = |kind: &str| alternatives.iter().find(|part| part.ctype.mimetype == kind);
    let rich = alternatives.iter().rev().find(|part| {
        let kind = part.ctype.mimetype.as_str();
        kind == "text/html" || kind.starts_with("multipart/")
    });
    let is_stub = |plain: &ParsedMail<'_>| match (size(plain).unwrap_or_default(), rich) {
        (0, _) => true,
        (bytes, Some(rich)) if rich.ctype.mimetype == "text/html" => {
            bytes < STUB && size(rich).unwrap_or_default() > 20 * STUB
        }
        _ => false,
    };
    let plain = named("text/plain").filter(|plain| rich.is_none() || !is_stub(plain));
    plain.or(rich).or(alternatives.last())
}

fn facts(mail: &ParsedMail<'_>) -> Facts {
    let author = parts::header(mail, "From").map(|from| {
        let name = from.split('<').next().unwrap_or_default();
        let name = name.trim().trim_matches('"').trim();
        if name.is_empty() {
            from.trim_matches(['<', '>', ' ']).to_owned()
        } else {
            name.to_owned()
        }
    });
    Facts {
        title: parts::header(mail, "Subject"),
        author,
        published: parts::header(mail, "Date").and_then(|date| written_day::day(&date)),
        ..Facts::default()
    }
}
