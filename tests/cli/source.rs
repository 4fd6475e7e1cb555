//! `annals source`: what it writes, what it refuses, and that it leaves nothing half done.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::bench::Bench;
use super::server::serve;

const EVENTS: &str = "\
# Mine.\r
[timeline]\r
title = \"Harbour\"\r
\r
# What happened.\r
[[event]]\r
id = \"closed\"\r
date = \"2025\"\r
title = \"The harbour is closed\"\r
";

const HEARING: &str = "\
1
00:00:03,000 --> 00:00:05,000
The harbour was closed on Monday.

2
00:00:09,000 --> 00:00:12,000
The bridge was opened in March 2025.
";

/// Returns every file below a folder with its contents.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("it is below")
                    .display()
                    .to_string();
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    let bytes = files
        .get(name)
        .unwrap_or_else(|| panic!("{name} in {:?}", files.keys()));
    String::from_utf8(bytes.clone()).expect("text")
}

fn mine(bench: &Bench) -> BTreeMap<String, Vec<u8>> {
    files(&bench.path("mine"))
}

/// Returns a bench with an event file in a folder, and originals outside of it.
fn bench() -> Bench {
    Bench::new()
        .file("mine/events.toml", EVENTS)
        .file("hearing.srt", HEARING)
        .file("notes.txt", "The harbour was closed.\n")
}

/// Returns the line breaks and the date of a text as they are everywhere and on every day.
fn plain(text: &str) -> String {
    let today = chrono::Local::now().format("%Y-%m-%d").to_string();
    text.replace("\r\n", "\n").replace(&today, "TODAY")
}

#[test]
fn an_original_becomes_a_source_that_can_be_cited() {
    let bench = bench();
    let run = bench.run(&["source", "add", "hearing.srt", "--events", "mine"]);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
    let now = mine(&bench);
    let names: Vec<&str> = now.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "events.toml",
            "sources/hearing.srt",
            "sources/hearing.srt.txt"
        ]
    );
    assert_eq!(text(&now, "sources/hearing.srt"), HEARING);
    insta::assert_snapshot!("source_add_events", plain(&text(&now, "events.toml")));
    insta::assert_snapshot!(
        "source_add_edition",
        plain(&text(&now, "sources/hearing.srt.txt"))
    );
    insta::assert_snapshot!("source_add_output", plain(&run.out));
    // Everything but the new lines is as it was.
    let (before, after) = EVENTS.split_once("\r\n\r\n").expect("an empty line");
    let events = text(&now, "events.toml");
    assert!(
        events.starts_with(before)
            && events.ends_with(after)
            && !events.replace("\r\n", "").contains('\n')
    );
    let citation = "\n[[event.citation]]\nsource = \"hearing\"\nquote = \"closed on Monday\"\n";
    fs::write(bench.path("mine/events.toml"), events + citation).expect("a file");
    let check = bench.run(&["check", "mine"]);
    assert_eq!(check.status, 0, "{}{}", check.out, check.err);
}

#[test]
fn an_original_in_the_folder_stays_where_it_is() {
    let bench = bench()
        .file("mine/in/deep.srt", HEARING)
        .file("mine/a b.txt", "Text.");
    let run = bench.run(&[
        "source",
        "add",
        "mine/in/deep.srt",
        "--events",
        "mine",
        "--id",
        "x",
        "--title",
        "X",
    ]);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
    let run = bench.run(&[
        "source",
        "add",
        "mine/a b.txt",
        "--events",
        "mine/events.toml",
    ]);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
    let now = mine(&bench);
    let names: Vec<&str> = now.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["a b.txt", "events.toml", "in/deep.srt", "in/deep.srt.txt"]
    );
    let events = text(&now, "events.toml");
    let added = "[sources.x]\r\ntitle = \"X\"\r\nfile  = \"in/deep.srt.txt\"\r\n\r\n\
                 [sources.a-b]\r\ntitle = \"a b\"\r\nfile  = \"a b.txt\"\r\n";
    assert!(events.contains(added), "{events}");
}

