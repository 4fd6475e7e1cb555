//! What became of the records of an input.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What became of a record, apart from being kept as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is left out.
    Refused,
    /// It is kept, and is not all that it was or means less than it did.
    Altered,
    /// It is kept, and something of it is read in a way that the input does not spell out.
    Read,
}

impl Outcome {
    /// Returns the word for a report.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Altered => "altered",
            Self::Read => "read as",
        }
    }
}

/// For a reason the lines of so many records are kept.
const MOST_LINES: usize = 8;

/// So many reasons are told apart; of the rest there is a count.
const MOST_REASONS: usize = 100;

/// The reason that stands for those beyond them.
const OTHER: &str = "other reasons";

/// How often there is a reason, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// The number of records.
    pub count: usize,
    /// The lines of the first ones.
    pub lines: Vec<u64>,
    /// The number of the last one.
    last: usize,
}

/// Counts what became of the records of an input: each one read is kept or refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The number of records that were read.
    pub rows: usize,
    /// The number of those that became events.
    pub kept: usize,
    /// The number of events that they became.
    pub events: usize,
    /// The number of those that were altered.
    pub altered: usize,
    /// What is not carried over of any record, such as columns that have no place in an event.
    pub dropped: Vec<String>,
    reasons: BTreeMap<(Outcome, Cow<'static, str>), Reason>,
}

impl Report {
    /// Returns the number of records that were refused.
    pub fn refused(&self) -> usize {
        self.rows.saturating_sub(self.kept)
    }

    /// Iterates over what happened to records, why, and how often.
    pub fn reasons(&self) -> impl Iterator<Item = (Outcome, &str, &Reason)> {
        let reasons = self.reasons.iter();
        reasons.map(|((outcome, why), reason)| (*outcome, why.as_ref(), reason))
    }

    /// Takes note of what happened to the record on a line.
    pub(super) fn note(&mut self, outcome: Outcome, line: u64, why: impl Into<Cow<'static, str>>) {
        let mut key = (outcome, why.into());
        if self.reasons.len() >= MOST_REASONS && !self.reasons.contains_key(&key) {
            key.1 = OTHER.into();
        }
        let reason = self.reasons.entry(key).or_default();
        if std::mem::replace(&mut reason.last, self.rows) == self.rows && reason.count > 0 {
            return;
        }
        reason.count = reason.count.saturating_add(1);
        if reason.lines.len() < MOST_LINES {
            reason.lines.push(line);
        }
    }

    /// Returns the counts in one sentence without a full stop: `12 rows read, 11 kept (2 altered), 1 refused`.
    pub fn counts(&self) -> String {
        let rows = if self.rows == 1 { "row" } else { "rows" };
        let mut counts = format!("{} {rows} read, {} kept", self.rows, self.kept);
        if self.events != self.kept {
            let _ = write!(counts, " as {} events", self.events);
        }
        if self.altered > 0 {
            let _ = write!(counts, " ({} altered)", self.altered);
        }
        let _ = write!(counts, ", {} refused", self.refused());
        counts
    }
}

impl Reason {
    /// Returns where it is: `line 7`, `lines 3, 9, …`.
    pub fn places(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(u64::to_string).collect();
        let word = if self.count == 1 { "line" } else { "lines" };
        let more = if self.count > lines.len() {
            ", …"
        } else {
            ""
        };
        format!("{word} {}{more}", lines.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_record_is_kept_or_refused() {
        let mut report = Report {
            rows: 3,
            kept: 2,
            events: 2,
            altered: 1,
            ..Report::default()
        };
        report.note(Outcome::Altered, 2, "the text is cut");
        report.note(Outcome::Altered, 2, "the place is cut");
        report.note(Outcome::Refused, 4, "there is no title");
        assert_eq!(
            report.counts(),
            "3 rows read, 2 kept (1 altered), 1 refused"
        );
    }

    #[test]
    fn of_many_records_the_first_lines_are_kept() {
        let mut report = Report::default();
        for line in 1..=20 {
            report.rows += 1;
            report.note(Outcome::Altered, line, "cut");
        }
        let (outcome, why, reason) = report.reasons().next().expect("a reason");
        assert_eq!((outcome, why), (Outcome::Altered, "cut"));
        assert_eq!(reason.count, 20);
        assert_eq!(reason.places(), "lines 1, 2, 3, 4, 5, 6, 7, 8, …");
    }

    #[test]
    fn very_many_reasons_are_counted_together() {
        let mut report = Report::default();
        for line in 0..1000 {
            report.rows += 1;
            report.note(Outcome::Refused, line, format!("reason {line}"));
        }
        report.note(Outcome::Refused, 999, "reason 2000");
        assert_eq!(report.reasons().count(), MOST_REASONS + 1);
        let counts = report.reasons().map(|(_, _, reason)| reason.count);
        assert_eq!(counts.sum::<usize>(), 1000);
    }
}
