//! A report in Markdown: a chronology, and under it a note for each citation.

use std::io::Write;

use anyhow::Result;

use super::evidence::{Evidence, evidence};
use super::markdown::{escape, link, paragraph};
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
        let separator = if setting.footnotes { " " } else { ", " };
        writeln!(
            out,
            "| {} | {} | {} | {} |",
            escape(&event.when.words()),
            described(&event),
            actors(timeline, &event),
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
    for id in selection.iter() {
        let event = timeline.read(id?)?;
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
    Ok(Skipped::default())
}

fn reference(number: usize, setting: &Setting) -> String {
    if setting.footnotes {
        format!("[^{number}]")
    } else {
        number.to_string()
    }
}

/// Returns title, status, place, summary and the curator's note in one cell.
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
    let all: Vec<String> = [Some(title), summary, remark]
        .into_iter()
        .flatten()
        .collect();
    all.join(" — ")
}

fn actors(timeline: &Timeline, event: &Event) -> String {
    let actors = event.actors.iter().filter_map(|participant| {
        let name = escape(timeline.actor(participant.actor)?.name());
        Some(match &participant.role {
            Some(role) => format!("{name} ({})", escape(role)),
            None => name,
        })
    });
    actors.collect::<Vec<_>>().join(", ")
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
    let number = evidence.paragraph();
    let number = number.map_or(String::new(), |number| format!(", paragraph {number}"));
    let from = escape(&evidence.description());
    let mut sentences = vec![format!("{quote}{from}{number}.")];
    if let Some(url) = source.address() {
        sentences.push(format!("{}.", link(url, url)));
    }
    if let Some(url) = source.archive_url.as_deref() {
        sentences.push(format!("Archived: {}.", link(url, url)));
    }
    if let Some(retrieved) = &source.retrieved {
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
