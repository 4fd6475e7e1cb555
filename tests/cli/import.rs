//! `annals import`, and opening what other programs write.

use std::fs;
use std::path::PathBuf;

use super::bench::{Bench, Run};

fn samples() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tables");
    let entries = fs::read_dir(folder).expect("a folder");
    let mut samples: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    samples.sort();
    samples
}

fn whole(run: &Run) -> String {
    format!("{}--- exit status {}\n{}", run.err, run.status, run.out)
}

#[test]
fn every_sample_is_recognised_and_becomes_events() {
    let samples = samples();
    assert!(samples.len() > 15);
    for sample in samples {
        let name = sample.file_name().expect("a name").to_string_lossy();
        let bench = Bench::new().file(&name, fs::read(&sample).expect("a file"));
        let run = bench.run(&["import", &name]);
        insta::assert_snapshot!(format!("import_{name}"), whole(&run));
        // Rows are kept or refused, and each one kept is in the list.
        let list = bench.run(&["list", &name, "--format", "jsonl"]);
        let (kept, listed) = (run.out.lines().count(), list.out.lines().count());
        assert_eq!(kept, listed, "{name}: {}", list.err);
        let read_as = format!("annals: {name}: read as ");
        assert!(list.err.starts_with(&read_as), "{}", list.err);
    }
}

const TALKS: &str = "Ref;Day;What;Who;Where found\n\
    1;02/05/2019;Talks begin;Council / Union;https://example.org/a\n\
    2;31/05/2019;Talks end;Council;?\n\
    3;tomorrow;;;\n";

const MAPPING: &str = r#"
name = "talks"
title = "our list of talks"
recognise = ["Day", "What"]
missing = ["?"]
[date]
start = "{Day}"
formats = ["DD/MM/YYYY"]
[event]
id = "talks-{Ref}"
title = "{What}"
[[actor]]
name = "{Who}"
split = "/"
[[citation]]
source = "{Where found}"
"#;

#[test]
fn a_mapping_of_ones_own() {
    let bench = Bench::new()
        .file("talks.csv", TALKS)
        .file("talks.toml", MAPPING);
    let run = bench.run(&["import", "--mapping", "talks.toml", "talks.csv"]);
    assert_eq!(
        whole(&run),
        r#"annals: talks.csv is read as our list of talks (mapping talks.toml)
3 rows read, 3 kept (1 altered), 0 refused.
  altered  1  line 4  there is no title; the id stands in its place
  altered  1  line 4  undated: `tomorrow` is not a date
  read as  1  line 2  a date with two readings is read as `DD/MM/YYYY`
--- exit status 0
{"id":"talks-1","date":"2019-05-02","title":"Talks begin","actors":["Council","Union"],"source":"https://example.org/a"}
{"id":"talks-2","date":"2019-05-31","title":"Talks end","actors":["Council"]}
{"id":"talks-3","date":"tomorrow","title":"talks-3"}
"#
    );
    let strict = bench.run(&["import", "--strict", "--mapping", "talks.toml", "talks.csv"]);
    assert_eq!(strict.status, 1);
}

#[test]
fn a_first_mapping_can_be_used() {
    let bench = Bench::new().file("talks.csv", TALKS);
    let map = bench.run(&["import", "--map", "talks.csv"]);
    assert_eq!((map.status, map.err.as_str()), (0, ""));
    let bench = bench.file("first.toml", map.out);
    let run = bench.run(&["import", "--mapping", "first.toml", "talks.csv"]);
    assert!(run.err.contains("3 rows read, 3 kept"), "{}", run.err);
}

#[test]
fn what_cannot_be_imported_is_told() {
    let bench = Bench::new()
        .file("acled.csv", "a,b\n1,2\n")
        .file("wrong.toml", "name = \"x\"\ntitel = \"X\"\n")
        .file("two.csv", "date,title,date\n2019,A,2020\n")
        .file("wide.csv", b"\xff\xfed\0a\0t\0e\0");
    for (words, message) in [
        (
            ["acledd", "acled.csv"].as_slice(),
            "cannot import acled.csv: there is no dialect `acledd`; did you mean `acled`?",
        ),
        (
            &["acled", "acled.csv"],
            "cannot import acled.csv:1: this is not ACLED events; it has the columns `event_id_cnty`",
        ),
        (
            &["acled.csv"],
            "cannot import acled.csv: its dialect is not known; name one (acled,",
        ),
        (&["no.csv"], "cannot read `no.csv`: no such file"),
        (
            &["--mapping", "wrong.toml", "acled.csv"],
            "the mapping wrong.toml is not valid: TOML parse error at line 2",
        ),
        (
            &["csv", "two.csv"],
            "cannot import two.csv:1: 2 columns are named `date`",
        ),
        (
            &["wide.csv"],
            "cannot import wide.csv: it is UTF-16 text, or a binary file",
        ),
    ] {
        let run = bench.run(&[&["import"], words].concat());
        assert_eq!(run.status, 2, "{words:?}");
        assert_eq!(run.out, "");
        assert!(run.err.starts_with("annals: "), "{}", run.err);
        assert!(run.err.contains(message), "{words:?}: {}", run.err);
    }
}

