//! What a newer text changes, in words.

use std::path::Path;

use anyhow::Result;

use super::renewal::Renewal;
use crate::command::environment::Streams;
use crate::command::print::{counted, named};
use crate::command::source::compare::{Change, Held, Outcome};
use crate::diagnostic::safe;
use crate::export::{columns, key};

/// Prints how much has changed, and what has become of each quote.
pub fn outcomes(renewal: &Renewal<'_>, streams: &mut Streams<'_>) -> Result<()> {
    let removed = renewal
        .changes
        .iter()
        .filter(|it| matches!(it, Change::Removed(_)))
        .count();
    let added = renewal.changes.len().saturating_sub(removed);
    let amount = match (removed, added) {
        (0, 0) => "its paragraphs are in another order".to_owned(),
        (removed, added) => format!("{} gone, {added} new", counted(removed, "paragraph")),
    };
    let (id, before) = (renewal.source.slug(), &renewal.before);
    writeln!(
        streams.out,
        "{id}: the text has changed since {before}: {amount}"
    )?;
    columns(
        streams.out,
        renewal.held.iter().map(|held| {
            let Held { event, number, .. } = held;
            Ok([format!("  {event}#{number}"), words(held)])
        }),
    )?;
    for note in &renewal.notes {
        writeln!(streams.err, "annals: {id}: {note}")?;
    }
    Ok(())
}

fn words(held: &Held) -> String {
    match held.outcome {
        Outcome::Stands => "stands".to_owned(),
        Outcome::Moved { from, to } => format!("moved from paragraph {from} to {to}"),
        Outcome::Ambiguous => "is in several places now".to_owned(),
        Outcome::Altered => "altered".to_owned(),
        Outcome::Gone => "gone".to_owned(),
        Outcome::Unverified => "was not verified before".to_owned(),
    }
}

/// Prints the paragraphs that only one of the texts has.
pub fn paragraphs(renewal: &Renewal<'_>, streams: &mut Streams<'_>) -> Result<()> {
    for change in &renewal.changes {
        let (sign, number, text) = match *change {
            Change::Removed(number) => ('-', number, renewal.old.paragraph(number)),
            Change::Added(number) => ('+', number, renewal.new.paragraph(number)),
        };
        writeln!(streams.out, "{sign} {number}: {}", text.unwrap_or_default())?;
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
    let id = key(renewal.source.slug());
    writeln!(
        streams.out,
        "changed [sources.{id}] in {}; the text of {} stays as an edition",
        named(events),
        renewal.before
    )?;
    let is_settled = |held: &Held| matches!(held.outcome, Outcome::Stands | Outcome::Unverified);
    if !renewal.held.iter().all(is_settled) {
        writeln!(
            streams.out,
            "`annals check` shows the quotes that do not stand; `annals check --fix` follows those that moved"
        )?;
    }
    Ok(())
}
