//! Runs another program within limits of time and output.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// What a program may cost its caller.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The bytes that it may print.
    pub output: u64,
    /// How long it may run.
    pub time: Duration,
}

/// How a program ended.
#[derive(Debug)]
pub enum Ended {
    /// By itself, or by a signal that the caller did not send.
    Done(Done),
    /// It printed too much and was killed.
    TooMuch,
    /// It ran too long and was killed.
    TooLong,
}

/// A program that ended before it was killed.
#[derive(Debug)]
pub struct Done {
    /// How it ended.
    pub status: ExitStatus,
    /// What it printed.
    pub output: Vec<u8>,
}

/// The bytes of messages that are read; a program that writes more loses its standard error.
const MOST_SAID: u64 = 1 << 20;

enum Event {
    Said(String),
    Printed(Vec<u8>),
}

/// Runs a program with bytes as its standard input, and waits for its end. `hear` gets the lines that it writes to
/// standard error.
///
/// # Errors
/// It cannot be started.
pub fn run(
    command: &mut Command,
    input: &[u8],
    bounds: Bounds,
    hear: &mut dyn FnMut(&str),
) -> io::Result<Ended> {
    let end = Instant::now().checked_add(bounds.time);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (send, events) = mpsc::channel();
    thread::scope(|scope| {
        // A program that does not read everything closes the pipe, which is no failure.
        scope.spawn(|| stdin.map(|mut stdin| stdin.write_all(input)));
        let said = send.clone();
        scope.spawn(move || {
            let lines = stderr.map(|stderr| BufReader::new(stderr.take(MOST_SAID)).split(b'\n'));
            for line in lines.into_iter().flatten().map_while(Result::ok) {
                let _ = said.send(Event::Said(String::from_utf8_lossy(&line).into_owned()));
            }
        });
        scope.spawn(move || {
            let mut output = Vec::new();
            let most = bounds.output.saturating_add(1);
            // What was read before an error is judged like any output.
            let _ = stdout.map(|stdout| stdout.take(most).read_to_end(&mut output));
            let _ = send.send(Event::Printed(output));
        });
        let mut output = Vec::new();
        // Both threads hang up when the program has closed its pipes.
        loop {
            let left = end.map_or(bounds.time, |end| {
                end.saturating_duration_since(Instant::now())
            });
            match events.recv_timeout(left) {
                Ok(Event::Said(line)) => hear(&line),
                Ok(Event::Printed(printed)) if printed.len() as u64 > bounds.output => {
                    stop(&mut child)?;
                    return Ok(Ended::TooMuch);
                }
                Ok(Event::Printed(printed)) => output = printed,
                Err(RecvTimeoutError::Timeout) => {
                    stop(&mut child)?;
                    return Ok(Ended::TooLong);
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        Ok(match wait_until(&mut child, end)? {
            Some(status) => Ended::Done(Done { status, output }),
            None => Ended::TooLong,
        })
    })
}

/// How long to sleep between looks at a program that has closed its pipes and still runs.
const NAP: Duration = Duration::from_millis(1);

/// Waits for a program, and kills it at the end of its time. Returns None then.
fn wait_until(child: &mut Child, end: Option<Instant>) -> io::Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if end.is_some_and(|end| Instant::now() >= end) {
            stop(child)?;
            return Ok(None);
        }
        thread::sleep(NAP);
    }
}

fn stop(child: &mut Child) -> io::Result<()> {
    child.kill()?;
    child.wait().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds {
        output: 1000,
        time: Duration::from_mins(1),
    };

    fn shell(script: &str, input: &[u8], bounds: Bounds) -> (Ended, Vec<String>) {
        let mut heard = Vec::new();
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        let ended = run(&mut command, input, bounds, &mut |line| {
            heard.push(line.to_owned());
        });
        (ended.expect("it starts"), heard)
    }

    #[test]
    fn a_program_gets_input_and_is_heard() {
        let (ended, heard) = shell("echo one >&2; cat; echo two >&2; exit 3", b"text", BOUNDS);
        let Ended::Done(done) = ended else {
            panic!("{ended:?}")
        };
        assert_eq!(done.output, b"text");
        assert_eq!(done.status.code(), Some(3));
        assert_eq!(heard, ["one", "two"]);
    }

    #[test]
    fn a_program_need_not_read_its_input() {
        let (ended, _) = shell("exec 0<&-; echo text", &vec![b'x'; 1 << 20], BOUNDS);
        assert!(matches!(ended, Ended::Done(done) if done.output == b"text\n"));
    }

    #[test]
    fn a_program_that_goes_too_far_is_killed() {
        let (ended, _) = shell("exec yes", b"", BOUNDS);
        assert!(matches!(ended, Ended::TooMuch), "{ended:?}");
        let short = Bounds {
            time: Duration::from_millis(50),
            ..BOUNDS
        };
        for script in ["exec sleep 600", "exec sleep 600 >&- 2>&-"] {
            let (ended, _) = shell(script, b"", short);
            assert!(matches!(ended, Ended::TooLong), "{script}: {ended:?}");
        }
    }

    #[test]
    fn the_most_output_is_not_too_much() {
        let (ended, _) = shell("head -c 1000 /dev/zero", b"", BOUNDS);
        assert!(matches!(ended, Ended::Done(done) if done.output.len() == 1000));
        let (ended, _) = shell("head -c 1001 /dev/zero", b"", BOUNDS);
        assert!(matches!(ended, Ended::TooMuch));
    }

    #[test]
    fn a_program_that_is_not_there_is_an_error() {
        let mut command = Command::new("/nowhere/at/all");
        let failed = run(&mut command, b"", BOUNDS, &mut |_| ()).expect_err("it is not there");
        assert_eq!(failed.kind(), io::ErrorKind::NotFound);
    }
}
