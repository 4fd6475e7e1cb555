//! Identifiers that stay the same from one export to the next.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::timeline::{Event, Timeline};

/// Returns the identifier of a timeline.
pub fn of_timeline(timeline: &Timeline) -> String {
    uuid(&names(timeline))
}

/// Returns the identifier of an event, or of a part of it.
pub fn of_event(timeline: &Timeline, event: &Event, part: Option<&str>) -> String {
    let mut texts = names(timeline);
    if timeline.title().is_empty() {
        // Files often have the same name, and their events the same ids.
        texts.push(&event.title);
    }
    texts.push(&event.slug);
    texts.extend(part);
    uuid(&texts)
}

/// Returns what tells a timeline from others: its title, or else the names of its files.
fn names(timeline: &Timeline) -> Vec<&str> {
    if !timeline.title().is_empty() {
        return vec![timeline.title()];
    }
    let names = timeline.files().iter();
    names
        .map(|file| file.name.rsplit('/').next().unwrap_or_default())
        .collect()
}

/// Returns a UUID made of some texts (version 8 of RFC 9562): the same for the same texts.
fn uuid(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    let mut digits = String::with_capacity(36);
    for (at, byte) in hash.finalize().into_iter().take(16).enumerate() {
        let byte = match at {
            6 => byte & 0x0f | 0x80,
            8 => byte & 0x3f | 0x80,
            _ => byte,
        };
        if matches!(at, 4 | 6 | 8 | 10) {
            digits.push('-');
        }
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_depends_on_each_text() {
        let id = uuid(&["a", "b"]);
        assert_eq!(id, uuid(&["a", "b"]));
        assert_eq!(id.len(), 36);
        assert_eq!(
            id.split('-').map(str::len).collect::<Vec<_>>(),
            [8, 4, 4, 4, 12]
        );
        assert!(id[14..].starts_with('8'));
        for other in [&["ab", ""][..], &["a"], &["b", "a"]] {
            assert_ne!(id, uuid(other));
        }
    }
}
