//! Lanes: actors down, time across.

mod areas;
mod lane;
mod mark;
mod sight;
mod state;

pub use areas::Areas;
pub use lane::{Lane, NOBODY};
pub use mark::{Cell, Mark, Sign};
pub use state::{Lanes, VisibleLane};
