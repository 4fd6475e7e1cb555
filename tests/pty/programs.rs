//! Programs started for the user: their arguments, and what happens when they end.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use super::{EVENTS, letters, ready};
use crate::terminal::{Terminal, annals};

/// An editor that records its arguments, one per line.
const EDITOR: &str =
    "#!/bin/sh\nprintf '%s\\n' \"$@\" > arguments.new\nmv arguments.new arguments.txt\n";

/// Two letters, and an editor with a given name in `bin`.
fn letters_and(editor: &str) -> TempDir {
    let folder = letters();
    let bin = folder.path().join("bin");
    fs::create_dir(&bin).expect("a folder");
    fs::write(bin.join(editor), EDITOR).expect("a file");
    let permissions = fs::Permissions::from_mode(0o755);
    fs::set_permissions(bin.join(editor), permissions).expect("a program");
    folder
}

/// Returns the arguments that an `$EDITOR` gets for an event file.
fn given(folder: &Path, editor: &str, file: Option<&str>) -> String {
    let mut command = annals(folder);
    command.env("EDITOR", editor);
    command.args(["--"]);
    command.args(file);
    let mut terminal = Terminal::start(command, 80, 24);
    ready(&mut terminal);
    terminal.keys("e");
    terminal.wait_for("reloaded");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
    let arguments = folder.join("arguments.txt");
    let given = fs::read_to_string(&arguments).expect("arguments");
    fs::remove_file(arguments).expect("a file");
    given
}

/// Vim runs an argument that begins with `+`, and every editor parses `-` as an option.
#[test]
fn file_names_are_never_commands() {
    let folder = letters_and("vim");
    let path = folder.path();
    for name in ["+call writefile(['pwned'],'PWNED')|.toml", "-c.toml"] {
        fs::write(path.join(name), EVENTS).expect("a file");
        assert_eq!(
            given(path, "bin/vim", Some(name)),
            format!("+8\n./{name}\n")
        );
    }
    let absolute = path.join("events.toml");
    assert_eq!(
        given(path, "bin/vim", absolute.to_str()),
        format!("+8\n{}\n", absolute.display())
    );
}

#[test]
fn editors_get_the_line_in_their_own_syntax() {
    for (editor, expected) in [
        ("nano", "+8\n./events.toml\n"),
        ("code", "--wait\n--goto\n./events.toml:8\n"),
        ("subl", "--wait\n./events.toml:8\n"),
        ("zed", "--wait\n./events.toml:8\n"),
        ("hx", "./events.toml:8\n"),
    ] {
        let folder = letters_and(editor);
        assert_eq!(
            given(folder.path(), &format!("bin/{editor}"), None),
            expected
        );
    }
}

#[test]
fn command_lines_are_split_like_in_a_shell() {
    let folder = letters_and("my editor");
    assert_eq!(
        given(folder.path(), r#""bin/my editor" --flag "a b""#, None),
        "--flag\na b\n+8\n./events.toml\n"
    );
}

#[test]
fn an_unclosed_quote_is_reported() {
    let folder = letters();
    fs::write(folder.path().join("events.toml"), with_address()).expect("a file");
    let mut command = annals(folder.path());
    command.env("EDITOR", "\"my editor --flag");
    command.env("BROWSER", "'my browser");
    let mut terminal = Terminal::start(command, 120, 24);
    ready(&mut terminal);
    terminal.keys("e");
    terminal.wait_for("unclosed quote in `\"my editor --flag`; set $EDITOR");
    terminal.keys("o");
    terminal.wait_for("unclosed quote in `'my browser`; set $BROWSER");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

/// The letters, one of them with a URL.
fn with_address() -> String {
    EVENTS.replace(
        "file = \"letter.txt\"",
        "file = \"letter.txt\"\nurl = \"https://example.org/letter\"",
    )
}

#[test]
#[cfg(target_os = "linux")]
fn a_browser_that_ends_leaves_nothing_behind() {
    let folder = letters();
    fs::write(folder.path().join("events.toml"), with_address()).expect("a file");
    let mut command = annals(folder.path());
    command.env(
        "BROWSER",
        "sh -c 'echo \"$0\" $$ $(cut -d\" \" -f5 /proc/$$/stat) > address.txt'",
    );
    let mut terminal = Terminal::start(command, 120, 24);
    ready(&mut terminal);
    terminal.keys("o");
    terminal.wait_for("opened https://example.org/letter");
    terminal.wait_for_children();
    let address = fs::read_to_string(folder.path().join("address.txt")).expect("an address");
    let [url, process, group] = address.split_whitespace().collect::<Vec<_>>()[..] else {
        panic!("{address}");
    };
    assert!(url.starts_with("https://example.org/letter"), "{address}");
    // `^Z` stops the program's process group.
    assert_eq!(process, group);
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

/// No key is pressed: the exit of the browser wakes the program.
#[test]
fn a_failing_browser_is_reported() {
    let folder = letters();
    fs::write(folder.path().join("events.toml"), with_address()).expect("a file");
    let mut command = annals(folder.path());
    command.env("BROWSER", "sh -c 'exit 3'");
    let mut terminal = Terminal::start(command, 120, 24);
    ready(&mut terminal);
    terminal.keys("o");
    terminal.wait_for("the browser sh failed: exit status: 3");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

/// Keys typed right after `e` go to the editor too.
#[test]
fn keys_typed_ahead_go_to_the_editor() {
    let folder = letters();
    let script = "echo editing; read answer; echo \"$answer\" > answer.txt\n";
    fs::write(folder.path().join("editor.sh"), script).expect("a file");
    let mut command = annals(folder.path());
    command.env("EDITOR", "sh editor.sh");
    let mut terminal = Terminal::start(command, 80, 24);
    ready(&mut terminal);
    terminal.keys("\x1b[200~qq\x1b[201~equite");
    terminal.wait_for("editing");
    terminal.keys(" so\r");
    terminal.wait_for("reloaded");
    let answer = fs::read_to_string(folder.path().join("answer.txt")).expect("an answer");
    assert_eq!(answer, "quite so\n");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}
