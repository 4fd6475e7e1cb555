//! Measures single operations without a terminal: loading, filtering, finding quotes,
//! handling a key and drawing the frame, wrapping and folding text.

use std::hint::black_box;

use annals::anchor;
use annals::document::{Document, Format};
use annals::filter::Filter;
use annals::load;
use annals::text::fold::fold;
use annals::text::wrap::wrap;
use annals::tui::outline::Outline;
use annals::tui::theme::Theme;
use annals::tui::view;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

#[path = "../tests/screen/mod.rs"]
mod screen;
mod support;

const EVENTS: usize = 10_000;

fn loading(c: &mut Criterion) {
    let mut group = c.benchmark_group("load");
    group.bench_function("example", |b| {
        b.iter(|| load::from_inputs(&[load::example()]).expect("it loads"));
    });
    group.sample_size(10);
    let (toml, jsonl) = (support::toml(EVENTS), support::jsonl(EVENTS));
    group.bench_function("10,000 events, TOML", |b| {
        b.iter(|| load::from_text("events.toml", black_box(&toml)).expect("it loads"));
    });
    group.bench_function("10,000 events, JSON Lines", |b| {
        b.iter(|| load::from_text("events.jsonl", black_box(&jsonl)).expect("it loads"));
    });
    group.finish();
}

fn filtering(c: &mut Criterion) {
    let loaded = load::from_text("events.toml", &support::toml(EVENTS)).expect("it loads");
    let timeline = &loaded.timeline;
    let mut group = c.benchmark_group("filter 10,000 events");
    for (name, text) in [
        ("words", "treaty harbour"),
        ("actor and tag", "actor:actor-10 -tag:tag-1"),
        ("mixed", "(place:lodz OR title:sao) is:approximate -verdict"),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| {
                let filter = Filter::parse(black_box(text), timeline).expect("it parses");
                let kept = timeline.select(filter.query()).expect("an answer");
                Outline::new(timeline, kept, timeline.grain()).expect("an answer")
            });
        });
    }
    group.finish();
}

fn anchoring(c: &mut Criterion) {
    let paragraphs = support::paragraphs(7);
    let text = paragraphs.join("\n\n");
    let document = || Document::read(text.as_bytes(), Format::Plain);
    let exact = paragraphs.last().expect("a paragraph").clone();
    let quote = exact.to_uppercase();
    let mut group = c.benchmark_group("anchor in 200 paragraphs");
    let read = document();
    group.bench_function("letter for letter", |b| {
        b.iter(|| anchor::anchor(Some(black_box(&exact)), None, None, Some(&read)));
    });
    group.bench_function("normalised, first quote", |b| {
        b.iter_batched(
            document,
            |fresh| anchor::anchor(Some(black_box(&quote)), None, None, Some(&fresh)),
            BatchSize::SmallInput,
        );
    });
    group.bench_function("normalised, later quotes", |b| {
        b.iter(|| anchor::anchor(Some(black_box(&quote)), None, None, Some(&read)));
    });
    group.finish();
}

fn drawing(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = support::write(folder.path(), EVENTS).expect("it is written");
    let loaded = load::load(&[path]).expect("it loads");
    let mut app = screen::open(loaded, Theme::new(true, false), 120, 40);
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("it opens");
    let mut pressed = 0;
    c.bench_function("a key and its frame, 10,000 events, 120x40", |b| {
        b.iter(|| {
            pressed += 1;
            let key = if pressed % 5_000 == 0 { "g" } else { "j" };
            screen::drive(&mut app, key);
            terminal
                .draw(|frame| view::draw(&app, frame))
                .expect("it draws");
        });
    });
    screen::drive(&mut app, "L");
    let mut keys = ["J", "+", "l", "j", "-", "h", "K", "k"].iter().cycle();
    c.bench_function("the same in the lanes", |b| {
        b.iter(|| {
            screen::drive(&mut app, keys.next().expect("there is always one more"));
            terminal
                .draw(|frame| view::draw(&app, frame))
                .expect("it draws");
        });
    });
}

fn text(c: &mut Criterion) {
    let text = support::paragraphs(3)[..10].join(" ");
    let mut group = c.benchmark_group(format!("text, {} bytes", text.len()));
    group.bench_function("wrap to 80", |b| b.iter(|| wrap(black_box(&text), 80)));
    group.bench_function("fold", |b| b.iter(|| fold(black_box(&text))));
    group.finish();
}

criterion_group!(benches, loading, filtering, anchoring, drawing, text);
criterion_main!(benches);
