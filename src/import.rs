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
mod annotations;
mod columns;
mod date;
mod dialect;
mod draft;
mod failure;
mod guess;
mod html;
mod ics;
mod importer;
mod json;
mod kind;
mod mapping;
mod objects;
mod parts;
mod plan;
mod record;
mod report;
mod sketch;
mod table;
mod template;
#[cfg(test)]
mod tests;
mod texts;
mod timelinejs;
mod timemap;
mod unplaced;
mod when;

pub use dialect::{DOCUMENTS, Document};
pub use draft::each as each_draft;
pub use failure::{Failure, Wrong};
pub use guess::{by_mapping, columns, named, recognise};
pub use html::text_and_links;
pub use importer::Importer;
pub use kind::{Dialect, HEAD};
pub use mapping::Mapping;
pub use record::{Cited, Named, Record};
pub use report::{Outcome, Report};
pub use sketch::sketch;
