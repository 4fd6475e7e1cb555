//! Headings, and keys that move in time: `{ }`, `+ -` and `:`.

use annals::tui::app::{App, Pane};
use annals::tui::keymap::Context;

use crate::screen::{drive, example, from_text, text};
use crate::{in_view, many, said, select, selected};

/// Returns the labels of the headings.
fn headings(app: &App) -> Vec<String> {
    use annals::tui::outline::Item;
    let rows = (0..app.view.rows()).filter_map(|row| app.view.row(row));
    rows.filter_map(|row| match row {
        Item::Heading(heading) => Some(heading.label.clone()),
        Item::Event(..) => None,
    })
    .collect()
}

#[test]
fn finer_and_coarser_stop_at_the_ends() {
    let mut app = example(120, 36);
    let by_year = headings(&app);
    assert_eq!(by_year, ["2022", "2023", "2024", "2025"]);
    drive(&mut app, "9+");
    assert_eq!(said(&app), "headings by day");
    drive(&mut app, "+");
    assert_eq!(said(&app), "no finer headings");
    drive(&mut app, "9-");
    assert_eq!(headings(&app), ["3rd millennium"]);
    drive(&mut app, "-");
    assert_eq!(said(&app), "no coarser headings");
    drive(&mut app, "3+");
    assert_eq!(headings(&app), by_year);
    // If no date is more precise than a year, headings by day would change nothing.
    let mut app = from_text(
        "[[event]]\nid = \"a\"\ndate = \"2001\"\ntitle = \"t\"\n",
        80,
        24,
    );
    drive(&mut app, "+");
    assert_eq!(said(&app), "no finer headings");
}

#[test]
fn changing_headings_keeps_the_position_of_the_selection() {
    let mut app = from_text(&many(200), 80, 24);
    drive(&mut app, "100G");
    let row = |app: &App| app.view.row_of(app.rank().expect("a rank")) - app.top;
    let (before, event) = (row(&app), selected(&app).to_owned());
    for keys in ["+", "-", "-", "+"] {
        drive(&mut app, keys);
        assert_eq!((row(&app), selected(&app)), (before, event.as_str()));
        crate::consistent(&app);
    }
}

#[test]
fn the_grain_survives_a_filter_and_a_reload() {
    let mut app = example(120, 36);
    drive(&mut app, "-ftag:war<enter>");
    assert_eq!(headings(&app), ["2020s"]);
    let loaded = annals::load::from_inputs(&[annals::load::example()]);
    app.reload(loaded.expect("the example loads"));
    assert_eq!(headings(&app), ["2020s"]);
}

#[test]
fn braces_move_between_headings() {
    let mut app = example(120, 36);
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(app.rank().expect("a rank"));
        drive(&mut app, "}");
    }
    assert_eq!(seen, [0, 1, 3, 4]);
    assert_eq!(app.rank(), Some(4));
    assert_eq!(said(&app), "no heading below this one");
    drive(&mut app, "jj{");
    assert_eq!(app.rank(), Some(4));
    drive(&mut app, "2{");
    assert_eq!(app.rank(), Some(1));
    drive(&mut app, "{{");
    assert_eq!(said(&app), "no heading above this one");
    // It works from the source pane too.
    drive(&mut app, "<enter>2}");
    assert_eq!((app.focus, app.rank()), (Pane::Source, Some(3)));
}

#[test]
fn a_long_group_keeps_its_heading_visible() {
    let mut app = from_text(&many(200), 80, 24);
    drive(&mut app, "58G");
    let shown = text(&app);
    let top = usize::from(app.areas().timeline.y);
    let first = shown.lines().nth(top).expect("a row");
    assert!(first.starts_with(" March 1902"), "{shown}");
    assert!(!shown.contains("Event number 40"), "{shown}");
}

