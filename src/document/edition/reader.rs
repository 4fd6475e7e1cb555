//! Reads a text edition: its header, its paragraphs, and where its marks are.

use super::digest::{Digest, Part};
use super::edits::Edits;
use super::header::{self, FIRST, Header, VERSION};
use super::locations::Locations;
use super::locator::Locator;
use super::mark::Mark;
use crate::document::body::Body;
use crate::text::sanitize;

/// What an edition has beside its text.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    header: Header,
    locations: Locations,
    edits: Edits,
    warnings: Vec<String>,
}

impl Edition {
    /// Returns how it was made.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Returns the number of pages that it has marks for.
    pub fn pages(&self) -> usize {
        self.locations.pages()
    }

    /// Returns whether it has marks of the kind that a locator has.
    pub fn has_kind(&self, locator: &Locator) -> bool {
        self.locations.has_kind(locator)
    }

    /// Returns what was changed in its text since it was made.
    pub fn edits(&self) -> &Edits {
        &self.edits
    }

    /// Returns what is wrong with its header and its marks, a sentence each.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Returns where its marks are.
    pub fn locations(&self) -> &Locations {
        &self.locations
    }
}

/// Reads an edition with `\n` line endings. Returns `None` for another text.
pub fn read(text: &str) -> Option<(Body, Edition)> {
    if !header::begins(text) {
        return None;
    }
    let mut edition = Edition::default();
    let (recorded, (rest, line)) = read_header(text, &mut edition);
    if let Some((part, digests)) = recorded {
        edition.edits = Edits::of(part, &digests, rest);
    }
    let mut reader = Reader {
        body: Body::default(),
        locations: Locations::default(),
        begun: None,
        misplaced: 0,
        first_misplaced: None,
    };
    for (line, text) in (line..).zip(rest.split('\n')) {
        reader.line(line, text);
    }
    reader.end();
    reader.locations.finish();
    edition.warnings.extend(reader.warning());
    edition.locations = reader.locations;
    Some((reader.body, edition))
}

/// The parts of the body that have digests, with these.
type Recorded = (Part, Vec<Option<Digest>>);

/// Reads the header up to a blank line, or to a line that is no part of one. Returns the recorded digests, and the rest
/// of the text with the number of its first line.
fn read_header<'a>(text: &'a str, edition: &mut Edition) -> (Option<Recorded>, (&'a str, usize)) {
    let mut recorded = None;
    let (first, mut rest) = text.split_once('\n').unwrap_or((text, ""));
    let version = first.strip_prefix(FIRST).unwrap_or_default().trim_end();
    if version != VERSION {
        edition.warnings.push(format!(
            "it is a text edition of version {}, and this program reads version {VERSION}: update annals",
            sanitize::line(version)
        ));
    }
    let mut number = 2_usize;
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let is_blank = line.trim().is_empty();
        if let Some((key, value)) = header::entry(line) {
            if let Some((part, name)) = Part::NAMES.iter().find(|(_, name)| *name == key) {
                let digests: Vec<_> = value.split_whitespace().map(Digest::parse).collect();
                if digests.contains(&None) {
                    let message = "has something that is not eight hexadecimal digits";
                    let warning = format!("`{name}` in line {number} {message}");
                    edition.warnings.push(warning);
                }
                recorded = Some((*part, digests));
            } else {
                // What later versions add is no mistake.
                edition.header.set(key, value);
            }
        } else if !is_blank {
            let message = "is no `key: value` of the header; the text is taken to begin there";
            edition.warnings.push(format!("line {number} {message}"));
            break;
        }
        rest = after;
        number = number.saturating_add(1);
        if is_blank {
            break;
        }
    }
    let sha256 = &edition.header.sha256;
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !sha256.is_empty() && !is_hash {
        let message = format!("`{sha256}` is no SHA-256 of 64 hexadecimal digits");
        edition.warnings.push(message);
    }
    (recorded, (rest, number))
}

/// Reads the body line by line.
struct Reader {
    body: Body,
    locations: Locations,
    /// The line on which the current paragraph begins.
    begun: Option<usize>,
    /// The number of marks that do not follow those before.
    misplaced: usize,
    first_misplaced: Option<(usize, String)>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        let mut goes_on = true;
        let text = match Mark::split(line) {
            Some((mark, rest)) => {
                let text = matches!(mark, Mark::Time(_)).then_some(rest);
                let written = mark.to_string();
                if !self.locations.push(mark, self.body.len()) {
                    self.misplaced = self.misplaced.saturating_add(1);
                    self.first_misplaced.get_or_insert((number, written));
                }
                match text {
                    // A mark ends no paragraph, even if nothing follows it.
                    // Whoever is cut short in a cue does not end the word in the next one.
                    Some(text) if !text.trim().is_empty() => {
                        goes_on = false;
                        text
                    }
                    _ => return,
                }
            }
            None if line.trim().is_empty() => return self.end(),
            None => line.strip_prefix('\\').unwrap_or(line),
        };
        self.body.append(text, goes_on);
        self.begun.get_or_insert(number);
    }

    fn end(&mut self) {
        if let Some(line) = self.begun.take() {
            self.body.end(line);
        }
    }

    fn warning(&self) -> Option<String> {
        let (line, mark) = self.first_misplaced.as_ref()?;
        let others = match self.misplaced {
            0 | 1 => String::new(),
            2 => ", and another mark as well".to_owned(),
            all => format!(", and {} other marks as well", all.saturating_sub(1)),
        };
        let mark = sanitize::line(mark);
        Some(format!("line {line}: {mark} is out of order{others}"))
    }
}
