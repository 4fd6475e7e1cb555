//! Text that could control the terminal never reaches a cell.

use annals::filter::Filter;
use annals::text::sanitize::mark;
use annals::tui::app::App;
use annals::tui::theme::Theme;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;
use tempfile::TempDir;

use crate::screen::{buffer, drive, event_file, example, folder, from_folder, text};

/// TOML escapes of ESC, BEL, C1, a bidirectional override, a tag, a line break and delete.
const HOSTILE: &str =
    r"\u001b[31mred\u001b]0;title\u0007 \u009b2J \u202edrow\u2066 \U000E0041 a\nb\r\u007f\u2028";

/// The same as characters, for text files and keys.
const RAW: &str =
    "\x1b[31mred\x1b]0;title\x07 \u{9b}2J \u{202e}drow\u{2066} \u{e0041} a\nb\r\x7f\u{2028}";

fn timeline() -> TempDir {
    let h = HOSTILE;
    let events = format!(
        r#"[timeline]
title = "{h}"
summary = "{h}"
[actors.ann]
name = "Ann {h}"
aliases = ["{h}"]
[actors."b{h}"]
name = "{h}"
[sources.s]
title = "{h}"
author = "{h}"
publisher = "{h}"
url = "https://example.org/{h}"
file = "s.txt"
[sources.gone]
title = "{h}"
file = "{h}.txt"
[sources.md]
title = "M"
file = "m.md"
[[event]]
id = "first"
date = "2001"
title = "Title {h}"
summary = "{h}"
actors = [{{ id = "ann", role = "{h}" }}, "b{h}", "nobody {h}"]
place = "{h}"
tags = ["{h}"]
note = "{h}"
"unknown {h}" = 1
[[event.citation]]
source = "s"
paragraph = 2
quote = "{h}"
[[event.citation]]
source = "gone"
quote = "{h}"
[[event.citation]]
source = "unknown {h}"
quote = "{h}"
[[event.citation]]
source = "md"
quote = "red"
[[event]]
id = "{h}"
date = "{h}"
title = "{h}"
status = "{h}"
"#
    );
    let text = format!("one {RAW} end\n\n{RAW}\n\nthree\n");
    folder(&[("events.toml", &events), ("s.txt", &text), ("m.md", &text)])
}

/// Asserts that cells contain only characters that are safe to draw.
fn harmless(app: &App, doing: &str) {
    for cell in buffer(app).content() {
        let symbol = cell.symbol();
        let bad = symbol
            .chars()
            .find(|c| c.is_control() || mark(*c).is_some());
        assert_eq!(bad, None, "{doing}: a cell holds {symbol:?}");
    }
}

#[test]
fn files_cannot_control_the_terminal() {
    let folder = timeline();
    for (width, height) in [(120, 40), (60, 30)] {
        let mut app = from_folder(&folder, width, height);
        for keys in [
            "",
            "]",
            "]",
            "]",
            "]",
            "<enter>",
            "G",
            "/red",
            "<enter>",
            "<esc>",
            "<tab>",
            "z",
            "z",
            "y",
            "<esc>",
            "yq",
            "yc",
            "yu",
            "yf",
            "@",
            "<esc>",
            "@2",
            "x",
            "a",
            "<space>",
            "-",
            "<enter>",
            "x",
            "j",
            "G",
            "<enter>",
            "yi",
            "f",
            "tag:<tab>",
            "<tab>",
            "<esc>",
            "fsource:<tab><tab><tab>",
            "<esc>",
            "<esc>",
        ] {
            drive(&mut app, keys);
            harmless(&app, keys);
        }
        drive(&mut app, "<esc>gz");
        harmless(&app, "zoomed");
        assert!(text(&app).contains("␛[31mred"), "it is shown, not removed");
    }
}

#[test]
fn errors_cannot_control_the_terminal() {
    let folder = timeline();
    let mut app = from_folder(&folder, 200, 40);
    std::fs::write(
        event_file(&folder),
        format!("[timeline]\n\"{HOSTILE}\" = 1\n\"x\x1b\" = "),
    )
    .expect("a file");
    let failed = annals::load::load(&[event_file(&folder)]).expect_err("it is broken");
    app.keep_last_good(&failed);
    harmless(&app, "a broken file");
}

#[test]
fn pastes_cannot_control_the_terminal() {
    for keys in ["", "f", "/", "a", "?", "y"] {
        let mut app = example(120, 36);
        drive(&mut app, keys);
        app.paste(RAW);
        harmless(&app, keys);
        drive(&mut app, "<enter>");
        harmless(&app, keys);
    }
}

/// A terminal passes on its input, whoever wrote it.
#[test]
fn typing_cannot_control_the_terminal() {
    for keys in ["", "f", "/", "a", "?", "y"] {
        let mut app = example(120, 36);
        drive(&mut app, keys);
        for c in RAW.chars() {
            app.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
            harmless(&app, keys);
        }
        drive(&mut app, "<enter>");
        harmless(&app, keys);
    }
}

#[test]
fn arguments_cannot_control_the_terminal() {
    let loaded = annals::load::from_inputs(&[annals::load::example()]).expect("it loads");
    let filter = Filter::parse(&format!("-\"{RAW}\""), &loaded.timeline).expect("a filter");
    let theme = Theme::new(true, false);
    let mut app = App::new(loaded, filter, theme, Size::new(120, 36));
    harmless(&app, "--filter");
    for keys in ["f", "<esc>", "a", "<esc>"] {
        drive(&mut app, keys);
        harmless(&app, keys);
    }
}
