//! Where the sources of an event contradict it, or each other.

use super::{Citation, Event, EventId, Stance, Timeline};
use crate::date::Date;
use crate::date::relation::{Certainty, Span, overlap};

/// What a citation is at odds about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictKind {
    /// It gives a date that cannot be that of the event, or of another citation.
    Date,
    /// It contradicts the event.
    Stance,
}

/// A citation that is at odds with its event, or with an earlier citation of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its position among the citations of the event, from 0.
    pub citation: usize,
    /// What about.
    pub kind: ConflictKind,
    /// The same for people, in one sentence without a full stop.
    pub words: String,
}

/// What a citation is at odds with.
enum Against<'a> {
    /// The date of the event.
    Event,
    /// The date of an earlier citation.
    Citation(&'a Citation),
    /// The event, in its own words.
    Stance,
}

impl Timeline {
    /// What the citations of an event are at odds about, in their order and one thing each:
    /// rather a date that cannot be the event's than one that cannot be an earlier citation's,
    /// and rather a date than the stance.
    pub fn conflicts(&self, id: EventId) -> Vec<Conflict> {
        let Some(event) = self.event(id) else {
            return Vec::new();
        };
        let dates_it = |citation: &Citation| {
            let date = citation.date.as_ref().map_or(String::new(), Date::words);
            format!("{} dates it {date}", self.cited_title(citation))
        };
        let found = at_odds(event).map(|(index, citation, against)| {
            let (kind, words) = match against {
                Against::Event => {
                    let (said, when) = (dates_it(citation), event.when.words());
                    (ConflictKind::Date, format!("{said}; the event says {when}"))
                }
                Against::Citation(other) => {
                    let (said, before) = (dates_it(citation), dates_it(other));
                    (ConflictKind::Date, format!("{said}; {before}"))
                }
                Against::Stance => {
                    let title = self.cited_title(citation);
                    (
                        ConflictKind::Stance,
                        format!("{title} contradicts the event"),
                    )
                }
            };
            Conflict {
                citation: index,
                kind,
                words,
            }
        });
        found.collect()
    }

    /// Whether an event has conflicts at all; known beforehand.
    pub fn has_conflict(&self, id: EventId) -> bool {
        self.conflicting.get(id.index()).copied().unwrap_or(false)
    }

    /// Every citation of an event side by side: the title of its source and what that says, its
    /// own date and stance as far as they tell anything.
    pub fn claims(&self, id: EventId) -> Vec<[String; 2]> {
        let citations = self.event(id).map_or(&[][..], |event| &event.citations);
        let claim = |citation: &Citation| {
            let date = citation.date.as_ref().map(Date::words);
            let stance = citation.stance.name();
            let says = match (date, citation.stance) {
                (Some(date), Stance::Supports) => date,
                (Some(date), Stance::Contradicts) => format!("{date}, {stance}"),
                (None, _) => stance.to_owned(),
            };
            [self.cited_title(citation).to_owned(), says]
        };
        citations.iter().map(claim).collect()
    }

    fn cited_title(&self, citation: &Citation) -> &str {
        let source = self.source(citation.source);
        source.map_or("", |source| &source.title)
    }
}

/// Per event, whether a citation of it is at odds with anything.
pub(super) fn flags(events: &[Event]) -> Vec<bool> {
    let conflicting = |event: &Event| at_odds(event).next().is_some();
    events.iter().map(conflicting).collect()
}

/// The citations of an event that are at odds with something, with their positions. One walk, as
/// an event may have very many: of the dates before one, only those that end first and begin last
/// have to be asked.
fn at_odds(event: &Event) -> impl Iterator<Item = (usize, &Citation, Against<'_>)> {
    let mut ends_first: Option<(Span, &Citation)> = None;
    let mut begins_last: Option<(Span, &Citation)> = None;
    let citations = event.citations.iter().enumerate();
    citations.filter_map(move |(index, citation)| {
        let dated = citation.date.as_ref().and_then(|date| {
            if event
                .when
                .date()
                .is_some_and(|when| apart(date, Span::of(when)))
            {
                return Some(Against::Event);
            }
            let span = Span::of(date);
            let mut others = [ends_first, begins_last].into_iter().flatten();
            let other = others.find(|(span, _)| apart(date, *span));
            if ends_first.is_none_or(|(first, _)| span.last() < first.last()) {
                ends_first = Some((span, citation));
            }
            if begins_last.is_none_or(|(last, _)| span.first() > last.first()) {
                begins_last = Some((span, citation));
            }
            other.map(|(_, other)| Against::Citation(other))
        });
        let stance = (citation.stance == Stance::Contradicts).then_some(Against::Stance);
        Some((index, citation, dated.or(stance)?))
    })
}

