//! A report in Markdown: a chronology, and under it a note for each citation.

use std::io::Write;

use anyhow::Result;

use super::evidence::{Evidence, evidence};
use super::markdown::{escape, link, paragraph};
use super::words::{actors, faults, labelled};
use super::{Setting, Skipped};
use crate::timeline::{Event, Selection, Status, Timeline};

/// Writes the title, the chronology and the notes.
pub fn write(
    out: &mut dyn Write,
    timeline: &Timeline,
    selection: &Selection,
    setting: &Setting,
) -> Result<Skipped> {
    if !timeline.title().is_empty() {
        writeln!(out, "# {}\n", escape(timeline.title()))?;
    }
    if let Some(summary) = timeline.summary() {
        writeln!(out, "{}\n", paragraph(summary))?;
    }
    writeln!(out, "| Date | Event | Actors | Notes |")?;
    writeln!(out, "| --- | --- | --- | --- |")?;
    let mut number = 0_usize;
    for id in selection.iter() {
        let event = timeline.read(id?)?;
        let numbers = event.citations.iter().map(|_| {
            number = number.saturating_add(1);
            reference(number, setting)
        });
        let numbers: Vec<String> = numbers.collect();
        let names: Vec<String> = actors(timeline, &event).collect();
        let separator = if setting.footnotes { " " } else { ", " };
        writeln!(
            out,
            "| {} | {} | {} | {} |",
            escape(&event.when.words()),
            described(&event),
            escape(&names.join(", ")),
            if numbers.is_empty() {
                "none".to_owned()
            } else {
                numbers.join(separator)
            }
        )?;
    }
    if number > 0 {
        writeln!(out, "\n## Notes\n")?;
    }
    // Read again, since the notes of very many events need not fit in memory.
    let mut number = 0_usize;
    let mut skipped = Skipped::default();
    for id in selection.iter() {
        let event = timeline.read(id?)?;
        skipped.skip_acknowledged(&event);
        for evidence in evidence(timeline, &event) {
            number = number.saturating_add(1);
            let mark = if setting.footnotes {
                format!("[^{number}]: ")
            } else {
                format!("{number}. ")
            };
            writeln!(out, "{mark}{}", note(&evidence))?;
        }
    }
    Ok(skipped)
}

fn reference(number: usize, setting: &Setting) -> String {
    if setting.footnotes {
        format!("[^{number}]")
    } else {
        number.to_string()
    }
}

/// Returns title, status, place, summary, the curator's note, tags and faults in one cell.
fn described(event: &Event) -> String {
    let title = format!("**{}**", escape(&event.title));
    let status = (event.status != Status::Happened).then(|| event.status.name());
    let beside: Vec<&str> = status.into_iter().chain(event.place.as_deref()).collect();
    let title = match beside.as_slice() {
        [] => title,
        beside => format!("{title} ({})", escape(&beside.join(", "))),
    };
    let summary = event.summary.as_deref().map(paragraph);
    let remark = event.note.as_deref().map(paragraph);
    let remark = remark.map(|remark| format!("Note: {remark}"));
    let tags = labelled("Tags", event.tags.iter().cloned());
    let tags = tags.as_deref().map(paragraph);
    let faults = faults(event).as_deref().map(paragraph);
    let all: Vec<String> = [Some(title), summary, remark, tags, faults]
        .into_iter()
        .flatten()
        .collect();
    all.join(" — ")
}

/// Returns a note in one line.
fn note(evidence: &Evidence<'_>) -> String {
    let lines = |text: &str| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        escape(&lines.collect::<Vec<_>>().join(" / "))
    };
    let source = evidence.source;
    let quote = evidence.citation.quote.as_deref();
    let quote = quote.map_or(String::new(), |quote| format!("“{}” — ", lines(quote)));
    let place = evidence.place();
    let place = place.map_or(String::new(), |place| format!(", {}", escape(&place)));
    // A title that is the address is a link itself.
    let address = source.address();
    let from = evidence.parts().into_iter().map(|part| {
        if address == Some(part.as_str()) {
            link(&part, &part)
        } else {
            escape(&part)
        }
    });
    let from = from.collect::<Vec<_>>().join(", ");
    let mut sentences = vec![format!("{quote}{from}{place}.")];
    if let Some(url) = address.filter(|url| *url != source.title()) {
        sentences.push(format!("{}.", link(url, url)));
    }
    if let Some(url) = source.archive_url.as_deref() {
        sentences.push(format!("Archived: {}.", link(url, url)));
    }
    if let Some(retrieved) = evidence.retrieved {
        sentences.push(format!("Retrieved {}.", escape(&retrieved.words())));
    }
    if let Some(claim) = evidence.claim() {
        sentences.push(format!("The source {}.", escape(&claim)));
    }
    sentences.push(format!(
        "State of the quote: {}.",
        escape(&evidence.state())
    ));
    if let Some(correction) = evidence.correction() {
        sentences.push(format!("The source has: “{}”.", lines(&correction)));
    }
    sentences.join(" ")
}
