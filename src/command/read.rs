//! `annals read`

use std::io::{self, Write};

use anyhow::Result;

use super::environment::{Environment, Outcome, Streams};
use super::evidence::{Evidence, actors};
use super::input::selected;
use super::print::{MEASURE, counted};
use crate::anchor::{Difference, Limit, Side, State};
use crate::cli::Events;
use crate::date::{Date, Grain, Stretch};
use crate::text::wrap::{visible, wrap};
use crate::timeline::{Citation, Event, NoText, Stance, Status, Timeline};

/// Prints the events that the filter keeps, with their evidence, as plain paragraphs.
pub fn run(
    events: &Events,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let Some((loaded, selection)) = selected(events, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let timeline = &loaded.timeline;
    let mut page = Page::new(streams.out);
    let kept = match (selection.len(), timeline.len()) {
        (kept, all) if kept == all => counted(all, "event"),
        (kept, all) => format!("{kept} of {}", counted(all, "event")),
    };
    let title = Some(timeline.title()).filter(|title| !title.is_empty());
    page.paragraph([title, Some(&kept)].into_iter().flatten().map(sentence))?;
    page.paragraph(timeline.summary().map(str::to_owned))?;
    let mut last = None;
    for (index, id) in selection.iter().enumerate() {
        let event = timeline.read(id?)?;
        let date = event.when.date();
        let year = date.map(|date| date.stretch(Grain::Year));
        if last.replace(year) != Some(year) {
            page.paragraph([year.map_or_else(|| "Undated".to_owned(), Stretch::spoken)])?;
        }
        let number = index.saturating_add(1);
        let place = format!("Event {number} of {}", selection.len());
        page.paragraph([sentence(&format!(
            "{place}, {}: {}",
            when(&event),
            event.title
        ))])?;
        write_event(&event, timeline, &mut page)?;
    }
    Ok(Outcome::Fine)
}

/// Writes paragraphs, wrapped, with a blank line between them.
struct Page<'a> {
    out: &'a mut dyn Write,
    is_begun: bool,
}

impl<'a> Page<'a> {
    fn new(out: &'a mut dyn Write) -> Self {
        Self {
            out,
            is_begun: false,
        }
    }

    /// Writes a paragraph of some sentences; without one, nothing.
    fn paragraph(&mut self, sentences: impl IntoIterator<Item = String>) -> io::Result<()> {
        let text = sentences.into_iter().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Ok(());
        }
        if std::mem::replace(&mut self.is_begun, true) {
            writeln!(self.out)?;
        }
        for row in wrap(&text, MEASURE) {
            writeln!(self.out, "{}", visible(&text, &row))?;
        }
        Ok(())
    }
}

/// Returns a text with a full stop, unless it ends with a sign that stands for one.
fn sentence(text: &str) -> String {
    let end = text.trim_end_matches(['”', '’', '"', '\'', ')', '»']);
    let stop = if end.ends_with(['.', '!', '?', '…', '。', '！', '？']) {
        ""
    } else {
        "."
    };
    format!("{text}{stop}")
}

/// Returns the date of an event with its weekday.
fn when(event: &Event) -> String {
    let Some(date) = event.when.date() else {
        return event.when.words();
    };
    let weekday = date.weekday().map(|day| format!("{day}, "));
    format!("{}{}", weekday.unwrap_or_default(), date.spoken())
}

/// Writes all that an event has beside its date and title.
fn write_event(event: &Event, timeline: &Timeline, page: &mut Page<'_>) -> Result<()> {
    let is_usual = event.status == Status::Happened;
    let verdict = timeline.verdict(event);
    let facts = [
        (
            "Status",
            (!is_usual).then(|| event.status.name().to_owned()),
        ),
        (
            "Verdict",
            Some(format!("{}, {}", verdict.name(), verdict.words())),
        ),
        ("Actors", Some(actors(event, timeline))),
        ("Place", event.place.clone()),
        ("Tags", Some(event.tags.join(", "))),
        ("Id", Some(event.slug.clone())),
    ];
    let facts = facts.into_iter().filter_map(|(label, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(format!("{label}: {value}"))
    });
    // A line each, so that an id is never cut where it has a hyphen.
    page.paragraph([facts.collect::<Vec<_>>().join("\n")])?;
    page.paragraph(event.summary.clone())?;
    page.paragraph(event.note.as_ref().map(|note| format!("Note: {note}")))?;
    for problem in event.faults() {
        page.paragraph([sentence(&format!("Problem in the event file: {problem}"))])?;
    }
    for conflict in event.conflicts() {
        let words = timeline.conflict_words(event, conflict, Date::spoken);
        page.paragraph([sentence(&format!("Conflict: {words}"))])?;
    }
    for (index, citation) in event.citations.iter().enumerate() {
        let Some(evidence) = Evidence::new(citation, timeline) else {
            continue;
        };
        let number = index.saturating_add(1);
        let place = format!("Source {number} of {}", event.citations.len());
        page.paragraph(cited(&place, event, citation, &evidence))?;
        write_evidence(citation, &evidence, page)?;
        write_other_edition(citation, timeline, page)?;
    }
    Ok(())
}

