//! Searching in the list: `n` after `/`.

use annals::load::from_text;
use annals::tui::theme::Theme;
use criterion::{BenchmarkId, Criterion};

use crate::screen::{drive, open};
use crate::{SIZES, support};

pub fn all(c: &mut Criterion) {
    let mut group = c.benchmark_group("search");
    for events in SIZES {
        let text = support::jsonl(events);
        for (name, pattern) in [
            ("next hit", "treaty verdict"),
            ("text that is nowhere", "zeppelin"),
        ] {
            let loaded = from_text("events.jsonl", &text).expect("it loads");
            let mut app = open(loaded, Theme::new(true, false), 120, 40);
            drive(&mut app, &format!("/{pattern}<enter>"));
            group.bench_function(BenchmarkId::new(name, events), |b| {
                b.iter(|| drive(&mut app, "n"));
            });
        }
    }
    group.finish();
}
