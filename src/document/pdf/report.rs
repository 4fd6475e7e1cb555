//! What to tell about pages that cannot be read, or only in part.

use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::decode::Drawn;
use super::glyph::Glyph;
use crate::document::original::Refusal;

/// The share of unknown characters above which a page is not legible.
const UNKNOWN: f64 = 0.3;

/// The share of a page above which an image is the page.
const IMAGE: f64 = 0.6;

/// The fewest characters of a page with text, if an image covers it.
const FEW: usize = 100;

/// How to get a file with text from one with images.
const OCR: &str =
    "run `ocrmypdf report.pdf report-ocr.pdf`, then `annals source add report-ocr.pdf`";

/// How to get a file with text from one whose text is of no use.
const FORCED_OCR: &str =
    "run `ocrmypdf --force-ocr report.pdf report-ocr.pdf`, then `annals source add report-ocr.pdf`";

/// Returns why a file cannot be opened.
pub(super) fn unopened(error: LoadPdfError) -> Refusal {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "the file is protected with a password; save a copy without it, for example with \
             `qpdf --password=… --decrypt report.pdf copy.pdf`"
        }
        LoadPdfError::Decryption(_) => "the encryption of the file is not supported",
        LoadPdfError::Invalid => "the file is not a PDF, or it is damaged",
    }
    .into()
}

/// The numbers of pages with something to tell, counted from 1.
#[derive(Debug, Default)]
pub(super) struct Report {
    images: Vec<usize>,
    illegible: Vec<usize>,
    partly_legible: Vec<usize>,
    cut: Vec<usize>,
    skipped: Vec<usize>,
    damaged: Vec<usize>,
    legible: usize,
    /// How many pages the file says it has, and how many were found, if they are fewer.
    incomplete: Option<(usize, usize)>,
}

impl Report {
    /// Returns the characters of a page, if the file names enough of them.
    pub(super) fn glyphs(&mut self, number: usize, drawn: Drawn) -> Vec<Glyph> {
        let visible = drawn.visible();
        let unknown = drawn.unknown();
        let is_legible = unknown as f64 <= UNKNOWN * visible as f64;
        if !is_legible {
            self.illegible.push(number);
            return Vec::new();
        }
        let lists = [
            (&mut self.images, drawn.image >= IMAGE && visible < FEW),
            (&mut self.partly_legible, unknown > 0),
            (&mut self.cut, drawn.is_cut),
        ];
        for (list, _) in lists.into_iter().filter(|(_, is_listed)| *is_listed) {
            list.push(number);
        }
        self.legible += usize::from(visible > 0);
        drawn.glyphs
    }

    /// Returns no characters for a page that takes too long to draw.
    pub(super) fn skip(&mut self, number: usize) -> Vec<Glyph> {
        self.skipped.push(number);
        Vec::new()
    }

    /// Returns no characters for a page whose contents cannot be decoded.
    pub(super) fn lose(&mut self, number: usize) -> Vec<Glyph> {
        self.damaged.push(number);
        Vec::new()
    }

    /// Refuses a file in which no page has text, or that says it has more pages than it has bytes, which no program
    /// writes.
    pub(super) fn check(&mut self, pdf: &Pdf, bytes: usize) -> Result<(), Refusal> {
        let found = pdf.pages().len();
        let declared = declared(pdf).filter(|declared| *declared > found);
        if let Some(declared) = declared.filter(|declared| *declared > bytes) {
            return Err(format!(
                "the file says that it has {declared} pages, which is not possible"
            )
            .into());
        }
        self.incomplete = declared.map(|declared| (declared, found));
        if self.legible > 0 {
            return Ok(());
        }
        let reason = if found == 0 {
            "the file has no pages".to_owned()
        } else if !self.illegible.is_empty() {
            let pages = pages(&self.illegible);
            format!("the fonts of {pages} do not say which characters they draw; {FORCED_OCR}")
        } else if !self.images.is_empty() {
            format!(
                "there is no text on {}, only images; {OCR}",
                pages(&self.images)
            )
        } else if !self.skipped.is_empty() {
            format!("{} would take too long to draw", pages(&self.skipped))
        } else if !self.damaged.is_empty() {
            format!("the contents of {} are damaged", pages(&self.damaged))
        } else {
            "no page has text".to_owned()
        };
        Err(reason.into())
    }

    /// Returns a sentence for each thing to tell.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let mut note = |numbers: &[usize], what: &str| {
            if !numbers.is_empty() {
                notes.push(format!("{}: {what}", pages(numbers)));
            }
        };
        note(
            &self.images,
            &format!("an image with little or no text; {OCR}"),
        );
        note(
            &self.illegible,
            &format!(
                "left out, because the fonts do not say which characters they draw; {FORCED_OCR}"
            ),
        );
        note(
            &self.partly_legible,
            "some characters are unknown and became U+FFFD, because their fonts do not say which they are",
        );
        note(
            &self.cut,
            "only the first characters were read, because there are too many",
        );
        note(
            &self.skipped,
            "left out, because drawing them would take too long",
        );
        note(&self.damaged, "left out, because the contents are damaged");
        if let Some((declared, found)) = self.incomplete {
            notes.push(format!(
                "the file is damaged: it says that it has {declared} pages, and {found} were found"
            ));
        }
        notes
    }
}

/// Returns the number of pages that the file says it has.
fn declared(pdf: &Pdf) -> Option<usize> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let count = catalog.get::<Dict<'_>>(b"Pages")?.get::<i32>(b"Count")?;
    usize::try_from(count).ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_named_in_runs() {
        assert_eq!(pages(&[3]), "page 3");
        assert_eq!(pages(&[1, 2, 3, 5, 8, 9]), "pages 1–3, 5, 8–9");
    }

    #[test]
    fn what_is_wrong_is_told_with_the_pages() {
        let glyph = |c| Glyph {
            c,
            x: 0.0,
            y: 0.0,
            width: 5.0,
            size: 10.0,
            toward: (1.0, 0.0),
            is_furniture: false,
        };
        let drawn = |text: &str, image| Drawn {
            glyphs: text.chars().map(glyph).collect(),
            image,
            is_cut: false,
        };
        let mut report = Report::default();
        assert_eq!(report.glyphs(1, drawn("abc", 0.0)).len(), 3);
        assert_eq!(report.glyphs(2, drawn("", 0.9)).len(), 0);
        assert_eq!(report.glyphs(3, drawn("a\u{fffd}", 0.0)).len(), 0);
        assert_eq!(report.glyphs(4, drawn("abcd\u{fffd}", 0.0)).len(), 5);
        assert_eq!(report.skip(5).len(), 0);
        assert_eq!(report.lose(6).len(), 0);
        let notes = report.notes();
        let starts = [
            "page 2: an image",
            "page 3: left out",
            "page 4: some",
            "page 5: left",
            "page 6: left",
        ];
        assert_eq!(notes.len(), starts.len());
        for (note, start) in notes.iter().zip(starts) {
            assert!(note.starts_with(start), "{note}");
        }
    }
}
