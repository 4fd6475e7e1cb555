//! What a newer text changes, in words.

use std::ops::Range;
use std::path::Path;

use anyhow::Result;

use super::renewal::Renewal;
use crate::check::editions::{Held, Outcome};
use crate::command::environment::Streams;
use crate::command::print::{counted, named};
use crate::command::source::notes;
use crate::diagnostic::safe;
use crate::document::{Change, Document};
use crate::export::{columns, key};
use crate::text::shell;

/// Prints how much has changed, and what has become of each quote.
pub fn outcomes(renewal: &Renewal<'_>, streams: &mut Streams<'_>) -> Result<()> {
    let (mut removed, mut added) = (0_usize, 0_usize);
    for change in &renewal.comparison.changes {
        match change {
            Change::Same { .. } => {}
            Change::Removed(range) => removed = removed.saturating_add(range.len()),
            Change::Added(range) => added = added.saturating_add(range.len()),
        }
    }
    let (id, before) = (renewal.source.slug(), &renewal.dates.before);
    writeln!(
        streams.out,
        "{id}: the text has changed since {before}: {} gone, {added} new",
        counted(removed, "paragraph")
    )?;
    columns(
        streams.out,
        renewal.comparison.held.iter().map(|held| {
            let Held { event, number, .. } = held;
            Ok([format!("  {event}#{number}"), words(&held.outcome)])
        }),
    )?;
    let notes = renewal.notes.iter().map(|note| format!("{id}: {note}"));
    notes::print(notes, streams)
}

fn words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Stands => "stands".to_owned(),
        Outcome::Moved(moved) => format!("moved {}", moved.words()),
        Outcome::Ambiguous => "is in several places now".to_owned(),
        Outcome::Altered => "altered".to_owned(),
        Outcome::Gone => "gone".to_owned(),
        Outcome::Unverified => "was not verified before".to_owned(),
    }
}

/// Prints the paragraphs that only one of the texts has, in their order.
pub fn paragraphs(renewal: &Renewal<'_>, streams: &mut Streams<'_>) -> Result<()> {
    for change in &renewal.comparison.changes {
        match change {
            Change::Same { .. } => {}
            Change::Removed(range) => print('-', range, renewal.old, streams)?,
            Change::Added(range) => print('+', range, &renewal.new, streams)?,
        }
    }
    Ok(())
}

fn print(
    sign: char,
    range: &Range<usize>,
    document: &Document,
    streams: &mut Streams<'_>,
) -> Result<()> {
    for number in range.clone() {
        let text = document.paragraph(number).unwrap_or_default();
        writeln!(streams.out, "{sign} {number}: {text}")?;
    }
    Ok(())
}

/// Prints which files were written, and what to do with quotes that do not stand.
pub fn written(renewal: &Renewal<'_>, events: &Path, streams: &mut Streams<'_>) -> Result<()> {
    for (place, _) in &renewal.files {
        writeln!(
            streams.out,
            "wrote {}",
            safe(&place.path.display().to_string())
        )?;
    }
    let (id, before) = (key(renewal.source.slug()), &renewal.dates.before);
    writeln!(
        streams.out,
        "changed [sources.{id}] in {}; the text of {before} stays as an edition",
        named(events),
    )?;
    let held = &renewal.comparison.held;
    for line in advice(held, before, events) {
        writeln!(streams.out, "{line}")?;
    }
    Ok(())
}

/// Returns what to do about the quotes that do not stand, a line each.
fn advice(held: &[Held], before: &str, events: &Path) -> Vec<String> {
    let file = match events.to_str() {
        Some("events.toml") => String::new(),
        _ => format!(" {}", shell::path(&safe(&events.display().to_string()))),
    };
    let is_followed = |held: &Held| held.is_placed && matches!(held.outcome, Outcome::Moved(_));
    let is_gone = |held: &Held| held.outcome == Outcome::Gone;
    let is_open = |held: &Held| matches!(held.outcome, Outcome::Altered | Outcome::Ambiguous);
    let mut fixes = Vec::new();
    if held.iter().any(is_followed) {
        fixes.push("follows quotes that have moved".to_owned());
    }
    if held.iter().any(is_gone) {
        fixes.push(format!(
            "makes quotes that are gone cite the edition of {before}"
        ));
    }
    let mut lines = Vec::new();
    if !fixes.is_empty() {
        let fixes = fixes.join(", and ");
        lines.push(format!("`annals check --fix{file}` {fixes}"));
    }
    if held.iter().any(is_open) {
        lines.push(format!(
            "`annals check{file}` shows the quotes that are left for you to decide"
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anchor::Moved;

    #[test]
    fn only_what_a_command_does_is_advised() {
        let moved = Outcome::Moved(Moved {
            paragraph: Some((1, 2)),
            locator: None,
        });
        let decide = "`annals check` shows the quotes that are left for you to decide";
        for (outcomes, expected) in [
            (vec![], vec![]),
            (
                vec![
                    (Outcome::Stands, true),
                    (Outcome::Unverified, true),
                    (moved.clone(), false),
                ],
                vec![],
            ),
            (
                vec![(moved.clone(), true), (Outcome::Altered, true)],
                vec![
                    "`annals check --fix` follows quotes that have moved",
                    decide,
                ],
            ),
            (
                vec![(Outcome::Gone, false)],
                vec!["`annals check --fix` makes quotes that are gone cite the edition of 2025"],
            ),
            (
                vec![(Outcome::Gone, false), (moved, true)],
                vec![
                    "`annals check --fix` follows quotes that have moved, and makes quotes that are gone \
                      cite the edition of 2025",
                ],
            ),
            (vec![(Outcome::Ambiguous, false)], vec![decide]),
        ] {
            let held = outcomes.into_iter().map(|(outcome, is_placed)| Held {
                event: "e".to_owned(),
                number: 1,
                is_placed,
                outcome,
            });
            let held: Vec<Held> = held.collect();
            let found = advice(&held, "2025", Path::new("events.toml"));
            assert_eq!(found, expected, "{held:?}");
        }
        let gone = Held {
            event: "e".to_owned(),
            number: 1,
            is_placed: true,
            outcome: Outcome::Gone,
        };
        let found = advice(&[gone], "2025", Path::new("my files/events.toml"));
        let expected = "`annals check --fix 'my files/events.toml'` makes quotes that are gone cite the edition of 2025";
        assert_eq!(found, [expected]);
    }
}
