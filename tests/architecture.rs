//! Checks which modules may use which others, by reading their source code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use annals::diagnostic;

/// A source file: its path below `src/`, and its code without comments and tests.
struct Code {
    path: String,
    text: String,
}

fn sources() -> Vec<Code> {
    let mut found = Vec::new();
    collect(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        "",
        &mut found,
    );
    assert!(found.len() > 50, "only {} files", found.len());
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<Code>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name");
        let path = format!("{prefix}{name}");
        if entry.file_type().expect("a type").is_dir() {
            collect(&entry.path(), &format!("{path}/"), found);
        } else if name != "tests.rs" {
            let text = fs::read_to_string(entry.path()).expect("text");
            let text = text.split("#[cfg(test)]\nmod tests {").next();
            let lines = text.unwrap_or_default().lines();
            let code: Vec<&str> = lines
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            found.push(Code {
                path,
                text: code.join("\n"),
            });
        }
    }
}

/// Asserts that only the allowed files contain a word, and that each of them does.
fn only(word: &str, allowed: &[&str]) {
    for code in sources() {
        let may = allowed.iter().any(|prefix| code.path.starts_with(prefix));
        assert!(
            may || !code.text.contains(word),
            "src/{} names {word}",
            code.path
        );
    }
    for prefix in allowed {
        let used = sources()
            .iter()
            .any(|code| code.path.starts_with(prefix) && code.text.contains(word));
        assert!(used, "src/{prefix} need not be allowed {word}");
    }
}

#[test]
fn crate_imports_are_not_grouped() {
    // The other tests look for `crate::name`, and would miss names in a group.
    only("crate::{", &[]);
    only("crate::*", &[]);
}

#[test]
fn only_tui_uses_the_terminal_libraries() {
    only("ratatui", &["tui/"]);
    only(
        "crossterm",
        &[
            "tui/session.rs",
            "tui/input",
            "tui/terminal.rs",
            "tui/keymap.rs",
            "tui/update.rs",
        ],
    );
    for file in ["tui/keymap.rs", "tui/update.rs"] {
        let all = sources();
        let code = all.iter().find(|code| code.path == file).expect(file);
        let uses = code.text.lines().filter(|line| line.contains("crossterm"));
        for line in uses {
            assert!(line.contains("crossterm::event::"), "{file}: {line}");
        }
    }
}

#[test]
fn only_the_edges_access_files() {
    let edges = [
        "load/input.rs",
        "load/source_root.rs",
        "command/",
        "tui/watch.rs",
        "tui/tty.rs",
    ];
    only("fs::", &edges);
    only("std::env", &["main.rs"]);
    only("std::process", &["main.rs", "tui/external.rs"]);
}

#[test]
fn nothing_decides_on_the_words_of_a_message() {
    for question in ["contains(", "starts_with(", "ends_with("] {
        only(&format!("message.{question}"), &[]);
    }
    only("contains(&fault.message", &[]);
}

#[test]
fn every_code_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = diagnostic::Code::ALL
        .iter()
        .map(|code| code.name())
        .collect();
    assert_eq!(names.len(), diagnostic::Code::ALL.len());
    for name in names {
        // The one that is not in kebab-case is the name of a state as well.
        let plain = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(name == "no_source" || name.chars().all(plain), "{name}");
    }
}
