//! E-books: their chapters in the order of the spine, with the pages of the printed book where they are marked.

mod book;
mod chapter;
mod pages;

use crate::document::charset;
use crate::document::encoding::Encoding;
use crate::document::html_page;
use crate::document::original::Extract;
use crate::document::package::Package;
use crate::document::reading::Extent;
use book::Book;
use chapter::Chapter;
use pages::Piece;

/// Reads the text of a book and what it says about itself. `progress` is told how many of how many chapters are done.
pub(super) fn read(
    package: &mut Package<'_>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Extract, String> {
    let book = Book::open(package)?;
    let mut extract = Extract {
        facts: book.facts,
        ..Extract::default()
    };
    let mut reader = Chapter::default();
    let count = book.chapters.len();
    for (done, name) in book.chapters.iter().enumerate() {
        progress(done, count);
        let bytes = match package.part(name) {
            Ok(bytes) => bytes,
            Err(error) => {
                extract
                    .notes
                    .push(format!("a chapter is left out: {error}"));
                continue;
            }
        };
        let declared = Encoding::declared(&bytes).map(Encoding::name);
        let text = charset::text(&bytes, declared.as_deref(), &mut extract.notes);
        let kept = reader.pieces.len();
        if let Err(error) = reader.read(name, &text) {
            extract.notes.push(format!(
                "{name} is not well-formed and was read as HTML, without its pages: {error}"
            ));
            reader.pieces.truncate(kept);
            let bytes = text.as_bytes();
            let body = html_page::paragraphs(bytes, Some("utf-8"), Extent::All, &mut Vec::new());
            for paragraph in body.paragraphs().iter() {
                reader.pieces.push(Piece::Line(paragraph.to_owned()));
                reader.pieces.push(Piece::End);
            }
        }
    }
    extract.body = pages::write(&reader.pieces);
    if extract.body.is_empty() {
        return Err("it has no text".to_owned());
    }
    Ok(extract)
}
