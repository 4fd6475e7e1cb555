//! `annals coverage`

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use serde::Serialize;

use super::environment::{Environment, Outcome, Streams};
use super::input::loaded;
use super::print::counted;
use crate::cli::CoverageFormat;
use crate::coverage::{self, Coverage, SourceCoverage, Uncovered};
use crate::date::mention::reads;
use crate::document::Document;
use crate::text::width::{pad, truncate, width};
use crate::timeline::{Answer, EventId, NoText, Source, Timeline};

/// Cells per line.
const MEASURE: usize = 80;
/// The message if nothing is missing.
const WHOLE: &str = "Every paragraph is cited, every date has an event, every event two sources.";

/// Prints what the sources say that the timeline does not, and which events have too few sources.
pub fn run(
    files: &[PathBuf],
    format: CoverageFormat,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let Some(loaded) = loaded(files, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let timeline = &loaded.timeline;
    let coverage = coverage::coverage(timeline)?;
    match format {
        // There was a warning about the empty timeline already.
        CoverageFormat::Human if timeline.is_empty() && timeline.sources().is_empty() => {}
        CoverageFormat::Human if coverage.is_whole() => writeln!(streams.out, "{WHOLE}")?,
        CoverageFormat::Human => write_human(timeline, &coverage, streams.out)?,
        CoverageFormat::Json => write_json(timeline, &coverage, streams.out)?,
    }
    Ok(Outcome::Fine)
}

/// Iterates over the sources, each with its text and coverage if it can be read.
fn sources<'a>(
    timeline: &'a Timeline,
    coverage: &'a Coverage,
) -> impl Iterator<Item = (&'a Source, Option<(&'a Document, &'a SourceCoverage)>)> {
    coverage.sources.iter().filter_map(|(id, covered)| {
        let source = timeline.source(*id)?;
        let document = source.document().ok();
        Some((source, document.zip(covered.as_ref())))
    })
}

/// Returns the words of a date as written.
fn words<'a>(document: &'a Document, date: &Uncovered) -> &'a str {
    let text = document.paragraph(date.paragraph);
    text.and_then(|text| text.get(date.bytes.clone()))
        .unwrap_or_default()
}

/// Returns the same, with the date added if the words name no month: the `3rd` of `3rd to 5th May` says little
/// by itself.
fn dated_words<'a>(document: &'a Document, date: &Uncovered) -> Cow<'a, str> {
    let (words, edtf) = (words(document, date), date.when.edtf());
    let tells = words
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() > 2);
    if tells || words == edtf {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(format!("{words} ({edtf})"))
    }
}

fn slugs(timeline: &Timeline, ids: &[EventId]) -> Answer<Vec<String>> {
    let events = ids.iter().map(|id| timeline.event(*id));
    events.map(|event| Ok(event?.slug.clone())).collect()
}

fn write_human(timeline: &Timeline, coverage: &Coverage, out: &mut dyn Write) -> Result<()> {
    let names = sources(timeline, coverage).map(|(source, _)| width(source.slug()));
    let widest = names.max().unwrap_or_default().min(MEASURE / 2);
    for (source, covered) in sources(timeline, coverage) {
        let name = pad(source.slug(), widest);
        let Some((document, covered)) = covered else {
            let why = source.document().err().map_or("", NoText::words);
            writeln!(out, "{name}  no text: {why}")?;
            continue;
        };
        if document.paragraphs().is_empty() {
            write!(out, "{name}  no paragraphs")?;
        } else if covered.paragraphs == 0 {
            write!(out, "{name}  no paragraphs besides headings")?;
        } else {
            let paragraphs = counted(covered.paragraphs, "paragraph");
            write!(out, "{name}  {} of {paragraphs} cited", covered.cited())?;
        }
        if !covered.dates.is_empty() {
            let dates = counted(covered.dates.len(), "date");
            write!(out, ", {dates} without an event")?;
        }
        if source
            .language
            .as_deref()
            .is_some_and(|language| !reads(language))
        {
            write!(out, ", dates sought in English only")?;
        }
        writeln!(out)?;
        let uncited = covered.uncited.iter();
        let uncited = uncited.filter_map(|number| {
            let text = document.paragraph(*number)?;
            Some((*number, Cow::Borrowed(text)))
        });
        write_rows("not cited", uncited, document.paragraphs().len(), out)?;
        let dates = covered.dates.iter();
        let dates = dates.map(|date| (date.paragraph, dated_words(document, date)));
        write_rows("no event", dates, document.paragraphs().len(), out)?;
    }
    let mut apart = !coverage.sources.is_empty();
    for (ids, on) in [(&coverage.one_source, "one"), (&coverage.none, "no")] {
        if ids.is_empty() {
            continue;
        }
        if std::mem::replace(&mut apart, true) {
            writeln!(out)?;
        }
        let rest = if ids.len() == 1 { "rests" } else { "rest" };
        writeln!(out, "{} {rest} on {on} source", counted(ids.len(), "event"))?;
        for row in listed(&slugs(timeline, ids)?) {
            writeln!(out, "  {row}")?;
        }
    }
    Ok(())
}