/// Tries to add what cannot be added. Each case has the arguments and a part of the message.
fn refuses(bench: &Bench, cases: &[(&[&str], &str)]) {
    let before = mine(bench);
    for (arguments, words) in cases {
        let events = ["--events", "mine"];
        let events = if arguments.contains(&"--events") {
            &[]
        } else {
            &events[..]
        };
        let run = bench.run(&[&["source", "add"], *arguments, events].concat());
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(
            run.err.starts_with("annals: ") && run.err.contains(words),
            "{arguments:?}: {}",
            run.err
        );
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        assert_eq!(run.out, "");
        assert_eq!(mine(bench), before, "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_added_changes_nothing() {
    let bench = bench()
        .file("mine/sources/hearing.srt", "another one")
        .file("mine/sources/taken.srt.txt", "mine")
        .file("mine/sources/taken.srt", HEARING)
        .file("other.bin", "\0\0")
        .file("empty.srt", "")
        .file("bad.srt", "nothing of the kind")
        .file("mine/a\u{a0}b.txt", "Text.")
        .file("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let pipe = Command::new("mkfifo").arg(bench.path("pipe")).status();
    assert!(pipe.expect("mkfifo runs").success());
    let cases = [
        (
            &["hearing.srt"] as &[&str],
            "`mine/sources/hearing.srt` already exists and is another file",
        ),
        (
            &["mine/sources/taken.srt"],
            "`mine/sources/taken.srt.txt` already exists; remove it",
        ),
        (&["missing.srt"], "cannot read `missing.srt`: no such file"),
        (&["e.org/x.html"], "write https://e.org/x.html"),
        (&["mine"], "cannot read `mine`: it is a folder"),
        (&["/dev/null"], "it is not a regular file"),
        (&["pipe"], "cannot read `pipe`: it is not a regular file"),
        (
            &["mine/a\u{a0}b.txt"],
            "its path has spaces or signs that an event file cannot have; rename it first",
        ),
        (
            &["old.doc"],
            "cannot read `old.doc`: this kind of file is not read; convert it to PDF or text",
        ),
        (
            &["old.doc", "--as", "txt"],
            "cannot read `old.doc` as text: it is none",
        ),
        (
            &["other.bin", "--as", "md"],
            "cannot read `other.bin` as text: it is none",
        ),
        (&["empty.srt"], "cannot read `empty.srt`: it is empty"),
        (
            &["other.bin"],
            "cannot tell what `other.bin` is; say it with `--as`: pdf, ",
        ),
        (&["bad.srt"], "cannot read `bad.srt`: "),
        (
            &["ftp://e.org/x"],
            "only http:// and https:// addresses are fetched",
        ),
    ];
    refuses(&bench, &cases);
}

#[test]
fn options_that_do_not_fit_change_nothing() {
    let bench = bench()
        .file("mine/sources/taken.srt.txt", "mine")
        .file("mine/sources/taken.srt", HEARING)
        .file("mine/inline.toml", "sources = { a = { title = \"A\" } }\n")
        .file("mine/events.jsonl", "{}\n")
        .file("letter.eml", "Subject: Harbour\n\nIt was closed.\n");
    let cases = [
        (
            &["notes.txt", "--id", "My Notes"] as &[&str],
            "such as `my-notes`",
        ),
        (
            &["notes.txt", "--record", "https://e.org"],
            "`--record` and `--all` are for web archives",
        ),
        (
            &["notes.txt", "--all"],
            "`--record` and `--all` are for web archives",
        ),
        (
            &["notes.txt", "--second", "pdftotext"],
            "`--second` compares PDFs",
        ),
        (
            &["letter.eml", "--encoding", "latin1"],
            "`--encoding` is for captions, web pages and text, and `letter.eml` is none of them",
        ),
        (
            &["notes.txt", "--text", "notes.txt"],
            "`notes.txt` is text itself",
        ),
        (
            &["notes.txt", "--archive-url", "archive"],
            "`--archive-url` takes an address",
        ),
        (
            &["notes.txt", "--archive-url", "https://e.org/\u{202e}x"],
            "`--archive-url` takes an address",
        ),
        (
            &["notes.txt", "--events", "mine/inline.toml"],
            "write each under a header",
        ),
        (
            &["notes.txt", "--events", "mine/events.jsonl"],
            "only .toml event files can",
        ),
        (
            &["notes.txt", "--events", "nowhere.toml"],
            "`annals init` creates a timeline",
        ),
        (
            &["notes.txt", "--events", "."],
            "`annals init .` creates one",
        ),
        (
            &["mine/sources/taken.srt", "--id", "x", "--title", "An X"],
            "`annals source add mine/sources/taken.srt.txt --events mine --id x --title 'An X'`",
        ),
    ];
    refuses(&bench, &cases);
    let here = bench.run(&["source", "add", "notes.txt"]);
    assert_eq!(here.status, 2);
    assert!(
        here.err
            .contains("there is no events.toml here; `annals init`"),
        "{}",
        here.err
    );
}

#[test]
fn the_same_original_is_added_once() {
    let bench = bench()
        .file("copy.srt", HEARING)
        .file("copy.txt", "The harbour was closed.\n");
    for name in ["hearing.srt", "notes.txt"] {
        let run = bench.run(&["source", "add", name, "--events", "mine"]);
        assert_eq!(run.status, 0, "{}", run.err);
    }
    let before = mine(&bench);
    for (name, id) in [
        ("copy.srt", "hearing"),
        ("copy.txt", "notes"),
        ("mine/sources/hearing.srt", "hearing"),
    ] {
        let run = bench.run(&["source", "add", name, "--events", "mine"]);
        let why = format!("annals: `{name}` is already the source `{id}` of `mine/events.toml`\n");
        assert_eq!((run.err, run.status), (why, 2));
        assert_eq!(mine(&bench), before);
    }
}

#[test]
fn a_copy_has_a_name_that_a_check_can_read() {
    let bench = bench()
        .file("1\u{202f}000\u{a0}ponts.srt", HEARING)
        .file("two  \u{202e}spaces.txt", "The bridge was closed.\n");
    for name in ["1\u{202f}000\u{a0}ponts.srt", "two  \u{202e}spaces.txt"] {
        let run = bench.run(&["source", "add", name, "--events", "mine"]);
        assert_eq!((run.err.as_str(), run.status), ("", 0));
    }
    let now = mine(&bench);
    let names: Vec<&str> = now.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "events.toml",
            "sources/1 000 ponts.srt",
            "sources/1 000 ponts.srt.txt",
            "sources/two spaces.txt"
        ]
    );
    let check = bench.run(&["check", "mine"]);
    assert_eq!(check.status, 0, "{}{}", check.out, check.err);
    let list = bench.run(&["source", "list", "mine"]);
    assert!(list.out.contains("unchanged"), "{}", list.out);
}

#[test]
fn a_text_is_added_once() {
    let bench = bench();
    for name in ["hearing.srt", "notes.txt"] {
        let run = bench.run(&["source", "add", name, "--events", "mine"]);
        assert_eq!(run.status, 0, "{}", run.err);
    }
    // The file is the same, whatever is in it now.
    fs::write(bench.path("mine/sources/notes.txt"), "Changed.").expect("a file");
    let before = mine(&bench);
    for (name, id) in [("hearing.srt.txt", "hearing"), ("notes.txt", "notes")] {
        let path = format!("mine/sources/../sources/{name}");
        let run = bench.run(&["source", "add", &path, "--events", "mine", "--id", "again"]);
        let why = format!(
            "annals: `{path}` is already the text of the source `{id}` of `mine/events.toml`\n"
        );
        assert_eq!((run.err, run.status), (why, 2));
        assert_eq!(mine(&bench), before);
    }
}

#[test]
fn nothing_is_written_where_no_check_reads() {
    let bench = bench().file("elsewhere/deep/kept.txt", "Kept.");
    for target in ["../elsewhere", "../elsewhere/deep", "../nowhere"] {
        let link = bench.path("mine/sources");
        symlink(target, &link).expect("a link");
        let run = bench.run(&["source", "add", "hearing.srt", "--events", "mine"]);
        let why = "annals: cannot write `mine/sources/hearing.srt`: a link in this path leads out of the \
                   timeline's folder, where no source is read\n";
        assert_eq!((run.err.as_str(), run.status), (why, 2), "{target}");
        fs::remove_file(link).expect("a link");
    }
    let elsewhere = files(&bench.path("elsewhere"));
    assert_eq!(elsewhere.keys().collect::<Vec<_>>(), ["deep/kept.txt"]);
    // A link that stays within is fine.
    fs::create_dir(bench.path("mine/texts")).expect("a folder");
    symlink("texts", bench.path("mine/sources")).expect("a link");
    let run = bench.run(&["source", "add", "hearing.srt", "--events", "mine"]);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
    let check = bench.run(&["check", "mine"]);
    assert_eq!(check.status, 0, "{}{}", check.out, check.err);
}

#[test]
fn a_step_that_fails_undoes_the_others() {
    let bench = bench();
    // The last step fails.
    let events = bench.path("mine/events.toml");
    let mut permissions = fs::metadata(&events).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&events, permissions).expect("permissions");
    let before = mine(&bench);
    let run = bench.run(&["source", "add", "hearing.srt", "--events", "mine"]);
    assert_eq!(
        run.err,
        "annals: cannot rewrite `mine/events.toml`: the file is read-only\n"
    );
    assert_eq!(run.status, 2);
    assert_eq!(mine(&bench), before);
    assert!(!bench.path("mine/sources").exists());
}

