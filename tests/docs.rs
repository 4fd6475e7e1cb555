//! Checks the documents: the event files, commands, tables, filters and links on the pages for
//! users, the pictures, and the map of the code.

#[path = "docs/map.rs"]
mod map;
#[path = "docs/markdown.rs"]
mod markdown;

#[allow(dead_code, reason = "its `main` writes the pictures")]
#[path = "../examples/screenshots.rs"]
mod screenshots;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use annals::anchor::{Caution, State};
use annals::cli::Cli;
use annals::filter::{Field, Filter, Is};
use annals::load::{self, Input, SourceRoot};
use annals::timeline::Verdict;
use annals::tui::keymap::{BINDINGS, Context};
use clap::CommandFactory;

use markdown::{Block, anchors, blocks, code_spans, column, links, prose};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Returns the pages for users by their names: the README and the pages in `docs/`.
fn pages() -> BTreeMap<String, String> {
    let folder = fs::read_dir(root().join("docs")).expect("the folder of the pages");
    let names = folder.map(|entry| {
        let name = entry.expect("a page").file_name();
        format!("docs/{}", name.to_str().expect("plain names"))
    });
    names
        .filter(|name| Path::new(name).extension().is_some_and(|it| it == "md"))
        .chain(["README.md".to_owned()])
        .map(|name| {
            let text = read(&name);
            (name, text)
        })
        .collect()
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
    let mut seen = 0;
    for (name, page) in pages() {
        let files = blocks(&page)
            .into_iter()
            .filter(|block| block.language == "toml" && block.text.starts_with("[timeline]"));
        for Block { line, text, .. } in files {
            seen += 1;
            let input = Input {
                root: SourceRoot::Folder(root().into()),
                ..Input::of_text(&name, &text)
            };
            let found = match load::from_inputs(&[input]) {
                Ok(loaded) => loaded.diagnostics,
                Err(failed) => failed,
            };
            let found: Vec<String> = found.iter().map(|found| found.render(false)).collect();
            assert!(
                found.is_empty(),
                "the event file at {name}:{line}:\n{}",
                found.join("\n")
            );
        }
    }
    assert!(seen > 0, "no page shows an event file");
}

/// Runs a command line, with words and `'quoted words'`, in a folder.
fn run(words: &str, folder: &Path) -> String {
    let pieces = words.split('\'').enumerate();
    let arguments = pieces.flat_map(|(index, piece)| match index % 2 {
        0 => piece.split_whitespace().collect::<Vec<_>>(),
        _ => vec![piece],
    });
    let output = Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(arguments)
        .current_dir(folder)
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

/// Runs the commands in a block, `cd` among them, and compares their output. Returns their number.
fn follow(name: &str, block: &Block, folder: &mut PathBuf) -> usize {
    let mut seen = 0;
    for part in format!("\n{}", block.text).split("\n$ ").skip(1) {
        let (command, expected) = part.split_once('\n').unwrap_or((part, ""));
        if let Some(into) = command.strip_prefix("cd ") {
            folder.push(into);
        }
        let Some(arguments) = command.strip_prefix("annals ") else {
            continue;
        };
        seen += 1;
        let shown = run(arguments, folder);
        let expected: Vec<&str> = expected.trim_end().lines().collect();
        let lines: Vec<&str> = shown.trim_end().lines().collect();
        assert!(
            fits(&expected, &lines),
            "`{command}` in the block at {name}:{} prints:\n{shown}",
            block.line
        );
    }
    seen
}

#[test]
fn commands_print_the_output_shown() {
    let mut seen = 0;
    for (name, page) in pages() {
        // Some tell a story, which is followed from its beginning, and the page about servers needs one.
        if STORIES.contains(&name.as_str()) || name == "docs/engine.md" {
            continue;
        }
        for block in blocks(&page) {
            if block.language == "console" {
                seen += follow(&name, &block, &mut root().to_owned());
            }
        }
    }
    assert!(seen > 0, "no page shows a command");
}

/// The pages that begin a timeline and go on with it.
const STORIES: [&str; 2] = ["README.md", "docs/evidence.md"];

/// Follows a page from its beginning in a folder: runs its commands, and adds its events to the event file.
fn follow_story(name: &str, mut folder: PathBuf) {
    let mut seen = 0;
    for block in blocks(&read(name)) {
        match block.language.as_str() {
            "console" => seen += follow(name, &block, &mut folder),
            "toml" => {
                let path = folder.join("events.toml");
                let events = fs::read_to_string(&path).expect("an event file");
                fs::write(&path, format!("{events}\n{}", block.text)).expect("it is writable");
            }
            _ => {}
        }
    }
    assert!(seen > 2, "{name} tells no story");
}

#[test]
fn the_first_timeline_turns_out_as_the_readme_tells() {
    let empty = tempfile::tempdir().expect("a folder");
    follow_story("README.md", empty.path().to_owned());
}

#[cfg(feature = "pdf")]
#[test]
fn a_report_becomes_evidence_as_its_page_tells() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = root().join("tests/data/evidence/report.pdf");
    fs::copy(report, folder.path().join("report.pdf")).expect("the report is there");
    follow_story("docs/evidence.md", folder.path().to_owned());
}

