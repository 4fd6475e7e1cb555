//! Wrapping and folding a text.

use std::hint::black_box;

use annals::text::fold::fold;
use annals::text::wrap::wrap;
use criterion::Criterion;

use crate::support;

pub fn all(c: &mut Criterion) {
    let text = support::paragraphs(3)[..10].join(" ");
    let mut group = c.benchmark_group(format!("text, {} bytes", text.len()));
    group.bench_function("wrap to 80", |b| b.iter(|| wrap(black_box(&text), 80)));
    group.bench_function("fold", |b| b.iter(|| fold(black_box(&text))));
    group.finish();
}
