//! What is named in place of an event file, and how many faults event files have.

use super::bench::{Bench, Run};

const GOOD: &str = "[sources.s]\ntitle = \"S\"\n[[event]]\nid = \"a\"\ndate = \"2020\"\ntitle = \"T\"\n\
    [[event.citation]]\nsource = \"s\"\n";

/// Every command that reads event files, without them.
const COMMANDS: [&[&str]; 6] = [
    &["list"],
    &["read"],
    &["show", "a"],
    &["actors"],
    &["coverage"],
    &["check"],
];

fn run_all(bench: &Bench, file: &str) -> Vec<Run> {
    let commands = COMMANDS.iter();
    commands
        .map(|command| bench.run(&[command, &[file][..]].concat()))
        .collect()
}

#[track_caller]
fn refused(bench: &Bench, file: &str, message: &str) {
    for run in run_all(bench, file) {
        let expected = format!("annals: {message}\n");
        assert_eq!(
            (run.out.as_str(), run.err, run.status),
            ("", expected, 2),
            "{file}"
        );
    }
}

#[test]
fn a_folder_stands_for_its_event_file() {
    let bench = Bench::new()
        .file("case/events.toml", GOOD)
        .file("empty/x.txt", "");
    let files = run_all(&bench, "case/events.toml");
    for (folder, file) in run_all(&bench, "case").iter().zip(&files) {
        assert_eq!(
            (&folder.out, &folder.err, folder.status),
            (&file.out, &file.err, file.status)
        );
    }
    assert_eq!(bench.run(&["case"]).out, "2020  a  T\n");
    refused(
        &bench,
        "empty",
        "the folder `empty` has no events.toml; `annals init empty` creates one",
    );
    let bench = bench.file("case/sources/x.txt", "");
    refused(
        &bench,
        "case/sources",
        "the folder `case/sources` has no events.toml; open the one above it: `annals case/events.toml`",
    );
    let bench = bench.file("empty/b.csv", "").file("empty/a.jsonl.gz", "");
    let said = "the folder `empty` has no events.toml; name an event file (`empty/a.jsonl.gz`, `empty/b.csv`), \
        or create one with `annals init empty`";
    refused(&bench, "empty", said);
    let bench = bench.file("empty/c.toml", "").file("empty/d.tsv", "");
    let run = bench.run(&["list", "empty"]);
    assert!(
        run.err.contains("`empty/b.csv`, `empty/c.toml`, …), or"),
        "{}",
        run.err
    );
}

#[test]
fn a_folder_is_checked_and_fixed_like_its_event_file() {
    let quote = "source = \"s\"\nparagraph = 2\nquote = \"The whole of the first paragraph.\"\n";
    let text = GOOD.replace("title = \"S\"", "title = \"S\"\nfile = \"s.txt\"");
    let bench = Bench::new()
        .file("case/events.toml", text.replace("source = \"s\"\n", quote))
        .file(
            "case/s.txt",
            "The whole of the first paragraph.\n\nThe second.\n",
        );
    let run = bench.run(&["check", "--fix", "--lock", "case"]);
    assert_eq!((run.err.as_str(), run.status), ("", 0), "{}", run.out);
    assert!(bench.path("case/events.lock").exists());
}

#[test]
fn a_source_is_not_an_event_file() {
    let text = "# A report\n\nSomething happened.\n";
    let bench = Bench::new()
        .file("sources/report.md", text)
        .file("sources/old.txt", b"caf\xe9\n")
        .file("page.html", "<html><p>Something</p>");
    let said = "is a source, not an event file; open the event file that cites it";
    for file in ["sources/report.md", "sources/old.txt", "page.html"] {
        refused(&bench, file, &format!("`{file}` {said}"));
    }
    let bench = bench.file("events.toml", GOOD);
    for file in ["sources/report.md", "page.html"] {
        refused(
            &bench,
            file,
            &format!("`{file}` {said}: `annals events.toml`"),
        );
    }
    let mut below = bench.command(&["report.md"]);
    let below = below
        .current_dir(bench.path("sources"))
        .output()
        .expect("it runs");
    let said = format!("annals: `report.md` {said}: `annals ../events.toml`\n");
    assert_eq!(String::from_utf8_lossy(&below.stderr), said);
    // Valid TOML without a table, or nothing at all.
    let bench = bench.file("notes.md", "# Notes\n\n").file("blank.txt", "");
    let said =
        "is a source, not an event file; open the event file that cites it: `annals events.toml`";
    for file in ["notes.md", "blank.txt"] {
        refused(&bench, file, &format!("`{file}` {said}"));
    }
    let bench = bench.file("scan.pdf", "");
    let said = "`scan.pdf` is empty, and not an event file by its name; event files end in .toml, .jsonl or .csv";
    refused(&bench, "scan.pdf", said);
    // Whatever its ending, an event file is one.
    let bench = bench.file("events.txt", GOOD);
    assert_eq!(bench.run(&["list", "events.txt"]).out, "2020  a  T\n");
}

