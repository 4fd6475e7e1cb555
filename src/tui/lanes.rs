//! Lanes: one row per actor, with time on the horizontal axis.

mod areas;
mod lane;
mod mark;
mod set;
mod state;
mod viewport;

pub use areas::LaneAreas;
pub use lane::{Lane, LaneEvents, NOBODY};
pub use mark::{Cell, Mark, Sign};
pub use set::LaneSet;
pub use state::{Lanes, VisibleLane};
