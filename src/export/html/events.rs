//! The events, under headings.

use std::io::{self, Write};

use anyhow::Result;

use super::citation;
use super::escape::{Lang, Target, Text};
use super::frame::{counted, tone};
use super::links::Found;
use super::page::Page;
use super::survey::{conflicting, verdict_of};
use crate::date::Date;
use crate::timeline::{Actor, Event, Heading, Status, When};

/// Writes the events of the page.
pub fn write(out: &mut dyn Write, page: &Page<'_>) -> Result<()> {
    let headings = page
        .timeline
        .headings(page.selection, page.timeline.grain())?;
    let mut headings = headings.into_iter().peekable();
    for (rank, id) in page.selection.iter().enumerate() {
        if let Some(heading) = headings.next_if(|heading| heading.rank == rank) {
            write_heading(out, &heading)?;
        }
        let event = page.timeline.read(id?)?;
        write_event(out, page, &event)?;
    }
    if page.selection.is_empty() {
        writeln!(out, "<p class=\"nothing\">No events.</p>")?;
    } else {
        writeln!(out, "</section>")?;
    }
    writeln!(out, "</section>")?;
    Ok(())
}

fn write_heading(out: &mut dyn Write, heading: &Heading) -> io::Result<()> {
    if heading.rank > 0 {
        writeln!(out, "</section>")?;
    }
    let label = match heading.stretch {
        Some(_) => heading.label.as_str(),
        None => "Undated",
    };
    let count = counted(heading.events, "event");
    writeln!(
        out,
        "<section class=\"stretch\">\n<h3>{} <small>{count}</small></h3>",
        Text(label)
    )
}

fn write_event(out: &mut dyn Write, page: &Page<'_>, event: &Event) -> Result<()> {
    let verdict = page.timeline.verdict(event);
    let actors = event.actors.iter();
    let actors = actors.filter_map(|participant| page.timeline.actor(participant.actor));
    let actors: Vec<&str> = actors.map(Actor::slug).collect();
    write!(
        out,
        "<article class=\"event\" id=\"{}\" tabindex=\"-1\" data-verdict=\"{}\" data-actors=\"{}\"",
        Target::Event(&event.slug),
        verdict.name(),
        Text(&serde_json::to_string(&actors)?)
    )?;
    if let Some(date) = event.when.date() {
        let columns = page.strips.iter().map(|strip| strip.columns(date));
        let columns: Vec<String> = columns
            .map(|(first, last)| format!("{first} {last}"))
            .collect();
        write!(out, " data-at=\"{}\"", columns.join(" "))?;
    }
    write!(out, ">\n<p class=\"when\">")?;
    write_when(out, &event.when)?;
    let language = Lang::new(page.timeline.language());
    writeln!(
        out,
        "</p>\n<div class=\"what\">\n\
         <h4 dir=\"auto\"{language}><a href=\"#{}\">{}</a></h4>\n\
         <p class=\"verdict {}\"><span aria-hidden=\"true\">{}</span> {}</p>",
        Target::Event(&event.slug),
        Text(&event.title),
        tone(verdict),
        verdict.sign(),
        verdict.name()
    )?;
    write_facts(out, page, event)?;
    if let Some(summary) = &event.summary {
        writeln!(
            out,
            "<p class=\"text\" dir=\"auto\"{language}>{}</p>",
            Text(summary)
        )?;
    }
    if let Some(note) = &event.note {
        writeln!(
            out,
            "<p class=\"text note\" dir=\"auto\"{language}><b>Note</b> {}</p>",
            Text(note)
        )?;
    }
    for fault in event.faults() {
        writeln!(
            out,
            "<p class=\"text bad\"><b>Problem</b> {}</p>",
            Text(&fault)
        )?;
    }
    for conflict in event.conflicts() {
        let words = page.timeline.conflict_words(event, conflict, Date::words);
        writeln!(
            out,
            "<p class=\"text bad\"><b>Conflict</b> {}</p>",
            Text(&words)
        )?;
    }
    write_citations(out, page, event)?;
    writeln!(out, "</div>\n</article>")?;
    Ok(())
}

