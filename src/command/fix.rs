//! `annals check --fix`, `--accept` and `--widen`: corrects in the event files what a check finds. Everything is worked
//! out before anything is written; if one request cannot be met, no file is changed.

mod accept;
mod edit;

use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::environment::{Environment, Outcome, Streams};
use super::input::filter;
use super::print::print_all;
use super::replace::replace;
use crate::amend::{Amendment, Change, amend};
use crate::check::{Finding, findings_in};
use crate::cli::{Check, Report, Rewrite};
use crate::diagnostic::{Code, Diagnostic, Severity, Subject, safe};
use crate::load::{self, Input, Loaded};
use crate::parallel;
use crate::timeline::{Answer, Origin, Query};
use accept::Aim;
use edit::{Edit, words};

/// Rewrites the event files as requested and prints what has changed, on standard error if the report is for
/// programs. Returns None if the check may go on, which also reports files that cannot be read.
///
/// # Errors
/// A file cannot be written, or someone else changed it after it was read.
pub fn run(
    files: &[PathBuf],
    asked: &Check,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Option<Outcome>> {
    let rewrite = &asked.rewrite;
    if !rewrite.fix && rewrite.accept.is_empty() && rewrite.widen.is_empty() {
        return Ok(None);
    }
    let read = load::read_inputs(files);
    let read = read.and_then(|inputs| Ok((load::from_inputs(&inputs)?, inputs)));
    let Ok((loaded, inputs)) = read else {
        return Ok(None);
    };
    let Some(filter) = filter(&asked.filter, &loaded.timeline, environment, streams)? else {
        return Ok(Some(Outcome::Unusable));
    };
    let edits = edits(rewrite, filter.query(), &loaded, &inputs)?;
    // Its sources and what was found in them take much memory, and so do the new texts.
    drop(loaded);
    let drafts = match edits.and_then(|edits| drafts(edits, &inputs)) {
        Ok(drafts) => drafts,
        Err(refused) => {
            print_all(&refused, environment.colour_errors, streams.err)?;
            writeln!(streams.err, "annals: nothing was written")?;
            return Ok(Some(Outcome::Unusable));
        }
    };
    let out: &mut dyn Write = match asked.format {
        Report::Human => streams.out,
        Report::Json | Report::Github | Report::Sarif => streams.err,
    };
    // Write before printing: whoever reads the output may be gone already.
    let mut written = Ok(());
    let mut done = Vec::new();
    for draft in &drafts {
        written = draft.write();
        if written.is_err() {
            break;
        }
        done.push(draft);
    }
    for draft in done {
        draft.print(out)?;
    }
    written?;
    if drafts.is_empty() {
        writeln!(
            out,
            "Nothing to fix: every verified quote is in its paragraph."
        )?;
    }
    Ok(None)
}

/// Returns all changes in the order of the files, or what prevents them. `query` keeps the events whose paragraphs are
/// corrected.
fn edits(
    rewrite: &Rewrite,
    query: &Query,
    loaded: &Loaded,
    inputs: &[Input],
) -> Answer<Result<Vec<Edit>, Vec<Diagnostic>>> {
    if !inputs.iter().any(Input::is_toml) {
        return Ok(Err(inputs.iter().map(not_rewritten).collect()));
    }
    let timeline = &loaded.timeline;
    let mut edits: Vec<Edit> = Vec::new();
    let mut refused = Vec::new();
    let accepted = rewrite.accept.iter().map(|wish| (wish, Aim::Accept));
    let widened = rewrite.widen.iter().map(|wish| (wish, Aim::Widen));
    for (wish, aim) in accepted.chain(widened) {
        match accept::wished(wish, aim, timeline, inputs)? {
            Ok(mut found) => edits.append(&mut found),
            Err(mut why) => refused.append(&mut why),
        }
    }
    if rewrite.fix {
        // What is wrong with a citation may be its edition, which is not to be lost.
        let faulty = loaded.diagnostics.iter().filter_map(|it| match it.subject {
            Subject::Citation(event, position) => Some((event, position)),
            _ => None,
        });
        let faulty: HashSet<(Origin, u32)> = faulty.collect();
        let is_faulty = |finding: &Finding<'_>| {
            let subject = Subject::citation(finding.event.origin, finding.citation.position());
            matches!(subject, Subject::Citation(event, position) if faulty.contains(&(event, position)))
        };
        let accepted: HashSet<Origin> = edits.iter().map(|edit| edit.citation).collect();
        let edits_of = |finding: Finding<'_>| -> Vec<Edit> {
            if accepted.contains(&finding.citation.origin) {
                Vec::new()
            } else if finding.anchor.state.is_verified() {
                Edit::of_place(&finding).collect()
            } else if is_faulty(&finding) {
                Vec::new()
            } else {
                Edit::of_edition(&finding)
            }
        };
        let kept = timeline.select(query)?;
        parallel::in_order(
            parallel::processors(),
            timeline.shares(kept.iter()),
            |share, pass| {
                for citing in timeline.read_share(share) {
                    let edits =
                        |citing| findings_in(timeline, &citing).flat_map(edits_of).collect();
                    pass(citing.map(edits));
                }
            },
            |found: Answer<Vec<Edit>>| {
                edits.extend(found?);
                Ok(())
            },
        )?;
    }
    // The loader has replaced ids that are missing or taken by another event. Such an id would lead to nothing
    // in the file, or to another event.
    if !edits.is_empty() {
        let events: HashSet<Origin> = edits.iter().map(|edit| edit.event).collect();
        let unnamed = |found: &&Diagnostic| match (found.code, found.subject) {
            (Code::DuplicateId, Subject::EventId(_)) => true,
            (Code::MissingKey, Subject::EventId(event)) => events.contains(&event),
            _ => false,
        };
        refused.extend(loaded.diagnostics.iter().filter(unnamed).cloned());
    }
    let value = |edit: &Edit| (edit.citation, edit.amendment.change.key());
    edits.sort_by_key(value);
    // A citation can be requested twice.
    edits.dedup_by_key(|edit| value(edit));
    Ok(if refused.is_empty() {
        Ok(edits)
    } else {
        Err(refused)
    })
}

