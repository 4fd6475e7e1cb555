//! `check --fix` and `check --accept`: what is changed, and what is not.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::bench::Bench;

const SOURCE: &str = "A new first paragraph.\n\n\
    The council met on Tuesday in the old town hall.\n\n\
    It said that 13 people were dead in the fire at the old mill.\n\n\
    The mayor told reporters that the bridge would be opened to traffic before the end of June.\n\n\
    It was so.\n\nIt was so.\n";

/// Quotes that have moved, that differ and that are missing, in hand-written TOML.
const EVENTS: &str = r#"# kept by hand
[sources.s]   # the only one
title = "S"
file  = "s.txt"

[[event]]
id    = "met"     # paragraph = 1
date  = "2020"
title = "T"
   [[event.citation]]
   source    = "s"
   paragraph =  1      # was the first
   quote     = 'The council met on Tuesday'   # it's so
   [[event.citation]]
   quote     = "The mayor told reporters"
   source    = "s"
   paragraph = 0x4

[[event]]
id    = "fire"
date  = "2020"
title = "T"
[[event.citation]]
source    = "s"
quote     = '31 people were dead in the fire at the old mill'
paragraph = 2
[[event.citation]]
source    = "s"
quote     = "quite different things that are nowhere said"

[[event]]
id    = "bridge"
date  = "2020"
title = "T"
citation = [ {source="s", quote="""
the bridge will be opened to traffic […] the end of June"""}, {source="s", paragraph=1},
  {source = "s", quote = "It was so."} ]
"#;

fn bench(events: impl AsRef<[u8]>) -> Bench {
    Bench::new()
        .file("events.toml", events)
        .file("s.txt", SOURCE)
}

fn read(bench: &Bench, name: &str) -> String {
    fs::read_to_string(bench.path(name)).expect("a file")
}

/// Returns the names in the folder, including hidden files.
fn names(bench: &Bench) -> Vec<String> {
    let entries = fs::read_dir(bench.path("")).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.into_string().expect("text"))
        .collect();
    names.sort();
    names
}

fn fixed(events: &str) -> String {
    events.replace("paragraph =  1 ", "paragraph =  2 ")
}

#[test]
fn fix_changes_only_moved_paragraphs() {
    let bench = bench(EVENTS);
    let run = bench.run(&["check", "--fix"]);
    assert_eq!((run.err.as_str(), run.status), ("", 1));
    insta::assert_snapshot!("fix_moved", run.out);
    assert_eq!(read(&bench, "events.toml"), fixed(EVENTS));
    assert_eq!(names(&bench), ["events.toml", "s.txt"]);

    let again = bench.run(&["check", "--fix"]);
    let begin = "Nothing to fix: every verified quote is in its paragraph.\n";
    assert!(again.out.starts_with(begin), "{}", again.out);
    assert_eq!(read(&bench, "events.toml"), fixed(EVENTS));
}

