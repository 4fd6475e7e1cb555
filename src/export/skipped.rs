//! What a format has no place for.

use crate::timeline::Event;

/// Counts of what a writer had to leave out. A table for people is a summary by design and leaves nothing
/// out in this sense; a format that is read back is meant to be complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Roles of actors.
    pub roles: usize,
    /// Dates that citations give.
    pub citation_dates: usize,
}

impl Skipped {
    /// Counts the roles of an event.
    pub(super) fn skip_roles(&mut self, event: &Event) {
        let roles = event.actors.iter().filter(|actor| actor.role.is_some());
        self.roles = self.roles.saturating_add(roles.count());
    }

    /// Counts the dates that the citations of an event give.
    pub(super) fn skip_citation_dates(&mut self, event: &Event) {
        let dates = event.citations.iter().filter(|c| c.date.is_some());
        self.citation_dates = self.citation_dates.saturating_add(dates.count());
    }

    /// Returns the counts for people, such as `2 roles of actors`; none if nothing was left out.
    pub fn words(&self) -> Option<String> {
        let counted = |number: usize, one: &str, many: &str| match number {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{number} {many}")),
        };
        let words = [
            counted(self.roles, "role of an actor", "roles of actors"),
            counted(
                self.citation_dates,
                "date of a citation",
                "dates of citations",
            ),
        ];
        let words: Vec<String> = words.into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join(" and "))
    }
}
