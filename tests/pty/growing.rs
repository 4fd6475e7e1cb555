//! Events that arrive while they are shown.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use portable_pty::CommandBuilder;

use crate::terminal::{Terminal, annals, clean};

fn line(number: usize) -> String {
    format!(
        "{{\"id\":\"e{number}\",\"date\":\"20{number:02}\",\"title\":\"Event {number}\",\"source\":\"s\"}}\n"
    )
}

fn selected(terminal: &Terminal) -> String {
    let text = terminal.text();
    let row = text.lines().find(|line| line.contains('▌'));
    row.unwrap_or_default().to_owned()
}

fn wait_for_selected(terminal: &mut Terminal, title: &str) {
    terminal.wait(title, |terminal| selected(terminal).contains(title));
}

fn append(path: &Path, text: &str) {
    let mut file = OpenOptions::new().append(true).open(path).expect("a file");
    file.write_all(text.as_bytes()).expect("it is written");
}

#[test]
fn events_from_a_pipe_are_shown_as_they_arrive() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("one"), line(1) + &line(2)).expect("a file");
    fs::write(folder.path().join("two"), line(3)).expect("a file");
    let program = env!("CARGO_BIN_EXE_annals");
    let script = format!("(cat one; until [ -e go ]; do sleep 0.02; done; cat two) | {program} -");
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &script]);
    clean(&mut command, folder.path());
    let mut terminal = Terminal::start(command, 120, 30);
    terminal.wait_for("2 events");
    assert!(terminal.text().contains("reading"), "{}", terminal.text());
    terminal.keys("G");
    wait_for_selected(&mut terminal, "Event 2");
    fs::write(folder.path().join("go"), "").expect("a file");
    // The selection stays at the end, and reading is over.
    terminal.wait_for("3 events");
    wait_for_selected(&mut terminal, "Event 3");
    terminal.wait("the end", |terminal| !terminal.text().contains("reading"));
    terminal.keys("e");
    terminal.wait_for("these events are not in a file");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn a_growing_file_is_followed_line_by_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.jsonl");
    let third = line(3);
    let (half, rest) = third.split_at(20);
    fs::write(&path, line(1) + &line(2) + half).expect("a file");
    let mut command = annals(folder.path());
    command.args(["--follow", "events.jsonl"]);
    let mut terminal = Terminal::start(command, 120, 30);
    terminal.wait_for("2 events");
    assert!(!terminal.text().contains("not JSON"), "{}", terminal.text());
    append(&path, rest);
    // What arrives is below the selection.
    terminal.wait_for("3 events");
    wait_for_selected(&mut terminal, "Event 1");
    terminal.keys("G");
    wait_for_selected(&mut terminal, "Event 3");
    append(&path, &line(4));
    wait_for_selected(&mut terminal, "Event 4");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

/// A file that is cut short, replaced or written anew while it is open never ends the program, and is shown as
/// it is in the end.
#[test]
fn a_file_that_changes_is_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.jsonl");
    let many: String = (1..60).map(line).collect();
    // Event data of this size stays in its file.
    let padding = format!(
        "{{\"id\":\"pad\",\"date\":\"1999\",\"title\":\"Pad\",\"source\":\"s\",\"note\":\"{}\"}}\n",
        "x".repeat(5 << 20)
    );
    fs::write(&path, many + &padding).expect("a file");
    let mut command = annals(folder.path());
    command.arg("events.jsonl");
    let mut terminal = Terminal::start(command, 120, 30);
    terminal.wait_for("60 events");
    let file = OpenOptions::new().write(true).open(&path).expect("a file");
    file.set_len(line(1).len() as u64).expect("it is cut");
    for _ in 0..30 {
        terminal.keys("j");
    }
    terminal.wait_for("1 event ");
    wait_for_selected(&mut terminal, "Event 1");
    let other = folder.path().join("other");
    fs::write(&other, line(5) + &line(6)).expect("a file");
    fs::rename(&other, &path).expect("it is replaced");
    terminal.wait_for("2 events");
    fs::write(&path, line(7) + &line(8) + &line(9)).expect("a file");
    terminal.wait_for("3 events");
    terminal.wait_for("Event 9");
    assert!(!terminal.text().contains("Event 5"), "{}", terminal.text());
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}