/// Breaks a list of ids into lines, never inside an id.
fn listed(slugs: &[String]) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for (index, slug) in slugs.iter().enumerate() {
        let comma = if index + 1 < slugs.len() { "," } else { "" };
        match rows.last_mut() {
            Some(row) if 2 + width(row) + 1 + width(slug) + comma.len() <= MEASURE => {
                row.extend([" ", slug.as_str(), comma]);
            }
            _ => rows.push(format!("{slug}{comma}")),
        }
    }
    rows
}

/// Writes paragraphs with their numbers, a line each, with a label beside the first.
fn write_rows<'a>(
    label: &str,
    rows: impl Iterator<Item = (usize, Cow<'a, str>)>,
    paragraphs: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let digits = paragraphs.to_string().len() + 1;
    let mut label = label;
    for (paragraph, text) in rows {
        let number = format!("¶{paragraph}");
        let start = format!("  {label:<9}  {number:>digits$}  ");
        let room = MEASURE - width(&start);
        writeln!(out, "{start}{}", truncate(&text, room, "…"))?;
        label = "";
    }
    Ok(())
}

#[derive(Serialize)]
struct CoverageRecord<'a> {
    file: &'a str,
    sources: Vec<SourceRecord<'a>>,
    events: EventsRecord,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    source: &'a str,
    /// Null, like `cited`, if the source cannot be read.
    paragraphs: Option<usize>,
    cited: Option<usize>,
    uncited: &'a [usize],
    dates: Vec<DateRecord<'a>>,
}

#[derive(Serialize)]
struct DateRecord<'a> {
    paragraph: usize,
    start: usize,
    end: usize,
    text: &'a str,
    date: String,
}

#[derive(Serialize)]
struct EventsRecord {
    one_source: Vec<String>,
    none: Vec<String>,
}

fn write_json(timeline: &Timeline, coverage: &Coverage, out: &mut dyn Write) -> Result<()> {
    let sources = sources(timeline, coverage).map(|(source, covered)| SourceRecord {
        source: source.slug(),
        paragraphs: covered.map(|(_, covered)| covered.paragraphs),
        cited: covered.map(|(_, covered)| covered.cited()),
        uncited: covered.map_or(&[], |(_, covered)| &covered.uncited),
        dates: covered.map_or_else(Vec::new, |(document, covered)| {
            date_records(document, &covered.dates)
        }),
    });
    let record = CoverageRecord {
        file: timeline.files().first().map_or("", |file| &file.name),
        sources: sources.collect(),
        events: EventsRecord {
            one_source: slugs(timeline, &coverage.one_source)?,
            none: slugs(timeline, &coverage.none)?,
        },
    };
    serde_json::to_writer_pretty(&mut *out, &record)?;
    writeln!(out)?;
    Ok(())
}

/// Returns the records of dates in reading order, counting the characters of each paragraph once.
fn date_records<'a>(document: &'a Document, dates: &[Uncovered]) -> Vec<DateRecord<'a>> {
    let mut before = (0, 0, 0);
    let record = |date: &Uncovered| {
        let (paragraph, byte, chars) = before;
        let (byte, chars) = if paragraph == date.paragraph {
            (byte, chars)
        } else {
            (0, 0)
        };
        let whole = document.paragraph(date.paragraph).unwrap_or_default();
        let between = whole.get(byte..date.bytes.start).unwrap_or_default();
        let start = chars + between.chars().count();
        before = (date.paragraph, date.bytes.start, start);
        let text = words(document, date);
        DateRecord {
            paragraph: date.paragraph,
            start,
            end: start + text.chars().count(),
            text,
            date: date.when.edtf(),
        }
    };
    dates.iter().map(record).collect()
}
