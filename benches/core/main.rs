//! Measures single operations without a terminal, on timelines of three sizes where their
//! time depends on the size.
//!
//! `cargo bench --bench core`, or with a part of a name: `cargo bench --bench core -- filter`

#[path = "../../tests/screen/mod.rs"]
mod screen;
#[path = "../support/mod.rs"]
mod support;

mod anchor;
mod dates;
mod draw;
mod filter;
mod load;
mod search;
mod text;
mod window;

use annals::load::from_text;
use annals::timeline::Timeline;
use criterion::{criterion_group, criterion_main};

/// The numbers of events.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// Returns a timeline read from JSON Lines.
fn timeline(events: usize) -> Timeline {
    let loaded = from_text("events.jsonl", &support::jsonl(events));
    loaded.expect("it loads").timeline
}

criterion_group!(
    benches,
    load::all,
    filter::all,
    search::all,
    window::all,
    draw::all,
    dates::all,
    anchor::all,
    text::all
);
criterion_main!(benches);
