//! Time along an axis: from days to columns and back, the names beside it, and how much each column holds.
//! The strip and the lanes share it.

mod density;
mod extent;
mod scale;
mod segment;
#[cfg(test)]
mod tests;
mod ticks;
mod unit;

pub use density::Density;
pub use extent::{Extent, Reach};
pub use scale::{Place, Scale};
pub use segment::Segment;
pub use ticks::{Marks, Tick, ticks};
