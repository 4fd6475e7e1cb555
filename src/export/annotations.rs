//! Web annotations in JSON-LD (W3C Web Annotation Data Model): one for each citation of a page on the web.
//!
//! Only the words of a quote and those around it point to it: the position of a character in the text of a page is
//! not known, since a source is read as paragraphs.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;
use serde::ser::SerializeSeq;

use super::evidence::{Evidence, evidence};
use super::identifier::{of_event, of_timeline};
use super::listed::{Each, Listed, write_pretty};
use super::skipped::{Part, Skipped};
use super::words::{actors, faults, labelled};
use crate::timeline::{Event, Selection, Timeline};

/// Characters of the source before and after a quote.
const AROUND: usize = 32;

/// Writes a page of annotations.
pub fn write(out: &mut dyn Write, timeline: &Timeline, selection: &Selection) -> Result<Skipped> {
    let page = Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: format!("urn:uuid:{}", of_timeline(timeline)),
        kind: "AnnotationPage",
        items: Listed::new(timeline, selection),
    };
    write_pretty(out, &page)?;
    Ok(page.items.skipped())
}

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    items: Listed<'a, Items>,
}

#[derive(Serialize)]
struct Annotation {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Vec<Body>,
    target: [Target; 1],
}

#[derive(Serialize)]
struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    format: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Target {
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    selector: Option<[Selector; 1]>,
}

/// The words of a quote and what stands around them.
#[derive(Serialize)]
struct Selector {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    prefix: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    suffix: String,
}

/// The annotations of an event.
enum Items {}

impl Each for Items {
    fn add<S: SerializeSeq>(
        timeline: &Timeline,
        event: &Event,
        skipped: &mut Skipped,
        list: &mut S,
    ) -> Result<(), S::Error> {
        skipped.skip_rank(event);
        skipped.skip_acknowledged(event);
        skipped.skip(Part::Uncited, usize::from(event.citations.is_empty()));
        for evidence in evidence(timeline, event) {
            match annotation(timeline, event, &evidence) {
                Some(annotation) => list.serialize_element(&annotation)?,
                None => skipped.skip(Part::Unaddressed, 1),
            }
        }
        Ok(())
    }
}

/// Returns the annotation of a citation; none if its source has no address.
fn annotation(timeline: &Timeline, event: &Event, evidence: &Evidence<'_>) -> Option<Annotation> {
    let source = evidence.source.address()?.to_owned();
    let number = evidence.citation.position().to_string();
    let text = |purpose, value| Body {
        kind: "TextualBody",
        purpose,
        format: "text/plain",
        value,
    };
    let selector = selector(evidence);
    let exact = selector.as_ref().map(|it| it.exact.as_str());
    let mut body = vec![text(
        "describing",
        described(timeline, event, evidence, exact),
    )];
    let tags = event.tags.iter().cloned();
    body.extend(tags.map(|tag| text("tagging", tag)));
    Some(Annotation {
        id: format!("urn:uuid:{}", of_event(timeline, event, Some(&number))),
        kind: "Annotation",
        motivation: "describing",
        body,
        target: [Target {
            source,
            selector: selector.map(|selector| [selector]),
        }],
    })
}

/// Returns what happened, and how the quote supports it. `exact` are the words of the source that are pointed to.
fn described(
    timeline: &Timeline,
    event: &Event,
    evidence: &Evidence<'_>,
    exact: Option<&str>,
) -> String {
    let title = format!(
        "{}: {} ({})",
        event.when.words(),
        event.title,
        event.status.name()
    );
    let quote = evidence.citation.quote.as_deref();
    let quote = quote.filter(|quote| Some(*quote) != exact);
    let paragraph = evidence
        .anchor
        .paragraph()
        .or(evidence.citation.paragraph());
    let at = evidence.citation.original_place(Some(&evidence.anchor));
    let parts = [
        Some(title),
        event.summary.clone(),
        labelled("Note", event.note.clone()),
        labelled("Actors", actors(timeline, event)),
        labelled("Place", event.place.clone()),
        faults(event),
        quote.map(|quote| format!("Quote: “{quote}”")),
        labelled("Passage", at),
        labelled("Paragraph", paragraph.map(|number| number.to_string())),
        evidence.claim(),
        Some(evidence.state()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Returns the words of the source in which the quote was found, or else the quote.
fn selector(evidence: &Evidence<'_>) -> Option<Selector> {
    let quote = evidence.citation.quote.as_deref()?;
    let found = found(evidence);
    let (prefix, exact, suffix) = found.unwrap_or((String::new(), quote.to_owned(), String::new()));
    Some(Selector {
        kind: "TextQuoteSelector",
        exact,
        prefix,
        suffix,
    })
}

fn found(evidence: &Evidence<'_>) -> Option<(String, String, String)> {
    let place = evidence.anchor.found()?;
    let document = evidence.document?;
    let paragraph = document.paragraph(place.paragraph)?;
    let bytes = place.bytes(paragraph);
    let (before, after) = (paragraph.get(..bytes.start)?, paragraph.get(bytes.end..)?);
    let skipped = before.chars().count().saturating_sub(AROUND);
    Some((
        before.chars().skip(skipped).collect(),
        paragraph.get(bytes)?.to_owned(),
        after.chars().take(AROUND).collect(),
    ))
}
