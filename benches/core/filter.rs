//! Parsing a filter and applying it, with the headings of what is left.

use std::hint::black_box;

use annals::filter::Filter;
use annals::tui::outline::Outline;
use criterion::{BenchmarkId, Criterion};

use crate::{SIZES, timeline};

pub fn all(c: &mut Criterion) {
    let mut group = c.benchmark_group("filter");
    for events in SIZES {
        let timeline = &timeline(events);
        for (name, text) in [
            ("actor and tag", "actor:actor-10 -tag:tag-1"),
            ("date", "within:1950..1960"),
            ("words", "treaty harbour"),
            ("word that is nowhere", "zeppelin"),
            ("mixed", "(place:lodz OR title:sao) is:approximate -verdict"),
        ] {
            group.bench_function(BenchmarkId::new(name, events), |b| {
                b.iter(|| {
                    let filter = Filter::parse(black_box(text), timeline).expect("it parses");
                    let kept = timeline.select(filter.query()).expect("an answer");
                    Outline::new(timeline, kept, timeline.grain()).expect("an answer")
                });
            });
        }
    }
    group.finish();
}
