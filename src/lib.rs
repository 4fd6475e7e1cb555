//! `annals`: a timeline you can check.

pub mod amend;
pub mod anchor;
pub mod check;
pub mod cli;
pub mod command;
pub mod coverage;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod filter;
pub mod load;
pub mod lock;
pub mod search;
pub mod text;
pub mod timeline;
pub mod tui;
