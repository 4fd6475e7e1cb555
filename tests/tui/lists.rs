//! The lists of the overlays: how keys and the wheel move through them, and how rows out of sight are
//! counted.

use std::fmt::Write;

use annals::tui::app::App;
use ratatui::crossterm::event::{KeyModifiers, MouseEvent, MouseEventKind};
use ratatui::layout::Size;

use crate::screen::{drive, from_text, rows_with, text};
use crate::{consistent, said};

/// The key of each list with a cursor, the word that its rows begin with, and their number. There is a heading above the
/// problems.
const LISTS: [(&str, &str, usize); 3] = [
    ("a", "Person", 200),
    ("s", "Source", 60),
    ("!", "unknown key `mark", 60),
];

/// Returns the number of headings in the list that a key opens.
fn headings(key: &str) -> usize {
    usize::from(key == "!")
}

/// Returns a timeline with many actors, and with many sources that have one unknown key each.
fn crowd(width: u16, height: u16) -> App {
    let mut text = String::from("[timeline]\ntitle = \"Crowd\"\n");
    for n in 0..200 {
        let _ = writeln!(text, "[actors.p{n:03}]\nname = \"Person {n:03}\"");
    }
    for n in 0..60 {
        let _ = writeln!(
            text,
            "[sources.s{n:03}]\ntitle = \"Source {n:03}\"\n\"mark {n:03}\" = 1"
        );
    }
    from_text(&text, width, height)
}

/// Returns the numbers of the visible rows, and of the one under the cursor.
fn shown(app: &App, word: &str) -> (Vec<usize>, Option<usize>) {
    let (mut numbers, mut cursor) = (Vec::new(), None);
    let text = text(app);
    // Below the list the problem under the cursor is shown once more.
    for line in text.lines().filter(|line| !line.contains("error[")) {
        let number = line.split(&format!("{word} ")).nth(1);
        let number = number.and_then(|rest| rest.get(..3)?.parse().ok());
        numbers.extend(number);
        if line.contains("│▌") {
            cursor = number;
        }
    }
    (numbers, cursor)
}

fn wheel(app: &mut App, kind: MouseEventKind) {
    app.mouse(MouseEvent {
        kind,
        column: app.size.width / 2,
        row: app.size.height / 2,
        modifiers: KeyModifiers::NONE,
    });
}

#[test]
fn page_keys_move_by_the_height_of_the_list() {
    for (width, height, rows) in [(120, 36, 29), (80, 24, 17)] {
        let mut app = crowd(width, height);
        drive(&mut app, "a");
        let (numbers, cursor) = shown(&app, "Person");
        assert_eq!((numbers.len(), cursor), (rows, Some(0)));
        drive(&mut app, "<pgdn>");
        assert_eq!(shown(&app, "Person").1, Some(rows));
        drive(&mut app, "<pgdn>");
        assert_eq!(shown(&app, "Person").1, Some(2 * rows));
        drive(&mut app, "<pgup>");
        assert_eq!(shown(&app, "Person").1, Some(rows));
        app.resize(Size::new(width, height - 5));
        drive(&mut app, "<pgdn>");
        assert_eq!(shown(&app, "Person").1, Some(2 * rows - 5));
    }
    let mut app = crowd(80, 24);
    drive(&mut app, "?<pgdn>");
    assert_eq!(rows_with(&app, " 17 more above, ").len(), 1);
}

#[test]
fn rows_scroll_only_when_the_cursor_leaves_them() {
    for (key, word, _) in LISTS {
        let mut app = crowd(120, 24);
        drive(&mut app, key);
        drive(&mut app, "<pgdn><pgdn>");
        let (numbers, cursor) = shown(&app, word);
        assert_eq!(cursor.as_ref(), numbers.last(), "{word}");
        for _ in 1..numbers.len() {
            drive(&mut app, "<up>");
            assert_eq!(shown(&app, word).0, numbers, "{word}");
        }
        assert_eq!(shown(&app, word).1.as_ref(), numbers.first());
        drive(&mut app, "<up>");
        let above: Vec<usize> = numbers.iter().map(|number| number - 1).collect();
        assert_eq!(shown(&app, word), (above.clone(), above.first().copied()));
        drive(&mut app, "<down>");
        assert_eq!(shown(&app, word).0, above, "{word}");
    }
}

#[test]
fn a_long_list_shows_how_many_rows_are_out_of_sight() {
    for (key, word, all) in LISTS {
        let mut app = crowd(120, 24);
        drive(&mut app, key);
        let rows = shown(&app, word).0.len();
        let below = all - rows;
        assert_eq!(rows_with(&app, &format!(" {below} more below")).len(), 1);
        assert!(rows_with(&app, "more above").is_empty());
        drive(&mut app, "<pgdn>");
        let above = 1 + headings(key);
        let hint = format!(" {above} more above, {} more below", below - above);
        assert_eq!(rows_with(&app, &hint).len(), 1, "{}", text(&app));
        drive(&mut app, "<end>");
        assert_eq!(rows_with(&app, &format!(" {below} more above")).len(), 1);
        assert!(rows_with(&app, "more below").is_empty());
        app.resize(Size::new(120, 220));
        assert_eq!(shown(&app, word).0.len(), all);
        assert!(rows_with(&app, " more ").is_empty());
    }
}

