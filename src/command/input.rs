//! The event files and the filter of a command. What is wrong in them is printed.

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;

use anyhow::Result;

use super::environment::{Environment, Streams};
use super::print::{print_all, print_most};
use crate::clickhouse::{self, Address, Unopened};
use crate::filter::Filter;
use crate::load::{self, Loaded, Loader, Unread, Until};
use crate::timeline::{StoreError, Timeline};

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
        Some(paths) if is_address(&paths) => {
            return on_server(&paths, environment, streams);
        }
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

/// Returns whether a server is named instead of event files.
pub fn is_address(paths: &[PathBuf]) -> bool {
    let is_one = |path: &PathBuf| path.to_str().is_some_and(Address::is_one);
    paths.iter().any(is_one)
}

/// Opens the timeline at an address and prints what is wrong with its sources. Returns None if it cannot be opened.
pub fn on_server(
    paths: &[PathBuf],
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Option<Loaded>> {
    match open_server(paths, environment) {
        Ok(loaded) => {
            print_most(
                &loaded.diagnostics,
                MOST_SHOWN,
                environment.colour_errors,
                streams.err,
            )?;
            Ok(Some(loaded))
        }
        Err(Unopened::Head(found)) => {
            print_all(&found, environment.colour_errors, streams.err)?;
            Ok(None)
        }
        Err(Unopened::Store(failed)) => {
            writeln!(streams.err, "annals: {failed}")?;
            Ok(None)
        }
    }
}

/// Opens the timeline at an address.
pub fn open_server(paths: &[PathBuf], environment: &Environment) -> Result<Loaded, Unopened> {
    let [path] = paths else {
        let why = "a server is opened by itself, not together with files";
        return Err(StoreError::failed(why).into());
    };
    let address = Address::parse(path.to_str().unwrap_or_default()).map_err(StoreError::failed)?;
    let (password, folder) = (environment.password(), &environment.sources);
    let (timeline, diagnostics) =
        clickhouse::open(&address, password.as_deref(), folder.as_deref())?;
    Ok(Loaded {
        timeline,
        diagnostics,
        files: Vec::new(),
        unread: Unread::Nothing,
    })
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
