//! PDF to text.
//!
//! A PDF draws characters at places of a page and knows no words. Each stage makes more of them: characters
//! (`decode`) are turned upright (`turn`) and put on rows (`rows`) of words (`words`); rows are divided into columns
//! (`columns`) and read in order as lines (`lines`); what recurs at the edges of pages is taken out (`furniture`); lines
//! become paragraphs (`paragraphs`), which are written out (`write`).

mod columns;
mod decode;
mod effort;
mod facts;
mod furniture;
mod glyph;
mod hyphens;
mod labels;
mod line_numbers;
mod lines;
mod marked;
mod measure;
mod notes;
mod order;
mod paragraphs;
mod report;
mod rows;
mod script;
mod sentence;
mod superscript;
#[cfg(test)]
mod tests;
mod turn;
mod words;
mod write;

use hayro_interpret::InterpreterCache;
use hayro_syntax::Pdf;

use crate::document::original::{Extract, Refusal};
use effort::Effort;
use report::Report;

/// The library that decodes PDFs, with its version.
pub const DECODER: &str = "hayro 0.9.0";

/// Reads a PDF. `progress` is told the number of each page, counted from 1, and how many there are.
pub fn read(bytes: &[u8], progress: &mut dyn FnMut(usize, usize)) -> Result<Extract, Refusal> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(report::unopened)?;
    let count = pdf.pages().len();
    let cache = InterpreterCache::new();
    let mut report = Report::default();
    let mut effort = Effort::default();
    let mut numbers = None;
    let mut pages = Vec::with_capacity(count);
    for (index, page) in pdf.pages().iter().enumerate() {
        progress(index + 1, count);
        let has_contents = page.raw().contains_key(b"Contents");
        let glyphs = if has_contents && page.page_stream().is_none() {
            report.lose(index + 1)
        } else if effort.allows(page) {
            report.glyphs(index + 1, decode::page(page, &cache))
        } else {
            report.skip(index + 1)
        };
        pages.push(lines::lines(glyphs, &mut numbers));
    }
    report.check(&pdf, bytes.len())?;
    let furniture = furniture::remove(&mut pages);
    let labels = labels::labels(&pdf, &furniture);
    Ok(Extract {
        body: write::write(paragraphs::paragraphs(pages), &labels, &furniture),
        facts: facts::facts(&pdf),
        notes: report.notes(),
    })
}
