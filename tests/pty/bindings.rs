//! Every key of the table of bindings, in the real program.

use std::thread;
use std::time::Duration;

use annals::tui::keymap::{BINDINGS, Binding, Context};

use crate::terminal::{Terminal, annals};

const EVENTS: &str = include_str!("../data/desk/events.toml");
const COURIER: &str = include_str!("../data/desk/sources/courier.md");
const MINUTES: &str = include_str!("../data/desk/sources/minutes.txt");
const LETTERS: &str = include_str!("../data/desk/sources/letters.txt");

/// Returns the bytes that a terminal sends for a key.
fn bytes(key: &str) -> Vec<u8> {
    let text = match key {
        "⏎" => "\r",
        "Esc" => "\x1b",
        "⌫" => "\x7f",
        "Del" => "\x1b[3~",
        "Tab" => "\t",
        "⇧Tab" => "\x1b[Z",
        "↑" => "\x1b[A",
        "↓" => "\x1b[B",
        "→" => "\x1b[C",
        "←" => "\x1b[D",
        "Home" => "\x1b[H",
        "End" => "\x1b[F",
        "PgUp" => "\x1b[5~",
        "PgDn" => "\x1b[6~",
        "F1" => "\x1bOP",
        "F5" => "\x1b[15~",
        "Space" => " ",
        key => {
            let mut letters = key.chars();
            return match (letters.next(), letters.next()) {
                (Some('^'), Some(letter)) => vec![letter as u8 & 0x1f],
                _ => key.as_bytes().to_vec(),
            };
        }
    };
    text.as_bytes().to_vec()
}

/// Returns the keys that open what a binding is for, from the list.
fn opening(context: Context) -> &'static str {
    match context {
        Context::Browse => "",
        Context::Prompt => "f",
        Context::Actors => "a",
        Context::Help => "?",
        Context::Choice => "s",
        Context::Lanes => "L",
        Context::Problems => "!",
    }
}

/// Waits until the program is back in the list and has done all that it was told.
fn settle(terminal: &mut Terminal, number: usize) {
    let count = format!("{}", 100 + number);
    // Closes whatever is open, and leaves a zoomed or another pane.
    for _ in 0..2 {
        terminal.keys("\x1b");
        terminal.wait_for_reading();
        // Only the pause after it tells an escape from the beginning of a sequence.
        thread::sleep(Duration::from_millis(70));
    }
    terminal.keys(&count);
    terminal.wait(&count, |terminal| {
        let text = terminal.text();
        let last = text.lines().last().unwrap_or_default().to_owned();
        last.trim_end().ends_with(&count)
    });
    // Takes the count back, without an escape that would join the next key.
    terminal.keys("x");
}

#[test]
fn every_key_works_and_the_terminal_is_sound_after_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let sources = folder.path().join("sources");
    std::fs::create_dir(&sources).expect("a folder");
    for (path, text) in [
        (folder.path().join("events.toml"), EVENTS),
        (sources.join("courier.md"), COURIER),
        (sources.join("minutes.txt"), MINUTES),
        (sources.join("letters.txt"), LETTERS),
    ] {
        std::fs::write(path, text).expect("a file");
    }
    let mut command = annals(folder.path());
    command.env("EDITOR", "true");
    command.env("BROWSER", "true");
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("? keys");
    // Suspending needs a shell, and quitting comes last.
    let is_left_out = |binding: &Binding, key: &str| {
        key == "^Z" || binding.context == Context::Browse && ["q", "^C"].contains(&key)
    };
    let mut pressed = 0;
    for binding in BINDINGS {
        for key in binding.keys.iter().filter(|key| !is_left_out(binding, key)) {
            terminal.keys(opening(binding.context));
            terminal.keys(bytes(key));
            pressed += 1;
            settle(&mut terminal, pressed);
        }
    }
    assert!(pressed > 150, "{pressed}");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}