#[test]
fn a_filter_limits_what_is_fixed() {
    let second = "[[event]]\nid = \"again\"\ndate = \"2020\"\ntitle = \"T\"\n[[event.citation]]\n\
        source = \"s\"\nparagraph = 1\nquote = \"The council met on Tuesday\"\n";
    let events = format!("{EVENTS}{second}");
    let bench = bench(&events);
    let run = bench.run(&["check", "--fix", "-f", "id:again id:met"]);
    assert!(run.out.starts_with("Nothing to fix"), "{}", run.out);
    let run = bench.run(&["check", "--fix", "-f", "id:(", "--accept", "fire"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    assert_eq!(read(&bench, "events.toml"), events);
    bench.run(&["check", "--fix", "-f", "id:met", "--accept", "fire#1"]);
    let expected = fixed(&events)
        .replace("'31 people", "'13 people")
        .replace("mill'\nparagraph = 2", "mill'\nparagraph = 3");
    assert_eq!(read(&bench, "events.toml"), expected);
    let run = bench.run(&["check", "--lock", "-f", "id:met"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    assert!(run.err.contains("--filter"), "{}", run.err);
}

#[test]
fn the_byte_order_mark_and_line_endings_are_kept() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let bench = bench(windows(EVENTS));
    assert_eq!(bench.run(&["check", "--fix"]).status, 1);
    assert_eq!(read(&bench, "events.toml"), windows(&fixed(EVENTS)));
}

#[test]
fn accept_updates_the_paragraph_with_the_quote() {
    let bench = bench(EVENTS);
    let run = bench.run(&[
        "check",
        "--accept",
        "fire",
        "--accept=bridge#1",
        "--accept",
        "bridge",
    ]);
    assert_eq!((run.err.as_str(), run.status), ("", 1));
    insta::assert_snapshot!("fix_accepted", run.out);
    let expected = EVENTS
        .replace("'31 people", "'13 people")
        .replace("mill'\nparagraph = 2", "mill'\nparagraph = 3")
        .replace("will be opened", "would be opened");
    assert_eq!(read(&bench, "events.toml"), expected);
}

#[test]
fn the_check_after_accept_can_pass() {
    let events: String = EVENTS
        .split("\n[[event]]\nid    = \"fire\"")
        .take(1)
        .collect();
    let bench = bench(&events);
    let run = bench.run(&["check", "--fix", "--strict"]);
    let said = "events.toml:12: met: paragraph 1 → 2\n\
                1 event, 2 citations: 2 exact.\n0 errors, 0 warnings.\n";
    assert_eq!(run.quiet(), said);
}

#[test]
fn unsafe_accepts_are_refused() {
    let bench = bench(EVENTS);
    for (name, wishes) in [
        ("unknown", &["bridges", "met#3", "met#0", "met#x"][..]),
        ("states", &["met", "fire#2", "bridge#2", "bridge#3"]),
        // A quote that could be accepted is not, if another one of the same run cannot.
        ("one_of_two", &["fire", "met#2"]),
    ] {
        let wishes: Vec<String> = wishes
            .iter()
            .map(|wish| format!("--accept={wish}"))
            .collect();
        let mut arguments = vec!["check", "--fix"];
        arguments.extend(wishes.iter().map(String::as_str));
        let run = bench.run(&arguments);
        assert_eq!((run.out.as_str(), run.status), ("", 2));
        insta::assert_snapshot!(format!("fix_refused_{name}"), run.err);
        assert_eq!(read(&bench, "events.toml"), EVENTS);
    }
}

#[test]
fn fix_keeps_machine_readable_output_valid() {
    let bench = bench(EVENTS);
    let run = bench.run(&["check", "--fix", "--format", "json"]);
    assert_eq!(run.err, "events.toml:12: met: paragraph 1 → 2\n");
    let report = run.json();
    assert_eq!(report["citations"][0]["paragraph"]["given"], 2);
}

#[test]
fn only_toml_is_rewritten() {
    let line = r#"{"id": "a", "date": "2020", "title": "T", "source": "s", "paragraph": 1, "quote": "The council met"}"#;
    let bench = bench(EVENTS)
        .file("data.jsonl", line)
        .file("data.csv", "id,date,title\n");
    for file in ["data.jsonl", "data.csv"] {
        let run = bench.run(&["check", "--fix", file]);
        assert_eq!((run.out.as_str(), run.status), ("", 2));
        let said = format!("error[not-rewritten]: only .toml files are rewritten\n--> {file}\n");
        assert!(run.err.starts_with(&said), "{}", run.err);
    }
    // Next to a TOML file, it is an error only if it has something to rewrite.
    let both = ["check", "--fix", "events.toml", "data.jsonl"];
    let run = bench.run(&both);
    assert!(
        run.err.ends_with("annals: nothing was written\n"),
        "{}",
        run.err
    );
    assert_eq!(read(&bench, "events.toml"), EVENTS);
    let bench = bench.file(
        "data.jsonl",
        line.replace("\"paragraph\": 1", "\"paragraph\": 2"),
    );
    assert_eq!(bench.run(&both).err, "");
    assert_eq!(read(&bench, "events.toml"), fixed(EVENTS));
}

#[test]
fn each_event_is_rewritten_in_its_own_file() {
    let more = "[[event]]\nid = 'more'\ndate = 2021\ntitle = 'T'\n[[event.citation]]\n\
                source = 's'\nquote = 'It said that 13 people'\nparagraph = 1\n";
    let bench = bench(EVENTS).file("more.toml", more);
    let run = bench.run(&["check", "--fix", "more.toml", "events.toml"]);
    let said = "more.toml:8: more: paragraph 1 → 3\nevents.toml:12: met: paragraph 1 → 2\n";
    assert!(run.out.starts_with(said), "{}", run.out);
    assert_eq!(read(&bench, "events.toml"), fixed(EVENTS));
    assert_eq!(read(&bench, "more.toml"), more.replace("= 1", "= 3"));
}

/// The loader renames the second `met` of all files to `met-2`, which is not in the file.
#[test]
fn duplicate_ids_are_refused() {
    let twice = EVENTS.replace("\"fire\"", "\"met\"");
    let bench = bench(&twice).file("other.toml", EVENTS.replace("\"fire\"", "\"met-2\""));
    for files in [&["events.toml"][..], &["other.toml", "events.toml"]] {
        let run = bench.run(&[&["check", "--fix"], files].concat());
        assert_eq!((run.out.as_str(), run.status), ("", 2));
        let said = "error[duplicate-id]: the id `met` already exists";
        assert!(run.err.starts_with(said), "{}", run.err);
        assert_eq!(read(&bench, "events.toml"), twice);
    }
}

/// The loader drops a citation without a source from the event, but it is still in the file.
#[test]
fn invalid_citations_count_in_the_numbering() {
    let broken = EVENTS.replace(
        "   source    = \"s\"\n   paragraph =  1",
        "   paragraph =  1",
    );
    let broken = broken.replace("0x4", "3");
    let bench = bench(&broken);
    let run = bench.run(&["check", "--fix"]);
    assert!(
        run.out
            .starts_with("events.toml:16: met: paragraph 3 → 4\n"),
        "{}",
        run.out
    );
    assert_eq!(
        read(&bench, "events.toml"),
        broken.replace("= 3\n", "= 4\n")
    );
    let run = bench.run(&["check", "--accept", "met#1"]);
    assert!(run.err.contains("`met` has no citation 1"), "{}", run.err);
}

#[test]
fn an_unloadable_file_is_only_reported() {
    let bench = bench("[[event]\n");
    let run = bench.run(&["check", "--fix"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    assert!(run.err.starts_with("error[syntax]"), "{}", run.err);
}

#[test]
fn permissions_and_links_are_kept() {
    let bench = Bench::new()
        .file("kept/events.toml", EVENTS)
        .file("s.txt", SOURCE);
    let (file, link) = (bench.path("kept/events.toml"), bench.path("events.toml"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("kept/events.toml", &link).expect("a link");
    assert_eq!(bench.run(&["check", "--fix"]).err, "");
    assert!(link.is_symlink());
    assert!(!file.is_symlink());
    assert_eq!(read(&bench, "kept/events.toml"), fixed(EVENTS));
    let mode = fs::metadata(&file).expect("a file").permissions().mode();
    assert_eq!(mode & 0o7777, 0o640);
}

#[test]
fn a_read_only_file_is_not_changed() {
    let bench = bench(EVENTS);
    let read_only = fs::Permissions::from_mode(0o444);
    fs::set_permissions(bench.path("events.toml"), read_only).expect("permissions");
    let run = bench.run(&["check", "--fix"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    assert_eq!(
        run.err,
        "annals: cannot rewrite events.toml: the file is read-only\n"
    );
    assert_eq!(read(&bench, "events.toml"), EVENTS);
    assert_eq!(names(&bench), ["events.toml", "s.txt"]);
}

#[test]
fn an_unwritable_folder_is_named_as_the_cause() {
    let bench = bench(EVENTS);
    let folder = bench.path("");
    let may = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode));
    may(0o555).expect("permissions");
    // Root can write anywhere.
    let forbidden = fs::write(bench.path("probe"), "").is_err();
    let run = bench.run(&["check", "--fix"]);
    may(0o755).expect("permissions");
    if forbidden {
        let said = "annals: cannot rewrite events.toml: no file can be made in its folder: ";
        assert!(run.err.starts_with(said), "{}", run.err);
        assert_eq!((run.out.as_str(), run.status), ("", 2));
        assert_eq!(read(&bench, "events.toml"), EVENTS);
    } else {
        assert_eq!(read(&bench, "events.toml"), fixed(EVENTS));
    }
}

#[test]
fn an_event_without_an_id_is_named_as_the_cause() {
    let events = EVENTS.replacen("id    = \"met\"     # paragraph = 1\n", "", 1);
    let run = bench(&events).run(&["check", "--fix"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    assert!(run.err.contains("has no `id`"), "{}", run.err);
    assert!(!run.err.contains("event-1"), "{}", run.err);
}

#[test]
fn an_event_without_an_id_in_another_file_does_not_matter() {
    // It is on the line of an event that is rewritten.
    let other = "\n\n\n\n\n[[event]]\ndate = \"2020\"\ntitle = \"T\"\n";
    let bench = bench(EVENTS).file("other.toml", other);
    let run = bench.run(&["check", "--fix", "events.toml", "other.toml"]);
    assert!(!run.err.contains("nothing was written"), "{}", run.err);
    assert_eq!(read(&bench, "events.toml"), fixed(EVENTS));
}

#[test]
fn an_ambiguous_replacement_is_refused() {
    // Only the recorded context distinguishes it, and that belongs to the old words.
    let events = "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n\
        [[event]]\nid = \"a\"\ndate = \"2020\"\ntitle = \"T\"\n[[event.citation]]\nsource = \"s\"\n\
        paragraph = 2\nquote = \"said that thirteen people had died in the fire at the mill\"\n";
    let source = "On Monday the minister said that thirteen people had died in the fire at the mill, and left.\n\n\
        In the evening the mayor said that thirteen people had died in the fire at the mill; nobody asked.\n";
    let bench = Bench::new()
        .file("events.toml", events)
        .file("s.txt", source);
    bench.run(&["check", "--lock"]).quiet();
    let bench = bench
        .file("events.toml", events.replace("paragraph = 2\n", ""))
        .file("s.txt", source.replace("had died", "have died"));
    let found = bench.run(&["check", "--format", "json"]).json();
    assert_eq!(found["citations"][0]["paragraph"]["found"], 2);
    let run = bench.run(&["check", "--accept", "a"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    assert!(run.err.contains("give its `paragraph`"), "{}", run.err);
    // With a paragraph it is accepted.
    let bench = bench.file("events.toml", events);
    assert_eq!(bench.run(&["check", "--accept", "a"]).status, 0);
}

#[test]
fn a_replacement_negated_by_its_context_is_refused() {
    let events = "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n\
        [[event]]\nid = \"a\"\ndate = \"2020\"\ntitle = \"T\"\n[[event.citation]]\nsource = \"s\"\n\
        paragraph = 1\nquote = \"Der Minister ist am Montag nach der Debatte zuruckgetreten\"\n";
    let source = "Der Minister ist am Montag nach der Debatte zurückgetreten nicht, sagte er.\n";
    let bench = Bench::new()
        .file("events.toml", events)
        .file("s.txt", source);
    let out = bench.run(&["check"]).out;
    assert!(out.contains("error[altered]"), "{out}");
    // The advice does not suggest what would be refused.
    assert!(out.contains("help: a word beside it denies it"), "{out}");
    assert!(!out.contains("--accept"), "{out}");
    let run = bench.run(&["check", "--accept", "a"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    assert!(
        run.err.contains("a word beside it denies it"),
        "{}",
        run.err
    );
}