#[test]
fn a_text_from_another_program_has_pages() {
    let bench = bench()
        .file("scan.pdf", b"%PDF-1.4 no text in it")
        .file("scan.txt", "The first page,\n\u{c}and the second.\n\u{c}")
        .file("latin.txt", b"caf\xe9");
    let run = bench.run(&[
        "source", "add", "scan.pdf", "--text", "scan.txt", "--events", "mine",
    ]);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
    let edition = text(&mine(&bench), "sources/scan.pdf.txt");
    insta::assert_snapshot!("source_add_text", plain(&edition));
    let run = bench.run(&[
        "source",
        "add",
        "notes.txt",
        "--as",
        "pdf",
        "--text",
        "latin.txt",
        "--events",
        "mine",
    ]);
    assert_eq!(
        run.err,
        "annals: cannot read `latin.txt`: it is not UTF-8 text\n"
    );
}

#[test]
fn a_program_that_is_missing_is_told() {
    let bench = bench().file("report.pdf", b"%PDF-1.4");
    let arguments = [
        "source",
        "add",
        "report.pdf",
        "--second",
        "pdftotext",
        "--events",
        "mine",
    ];
    let mut command = bench.command(&arguments);
    let done = command
        .env("PATH", bench.path("nowhere"))
        .output()
        .expect("it runs");
    let said = String::from_utf8(done.stderr).expect("text");
    assert!(
        said.starts_with("annals: pdftotext is not installed; install poppler-utils"),
        "{said}"
    );
    assert_eq!(done.status.code(), Some(2));
}

