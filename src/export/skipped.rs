//! What a format has no place for.

use std::collections::BTreeMap;

use crate::timeline::Event;

/// Something of a timeline that a format may have no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The role of an actor in an event.
    Role,
    /// The date that a citation gives.
    CitationDate,
    /// A paragraph of a source that no event cites.
    Paragraph,
}

impl Part {
    /// Returns one of it in words, and many.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Role => ("role of an actor", "roles of actors"),
            Self::CitationDate => ("date of a citation", "dates of citations"),
            Self::Paragraph => ("paragraph of a source", "paragraphs of sources"),
        }
    }
}

/// Counts of what a writer had to leave out. A table for people is a summary by design and leaves nothing
/// out in this sense; a format that is read back is meant to be complete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped(BTreeMap<Part, usize>);

impl Skipped {
    /// Counts some of a part.
    pub(super) fn skip(&mut self, part: Part, number: usize) {
        if number > 0 {
            let count = self.0.entry(part).or_default();
            *count = count.saturating_add(number);
        }
    }

    /// Counts the roles of an event.
    pub(super) fn skip_roles(&mut self, event: &Event) {
        let roles = event.actors.iter().filter(|actor| actor.role.is_some());
        self.skip(Part::Role, roles.count());
    }

    /// Counts the dates that the citations of an event give.
    pub(super) fn skip_citation_dates(&mut self, event: &Event) {
        let dates = event.citations.iter().filter(|c| c.date.is_some());
        self.skip(Part::CitationDate, dates.count());
    }

    /// Returns the counts for people, such as `2 roles of actors`; none if nothing was left out.
    pub fn words(&self) -> Option<String> {
        let counted = self.0.iter().map(|(part, number)| {
            let (one, many) = part.words();
            format!("{number} {}", if *number == 1 { one } else { many })
        });
        let mut counted: Vec<String> = counted.collect();
        let last = counted.pop()?;
        Some(if counted.is_empty() {
            last
        } else {
            format!("{} and {last}", counted.join(", "))
        })
    }
}
