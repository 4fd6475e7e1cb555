//! The flow of a document: paragraphs, the cells of tables, notes and boxes, in the order in which they are read.

/// How many bytes the cells of a row may have for the row to be one paragraph, if a cell has several.
const MAX_ROW: usize = 600;

/// Paragraphs that are being written. Whatever is within a paragraph, such as a box, comes after it.
#[derive(Debug, Default)]
pub(super) struct Flow {
    done: Vec<String>,
    /// What is open, the innermost last.
    open: Vec<Open>,
    /// What comes after the outermost paragraph or row that is open.
    after: Vec<String>,
    /// The text of a paragraph that the next one continues.
    held: String,
}

#[derive(Debug)]
enum Open {
    Paragraph(String),
    Row {
        cells: Vec<Vec<String>>,
        /// The paragraphs of the cell that is open.
        cell: Vec<String>,
    },
    Note {
        label: String,
        paragraphs: Vec<String>,
    },
}

impl Flow {
    pub fn begin_paragraph(&mut self) {
        let held = std::mem::take(&mut self.held);
        self.open.push(Open::Paragraph(held));
    }

    /// Adds text to the paragraph that is open. Elsewhere text means nothing.
    pub fn text(&mut self, text: &str) {
        if let Some(Open::Paragraph(open)) = self.open.last_mut() {
            open.push_str(text);
        }
    }

    pub fn end_paragraph(&mut self) {
        if let Some(Open::Paragraph(text)) =
            self.open.pop_if(|open| matches!(open, Open::Paragraph(_)))
        {
            self.deliver(&text);
        }
    }

    /// Ends a paragraph that the next one continues.
    pub fn hold_paragraph(&mut self) {
        if let Some(Open::Paragraph(text)) =
            self.open.pop_if(|open| matches!(open, Open::Paragraph(_)))
        {
            self.held = text;
        }
    }

    /// Ends a paragraph without its text.
    pub fn drop_paragraph(&mut self) {
        if self
            .open
            .pop_if(|open| matches!(open, Open::Paragraph(_)))
            .is_some()
        {
            self.settle();
        }
    }

    pub fn begin_row(&mut self) {
        self.release();
        let (cells, cell) = (Vec::new(), Vec::new());
        self.open.push(Open::Row { cells, cell });
    }

    pub fn end_cell(&mut self) {
        self.release();
        if let Some(Open::Row { cells, cell }) = self.open.last_mut() {
            cells.push(std::mem::take(cell));
        }
    }

    /// Ends a row: one paragraph with its cells, or the paragraphs of its cells if the table only lays out text.
    pub fn end_row(&mut self) {
        let Some(Open::Row { cells, .. }) =
            self.open.pop_if(|open| matches!(open, Open::Row { .. }))
        else {
            return;
        };
        let bytes: usize = cells.iter().flatten().map(String::len).sum();
        let is_layout = bytes > MAX_ROW && cells.iter().any(|cell| cell.len() > 1);
        if is_layout || bytes == 0 {
            for paragraph in cells.into_iter().flatten() {
                self.deliver(&paragraph);
            }
            self.settle();
        } else {
            let cells: Vec<String> = cells.iter().map(|cell| cell.join(" ")).collect();
            self.deliver(&cells.join(" | "));
        }
    }

    pub fn begin_note(&mut self, label: String) {
        let paragraphs = Vec::new();
        self.open.push(Open::Note { label, paragraphs });
    }

    pub fn end_note(&mut self) {
        if let Some(Open::Note { label, paragraphs }) =
            self.open.pop_if(|open| matches!(open, Open::Note { .. }))
        {
            self.after_paragraph(&label, &paragraphs);
        }
    }

    /// Adds a note that comes after the paragraph or row that is open.
    pub fn after_paragraph(&mut self, label: &str, paragraphs: &[String]) {
        if !paragraphs.is_empty() {
            let note = format!("[{label}] {}", paragraphs.join("\n"));
            self.after.push(note);
        }
    }

