//! Dates: reading events that are little but a date, and putting dates in order.

use std::fmt::Write;
use std::hint::black_box;

use annals::load;
use annals::timeline::EventId;
use criterion::{BatchSize, BenchmarkId, Criterion};

use crate::{SIZES, support, timeline};

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "the type of a date is private"
)]
pub fn all(c: &mut Criterion) {
    let mut group = c.benchmark_group("dates");
    group.sample_size(20);
    for events in SIZES {
        let mut lines = String::new();
        for (index, date) in support::dates(events).iter().enumerate() {
            let _ = writeln!(lines, r#"{{"id":"e{index}","date":"{date}","title":"a"}}"#);
        }
        group.bench_function(BenchmarkId::new("parse", events), |b| {
            b.iter(|| load::from_text("events.jsonl", black_box(&lines)).expect("it loads"));
        });
        let timeline = timeline(events);
        let mut dates: Vec<_> = (0..events)
            .map(|index| timeline.event(EventId::new(index)).expect("an event"))
            .filter_map(|event| event.when.date().cloned())
            .collect();
        // By their text, which is another order.
        dates.sort_by(|a, b| a.as_str().chars().rev().cmp(b.as_str().chars().rev()));
        group.bench_function(BenchmarkId::new("order", events), |b| {
            b.iter_batched_ref(
                || dates.clone(),
                |dates| dates.sort_by_key(|date| date.order()),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}