fn write_citations(out: &mut dyn Write, page: &Page<'_>, event: &Event) -> io::Result<()> {
    if event.citations.is_empty() {
        return Ok(());
    }
    let conflicts = conflicting(event);
    writeln!(out, "<ul class=\"evidence\" aria-label=\"Evidence\">")?;
    for (index, cited) in event.citations.iter().enumerate() {
        if let Some(found) = Found::new(page.timeline, cited) {
            let verdict = verdict_of(event, &found, conflicts.contains(&index));
            let language = page.timeline.language_of(cited.source);
            citation::write(out, event, &found, verdict, language)?;
        }
    }
    writeln!(out, "</ul>")
}

fn write_when(out: &mut dyn Write, when: &When) -> io::Result<()> {
    let date = when.date();
    match date.and_then(machine_readable) {
        Some(value) => write!(
            out,
            "<time datetime=\"{value}\">{}</time>",
            Text(&when.words())
        )?,
        None => write!(out, "{}", Text(&when.words()))?,
    }
    if let Some(weekday) = date.and_then(Date::weekday) {
        write!(out, " <small>{weekday}</small>")?;
    }
    Ok(())
}

/// Returns a date as HTML writes it: a year of four digits, a month or a day. It has no way to write what is uncertain
/// or approximate, and times are left to the words.
fn machine_readable(date: &Date) -> Option<&str> {
    let text = date.day_text();
    let pattern = "0000-00-00".get(..text.len())?;
    let fits = |(c, shape): (char, char)| {
        if shape == '0' {
            c.is_ascii_digit()
        } else {
            c == '-'
        }
    };
    let is_whole = matches!(text.len(), 4 | 7 | 10) && text.chars().zip(pattern.chars()).all(fits);
    let year = text.get(..4)?;
    let month = text.get(5..7).unwrap_or("01");
    (is_whole && year > "0000" && ("01"..="12").contains(&month)).then_some(text)
}

/// Writes status, actors, place and tags, each in a piece that looks different.
fn write_facts(out: &mut dyn Write, page: &Page<'_>, event: &Event) -> io::Result<()> {
    let mut facts: Vec<String> = Vec::new();
    if event.status != Status::Happened {
        facts.push(format!("<li class=\"status\">{}</li>", event.status.name()));
    }
    for participant in &event.actors {
        let Some(actor) = page.timeline.actor(participant.actor) else {
            continue;
        };
        let role = participant.role.as_deref();
        let role = role.map(|role| format!(" <small>({})</small>", Text(role)));
        let role = role.unwrap_or_default();
        facts.push(format!(
            "<li class=\"actor\"><bdi>{}</bdi>{role}</li>",
            Text(actor.name())
        ));
    }
    if let Some(place) = &event.place {
        facts.push(format!(
            "<li class=\"place\"><span class=\"unseen\">Place: </span><bdi>{}</bdi></li>",
            Text(place)
        ));
    }
    let tags = event.tags.iter();
    facts.extend(tags.map(|tag| format!("<li class=\"tag\"><bdi>{}</bdi></li>", Text(tag))));
    if facts.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul class=\"facts\">{}</ul>", facts.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_html_can_say_is_machine_readable() {
        for (text, expected) in [
            ("2023", Some("2023")),
            ("2023-05", Some("2023-05")),
            ("2023-05-09", Some("2023-05-09")),
            ("2023-05-09T10:00:00Z", Some("2023-05-09")),
            ("2023~", None),
            ("2023-21", None),
            ("202X", None),
            ("0000", None),
            ("-0043-03-15", None),
            ("2023/2024", None),
            ("2023-05-XX", None),
            ("Y-4500000000", None),
        ] {
            let date = Date::parse(text).expect(text);
            assert_eq!(machine_readable(&date), expected, "{text}");
        }
    }
}