    /// Returns all paragraphs, also those that are still open. Each has lines.
    pub fn take(&mut self) -> Vec<String> {
        self.release();
        let mut open = std::mem::take(&mut self.open);
        for open in open.drain(..) {
            match open {
                Open::Paragraph(text) => self.push(&text),
                Open::Row { cells, cell } => {
                    for text in cells.iter().flatten().chain(&cell) {
                        self.push(text);
                    }
                }
                Open::Note { paragraphs, .. } => self.done.extend(paragraphs),
            }
        }
        self.settle();
        std::mem::take(&mut self.done)
    }

    /// Puts a paragraph where it belongs.
    fn deliver(&mut self, text: &str) {
        let text = lines(text);
        if !text.is_empty() {
            match self.open.last_mut() {
                Some(Open::Note { paragraphs, .. }) => paragraphs.push(text),
                Some(Open::Row { cell, .. }) => cell.push(text),
                Some(Open::Paragraph(_)) => self.after.push(text),
                None => self.done.push(text),
            }
        }
        self.settle();
    }

    fn push(&mut self, text: &str) {
        let text = lines(text);
        if !text.is_empty() {
            self.done.push(text);
        }
    }

    /// Writes what comes after a paragraph once nothing is open.
    fn settle(&mut self) {
        if self.open.is_empty() {
            self.done.append(&mut self.after);
        }
    }

    /// Writes a paragraph that nothing continues.
    fn release(&mut self) {
        if !self.held.is_empty() {
            let held = std::mem::take(&mut self.held);
            self.deliver(&held);
        }
    }
}

/// Returns the lines of a text without white space around them, and without blank ones.
fn lines(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.join(" ")
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(flow: &mut Flow, text: &str) {
        flow.begin_paragraph();
        flow.text(text);
        flow.end_paragraph();
    }

    #[test]
    fn notes_and_boxes_come_after_their_paragraph() {
        let mut flow = Flow::default();
        flow.text("nowhere");
        flow.begin_paragraph();
        flow.text("It was[1] ");
        flow.begin_note("1".to_owned());
        paragraph(&mut flow, "A note.");
        paragraph(&mut flow, "Its end.");
        flow.end_note();
        paragraph(&mut flow, "A box.");
        flow.text(" so.\nLine  two");
        flow.end_paragraph();
        paragraph(&mut flow, "  ");
        paragraph(&mut flow, "Next.");
        let expected = [
            "It was[1] so.\nLine two",
            "[1] A note.\nIts end.",
            "A box.",
            "Next.",
        ];
        assert_eq!(flow.take(), expected);
    }

    #[test]
    fn rows_are_paragraphs_unless_they_lay_out_text() {
        let long = "x".repeat(MAX_ROW);
        let table = |cells: &[&[&str]]| {
            let mut flow = Flow::default();
            flow.begin_row();
            for cell in cells {
                for text in *cell {
                    paragraph(&mut flow, text);
                }
                flow.end_cell();
            }
            flow.end_row();
            flow.take()
        };
        assert_eq!(table(&[&["Fuel"], &["1", "2"], &[]]), ["Fuel | 1 2 |"]);
        assert_eq!(table(&[&["Fuel"], &[&long]]), [format!("Fuel | {long}")]);
        assert_eq!(table(&[&["Fuel", "Oil"], &[&long]]), ["Fuel", "Oil", &long]);
        assert!(table(&[&[], &[" "]]).is_empty());
    }

    #[test]
    fn a_held_paragraph_is_continued() {
        let mut flow = Flow::default();
        flow.begin_paragraph();
        flow.text("It was ");
        flow.hold_paragraph();
        paragraph(&mut flow, "so.");
        flow.begin_paragraph();
        flow.text("End");
        flow.hold_paragraph();
        assert_eq!(flow.take(), ["It was so.", "End"]);
    }

    #[test]
    fn what_is_open_at_the_end_is_kept() {
        let mut flow = Flow::default();
        flow.begin_row();
        paragraph(&mut flow, "One");
        flow.end_cell();
        flow.begin_paragraph();
        flow.text("Two");
        assert_eq!(flow.take(), ["One", "Two"]);
    }
}
