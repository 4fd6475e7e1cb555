//! What a format leaves out, or can only hold in a simpler form.

use std::collections::BTreeMap;

use crate::document::Locator;
use crate::timeline::{Event, When};

/// Something of a timeline that a format may have no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The role of an actor in an event.
    Role,
    /// The date that a citation gives.
    CitationDate,
    /// A caution that a citation acknowledges.
    Acknowledged,
    /// The edition of a source that a citation cites.
    Edition,
    /// A value that was wrong in the file.
    Faulty,
    /// The place of an event among others of the same date.
    Rank,
    /// An event without a date.
    Undated,
    /// An event of a year that the format does not have.
    FarEvent,
    /// An event that nothing is cited for.
    Uncited,
    /// A citation of a source without an address on the web.
    Unaddressed,
    /// A date that is approximate or uncertain.
    Doubtful,
    /// A date without a beginning or an end.
    Open,
    /// A date that is less precise than a day.
    Coarse,
    /// A date that is several ones.
    Several,
    /// A date that reaches the first or the last day that the format has.
    Limit,
    /// The number printed on a page, in digits, which is read as one that viewers count.
    Label,
    /// A tag or an actor with the character that stands between two.
    Separator,
    /// An id that is not in kebab-case.
    Id,
    /// A paragraph of a source that no event cites.
    Paragraph,
}

/// What becomes of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    LeftOut,
    Dropped,
    Simplified,
    Rewritten,
}

impl Fate {
    const fn verb(self) -> &'static str {
        match self {
            Self::LeftOut => "leaves out",
            Self::Dropped => "leaves out or replaces",
            Self::Simplified => "simplifies",
            Self::Rewritten => "rewrites",
        }
    }
}

impl Part {
    /// Returns what becomes of it, and one of it and many in words.
    const fn row(self) -> (Fate, &'static str, &'static str) {
        use Fate::{Dropped, LeftOut, Rewritten, Simplified};
        match self {
            Self::Role => (LeftOut, "role of an actor", "roles of actors"),
            Self::CitationDate => (LeftOut, "date of a citation", "dates of citations"),
            Self::Acknowledged => (
                LeftOut,
                "acknowledgement of a citation",
                "acknowledgements of citations",
            ),
            Self::Edition => (LeftOut, "edition that is cited", "editions that are cited"),
            Self::Faulty => (Dropped, "value in error", "values in error"),
            Self::Rank => (LeftOut, "rank of an event", "ranks of events"),
            Self::Undated => (LeftOut, "event without a date", "events without a date"),
            Self::FarEvent => (
                LeftOut,
                "event before year 1 or after 9999",
                "events before year 1 or after 9999",
            ),
            Self::Uncited => (
                LeftOut,
                "event without a citation",
                "events without a citation",
            ),
            Self::Unaddressed => (
                LeftOut,
                "citation of a source without a URL",
                "citations of sources without a URL",
            ),
            Self::Doubtful => (
                Simplified,
                "approximate or uncertain date",
                "approximate or uncertain dates",
            ),
            Self::Open => (
                Simplified,
                "date with an open end",
                "dates with an open end",
            ),
            Self::Coarse => (
                Simplified,
                "date that is not to the day",
                "dates that are not to the day",
            ),
            Self::Several => (Simplified, "set of dates", "sets of dates"),
            Self::Limit => (
                Simplified,
                "date that reaches the limits of the years 1 to 9999",
                "dates that reach the limits of the years 1 to 9999",
            ),
            Self::Label => (
                Simplified,
                "printed page number in digits",
                "printed page numbers in digits",
            ),
            Self::Separator => (
                Simplified,
                "tag or actor with a semicolon",
                "tags or actors with a semicolon",
            ),
            Self::Paragraph => (LeftOut, "paragraph of a source", "paragraphs of sources"),
            Self::Id => (
                Rewritten,
                "id that is not in kebab-case",
                "ids that are not in kebab-case",
            ),
        }
    }
}

/// Counts of what a writer had to leave out or to change. A table for people is a summary by design and leaves
/// nothing out in this sense; a format that is read back is meant to be complete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    counts: BTreeMap<Part, usize>,
    /// Whether the file is an empty one, which other programs may not expect.
    is_empty: bool,
}

impl Skipped {
    /// Counts some of a part.
    pub(super) fn skip(&mut self, part: Part, number: usize) {
        if number > 0 {
            let count = self.counts.entry(part).or_default();
            *count = count.saturating_add(number);
        }
    }

    /// Notes that nothing is written.
    pub(super) fn note_empty(&mut self) {
        self.is_empty = true;
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

    /// Counts the values of an event that were wrong in the file. What stands in the place of a date is kept.
    pub(super) fn skip_faults(&mut self, event: &Event) {
        let is_kept = matches!(&event.when, When::Undated { raw } if !raw.is_empty());
        let faults = event.problems.len().saturating_sub(is_kept.into());
        self.skip(Part::Faulty, faults);
    }

    /// Counts the rank of an event, if it has one.
    pub(super) fn skip_rank(&mut self, event: &Event) {
        self.skip(Part::Rank, usize::from(event.rank != 0));
    }

    /// Counts the cautions that the citations of an event acknowledge.
    pub(super) fn skip_acknowledged(&mut self, event: &Event) {
        let acknowledged = event.citations.iter().map(|c| c.acknowledged.len());
        self.skip(Part::Acknowledged, acknowledged.sum());
    }

    /// Counts the citations of an event that give the number printed on a page, in digits.
    pub(super) fn skip_labels(&mut self, event: &Event) {
        let is_digits = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
        let labels = event
            .citations
            .iter()
            .filter(|it| matches!(&it.locator, Some(Locator::Label(label)) if is_digits(label)));
        self.skip(Part::Label, labels.count());
    }

    /// Counts the citations of an event that say which edition they cite.
    pub(super) fn skip_editions(&mut self, event: &Event) {
        let cited = event.citations.iter().filter(|it| it.edition.is_some());
        self.skip(Part::Edition, cited.count());
    }

    /// Returns the counts for people, such as `leaves out 2 roles of actors`; none if nothing was left out.
    pub fn words(&self) -> Option<String> {
        let of_fate = |fate: Fate| {
            let same = self.counts.iter().filter(|(part, _)| part.row().0 == fate);
            let counted = same.map(|(part, number)| {
                let (_, one, many) = part.row();
                format!("{number} {}", if *number == 1 { one } else { many })
            });
            let mut counted: Vec<String> = counted.collect();
            let last = counted.pop()?;
            let counted = match counted.as_slice() {
                [] => last,
                others => format!("{} and {last}", others.join(", ")),
            };
            Some(format!("{} {counted}", fate.verb()))
        };
        let fates = [
            Fate::LeftOut,
            Fate::Dropped,
            Fate::Simplified,
            Fate::Rewritten,
        ];
        let said = fates.into_iter().filter_map(of_fate);
        let empty = self.is_empty.then(|| "has no entries".to_owned());
        let said: Vec<String> = said.chain(empty).collect();
        (!said.is_empty()).then(|| said.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_said_by_what_becomes_of_them() {
        let mut skipped = Skipped::default();
        assert_eq!(skipped.words(), None);
        skipped.skip(Part::Undated, 0);
        assert_eq!(skipped.words(), None);
        for (part, number) in [(Part::Open, 1), (Part::Role, 2), (Part::Undated, 1)] {
            skipped.skip(part, number);
        }
        let said = "leaves out 2 roles of actors and 1 event without a date; \
                    simplifies 1 date with an open end";
        assert_eq!(skipped.words().as_deref(), Some(said));
    }
}