#[test]
fn a_file_that_is_not_there_gets_a_suggestion() {
    let bench = Bench::new()
        .file("events.toml", GOOD)
        .file("cases/first case.jsonl", "");
    for (file, said) in [
        ("event.toml", "no such file; did you mean `events.toml`?"),
        ("./evnts.csv", "no such file; did you mean `./events.toml`?"),
        (
            "cases/frst-case.jsonl",
            "no such file; did you mean `'cases/first case.jsonl'`?",
        ),
        ("events", "no such file; did you mean `events.toml`?"),
        (
            "event",
            "no such file; name an event file, or create a timeline with `annals init`",
        ),
        (
            "nowhere/x.toml",
            "there is no folder `nowhere`; name an event file, or create a timeline with `annals init`",
        ),
        (
            "unlike",
            "no such file; name an event file, or create a timeline with `annals init`",
        ),
        ("events.toml/x", "a part of the path is not a folder"),
    ] {
        refused(&bench, file, &format!("cannot read `{file}`: {said}"));
    }
    let said = "cannot open `https://example.org/e.csv`: unknown kind of address; \
        `annals` opens files and `clickhouse://` addresses";
    refused(&bench, "https://example.org/e.csv", said);
    let empty = bench.run(&["list", ""]);
    assert!(empty.err.contains("the path is empty"), "{}", empty.err);
}

#[test]
fn a_misspelt_command_gets_a_suggestion() {
    let bench = Bench::new().file("events.toml", GOOD).file("lists", GOOD);
    for (words, said) in [
        (
            &["chek"][..],
            "annals: no command or file `chek`; did you mean `annals check`?\n",
        ),
        (
            &["lst", "events.toml"],
            "annals: no command or file `lst`; did you mean `annals list`?\n",
        ),
        (
            &["chek", "--strict"],
            "annals: no command or file `chek`; did you mean `annals check`?\n",
        ),
        (
            &["hlep"],
            "annals: no command or file `hlep`; did you mean `annals help`?\n",
        ),
        (
            &["--ascii", "list", "events.toml"],
            "annals: `list` is a command; write it first, as in `annals list …`\n",
        ),
        (
            &["--", "list"],
            "annals: `list` is a command; write it first, as in `annals list …`\n",
        ),
    ] {
        let run = bench.run(words);
        assert_eq!(
            (run.out.as_str(), run.err.as_str(), run.status),
            ("", said, 2)
        );
    }
    assert_eq!(bench.run(&["lists"]).out, "2020  a  T\n");
    for words in [&["list", "--strict"], &["lists", "--strict"]] {
        let run = bench.run(words);
        assert!(
            run.err.starts_with("error: unexpected argument"),
            "{}",
            run.err
        );
        assert_eq!(run.status, 2);
    }
}

#[test]
fn a_binary_file_is_named_as_one() {
    let bench = Bench::new().file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\xff");
    let said = "cannot read `picture.png`: it is a binary file, or UTF-16 text; save the event file as UTF-8";
    refused(&bench, "picture.png", said);
}

#[test]
fn an_id_that_is_a_file_gets_help() {
    let bench = Bench::new().file("events.toml", GOOD);
    let run = bench.run(&["show", "events.toml"]);
    let said = "annals: no event `events.toml`; give an id before the file: `annals show EVENT events.toml`\n";
    assert_eq!((run.err.as_str(), run.status), (said, 2));
    let run = bench.run(&["show", "unlike", "events.toml"]);
    let said = "annals: no event `unlike`; `annals list events.toml` lists the ids\n";
    assert_eq!((run.err.as_str(), run.status), (said, 2));
}

#[test]
fn init_needs_a_folder() {
    let bench = Bench::new().file("notes", "");
    let run = bench.run(&["init", "notes"]);
    assert_eq!(
        (run.err.as_str(), run.status),
        ("annals: `notes` is a file, not a folder\n", 2)
    );
    let run = bench.run(&["init", "notes/below"]);
    let said = "annals: cannot create the folder notes/below/sources: a part of the path is not a folder\n";
    assert_eq!((run.err.as_str(), run.status), (said, 2));
}

#[test]
fn faults_are_one_line_except_in_check() {
    let fault = "[[event]]\nid = \"b\"\ndate = \"2021\"\ntitle = \"T\"\nx = 1\n";
    let bench = Bench::new()
        .file("a b.toml", format!("{GOOD}{fault}"))
        .file("warned.toml", fault.replace("x = 1\n", ""))
        .file("wrong.toml", format!("{GOOD}x = 1\n"));
    for (file, counts, command) in [
        ("a b.toml", "1 error and 1 warning", "'a b.toml'"),
        ("warned.toml", "1 warning", "warned.toml"),
        ("wrong.toml", "1 error", "wrong.toml"),
    ] {
        let said = format!("annals: {counts} in {file}; run `annals check {command}`\n");
        for command in ["list", "actors", "coverage"] {
            let run = bench.run(&[command, file]);
            assert_eq!(
                (run.err.as_str(), run.status),
                (said.as_str(), 0),
                "{command}"
            );
        }
        assert_eq!(bench.run(&[file]).err, said);
    }
    let run = bench.run(&["list", "a b.toml", "warned.toml", "wrong.toml"]);
    let said = "in 3 files; run `annals check 'a b.toml' warned.toml wrong.toml`\n";
    assert!(run.err.ends_with(said), "{}", run.err);
    let run = bench.pipe(fault.as_bytes(), &["list", "-"]);
    assert_eq!(
        run.err,
        "annals: 1 error and 1 warning in standard input; run `annals check -`\n"
    );
    assert!(
        bench
            .run(&["check", "wrong.toml"])
            .out
            .contains("error[unknown-key]")
    );
    let bench = bench.file("-x.toml", fault);
    let run = bench.run(&["list", "--", "-x.toml"]);
    let said = "annals: 1 error and 1 warning in -x.toml; run `annals check ./-x.toml`\n";
    assert_eq!(run.err, said);
    let bench = bench.file("none.toml", "");
    assert_eq!(
        bench.run(&["list", "none.toml"]).err,
        "annals: there are no events in none.toml\n"
    );
}
