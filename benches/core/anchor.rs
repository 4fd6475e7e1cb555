//! Finding a quote in its source.

use std::hint::black_box;

use annals::anchor::anchor;
use annals::document::{Document, Format};
use criterion::{BatchSize, Criterion};

use crate::support;

pub fn all(c: &mut Criterion) {
    let paragraphs = support::paragraphs(7);
    let text = paragraphs.join("\n\n");
    let document = || Document::read(text.as_bytes(), Format::Plain);
    let exact = paragraphs.last().expect("a paragraph").clone();
    let quote = exact.to_uppercase();
    let mut group = c.benchmark_group("anchor in 200 paragraphs");
    let read = document();
    group.bench_function("letter for letter", |b| {
        b.iter(|| anchor(Some(black_box(&exact)), None, None, Some(&read)));
    });
    group.bench_function("normalised, first quote", |b| {
        b.iter_batched(
            document,
            |fresh| anchor(Some(black_box(&quote)), None, None, Some(&fresh)),
            BatchSize::SmallInput,
        );
    });
    group.bench_function("normalised, later quotes", |b| {
        b.iter(|| anchor(Some(black_box(&quote)), None, None, Some(&read)));
    });
    group.finish();
}
