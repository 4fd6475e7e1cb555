//! Lanes: one row per actor, with time on the horizontal axis.

mod areas;
mod lane;
mod mark;
mod state;
mod viewport;

pub use areas::LaneAreas;
pub use lane::{Lane, NOBODY};
pub use mark::{Cell, Mark, Sign};
pub use state::{Lanes, VisibleLane};
