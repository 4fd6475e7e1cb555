//! Turns what other programs write into event data of our own: one event a line, as JSON.
//!
//! A [`Dialect`] reads its records one after the other and hands each to an [`Importer`], which writes it and counts
//! what became of it. Nothing is dropped silently: of every record it is known whether it was kept, altered or refused,
//! with its line and the reason.

#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing)
)]

mod address;
mod dialect;
mod failure;
mod html;
mod importer;
mod record;
mod report;

pub use dialect::{DOCUMENTS, Document};
pub use failure::{Failure, Wrong};
pub use html::text_and_links;
pub use importer::Importer;
pub use record::{Cited, Named, Record};
pub use report::{Outcome, Report};