#[test]
fn the_readme_is_short_and_leads_to_every_page() {
    let readme = read("README.md");
    let lines = readme.lines().count();
    assert!(lines <= 150, "the README has {lines} lines");
    let linked = links(&readme);
    for name in pages().into_keys() {
        assert!(
            name == "README.md" || linked.contains(&name),
            "the README has no link to {name}"
        );
    }
}

#[test]
fn links_lead_somewhere() {
    for (name, page) in pages() {
        for link in links(&page) {
            if link.starts_with("https://") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((link.as_str(), ""));
            let here = root().join(&name);
            let file = match path {
                "" => here,
                path => here.with_file_name(path),
            };
            assert!(file.is_file(), "{name} links to {link}, which is not there");
            let text = || fs::read_to_string(&file).expect("a page");
            assert!(
                anchor.is_empty() || anchors(&text()).contains(anchor),
                "{name} links to {link}, but no heading there has this anchor"
            );
        }
    }
}

#[test]
fn the_table_of_commands_names_every_command() {
    let usages = column(&read("docs/commands.md"), "| command | does |", 0);
    let words = usages.iter().filter_map(|usage| usage.split(' ').nth(1));
    // Without a command there are files.
    let named: Vec<String> = words
        .filter(|word| !word.starts_with('['))
        .map(str::to_owned)
        .collect();
    let known = Cli::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    assert_complete(&named, &known);
}

/// Returns the keys that are bound in a context.
fn bound(context: Context) -> BTreeSet<String> {
    BINDINGS
        .iter()
        .filter(|binding| binding.context == context)
        .flat_map(|binding| binding.keys)
        .map(|key| (*key).to_owned())
        .collect()
}

/// Asserts that a table names each of these, and nothing else, once.
fn assert_complete(named: &[String], known: &BTreeSet<String>) {
    let unique: BTreeSet<String> = named.iter().cloned().collect();
    assert_eq!(named.len(), unique.len(), "named twice in {named:?}");
    let missing: Vec<_> = known.difference(&unique).collect();
    let unknown: Vec<_> = unique.difference(known).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "the table lacks {missing:?}, and has {unknown:?} too many"
    );
}

#[test]
fn the_table_of_keys_names_every_key() {
    let named = column(&read("docs/browser.md"), "| keys | does |", 0);
    assert_complete(&named, &bound(Context::Browse));
}

#[test]
fn other_tables_name_only_keys_that_do_something() {
    for (page, header, context) in [
        ("README.md", "| key | does |", Context::Browse),
        ("docs/browser.md", "| in a prompt | does |", Context::Prompt),
        ("docs/browser.md", "| in the lanes | does |", Context::Lanes),
    ] {
        let bound = bound(context);
        for key in column(&read(page), header, 0) {
            assert!(bound.contains(&key), "`{key}` in the table `{header}`");
        }
    }
}

#[test]
fn tables_name_every_verdict_state_and_caution() {
    let owned = |name: &str| name.to_owned();
    let (browser, checking) = (read("docs/browser.md"), read("docs/checking.md"));
    let header = "| sign | with `--ascii` | verdict | means |";
    assert_complete(
        &column(&browser, header, 2),
        &Verdict::ALL.iter().map(|it| owned(it.name())).collect(),
    );
    assert_complete(
        &column(&checking, "| state | meaning | result |", 0),
        &State::ALL.iter().map(|it| owned(it.name())).collect(),
    );
    assert_complete(
        &column(&checking, "| caution | the source … | weight |", 0),
        &Caution::ALL.iter().map(|it| owned(it.name())).collect(),
    );
}

#[test]
fn the_table_of_the_filter_names_every_field_and_property() {
    let fields = Field::ALL.iter().map(|field| field.name());
    let known = fields
        // Each property has an entry of its own instead.
        .filter(|field| *field != "is")
        .map(|field| format!("{field}:"))
        .chain(
            Is::ALL
                .iter()
                .map(|property| format!("is:{}", property.name())),
        )
        .collect();
    let header = "| field | keeps an event that |";
    assert_complete(&column(&read("docs/filter.md"), header, 0), &known);
}

/// Returns whether a term in a filter has a field.
fn has_field(filter: &str) -> bool {
    let words = filter.split([' ', '(', '-']);
    let mut names = words.filter_map(|word| word.split_once(':'));
    names.any(|(name, _)| !name.is_empty() && name.chars().all(char::is_alphabetic))
}

#[test]
fn pages_show_only_valid_filters() {
    let timeline = load::from_inputs(&[load::example()])
        .expect("the example loads")
        .timeline;
    let mut filters = column(&read("README.md"), "| filter | keeps the events |", 0);
    for (name, page) in pages() {
        let spans = code_spans(&prose(&page)).into_iter();
        filters.extend(spans.filter(|span| match name.as_str() {
            "docs/filter.md" => has_field(span),
            // What looks like a field on other pages may be a file with a line, or an address.
            _ => span.starts_with("is:") || span.starts_with("verdict:"),
        }));
    }
    for filter in &filters {
        if let Some(field) = filter.strip_suffix(':') {
            assert!(Field::named(field).is_some(), "{filter}");
        } else if let Err(wrong) = Filter::parse(filter, &timeline) {
            panic!("{}", wrong.render(false));
        }
    }
    assert!(
        filters.len() > Field::ALL.len() + Is::ALL.len(),
        "{filters:?}"
    );
}
