//! What is kept of large files makes no difference but in time.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use annals::load::Loader;

use super::bench::{Bench, Run};

/// Event data over 4 MB, some of it not plain, with mistakes and ids that occur twice.
fn many() -> String {
    let mut text = String::new();
    for number in 0..7_000 {
        let (year, day) = (1900 + number * 7 % 120, 1 + number % 28);
        let title = ["Harbour", "Caf\\u00e9", "Zoë, \\\"Zug\\\""][number % 3];
        // Of another day in UTC.
        let clock = ["", "T00:30:00+02:00"][usize::from(number % 9 == 0)];
        let _ = writeln!(
            text,
            "{{\"id\":\"e{}\",\"date\":\"{year}-05-{day:02}{clock}\",\"title\":\"{title} {number}\",\
             \"actors\":[\"A {}\",{{\"id\":\"K {}\",\"name\":\"Kim\"}}],\"tags\":[\"t{}\"],\
             \"source\":\"s{}\",\"other\":1,\"note\":\"{}\"}}",
            number % 6_990,
            number % 50,
            number % 3,
            number % 7,
            number % 11,
            "long ".repeat(110)
        );
    }
    text.push_str("no JSON\n{\"id\":\"last\",\"date\":\"soon\",\"title\":\"Undated\"}\n");
    text
}

/// A folder with the file, which is old enough to be kept.
fn bench(text: &str) -> Bench {
    let bench = Bench::new().file("events.jsonl", text);
    make_old(&bench, 60);
    bench
}

fn make_old(bench: &Bench, seconds: u64) {
    let file = fs::File::options()
        .append(true)
        .open(bench.path("events.jsonl"));
    let time = SystemTime::now() - Duration::from_secs(seconds);
    file.and_then(|file| file.set_modified(time))
        .expect("a time");
}

fn kept(bench: &Bench) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(bench.path("cache/annals")) else {
        return Vec::new();
    };
    entries.map(|entry| entry.expect("a file").path()).collect()
}

fn list(bench: &Bench, arguments: &[&str]) -> Run {
    let all = [&["list", "--format", "jsonl", "events.jsonl"], arguments].concat();
    bench.run(&all)
}

fn both(run: Run) -> (String, String) {
    (run.out, run.err)
}

#[test]
fn what_is_kept_gives_the_same_events_and_mistakes() {
    let bench = bench(&many());
    let filters = [
        "",
        "actor:\"a 7\"",
        "actor:k-1",
        "cafe",
        "zug",
        "tag:t3",
        "source:s9",
        "after:1990",
        "is:undated",
        "id:e77",
    ];
    let expected = filters.map(|filter| both(list(&bench, &["--no-cache", "-f", filter])));
    assert_eq!(kept(&bench), Vec::<PathBuf>::new());
    for _ in 0..2 {
        let found = filters.map(|filter| both(list(&bench, &["-f", filter])));
        assert_eq!(found, expected);
        assert_eq!(kept(&bench).len(), 1);
    }
    assert!(expected[0].0.lines().count() > 7_000);
    for (filter, (out, _)) in filters.iter().zip(&expected) {
        assert!(!out.is_empty(), "{filter}");
    }
}

#[test]
fn what_is_kept_is_not_used_once_a_file_has_changed() {
    let text = many();
    let bench = bench(&text);
    let count = |bench: &Bench| list(bench, &["-f", "changed"]).out.lines().count();
    assert_eq!(count(&bench), 0);
    // The same length, a later time.
    let changed = text.replacen("Harbour 0", "Changed 0", 1);
    fs::write(bench.path("events.jsonl"), &changed).expect("a file");
    assert_eq!(count(&bench), 1);
    make_old(&bench, 30);
    assert_eq!(count(&bench), 1);
    // The same length and time; the beginning differs.
    fs::write(bench.path("events.jsonl"), &text).expect("a file");
    make_old(&bench, 30);
    assert_eq!(count(&bench), 0);
    assert_eq!(kept(&bench).len(), 1);
}

#[test]
fn what_is_kept_is_not_used_once_it_is_damaged() {
    let bench = bench(&many());
    let expected = both(list(&bench, &["-f", "harbour"]));
    let [path] = kept(&bench).try_into().expect("one file");
    let whole = fs::read(&path).expect("a file");
    for at in (0..whole.len()).step_by(whole.len() / 5) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        for damaged in [&changed[..], &whole[..at]] {
            fs::write(&path, damaged).expect("a file");
            assert_eq!(both(list(&bench, &["-f", "harbour"])), expected, "{at}");
        }
    }
    // It is kept anew.
    assert_eq!(fs::read(&path).expect("a file").len(), whole.len());
}

#[test]
fn what_is_wrong_is_told_under_the_name_that_is_given() {
    let bench = bench(&many());
    let first = bench.run(&["list", "events.jsonl"]).err;
    let again = bench.run(&["list", "./events.jsonl", "-f", "harbour"]).err;
    assert_eq!(again, first.replace("events.jsonl", "./events.jsonl"));
    let loader = Loader {
        cache: Some(bench.path("cache/annals")),
        ..Loader::default()
    };
    let path = bench.path("./events.jsonl");
    let load = |loader: Loader| loader.load(std::slice::from_ref(&path), &mut |_| ());
    let kept_before = load(loader).expect("it loads");
    let fresh = load(Loader::default()).expect("it loads");
    assert_eq!(kept_before.diagnostics, fresh.diagnostics);
    let names = kept_before.diagnostics.iter().map(|found| &*found.file);
    let names: BTreeSet<&str> = names.collect();
    assert_eq!(names, BTreeSet::from([path.to_str().expect("text")]));
    assert_eq!(kept(&bench).len(), 1);
}

#[test]
fn several_programs_keep_it_at_once() {
    let bench = bench(&many());
    let run = || {
        let mut command = bench.command(&["list", "events.jsonl", "-f", "harbour"]);
        command
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null());
        command.spawn().expect("it runs")
    };
    let children: Vec<_> = (0..4).map(|_| run()).collect();
    let outputs = children
        .into_iter()
        .map(|child| child.wait_with_output().expect("it ends").stdout);
    let outputs: Vec<_> = outputs.collect();
    assert!(
        outputs
            .iter()
            .all(|output| *output == outputs[0] && !output.is_empty())
    );
    assert_eq!(kept(&bench).len(), 1);
}

#[test]
fn a_folder_that_cannot_be_written_makes_no_difference() {
    let bench = bench(&many()).file("cache", "a file where the folder should be");
    let expected = both(list(&bench, &["--no-cache", "-f", "harbour"]));
    assert_eq!(both(list(&bench, &["-f", "harbour"])), expected);
}
