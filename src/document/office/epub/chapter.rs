//! The text of a chapter.

use std::collections::HashMap;

use super::super::super::package::resolve;
use super::super::xml::{Element, Step, Xml};
use super::pages::Piece;

/// The elements that are not part of the text.
const LEFT_OUT: [&str; 12] = [
    "head", "script", "style", "template", "nav", "svg", "del", "s", "strike", "rt", "rp", "audio",
];

/// The elements that begin and end a paragraph.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// Reads chapters, one after the other.
#[derive(Debug, Default)]
pub(super) struct Chapter {
    /// What was read.
    pub pieces: Vec<Piece>,
    /// The signs of the notes that were referred to, by where the notes are.
    notes: HashMap<String, String>,
    /// The line that is being read.
    line: String,
    /// A page that begins in the middle of a word.
    page: Option<String>,
    /// What is open.
    open: Vec<Part>,
    /// The sign of a note that is being read, with where the note is.
    sign: Option<(String, String)>,
    /// The sign of the note that begins.
    label: Option<String>,
    /// Whether the row that is open has a cell before.
    cells: bool,
}

/// The elements that mean something where they end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Block,
    /// A row of a table: what is in it is one paragraph.
    Row,
    /// A superscript, as signs of notes are.
    Raised,
    Link,
    /// The sign of a note.
    Sign,
    Other,
}

impl Chapter {
    /// Reads a chapter from the part with a name.
    pub fn read(&mut self, name: &str, xml: &str) -> Result<(), String> {
        self.open.clear();
        let mut reader = Xml::new(xml);
        let result = self.steps(name, &mut reader);
        (self.sign, self.label) = (None, None);
        self.end_paragraph();
        result
    }

    fn steps(&mut self, name: &str, reader: &mut Xml<'_>) -> Result<(), String> {
        while let Some(step) = reader.next()? {
            match step {
                Step::Enter(element) => self.enter(name, &element, reader)?,
                Step::Leave => {
                    if let Some(part) = self.open.pop() {
                        self.leave(part);
                    }
                }
                Step::Text(text) => self.text(&text),
            }
        }
        Ok(())
    }

    fn enter(
        &mut self,
        file: &str,
        element: &Element<'_>,
        reader: &mut Xml<'_>,
    ) -> Result<(), String> {
        let role = Role::of(element);
        if role == Role::Page {
            let inner = reader.text()?;
            let label = element
                .attribute("title")
                .or(element.attribute("aria-label"));
            self.begin_page(&label.unwrap_or(inner));
            return Ok(());
        }
        let is_hidden = element.attribute("hidden").is_some() || role == Role::Back;
        if LEFT_OUT.contains(&element.name()) || is_hidden {
            return reader.skip();
        }
        let id = element.attribute("id");
        if let Some(id) = &id
            && matches!(element.name(), "li" | "aside" | "p" | "div" | "section")
            && let Some(sign) = self.notes.remove(&format!("{file}#{id}"))
        {
            self.end_paragraph();
            self.label = Some(sign);
        } else if BLOCKS.contains(&element.name()) {
            self.separate();
        }
        let part = self.part(file, element, role);
        self.open.push(part);
        Ok(())
    }

    fn part(&mut self, file: &str, element: &Element<'_>, role: Role) -> Part {
        let raised = self.open.contains(&Part::Raised);
        match element.name() {
            "tr" => {
                self.cells = false;
                Part::Row
            }
            "td" | "th" => {
                if std::mem::replace(&mut self.cells, true) {
                    self.line.push_str(" | ");
                }
                Part::Other
            }
            "br" => {
                self.push(" ");
                Part::Other
            }
            "sup" if self.open.last() == Some(&Part::Link) => self.begin_sign(String::new()),
            "sup" => Part::Raised,
            "a" if raised || role == Role::Sign => {
                let href = element.attribute("href").unwrap_or_default();
                self.begin_sign(target(file, &href))
            }
            "a" if element
                .attribute("href")
                .is_some_and(|href| href.contains('#')) =>
            {
                Part::Link
            }
            name if BLOCKS.contains(&name) => Part::Block,
            _ => Part::Other,
        }
    }

