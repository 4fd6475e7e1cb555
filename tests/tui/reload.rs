//! Files that change while they are open.

use std::fs;

use annals::load;
use annals::tui::app::{App, Pane};
use annals::tui::effect::Effect;
use tempfile::TempDir;

use crate::screen::{answer, drive, event_file, folder, from_folder, rows_with, text};
use crate::{consistent, in_view, said, select, selected};

fn file(events: &[(&str, &str)]) -> String {
    use std::fmt::Write;
    let mut text = String::from("[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n");
    for (id, date) in events {
        let _ = write!(
            text,
            "[[event]]\nid = \"{id}\"\ndate = \"{date}\"\ntitle = \"Title of {id}\"\ntags = [\"{id}\"]\n\
             [[event.citation]]\nsource = \"s\"\nparagraph = 2\nquote = \"two\"\n"
        );
    }
    text
}

const FIVE: [(&str, &str); 5] = [
    ("a", "2001"),
    ("b", "2002"),
    ("c", "2003"),
    ("d", "2004"),
    ("e", "2005"),
];

fn five() -> (TempDir, App) {
    let folder = folder(&[
        ("events.toml", &file(&FIVE)),
        ("s.txt", "one\n\ntwo\n\nthree\n"),
    ]);
    let app = from_folder(&folder, 120, 30);
    (folder, app)
}

/// Writes the event file and reloads it, as the loop does.
fn rewrite(folder: &TempDir, app: &mut App, text: &str) {
    fs::write(event_file(folder), text).expect("a file");
    reload(folder, app);
}

/// Loads the event file again, as the loop does.
fn reload(folder: &TempDir, app: &mut App) {
    match load::load(&[event_file(folder)]) {
        Ok(loaded) => app.reload(loaded),
        Err(failed) => app.keep_last_good(&failed),
    }
    answer(app);
    consistent(app);
}

#[test]
fn the_selection_follows_its_id() {
    let (folder, mut app) = five();
    select(&mut app, "c");
    rewrite(
        &folder,
        &mut app,
        &file(&[
            ("z", "1990"),
            ("c", "2050"),
            ("a", "2001"),
            ("e", "0001"),
            ("y", "2000"),
        ]),
    );
    assert_eq!(selected(&app), "c");
    assert_eq!(in_view(&app), ["e", "z", "y", "a", "c"]);
    assert_eq!(said(&app), "reloaded");
}

#[test]
fn a_removed_event_is_replaced_by_the_nearest_in_time() {
    let (folder, mut app) = five();
    select(&mut app, "c");
    rewrite(
        &folder,
        &mut app,
        &file(&[("a", "2001"), ("b", "2002"), ("d", "2004")]),
    );
    assert_eq!(selected(&app), "d");
    rewrite(&folder, &mut app, &file(&[("a", "2001"), ("b", "2002")]));
    assert_eq!(selected(&app), "b");
    rewrite(&folder, &mut app, "");
    assert_eq!(selected(&app), "");
    rewrite(&folder, &mut app, &file(&FIVE));
    assert_eq!(app.view.len(), 5);
    assert!(app.selected.is_some());
}

#[test]
fn a_reload_keeps_the_filter() {
    let (folder, mut app) = five();
    drive(&mut app, "fid:b OR id:d OR id:n<enter>");
    assert_eq!(in_view(&app), ["b", "d"]);
    select(&mut app, "d");
    let mut six = FIVE.to_vec();
    six.insert(0, ("n", "2003"));
    rewrite(&folder, &mut app, &file(&six));
    assert_eq!(in_view(&app), ["b", "n", "d"]);
    assert_eq!(
        (selected(&app), app.filter.text()),
        ("d", "id:b OR id:d OR id:n")
    );
}

#[test]
fn a_filter_that_is_no_longer_valid_is_cleared() {
    let people = "[actors.ann]\nname = \"Ann\"\n";
    let (folder, mut app) = five();
    rewrite(&folder, &mut app, &format!("{people}{}", file(&FIVE)));
    drive(&mut app, "factor:ann<enter>");
    assert_eq!(app.filter.text(), "actor:ann");
    rewrite(&folder, &mut app, &file(&FIVE));
    assert_eq!((app.filter.text(), app.view.len()), ("", 5));
    assert!(said(&app).starts_with("filter cleared"), "{}", said(&app));
}

#[test]
fn a_filter_by_a_tag_that_is_gone_stays() {
    let (folder, mut app) = five();
    drive(&mut app, "ftag:b<enter>");
    assert_eq!(app.view.len(), 1);
    rewrite(
        &folder,
        &mut app,
        &file(&FIVE).replace("tags = [\"b\"]", "tags = []"),
    );
    assert_eq!((app.filter.text(), app.view.len()), ("tag:b", 0));
    // Nothing is left of the event on the screen, and the filter can be cleared and comes back.
    assert!(!text(&app).contains("Title of b"), "{}", text(&app));
    drive(&mut app, "xu");
    assert_eq!((app.filter.text(), app.view.len()), ("tag:b", 0));
    rewrite(&folder, &mut app, &file(&FIVE));
    assert_eq!((app.filter.text(), app.view.len()), ("tag:b", 1));
}