#[test]
fn our_own_files_are_no_dialect() {
    let line = |more: &str| {
        format!("{{\"id\":\"a\",\"date\":\"2020\",\"title\":\"t\",\"source\":\"s\"{more}}}\n")
    };
    let tagged = ["selector", "start_date", "sources", "description"];
    let tagged = tagged.map(|tag| line(&format!(",\"tags\":[\"{tag}\"]")));
    let bench = Bench::new();
    for text in tagged.into_iter().chain([
        line(",\"summary\":\"http://www.w3.org/ns/anno.jsonld\""),
        line(",\"extra\":{\"message\":1,\"datetime\":1,\"timestamp_desc\":1}"),
        format!(
            "{{\"timeline\":{{\"title\":\"T\"}},\"actors\":{{\"headline\":{{\"name\":\"H\"}}}},\"events\":[{}]}}",
            line("").trim_end()
        ),
    ]) {
        let run = bench.pipe(text.as_bytes(), &["list", "-"]);
        assert!(!run.err.contains("read as"), "{text}: {}", run.err);
        assert_eq!(run.out, "2020  a  t\n", "{text}: {}", run.err);
    }
    let bench = bench.file("own.jsonl", line("")).file("blank.csv", "");
    for (name, message) in [
        (
            "own.jsonl",
            "it is an event file already; `annals own.jsonl` opens it as it is",
        ),
        ("blank.csv", "it is empty"),
    ] {
        let run = bench.run(&["import", name]);
        assert_eq!(run.status, 2);
        assert!(run.err.contains(message), "{}", run.err);
    }
}

#[test]
fn an_output_that_would_be_a_mistake_is_refused() {
    let table = fs::read(&samples()[1]).expect("a file");
    let bench = Bench::new().file("acled.csv", &table);
    for (output, message) in [
        ("acled.csv", "acled.csv is the input"),
        ("events.toml", "imports are written as JSON Lines, not TOML"),
    ] {
        let run = bench.run(&["import", "acled.csv", "-o", output]);
        assert_eq!(run.status, 2);
        assert!(run.err.contains(message), "{}", run.err);
    }
    assert_eq!(fs::read(bench.path("acled.csv")).expect("a file"), table);
}

#[test]
fn a_file_that_fails_half_way_is_not_written() {
    let bench = Bench::new()
        .file("two.csv", "date,title,date\n2019,A,2020\n")
        .file("out.jsonl", "old");
    let run = bench.run(&["import", "csv", "two.csv", "-o", "out.jsonl"]);
    assert_eq!(run.status, 2);
    let out = fs::read_to_string(bench.path("out.jsonl")).expect("a file");
    assert_eq!(out, "old");
}

#[test]
fn a_table_is_read_from_a_pipe_and_compressed() {
    let sample = fs::read(&samples()[1]).expect("a file");
    let bench = Bench::new();
    let (piped, listed) = (
        bench.pipe(&sample, &["import", "-"]),
        bench.pipe(&sample, &["list", "-"]),
    );
    assert_eq!(piped.out.lines().count(), listed.out.lines().count());
    assert!(
        listed
            .err
            .starts_with("annals: standard input: read as ACLED"),
        "{}",
        listed.err
    );
}

#[test]
fn what_became_of_rows_is_among_the_problems() {
    let sample = fs::read(&samples()[1]).expect("a file");
    let bench = Bench::new().file("acled.csv", sample);
    let check = bench.run(&["check", "acled.csv"]);
    for line in [
        "note[imported]: read as ACLED events: 7 rows read, 6 kept (3 altered), 1 refused",
        "warning[refused-row]: the row is blank (line 8)",
        "note[altered-row]: undated: `31-02-2023` is not a date (line 7)",
        " --> acled.csv:7:23",
    ] {
        let shown = check.err.contains(line) || check.out.contains(line);
        assert!(shown, "{line}: {}{}", check.err, check.out);
    }
}
