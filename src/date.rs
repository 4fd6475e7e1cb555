//! Dates as sources give them: a day, a decade, "about 2023", a range with an unknown end.
//!
//! A [`Date`] is an EDTF expression (ISO 8601-2, levels 0 to 2). Its text is kept as written; its
//! bounds, its position in a timeline and its English form are derived from it. Years exceed the
//! range of calendar libraries, so they are plain `i64`.

// The numbers here come from files.
#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing)
)]

mod axis;
mod clock;
mod day;
mod display;
mod edtf;
mod ends;
mod grain;
mod language;
pub mod mention;
mod moment;
mod phrase;
mod refusal;
pub mod relation;
mod short;
#[cfg(test)]
mod tests;
mod value;

pub use clock::Clock;
pub use day::{Day, day_digits};
pub use ends::End;
pub use grain::{Grain, Stretch};
pub use moment::Moment;
pub use phrase::{begins_word, ranges_in};
pub use refusal::DateError;
pub use value::{Date, Order, Shape};
