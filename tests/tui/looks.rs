//! Appearance: without colours, without Unicode, and with wide and unusual characters.

use std::fmt::Write;

use annals::load;
use annals::tui::app::App;
use annals::tui::theme::Theme;
use ratatui::buffer::Cell;
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};

use crate::screen::{buffer, drive, from_text, open, rows_with, text, text_where};
use crate::{STATES, consistent};

/// Every kind of date and every status, in plain ASCII.
const PLAIN: &str = r#"
[timeline]
title = "Plain"
[actors.ann]
name = "Ann"
[actors.bob]
name = "Bob"
member_of = ["ann"]
[sources.kim]
title = "A moscow and kim letter"
publisher = "Press"
published = "1999-02"
url = "https://example.org/a"
[[event]]
id = "a"
date = "2001-05-09"
title = "A day"
actors = [{ id = "ann", role = "host" }, "bob"]
tags = ["war"]
place = "Here"
note = "A note."
[[event.citation]]
source = "kim"
paragraph = 3
quote = "kim in moscow"
[[event.citation]]
source = "kim"
paragraph = 4
stance = "contradicts"
date = "2001~"
[[event]]
id = "b"
date = "2001-06"
title = "A month"
[[event]]
id = "c"
date = "2002"
title = "A year"
[[event]]
id = "d"
date = "2003~"
title = "Circa"
[[event]]
id = "e"
date = "2004?"
title = "Perhaps"
[[event]]
id = "f"
date = "2005/2007"
title = "A range"
[[event]]
id = "g"
date = "2006/.."
title = "Open"
[[event]]
id = "h"
date = "[2008-01-01..]"
title = "After"
status = "planned"
[[event]]
id = "i"
date = "-0044-03-15"
title = "Long ago"
status = "disputed"
[[event]]
id = "j"
date = "199X"
title = "A decade"
status = "denied"
[[event]]
id = "k"
date = "some day"
title = "Wrong"
[[event]]
id = "l"
title = "Without"
[[event]]
id = "m"
date = "2010-02-03T04:05:06Z"
title = "A clock"
[[event]]
id = "n"
date = "[2011, 2012-05]"
title = "One of"
"#;

/// Returns the app in every state that can be reached with an example of the tests.
fn in_each_state(theme: Theme, size: (u16, u16), mut look: impl FnMut(&str, &App)) {
    for (name, keys) in STATES {
        let loaded = load::from_text("events.toml", PLAIN).expect("it loads");
        let mut app = open(loaded, theme, size.0, size.1);
        drive(&mut app, keys);
        look(name, &app);
        let events = app.view.len();
        for _ in 0..events {
            drive(&mut app, "J");
            look(name, &app);
        }
    }
}

#[test]
fn the_mono_theme_uses_no_colours() {
    for size in [(120, 36), (60, 20)] {
        in_each_state(Theme::new(false, false), size, |name, app| {
            for cell in buffer(app).content() {
                assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}");
            }
        });
    }
}

#[test]
fn the_mono_theme_shows_everything() {
    let example = || load::from_inputs(&[load::example()]).expect("the example loads");
    let mut app = open(example(), Theme::new(false, false), 120, 36);
    drive(&mut app, "jj<enter>");
    let reversed = |cell: &Cell| cell.modifier.contains(Modifier::REVERSED);
    assert!(text_where(&app, reversed).starts_with("In 2023 Russia"));
    drive(&mut app, "<esc>/pact<enter>");
    let hit = |cell: &Cell| reversed(cell) && cell.modifier.contains(Modifier::UNDERLINED);
    assert!(text_where(&app, hit).contains("pact"));
}

#[test]
fn the_ascii_option_draws_only_ascii() {
    for size in [(120, 36), (60, 20)] {
        in_each_state(Theme::new(true, true), size, |name, app| {
            let shown = text(app);
            assert!(shown.is_ascii(), "{name}:\n{shown}");
        });
    }
}

