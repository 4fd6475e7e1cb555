//! The event files and the filter of a command. What is wrong in them is printed.

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;

use anyhow::Result;

use super::environment::{Environment, Streams};
use super::print::{print_all, print_most};
use crate::filter::Filter;
use crate::load::{self, Loaded, Loader, Until};
use crate::timeline::Timeline;

/// Returns the event files of a command: those named, else `./events.toml`. None means the built-in example,
/// which is announced.
pub fn named<'f>(
    files: &'f [PathBuf],
    streams: &mut Streams<'_>,
) -> io::Result<Option<Cow<'f, [PathBuf]>>> {
    let here = PathBuf::from("events.toml");
    if !files.is_empty() {
        return Ok(Some(files.into()));
    }
    if here.exists() {
        return Ok(Some(vec![here].into()));
    }
    writeln!(
        streams.err,
        "annals: no events.toml here; this is the built-in example"
    )?;
    Ok(None)
}

/// Other commands than `check` print at most this many diagnostics, so that their own output stays in sight.
const MOST_SHOWN: usize = 20;

/// Loads the event files of a command and prints what is wrong with them. Returns None if one cannot be read.
pub fn loaded(
    files: &[PathBuf],
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Option<Loaded>> {
    let found = match named(files, streams)? {
        Some(paths) => {
            let loader = Loader {
                until: Until::End,
                cache: environment.cache.clone(),
                parts: false,
            };
            loader.load(&paths, &mut |_| ())
        }
        None => load::from_inputs(&[load::example()]),
    };
    let diagnostics = match &found {
        Ok(loaded) => &loaded.diagnostics,
        Err(diagnostics) => diagnostics,
    };
    let colour = environment.colour_errors;
    if let Some(more) = print_most(diagnostics, MOST_SHOWN, colour, streams.err)? {
        writeln!(streams.err, "annals: {more}; see `annals check`\n")?;
    }
    Ok(found.ok())
}

/// Reads `--filter`. Prints the error and returns None if it is wrong.
pub fn filter(
    text: &str,
    timeline: &Timeline,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Option<Filter>> {
    match Filter::parse(text, timeline) {
        Ok(filter) => Ok(Some(filter)),
        Err(wrong) => {
            print_all(&[wrong], environment.colour_errors, streams.err)?;
            Ok(None)
        }
    }
}
