//! `annals check`

mod editions;
mod entries;
mod lock;
mod report;
mod results;
mod sarif;

use std::path::PathBuf;

use anyhow::Result;

use super::environment::{Environment, Outcome, Streams};
use super::fix;
use super::input::{event_files, filter, is_address, on_server};
use crate::check::{Checked, Finding, check, unread_languages};
use crate::cli::{Check, Report};
use crate::diagnostic::{Code, Diagnostic, Severity, quoted};
use crate::load;
use crate::parallel;
use crate::timeline::{Status, Term, Timeline};
use lock::Locks;
use results::Results;

/// Checks every quote and prints the problems. Without a file argument there must be an `events.toml`:
/// silently checking the built-in example would prove nothing.
pub fn run(asked: &Check, environment: &Environment, streams: &mut Streams<'_>) -> Result<Outcome> {
    let files = if asked.files.is_empty() {
        vec![PathBuf::from("events.toml")]
    } else {
        event_files(&asked.files)
    };
    let files = &files[..];
    let (format, strict) = (asked.format, asked.strict);
    let rewrite = &asked.rewrite;
    let writes = rewrite.fix || !rewrite.accept.is_empty() || !rewrite.widen.is_empty();
    if is_address(files) && (asked.lock || writes) {
        let why = "the events are on a server, and only event files are written";
        writeln!(streams.err, "annals: {why}")?;
        return Ok(Outcome::Unusable);
    }
    if let Some(refused) = fix::run(files, asked, environment, streams)? {
        return Ok(refused);
    }
    let loaded = if is_address(files) {
        match on_server(files, environment, streams)? {
            Some(loaded) => Ok((loaded, Vec::new())),
            None => return Ok(Outcome::Unusable),
        }
    } else {
        let inputs = load::read_inputs(files);
        inputs.and_then(|inputs| Ok((load::from_inputs(&inputs)?, inputs)))
    };
    let (loaded, inputs) = match loaded {
        Ok(loaded) => loaded,
        Err(diagnostics) => {
            let unread = Results {
                name: diagnostics.first().map_or("", |found| &found.file),
                timeline: None,
                inputs: &[],
                checked: &Checked::default(),
                drafts: 0,
                strict,
                faults: &diagnostics,
            };
            match format {
                Report::Human => unread.write(format, environment.colour_errors, streams.err)?,
                _ => unread.write(format, false, streams.out)?,
            }
            return Ok(Outcome::Unusable);
        }
    };
    let timeline = &loaded.timeline;
    let formers = if asked.lock {
        lock::read(&inputs)
    } else {
        Vec::new()
    };
    let mut locks = Locks::new(&formers, &environment.today);
    let threads = parallel::processors();
    let Some(filter) = filter(&asked.filter, timeline, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let selection = timeline.select(filter.query())?;
    let drafts = filter.query().and(Term::Status(Status::Draft));
    let drafts = timeline.select(&drafts)?.len();
    let see = |finding: &Finding<'_>| locks.add(finding);
    let mut checked = check(timeline, selection, strict, threads, see)?;
    let mut faults = loaded.diagnostics;
    let name = timeline.files().first().map_or("", |file| &file.name);
    faults.extend(unread(timeline, name));
    faults.extend(editions::notes(timeline));
    let mut recorded = Vec::new();
    let locked = locks.write(&inputs, timeline, &faults, &mut recorded);
    entries::sort(&mut faults, &mut checked.spots, &inputs);
    let results = Results {
        name,
        timeline: Some(timeline),
        inputs: &inputs,
        checked: &checked,
        drafts,
        strict,
        faults: &faults,
    };
    results.write(format, environment.colour, streams.out)?;
    // Output for programs is not mixed with messages about what was written.
    match format {
        Report::Human => streams.out.write_all(&recorded)?,
        _ => streams.err.write_all(&recorded)?,
    }
    if !locked? {
        return Ok(Outcome::Unusable);
    }
    let fails = |severity| severity == Severity::Error || (strict && severity == Severity::Warning);
    if results.entries().any(|entry| fails(entry.severity())) {
        Ok(Outcome::Findings)
    } else {
        Ok(Outcome::Fine)
    }
}

/// The most sources that a note about their language names.
const NAMED: usize = 3;

/// Returns a note about each language in which the words around quotes are not looked at.
fn unread(timeline: &Timeline, file: &str) -> Vec<Diagnostic> {
    let note = |(language, sources): (Option<&str>, Vec<&str>)| {
        let named = sources.iter().take(NAMED);
        let mut named = named
            .map(|slug| quoted(slug))
            .collect::<Vec<_>>()
            .join(", ");
        if let Some(more) = sources.len().checked_sub(NAMED).filter(|more| *more > 0) {
            named = format!("{named} and {more} more");
        }
        let (which, help) = match language {
            Some(tag) => (
                format!("language {}", quoted(tag)),
                "read the sentences around these quotes yourself",
            ),
            None => (
                "an unknown language".to_owned(),
                "give the source a `language`, such as \"en\"",
            ),
        };
        let message = format!("the words around quotes are not checked in {named}: {which}");
        Diagnostic::of_file(Code::UnreadLanguage, Severity::Note, file, message).with_help(help)
    };
    unread_languages(timeline).into_iter().map(note).collect()
}
