//! The dialects: what other programs write.

use super::failure::Failure;
use super::importer::Importer;

/// A dialect whose inputs are read as a whole.
#[derive(Clone, Copy)]
pub struct Document {
    /// The name on the command line.
    pub name: &'static str,
    /// What it is, for people, such as `TimelineJS`.
    pub title: &'static str,
    /// Tells from the beginning of an input, which may end anywhere, whether it is in this dialect.
    pub recognises: fn(&str) -> bool,
    /// Hands every record of an input to an importer.
    pub read: fn(&str, &mut Importer<'_>) -> Result<(), Failure>,
}

/// The dialects whose inputs are read as a whole, in the order in which they are tried.
pub const DOCUMENTS: &[Document] = &[];
