//! The event files and the filter of a command. What is wrong in them is printed.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::environment::{Environment, Streams};
use super::print::{counted, print_all, print_most};
use crate::cli::Events;
use crate::clickhouse::{self, Address, Unopened};
use crate::diagnostic::{Code, Diagnostic, Severity, safe};
use crate::filter::Filter;
use crate::load::{self, Loaded, Loader, PIPE, Unread, Until};
use crate::text::shell;
use crate::timeline::{Selection, StoreError, Timeline};

/// Returns the event files of a command: those given, else `./events.toml`. None means the built-in example,
/// which is announced.
pub fn named(files: Vec<PathBuf>, streams: &mut Streams<'_>) -> io::Result<Option<Vec<PathBuf>>> {
    if !files.is_empty() {
        return Ok(Some(files));
    }
    let here = PathBuf::from("events.toml");
    if here.exists() {
        return Ok(Some(vec![here]));
    }
    writeln!(
        streams.err,
        "annals: no events.toml here; this is the built-in example (`annals init` makes your own)"
    )?;
    Ok(None)
}

/// Returns the event files that some paths stand for.
pub fn event_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().map(|path| load::event_file(path)).collect()
}

/// Other commands than `check` print at most this many diagnostics of a file that is not in its format.
const MOST_SHOWN: usize = 20;

/// Loads the event files of a command, and says in one line that something is wrong with them. If one cannot be
/// read, prints why and returns None.
pub fn loaded(
    files: &[PathBuf],
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Option<Loaded>> {
    let paths = named(event_files(files), streams)?;
    let found = match &paths {
        Some(paths) if is_address(paths) => {
            let Some(loaded) = on_server(paths, environment, streams)? else {
                return Ok(None);
            };
            Ok(loaded)
        }
        Some(paths) => {
            let loader = Loader {
                until: Until::End,
                cache: environment.cache.clone(),
                parts: false,
            };
            loader.load(paths, &mut |_| ())
        }
        None => load::from_inputs(&[load::example()]),
    };
    match found {
        Ok(loaded) => {
            for found in &loaded.diagnostics {
                if found.code == Code::Imported {
                    writeln!(streams.err, "annals: {}: {}", found.file, found.message)?;
                }
            }
            let (paths, sources) = (paths.unwrap_or_default(), environment.sources.as_deref());
            if let Some(faults) = faults(&loaded.diagnostics, &paths, sources) {
                writeln!(streams.err, "annals: {faults}")?;
            }
            Ok(Some(loaded))
        }
        Err(found) => {
            let colour = environment.colour_errors;
            if let Some(more) = print_most(&found, MOST_SHOWN, colour, streams.err)? {
                writeln!(streams.err, "annals: {more}; see `annals check`")?;
            }
            Ok(None)
        }
    }
}

/// Returns how many errors and warnings there are in event files, and how to see them. None if there are none.
fn faults(diagnostics: &[Diagnostic], paths: &[PathBuf], sources: Option<&Path>) -> Option<String> {
    let place = match paths {
        [path] if path == Path::new(PIPE) => "standard input".to_owned(),
        [path] => safe(&path.display().to_string()),
        _ => counted(paths.len(), "file"),
    };
    if diagnostics.iter().any(|found| found.code == Code::Empty) {
        return Some(format!("there are no events in {place}"));
    }
    let count = |severity, noun| {
        let same = diagnostics.iter().filter(|it| it.severity == severity);
        let count = same.map(|found| found.subject.count()).sum();
        (count > 0).then(|| counted(count, noun))
    };
    let counts = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let counts = counts.join(" and ");
    let command = || command_on("check", paths, sources);
    (!counts.is_empty()).then(|| format!("{counts} in {place}; run `{}`", command()))
}

/// Returns a command on some event files, or on a server with its folder of sources, as it is typed.
fn command_on(name: &str, paths: &[PathBuf], sources: Option<&Path>) -> String {
    let word = |path: &Path| shell::path(&path.display().to_string());
    let mut words = vec!["annals".to_owned(), name.to_owned()];
    words.extend(paths.iter().map(|path| word(path)));
    if is_address(paths)
        && let Some(folder) = sources
    {
        words.extend(["--sources".to_owned(), word(folder)]);
    }
    safe(&words.join(" "))
}

/// Returns the hint for an id that does not exist.
pub fn ids_listed(paths: &[PathBuf], sources: Option<&Path>) -> String {
    format!("`{}` lists the ids", command_on("list", paths, sources))
}

/// Returns whether a server is named instead of event files.
pub fn is_address(paths: &[PathBuf]) -> bool {
    let is_one = |path: &PathBuf| path.to_str().is_some_and(Address::is_one);
    paths.iter().any(is_one)
}

/// Opens the timeline at an address. If it cannot be opened, prints why and returns None.
pub fn on_server(
    paths: &[PathBuf],
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Option<Loaded>> {
    match open_server(paths, environment) {
        Ok(loaded) => Ok(Some(loaded)),
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

/// Loads the event files of a command and selects the events that its filter keeps. Prints what is wrong, and
/// returns None if a file cannot be read or the filter is wrong.
pub fn selected(
    events: &Events,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Option<(Loaded, Selection)>> {
    let Some((loaded, filter)) = filtered(events, environment, streams)? else {
        return Ok(None);
    };
    let selection = loaded.timeline.select(filter.query())?;
    Ok(Some((loaded, selection)))
}

/// Loads the event files of a command and reads its filter. Prints what is wrong, and returns None if a file cannot be
/// read or the filter is wrong.
pub fn filtered(
    events: &Events,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Option<(Loaded, Filter)>> {
    let Some(loaded) = loaded(&events.files, environment, streams)? else {
        return Ok(None);
    };
    let filter = filter(&events.filter, &loaded.timeline, environment, streams)?;
    Ok(filter.map(|filter| (loaded, filter)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggested_command_can_be_run() {
        let command = |paths: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            command_on("check", &paths, Some(Path::new("my texts")))
        };
        assert_eq!(command(&[]), "annals check");
        assert_eq!(
            command(&["-x.toml", "a b.csv"]),
            "annals check ./-x.toml 'a b.csv'"
        );
        let server = "clickhouse://me@localhost:8123/cases";
        assert_eq!(
            command(&[server]),
            format!("annals check {server} --sources 'my texts'")
        );
    }
}
