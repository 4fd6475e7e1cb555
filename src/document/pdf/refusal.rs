//! What to tell about pages that cannot be read, or only in part.

use hayro_syntax::{DecryptionError, LoadPdfError};

use super::decode::Drawn;
use crate::document::Refusal;

/// The share of unknown characters above which a page is not legible.
const UNKNOWN: f64 = 0.3;

/// The share of a page above which an image is the page.
const IMAGE: f64 = 0.6;

/// The fewest characters of a page with text, if an image covers it.
const FEW: usize = 100;

/// Returns why a file cannot be opened.
pub(super) fn unopened(error: LoadPdfError) -> Refusal {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "it is protected with a password; save a copy without it, for example with \
             `qpdf --decrypt --password=… report.pdf copy.pdf`"
        }
        LoadPdfError::Decryption(_) => "its encryption is not supported",
        LoadPdfError::Invalid => "it is not a PDF file, or it is damaged",
    }
    .into()
}

/// The numbers of pages that have something wrong.
#[derive(Debug, Default)]
pub(super) struct Report {
    images: Vec<usize>,
    unknown: Vec<usize>,
    partly_unknown: Vec<usize>,
    cut: Vec<usize>,
    /// How many pages have text.
    legible: usize,
}

impl Report {
    /// Notes what is wrong with a page. Returns whether its text can be used.
    pub(super) fn add(&mut self, number: usize, drawn: &Drawn) -> bool {
        let visible = drawn.visible();
        let is_legible = drawn.unknown as f64 <= UNKNOWN * visible as f64;
        if drawn.image >= IMAGE && visible < FEW {
            self.images.push(number);
        }
        if !is_legible {
            self.unknown.push(number);
        } else if drawn.unknown > 0 {
            self.partly_unknown.push(number);
        }
        if drawn.is_cut {
            self.cut.push(number);
        }
        self.legible += usize::from(is_legible && visible > 0);
        is_legible
    }

    /// Refuses a file in which no page has text.
    pub(super) fn check(&self, pages: usize) -> Result<(), Refusal> {
        const OCR: &str = "run `ocrmypdf --force-ocr report.pdf report-ocr.pdf` and add `report-ocr.pdf` instead";
        if self.legible > 0 {
            return Ok(());
        }
        let reason = if pages == 0 {
            "it has no pages".to_owned()
        } else if !self.unknown.is_empty() {
            format!("its fonts do not say which characters they draw; {OCR}")
        } else if !self.images.is_empty() {
            format!("its pages are images without text; {OCR}")
        } else {
            "no page has text".to_owned()
        };
        Err(reason.into())
    }

    /// Returns a sentence for each kind of pages.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let mut note = |numbers: &[usize], what: &str| {
            if !numbers.is_empty() {
                notes.push(format!("{}: {what}", pages(numbers)));
            }
        };
        note(&self.images, "an image with little or no text");
        note(&self.unknown, "left out");
        note(&self.partly_unknown, "some characters");
        note(&self.cut, "too many");
        notes
    }
}

/// Returns numbers of pages as a text: `page 3`, `pages 1–2, 5`.
fn pages(numbers: &[usize]) -> String {
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    let run = |run: &[usize]| match run {
        [first, .., last] => format!("{first}–{last}"),
        _ => run.iter().map(usize::to_string).collect(),
    };
    let runs: Vec<String> = runs.map(run).collect();
    let noun = if numbers.len() == 1 { "page" } else { "pages" };
    format!("{noun} {}", runs.join(", "))
}
