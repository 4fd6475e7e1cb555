//! `annals check --fix` and `--accept`: corrects in the event files what a check finds. Everything is worked
//! out before anything is written; if one request cannot be met, no file is changed.

mod accept;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::environment::{Environment, Outcome, Streams};
use super::print::print_all;
use super::replace::replace;
use crate::amend::{Amendment, Change, amend};
use crate::check::{Finding, findings};
use crate::cli::{Report, Rewrite};
use crate::diagnostic::{Code, Diagnostic, Severity, Subject, safe};
use crate::load::{self, Input, Loaded};
use crate::text::sanitize;
use crate::timeline::{Answer, Origin, Query};

/// Rewrites the event files as requested and prints what has changed, on standard error if the report is for
/// programs. Returns None if the check may go on, which also reports files that cannot be read.
///
/// # Errors
/// A file cannot be written, or someone else changed it after it was read.
pub fn run(
    files: &[PathBuf],
    rewrite: &Rewrite,
    format: Report,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Option<Outcome>> {
    if !rewrite.fix && rewrite.accept.is_empty() {
        return Ok(None);
    }
    let read = load::read_inputs(files);
    let read = read.and_then(|inputs| Ok((load::from_inputs(&inputs)?, inputs)));
    let Ok((loaded, inputs)) = read else {
        return Ok(None);
    };
    let drafts = match edits(rewrite, &loaded, &inputs)?.and_then(|edits| drafts(&edits, &inputs)) {
        Ok(drafts) => drafts,
        Err(refused) => {
            print_all(&refused, environment.colour_errors, streams.err)?;
            writeln!(streams.err, "annals: nothing was written")?;
            return Ok(Some(Outcome::Unusable));
        }
    };
    let out: &mut dyn Write = match format {
        Report::Human => streams.out,
        Report::Json | Report::Github => streams.err,
    };
    // Write before printing: whoever reads the output may be gone already.
    let mut written = Ok(());
    let mut said = Vec::new();
    for draft in &drafts {
        written = draft.write();
        if written.is_err() {
            break;
        }
        said.extend(&draft.said);
    }
    for line in said {
        writeln!(out, "{line}")?;
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

/// A change to one value of a citation.
struct Edit<'a> {
    finding: Finding<'a>,
    change: Change,
}

impl Edit<'_> {
    /// Returns the position of its file.
    fn file(&self) -> usize {
        self.finding.citation.origin.file()
    }

    fn amendment(&self) -> Amendment {
        Amendment {
            event: self.finding.event.slug.clone(),
            citation: self.finding.citation.position(),
            change: self.change.clone(),
        }
    }

    /// Returns the change in words, without its place.
    fn words(&self) -> String {
        let id = &self.finding.event.slug;
        match &self.change {
            Change::Paragraph(found) => {
                let given = self.finding.citation.paragraph().unwrap_or_default();
                format!("{id}: paragraph {given} → {found}")
            }
            Change::Quote(text) => {
                let old = self.finding.citation.quote.as_deref().unwrap_or_default();
                let (old, new) = (sanitize::line(old), sanitize::line(text));
                format!("{id}: quote\n  - {old}\n  + {new}")
            }
        }
    }
}

/// Returns all changes in the order of the files, or what prevents them.
fn edits<'a>(
    rewrite: &Rewrite,
    loaded: &'a Loaded,
    inputs: &[Input],
) -> Answer<Result<Vec<Edit<'a>>, Vec<Diagnostic>>> {
    if !inputs.iter().any(Input::is_toml) {
        return Ok(Err(inputs.iter().map(not_rewritten).collect()));
    }
    let timeline = &loaded.timeline;
    let mut edits = Vec::new();
    // A citation can be requested twice.
    let mut accepted: BTreeMap<Origin, Finding<'_>> = BTreeMap::new();
    let mut refused = Vec::new();
    for wish in &rewrite.accept {
        match accept::wished(wish, timeline, inputs)? {
            Ok(found) => accepted.extend(found.into_iter().map(|one| (one.citation.origin, one))),
            Err(mut why) => refused.append(&mut why),
        }
    }
    if rewrite.fix {
        let all = timeline.select(&Query::everything())?;
        for finding in findings(timeline, &all) {
            let finding = finding?;
            if !accepted.contains_key(&finding.citation.origin) {
                edits.extend(moved(finding));
            }
        }
    }
    edits.extend(accepted.into_values().flat_map(corrections));
    // The loader has replaced ids that are missing or taken by another event. Such an id would lead to nothing
    // in the file, or to another event.
    if !edits.is_empty() {
        let events: HashSet<Origin> = edits.iter().map(|e| e.finding.event.origin).collect();
        let unnamed = |found: &&Diagnostic| match (found.code, found.subject) {
            (Code::DuplicateId, Subject::EventId(_)) => true,
            (Code::MissingKey, Subject::EventId(event)) => events.contains(&event),
            _ => false,
        };
        refused.extend(loaded.diagnostics.iter().filter(unnamed).cloned());
    }
    edits.sort_by_key(|edit| edit.finding.citation.origin);
    Ok(if refused.is_empty() {
        Ok(edits)
    } else {
        Err(refused)
    })
}

