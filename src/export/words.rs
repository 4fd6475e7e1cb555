//! What several formats say of an event in the same words.

use crate::timeline::{Event, Timeline};

/// Iterates over who takes part in an event, each with the role.
pub fn actors<'a>(timeline: &'a Timeline, event: &'a Event) -> impl Iterator<Item = String> + 'a {
    event.actors.iter().filter_map(|participant| {
        let name = timeline.actor(participant.actor)?.name();
        Some(match &participant.role {
            Some(role) => format!("{name} ({role})"),
            None => name.to_owned(),
        })
    })
}

/// Returns some texts behind a label; none if there are no texts.
pub fn labelled(label: &str, texts: impl IntoIterator<Item = String>) -> Option<String> {
    let texts: Vec<String> = texts.into_iter().collect();
    (!texts.is_empty()).then(|| format!("{label}: {}", texts.join(", ")))
}

/// Returns what is wrong with an event in the file; none if it is right.
pub fn faults(event: &Event) -> Option<String> {
    let faults: Vec<String> = event.faults().collect();
    (!faults.is_empty()).then(|| format!("Faults: {}", faults.join("; ")))
}
