//! What is to be said of one citation, and what to do about it.

use super::Finding;
use crate::anchor::{Context, Difference, Place, SHORT, State};
use crate::diagnostic::{Diagnostic, Severity, TextFile};
use crate::text::sanitize;

/// At most so many of the places that a quote might stand at are shown.
const MOST_PLACES: usize = 4;

/// What is to be said of a citation, at its place in its file. Nothing of one whose
/// quote stands where it should. `strict` also names quotes whose typography differs.
pub fn diagnose(finding: &Finding<'_>, strict: bool, file: &TextFile<'_>) -> Option<Diagnostic> {
    let anchor = finding.anchor;
    let said = match anchor.state {
        State::Exact | State::Normalized if anchor.moved().is_some() => moved(finding)?,
        State::Normalized if strict => typography(finding),
        State::Exact | State::Normalized => short(finding)?,
        State::Fuzzy | State::Reworded | State::Altered => differs(finding),
        State::Ambiguous => ambiguous(finding),
        State::Missing => missing(finding),
        State::Unquoted => unquoted(finding),
        State::NoSource => no_source(finding),
    };
    let origin = finding.citation.origin;
    let message = format!("`{}`: {}", finding.event.slug, said.message);
    let place = (origin.line, origin.column);
    let mut found = file.diagnostic_at(said.code, said.severity, place, message);
    if let Some(note) = said.note {
        found.set_note(note);
    }
    Some(found.with_help(said.help))
}

struct Said {
    code: &'static str,
    severity: Severity,
    message: String,
    /// What the source has.
    note: Option<String>,
    help: String,
}

impl Said {
    fn of(
        finding: &Finding<'_>,
        severity: Severity,
        message: String,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code: finding.anchor.state.name(),
            severity,
            message,
            note: None,
            help: help.into(),
        }
    }

    fn with_note(mut self, note: Option<String>) -> Self {
        self.note = note;
        self
    }
}

fn moved(finding: &Finding<'_>) -> Option<Said> {
    let (given, found) = finding.anchor.moved()?;
    let message = format!("the quote has moved from paragraph {given} to {found}");
    let help = format!("write `paragraph = {found}`, or let `annals check --fix` do so");
    Some(Said {
        code: "moved",
        ..Said::of(finding, Severity::Note, message, help)
    })
}

fn short(finding: &Finding<'_>) -> Option<Said> {
    let length = finding.citation.quote.as_ref()?.trim().chars().count();
    if finding.citation.paragraph.is_some() || length >= SHORT {
        return None;
    }
    let message = "a short quote without a paragraph may stand for another one some day".to_owned();
    let found = finding.anchor.paragraph()?;
    let help = format!("write `paragraph = {found}`, or quote {SHORT} characters or more");
    Some(Said {
        code: "short-quote",
        ..Said::of(finding, Severity::Warning, message, help)
    })
}

fn typography(finding: &Finding<'_>) -> Said {
    let name = &finding.source.slug;
    let message = format!("the quote differs from `{name}` in case, spacing or typography");
    let help = accept(finding, "write it as the source has it");
    let found = finding.anchor.paragraph().zip(finding.matched());
    let note = found.map(|(number, text)| format!("{} has:\n{text}", at(finding, number)));
    Said::of(finding, Severity::Warning, message, help).with_note(note)
}

fn differs(finding: &Finding<'_>) -> Said {
    let (name, words) = (&finding.source.slug, finding.anchor.state.words());
    let message = format!("the quote is not what `{name}` says: {words}");
    let help = match finding.anchor.state {
        State::Altered => accept(
            finding,
            "correct the quote, and see whether the event still holds",
        ),
        _ => accept(finding, "correct the quote"),
    };
    Said::of(finding, Severity::Error, message, help).with_note(compared(finding))
}

fn accept(finding: &Finding<'_>, by_hand: &str) -> String {
    let event = &finding.event.slug;
    let number = match finding.event.citations.len() {
        1 => String::new(),
        _ => format!("#{}", finding.index + 1),
    };
    format!("{by_hand}; or take what is there with `annals check --accept {event}{number}`")
}

fn ambiguous(finding: &Finding<'_>) -> Said {
    let places = &finding.anchor.places;
    let numbers: Vec<String> = places.iter().map(|p| p.paragraph.to_string()).collect();
    let name = &finding.source.slug;
    let message = format!(
        "the quote stands in `{name}` in paragraphs {}",
        numbers.join(", ")
    );
    let shown = places.iter().take(MOST_PLACES).filter_map(|place| {
        let document = finding.source.document.as_ref().ok()?;
        let text = document.paragraph(place.paragraph)?;
        has(finding, *place, *place, text.get(place.bytes(text))?)
    });
    let shown: Vec<String> = shown.collect();
    let help = "say which with `paragraph`, or quote more of the sentence";
    Said::of(finding, Severity::Error, message, help).with_note(Some(shown.join("\n")))
}

