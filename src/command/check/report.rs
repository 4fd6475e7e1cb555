//! The report of `annals check`, for people, for programs and for GitHub.

use std::io::{self, Write};

use anyhow::Result;
use serde::{Serialize, Serializer};

use crate::anchor::State;
use crate::check::Finding;
use crate::cli::Report;
use crate::command::print::{counted, print_all};
use crate::diagnostic::{Diagnostic, Severity};
use crate::timeline::{File, Timeline};

/// The results of one run of `check`.
pub struct Checked<'a> {
    /// The name of the first file.
    pub name: &'a str,
    /// None if a file could not be read.
    pub timeline: Option<&'a Timeline>,
    /// The state of every citation.
    pub citations: &'a [Finding<'a>],
    /// The diagnostics, by file and line.
    pub diagnostics: &'a [Diagnostic],
}

impl Checked<'_> {
    /// Writes the report in a format.
    pub fn write(&self, format: Report, colour: bool, out: &mut dyn Write) -> Result<()> {
        match format {
            Report::Human => {
                print_all(self.diagnostics, colour, out)?;
                self.write_summary(out)?;
            }
            Report::Github => {
                for diagnostic in self.diagnostics {
                    writeln!(out, "{}", annotation(diagnostic))?;
                }
                self.write_summary(out)?;
            }
            Report::Json => self.write_json(out)?,
        }
        Ok(())
    }

    fn weighing(&self, severity: Severity) -> usize {
        let same = self.diagnostics.iter().filter(|d| d.severity == severity);
        same.map(|diagnostic| diagnostic.subject.count()).sum()
    }

    fn count(&self, state: State) -> usize {
        let same = self.citations.iter().filter(|f| f.anchor.state == state);
        same.count()
    }

    fn write_summary(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(timeline) = self.timeline else {
            return Ok(());
        };
        let states = State::ALL.iter().filter_map(|state| {
            let count = self.count(*state);
            (count > 0).then(|| format!("{count} {}", state.name()))
        });
        let states: Vec<String> = states.collect();
        let events = counted(timeline.len(), "event");
        let cited = counted(self.citations.len(), "citation");
        let states = if states.is_empty() {
            String::new()
        } else {
            format!(": {}", states.join(", "))
        };
        writeln!(out, "{events}, {cited}{states}.")?;
        let errors = counted(self.weighing(Severity::Error), "error");
        let warnings = counted(self.weighing(Severity::Warning), "warning");
        writeln!(out, "{errors}, {warnings}.")
    }

    fn write_json(&self, out: &mut dyn Write) -> Result<()> {
        let events = self.timeline.map_or(0, Timeline::len);
        let files = self.timeline.map_or(&[][..], |timeline| timeline.files());
        let mut summary = vec![("events", events), ("citations", self.citations.len())];
        summary.extend(State::ALL.map(|state| (state.name(), self.count(state))));
        summary.push(("errors", self.weighing(Severity::Error)));
        summary.push(("warnings", self.weighing(Severity::Warning)));
        let citations = self.citations.iter().map(|finding| {
            let place: Option<&File> = files.get(finding.citation.origin.file());
            citation_record(finding, place.map_or(self.name, |file| &file.name))
        });
        let record = CheckRecord {
            file: self.name,
            summary: Counts(summary),
            citations: citations.collect(),
            diagnostics: self.diagnostics.iter().map(diagnostic_record).collect(),
        };
        serde_json::to_writer_pretty(&mut *out, &record)?;
        writeln!(out)?;
        Ok(())
    }
}

/// Returns a workflow command of GitHub Actions, which annotates the line in a pull request:
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>. `%`, CR and LF are
/// percent-encoded, and in properties `:` and `,` too.
fn annotation(diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let message = |text: &str| {
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let property = |text: &str| message(text).replace(':', "%3A").replace(',', "%2C");
    let file = property(&diagnostic.file);
    let place = match diagnostic.line {
        0 => String::new(),
        line => format!(",line={line},col={}", diagnostic.column),
    };
    let said = [
        Some(diagnostic.message.as_str()),
        diagnostic.note.as_deref(),
        diagnostic.help.as_deref(),
    ];
    let said: Vec<&str> = said.into_iter().flatten().collect();
    let title = property(diagnostic.code.name());
    format!(
        "::{level} file={file}{place},title={title}::{}",
        message(&said.join("\n"))
    )
}

/// Names with numbers, serialised as an object in this order.
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

fn citation_record<'a>(finding: &'a Finding<'a>, file: &'a str) -> CitationRecord<'a> {
    CitationRecord {
        event: &finding.event.slug,
        index: finding.index,
        source: finding.source.slug(),
        state: finding.anchor.state.name(),
        paragraph: ParagraphRecord {
            given: finding.citation.paragraph(),
            found: finding.anchor.found().map(|place| place.paragraph),
        },
        score: finding.anchor.score,
        quote: finding.citation.quote.as_deref(),
        matched: finding.matched(),
        file,
        line: finding.citation.origin.line(),
        column: finding.citation.origin.column(),
    }
}

fn diagnostic_record(diagnostic: &Diagnostic) -> DiagnosticRecord<'_> {
    DiagnosticRecord {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        file: &diagnostic.file,
        line: diagnostic.line,
        column: diagnostic.column,
        help: diagnostic.help.as_deref(),
    }
}
