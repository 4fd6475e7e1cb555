//! Pure functions from strings to strings, widths and ranges.
//!
//! Nothing here knows about events, files, terminals or time. Every function is deterministic and
//! infallible.

#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing)
)]

pub mod cell;
pub mod flow;
pub mod fold;
pub mod fragment;
pub mod mapped;
pub mod normalize;
pub mod sanitize;
pub mod typography;
pub mod width;
pub mod wrap;
