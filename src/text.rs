//! Pure functions from strings to strings, widths and ranges.
//!
//! Nothing here knows about events, files, terminals or time. Every function is deterministic and
//! infallible.

#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing)
)]

pub(crate) mod cell;
pub(crate) mod distinct;
pub(crate) mod flow;
pub mod fold;
pub(crate) mod fragment;
pub(crate) mod kebab;
pub(crate) mod language_tag;
pub(crate) mod mapped;
pub(crate) mod markup;
pub(crate) mod normalize;
pub mod sanitize;
pub(crate) mod shell;
pub(crate) mod texts;
pub(crate) mod typography;
pub(crate) mod web;
pub mod width;
pub mod wrap;