#[test]
fn every_list_has_keys_for_the_first_and_last_row() {
    for (width, height) in [(120, 36), (80, 24)] {
        for (key, word, all) in LISTS {
            let mut app = crowd(width, height);
            drive(&mut app, key);
            let start = text(&app);
            drive(&mut app, "<end>");
            let (numbers, cursor) = shown(&app, word);
            assert_eq!((numbers.last(), cursor), (Some(&(all - 1)), Some(all - 1)));
            drive(&mut app, "<down><pgdn>");
            assert_eq!(shown(&app, word), (numbers, cursor));
            drive(&mut app, "<home>");
            assert_eq!(text(&app), start);
            drive(&mut app, "<up><pgup>");
            assert_eq!(text(&app), start);
        }
        let mut app = crowd(width, height);
        drive(&mut app, "?");
        let start = text(&app);
        drive(&mut app, "<end>");
        let end = text(&app);
        assert!(end.contains(" more above") && !end.contains(" more below"));
        drive(&mut app, "<pgdn>");
        assert_eq!(text(&app), end);
        drive(&mut app, "<home>");
        assert_eq!(text(&app), start);
    }
}

#[test]
fn a_list_can_be_narrowed_to_nothing() {
    let mut app = crowd(80, 24);
    drive(&mut app, "a<end>199");
    assert_eq!(shown(&app, "Person"), (vec![199], Some(199)));
    drive(&mut app, "9");
    assert_eq!(shown(&app, "Person"), (vec![], None));
    assert_eq!(rows_with(&app, "no match").len(), 1);
    drive(&mut app, "<down><pgdn><end><up><pgup><home><space>-");
    assert_eq!(rows_with(&app, "no match").len(), 1);
    drive(&mut app, "<back>");
    assert_eq!(shown(&app, "Person").1, Some(199));
    drive(&mut app, "9<enter>");
    assert_eq!((app.filter.text(), app.overlay.is_none()), ("", true));
    drive(&mut app, "?zzz");
    assert_eq!(rows_with(&app, "no match").len(), 1);
    drive(&mut app, "<down><end><c-u>");
    assert!(rows_with(&app, "no match").is_empty());
    assert_eq!(rows_with(&app, "Browsing").len(), 1);
}

#[test]
fn a_timeline_without_actors_has_no_actor_list() {
    let mut app = from_text("[timeline]\ntitle = \"Nobody\"\n", 80, 24);
    drive(&mut app, "a");
    assert_eq!(said(&app), "this timeline has no actors");
    assert!(app.overlay.is_none());
}

#[test]
fn narrowing_returns_to_the_first_row() {
    let mut app = crowd(80, 24);
    drive(&mut app, "a<end>1");
    let (numbers, cursor) = shown(&app, "Person");
    assert_eq!((numbers.first(), cursor), (Some(&1), Some(1)));
    drive(&mut app, "<esc>?<end>f");
    assert_eq!(rows_with(&app, "Browsing").len(), 1);
    drive(&mut app, "<esc>a");
    app.paste("person\n19");
    assert_eq!(shown(&app, "Person").0, (190..200).collect::<Vec<_>>());
}

#[test]
fn the_wheel_scrolls_a_list_and_keeps_the_cursor_visible() {
    for (key, word, all) in LISTS {
        let mut app = crowd(120, 24);
        drive(&mut app, key);
        let rows = shown(&app, word).0.len();
        wheel(&mut app, MouseEventKind::ScrollDown);
        let first = 3 - headings(key);
        assert_eq!(
            shown(&app, word),
            ((first..3 + rows).collect(), Some(first))
        );
        wheel(&mut app, MouseEventKind::ScrollUp);
        assert_eq!(shown(&app, word), ((0..rows).collect(), Some(first)));
        for _ in 0..all {
            wheel(&mut app, MouseEventKind::ScrollDown);
        }
        let first = all - rows - headings(key);
        assert_eq!(shown(&app, word), ((first..all).collect(), Some(first)));
    }
    let mut app = crowd(120, 24);
    drive(&mut app, "?");
    let start = text(&app);
    wheel(&mut app, MouseEventKind::ScrollDown);
    assert_eq!(rows_with(&app, " 3 more above, ").len(), 1);
    wheel(&mut app, MouseEventKind::ScrollUp);
    assert_eq!(text(&app), start);
}

#[test]
fn lists_are_drawn_at_any_size() {
    let keys = "<down><pgdn><end><pgup><up><home><pgdn>";
    for size in [
        (0, 0),
        (1, 1),
        (5, 0),
        (0, 5),
        (2, 2),
        (3, 3),
        (4, 4),
        (20, 5),
        (400, 3),
        (9, 300),
    ] {
        for key in ["a", "s", "!", "?"] {
            let mut app = crowd(size.0, size.1);
            drive(&mut app, key);
            for key in keys.split_inclusive('>') {
                drive(&mut app, key);
                consistent(&app);
                wheel(&mut app, MouseEventKind::ScrollDown);
                consistent(&app);
            }
            app.resize(Size::new(120, 24));
            consistent(&app);
        }
    }
}
