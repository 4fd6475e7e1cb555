//! `annals check --fix` and `--accept`: what a check finds, put right in the event files. All of it
//! is thought out before anything is written; a wish that cannot be fulfilled leaves every file as
//! it is.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Outcome, Streams, Surroundings, print_all, replace::replace};
use crate::amend::{Amendment, Change, amend};
use crate::anchor::State;
use crate::check::{Finding, findings, findings_of};
use crate::cli::{Report, Rewrite};
use crate::diagnostic::{Diagnostic, Severity, TextFile, did_you_mean, safe};
use crate::load::{self, Input, Loaded};
use crate::text::sanitize;
use crate::timeline::{Origin, Timeline};

/// Rewrites the event files as asked for and prints what has changed, on standard error where the
/// report is for machines. None where the check may go on; it also says what cannot be read.
///
/// # Errors
/// A file that cannot be written, or that somebody else has changed since it was read.
pub fn run(
    files: &[PathBuf],
    rewrite: &Rewrite,
    format: Report,
    around: &Surroundings,
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
    let drafts = match edits(rewrite, &loaded, &inputs).and_then(|edits| drafts(&edits, &inputs)) {
        Ok(drafts) => drafts,
        Err(refused) => {
            print_all(&refused, around.colour_errors, streams.err)?;
            writeln!(streams.err, "annals: nothing was written")?;
            return Ok(Some(Outcome::Unusable));
        }
    };
    let out: &mut dyn Write = match format {
        Report::Human => streams.out,
        Report::Json => streams.err,
    };
    for draft in &drafts {
        draft.write()?;
        for line in &draft.said {
            writeln!(out, "{line}")?;
        }
    }
    if drafts.is_empty() {
        writeln!(
            out,
            "Nothing to fix: what is verified stands in its paragraph."
        )?;
    }
    Ok(None)
}

/// Everything that is in the way.
type Refused = Vec<Diagnostic>;

/// A value of a citation that is to change.
struct Edit<'a> {
    finding: Finding<'a>,
    change: Change,
}

impl Edit<'_> {
    /// Position of its file.
    fn file(&self) -> usize {
        self.finding.citation.origin.file
    }

    fn amendment(&self) -> Amendment {
        Amendment {
            event: self.finding.event.slug.clone(),
            citation: self.finding.citation.position,
            change: self.change.clone(),
        }
    }

    /// What has changed, for people, without its place.
    fn words(&self) -> String {
        let id = &self.finding.event.slug;
        match &self.change {
            Change::Paragraph(found) => {
                let given = self.finding.citation.paragraph.unwrap_or_default();
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

/// All that is to change, in the order of the files.
fn edits<'a>(
    rewrite: &Rewrite,
    loaded: &'a Loaded,
    inputs: &[Input],
) -> Result<Vec<Edit<'a>>, Refused> {
    if !inputs.iter().any(Input::is_toml) {
        return Err(inputs.iter().map(not_rewritten).collect());
    }
    let timeline = &loaded.timeline;
    let mut edits = Vec::new();
    if rewrite.fix {
        edits.extend(findings(timeline).into_iter().filter_map(moved));
    }
    // A citation can be asked for twice.
    let mut accepted: BTreeMap<Origin, Finding<'_>> = BTreeMap::new();
    let mut refused = Vec::new();
    for wish in &rewrite.accept {
        match wished(wish, timeline, inputs) {
            Ok(found) => accepted.extend(found.into_iter().map(|one| (one.citation.origin, one))),
            Err(mut why) => refused.append(&mut why),
        }
    }
    edits.extend(accepted.into_values().flat_map(corrections));
    // The loader has given new ids to events whose own were taken: by these nothing is found in a
    // file, or another event.
    if !edits.is_empty() {
        let doubles = loaded.diagnostics.iter().filter(|found| {
            // What several files define is only a warning.
            found.code == "duplicate-id" && found.severity == Severity::Error
        });
        refused.extend(doubles.cloned());
    }
    edits.sort_by_key(|edit| edit.finding.citation.origin);
    if refused.is_empty() {
        Ok(edits)
    } else {
        Err(refused)
    }
}

/// The paragraph of a quote that stands in another one than it should.
fn moved(finding: Finding<'_>) -> Option<Edit<'_>> {
    let (_, found) = finding.anchor.moved()?;
    finding.anchor.state.is_verified().then_some(Edit {
        finding,
        change: Change::Paragraph(found),
    })
}

/// What makes a quote that differs what the source says.
fn corrections(finding: Finding<'_>) -> impl Iterator<Item = Edit<'_>> {
    let moved = finding.anchor.moved();
    let paragraph = moved.map(|(_, found)| Change::Paragraph(found));
    let quote = finding.corrected().map(Change::Quote);
    let changes = paragraph.into_iter().chain(quote);
    changes.map(move |change| Edit { finding, change })
}

/// The citations that `--accept EVENT[#N]` means.
fn wished<'a>(
    wish: &str,
    timeline: &'a Timeline,
    inputs: &[Input],
) -> Result<Vec<Finding<'a>>, Refused> {
    let unknown = |code, message: String| {
        let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
        Diagnostic::of_file(code, Severity::Error, &names.join(", "), message)
    };
    let (slug, number) = split(wish, timeline);
    let Some(event) = timeline.find(slug).and_then(|id| timeline.event(id)) else {
        let known = timeline.events().map(|(_, event)| event.slug.as_str());
        let help = did_you_mean(slug, known);
        let help = help.unwrap_or_else(|| "`annals list` names them all".to_owned());
        return Err(vec![
            unknown("unknown-event", format!("no event `{slug}`")).with_help(help),
        ]);
    };
    let all = findings_of(event, timeline);
    let Some(number) = number else {
        let all: Vec<Finding<'_>> = all.collect();
        let (good, bad): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|finding| acceptable(finding));
        if !good.is_empty() {
            return Ok(good);
        }
        if bad.is_empty() {
            return Err(vec![unknown(
                "unknown-citation",
                format!("`{slug}` cites nothing"),
            )]);
        }
        return Err(bad
            .iter()
            .map(|finding| unacceptable(finding, inputs))
            .collect());
    };
    let named = |finding: &Finding<'_>| {
        let number = number.parse::<usize>().ok();
        number == Some(finding.citation.position + 1)
    };
    let count = event.citations.len();
    match all.into_iter().find(named) {
        Some(finding) if acceptable(&finding) => Ok(vec![finding]),
        Some(finding) => Err(vec![unacceptable(&finding, inputs)]),
        None => {
            let message = format!("`{slug}` has no citation {number}");
            let help = format!("its citations are counted from 1; it has {count}");
            Err(vec![unknown("unknown-citation", message).with_help(help)])
        }
    }
}

