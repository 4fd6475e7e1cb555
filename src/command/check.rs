//! `annals check`

mod lock;
mod report;

use std::path::PathBuf;

use anyhow::Result;

use super::environment::{Environment, Outcome, Streams};
use super::fix;
use crate::check::{Problem, findings, problems};
use crate::cli::{Check, Report};
use crate::diagnostic::{Diagnostic, Severity, TextFile};
use crate::load::{self, Input};
use crate::timeline::{Answer, Query};
use report::Checked;

/// Checks every quote and prints the problems. Without a file argument there must be an `events.toml`:
/// silently checking the built-in example would prove nothing.
pub fn run(asked: &Check, environment: &Environment, streams: &mut Streams<'_>) -> Result<Outcome> {
    let here = [PathBuf::from("events.toml")];
    let files = if asked.files.is_empty() {
        &here
    } else {
        &asked.files[..]
    };
    let (format, strict) = (asked.format, asked.strict);
    if let Some(refused) = fix::run(files, &asked.rewrite, format, environment, streams)? {
        return Ok(refused);
    }
    let inputs = load::read_inputs(files);
    let loaded = inputs.and_then(|inputs| Ok((load::from_inputs(&inputs)?, inputs)));
    let (loaded, inputs) = match loaded {
        Ok(loaded) => loaded,
        Err(diagnostics) => {
            let unread = Checked {
                name: diagnostics.first().map_or("", |found| &found.file),
                timeline: None,
                citations: &[],
                diagnostics: &diagnostics,
            };
            match format {
                Report::Human => unread.write(format, environment.colour_errors, streams.err)?,
                Report::Json | Report::Github => unread.write(format, false, streams.out)?,
            }
            return Ok(Outcome::Unusable);
        }
    };
    let timeline = &loaded.timeline;
    let all = timeline.select(&Query::everything())?;
    let citations = findings(timeline, &all).collect::<Answer<Vec<_>>>()?;
    let mut diagnostics = loaded.diagnostics;
    let mut recorded = Vec::new();
    let today = &environment.today;
    let locked = if asked.lock {
        lock::write(&inputs, &citations, &diagnostics, today, &mut recorded)
    } else {
        Ok(true)
    };
    diagnostics.extend(placed(&problems(timeline, &citations, strict)?, &inputs));
    diagnostics.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    let checked = Checked {
        name: inputs.first().map_or("", |input| &input.name),
        timeline: Some(timeline),
        citations: &citations,
        diagnostics: &diagnostics,
    };
    checked.write(format, environment.colour, streams.out)?;
    // Output for programs is not mixed with messages about what was written.
    match format {
        Report::Human => streams.out.write_all(&recorded)?,
        Report::Json | Report::Github => streams.err.write_all(&recorded)?,
    }
    if !locked? {
        return Ok(Outcome::Unusable);
    }
    let fails = |severity| severity == Severity::Error || (strict && severity == Severity::Warning);
    if diagnostics
        .iter()
        .any(|diagnostic| fails(diagnostic.severity))
    {
        Ok(Outcome::Findings)
    } else {
        Ok(Outcome::Fine)
    }
}

/// Returns the problems as diagnostics at their places in the files.
fn placed(problems: &[Problem], inputs: &[Input]) -> Vec<Diagnostic> {
    let files = inputs.iter();
    let files = files.map(|input| TextFile::new(&input.name, &input.text));
    let files: Vec<TextFile<'_>> = files.collect();
    let placed = |problem: &Problem| Some(problem.diagnostic(files.get(problem.origin.file())?));
    problems.iter().filter_map(placed).collect()
}
