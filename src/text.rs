//! Text: pure functions from strings to strings, widths and ranges.
//!
//! Nothing here knows of events, files, terminals or time; every function gives the same answer
//! for the same text, and none can fail.

pub mod cell;
pub mod fold;
pub mod fragment;
pub mod normalize;
pub mod sanitize;
pub mod width;
pub mod wrap;
