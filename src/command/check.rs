//! `annals check`

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use serde::{Serialize, Serializer};

use super::{Outcome, Streams, Surroundings, counted, fix, print_all};
use crate::anchor::State;
use crate::check::{Finding, conflicts, diagnose, findings};
use crate::cli::{Report, Rewrite};
use crate::diagnostic::{Diagnostic, Severity, TextFile};
use crate::load::{self, Input};
use crate::timeline::{File, Timeline};

/// Proves every quote and prints what does not hold. Without a file there must be an
/// `events.toml`: a check that quietly checked the example would prove nothing.
pub fn run(
    files: &[PathBuf],
    format: Report,
    strict: bool,
    rewrite: &Rewrite,
    around: &Surroundings,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let here = [PathBuf::from("events.toml")];
    let files = if files.is_empty() { &here } else { files };
    if let Some(refused) = fix::run(files, rewrite, format, around, streams)? {
        return Ok(refused);
    }
    let inputs = load::read_inputs(files);
    let loaded = inputs.and_then(|inputs| Ok((load::from_inputs(&inputs)?, inputs)));
    let (loaded, inputs) = match loaded {
        Ok(loaded) => loaded,
        Err(diagnostics) => {
            match format {
                Report::Human => print_all(&diagnostics, around.colour_errors, streams.err)?,
                Report::Json => {
                    let name = diagnostics.first().map_or("", |found| &found.file);
                    write_json(name, &[], 0, &[], &diagnostics, streams.out)?;
                }
            }
            return Ok(Outcome::Unusable);
        }
    };
    let citations = findings(&loaded.timeline);
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(diagnose_all(&loaded.timeline, &citations, strict, &inputs));
    diagnostics.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    let events = loaded.timeline.len();
    match format {
        Report::Human => {
            print_all(&diagnostics, around.colour, streams.out)?;
            write_summary(&loaded.timeline, &citations, &diagnostics, streams.out)?;
        }
        Report::Json => {
            let name = inputs.first().map_or("", |input| &input.name);
            let files = loaded.timeline.files();
            write_json(name, files, events, &citations, &diagnostics, streams.out)?;
        }
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

fn diagnose_all(
    timeline: &Timeline,
    citations: &[Finding<'_>],
    strict: bool,
    inputs: &[Input],
) -> Vec<Diagnostic> {
    let files = inputs
        .iter()
        .map(|input| TextFile::new(&input.name, &input.text));
    let files: Vec<TextFile<'_>> = files.collect();
    let one = |finding: &Finding<'_>| {
        let file = files.get(finding.citation.origin.file)?;
        diagnose(finding, strict, file)
    };
    let mut found: Vec<Diagnostic> = citations.iter().filter_map(one).collect();
    found.extend(conflicts(timeline, &files));
    found
}

fn write_summary(
    timeline: &Timeline,
    citations: &[Finding<'_>],
    diagnostics: &[Diagnostic],
    out: &mut dyn Write,
) -> io::Result<()> {
    let states = State::ALL.iter().filter_map(|state| {
        let count = count(citations, *state);
        (count > 0).then(|| format!("{count} {}", state.name()))
    });
    let states: Vec<String> = states.collect();
    let events = counted(timeline.len(), "event");
    let cited = counted(citations.len(), "citation");
    let states = if states.is_empty() {
        String::new()
    } else {
        format!(": {}", states.join(", "))
    };
    writeln!(out, "{events}, {cited}{states}.")?;
    let weighs = |severity| {
        diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    };
    let errors = counted(weighs(Severity::Error), "error");
    let warnings = counted(weighs(Severity::Warning), "warning");
    writeln!(out, "{errors}, {warnings}.")
}

fn count(citations: &[Finding<'_>], state: State) -> usize {
    citations
        .iter()
        .filter(|finding| finding.anchor.state == state)
        .count()
}

/// Names and numbers, an object in the order given.
struct Counts(Vec<(&'static str, usize)>);

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

#[derive(Serialize)]
struct CheckRecord<'a> {
    file: &'a str,
    summary: Counts,
    citations: Vec<CitationRecord<'a>>,
    diagnostics: Vec<DiagnosticRecord<'a>>,
}

#[derive(Serialize)]
struct CitationRecord<'a> {
    event: &'a str,
    index: usize,
    source: &'a str,
    state: &'static str,
    paragraph: ParagraphRecord,
    score: f64,
    quote: Option<&'a str>,
    matched: Option<String>,
    file: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct ParagraphRecord {
    given: Option<usize>,
    found: Option<usize>,
}

#[derive(Serialize)]
struct DiagnosticRecord<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    help: Option<&'a str>,
}

/// `files` are those of the timeline, empty where none could be read.
fn write_json(
    name: &str,
    files: &[File],
    events: usize,
    citations: &[Finding<'_>],
    diagnostics: &[Diagnostic],
    out: &mut dyn Write,
) -> Result<()> {
    let weighs = |severity| {
        diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    };
    let mut summary = vec![("events", events), ("citations", citations.len())];
    summary.extend(State::ALL.map(|state| (state.name(), count(citations, state))));
    summary.push(("errors", weighs(Severity::Error)));
    summary.push(("warnings", weighs(Severity::Warning)));
    let record = CheckRecord {
        file: name,
        summary: Counts(summary),
        citations: citations
            .iter()
            .map(|finding| {
                let place = files.get(finding.citation.origin.file);
                citation_record(finding, place.map_or(name, |file| &file.name))
            })
            .collect(),
        diagnostics: diagnostics.iter().map(diagnostic_record).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &record)?;
    writeln!(out)?;
    Ok(())
}

fn citation_record<'a>(finding: &'a Finding<'_>, file: &'a str) -> CitationRecord<'a> {
    CitationRecord {
        event: &finding.event.slug,
        index: finding.index,
        source: &finding.source.slug,
        state: finding.anchor.state.name(),
        paragraph: ParagraphRecord {
            given: finding.citation.paragraph,
            found: finding.anchor.found().map(|place| place.paragraph),
        },
        score: finding.anchor.score,
        quote: finding.citation.quote.as_deref(),
        matched: finding.matched(),
        file,
        line: finding.citation.origin.line,
        column: finding.citation.origin.column,
    }
}

fn diagnostic_record(diagnostic: &Diagnostic) -> DiagnosticRecord<'_> {
    DiagnosticRecord {
        code: diagnostic.code,
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        file: &diagnostic.file,
        line: diagnostic.line,
        column: diagnostic.column,
        help: diagnostic.help.as_deref(),
    }
}