/// Returns sentences about a citation: its source, and whether the quote is there.
fn cited(place: &str, event: &Event, citation: &Citation, evidence: &Evidence<'_>) -> Vec<String> {
    let (source, anchor) = (evidence.source, &evidence.anchor);
    let mut title = format!("{place}: {}", source.title());
    let imprint = source.imprint();
    if !imprint.is_empty() {
        title = format!("{title}, {imprint}");
    }
    let found = anchor
        .paragraph()
        .filter(|_| anchor.state != State::Ambiguous);
    if let Some(at) = citation.original_place(Some(anchor)) {
        title = format!("{title}, {at}");
    }
    if let Some(number) = found.or(citation.paragraph()) {
        title = format!("{title}, paragraph {number}");
    }
    let mut said = vec![sentence(&title)];
    if let Some(date) = &citation.edition {
        said.push(sentence(&format!("Edition: {}", date.spoken())));
    }
    if citation.stance == Stance::Contradicts {
        said.push("It contradicts the event.".to_owned());
    }
    if let Some(date) = citation.date.as_ref().map(Date::spoken) {
        said.push(sentence(&format!("Date in this source: {date}")));
    }
    let state = anchor.state;
    said.push(match state {
        State::Unquoted => "No passage is quoted, so there is nothing to verify.".to_owned(),
        State::NoSource => {
            let why = evidence.text.err().map_or("", NoText::words);
            sentence(&format!("Nothing can be verified: {why}"))
        }
        _ => sentence(&format!("The quote is {}: {}", state.name(), state.words())),
    });
    if let (State::Unquoted, Some(number), None, Ok(document)) = (
        state,
        citation.paragraph(),
        anchor.paragraph(),
        evidence.text,
    ) {
        let count = document.paragraphs().len();
        said.push(format!(
            "There is no paragraph {number}: the source has {count}."
        ));
    }
    if let Some(moved) = anchor.moved() {
        said.push(sentence(&format!("It has moved {}", moved.words())));
    }
    if let Some(limit) = anchor.exceeds {
        said.push(match limit {
            Limit::Pieces => format!("Brackets cut it into more than {} pieces.", Limit::PIECES),
            Limit::Characters => {
                format!(
                    "With more than {} characters it is not searched for in other words.",
                    Limit::CHARACTERS
                )
            }
        });
    }
    let quote = citation.quote.as_deref().filter(|_| state.is_doubtful());
    let elsewhere = quote.zip(evidence.text.ok());
    let elsewhere = elsewhere.and_then(|(quote, document)| document.elsewhere(quote));
    if let Some(found) = elsewhere {
        let (line, why) = (found.line, found.why.words());
        said.push(format!(
            "Line {line} of the file has it {why}, which is not read."
        ));
    }
    let cues = event.cues(citation, anchor);
    said.extend(cues.map(|cue| sentence(&format!("Caution: {}", cue.words()))));
    said
}

/// Writes a quote and the paragraphs that it is in.
fn write_evidence(
    citation: &Citation,
    evidence: &Evidence<'_>,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let quote = citation.quote.as_deref();
    page.paragraph(quote.map(|quote| format!("Quote: “{quote}”")))?;
    let is_missing = evidence.anchor.state == State::Missing;
    let difference = evidence.difference.as_ref();
    page.paragraph(difference.filter(|_| !is_missing).and_then(differs))?;
    for (number, paragraph) in &evidence.paragraphs {
        let which = if is_missing && difference.is_some() {
            format!("The most similar passage is in paragraph {number}")
        } else {
            format!("Paragraph {number}")
        };
        page.paragraph([format!("{which}: “{paragraph}”")])?;
    }
    Ok(())
}

/// Writes what the current text has of a quote that only an earlier edition has, or what that edition has. Writes nothing
/// if the current text has the quote.
fn write_other_edition(
    citation: &Citation,
    timeline: &Timeline,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let other = Evidence::other(citation, timeline);
    let Some((loss, other)) = timeline.loss(citation).zip(other) else {
        return Ok(());
    };
    let since = other.source.date_of(loss.since).map(Date::spoken);
    let since = since.map_or(String::new(), |date| format!(" since {date}"));
    let which = match &other.edition {
        Some(date) => format!("In the edition of {}", date.spoken()),
        None => "In the current text".to_owned(),
    };
    let mut said = vec![format!("The quote is {}{since}.", loss.outcome())];
    if other.paragraphs.is_empty() {
        said.push(format!("{which} there is nothing like it."));
    }
    page.paragraph(said)?;
    page.paragraph(other.difference.as_ref().and_then(differs))?;
    for (number, paragraph) in &other.paragraphs {
        page.paragraph([format!("{which}, paragraph {number}: “{paragraph}”")])?;
    }
    Ok(())
}

/// Returns in which words a quote differs from its source. None if only in punctuation.
fn differs(difference: &Difference) -> Option<String> {
    let has_words = |(_, text): &&(Side, String)| text.contains(char::is_alphanumeric);
    let mut changes: Vec<String> = Vec::new();
    let mut ours = None;
    for (side, text) in difference.parts().iter().filter(has_words) {
        let text = text.trim();
        if *side == Side::Source
            && let Some(ours) = ours.take()
        {
            changes.push(format!("the quote has “{ours}”, the source has “{text}”"));
            continue;
        }
        changes.extend(ours.take().map(adds));
        match side {
            Side::Both => {}
            Side::Quote => ours = Some(text),
            Side::Source => changes.push(format!("the quote leaves out “{text}”")),
        }
    }
    changes.extend(ours.map(adds));
    let changes = changes.join("; ");
    (!changes.is_empty()).then(|| sentence(&format!("Difference: {changes}")))
}

fn adds(words: &str) -> String {
    format!("the quote adds “{words}”")
}
