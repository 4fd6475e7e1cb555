//! `annals`: a timeline you can check.
//!
//! This library exists for the `annals` program. Some modules are public so that the program, its tests
//! and its benchmarks can use them; none of it is a stable interface. What is stable is what the program
//! promises: the event file, the filter language, and the JSON that `list` and `check` write.

#[macro_use]
mod table;

pub(crate) mod amend;
pub mod anchor;
pub(crate) mod check;
pub mod cli;
pub mod clickhouse;
pub mod command;
pub(crate) mod coverage;
pub mod date;
pub mod diagnostic;
pub mod document;
pub(crate) mod export;
pub mod filter;
pub mod import;
pub mod load;
pub(crate) mod lock;
pub(crate) mod packed;
pub(crate) mod parallel;
pub(crate) mod schema;
pub mod search;
pub mod text;
pub mod timeline;
pub mod tui;