#[test]
fn problems_and_missing_dates_are_marked() {
    let mut app = from_text(PLAIN, 120, 40);
    assert!(text(&app).contains("  3 !  1 ≠  13 ?"), "{}", text(&app));
    let marked = rows_with(&app, "! Wrong");
    assert_eq!(marked.len(), 1, "{}", text(&app));
    assert_eq!(rows_with(&app, "some day ? ! Wrong").len(), 1);
    assert_eq!(rows_with(&app, " undated").len(), 1);
    crate::select(&mut app, "k");
    let shown = text(&app);
    assert!(shown.contains("undated (some day)"), "{shown}");
    let bad = text_where(&app, |cell| cell.fg == Color::Red);
    assert!(bad.contains("some day"), "{bad}");
}

#[test]
fn glyphs_show_the_precision_of_a_date() {
    let app = from_text(PLAIN, 120, 40);
    for (glyph, title) in [
        ("●", "A day"),
        ("◐", "A month"),
        ("○", "A year"),
        ("◌", "Circa"),
        ("◌", "Perhaps"),
        ("━", "A range"),
        ("◇", "After"),
        ("?", "Wrong"),
    ] {
        let shown = text(&app);
        let found = shown.lines().any(|row| {
            row.contains(&format!("{glyph} {title}")) || row.contains(&format!("{glyph} ! {title}"))
        });
        assert!(found, "{glyph} {title} in\n{shown}");
    }
}

const STRANGE: [&str; 12] = [
    "普京与金正恩在北京会谈超过两个小时并交换礼物并且发表联合声明之后启程回国",
    "김정은이 베이징에 도착하다",
    "👩‍🔬 a scientist 🇰🇵 and a flag 👍🏽 thumbs",
    "e\u{301}a\u{308}o\u{302}\u{323} combining marks z\u{335}\u{336}\u{337}\u{338}",
    "שלום עולם and العربية",
    "हिन्दी में शीर्षक क्षत्रिय",
    "soft\u{ad}hyphen zero\u{200b}width joiner\u{200d}s \u{feff}mark",
    "ｆｕｌｌｗｉｄｔｈ　ｌｅｔｔｅｒｓ",
    "ﷺ ﷽ ꧅ ⸻ wide ligatures",
    "❤️ ☎️ ✈️ text and emoji presentation ❤︎",
    "\u{301}begins with a mark",
    "a very long title that goes on and on, far beyond any screen, and on and on, and does not end \
     where one might think that it would, but goes on and on and on and on and on until it ends",
];

fn strange() -> String {
    let mut people = String::from("[timeline]\ntitle = \"普京 👩‍🔬 e\u{301}\"\n");
    let mut events = String::new();
    for (index, title) in STRANGE.iter().enumerate() {
        let _ = writeln!(people, "[actors.a{index}]\nname = \"{title}\"");
        let _ = writeln!(people, "[sources.s{index}]\ntitle = \"{title}\"");
        let _ = write!(
            events,
            "[[event]]\nid = \"e{index}\"\ndate = \"20{index:02}\"\ntitle = \"{title}\"\n\
             summary = \"{title} {title}\"\nplace = \"{title}\"\nactors = [\"a{index}\", \"a1\"]\n\
             [[event.citation]]\nsource = \"s{index}\"\nquote = \"{title}\"\n"
        );
    }
    people + &events
}

/// Asserts that columns are aligned: no character crosses the divider, and each wide one
/// is followed by the cell that it covers.
#[test]
fn unusual_characters_keep_columns_aligned() {
    for (width, height) in [(100, 30), (101, 30), (120, 36), (133, 40)] {
        let mut app = from_text(&strange(), width, height);
        for _ in 0..STRANGE.len() {
            let (areas, buffer) = (app.areas(), buffer(&app));
            let divider = areas.dividers[0];
            for y in divider.top()..divider.bottom() {
                let mut x = 0;
                while x < divider.x {
                    let cells = annals::text::width::width(buffer[(x, y)].symbol());
                    x += u16::try_from(cells.max(1)).expect("a few cells");
                }
                assert_eq!(x, divider.x, "row {y} reaches over the divider");
                let symbol = buffer[(x, y)].symbol();
                assert!("│├".contains(symbol), "row {y} has {symbol:?}");
            }
            consistent(&app);
            drive(&mut app, "j");
        }
    }
}

