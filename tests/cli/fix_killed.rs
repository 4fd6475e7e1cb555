//! `check --fix`, killed at any moment, leaves either the whole old file or the whole new one.

use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::bench::Bench;

const CITATIONS: usize = 3000;
const PARAGRAPHS: usize = 40;

/// Thousands of citations whose paragraphs have all moved down by one.
fn events(shift: usize) -> String {
    let mut text = "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n".to_owned();
    for number in 0..CITATIONS {
        let paragraph = number % PARAGRAPHS;
        let _ = write!(
            text,
            "\n[[event]]\nid = \"e{number}\"  # one of many\ndate = \"2020\"\ntitle = \"T\"\n\
             [[event.citation]]\nsource = \"s\"\nquote = 'The paragraph of the number {paragraph},'\n\
             paragraph = {}\n",
            paragraph + 1 + shift
        );
    }
    text
}

fn source() -> String {
    let numbered = |number| format!("The paragraph of the number {number}, as it was written.");
    let paragraphs: Vec<String> = (0..PARAGRAPHS).map(numbered).collect();
    format!("A new one.\n\n{}\n", paragraphs.join("\n\n"))
}

/// When a run is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So long after its start.
    After(Duration),
    /// So long after something has happened in the folder: a file came, or the old one is another.
    AfterSign(Duration),
    Never,
}

/// Waits for the moment, or for the end of the run.
fn wait(moment: Moment, run: &mut Child, bench: &Bench) {
    let mut ended = || run.try_wait().expect("it can be asked").is_some();
    // Short enough to meet the moment of writing, which lasts some milliseconds.
    let until = |happened: &mut dyn FnMut() -> bool| {
        while !happened() {
            sleep(Duration::from_micros(50));
        }
    };
    match moment {
        Moment::After(delay) => {
            let start = Instant::now();
            until(&mut || start.elapsed() >= delay || ended());
        }
        Moment::AfterSign(delay) => {
            let before = sign(bench);
            until(&mut || sign(bench) != before || ended());
            let start = Instant::now();
            until(&mut || start.elapsed() >= delay);
        }
        Moment::Never => until(&mut ended),
    }
}

/// What changes as soon as something is written: which file it is, how long, how many there are.
fn sign(bench: &Bench) -> (Option<(u64, u64)>, usize) {
    let file = fs::metadata(bench.path("events.toml"));
    let file = file.ok().map(|file: Metadata| (file.ino(), file.len()));
    let names = fs::read_dir(bench.path("")).expect("a folder").count();
    (file, names)
}

#[test]
fn a_killed_run_leaves_the_old_or_the_new_file() {
    let (old, new) = (events(0), events(1));
    let bench = Bench::new()
        .file("events.toml", &old)
        .file("s.txt", source());
    let file = bench.path("events.toml");
    let (mut struck, mut ended) = (0, 0);
    let mut attempt = |moment: Moment| {
        fs::write(&file, &old).expect("a file can be written");
        let mut run = bench.command(&["check", "--fix"]);
        let mut run = run.stdout(Stdio::null()).spawn().expect("it starts");
        wait(moment, &mut run, &bench);
        // Fails for one that has ended, which the status tells.
        let _ = run.kill();
        let status = run.wait().expect("it has ended");
        let text = fs::read_to_string(&file).expect("the file is there");
        assert!(
            text == old || text == new,
            "{moment:?}: of {} bytes there are {}",
            old.len(),
            text.len()
        );
        if status.signal().is_some() {
            struck += 1;
        } else {
            assert_eq!(status.code(), Some(0), "{moment:?}");
            assert!(text == new, "{moment:?}");
            ended += 1;
        }
        (struck, ended)
    };
    let start = Instant::now();
    attempt(Moment::Never);
    let whole = start.elapsed();
    for part in 0..6 {
        attempt(Moment::After(whole * part / 6));
    }
    for part in 0..8 {
        attempt(Moment::AfterSign(Duration::from_micros(part * part * 100)));
    }
    // Files left behind by killed runs cause no problems.
    let mut seen = attempt(Moment::Never);
    for _ in 0..20 {
        if seen.0 > 0 {
            break;
        }
        seen = attempt(Moment::After(Duration::ZERO));
    }
    assert!(seen.0 > 0 && seen.1 > 0, "killed and ended: {seen:?}");
}
