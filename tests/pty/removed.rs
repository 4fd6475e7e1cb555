//! Files that are removed while they are shown.

use std::fs;
use std::process::Command;

use crate::terminal::{Terminal, annals};
use crate::{EVENTS, LETTER, letters, ready};

#[test]
fn removed_files_are_noticed_and_read_again_once_they_are_back() {
    let folder = letters();
    let mut terminal = Terminal::start(annals(folder.path()), 160, 24);
    ready(&mut terminal);
    terminal.wait_for("exact");
    let [events, letter] = ["events.toml", "letter.txt"].map(|name| folder.path().join(name));
    fs::remove_file(&letter).expect("it was there");
    terminal.wait_for("no source");
    fs::write(&letter, LETTER).expect("a file");
    terminal.wait_for("exact");
    fs::remove_file(&events).expect("it was there");
    terminal.wait_for("last good state");
    assert!(terminal.text().contains("Anna sails"));
    terminal.keys("!");
    terminal.wait_for("unreadable file · 1");
    terminal.keys("q");
    fs::write(&events, EVENTS.replace("Anna sails", "Anna swims")).expect("a file");
    terminal.wait_for("Anna swims");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

/// A quote that its source has twice. Only the recorded context tells which is meant.
const TWICE: &str = r#"[timeline]
title = "Twice"

[sources.report]
title = "A report"
file = "report.txt"

[[event]]
id = "thanks"
date = "2024"
title = "Thanks"

[[event.citation]]
source = "report"
paragraph = 2
quote = "He thanked the firemen for all that they had done that night."
"#;

const REPORT: &str = "There was a fire.\n\n\
    Nobody slept. He thanked the firemen for all that they had done that night. Then he left.\n\n\
    He thanked the firemen for all that they had done that night. They were asleep.\n";

#[test]
fn the_context_of_a_removed_lock_file_is_dropped() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("report.txt"), REPORT).expect("a file");
    fs::write(path("events.toml"), TWICE).expect("a file");
    let recorded = Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(["check", "--lock"])
        .current_dir(folder.path())
        .output()
        .expect("it starts");
    assert!(recorded.status.success(), "{recorded:?}");
    let without = TWICE.replace("paragraph = 2\n", "");
    fs::write(path("events.toml"), without).expect("a file");
    let mut terminal = Terminal::start(annals(folder.path()), 160, 24);
    ready(&mut terminal);
    terminal.wait_for("exact");
    fs::remove_file(path("events.lock")).expect("it was there");
    terminal.wait_for("ambiguous");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn what_was_missing_from_the_start_is_read_once_it_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("events.toml"), TWICE).expect("a file");
    let mut terminal = Terminal::start(annals(folder.path()), 160, 24);
    ready(&mut terminal);
    terminal.wait_for("no such file");
    fs::write(path("report.txt"), REPORT).expect("a file");
    terminal.wait_for("exact");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}
