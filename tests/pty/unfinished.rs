//! A terminal that sends incomplete input or does not accept output. The program still
//! handles everything else.

use std::fs;
use std::time::Duration;

use rustix::process::Signal;
use tempfile::TempDir;

use super::{EVENTS, letters, open, ready};
use crate::terminal::{Terminal, annals};

/// Input that is incomplete.
const UNFINISHED: &[&[u8]] = &[
    b"\xc3",
    b"\xff",
    b"\x1b",
    b"\x1b[",
    b"\x1bO",
    b"\x1b[<0;5",
    b"\x1b[M !",
    b"\x1b[200~abc",
];

/// Starts the browser and sends incomplete input.
fn open_and_send(folder: &TempDir, bytes: &[u8]) -> Terminal {
    let mut terminal = open(folder);
    terminal.keys(bytes);
    terminal.wait_for_reading();
    terminal
}

#[test]
fn a_signal_ends_the_program() {
    let folder = letters();
    for bytes in UNFINISHED {
        for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
            let mut terminal = open_and_send(&folder, bytes);
            terminal.signal(signal);
            assert_eq!(terminal.end().exit_code(), status, "{bytes:?}");
            terminal.assert_restored();
        }
    }
}

#[test]
fn closing_the_terminal_ends_the_program() {
    let folder = letters();
    for bytes in UNFINISHED {
        let mut terminal = open_and_send(&folder, bytes);
        terminal.hang_up();
        assert_eq!(terminal.end().exit_code(), 129, "{bytes:?}");
        // It does not keep reading from the closed terminal.
        assert!(terminal.used < Duration::from_secs(10), "{bytes:?}");
    }
}

#[test]
fn a_resize_redraws() {
    let folder = letters();
    for bytes in UNFINISHED {
        let mut terminal = open_and_send(&folder, bytes);
        terminal.resize(120, 30);
        // Wide enough to show the event next to the list.
        terminal.wait_for("│");
        terminal.signal(Signal::TERM);
        assert_eq!(terminal.end().exit_code(), 143, "{bytes:?}");
    }
}

#[test]
fn a_changed_file_is_reloaded() {
    let folder = letters();
    for bytes in UNFINISHED {
        fs::write(folder.path().join("events.toml"), EVENTS).expect("a file");
        let mut terminal = open_and_send(&folder, bytes);
        super::replace(folder.path(), "Anna sails", "Anna stays at home");
        terminal.wait_for("Anna stays at home");
        terminal.signal(Signal::TERM);
        assert_eq!(terminal.end().exit_code(), 143, "{bytes:?}");
    }
}

#[test]
fn later_keys_work() {
    let folder = letters();
    for bytes in UNFINISHED {
        let mut terminal = open_and_send(&folder, bytes);
        if bytes.starts_with(b"\x1b[200~") {
            // The end of the paste comes late; keys before it would be pasted.
            terminal.keys("\x1b[201~");
        }
        terminal.insist("j", "▌1913");
        terminal.keys("q");
        assert_eq!(terminal.end().exit_code(), 0, "{bytes:?}");
    }
}

/// A paste without an end is inserted as far as it was received.
#[test]
fn an_unfinished_paste_is_inserted() {
    let folder = letters();
    let mut terminal = open(&folder);
    terminal.keys("f");
    terminal.wait_for("filter: ");
    terminal.keys("\x1b[200~anna lands");
    terminal.wait_for("filter: anna lands");
    terminal.keys("\r");
    terminal.wait_for("1 of 2");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

/// Two letters, with a quote longer than any terminal's buffer.
#[cfg(target_os = "linux")]
fn long_letters() -> TempDir {
    let folder = letters();
    let quote = "Long. ".repeat(100_000);
    let events = EVENTS.replace("I sailed on the ninth", quote.trim_end());
    fs::write(folder.path().join("events.toml"), events).expect("a file");
    folder
}

/// Starts the browser and lets it write more than the terminal accepts.
#[cfg(target_os = "linux")]
fn open_and_stall(folder: &TempDir) -> Terminal {
    let mut terminal = open(folder);
    terminal.stop_reading();
    // Copies the quote to the clipboard.
    terminal.keys("yq");
    terminal.wait_for_reading();
    terminal.wait_for_sleep();
    terminal
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_ends_it_while_the_terminal_takes_nothing() {
    let folder = long_letters();
    let mut terminal = open_and_stall(&folder);
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.end().exit_code(), 143);
}

#[test]
#[cfg(target_os = "linux")]
fn the_end_of_the_terminal_ends_it_while_the_terminal_takes_nothing() {
    let folder = long_letters();
    let mut terminal = open_and_stall(&folder);
    terminal.hang_up();
    assert_eq!(terminal.end().exit_code(), 129);
}

/// While it waits for the editor, it ignores the first signal.
#[test]
fn a_second_signal_always_ends_the_program() {
    let folder = letters();
    let script = "echo editing; read answer\n";
    fs::write(folder.path().join("editor.sh"), script).expect("a file");
    let mut command = annals(folder.path());
    command.env("EDITOR", "sh editor.sh");
    let mut terminal = Terminal::start(command, 80, 24);
    ready(&mut terminal);
    terminal.keys("e");
    terminal.wait_for("editing");
    let status = terminal.signal_until_it_ends(Signal::TERM);
    assert_eq!(status.exit_code(), 143);
    terminal.assert_restored();
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_is_done_while_nothing_happens() {
    let folder = letters();
    let open = |bytes: &&[u8]| open_and_send(&folder, bytes);
    let mut terminals: Vec<_> = UNFINISHED.iter().map(open).collect();
    let used = |terminals: &mut [Terminal]| -> Duration {
        for terminal in &mut *terminals {
            // The incomplete input was discarded, and the screen is complete.
            while !terminal.is_quiet(Duration::from_millis(500)) {}
        }
        terminals.iter().map(Terminal::processor_time).sum()
    };
    let before = used(&mut terminals);
    let after = used(&mut terminals);
    assert!(after < before + Duration::from_secs(1), "{after:?}");
    for terminal in &mut terminals {
        terminal.keys("q");
        assert_eq!(terminal.end().exit_code(), 0);
    }
}
