//! The rows of a screen, from anywhere in the timeline.

use annals::timeline::Query;
use criterion::{BenchmarkId, Criterion};

use crate::{SIZES, timeline};

/// The height of the list in a terminal of 40 lines.
const ROWS: usize = 36;

pub fn all(c: &mut Criterion) {
    let mut group = c.benchmark_group("window");
    for events in SIZES {
        let timeline = timeline(events);
        let everything = timeline.select(&Query::everything()).expect("an answer");
        let mut first = 0;
        group.bench_function(BenchmarkId::new("36 rows", events), |b| {
            b.iter(|| {
                // A prime number, so that all parts of the timeline have their turn.
                first = (first + 7_919) % (events - ROWS);
                timeline
                    .window(&everything, first..first + ROWS)
                    .expect("an answer")
            });
        });
    }
    group.finish();
}