/// Whether a date has no day in common with a span, however its ends turn out.
fn apart(date: &Date, span: Span) -> bool {
    overlap(date, span) == Certainty::Impossible
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;

    /// One event, with citations of a source each: the source's letter, then what it gives.
    fn timeline(date: &str, citations: &[(&str, &str)]) -> Timeline {
        use std::fmt::Write;
        let mut text = String::new();
        for (source, _) in citations {
            let _ = writeln!(
                text,
                "[sources.{source}]\ntitle = \"{}\"",
                source.to_uppercase()
            );
        }
        let _ = writeln!(
            text,
            "[[event]]\nid = \"e\"\ntitle = \"t\"\ndate = \"{date}\""
        );
        for (source, keys) in citations {
            let _ = writeln!(text, "[[event.citation]]\nsource = \"{source}\"\n{keys}");
        }
        load::from_text("events.toml", &text)
            .expect("it parses")
            .timeline
    }

    fn words(date: &str, citations: &[(&str, &str)]) -> Vec<String> {
        let timeline = timeline(date, citations);
        let (id, _) = timeline.events().next().expect("an event");
        let conflicts = timeline.conflicts(id);
        assert_eq!(timeline.has_conflict(id), !conflicts.is_empty());
        let said = |conflict: Conflict| {
            format!(
                "{} {:?}: {}",
                conflict.citation, conflict.kind, conflict.words
            )
        };
        conflicts.into_iter().map(said).collect()
    }

    #[test]
    fn a_date_that_cannot_be_the_events_is_a_conflict() {
        assert_eq!(
            words(
                "2024-06-19",
                &[("a", "date = \"2024\""), ("b", "date = \"2023\"")]
            ),
            ["1 Date: B dates it 2023; the event says 19 June 2024"]
        );
        for (date, other) in [
            ("2023", "2023-06"),
            ("2023-06", "2023~"),
            ("2019/..", "2025"),
            ("2019/", "2025"),
            ("[2019..2021]", "2020"),
            ("2023-06-15T10:00:00Z", "2023-06-15T22:00:00Z"),
            ("no date", "2023"),
        ] {
            assert!(
                words(date, &[("a", &format!("date = \"{other}\""))]).is_empty(),
                "{date} {other}"
            );
        }
        for (date, other) in [("2019/..", "2018"), ("/2024", "2025"), ("2023", "Y-1E100")] {
            assert_eq!(
                words(date, &[("a", &format!("date = \"{other}\""))]).len(),
                1,
                "{date} {other}"
            );
        }
    }

    #[test]
    fn two_sources_conflict_even_if_both_fit_the_event() {
        let citations = [
            ("a", "date = \"2023-06\""),
            ("b", "date = \"2023\""),
            ("c", "date = \"2023-05\""),
            ("d", "date = \"2023-06-30\""),
        ];
        let two = [
            "2 Date: C dates it May 2023; A dates it June 2023",
            "3 Date: D dates it 30 June 2023; C dates it May 2023",
        ];
        assert_eq!(words("2023", &citations), two);
        assert_eq!(words("no date", &citations), two);
        // What cannot be the event's date is not held against the others as well.
        assert_eq!(
            words("2023-06", &citations),
            ["2 Date: C dates it May 2023; the event says June 2023"]
        );
    }

    #[test]
    fn a_contradiction_is_a_conflict_and_a_date_says_more() {
        let stance = "stance = \"contradicts\"";
        assert_eq!(
            words("2023", &[("a", ""), ("b", stance)]),
            ["1 Stance: B contradicts the event"]
        );
        let both = format!("date = \"2024\"\n{stance}");
        assert_eq!(
            words("2023", &[("a", &both)]),
            ["0 Date: A dates it 2024; the event says 2023"]
        );
        let timeline = timeline(
            "2023",
            &[
                ("a", &both),
                ("b", ""),
                ("c", stance),
                ("d", "date = \"2023~\""),
            ],
        );
        let (id, _) = timeline.events().next().expect("an event");
        assert_eq!(
            timeline.claims(id),
            [
                ["A", "2024, contradicts"],
                ["B", "supports"],
                ["C", "contradicts"],
                ["D", "c. 2023"]
            ]
        );
    }
}
