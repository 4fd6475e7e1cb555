//! A story: the text of a document, or of its notes.

use std::collections::HashMap;

use crate::document::office::flow::Flow;
use crate::document::office::styles::Styles;
use crate::document::office::xml::{Element, Step, Xml};

/// The elements whose content is not part of the text: what is deleted or moved away, codes of fields, earlier
/// formats, the second copy of a drawing, and the pronunciation of words.
const LEFT_OUT: [&str; 13] = [
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "Fallback",
    "rt",
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
];

/// The kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

impl NoteKind {
    /// Returns the name of the part that has these notes.
    pub const fn relation(self) -> &'static str {
        match self {
            Self::Footnote => "footnotes",
            Self::Endnote => "endnotes",
        }
    }

    const fn element(self) -> &'static str {
        match self {
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
        }
    }
}

/// The paragraphs of each note.
pub(super) type Notes = HashMap<(NoteKind, String), Vec<String>>;

/// Reads a story.
pub(super) struct Story<'a> {
    styles: &'a Styles,
    notes: Notes,
    /// How many notes were referred to.
    referred: usize,
    flow: Flow,
    /// The elements that are open.
    open: Vec<Part>,
    /// For each paragraph that is open, what its properties say.
    paragraphs: Vec<Paragraph>,
    /// For each run that is open, whether it is hidden.
    runs: Vec<bool>,
    /// For each field that is open, whether its code is being read, and not its result.
    fields: Vec<bool>,
}

#[derive(Debug, Default)]
struct Paragraph {
    /// Whether its style hides text.
    hidden: bool,
    /// Whether its end is deleted, so that the next paragraph continues it.
    continues: bool,
}

/// The elements that mean something where they end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Paragraph,
    ParagraphProperties,
    Run,
    Text,
    Row,
    Cell,
    Other,
}