#[test]
fn a_reload_keeps_the_position_in_the_source() {
    let (folder, mut app) = five();
    select(&mut app, "c");
    drive(&mut app, "<enter>3G");
    rewrite(&folder, &mut app, &file(&FIVE));
    assert_eq!((app.focus, app.reader.cursor), (Pane::Source, 3));
    // The text has become shorter.
    fs::write(folder.path().join("s.txt"), "one\n\ntwo\n").expect("a file");
    rewrite(&folder, &mut app, &file(&FIVE));
    assert_eq!(app.reader.cursor, 2);
    // The text is gone.
    fs::remove_file(folder.path().join("s.txt")).expect("it was there");
    rewrite(&folder, &mut app, &file(&FIVE));
    assert!(text(&app).contains("cannot read `s.txt`"));
}

#[test]
fn an_unreadable_file_keeps_the_last_good_state() {
    let (folder, mut app) = five();
    select(&mut app, "c");
    drive(&mut app, "ftag:c<enter>");
    let before = in_view(&app).join(" ");
    rewrite(&folder, &mut app, "[[event]]\nid = \"c\"\ndate = \n");
    assert_eq!((selected(&app), in_view(&app).join(" ")), ("c", before));
    assert!(app.message.as_ref().is_some_and(|message| message.bad));
    assert!(said(&app).contains("events.toml:3:"), "{}", said(&app));
    assert!(said(&app).contains("last good state"), "{}", said(&app));
    rewrite(&folder, &mut app, &file(&FIVE));
    assert_eq!(said(&app), "reloaded");
}

#[test]
fn an_unreadable_file_is_the_first_problem_until_it_can_be_read() {
    let (folder, mut app) = five();
    let good = file(&FIVE).replace("title = \"S\"", "title = \"S\"\nbogus = 1");
    rewrite(&folder, &mut app, &good);
    drive(&mut app, "!j<esc>");
    for broken in ["[[event]]\nid = \"c\"\ndate = \n", "[[event]]\nid = \n"] {
        rewrite(&folder, &mut app, broken);
        let line = broken.lines().count();
        drive(&mut app, "!");
        let heading = rows_with(&app, "✗ unreadable file · 1");
        let other = rows_with(&app, "unknown-key · 1");
        assert_eq!((heading.len(), other.len()), (1, 1), "{}", text(&app));
        assert!(heading < other, "{}", text(&app));
        let place = format!("events.toml:{line}:");
        assert_eq!(rows_with(&app, &place).len(), 1, "{}", text(&app));
        assert_eq!(rows_with(&app, " ^ ").len(), 1, "{}", text(&app));
        for key in ["<enter>", "!e"] {
            let edit = Effect::Edit(event_file(&folder), line);
            assert_eq!(drive(&mut app, key), [edit], "{key}");
        }
        assert_eq!(app.problems.count(), 2);
    }
    rewrite(&folder, &mut app, &good);
    assert!(text(&app).contains("   1 !  5 ✓"), "{}", text(&app));
    drive(&mut app, "!");
    assert!(rows_with(&app, "unreadable file").is_empty());
}

#[test]
fn a_removed_file_keeps_the_last_good_state() {
    let (folder, mut app) = five();
    fs::remove_file(event_file(&folder)).expect("it was there");
    reload(&folder, &mut app);
    assert_eq!(app.view.len(), 5);
    drive(&mut app, "!");
    assert_eq!(
        rows_with(&app, "✗ unreadable file · 1").len(),
        1,
        "{}",
        text(&app)
    );
    assert_eq!(
        rows_with(&app, "error[unreadable]").len(),
        1,
        "{}",
        text(&app)
    );
    drive(&mut app, "<esc>");
    rewrite(&folder, &mut app, &file(&FIVE));
    assert_eq!(said(&app), "reloaded");
    // The quotes of a removed source are no longer verified.
    assert!(text(&app).contains("✓ exact"), "{}", text(&app));
    fs::remove_file(folder.path().join("s.txt")).expect("it was there");
    reload(&folder, &mut app);
    assert!(!text(&app).contains("✓ exact"), "{}", text(&app));
    drive(&mut app, "!");
    assert_eq!(rows_with(&app, "no_source · 5").len(), 1, "{}", text(&app));
}

#[test]
fn a_failed_reload_keeps_a_prompt_or_a_list_open() {
    let (folder, mut app) = five();
    for keys in [
        "ftag:",
        "f(",
        "/title",
        "ati",
        "?",
        "y",
        "jjz<enter>",
        "<tab>",
    ] {
        drive(&mut app, keys);
        rewrite(&folder, &mut app, &file(&FIVE[1..]));
        drive(&mut app, "x<back><tab>n");
        consistent(&app);
        drive(&mut app, "<esc><esc><esc>");
        rewrite(&folder, &mut app, &file(&FIVE));
        drive(&mut app, "<esc><esc>x");
        consistent(&app);
    }
}