#[test]
fn an_id_needs_no_quotation_marks_if_that_can_be() {
    let page =
        |title| format!("<title>{title}</title><p>The harbour was closed.</p><p>{title}</p>");
    let bench = bench()
        .file("Bridge_2025.html", page("Папка с делом"))
        .file("bridge 2025.html", page("The bridge"))
        .file(
            "12.html",
            page("Die Brücke über den See: eine lange Geschichte"),
        )
        .file("папка.html", page("A folder"))
        .file("дело.html", page("Папка"));
    for (name, header) in [
        ("Bridge_2025.html", "[sources.bridge-2025]"),
        ("bridge 2025.html", "[sources.bridge-2025-2]"),
        ("12.html", "[sources.die-brucke-uber-den-see]"),
        ("папка.html", "[sources.a-folder]"),
        ("дело.html", "[sources.\"дело\"]"),
    ] {
        let run = bench.run(&["source", "add", name, "--events", "mine"]);
        assert!(run.out.contains(header), "{name}: {}{}", run.out, run.err);
    }
}

/// Returns the sample originals whose names begin with one of some words.
fn samples(folder: &str, beginnings: &[&str]) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/evidence")
        .join(folder);
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_wanted = |path: &PathBuf| {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        path.extension().is_some_and(|it| it != "tsv")
            && beginnings
                .iter()
                .any(|beginning| name.starts_with(beginning))
    };
    let mut paths: Vec<PathBuf> = paths.filter(is_wanted).collect();
    paths.sort();
    paths
}

#[test]
fn every_kind_of_original_becomes_a_source() {
    let bench = bench();
    let samples = samples("", &["o2", "o3", "o42", "o43"]);
    assert!(samples.len() > 12, "{samples:?}");
    for sample in samples {
        let path = sample.to_str().expect("text");
        let run = bench.run(&["source", "add", path, "--events", "mine"]);
        assert_eq!(run.status, 0, "{path}: {}", run.err);
    }
    insta::assert_snapshot!(
        "source_add_kinds",
        plain(&bench.run(&["source", "list", "mine"]).out)
    );
    let check = bench.run(&["check", "mine"]);
    assert_eq!(check.status, 0, "{}{}", check.out, check.err);
}

#[test]
fn hostile_originals_change_nothing() {
    let bench = bench();
    let before = mine(&bench);
    let samples = samples("hostile", &["deep.docx", "laughs.docx"]);
    assert_eq!(samples.len(), 2);
    for sample in samples {
        let path = sample.to_str().expect("text");
        let run = bench.run(&["source", "add", path, "--events", "mine"]);
        assert!(
            run.status == 2 && run.err.starts_with("annals: cannot read"),
            "{path}: {}",
            run.err
        );
        assert_eq!(mine(&bench), before);
    }
}

