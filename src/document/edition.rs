//! Text editions: the text of an original that is no plain text, such as a PDF, in a plain text file beside it.
//!
//! ```text
//! annals text edition 1
//! original: report.pdf
//! sha256: 9c1f…
//! extractor: annals 0.2.0 pdf, hayro 0.9.0
//! taken: 2026-11-27
//! pages: 6f952df5 5d22b471
//!
//! [p. 1] Harbour Board – Report 14/2024 · 1 / 6
//!
//! …which the clerk had countersigned on 7 September 2017, prohibited
//! [p. 2 "ii"] Harbour Board – Report 14/2024 · 2 / 6
//! the committee from publishing it.
//! ```
//!
//! Facts about the extraction come first. A blank line ends them, and the body follows: lines as they are on the
//! page, with blank lines between paragraphs. A line that begins with a [`Mark`] says where the text after it is, and
//! ends no paragraph.

mod at;
mod digest;
mod edits;
mod header;
mod locations;
mod locator;
mod mark;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

pub use at::At;
pub use digest::Part;
pub use edits::Edits;
pub use header::{Header, assemble};
pub use locations::Beginning;
pub use locator::{Locator, LocatorKeys, clock, read_clock};
pub use mark::Mark;
pub use reader::Edition;
pub(super) use reader::read;
pub use writer::EditionWriter;
