//! The program in a real terminal: it starts, restores the terminal however it ends, and
//! handles signals, resizes, changed files and the user's editor.

#![cfg(unix)]

mod terminal;

#[path = "pty/background.rs"]
mod background;
#[path = "pty/bindings.rs"]
mod bindings;
#[path = "pty/drafts.rs"]
mod drafts;
#[path = "pty/growing.rs"]
mod growing;
#[path = "pty/imported.rs"]
mod imported;
#[path = "pty/programs.rs"]
mod programs;
#[path = "pty/removed.rs"]
mod removed;
#[path = "pty/unfinished.rs"]
mod unfinished;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use annals::tui::signals::Signals;
use annals::tui::terminal::{Screen, restore_on_panic};
use portable_pty::CommandBuilder;
use rustix::process::Signal;
use tempfile::TempDir;
use terminal::{Terminal, annals, clean};

const EVENTS: &str = r#"[timeline]
title = "Letters"

[sources.letter]
title = "A letter"
file = "letter.txt"

[[event]]
id = "sails"
date = "1912"
title = "Anna sails"

[[event.citation]]
source = "letter"
paragraph = 2
quote = "I sailed on the ninth"

[[event]]
id = "lands"
date = "1913"
title = "Anna lands"
"#;

const LETTER: &str = "Dear mother,\n\nI sailed on the ninth, at dawn.\n";

fn letters() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("events.toml"), EVENTS).expect("a file");
    fs::write(folder.path().join("letter.txt"), LETTER).expect("a file");
    folder
}

/// Starts the browser on two letters and waits for its first screen.
fn open(folder: &TempDir) -> Terminal {
    let mut terminal = Terminal::start(annals(folder.path()), 80, 24);
    ready(&mut terminal);
    terminal
}

fn ready(terminal: &mut Terminal) {
    terminal.wait_for("? keys");
    assert!(terminal.screen().alternate_screen());
}

fn replace(folder: &Path, old: &str, new: &str) {
    let path = folder.join("events.toml");
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(old), "{old}");
    // Editors replace the file atomically.
    let beside = folder.join("events.new");
    fs::write(&beside, text.replace(old, new)).expect("a file");
    fs::rename(beside, path).expect("a file");
}

#[test]
fn starts_moves_jumps_and_quits() {
    let folder = letters();
    let mut terminal = open(&folder);
    terminal.wait_for("▌1912");
    terminal.keys("j");
    terminal.wait_for("▌1913");
    terminal.keys("k\r");
    terminal.wait_for("exact");
    terminal.wait_for("I sailed on the ninth, at dawn.");
    terminal.keys("\x1b");
    terminal.wait_for("▌1912");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn control_c_quits() {
    let folder = letters();
    let mut terminal = open(&folder);
    terminal.keys("\x03");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn opens_the_example_without_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::start(annals(folder.path()), 120, 36);
    ready(&mut terminal);
    terminal.wait_for("Moscow, Pyongyang, Beijing");
    terminal.keys("jj\r");
    terminal.wait_for("6 of 8");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn a_signal_ends_the_program_and_is_its_status() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let folder = letters();
        let mut terminal = open(&folder);
        terminal.signal(signal);
        assert_eq!(terminal.end().exit_code(), status);
        terminal.assert_restored();
    }
}
/// Waits for the shell, which discards what is typed before its prompt.
fn prompted(terminal: &mut Terminal) {
    terminal.wait("the prompt", |t| {
        !t.screen().alternate_screen() && t.text().trim_end().ends_with("ready>")
    });
}

