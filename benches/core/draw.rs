//! Handling a key and drawing the frame that shows its effect.

use annals::load;
use annals::tui::theme::Theme;
use annals::tui::view;
use criterion::{BenchmarkId, Criterion};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::screen::{drive, open};
use crate::{SIZES, support};

const LIST: &[&str] = &["j", "j", "j", "j", "j", " ", "k", "}"];
const LANES: &[&str] = &["J", "+", "l", "j", "-", "h", "K", "k"];

pub fn all(c: &mut Criterion) {
    let mut group = c.benchmark_group("key and frame, 120x40");
    for events in SIZES {
        let folder = tempfile::tempdir().expect("a folder");
        let path = support::write(folder.path(), events).expect("it is written");
        let loaded = load::load(&[path]).expect("it loads");
        let mut app = open(loaded, Theme::new(true, false), 120, 40);
        let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("it opens");
        for (name, before, keys) in [("list", "", LIST), ("lanes", "L", LANES)] {
            drive(&mut app, before);
            let mut keys = keys.iter().cycle();
            let mut pressed = 0;
            group.bench_function(BenchmarkId::new(name, events), |b| {
                b.iter(|| {
                    pressed += 1;
                    // Starts again before the end of the smallest timeline.
                    let key = if pressed % 200 == 0 {
                        "g"
                    } else {
                        keys.next().expect("a key")
                    };
                    drive(&mut app, key);
                    terminal
                        .draw(|frame| view::draw(&app, frame))
                        .expect("it draws");
                });
            });
        }
    }
    group.finish();
}
