//! While quotes are checked against a large source, the screen is drawn, keys work and signals end the program.

use std::fs;

use rustix::process::Signal;
use tempfile::TempDir;

use crate::ready;
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
    terminal.wait_for("▌1902");
    terminal.wait_for("1939   40 ✗");
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
    terminal.wait_for("1939   40 ✗");
    let path = folder.path().join("events.toml");
    let events = fs::read_to_string(&path).expect("a file");
    let events = events.replace("Event 0 of many", "Event 0 renamed");
    fs::write(&path, events).expect("a file");
    terminal.wait_for("Event 0 renamed");
    // No quote has to be looked up again: their number is known before any of them is checked.
    terminal.wait_for("1939   40 ✗");
    let text = terminal.text();
    let is_checking = text.contains("checked") && !text.contains("checked 0 of");
    assert!(!is_checking, "{text}");
    terminal.keys(b"q");
    assert_eq!(terminal.end().exit_code(), 0);
}

/// Of a large file the beginning is shown at once. When the rest is there, the selection is still on its event,
/// though earlier ones are above it.
#[test]
fn a_large_file_is_shown_before_it_is_read() {
    use std::fmt::Write;
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = String::new();
    for number in 0..60_000 {
        let _ = writeln!(
            text,
            "{{\"id\":\"e{number}\",\"date\":\"2001-02-03\",\"title\":\"Middle {number}\",\"source\":\"s\"}}"
        );
    }
    text += "{\"id\":\"last\",\"date\":\"1999\",\"title\":\"Early and last\",\"source\":\"s\"}\n";
    fs::write(folder.path().join("events.jsonl"), text).expect("a file");
    let mut command = annals(folder.path());
    command.arg("events.jsonl");
    let mut terminal = Terminal::start(command, 120, 30);
    ready(&mut terminal);
    assert!(terminal.text().contains("Middle 0"), "{}", terminal.text());
    terminal.wait_for("60001 events");
    let selected = |terminal: &Terminal| {
        let text = terminal.text();
        text.lines()
            .find(|line| line.contains('▌'))
            .map(str::to_owned)
    };
    let row = selected(&terminal).expect("a selected row");
    assert!(row.contains("Middle 0"), "{}", terminal.text());
    terminal.keys("g");
    terminal.wait("the first event", |terminal| {
        selected(terminal).is_some_and(|row| row.contains("Early and last"))
    });
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}