/// The id of an event, and what follows the `#`, unless that is a part of the id.
fn split<'w>(wish: &'w str, timeline: &Timeline) -> (&'w str, Option<&'w str>) {
    let is_id = |text: &str| timeline.find(text).is_some();
    match wish.rsplit_once('#') {
        Some((id, number)) if !is_id(wish) => (id, Some(number)),
        _ => (wish, None),
    }
}

fn acceptable(finding: &Finding<'_>) -> bool {
    let differs = matches!(
        finding.anchor.state,
        State::Fuzzy | State::Reworded | State::Altered
    );
    differs && finding.corrected() != finding.citation.quote
}

fn unacceptable(finding: &Finding<'_>, inputs: &[Input]) -> Diagnostic {
    let state = finding.anchor.state;
    let help = match state {
        State::Exact | State::Normalized if finding.anchor.moved().is_some() => {
            "it is verified, in another paragraph: `--fix` corrects that"
        }
        State::Exact | State::Normalized => "it is verified as it is",
        State::Fuzzy | State::Reworded | State::Altered => {
            "it stands there as it is, and what is beside it turns it round: quote the whole sentence"
        }
        State::Ambiguous => "say which is meant with `paragraph`, or quote more of the sentence",
        State::Missing => "no place in the source is near enough: quote another sentence by hand",
        State::Unquoted => "add the sentence as `quote`, letter for letter",
        State::NoSource => "give the source a `file` with its text",
    };
    let (id, number) = (&finding.event.slug, finding.citation.position + 1);
    let (name, words) = (state.name(), state.words());
    let message = format!("`{id}#{number}` cannot be accepted, it is {name}: {words}");
    let origin = finding.citation.origin;
    match inputs.get(origin.file) {
        Some(input) => TextFile::new(&input.name, &input.text).diagnostic_at(
            "not-accepted",
            Severity::Error,
            (origin.line, origin.column),
            message,
        ),
        None => Diagnostic::of_file("not-accepted", Severity::Error, "", message),
    }
    .with_help(help)
}

/// A file with its new text, not written yet.
struct Draft<'a> {
    path: &'a Path,
    old: String,
    new: String,
    /// What has changed, line by line.
    said: Vec<String>,
}

fn drafts<'a>(edits: &[Edit<'_>], inputs: &'a [Input]) -> Result<Vec<Draft<'a>>, Refused> {
    let mut drafts = Vec::new();
    let mut refused = Vec::new();
    for edits in edits.chunk_by(|a, b| a.file() == b.file()) {
        let input = edits.first().and_then(|edit| inputs.get(edit.file()));
        match input.map(|input| Draft::new(input, edits)) {
            Some(Ok(draft)) => drafts.push(draft),
            Some(Err(why)) => refused.push(*why),
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
    fn new(input: &'a Input, edits: &[Edit<'_>]) -> Result<Self, Box<Diagnostic>> {
        let path = input.path.as_deref().filter(|_| input.is_toml());
        let path = path.ok_or_else(|| Box::new(not_rewritten(input)))?;
        // What is in memory lacks the byte-order mark.
        let old = fs::read_to_string(path).unwrap_or_default();
        if old.strip_prefix('\u{feff}').unwrap_or(&old) != input.text {
            let message = "the file has changed meanwhile";
            let found = Diagnostic::of_file("not-rewritten", Severity::Error, &input.name, message);
            return Err(Box::new(found.with_help("run the command again")));
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
    Diagnostic::of_file("not-rewritten", Severity::Error, &input.name, message)
        .with_help("change it where it is made, or keep these events in a .toml file")
}