#[test]
fn goes_to_a_date() {
    for (date, slug, words) in [
        ("2023", "far-east-visit", ""),
        ("2025-09-03", "tiananmen-parade", ""),
        (
            "may 2025",
            "victory-day-parade",
            "May 2025 is written 2025-05",
        ),
        (
            "3 settembre 2025",
            "tiananmen-parade",
            "3 September 2025 is written 2025-09-03",
        ),
        (
            "sept 2023",
            "mutual-assistance-pact",
            "September 2023: no event begins then; this is the nearest",
        ),
    ] {
        let mut app = example(120, 36);
        drive(&mut app, &format!(":{date}"));
        assert_eq!(selected(&app), slug, "{date}, while it is written");
        drive(&mut app, "<enter>");
        assert_eq!((selected(&app), said(&app)), (slug, words), "{date}");
        assert_eq!(app.context(), Context::Browse);
    }
}

#[test]
fn completes_an_id_and_goes_to_it() {
    let mut app = example(120, 36);
    drive(&mut app, ":mut");
    assert_eq!(selected(&app), "mutual-assistance-pact");
    assert!(text(&app).contains("go to: mut"));
    drive(&mut app, "<tab>");
    assert!(text(&app).contains("go to: mutual-assistance-pact"));
    drive(&mut app, "<enter>");
    assert_eq!(selected(&app), "mutual-assistance-pact");
    // Tab cycles through all of them.
    drive(&mut app, ":t");
    let mut seen = Vec::new();
    for _ in 0..6 {
        drive(&mut app, "<tab>");
        seen.push(selected(&app).to_owned());
    }
    assert_eq!(seen.first(), seen.last(), "{seen:?}");
    assert!(seen[..5].is_sorted(), "{seen:?}");
}

#[test]
fn escape_and_an_empty_line_do_nothing() {
    for keys in [
        ":2025<esc>",
        ":2025<c-u><back>",
        ":<enter>",
        ":2025<c-u><enter>",
    ] {
        let mut app = example(120, 36);
        drive(&mut app, "j<enter>j");
        let before = (selected(&app).to_owned(), app.reader.top, app.reader.cursor);
        drive(&mut app, keys);
        let after = (selected(&app).to_owned(), app.reader.top, app.reader.cursor);
        assert_eq!(after, before, "{keys}");
        assert_eq!(app.context(), Context::Browse, "{keys}");
    }
}

#[test]
fn an_invalid_destination_is_reported_below_the_line() {
    let mut app = example(120, 36);
    for (line, wanted) in [
        (
            ":beijing-sumit",
            "^ no such date or id; did you mean `beijing-summit`?",
        ),
        (":03/04/2025", "^ which date: 2025-04-03 or 2025-03-04?"),
        (":2023-13", "there is no such month"),
    ] {
        drive(&mut app, line);
        assert!(
            app.prompt
                .as_ref()
                .is_some_and(|prompt| prompt.error.is_none())
        );
        drive(&mut app, "<enter>");
        let shown = text(&app);
        assert!(shown.contains(wanted), "{shown}");
        // The next key removes it.
        drive(&mut app, "x");
        assert!(!text(&app).contains(wanted));
        drive(&mut app, "<esc>");
    }
}

#[test]
fn enter_shows_an_event_that_the_filter_hides() {
    let mut app = example(120, 36);
    select(&mut app, "far-east-visit");
    drive(&mut app, "ftag:visit<enter>");
    let kept = in_view(&app).len();
    drive(&mut app, ":mutual");
    assert_eq!(
        (selected(&app), in_view(&app).len()),
        ("far-east-visit", kept)
    );
    assert!(text(&app).contains("mutual-assistance-pact, hidden by the filter"));
    drive(&mut app, "<enter>");
    assert_eq!(selected(&app), "mutual-assistance-pact");
    assert!(said(&app).contains("u restores it"));
    // Dates are looked up among the filtered events.
    drive(&mut app, "u:2022<enter>");
    assert_eq!(
        (selected(&app), in_view(&app).len()),
        ("far-east-visit", kept)
    );
}

#[test]
fn a_timeline_without_dates_has_no_dates_to_go_to() {
    let mut app = from_text(
        "[[event]]\nid = \"a\"\ndate = \"soon\"\ntitle = \"t\"\n",
        120,
        36,
    );
    drive(&mut app, ":2023<enter>");
    assert!(text(&app).contains("no dated event to go to"));
    let mut app = from_text("[timeline]\ntitle = \"None\"\n", 120, 36);
    drive(&mut app, "{}+-:2023<enter><esc>:a<tab><enter>");
    crate::consistent(&app);
}
