//! Reads an original in a process of its own: `annals source read`, which only this program runs.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::limits;
use crate::cli::ReadOriginal;
use crate::command::environment::{Outcome, Streams};
use crate::document::{ExtractOptions, extract};

/// How often progress is reported.
const PAUSE: Duration = Duration::from_millis(100);

/// Reads an original from standard input, and writes what it holds to standard output as JSON. Progress goes to
/// standard error: `12 400` after the twelfth of 400 parts.
///
/// # Errors
/// The limits cannot be set; a pipe is closed.
pub fn run(asked: ReadOriginal, streams: &mut Streams<'_>) -> Result<Outcome> {
    limits::apply().context("cannot limit the process")?;
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let options = ExtractOptions {
        record: asked.record,
        charset: asked.charset,
    };
    let mut last = Instant::now();
    let mut progress = |done: usize, all: usize| {
        if last.elapsed() >= PAUSE {
            last = Instant::now();
            // Whoever watches may be gone; the result counts.
            let _ = writeln!(streams.err, "{done} {all}");
        }
    };
    let read = extract(&bytes, asked.kind, &options, &mut progress);
    serde_json::to_writer(&mut *streams.out, &read)?;
    Ok(Outcome::Fine)
}