/// A new text for a file, not written yet.
struct Draft<'a> {
    input: &'a Input,
    path: &'a Path,
    old: String,
    new: String,
    /// The changes with the values before, by the lines on which they are now.
    edits: Vec<(usize, Amendment, Change)>,
}

fn drafts(mut edits: Vec<Edit>, inputs: &[Input]) -> Result<Vec<Draft<'_>>, Vec<Diagnostic>> {
    let mut drafts = Vec::new();
    let mut refused = Vec::new();
    while let Some(file) = edits.first().map(|edit| edit.citation.file()) {
        let next = edits.partition_point(|edit| edit.citation.file() == file);
        let rest = edits.split_off(next);
        match inputs.get(file).map(|input| Draft::new(input, edits)) {
            Some(Ok(draft)) => drafts.push(draft),
            Some(Err(why)) => refused.push(why),
            None => {}
        }
        edits = rest;
    }
    if refused.is_empty() {
        Ok(drafts)
    } else {
        Err(refused)
    }
}

impl<'a> Draft<'a> {
    fn new(input: &'a Input, edits: Vec<Edit>) -> Result<Self, Diagnostic> {
        let path = input.path.as_deref().filter(|_| input.is_toml());
        let path = path.ok_or_else(|| not_rewritten(input))?;
        // The text in memory has no byte-order mark.
        let old = fs::read_to_string(path).unwrap_or_default();
        if old.strip_prefix('\u{feff}').unwrap_or(&old) != input.text() {
            let message = "the file was changed after it was read";
            let found =
                Diagnostic::of_file(Code::NotRewritten, Severity::Error, &input.name, message);
            return Err(found.with_help("run the command again"));
        }
        let edits = edits.into_iter();
        let (amendments, before): (Vec<_>, Vec<_>) =
            edits.map(|edit| (edit.amendment, edit.before)).unzip();
        let amended = amend(&input.name, &old, &amendments)?;
        let changes = amended.lines.into_iter().zip(amendments).zip(before);
        let changes = changes.map(|((line, amendment), before)| (line, amendment, before));
        let mut edits: Vec<_> = changes.collect();
        edits.sort_by_key(|(line, ..)| *line);
        Ok(Self {
            input,
            path,
            new: amended.text,
            old,
            edits,
        })
    }

    /// Prints the changes, a line each.
    fn print(&self, out: &mut dyn Write) -> Result<()> {
        for (line, amendment, before) in &self.edits {
            let (name, words) = (&self.input.name, words(amendment, before));
            writeln!(out, "{name}:{line}: {words}")?;
        }
        Ok(())
    }

    fn write(&self) -> Result<()> {
        let written = replace(self.path, self.old.as_bytes(), self.new.as_bytes());
        written.with_context(|| {
            let name = safe(&self.path.display().to_string());
            format!("cannot rewrite {name}")
        })
    }
}

fn not_rewritten(input: &Input) -> Diagnostic {
    let message = "only .toml files are rewritten";
    Diagnostic::of_file(Code::NotRewritten, Severity::Error, &input.name, message)
        .with_help("change it where it is made, or keep these events in a .toml file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_changed_since_it_was_read_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("e.toml");
        let input = Input {
            path: Some(path.clone()),
            ..Input::of_text("e.toml", "a = 1")
        };
        let draft = || Draft::new(&input, Vec::new()).map_err(|found| found.message);
        for changed in ["a = 2", "a = 1\n", "\u{feff}\u{feff}a = 1"] {
            fs::write(&path, changed).expect("a file");
            assert_eq!(
                draft().err().as_deref(),
                Some("the file was changed after it was read")
            );
        }
        for same in ["a = 1", "\u{feff}a = 1"] {
            fs::write(&path, same).expect("a file");
            assert_eq!(draft().map(|draft| draft.new).as_deref(), Ok(same));
        }
        fs::remove_file(&path).expect("a file");
        assert!(draft().is_err());
    }
}