#[test]
fn unusual_characters_are_drawn_in_every_state() {
    let mut app = from_text(&strange(), 100, 30);
    for keys in [
        "a",
        "<down><esc>",
        "/普",
        "<enter>",
        "n<enter>",
        "f普京",
        "<left><back>",
        "<esc>y",
        "<esc>@",
    ] {
        drive(&mut app, keys);
        for (width, height) in [(100, 30), (57, 13), (9, 9), (120, 20)] {
            app.resize(Size { width, height });
            consistent(&app);
        }
    }
}

/// A long input line scrolls so that the cursor stays after the text typed last.
#[test]
fn a_long_input_line_scrolls_with_its_cursor() {
    for unit in ["tag:x ", "普京", "e\u{301}"] {
        for width in [40, 41, 80] {
            let mut app = from_text(PLAIN, width, 12);
            drive(&mut app, "f");
            app.paste(&unit.repeat(60));
            drive(&mut app, "Z");
            let (x, y) = crate::screen::cursor(&app).expect("a cursor");
            let buffer = buffer(&app);
            let before = buffer[(x - 1, y)].symbol();
            assert_eq!(before, "Z", "{unit:?} at {width}: {}", text(&app));
        }
    }
}

/// The cell covered by a wide character is not drawn, so its contents would be lost.
#[test]
fn the_second_cell_of_a_wide_character_is_empty() {
    let title = "普京与金正恩在北京会谈超过两个小时并交换礼物".repeat(6);
    let mut all = format!("[timeline]\ntitle = \"{title}\"\n[actors.ann]\nname = \"Ann\"\n");
    for index in 0..40 {
        let shift = if index % 2 == 0 { "" } else { "x" };
        let _ = write!(
            all,
            "[[event]]\nid = \"e{index}\"\ndate = \"2001\"\ntitle = \"{shift}{title}\"\nsummary = \"{shift}{title}\"\nactors = [\"ann\"]\n"
        );
    }
    let mut lost = Vec::new();
    for keys in ["", "a", "?", "y", "z", "<tab>", "f", "/"] {
        let mut app = from_text(&all, 120, 36);
        drive(&mut app, keys);
        for width in [60, 61, 99, 100, 101, 120, 121, 122, 123] {
            app.resize(Size { width, height: 36 });
            if let Some(found) = covered(&app) {
                lost.push(format!("{keys:?} at {width}: {found}"));
                break;
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

fn covered(app: &App) -> Option<String> {
    let buffer = buffer(app);
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width - 1 {
            let (symbol, next) = (buffer[(x, y)].symbol(), buffer[(x + 1, y)].symbol());
            if annals::text::width::width(symbol) == 2 && !next.trim().is_empty() {
                return Some(format!("{symbol:?} covers {next:?} at {x}, {y}"));
            }
        }
    }
    None
}

#[test]
fn conflicting_sources_are_marked_and_shown_side_by_side() {
    let events = r#"
[sources.report]
title = "A report from Beijing"
[sources.gazette]
title = "Gazette"
[[event]]
id = "pact"
date = "2024-06-19"
title = "A pact"
[[event.citation]]
source = "report"
date = "2023"
[[event.citation]]
source = "gazette"
stance = "contradicts"
"#;
    for (ascii, sign) in [(false, "≠"), (true, "=")] {
        let loaded = load::from_text("events.toml", events).expect("it is TOML");
        let app = open(loaded, Theme::new(false, ascii), 120, 30);
        let drawn = text(&app);
        for wanted in [
            "A report from Beijing  supports     no quote".to_owned(),
            "dates it 2023".to_owned(),
            format!("{sign} Gazette                contradicts  no quote"),
        ] {
            assert!(drawn.contains(&wanted), "{wanted} in\n{drawn}");
        }
        let mut lists = drawn.lines().filter_map(|row| row.split(['│', '|']).next());
        let row = lists.find(|list| list.contains(" A pact "));
        let verdict = format!("{sign} ");
        assert!(row.is_some_and(|row| row.ends_with(&verdict)), "{drawn}");
    }
}