impl<'a> Story<'a> {
    pub fn new(styles: &'a Styles, notes: Notes) -> Self {
        Self {
            styles,
            notes,
            referred: 0,
            flow: Flow::default(),
            open: Vec::new(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// Returns the paragraphs that were read.
    pub fn take(&mut self) -> Vec<String> {
        self.flow.take()
    }

    /// Reads the text of a document.
    pub fn read(&mut self, xml: &str) -> Result<(), String> {
        let mut reader = Xml::new(xml);
        while let Some(step) = reader.next()? {
            self.step(step, &mut reader)?;
        }
        Ok(())
    }

    /// Reads the notes of a document.
    pub fn read_notes(
        &mut self,
        xml: &str,
        kind: NoteKind,
        notes: &mut Notes,
    ) -> Result<(), String> {
        let mut reader = Xml::new(xml);
        let mut id = None;
        while let Some(step) = reader.next()? {
            if let Step::Enter(element) = &step
                && element.name() == kind.element()
            {
                let before = id.replace(element.attribute("id").unwrap_or_default());
                self.keep(before, kind, notes);
            }
            self.step(step, &mut reader)?;
        }
        self.keep(id, kind, notes);
        Ok(())
    }

    fn keep(&mut self, id: Option<String>, kind: NoteKind, notes: &mut Notes) {
        let paragraphs = self.flow.take();
        if let Some(id) = id {
            notes.insert((kind, id), paragraphs);
        }
    }

    fn step(&mut self, step: Step<'_>, reader: &mut Xml<'_>) -> Result<(), String> {
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
            Step::Text(text) => {
                if self.open.last() == Some(&Part::Text) {
                    self.text(&text.replace('\n', " "));
                }
            }
        }
        Ok(())
    }

    fn leaves_out(&mut self, element: &Element<'_>) -> bool {
        let name = element.name();
        let is_left_out = LEFT_OUT.contains(&name);
        // Among the properties of a paragraph, it says that the end of the paragraph is deleted.
        if matches!(name, "del" | "moveFrom")
            && self.open.contains(&Part::ParagraphProperties)
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.continues = true;
        }
        is_left_out
    }

    fn enter(&mut self, element: &Element<'_>) -> Part {
        match element.name() {
            "p" => {
                self.paragraphs.push(Paragraph::default());
                self.flow.begin_paragraph();
                return Part::Paragraph;
            }
            "pPr" => return Part::ParagraphProperties,
            "r" => {
                let hidden = self.paragraphs.last().is_some_and(|open| open.hidden);
                self.runs.push(hidden);
                return Part::Run;
            }
            "t" => return Part::Text,
            "tr" => {
                self.flow.begin_row();
                return Part::Row;
            }
            "tc" => return Part::Cell,
            "pStyle" => self.style_paragraph(element),
            "rStyle" => {
                let hides = self.style_of(element);
                self.hide_run(hides.filter(|hides| *hides));
            }
            "vanish" => self.hide_run(Some(is_on(element))),
            "fldChar" => self.field(element),
            "footnoteReference" => self.refer(NoteKind::Footnote, element),
            "endnoteReference" => self.refer(NoteKind::Endnote, element),
            "tab" | "ptab" if self.is_in_run() => self.text(" "),
            "br" | "cr" if self.is_in_run() => self.text("\n"),
            "noBreakHyphen" => self.text("\u{2011}"),
            "sym" => self.symbol(element),
            _ => {}
        }
        Part::Other
    }

    fn leave(&mut self, part: Part) {
        match part {
            Part::Paragraph => {
                // The code of a field ends with its paragraph, so that a field without an end hides nothing else.
                self.fields.fill(false);
                match self.paragraphs.pop() {
                    Some(open) if open.continues => self.flow.hold_paragraph(),
                    _ => self.flow.end_paragraph(),
                }
            }
            Part::Run => drop(self.runs.pop()),
            Part::Row => self.flow.end_row(),
            Part::Cell => self.flow.end_cell(),
            Part::ParagraphProperties | Part::Text | Part::Other => {}
        }
    }

    /// Adds text, unless it is hidden.
    fn text(&mut self, text: &str) {
        let hidden = self.runs.last().copied().unwrap_or_default();
        if !hidden && !self.fields.contains(&true) {
            self.flow.text(text);
        }
    }

    /// Returns whether an element is content of a run. Among the properties of a paragraph there are tabs, too.
    fn is_in_run(&self) -> bool {
        self.open.last() == Some(&Part::Run)
    }

    fn style_of(&self, element: &Element<'_>) -> Option<bool> {
        let style = element.attribute("val")?;
        Some(self.styles.hides(&style))
    }

    fn style_paragraph(&mut self, element: &Element<'_>) {
        let hides = self.style_of(element).unwrap_or_default();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.hidden = hides;
        }
    }

    /// Hides the run that is open, or not. The properties of a paragraph are those of its end, which is no text.
    fn hide_run(&mut self, hides: Option<bool>) {
        let of_paragraph = self.open.iter().rev();
        let mut of_paragraph = of_paragraph.take_while(|part| **part != Part::Run);
        if !of_paragraph.any(|part| *part == Part::ParagraphProperties)
            && let (Some(hides), Some(run)) = (hides, self.runs.last_mut())
        {
            *run = hides;
        }
    }

    fn field(&mut self, element: &Element<'_>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(true),
            Some("separate") => {
                if let Some(code) = self.fields.last_mut() {
                    *code = false;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn refer(&mut self, kind: NoteKind, element: &Element<'_>) {
        if self.runs.last().copied().unwrap_or_default() {
            return;
        }
        let id = element.attribute("id").unwrap_or_default();
        let Some(paragraphs) = self.notes.remove(&(kind, id)) else {
            return;
        };
        self.referred += 1;
        let label = self.referred.to_string();
        self.text(&format!("[{label}]"));
        self.flow.after_paragraph(&label, &paragraphs);
    }

    /// Adds a character of a font. Those of symbol fonts have no meaning outside of their font.
    fn symbol(&mut self, element: &Element<'_>) {
        let code = element.attribute("char");
        let code = code.and_then(|code| u32::from_str_radix(&code, 16).ok());
        let c = code.and_then(char::from_u32);
        if let Some(c) = c.filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c)) {
            self.text(c.encode_utf8(&mut [0; 4]));
        }
    }
}

/// Returns whether a property that is there holds.
pub(super) fn is_on(element: &Element<'_>) -> bool {
    !matches!(
        element.attribute("val").as_deref(),
        Some("0" | "false" | "off")
    )
}
