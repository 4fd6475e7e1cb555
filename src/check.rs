//! A timeline held against its sources: the state of every citation, and what should
//! be done about those that do not stand.
//!
//! It returns data; how that is printed, and what it means for the exit status, is said
//! in [`crate::command`].

use crate::anchor::{Anchor, State};
use crate::diagnostic::{Diagnostic, Severity, TextFile};
use crate::timeline::{Citation, ConflictKind, Event, Source, Timeline};

/// A citation with what became of it.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'a> {
    /// The event it is given for.
    pub event: &'a Event,
    /// Its position among the citations of the event, from 0.
    pub index: usize,
    /// The citation.
    pub citation: &'a Citation,
    /// Its source.
    pub source: &'a Source,
    /// Where the quote stands.
    pub anchor: &'a Anchor,
}

impl Finding<'_> {
    /// The text that the quote was found as, pieces joined by `[…]`.
    pub fn matched(&self) -> Option<String> {
        let document = self.source.document.as_ref().ok()?;
        let pieces = self.anchor.places.iter().map(|place| {
            let text = document.paragraph(place.paragraph)?;
            text.get(place.bytes(text))
        });
        let pieces: Option<Vec<&str>> = pieces.collect();
        pieces
            .filter(|pieces| !pieces.is_empty())
            .map(|pieces| pieces.join(" […] "))
    }

    /// The quote as the source has it now, to be written in place of the old one.
    pub fn corrected(&self) -> Option<String> {
        let document = self.source.document.as_ref().ok()?;
        let quote = self.citation.quote.as_deref()?;
        self.anchor.corrected(quote, document)
    }
}

/// Every citation of a timeline, in chronological order.
pub fn findings(timeline: &Timeline) -> Vec<Finding<'_>> {
    let events = timeline.events();
    events
        .flat_map(|(_, event)| findings_of(event, timeline))
        .collect()
}

/// Every citation of one event of a timeline, in the order of the file.
pub fn findings_of<'a>(
    event: &'a Event,
    timeline: &'a Timeline,
) -> impl Iterator<Item = Finding<'a>> {
    let citations = event.citations.iter().enumerate();
    citations.filter_map(move |(index, citation)| {
        Some(Finding {
            event,
            index,
            citation,
            source: timeline.source(citation.source)?,
            anchor: timeline.anchor(citation),
        })
    })
}

/// What is to be said of a citation, at its place in its file. Nothing of one whose
/// quote stands where it should. `strict` also names quotes whose typography differs.
pub fn diagnose(finding: &Finding<'_>, strict: bool, file: &TextFile<'_>) -> Option<Diagnostic> {
    let Finding {
        event,
        citation,
        source,
        anchor,
        ..
    } = finding;
    let (id, name) = (&event.slug, &source.slug);
    let (severity, message, help) = match anchor.state {
        State::Exact | State::Normalized if anchor.moved().is_some() => {
            let (given, found) = anchor.moved()?;
            let message = format!("`{id}`: the quote has moved from paragraph {given} to {found}");
            (
                Severity::Note,
                message,
                format!("write `paragraph = {found}`"),
            )
        }
        State::Normalized if strict => (
            Severity::Warning,
            format!("`{id}`: the quote differs from `{name}` in case, spacing or typography"),
            format!("the source has: {}", finding.matched().unwrap_or_default()),
        ),
        State::Exact | State::Normalized => return None,
        State::Unquoted => unquoted(finding),
        State::NoSource => {
            let why = source.document.as_ref().err().map_or("", String::as_str);
            (
                Severity::Warning,
                format!("`{id}`: nothing can be verified in `{name}`: {why}"),
                "give the source a `file` with its text".to_owned(),
            )
        }
        State::Ambiguous => {
            let places: Vec<String> = anchor
                .places
                .iter()
                .map(|p| p.paragraph.to_string())
                .collect();
            (
                Severity::Error,
                format!(
                    "`{id}`: the quote stands in `{name}` in paragraphs {}",
                    places.join(", ")
                ),
                "say which with `paragraph`, or quote more of the sentence".to_owned(),
            )
        }
        State::Missing => (
            Severity::Error,
            format!("`{id}`: the quote is not in `{name}`"),
            missing_help(citation, source),
        ),
        State::Fuzzy | State::Reworded | State::Altered => (
            Severity::Error,
            format!(
                "`{id}`: the quote is not what `{name}` says: {}",
                anchor.state.words()
            ),
            format!("the source has: {}", finding.matched().unwrap_or_default()),
        ),
    };
    let place = (citation.origin.line, citation.origin.column);
    let code = if severity == Severity::Note {
        "moved"
    } else {
        anchor.state.name()
    };
    Some(
        file.diagnostic_at(code, severity, place, message)
            .with_help(help),
    )
}

/// What the sources of the events are at odds about, each at the date or the stance that its
/// citation gives; `files` are those of the timeline.
pub fn conflicts(timeline: &Timeline, files: &[TextFile<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, event) in timeline
        .events()
        .filter(|(id, _)| timeline.has_conflict(*id))
    {
        for conflict in timeline.conflicts(id) {
            let Some(citation) = event.citations.get(conflict.citation) else {
                continue;
            };
            let origin = citation.claim.unwrap_or(citation.origin);
            let Some(file) = files.get(origin.file) else {
                continue;
            };
            let message = format!("`{}`: {}", event.slug, conflict.words);
            let help = match conflict.kind {
                ConflictKind::Date => "correct a date, or widen the event's, as in `[2023,2024]`",
                ConflictKind::Stance => "if it is open what is true, write `status = \"disputed\"`",
            };
            let place = (origin.line, origin.column);
            let warning = file.diagnostic_at("conflict", Severity::Warning, place, message);
            found.push(warning.with_help(help));
        }
    }
    found
}

fn unquoted(finding: &Finding<'_>) -> (Severity, String, String) {
    let id = &finding.event.slug;
    let quote = "add the sentence as `quote`, letter for letter".to_owned();
    let Some(number) = finding.citation.paragraph else {
        let message = format!("`{id}`: the citation has neither quote nor paragraph");
        return (Severity::Warning, message, quote);
    };
    if finding.anchor.paragraph().is_none() {
        let document = finding.source.document.as_ref();
        let count = document.map_or(0, |document| document.paragraphs().len());
        let message = format!("`{id}`: there is no paragraph {number}: the source has {count}");
        return (Severity::Error, message, quote);
    }
    let message =
        format!("`{id}`: paragraph {number} is cited without a quote, which proves nothing");
    (Severity::Warning, message, quote)
}

fn missing_help(citation: &Citation, source: &Source) -> String {
    let document = source.document.as_ref().ok();
    let given = citation.paragraph;
    match given.and_then(|number| Some((number, document?.paragraph(number)?))) {
        Some((number, text)) => {
            let begin: String = text.chars().take(100).collect();
            let more = if begin.len() < text.len() { "…" } else { "" };
            format!("paragraph {number} reads: {begin}{more}")
        }
        None => "compare the quote with the source, letter for letter".to_owned(),
    }
}