fn missing(finding: &Finding<'_>) -> Said {
    let message = format!("the quote is not in `{}`", finding.source.slug);
    let help =
        "compare the quote with the source; if the passage is gone, so is the proof of the event";
    Said::of(finding, Severity::Error, message, help).with_note(nearest(finding))
}

/// The stretch that comes nearest, else the beginning of the paragraph that is named.
fn nearest(finding: &Finding<'_>) -> Option<String> {
    const BEGINNING: usize = 160;
    let document = finding.source.document.as_ref().ok()?;
    if let Some(place) = finding.anchor.nearest {
        let text = document.paragraph(place.paragraph)?;
        let passage = within(finding, place, place, text.get(place.bytes(text))?)?;
        let at = at(finding, place.paragraph);
        return Some(format!("the nearest is in {at}:\n{passage}"));
    }
    let number = finding.citation.paragraph?;
    let text = document.paragraph(number)?;
    let end = text
        .char_indices()
        .nth(BEGINNING)
        .map_or(text.len(), |(at, _)| at);
    let more = if end < text.len() { "…" } else { "" };
    let beginning = text.get(..end)?;
    Some(format!("{} reads:\n{beginning}{more}", at(finding, number)))
}

fn unquoted(finding: &Finding<'_>) -> Said {
    let quote = "add the sentence as `quote`, letter for letter";
    let Some(number) = finding.citation.paragraph else {
        let message = "the citation has neither quote nor paragraph".to_owned();
        return Said::of(finding, Severity::Warning, message, quote);
    };
    if finding.anchor.paragraph().is_none() {
        let document = finding.source.document.as_ref();
        let count = document.map_or(0, |document| document.paragraphs().len());
        let message = format!("there is no paragraph {number}: the source has {count}");
        return Said::of(finding, Severity::Error, message, quote);
    }
    let message = format!("paragraph {number} is cited without a quote, which proves nothing");
    Said::of(finding, Severity::Warning, message, quote)
}

fn no_source(finding: &Finding<'_>) -> Said {
    let why = finding
        .source
        .document
        .as_ref()
        .err()
        .map_or("", String::as_str);
    let message = format!(
        "nothing can be verified in `{}`: {why}",
        finding.source.slug
    );
    Said::of(
        finding,
        Severity::Warning,
        message,
        "give the source a `file` with its text",
    )
}

/// The quote and what it was found as, in one text, with the words around it.
fn compared(finding: &Finding<'_>) -> Option<String> {
    let (first, last) = (
        finding.anchor.places.first()?,
        finding.anchor.places.last()?,
    );
    let quote = finding.citation.quote.as_ref()?;
    let difference = Difference::between(quote, &finding.matched()?);
    has(finding, *first, *last, &difference.to_string())
}

fn has(finding: &Finding<'_>, first: Place, last: Place, passage: &str) -> Option<String> {
    let passage = within(finding, first, last, passage)?;
    Some(format!("{} has:\n{passage}", at(finding, first.paragraph)))
}

/// A passage with the beginning and the end of what surrounds it.
fn within(finding: &Finding<'_>, first: Place, last: Place, passage: &str) -> Option<String> {
    let document = finding.source.document.as_ref().ok()?;
    let around = Context::around(document, first, last)?;
    // Cut at a word, and within the paragraph.
    let text = document.paragraph(first.paragraph)?;
    let before = match text.get(..first.bytes(text).start)? {
        whole if whole.len() <= around.before.len() => whole.to_owned(),
        _ => match around.before.split_once(' ') {
            Some((_, words)) => format!("… {words}"),
            None => format!("…{}", around.before),
        },
    };
    let text = document.paragraph(last.paragraph)?;
    let after = match text.get(last.bytes(text).end..)? {
        whole if whole.len() <= around.after.len() => whole.to_owned(),
        _ => match around.after.rsplit_once(' ') {
            Some((words, _)) => format!("{words} …"),
            None => format!("{}…", around.after),
        },
    };
    Some(format!("{before}{passage}{after}"))
}

/// `paragraph 6 (sources/report.md:14)`
fn at(finding: &Finding<'_>, paragraph: usize) -> String {
    let document = finding.source.document.as_ref().ok();
    let line = document.and_then(|document| document.line(paragraph));
    match (&finding.source.path, line) {
        (Some(path), Some(line)) => {
            let path = path.strip_prefix(".").unwrap_or(path);
            let path = sanitize::line(&path.display().to_string());
            format!("paragraph {paragraph} ({path}:{line})")
        }
        _ => format!("paragraph {paragraph} of `{}`", finding.source.slug),
    }
}