#[test]
fn a_page_of_an_archive_is_chosen() {
    let archive = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/data/evidence/o40-crawl.warc.gz"
    );
    let bench = bench().file("crawl.warc.gz", fs::read(archive).expect("an archive"));
    let before = mine(&bench);
    let add = |more: &[&str]| {
        bench.run(
            &[
                &["source", "add", "crawl.warc.gz", "--events", "mine"],
                more,
            ]
            .concat(),
        )
    };
    let listed = add(&[]);
    assert_eq!((listed.status, mine(&bench)), (2, before));
    insta::assert_snapshot!(
        "source_archive_list",
        format!("{}{}", listed.err, listed.out)
    );
    // A line has the date, the size, the type and the address.
    let words: Vec<&str> = listed
        .out
        .lines()
        .next()
        .expect("a page")
        .split_whitespace()
        .collect();
    let record = format!("{} {}", words.last().expect("an address"), words[0]);
    let run = add(&["--record", &record, "--id", "first"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let edition = text(&mine(&bench), "sources/crawl.warc.gz.first.txt");
    assert!(
        edition.contains(&format!("record: {record}\n")),
        "{edition}"
    );
    let twice = add(&["--record", &record]);
    assert!(
        twice.err.contains("is already the source `first`"),
        "{}",
        twice.err
    );
    let missing = add(&["--record", "https://nowhere.example/"]);
    assert!(
        missing.status == 2 && missing.err.starts_with("annals: cannot read"),
        "{}",
        missing.err
    );
    let run = add(&["--all"]);
    assert_eq!(run.status, 0, "{}", run.err);
    insta::assert_snapshot!(
        "source_archive_all",
        plain(&bench.run(&["source", "list", "mine"]).out)
    );
    let run = add(&["--all"]);
    assert!(run.err.contains("is already a source"), "{}", run.err);
    let check = bench.run(&["check", "mine"]);
    assert_eq!(check.status, 0, "{}{}", check.out, check.err);
}

#[test]
fn a_list_tells_what_became_of_originals() {
    let bench = bench()
        .file("gone.srt", HEARING.replace("Monday", "Friday"))
        .file("other.srt", HEARING.replace("Monday", "Sunday"));
    for name in ["hearing.srt", "gone.srt", "other.srt", "notes.txt"] {
        let run = bench.run(&["source", "add", name, "--events", "mine"]);
        assert_eq!(run.status, 0, "{}", run.err);
    }
    fs::remove_file(bench.path("mine/sources/gone.srt")).expect("a file");
    fs::write(bench.path("mine/sources/other.srt"), "changed").expect("a file");
    insta::assert_snapshot!(
        "source_list",
        plain(&bench.run(&["source", "list", "mine"]).out)
    );
    let json = bench.run(&["source", "list", "mine", "--format", "json"]);
    insta::assert_snapshot!("source_list_json", plain(&json.out));
}

#[test]
fn a_page_is_fetched_as_it_is() {
    let server = serve(|path| match path {
        "/notes" => (
            "302 Found",
            "Location: /2025/harbour.vtt\r\n".to_owned(),
            String::new(),
        ),
        "/2025/harbour.vtt" => (
            "200 OK",
            "Content-Type: text/vtt\r\nLast-Modified: Mon, 03 Mar 2025 08:00:00 GMT\r\n".to_owned(),
            "WEBVTT\n\n00:03.000 --> 00:05.000\nThe harbour was closed.\n".to_owned(),
        ),
        "/latin" => (
            "200 OK",
            "Content-Type: text/plain; charset=latin1\r\n".to_owned(),
            "One.".to_owned(),
        ),
        "/picture" => (
            "200 OK",
            "Content-Type: image/png\r\n".to_owned(),
            "x".to_owned(),
        ),
        _ => ("404 Not Found", String::new(), String::new()),
    });
    let bench = bench();
    let add = |path: &str, more: &[&str]| {
        let address = server.at(path);
        bench.run(&[&["source", "add", &address, "--events", "mine"], more].concat())
    };
    let run = add("/notes", &[]);
    assert_eq!(run.status, 0, "{}", run.err);
    let run = add(
        "/latin",
        &["--id", "old", "--archive-url", "https://archive.example/1"],
    );
    assert_eq!(run.status, 0, "{}", run.err);
    let now = mine(&bench);
    let names: Vec<&str> = now.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "events.toml",
            "sources/harbour.vtt",
            "sources/harbour.vtt.txt",
            "sources/old.txt"
        ]
    );
    let events = plain(&text(&now, "events.toml")).replace(&server.at(""), "http://SERVER");
    insta::assert_snapshot!("source_fetch_events", events);
    for (path, words) in [
        ("/missing", "the server answered 404 (Not Found)"),
        (
            "/picture",
            "the server says that it is image/png; say it with `--as`: ",
        ),
        (
            "/notes",
            "is already the source `harbour` of `mine/events.toml`",
        ),
    ] {
        let run = add(path, &[]);
        assert!(
            run.status == 2 && run.err.contains(words),
            "{path}: {}",
            run.err
        );
        assert_eq!(mine(&bench), now);
    }
}

