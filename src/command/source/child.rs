//! Reads originals in a child process, since they come from anybody: whatever a file does to its reader, this process
//! goes on.

mod limits;
pub mod reader;

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use signal_hook::consts::{SIGABRT, SIGKILL, SIGXCPU};

use super::facts;
use super::program::{Bounds, Done, Ended, run};
use crate::document::{Extract, ExtractOptions, Kind, Refusal};

/// What the child may cost. Its own limit is one of processor time, which a child that waits does not use.
const BOUNDS: Bounds = Bounds {
    output: 64 << 20,
    time: Duration::from_secs(60),
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
        Some(signal) => format!("the process that reads it crashed (signal {signal}){REPORT}"),
        None => format!("the process that reads it failed{REPORT}"),
    }
}

const REPORT: &str =
    "; this is a mistake in annals: please report it, with the file if you may share it";

#[cfg(test)]
mod tests {
    use std::process::ExitStatus;

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

    #[test]
    fn every_end_of_a_child_has_words_of_its_own() {
        let words = |status, is_out_of_memory| {
            let status = ExitStatus::from_raw(status);
            let output = Vec::new();
            failure(&Done { status, output }, is_out_of_memory)
        };
        let all = [
            (SIGXCPU, false),
            (SIGABRT, true),
            (SIGABRT, false),
            (SIGKILL, false),
            (101 << 8, false),
        ];
        let mut all = all.map(|(status, is_out_of_memory)| words(status, is_out_of_memory));
        assert!(all[0].contains("20 seconds"), "{}", all[0]);
        assert!(all[1].contains("1024 MiB"), "{}", all[1]);
        assert!(all[2].contains("signal 6"), "{}", all[2]);
        all.sort();
        assert!(all.windows(2).all(|two| two[0] != two[1]), "{all:?}");
    }
}
