//! `annals export`

use std::fs;

use super::bench::Bench;

#[test]
fn a_file_gets_what_standard_output_would() {
    let bench = Bench::new().file("out.csv", "old");
    let printed = bench.run(&["export", "csv"]);
    let written = bench.run(&["export", "csv", "-o", "out.csv"]);
    assert_eq!((printed.status, written.status), (0, 0));
    assert_eq!(written.out, "");
    assert_eq!(printed.err, written.err);
    let file = fs::read_to_string(bench.path("out.csv")).expect("a file");
    assert_eq!(file, printed.out);
    assert!(file.starts_with("id,date,title"), "{file}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let run = Bench::new().run(&["export", "jsonl", "-o", "no/out.jsonl"]);
    assert_eq!(run.status, 2);
    let last = run.err.lines().last().expect("a message");
    assert_eq!(last, "annals: cannot write no/out.jsonl: no such file");
}
