//! Reads originals in a child process, since they come from anybody: whatever a file does to its reader, this process
//! goes on.

mod limits;
pub mod reader;

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use signal_hook::consts::{SIGABRT, SIGHUP, SIGINT, SIGKILL, SIGTERM, SIGXCPU};

use super::facts;
use super::program::{Bounds, Done, Ended, run};
use crate::document::{Extract, ExtractOptions, Kind, Refusal};

/// What the child may cost. Its own limit is one of processor time, which a child that waits does not use.
const BOUNDS: Bounds = Bounds {
    output: 64 << 20,
    time: Duration::from_mins(2),
};

/// What a Rust program says before it ends because memory cannot be had.
const OUT_OF_MEMORY: &str = "memory allocation of ";

/// Reads an original with a copy of `program`, which is this program. `progress` is told how many of how many parts
/// are read. Returns what the original holds, safe to print and to write.
///
/// # Errors
/// The child cannot be started, or did not come to an end, with the reason in words.
pub fn read(
    program: &Path,
    bytes: &[u8],
    kind: Kind,
    options: &ExtractOptions,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Result<Extract, Refusal>> {
    let mut command = Command::new(program);
    command.args(["source", "read", "--as", kind.name()]);
    let given = [
        ("--record", &options.record),
        ("--charset", &options.charset),
    ];
    for (name, value) in given {
        // In one word, so that no value is taken for an option.
        command.args(value.as_ref().map(|value| format!("{name}={value}")));
    }
    command.env_clear().current_dir("/");
    let mut is_out_of_memory = false;
    let ended = run(&mut command, bytes, BOUNDS, &mut |line| {
        is_out_of_memory |= line.starts_with(OUT_OF_MEMORY);
        if let Some((done, all)) = numbers(line) {
            progress(done, all);
        }
    });
    let done = match ended.context("cannot start the process that reads it")? {
        Ended::Done(done) => done,
        Ended::TooMuch => bail!("its text is longer than {} MiB", BOUNDS.output >> 20),
        Ended::TooLong => bail!("reading it takes longer than {:?}", BOUNDS.time),
    };
    if !done.status.success() {
        bail!(failure(&done, is_out_of_memory));
    }
    let read: Result<Extract, Refusal> = serde_json::from_slice(&done.output)
        .context("the process that reads it was interrupted")?;
    Ok(facts::made_safe(read))
}

/// Returns the two numbers of a report of progress.
fn numbers(line: &str) -> Option<(usize, usize)> {
    let (done, all) = line.split_once(' ')?;
    Some((done.parse().ok()?, all.parse().ok()?))
}

/// Returns why a child that failed did so, in words.
fn failure(done: &Done, is_out_of_memory: bool) -> String {
    let seconds = limits::SECONDS;
    let memory = limits::MEMORY >> 20;
    match done.status.signal() {
        Some(SIGXCPU) => format!("reading it takes more than {seconds} seconds of processor time"),
        Some(SIGABRT) if is_out_of_memory => {
            format!("reading it takes more than {memory} MiB of memory")
        }
        Some(SIGKILL) => "the process that reads it was killed".to_owned(),
        Some(SIGINT | SIGTERM | SIGHUP) => "interrupted".to_owned(),
        Some(signal) => format!("the process that reads it crashed (signal {signal}){REPORT}"),
        None => format!("the process that reads it failed{REPORT}"),
    }
}

const REPORT: &str =
    "; this is a mistake in annals: please report it, with the file if you may share it";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_two_numbers_are_progress() {
        assert_eq!(numbers("12 400"), Some((12, 400)));
        for line in [
            "",
            "12",
            "12 400 1",
            "a 1",
            "-1 2",
            "thread 'main' panicked",
        ] {
            assert_eq!(numbers(line), None, "{line}");
        }
    }

    /// Reads with a script that ends as it is told. `told` gets the progress.
    fn with_script(end: &str, told: &mut Vec<(usize, usize)>) -> Result<Result<Extract, Refusal>> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/reader.sh");
        let options = ExtractOptions {
            record: Some(end.to_owned()),
            charset: None,
        };
        let mut progress = |done, all| told.push((done, all));
        read(
            Path::new(script),
            b"text",
            Kind::Text,
            &options,
            &mut progress,
        )
    }

    #[test]
    fn every_way_to_fail_has_words_of_its_own() {
        for (end, words) in [
            ("fails", "the process that reads it failed"),
            ("lies", "the process that reads it was interrupted"),
            ("shouts", "its text is longer than 64 MiB"),
            ("starves", "reading it takes more than 1024 MiB of memory"),
            ("aborts", "the process that reads it crashed (signal 6)"),
            (
                "works",
                "reading it takes more than 20 seconds of processor time",
            ),
            ("dies", "the process that reads it was killed"),
            ("stops", "interrupted"),
        ] {
            let read = with_script(end, &mut Vec::new());
            let failed = read.expect_err(end).to_string();
            assert!(failed.starts_with(words), "{end}: {failed}");
        }
    }

    #[test]
    fn what_a_child_says_is_not_trusted() {
        let mut told = Vec::new();
        let read = with_script("tells", &mut told);
        let refused = read.expect("it comes to an end").expect_err("it refuses");
        assert_eq!(
            refused,
            Refusal::Unreadable("no page has ␛[31mtext".to_owned())
        );
        assert_eq!(told, [(3, 400)]);
    }
}
