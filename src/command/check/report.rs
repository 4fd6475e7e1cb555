//! The report of `annals check`, for people, for programs and for GitHub.

use std::io::{self, Write};

use anyhow::Result;
use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};

use super::results::Results;
use super::sarif;
use crate::anchor::Cue;
use crate::anchor::State;
use crate::check::{Finding, findings_in, severity};
use crate::cli::Report;
use crate::command::print::{Room, counted, drawn};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{At, LocatorKeys};
use crate::parallel;
use crate::timeline::{Answer, Citing, Loss, Version};

impl Results<'_> {
    /// Writes the report in a format.
    pub fn write(&self, format: Report, colour: bool, out: &mut dyn Write) -> Result<()> {
        match format {
            Report::Human => {
                self.write_most(colour, out)?;
                self.write_summary(out)?;
            }
            Report::Github => {
                self.each(self.entries(), annotation, |line| {
                    writeln!(out, "{}", line?)?;
                    anyhow::Ok(())
                })?;
                self.write_summary(out)?;
            }
            Report::Json => self.write_json(out)?,
            Report::Sarif => sarif::write(self, out)?,
        }
        Ok(())
    }

    fn write_most(&self, colour: bool, out: &mut dyn Write) -> Result<()> {
        let mut room = Room::of(usize::MAX);
        let entries = self.entries();
        let entries = entries.filter(|entry| room.takes(entry.code(), entry.subject()));
        let draw = |diagnostic: &Diagnostic| drawn(diagnostic, colour);
        self.each(entries, draw, |text| {
            out.write_all(text?.as_bytes())?;
            anyhow::Ok(())
        })?;
        if let Some(more) = room.rest() {
            writeln!(out, "{more}\n")?;
        }
        Ok(())
    }

    fn weighing(&self, severity: Severity) -> usize {
        let same = self.entries().filter(|it| it.severity() == severity);
        same.map(|entry| entry.subject().count()).sum()
    }

    fn write_summary(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.timeline.is_none() {
            return Ok(());
        }
        let states = State::ALL.iter().filter_map(|state| {
            let count = self.checked.count(*state);
            (count > 0).then(|| format!("{count} {}", state.name()))
        });
        let states: Vec<String> = states.collect();
        let events = counted(self.checked.selection.len(), "event");
        let cited = counted(self.checked.citations(), "citation");
        let states = if states.is_empty() {
            String::new()
        } else {
            format!(": {}", states.join(", "))
        };
        writeln!(out, "{events}, {cited}{states}.")?;
        match self.drafts {
            0 => {}
            1 => writeln!(out, "1 event is a draft, which nobody has accepted yet.")?,
            drafts => writeln!(
                out,
                "{drafts} events are drafts, which nobody has accepted yet."
            )?,
        }
        let errors = counted(self.weighing(Severity::Error), "error");
        let warnings = counted(self.weighing(Severity::Warning), "warning");
        writeln!(out, "{errors}, {warnings}.")
    }

    fn write_json(&self, out: &mut dyn Write) -> Result<()> {
        let events = self.checked.selection.len();
        let mut summary = vec![
            ("events", events),
            ("drafts", self.drafts),
            ("citations", self.checked.citations()),
        ];
        summary.extend(State::ALL.map(|state| (state.name(), self.checked.count(state))));
        summary.push(("errors", self.weighing(Severity::Error)));
        summary.push(("warnings", self.weighing(Severity::Warning)));
        let record = CheckRecord {
            file: self.name,
            summary: Counts(summary),
            citations: Citations(self),
            diagnostics: Diagnostics(self),
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
    let title = property(diagnostic.code.name());
    format!(
        "::{level} file={file}{place},title={title}::{}",
        message(&diagnostic.words())
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
    citations: Citations<'a>,
    diagnostics: Diagnostics<'a>,
}

/// All citations, serialised one by one.
struct Citations<'a>(&'a Results<'a>);

impl Serialize for Citations<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        if let Some(timeline) = self.0.timeline {
            let files = timeline.files();
            // Correcting a quote takes most of the time.
            let matched = |citing: Citing| {
                let findings = findings_in(timeline, &citing);
                let matched: Vec<_> = findings.map(|finding| finding.matched()).collect();
                (citing, matched)
            };
            parallel::in_order(
                parallel::processors(),
                timeline.shares(self.0.checked.selection.iter()),
                |share, pass| {
                    let read = timeline.read_share(share);
                    pass(read.map(|it| it.map(matched)).collect());
                },
                |share: Vec<Answer<_>>| {
                    for read in share {
                        let (citing, matched) = read.map_err(S::Error::custom)?;
                        for (finding, matched) in findings_in(timeline, &citing).zip(matched) {
                            let file = files.get(finding.citation.origin.file());
                            let name = file.map_or(self.0.name, |file| &file.name);
                            list.serialize_element(&citation_record(&finding, matched, name))?;
                        }
                    }
                    Ok(())
                },
            )?;
        }
        list.end()
    }
}

