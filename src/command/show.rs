//! `annals show`

use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::environment::{Environment, Outcome, Streams};
use super::evidence::{Evidence, actors};
use super::input::{ids_listed, loaded};
use super::print::MEASURE;
use crate::export::columns;
use crate::text::sanitize;
use crate::text::shell;
use crate::text::width::width;
use crate::text::wrap::{visible, wrap};
use crate::timeline::{Citation, Event, Status, Timeline};

/// Prints one event and the paragraphs it cites.
pub fn run(
    slug: &str,
    file: Option<PathBuf>,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let is_file = file.is_none() && Path::new(slug).is_file();
    let files: Vec<PathBuf> = file.into_iter().collect();
    let Some(loaded) = loaded(&files, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let timeline = &loaded.timeline;
    let Some(id) = timeline.find(slug)? else {
        let help = if is_file {
            let file = shell::path(slug);
            format!(
                "give an id before the file: `annals show EVENT {}`",
                sanitize::line(&file)
            )
        } else {
            let near = timeline.did_you_mean(slug)?;
            near.unwrap_or_else(|| ids_listed(&files, environment.sources.as_deref()))
        };
        let slug = sanitize::line(slug);
        writeln!(streams.err, "annals: no event `{slug}`; {help}")?;
        return Ok(Outcome::Unusable);
    };
    let event = timeline.event(id)?;
    let mut text = head(&event, timeline).into_bytes();
    if event.has_conflict() {
        writeln!(text, "\nConflict")?;
        let mut rows = timeline.claims(&event);
        rows.insert(0, ["source", "says"].map(str::to_owned));
        columns(&mut text, rows.iter().cloned().map(Ok))?;
    }
    for citation in &event.citations {
        text.extend(cited(&event, citation, timeline, environment.colour).bytes());
    }
    streams.out.write_all(&text)?;
    Ok(Outcome::Fine)
}

fn head(event: &Event, timeline: &Timeline) -> String {
    let mut text = format!("{}\n{}", event.title, event.when.words());
    if let Some(weekday) = event.when.date().and_then(crate::date::Date::weekday) {
        let _ = write!(text, ", {weekday}");
    }
    if event.status != Status::Happened {
        let _ = write!(text, " · {}", event.status.name());
    }
    if let Some(place) = &event.place {
        let _ = write!(text, " · {place}");
    }
    text.push('\n');
    for (label, line) in [
        ("Actors", actors(event, timeline)),
        ("Tags", event.tags.join(", ")),
    ] {
        if !line.is_empty() {
            let _ = writeln!(text, "{label}  {line}");
        }
    }
    if let Some(summary) = &event.summary {
        let _ = write!(text, "\n{}", set(summary, "", &[], false));
    }
    if let Some(note) = &event.note {
        let _ = write!(text, "\n{}", set(&format!("Note  {note}"), "", &[], false));
    }
    for problem in event.faults() {
        let _ = writeln!(text, "\n! {problem}");
    }
    text
}

fn cited(event: &Event, citation: &Citation, timeline: &Timeline, colour: bool) -> String {
    let Some(evidence) = Evidence::new(citation, timeline) else {
        return String::new();
    };
    let (source, anchor) = (evidence.source, &evidence.anchor);
    let mut text = format!("\n{}", source.title());
    let imprint = source.imprint();
    if !imprint.is_empty() {
        let _ = write!(text, " ({imprint})");
    }
    if let Some(url) = source.page() {
        let _ = write!(text, "\n{url}");
    }
    if let Some(date) = &citation.edition {
        let _ = write!(text, "\nedition of {}", date.as_str());
    }
    let _ = write!(text, "\n{}: {}", anchor.state.name(), anchor.state.words());
    if let Some(at) = &anchor.at {
        let _ = write!(text, "; {at}");
    }
    if let Some(moved) = anchor.moved() {
        let _ = write!(text, "; moved {}", moved.words());
    }
    text.push('\n');
    for cue in event.cues(citation, anchor) {
        let _ = writeln!(text, "{}", cue.words());
    }
    text.push_str(&passage(&evidence, colour));
    let quote = citation.quote.as_deref().unwrap_or_default();
    if let Some(difference) = &evidence.difference {
        let both = difference.brief().to_string();
        let _ = write!(
            text,
            "the quote, with what differs:\n{}",
            set(&both, "      ", &[], false)
        );
    } else if anchor.places.is_empty() && !quote.is_empty() {
        let _ = write!(text, "the quote is:\n{}", set(quote, "      ", &[], false));
    }
    if let Err(why) = evidence.text {
        let _ = writeln!(text, "{}", why.words());
    }
    text.push_str(&other_edition(citation, timeline, colour));
    text
}

/// Returns the paragraphs of a source with the quote marked.
fn passage(evidence: &Evidence<'_>, colour: bool) -> String {
    let set = |(number, paragraph): &(usize, &str)| {
        let places = evidence.anchor.places.iter();
        let places = places.filter(|place| place.paragraph == *number);
        let marked: Vec<Range<usize>> = places.map(|place| place.bytes(paragraph)).collect();
        set(paragraph, &format!("{number:>4}  "), &marked, colour)
    };
    evidence.paragraphs.iter().map(set).collect()
}

/// Returns what the current text has of a quote that only an earlier edition has, or what that edition has. Empty if the
/// current text has the quote.
fn other_edition(citation: &Citation, timeline: &Timeline, colour: bool) -> String {
    let other = Evidence::other(citation, timeline);
    let Some((loss, other)) = timeline.loss(citation).zip(other) else {
        return String::new();
    };
    let mut text = loss.words(other.source);
    let _ = match &other.edition {
        Some(date) => write!(text, "; the edition of {} has", date.as_str()),
        None => write!(text, "; the current text has"),
    };
    if other.paragraphs.is_empty() {
        text.push_str(" nothing like it\n");
        return text;
    }
    text.push_str(":\n");
    text.push_str(&passage(&other, colour));
    if let Some(difference) = &other.difference {
        let both = difference.brief().to_string();
        let both = set(&both, "      ", &[], false);
        let _ = write!(text, "the quote, with what differs:\n{both}");
    }
    text
}

/// Wraps a paragraph. Marked ranges are reversed, or underlined with carets if colours are off.
fn set(paragraph: &str, lead: &str, marked: &[Range<usize>], colour: bool) -> String {
    let mut text = String::new();
    let indent = " ".repeat(width(lead));
    for (index, row) in wrap(paragraph, MEASURE - width(lead))
        .into_iter()
        .enumerate()
    {
        let line = visible(paragraph, &row);
        let cut = |at: usize| at.clamp(row.start, row.start + line.len()) - row.start;
        let marks = marked.iter().map(|range| cut(range.start)..cut(range.end));
        let marks: Vec<Range<usize>> = marks.filter(|range| !range.is_empty()).collect();
        text.push_str(if index == 0 { lead } else { &indent });
        let (mut at, mut carets) = (0, String::new());
        for mark in &marks {
            let before = line.get(at..mark.start).unwrap_or_default();
            let inside = line.get(mark.clone()).unwrap_or_default();
            text.push_str(before);
            if colour {
                let _ = write!(text, "\u{1b}[7m{inside}\u{1b}[0m");
            } else {
                text.push_str(inside);
                carets.push_str(&" ".repeat(width(before)));
                carets.push_str(&"^".repeat(width(inside)));
            }
            at = mark.end;
        }
        text.push_str(line.get(at..).unwrap_or_default());
        text.push('\n');
        if !carets.is_empty() {
            let _ = writeln!(text, "{indent}{carets}");
        }
    }
    text
}