    fn leave(&mut self, part: Part) {
        match part {
            Part::Block => self.separate(),
            Part::Row => self.end_paragraph(),
            Part::Sign => self.end_sign(),
            Part::Raised | Part::Link | Part::Other => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.sign {
            Some((sign, _)) => sign.push_str(text),
            None => self.push(text),
        }
    }

    /// Adds text. A page that begins within a word begins after it.
    fn push(&mut self, text: &str) {
        if !text.trim().is_empty()
            && let Some(label) = self.label.take()
        {
            self.line.extend(["[", &label, "] "]);
        }
        let mut rest = text;
        if self.page.is_some()
            && let Some(end) = rest.find(char::is_whitespace)
        {
            let (word, after) = rest.split_at(end);
            self.line.push_str(word);
            self.write_page();
            rest = after;
        }
        self.line.push_str(rest);
    }

    fn begin_page(&mut self, label: &str) {
        let label = label.trim();
        let named = ["page ", "Page ", "p. ", "S. ", "Seite "];
        let bare = named.iter().find_map(|word| label.strip_prefix(word));
        let label = bare.unwrap_or(label).trim();
        if label.is_empty() {
            return;
        }
        self.write_page();
        self.page = Some(label.to_owned());
        let in_word = self.line.ends_with(|c: char| !c.is_whitespace());
        if !in_word {
            self.write_page();
        }
    }

    fn write_page(&mut self) {
        if let Some(label) = self.page.take() {
            self.end_line();
            self.pieces.push(Piece::Page(label));
        }
    }

    /// Begins the sign of a note, unless one has begun.
    fn begin_sign(&mut self, note: String) -> Part {
        if self.sign.is_some() {
            return Part::Other;
        }
        self.sign = Some((String::new(), note));
        Part::Sign
    }

    fn end_sign(&mut self) {
        let Some((sign, note)) = self.sign.take() else {
            return;
        };
        let bare = sign.trim().trim_matches(['[', ']', '(', ')']);
        if !bare.is_empty() {
            self.line.extend(["[", bare, "]"]);
            self.notes.insert(note, bare.to_owned());
        }
    }

    /// Ends a paragraph or, within a row, a word.
    fn separate(&mut self) {
        if self.open.contains(&Part::Row) {
            self.push(" ");
        } else {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        self.end_line();
        self.write_page();
        if self.pieces.last().is_some_and(|last| *last != Piece::End) {
            self.pieces.push(Piece::End);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line: String = line.chars().filter(|c| *c != '\u{ad}').collect();
        if line.chars().any(|c| !c.is_whitespace() && c != '|') {
            self.pieces.push(Piece::Line(line));
        }
    }
}

/// What an element is for, by its attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A page of the printed book begins.
    Page,
    /// The sign of a note.
    Sign,
    /// A link from a note back to its sign.
    Back,
    None,
}

impl Role {
    fn of(element: &Element<'_>) -> Self {
        let words = [element.attribute("type"), element.attribute("role")];
        let has = |word: &str| {
            let mut all = words
                .iter()
                .flatten()
                .flat_map(|all| all.split_whitespace());
            all.any(|found| found.strip_prefix("doc-").unwrap_or(found) == word)
        };
        if has("pagebreak") {
            Self::Page
        } else if has("noteref") {
            Self::Sign
        } else if has("backlink") {
            Self::Back
        } else {
            Self::None
        }
    }
}

/// Returns where a link leads to: the name of a part, and what is in it.
fn target(file: &str, href: &str) -> String {
    let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
    let part = if path.is_empty() {
        file.to_owned()
    } else {
        resolve(file, path)
    };
    format!("{part}#{fragment}")
}

#[cfg(test)]
mod tests;