#[test]
fn a_page_has_its_title_as_id_and_is_fetched_once() {
    let server = serve(|_| {
        (
            "200 OK",
            "Content-Type: text/html\r\n".to_owned(),
            "<title>The bridge was opened in March</title><p>It was opened on Monday.</p>"
                .to_owned(),
        )
    });
    let bench = bench();
    let address = server.at("/a");
    let run = bench.run(&["source", "add", &address, "--events", "mine"]);
    assert!(
        run.out.contains("[sources.the-bridge-was-opened], "),
        "{}{}",
        run.out,
        run.err
    );
    let before = mine(&bench);
    for fragment in ["", "#part"] {
        let asked = format!("{address}{fragment}");
        let run = bench.run(&["source", "add", &asked, "--events", "mine"]);
        let why = format!(
            "annals: {asked} is already the source `the-bridge-was-opened` of `mine/events.toml`; `annals source \
             refresh the-bridge-was-opened --events mine` fetches it again\n"
        );
        assert_eq!((run.err, run.status), (why, 2));
        assert_eq!(mine(&bench), before);
    }
}

#[test]
fn an_encoding_that_is_given_counts_more_than_what_a_page_says() {
    let bench = bench()
        .file("old.txt", b"Der Hafen war ge\xf6ffnet.\n")
        .file(
            "old.html",
            b"<meta charset=utf-8><p>Der Hafen war den ganzen Tag ge\xf6ffnet.</p>",
        );
    for original in ["old.txt", "old.html"] {
        let add = ["source", "add", original, "--events", "mine"];
        let unknown = bench.run(&[&add[..], &["--encoding", "latin"]].concat());
        assert_eq!(unknown.status, 2);
        assert!(unknown.err.contains("unknown encoding"), "{}", unknown.err);
        let run = bench.run(&[&add[..], &["--encoding", "latin1"]].concat());
        assert_eq!((run.err.as_str(), run.status), ("", 0));
    }
    let now = mine(&bench);
    let events = text(&now, "events.toml");
    assert_eq!(events.matches("encoding = \"windows-1252\"").count(), 1);
    let edition = text(&now, "sources/old.html.txt");
    assert!(edition.contains("ganzen Tag geöffnet."), "{edition}");
}

#[test]
fn a_reader_has_nothing_but_its_input() {
    let bench = Bench::new();
    let mut command = bench.command(&["source", "read", "--as", "srt"]);
    let mut reader = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    // It waits for its input, with its limits in force.
    let limits = format!("/proc/{}/limits", reader.id());
    if cfg!(target_os = "linux") {
        let mut tries = 0;
        let limits = loop {
            let text = fs::read_to_string(&limits).expect("its limits");
            if text.contains("Max open files            0") || tries == 10_000 {
                break text;
            }
            tries += 1;
            std::thread::sleep(std::time::Duration::from_millis(1));
        };
        for (name, limit) in [
            ("Max cpu time", "20"),
            ("Max file size", "0"),
            ("Max core file size", "0"),
            ("Max processes", "0"),
            ("Max open files", "0"),
            ("Max address space", "1073741824"),
        ] {
            let line = limits
                .lines()
                .find(|line| line.starts_with(name))
                .expect(name);
            let value = line[name.len()..].split_whitespace().next();
            assert_eq!(value, Some(limit), "{line}");
        }
    }
    let mut input = reader.stdin.take().expect("a pipe");
    std::io::Write::write_all(&mut input, HEARING.as_bytes()).expect("it reads");
    drop(input);
    let done = reader.wait_with_output().expect("it ends");
    let read: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let body = read["Ok"]["body"].as_str().expect("a text");
    assert!(
        body.contains("[00:00:03] The harbour was closed on Monday."),
        "{body}"
    );
}
