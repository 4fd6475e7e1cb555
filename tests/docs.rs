//! Checks the documents: the event files, commands, and tables of keys and filter words in
//! the README, the pictures, and the map of the code.

#[allow(dead_code, reason = "its `main` writes the pictures")]
#[path = "../examples/screenshots.rs"]
mod screenshots;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use annals::filter::{Field, Filter, Is};
use annals::load::{self, Input, SourceRoot};
use annals::tui::keymap::{BINDINGS, Context};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A fenced block of a document.
struct Block {
    /// The number of the line after the fence.
    line: usize,
    language: String,
    text: String,
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (index, line) in markdown.lines().enumerate() {
        open = match (open, line.trim_start().strip_prefix("```")) {
            (None, None) => None,
            (None, Some(language)) => Some(Block {
                line: index + 2,
                language: language.trim().to_owned(),
                text: String::new(),
            }),
            (Some(block), Some(_)) => {
                blocks.push(block);
                None
            }
            (Some(mut block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
                Some(block)
            }
        };
    }
    assert!(open.is_none(), "the last block is not closed");
    blocks
}

/// Returns the text between backticks.
fn code_spans(text: &str) -> BTreeSet<String> {
    let pieces = text.split('`').skip(1).step_by(2);
    pieces.map(str::to_owned).collect()
}

#[test]
fn pictures_are_up_to_date() {
    for shot in screenshots::SHOTS {
        let name = format!("docs/{}.svg", shot.name);
        assert!(
            read(&name) == screenshots::picture(shot),
            "{name} is out of date: run `cargo run --example screenshots`"
        );
    }
}

#[test]
fn whole_event_files_load() {
    let readme = read("README.md");
    let files = blocks(&readme)
        .into_iter()
        .filter(|block| block.language == "toml" && block.text.starts_with("[timeline]"));
    let mut seen = 0;
    for Block { line, text, .. } in files {
        seen += 1;
        let input = Input {
            root: SourceRoot::Folder(root().into()),
            ..Input::of_text("README.md", &text)
        };
        let found = match load::from_inputs(&[input]) {
            Ok(loaded) => loaded.diagnostics,
            Err(failed) => failed,
        };
        let found: Vec<String> = found.iter().map(|found| found.render(false)).collect();
        assert!(
            found.is_empty(),
            "the event file at line {line}:\n{}",
            found.join("\n")
        );
    }
    assert!(seen > 0, "the README shows no event file");
}

/// Runs a command line, with words and `'quoted words'`, in the root of the project.
fn run(words: &str) -> String {
    let pieces = words.split('\'').enumerate();
    let arguments = pieces.flat_map(|(index, piece)| match index % 2 {
        0 => piece.split_whitespace().collect::<Vec<_>>(),
        _ => vec![piece],
    });
    let output = Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(arguments)
        .current_dir(root())
        .env_remove("NO_COLOR")
        .output()
        .expect("the program starts");
    let mut shown = String::from_utf8(output.stdout).expect("output is text");
    shown.push_str(&String::from_utf8(output.stderr).expect("messages are text"));
    shown
}

/// Returns whether lines match those expected; a line with only `…` matches any lines.
fn fits(expected: &[&str], shown: &[&str]) -> bool {
    match expected.split_first() {
        None => shown.is_empty(),
        Some((&"…", rest)) => (0..=shown.len()).any(|skip| fits(rest, &shown[skip..])),
        Some((first, rest)) => {
            shown.first().is_some_and(|line| line.trim_end() == *first) && fits(rest, &shown[1..])
        }
    }
}

#[test]
fn readme_commands_print_the_output_shown() {
    let readme = read("README.md");
    let mut seen = 0;
    for block in blocks(&readme) {
        if block.language != "console" {
            continue;
        }
        for part in format!("\n{}", block.text).split("\n$ ").skip(1) {
            let (command, expected) = part.split_once('\n').unwrap_or((part, ""));
            let Some(arguments) = command.strip_prefix("annals ") else {
                continue;
            };
            seen += 1;
            let shown = run(arguments);
            let expected: Vec<&str> = expected.trim_end().lines().collect();
            let lines: Vec<&str> = shown.trim_end().lines().collect();
            assert!(
                fits(&expected, &lines),
                "`{command}` in the block at line {} prints:\n{shown}",
                block.line
            );
        }
    }
    assert!(seen > 0, "the README shows no command");
}

#[test]
fn the_readme_names_every_key() {
    let readme = read("README.md");
    let table = readme
        .lines()
        .skip_while(|line| *line != "| keys | does |")
        .take_while(|line| line.starts_with('|'));
    let first_cells = table.filter_map(|row| row.trim_start_matches('|').split(" | ").next());
    let named: BTreeSet<String> = first_cells
        .flat_map(code_spans)
        .flat_map(|keys| keys.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let bound: BTreeSet<String> = BINDINGS
        .iter()
        .filter(|binding| binding.context == Context::Browse)
        .flat_map(|binding| binding.keys)
        .map(|key| (*key).to_owned())
        .collect();
    let missing: Vec<_> = bound.difference(&named).collect();
    let unbound: Vec<_> = named.difference(&bound).collect();
    assert!(
        missing.is_empty() && unbound.is_empty(),
        "keys the table lacks: {missing:?}; keys that do nothing: {unbound:?}"
    );
}

/// Returns the chapter of the README about the filter.
fn filter_chapter() -> String {
    let readme = read("README.md");
    let (_, after) = readme
        .split_once("\n## The filter\n")
        .expect("a chapter about the filter");
    let (chapter, _) = after.split_once("\n## ").unwrap_or((after, ""));
    chapter.to_owned()
}

#[test]
fn the_readme_names_every_field_and_property_of_the_filter() {
    let chapter = filter_chapter();
    let table = chapter
        .lines()
        .skip_while(|line| *line != "| field | keeps an event that |")
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let first_cells = table.filter_map(|row| row.trim_start_matches('|').split(" | ").next());
    let named: Vec<String> = first_cells.flat_map(code_spans).collect();
    let fields = Field::ALL.iter().map(|field| field.name());
    let known: BTreeSet<String> = fields
        // Each property has an entry of its own instead.
        .filter(|field| *field != "is")
        .map(|field| format!("{field}:"))
        .chain(
            Is::ALL
                .iter()
                .map(|property| format!("is:{}", property.name())),
        )
        .collect();
    let unique: BTreeSet<String> = named.iter().cloned().collect();
    assert_eq!(named.len(), unique.len(), "the table names one twice");
    let missing: Vec<_> = known.difference(&unique).collect();
    let unknown: Vec<_> = unique.difference(&known).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "the table lacks {missing:?}; the filter does not know {unknown:?}"
    );
}

#[test]
fn the_readme_shows_only_valid_filters() {
    let timeline = load::from_inputs(&[load::example()])
        .expect("the example loads")
        .timeline;
    let has_field = |span: &String| {
        let names = span
            .split([' ', '(', '-'])
            .filter_map(|word| word.split_once(':'));
        let mut names = names.filter(|(name, _)| !name.is_empty());
        names.any(|(name, _)| name.chars().all(char::is_alphabetic))
    };
    let mut spans = code_spans(&filter_chapter());
    spans.retain(has_field);
    spans.extend(
        code_spans(&read("README.md"))
            .into_iter()
            .filter(|span| span.starts_with("is:")),
    );
    for span in &spans {
        if let Some(field) = span.strip_suffix(':') {
            assert!(Field::named(field).is_some(), "{span}");
        } else if let Err(wrong) = Filter::parse(span, &timeline) {
            panic!("{}", wrong.render(false));
        }
    }
    assert!(spans.len() > Field::ALL.len() + Is::ALL.len(), "{spans:?}");
}

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
        let room = code_spans(room).pop_first().expect("a room");
        allowed.insert(room, code_spans(names));
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
