//! `OpenDocument` texts, as `LibreOffice` writes them.
//!
//! Deleted and hidden text, comments, headers and footers are left out. A note comes after its paragraph.

use super::dublin_core;
use super::flow::Flow;
use super::styles::Styles;
use super::xml::{Element, Step, Xml};
use crate::document::original::Extract;
use crate::document::package::Package;

/// The elements whose content is not part of the text: deleted text, comments, the signs of notes and the numbers of
/// items, what fields and forms are made of, descriptions of pictures, and the pronunciation of words.
const LEFT_OUT: [&str; 14] = [
    "tracked-changes",
    "annotation",
    "note-citation",
    "number",
    "hidden-text",
    "sequence-decls",
    "user-field-decls",
    "variable-decls",
    "forms",
    "scripts",
    "ruby-text",
    "automatic-styles",
    "table-of-content-source",
    "font-face-decls",
];

/// The largest number of spaces that one element stands for.
const MAX_SPACES: usize = 64;

/// Reads the text of a document and what it says about itself.
pub(super) fn read(package: &mut Package<'_>) -> Result<(Vec<String>, Extract), String> {
    let content = package.xml("content.xml")?;
    let mut styles = Styles::default();
    if let Ok(xml) = package.xml("styles.xml") {
        read_styles(&xml, &mut styles);
    }
    read_styles(&content, &mut styles);
    let mut extract = Extract::default();
    let mut text = Text {
        styles,
        flow: Flow::default(),
        open: Vec::new(),
        notes: 0,
    };
    if let Err(error) = text.read(&content) {
        extract
            .notes
            .push(format!("content.xml could not be read to the end: {error}"));
    }
    if let Ok(meta) = package.xml("meta.xml") {
        extract.facts = dublin_core::facts(&meta);
        // It is the day of the last change.
        extract.facts.published = None;
    }
    Ok((text.flow.take(), extract))
}

/// Reads which styles hide text, as far as they can be read.
fn read_styles(xml: &str, styles: &mut Styles) {
    let mut reader = Xml::new(xml);
    let mut name = None;
    while let Ok(Some(step)) = reader.next() {
        let Step::Enter(element) = step else {
            continue;
        };
        match (element.name(), &name) {
            // The text of the document comes after its styles.
            ("body" | "master-styles", _) => break,
            ("style", _) => {
                name = element.attribute("name");
                let base = element.attribute("parent-style-name");
                if let (Some(name), Some(base)) = (&name, base) {
                    styles.base(name, Some(base));
                }
            }
            ("text-properties", Some(name)) => {
                if let Some(display) = element.attribute("display") {
                    styles.hide(name, display == "none");
                }
            }
            _ => {}
        }
    }
}

struct Text {
    styles: Styles,
    flow: Flow,
    open: Vec<Part>,
    /// How many notes there were.
    notes: usize,
}

/// The elements that mean something where they end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Paragraph,
    /// A paragraph that a field in it hides.
    HiddenParagraph,
    Note,
    Row,
    Cell,
    Other,
}

impl Text {
    fn read(&mut self, xml: &str) -> Result<(), String> {
        let mut reader = Xml::new(xml);
        while let Some(step) = reader.next()? {
            match step {
                Step::Enter(element) if self.leaves_out(&element) => reader.skip()?,
                Step::Enter(element) => {
                    let part = self.enter(&element);
                    self.open.push(part);
                }
                Step::Leave => {
                    if let Some(part) = self.open.pop() {
                        self.leave(part);
                    }
                }
                Step::Text(text) => self.flow.text(&text.replace('\n', " ")),
            }
        }
        Ok(())
    }

    fn leaves_out(&self, element: &Element<'_>) -> bool {
        let is_hidden = || match element.name() {
            "section" => element
                .attribute("display")
                .is_some_and(|how| how == "none"),
            "span" | "p" | "h" => {
                let style = element.attribute("style-name");
                style.is_some_and(|style| self.styles.hides(&style))
            }
            _ => false,
        };
        let is_description = matches!(element.full_name(), "svg:title" | "svg:desc");
        LEFT_OUT.contains(&element.name()) || is_description || is_hidden()
    }

    fn enter(&mut self, element: &Element<'_>) -> Part {
        match element.name() {
            "p" | "h" => {
                self.flow.begin_paragraph();
                return Part::Paragraph;
            }
            "note" => {
                self.notes += 1;
                let label = self.notes.to_string();
                self.flow.text(&format!("[{label}]"));
                self.flow.begin_note(label);
                return Part::Note;
            }
            "table-row" => {
                self.flow.begin_row();
                return Part::Row;
            }
            "table-cell" | "covered-table-cell" => return Part::Cell,
            "hidden-paragraph" => {
                let hides = element
                    .attribute("is-hidden")
                    .is_some_and(|is| is == "true");
                let mut open = self.open.iter_mut().rev();
                if hides && let Some(part) = open.find(|part| **part == Part::Paragraph) {
                    *part = Part::HiddenParagraph;
                }
            }
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok());
                self.flow
                    .text(&" ".repeat(count.unwrap_or(1).min(MAX_SPACES)));
            }
            "tab" => self.flow.text(" "),
            "line-break" => self.flow.text("\n"),
            _ => {}
        }
        Part::Other
    }

    fn leave(&mut self, part: Part) {
        match part {
            Part::Paragraph => self.flow.end_paragraph(),
            Part::HiddenParagraph => self.flow.drop_paragraph(),
            Part::Note => self.flow.end_note(),
            Part::Row => self.flow.end_row(),
            Part::Cell => self.flow.end_cell(),
            Part::Other => {}
        }
    }
}
