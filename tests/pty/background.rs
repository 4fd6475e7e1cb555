//! While quotes are checked against a large source, the screen is drawn, keys work and signals end the program.

use std::fs;

use rustix::process::Signal;
use tempfile::TempDir;

use crate::terminal::{Terminal, annals};

/// A source that takes seconds to search, with quotes that are not in it.
fn slow() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let sentence = "The harbour board met again and adjourned until the pilots had been heard. ";
    let source = format!("{}\n\n", sentence.repeat(4)).repeat(1000);
    let head = "[sources.s]\ntitle = \"Minutes\"\nfile = \"s.txt\"\n".to_owned();
    let events = (0..40).fold(head, |events, number| {
        format!(
            "{events}[[event]]\nid = \"e{number}\"\ndate = \"{}\"\ntitle = \"Event {number} of many\"\n\
             [[event.citation]]\nsource = \"s\"\nquote = \"nothing like this sentence number {number} was ever \
             written down anywhere in that town\"\n",
            1900 + number
        )
    });
    fs::write(folder.path().join("events.toml"), events).expect("a file");
    fs::write(folder.path().join("s.txt"), source).expect("a file");
    folder
}

#[test]
fn verdicts_fill_in_while_keys_work() {
    let folder = slow();
    let mut terminal = Terminal::start(annals(folder.path()), 120, 30);
    // The first screen is drawn before any result is known.
    terminal.wait_for("checked");
    assert!(terminal.wrote(b"checked 0 of 40"));
    terminal.keys(b"jj");
    terminal.wait_for("▌ 1902");
    terminal.wait_for("! 40 problems  40 events");
    terminal.wait_for("missing");
    terminal.keys(b"q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn a_signal_and_a_key_end_the_program_during_the_check() {
    let folder = slow();
    let mut terminal = Terminal::start(annals(folder.path()), 120, 30);
    terminal.wait_for("checked");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.end().exit_code(), 143);
    terminal.assert_restored();
    let mut terminal = Terminal::start(annals(folder.path()), 120, 30);
    terminal.wait_for("checked");
    terminal.keys(b"q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn checked_quotes_survive_a_reload() {
    let folder = slow();
    let mut terminal = Terminal::start(annals(folder.path()), 120, 30);
    terminal.wait_for("! 40 problems  40 events");
    let path = folder.path().join("events.toml");
    let events = fs::read_to_string(&path).expect("a file");
    let events = events.replace("Event 0 of many", "Event 0 renamed");
    fs::write(&path, events).expect("a file");
    terminal.wait_for("Event 0 renamed");
    // No quote has to be looked up again.
    terminal.wait_for("! 40 problems  40 events");
    assert!(!terminal.text().contains("checked"), "{}", terminal.text());
    terminal.keys(b"q");
    assert_eq!(terminal.end().exit_code(), 0);
}
