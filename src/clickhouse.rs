//! A timeline on a ClickHouse server, for more events than a file should have, or for several people.
//!
//! A rank is never asked for. A [`calendar`] tells how many events begin on which day, and from that follow the
//! number of events, their headings, the strip, and on which days the events of a screen are. Texts that people
//! write never become part of a query: they are [`bound`].

mod address;
mod alone;
mod binary;
mod bound;
mod calendar;
mod chosen;
mod client;
mod condition;
mod engine;
mod names;
mod numbers;
mod push;
mod record;
mod store;
mod tables;

pub use address::{Address, SCHEME};
pub use numbers::Definitions;
pub use push::{Pushed, push};
pub use store::{Unopened, open};
