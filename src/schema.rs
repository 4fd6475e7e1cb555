//! JSON Schemas (draft 2020-12): of the event file, for editors, and of drafts of events, for programs that propose
//! them. The words that a key takes come from the tables that the loader reads them by.

mod draft;
mod event_file;
mod parts;

pub use draft::draft;
pub use event_file::event_file;

#[cfg(test)]
mod tests;