/// All diagnostics, serialised one by one.
struct Diagnostics<'a>(&'a Results<'a>);

impl Serialize for Diagnostics<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        self.0.each(self.0.entries(), Diagnostic::clone, |found| {
            let found = found.map_err(S::Error::custom)?;
            list.serialize_element(&diagnostic_record(&found))
        })?;
        list.end()
    }
}

#[derive(Serialize)]
struct CitationRecord<'a> {
    event: &'a str,
    index: usize,
    source: &'a str,
    state: &'static str,
    paragraph: ParagraphRecord,
    #[serde(flatten)]
    locator: LocatorKeys<'a>,
    at: Option<&'a At>,
    score: f64,
    quote: Option<&'a str>,
    matched: Option<String>,
    file: &'a str,
    line: usize,
    column: usize,
    cautions: Vec<CautionRecord<'a>>,
    /// The edition that is cited. Left out if none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a str>,
    /// Left out if the current text has what an earlier edition has.
    #[serde(skip_serializing_if = "Option::is_none")]
    lost: Option<LostRecord<'a>>,
}

/// What the current text no longer has of a quote.
#[derive(Serialize)]
struct LostRecord<'a> {
    /// `gone` or `altered`.
    outcome: &'static str,
    /// The date of the edition that has it.
    edition: Option<&'a str>,
    /// The date of the first edition after that which does not have it; null for a current text without a date.
    since: Option<&'a str>,
}

/// Words that turn a quote, with their characters in the paragraph.
#[derive(Serialize)]
struct CautionRecord<'a> {
    kind: &'static str,
    cue: &'a str,
    severity: &'static str,
    paragraph: usize,
    start: usize,
    end: usize,
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

fn citation_record<'a>(
    finding: &'a Finding<'a>,
    matched: Option<String>,
    file: &'a str,
) -> CitationRecord<'a> {
    let cautions = finding.event.cues(finding.citation, &finding.anchor);
    CitationRecord {
        event: &finding.event.slug,
        index: finding.index,
        source: finding.source.slug(),
        state: finding.anchor.state.name(),
        paragraph: ParagraphRecord {
            given: finding.citation.paragraph(),
            found: finding.anchor.found().map(|place| place.paragraph),
        },
        locator: finding.citation.locator.as_ref().into(),
        at: finding.anchor.at.as_deref(),
        score: finding.anchor.score,
        quote: finding.citation.quote.as_deref(),
        matched,
        file,
        line: finding.citation.origin.line(),
        column: finding.citation.origin.column(),
        cautions: cautions.map(caution_record).collect(),
        edition: finding.citation.edition.as_ref().map(Date::as_str),
        lost: finding.loss().map(|loss| lost_record(finding, &loss)),
    }
}

fn lost_record<'a>(finding: &Finding<'a>, loss: &Loss) -> LostRecord<'a> {
    let date = |version| finding.source.date_of(version).map(Date::as_str);
    LostRecord {
        outcome: loss.outcome(),
        edition: date(Version::Earlier(loss.edition)),
        since: date(loss.since),
    }
}

fn caution_record(cue: &Cue) -> CautionRecord<'_> {
    CautionRecord {
        kind: cue.caution.name(),
        cue: &cue.text,
        severity: severity(cue.caution).name(),
        paragraph: cue.place.paragraph,
        start: cue.place.start,
        end: cue.place.end,
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