#[test]
fn suspends_and_resumes() {
    let folder = letters();
    let mut shell = CommandBuilder::new("sh");
    shell.arg("-i");
    clean(&mut shell, folder.path());
    shell.env("ANNALS", env!("CARGO_BIN_EXE_annals"));
    let mut terminal = Terminal::start(shell, 80, 24);
    prompted(&mut terminal);
    terminal.keys("\"$ANNALS\"\r");
    ready(&mut terminal);
    for _ in 0..2 {
        terminal.keys("\x1a");
        prompted(&mut terminal);
        terminal.assert_restored();
        // The shell has the terminal again: it echoes and runs what is typed.
        terminal.keys("echo $((40 + 2)) there\r");
        terminal.wait_for("42 there");
        terminal.keys("fg\r");
        terminal.wait("the screen", |t| t.screen().alternate_screen());
        terminal.wait_for("? keys");
        terminal.wait_for("Anna lands");
    }
    terminal.keys("q");
    prompted(&mut terminal);
    terminal.keys("stty -a; echo status $?\r");
    terminal.wait_for("status 0");
    terminal.assert_restored();
    let words = terminal.text();
    let has = |word: &str| {
        words
            .split_whitespace()
            .any(|w| w.trim_end_matches(';') == word)
    };
    assert!(
        has("icanon") && has("echo") && has("isig") && has("opost"),
        "{words}"
    );
    terminal.keys("exit 7\r");
    assert_eq!(terminal.end().exit_code(), 7);
}

