//! Events from standard input and from compressed files, and output that nobody reads.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::bench::Bench;

const LINES: &str = concat!(
    r#"{"id":"a","date":"2001","title":"One","source":"s","quote":"The ship came home."}"#,
    "\n",
    r#"{"id":"b","date":"2002-03","title":"Two","actors":["Kim"],"source":"s"}"#,
    "\n",
);
const TABLE: &str =
    "id,date,title,actors,source,quote\na,2001,One,,s,The ship came home.\nb,2002-03,Two,Kim,s,\n";

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).expect("it is written");
    encoder.finish().expect("it is written")
}

#[test]
fn standard_input_and_compressed_files_are_read_like_files() {
    let bench = Bench::new()
        .file("events.jsonl", LINES)
        .file("packed.jsonl.gz", gzip(LINES))
        .file("packed.csv.GZ", gzip(TABLE))
        .file("unnamed", gzip(TABLE));
    let format = ["list", "--format", "jsonl"];
    let expected = bench
        .run(&[&format[..], &["events.jsonl"]].concat())
        .quiet();
    assert_eq!(expected.lines().count(), 2);
    for name in ["packed.jsonl.gz", "packed.csv.GZ", "unnamed"] {
        assert_eq!(
            bench.run(&[&format[..], &[name]].concat()).quiet(),
            expected,
            "{name}"
        );
    }
    let tabs = TABLE.replace(',', "\t");
    for text in [
        LINES.as_bytes(),
        TABLE.as_bytes(),
        tabs.as_bytes(),
        &gzip(LINES),
    ] {
        assert_eq!(
            bench.pipe(text, &[&format[..], &["-"]].concat()).quiet(),
            expected
        );
    }
    let curated = "[[event]]\nid = \"c\"\ndate = \"2003\"\ntitle = \"Three\"\n";
    let both = bench.pipe(curated.as_bytes(), &["list", "-", "events.jsonl"]);
    assert_eq!(both.out.lines().count(), 3, "{}", both.err);
    // Without a terminal the browser prints the list, too.
    assert_eq!(
        bench.pipe(LINES.as_bytes(), &["-"]).out,
        bench.run(&["list", "events.jsonl"]).out
    );
}

#[test]
fn standard_input_is_checked() {
    let bench = Bench::new();
    let sources = "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n";
    let bench = bench
        .file("s.toml", sources)
        .file("s.txt", "The ship came home.\n");
    let run = bench.pipe(LINES.as_bytes(), &["check", "s.toml", "-"]);
    assert!(
        run.out
            .contains("2 events, 2 citations: 1 exact, 1 unquoted"),
        "{}",
        run.out
    );
    let wrong = LINES.replace("ship", "train");
    let run = bench.pipe(wrong.as_bytes(), &["check", "s.toml", "-"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("standard input:1:"), "{}", run.out);
    let run = bench.pipe(LINES.as_bytes(), &["coverage", "s.toml", "-"]);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
}

#[test]
fn a_damaged_compressed_file_is_an_error() {
    let whole = gzip(&LINES.repeat(100));
    let bench = Bench::new().file("cut.jsonl.gz", &whole[..whole.len() / 2]);
    let file = bench.run(&["list", "cut.jsonl.gz"]);
    let pipe = bench.pipe(&whole[..whole.len() / 2], &["list", "-"]);
    for run in [file, pipe] {
        assert_eq!((run.out.as_str(), run.status), ("", 2));
        assert!(run.err.starts_with("annals: cannot read "), "{}", run.err);
    }
}

#[test]
fn of_event_data_that_is_no_utf_8_the_rest_is_kept() {
    let line = b"{\"id\":\"c\",\"date\":\"2003\",\"title\":\"Caf\xe9\",\"source\":\"s\"}\n";
    let bytes = [LINES.as_bytes(), line, line].concat();
    let bench = Bench::new().file("e.jsonl", bytes);
    let run = bench.run(&["list", "e.jsonl"]);
    assert!(run.out.contains("Caf?"), "{}", run.out);
    assert_eq!(run.out.lines().count(), 4);
    let checked = bench.run(&["check", "e.jsonl"]).out;
    assert!(checked.contains("2 lines are not UTF-8 text"), "{checked}");
    assert!(checked.contains("e.jsonl:3:"), "{checked}");
    let wide: Vec<u8> = LINES.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for name in ["wide.jsonl", "wide.csv"] {
        let bench = Bench::new().file(name, [&[0xff, 0xfe][..], &wide].concat());
        let run = bench.run(&["list", name]);
        assert_eq!((run.out.as_str(), run.status), ("", 2));
        assert!(run.err.contains("UTF-16"), "{}", run.err);
    }
}

#[test]
fn a_closed_pipe_is_quiet() {
    // Enough to fill the pipe, so that the program is still writing when it is closed.
    let mut text = String::new();
    for number in 0..5000 {
        let _ = writeln!(
            text,
            "{{\"id\":\"e{number}\",\"date\":\"2020-01-01\",\"title\":\"t\",\"source\":\"s\"}}"
        );
    }
    let bench = Bench::new().file("events.jsonl", text);
    for (arguments, begins) in [
        (&["list", "--format", "json", "events.jsonl"][..], "[\n"),
        (&["read", "events.jsonl"], "5000 events.\n"),
        (&["export", "toml", "events.jsonl"], "[timeline]\n"),
        (&["export", "json", "events.jsonl"], "{\n"),
        (
            &["export", "md", "events.jsonl"],
            "| Date | Event | Actors | Notes |\n",
        ),
        (&["export", "ics", "events.jsonl"], "BEGIN:VCALENDAR\r\n"),
        (&["export", "timelinejs", "events.jsonl"], "{\n"),
    ] {
        let mut command = bench.command(arguments);
        let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("the program runs");
        let mut first = String::new();
        let out = child.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut first).expect("a line");
        assert_eq!(first, begins);
        let done = child.wait_with_output().expect("it ends");
        assert_eq!(done.status.code(), Some(0));
        assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    }
}
