//! Reading an event file.

use std::hint::black_box;

use annals::load;
use criterion::{BenchmarkId, Criterion};

use crate::{SIZES, support};

pub fn all(c: &mut Criterion) {
    let mut group = c.benchmark_group("load");
    group.bench_function("example", |b| {
        b.iter(|| load::from_inputs(&[load::example()]).expect("it loads"));
    });
    group.sample_size(10);
    for events in SIZES {
        for (format, name, text) in [
            ("TOML", "events.toml", support::toml(events)),
            ("JSON Lines", "events.jsonl", support::jsonl(events)),
        ] {
            group.bench_with_input(BenchmarkId::new(format, events), &text, |b, text| {
                b.iter(|| load::from_text(name, black_box(text)).expect("it loads"));
            });
        }
    }
    group.finish();
}