#[test]
fn a_resize_redraws() {
    let folder = letters();
    let mut terminal = open(&folder);
    // A program that has answered a key has also installed its resize handler.
    terminal.keys("j");
    terminal.wait_for("▌1913");
    terminal.resize(120, 30);
    // Wide enough to show the event next to the list.
    terminal.wait_for("│");
    terminal.wait("the status at the bottom", |t| {
        t.text()
            .lines()
            .nth(29)
            .is_some_and(|row| row.contains("? keys"))
    });
    terminal.resize(20, 5);
    terminal.wait("the status at the bottom", |t| {
        t.text()
            .lines()
            .nth(4)
            .is_some_and(|row| row.contains("keys"))
    });
    terminal.resize(1, 1);
    terminal.resize(80, 24);
    terminal.wait_for("Anna lands");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn a_changed_file_is_reloaded() {
    let folder = letters();
    // Wide enough for the whole message.
    let mut terminal = Terminal::start(annals(folder.path()), 160, 24);
    ready(&mut terminal);
    terminal.keys("j");
    terminal.wait_for("▌1913");
    replace(
        folder.path(),
        "title = \"Anna sails\"",
        "title = \"Anna stays at home\"",
    );
    terminal.wait_for("Anna stays at home");
    terminal.wait_for("▌1913");
    replace(folder.path(), "date = \"1913\"", "date = ");
    terminal.wait_for("last good state");
    terminal.wait_for("events.toml:");
    assert!(terminal.text().contains("Anna stays at home"));
    replace(folder.path(), "date = \n", "date = \"1913\"\n");
    terminal.wait_for("reloaded");
    terminal.keys("k\r");
    terminal.wait_for("exact");
    // Sources are watched too.
    fs::write(
        folder.path().join("letter.txt"),
        "Dear mother,\n\nI stayed.\n",
    )
    .expect("a file");
    terminal.wait_for("missing");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn control_l_draws_everything_anew() {
    let folder = letters();
    let mut terminal = open(&folder);
    for keys in ["", "f"] {
        terminal.keys(keys);
        terminal.wait("the end of the drawing", |t| {
            t.bytes.ends_with(b"\x1b[?2026l")
        });
        let before = terminal.bytes.len();
        terminal.keys("\x0c");
        terminal.wait("the title again", |t| {
            let anew = t.bytes.get(before..).unwrap_or_default();
            anew.windows(6).any(|bytes| bytes == b"annals")
        });
    }
    terminal.keys("\x03\x03");
    assert_eq!(terminal.end().exit_code(), 0);
}

/// Keys typed while the editor runs go to the editor.
#[test]
fn the_editor_opens_at_the_line_and_its_changes_are_shown() {
    let folder = letters();
    let script = r#"
stty -a > tty.txt
printf '%s\n' "$@" > arguments.txt
echo "editing at $1"; read answer; echo "$answer" > answer.txt
sed 's/Anna sails/Anna swims/' events.toml > new.toml && mv new.toml events.toml
"#;
    fs::write(folder.path().join("editor.sh"), script).expect("a file");
    let mut command = annals(folder.path());
    command.env("EDITOR", "sh editor.sh");
    let mut terminal = Terminal::start(command, 80, 24);
    ready(&mut terminal);
    terminal.keys("e");
    terminal.wait_for("editing at +8");
    terminal.assert_restored();
    terminal.keys("quite so\r");
    terminal.wait_for("Anna swims");
    terminal.wait_for("reloaded");
    assert!(terminal.screen().alternate_screen());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect(name);
    assert_eq!(read("arguments.txt"), "+8\n./events.toml\n");
    assert_eq!(read("answer.txt"), "quite so\n");
    assert!(read("tty.txt").contains(" icanon"), "{}", read("tty.txt"));
    terminal.keys("E");
    // Ignores the earlier message, which is still on the screen below.
    terminal.wait_for("editing at +3");
    terminal.keys("\r");
    terminal.wait_for("? keys");
    let arguments = read("arguments.txt");
    assert!(
        arguments.starts_with("+3\n") && arguments.ends_with("letter.txt\n"),
        "{arguments}"
    );
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn a_missing_editor_is_reported() {
    let folder = letters();
    let mut command = annals(folder.path());
    command.env("EDITOR", "/nonexistent/editor");
    let mut terminal = Terminal::start(command, 120, 24);
    ready(&mut terminal);
    terminal.keys("e");
    terminal.wait_for("cannot start the editor /nonexistent/editor");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn copies_to_the_clipboard_of_the_terminal() {
    let folder = letters();
    let mut terminal = open(&folder);
    terminal.keys("yq");
    terminal.wait_for("copied the quote: I sailed on the ninth");
    // The quote in Base64.
    let wanted = b"\x1b]52;c;SSBzYWlsZWQgb24gdGhlIG5pbnRo";
    assert!(terminal.wrote(wanted), "no OSC 52 was written");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn captures_the_mouse_only_on_request() {
    let folder = letters();
    let mut terminal = open(&folder);
    let mode = |terminal: &Terminal| terminal.screen().mouse_protocol_mode();
    assert_eq!(mode(&terminal), vt100::MouseProtocolMode::None);
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
    let mut command = annals(folder.path());
    command.arg("--mouse");
    let mut terminal = Terminal::start(command, 80, 24);
    ready(&mut terminal);
    assert_ne!(mode(&terminal), vt100::MouseProtocolMode::None);
    // A click on the right end of the strip, and one on the first event.
    terminal.keys("\x1b[<0;80;3M\x1b[<0;80;3m");
    terminal.wait_for("▌1913");
    terminal.keys("\x1b[<0;5;6M\x1b[<0;5;6m");
    terminal.wait_for("▌1912");
    // A click on an entry of a menu has the effect of its key.
    terminal.keys("y");
    terminal.wait_for("i event id");
    let text = terminal.text();
    let row = text.lines().position(|line| line.contains("i event id"));
    let row = row.expect("the entry") + 1;
    terminal.keys(format!("\x1b[<0;40;{row}M\x1b[<0;40;{row}m"));
    terminal.wait_for("copied the event id: sails");
    assert!(terminal.wrote(b"\x1b]52;c;c2FpbHM="), "no OSC 52");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn pastes_are_text_and_not_keys() {
    let folder = letters();
    let mut terminal = open(&folder);
    terminal.keys("\x1b[200~qqq\x1b[201~f");
    terminal.wait_for("filter: ");
    terminal.keys("\x1b[200~anna\rlands\x1b[201~");
    terminal.wait_for("filter: anna lands");
    terminal.keys("\r");
    terminal.wait_for("1 of 2");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn prints_the_list_without_a_terminal() {
    let folder = letters();
    let output = Command::new(env!("CARGO_BIN_EXE_annals"))
        .current_dir(folder.path())
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(text.contains("Anna sails") && text.contains("Anna lands"));
    assert!(!text.contains('\x1b'), "{text:?}");
}

#[test]
fn writes_nothing_while_idle() {
    let folder = letters();
    let mut terminal = open(&folder);
    // Output of the first screen may still arrive.
    terminal.keys("j");
    terminal.wait_for("▌1913");
    terminal.wait("the end of the drawing", |t| {
        t.bytes.ends_with(b"\x1b[?2026l")
    });
    assert!(terminal.is_quiet(Duration::from_secs(1)));
    terminal.keys("k");
    terminal.wait_for("▌1912");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

/// Runs itself in a terminal, where it sets up the screen and panics.
#[test]
fn a_panic_restores_the_terminal() {
    const NAME: &str = "a_panic_restores_the_terminal";
    if std::env::var_os("ANNALS_PANIC").is_some() {
        restore_on_panic();
        let signals = Signals::catch().expect("signals are caught");
        let _screen = Screen::open(true, &signals).expect("the terminal opens");
        panic!("this was meant to happen");
    }
    let folder = letters();
    let mut command = CommandBuilder::new(std::env::current_exe().expect("a path"));
    command.args(["--exact", NAME, "--nocapture", "--test-threads=1"]);
    clean(&mut command, folder.path());
    command.env("ANNALS_PANIC", "1");
    command.env("RUST_BACKTRACE", "0");
    let mut terminal = Terminal::start(command, 80, 24);
    assert!(!terminal.end().success());
    terminal.assert_restored();
    assert!(terminal.wrote(b"\x1b[?1049h"), "it had taken the screen");
    assert!(terminal.wrote(b"this was meant to happen"));
    assert!(
        terminal.text().contains("this was meant to happen"),
        "{}",
        terminal.text()
    );
}

#[test]
fn runs_in_a_terminal_without_a_size() {
    let folder = letters();
    let mut terminal = Terminal::start(annals(folder.path()), 0, 0);
    terminal.wait("the screen", |t| t.screen().alternate_screen());
    terminal.resize(80, 24);
    terminal.wait_for("? keys");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn the_quote_is_visible_without_colours() {
    let folder = letters();
    let mut command = annals(folder.path());
    command.env("NO_COLOR", "1");
    let mut terminal = Terminal::start(command, 80, 24);
    ready(&mut terminal);
    terminal.keys("\r");
    terminal.wait_for("exact");
    let screen = terminal.screen();
    let mut reversed = String::new();
    for row in 0..24 {
        for column in 0..80 {
            let cell = screen.cell(row, column).expect("a cell");
            assert_eq!(cell.fgcolor(), vt100::Color::Default);
            assert_eq!(cell.bgcolor(), vt100::Color::Default);
            if cell.inverse() {
                reversed.push_str(cell.contents());
            }
        }
    }
    assert_eq!(reversed, "I sailed on the ninth");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn exits_when_the_terminal_closes() {
    let folder = letters();
    let mut terminal = open(&folder);
    terminal.hang_up();
    assert_eq!(terminal.end().exit_code(), 129);
}

#[test]
fn an_interrupt_during_the_editor_goes_to_the_editor() {
    let folder = letters();
    // An interrupted shell may or may not stop reading.
    let script = "trap 'echo interrupted' INT\necho editing\nwhile ! read answer; do :; done\n";
    fs::write(folder.path().join("editor.sh"), script).expect("a file");
    let mut command = annals(folder.path());
    command.env("EDITOR", "sh editor.sh");
    let mut terminal = Terminal::start(command, 80, 24);
    ready(&mut terminal);
    terminal.keys("e");
    terminal.wait_for("editing");
    terminal.keys("\x03");
    terminal.wait_for("interrupted");
    terminal.keys("yes\r");
    terminal.wait_for("? keys");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn an_interrupt_restores_the_terminal() {
    let folder = letters();
    let mut terminal = open(&folder);
    terminal.signal(Signal::INT);
    let _ = terminal.end();
    terminal.assert_restored();
}
