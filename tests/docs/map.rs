//! The map of the code in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use crate::markdown::{blocks, code_spans};
use crate::{read, root};

/// Returns every Rust file below `src/`, by its path from the root of the project, with its text.
fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![PathBuf::from("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("a folder of the code") {
            let entry = entry.expect("an entry of the code");
            let path = folder.join(entry.file_name());
            let name = path
                .iter()
                .map(|part| part.to_str().expect("plain names"))
                .collect::<Vec<_>>()
                .join("/");
            if entry.path().is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.insert(name.clone(), read(&name));
            }
        }
    }
    found
}

#[test]
fn the_map_names_every_file() {
    let architecture = read("ARCHITECTURE.md");
    let map = blocks(&architecture).swap_remove(0).text;
    let named: BTreeSet<String> = map
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(|name| format!("src/{}", name.trim_start_matches("src/")))
        .collect();
    let there: BTreeSet<String> = sources().into_keys().collect();
    let missing: Vec<_> = there.difference(&named).collect();
    let gone: Vec<_> = named.difference(&there).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "the map lacks {missing:?}, and has {gone:?} too many"
    );
}

#[test]
fn imports_run_in_one_direction() {
    let architecture = read("ARCHITECTURE.md");
    let rows = architecture
        .lines()
        .skip_while(|line| *line != "| room | names |")
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let mut allowed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let (room, names) = row[1..].split_once('|').expect("two cells");
        let room = code_spans(room).swap_remove(0);
        allowed.insert(room, code_spans(names).into_iter().collect());
    }
    for (file, text) in sources() {
        let room = file["src/".len()..].split(['/', '.']).next();
        let room = room.expect("a name");
        if room == "lib" || file.ends_with("/tests.rs") || file.contains("/tests/") {
            continue;
        }
        let Some(others) = allowed.get(room) else {
            panic!("no line for the room `{room}`")
        };
        let own = if room == "main" {
            "annals::"
        } else {
            "crate::"
        };
        // Tests are at the end of a file, and may import any room.
        let code = text.split("#[cfg(test)]\nmod tests {").next();
        for line in code.expect("a first piece").lines() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for after in line.split(own).skip(1) {
                let end = after.find(|c: char| !c.is_alphanumeric() && c != '_');
                let other = &after[..end.unwrap_or(after.len())];
                assert!(
                    other == room || others.contains(other),
                    "{file} names `{other}`: {line}"
                );
            }
        }
    }
}