/// Returns the corrected paragraph of a verified quote that has moved.
fn moved(finding: Finding<'_>) -> Option<Edit<'_>> {
    let (_, found) = finding.anchor.moved()?;
    finding.anchor.state.is_verified().then_some(Edit {
        finding,
        change: Change::Paragraph(found),
    })
}

/// Returns the changes that make a quote equal to its source.
fn corrections(finding: Finding<'_>) -> impl Iterator<Item = Edit<'_>> {
    let moved = finding.anchor.moved();
    let paragraph = moved.map(|(_, found)| Change::Paragraph(found));
    let quote = finding.matched().map(Change::Quote);
    let changes = paragraph.into_iter().chain(quote);
    changes.map(move |change| Edit {
        finding: finding.clone(),
        change,
    })
}

/// A new text for a file, not written yet.
struct Draft<'a> {
    path: &'a Path,
    old: String,
    new: String,
    /// The changes in words, a line each.
    said: Vec<String>,
}

fn drafts<'a>(edits: &[Edit<'_>], inputs: &'a [Input]) -> Result<Vec<Draft<'a>>, Vec<Diagnostic>> {
    let mut drafts = Vec::new();
    let mut refused = Vec::new();
    for edits in edits.chunk_by(|a, b| a.file() == b.file()) {
        let input = edits.first().and_then(|edit| inputs.get(edit.file()));
        match input.map(|input| Draft::new(input, edits)) {
            Some(Ok(draft)) => drafts.push(draft),
            Some(Err(why)) => refused.push(why),
            None => {}
        }
    }
    if refused.is_empty() {
        Ok(drafts)
    } else {
        Err(refused)
    }
}

impl<'a> Draft<'a> {
    fn new(input: &'a Input, edits: &[Edit<'_>]) -> Result<Self, Diagnostic> {
        let path = input.path.as_deref().filter(|_| input.is_toml());
        let path = path.ok_or_else(|| not_rewritten(input))?;
        // The text in memory has no byte-order mark.
        let old = fs::read_to_string(path).unwrap_or_default();
        if old.strip_prefix('\u{feff}').unwrap_or(&old) != *input.text {
            let message = "the file was changed after it was read";
            let found =
                Diagnostic::of_file(Code::NotRewritten, Severity::Error, &input.name, message);
            return Err(found.with_help("run the command again"));
        }
        let amendments: Vec<Amendment> = edits.iter().map(Edit::amendment).collect();
        let amended = amend(&input.name, &old, &amendments)?;
        let mut said: Vec<_> = amended.lines.iter().zip(edits).collect();
        said.sort_by_key(|(line, _)| **line);
        let said = said.into_iter();
        let said = said.map(|(line, edit)| format!("{}:{line}: {}", input.name, edit.words()));
        Ok(Self {
            path,
            said: said.collect(),
            new: amended.text,
            old,
        })
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
    use crate::load::SourceRoot;

    #[test]
    fn a_file_that_was_changed_since_it_was_read_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("e.toml");
        let input = Input {
            name: "e.toml".to_owned(),
            path: Some(path.clone()),
            text: "a = 1".to_owned().into(),
            root: SourceRoot::Embedded(&[]),
        };
        let draft = || Draft::new(&input, &[]).map_err(|found| found.message);
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
