//! What the sources of an event say, in words, where they do not agree.

use super::conflict::{Against, Conflict};
use super::{Citation, Event, Head, Source, Stance};
use crate::date::Date;

impl Head {
    /// Returns a conflict of an event for people, in one sentence without a full stop. `words` are those of a date.
    pub fn conflict_words(
        &self,
        event: &Event,
        conflict: Conflict,
        words: fn(&Date) -> String,
    ) -> String {
        let title = |index: usize| {
            let citation = event.citations.get(index);
            citation.map_or("", |citation| self.cited_title(citation))
        };
        let dates_it = |index: usize| {
            let citation = event.citations.get(index);
            let date = citation.and_then(|citation| citation.date.as_ref());
            let date = date.map_or(String::new(), words);
            format!("{} dates it {date}", title(index))
        };
        let index = conflict.citation;
        match conflict.against {
            Against::Date => {
                let when = event.when.date().map_or_else(|| event.when.words(), words);
                format!("{}; the event says {when}", dates_it(index))
            }
            Against::Citation(other) => {
                format!("{}; {}", dates_it(index), dates_it(other as usize))
            }
            Against::Stance => format!("{} contradicts the event", title(index)),
        }
    }

    /// Returns what each citation of an event says: the title of its source, and its own date and stance.
    pub fn claims(&self, event: &Event) -> Vec<[String; 2]> {
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
        event.citations.iter().map(claim).collect()
    }

    fn cited_title(&self, citation: &Citation) -> &str {
        let source = self.source(citation.source);
        source.map_or("", Source::title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;
    use crate::timeline::Timeline;
    use std::sync::Arc;

    use crate::timeline::EventId;

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

    fn first(timeline: &Timeline) -> Arc<Event> {
        timeline.event(EventId::new(0)).expect("an event")
    }

    fn words(date: &str, citations: &[(&str, &str)]) -> Vec<String> {
        let timeline = timeline(date, citations);
        let event = first(&timeline);
        let said = |conflict: Conflict| {
            let kind = match conflict.against {
                Against::Date | Against::Citation(_) => "Date",
                Against::Stance => "Stance",
            };
            let words = timeline.conflict_words(&event, conflict, Date::words);
            format!("{} {kind}: {words}", conflict.citation)
        };
        let words: Vec<String> = event.conflicts().map(said).collect();
        assert_eq!(event.has_conflict(), !words.is_empty());
        words
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
        // Of those that end, or begin, on one day the first is named.
        assert_eq!(
            words(
                "2023",
                &[
                    ("a", "date = \"2023-05\""),
                    ("b", "date = \"2023-05\""),
                    ("c", "date = \"2023-06\""),
                ]
            ),
            ["2 Date: C dates it June 2023; A dates it May 2023"]
        );
        // It shares a day with the one that ends first, and none with those that begin last.
        assert_eq!(
            words(
                "2023",
                &[
                    ("a", "date = \"2023-01/2023-06\""),
                    ("b", "date = \"2023-05/2023-08\""),
                    ("c", "date = \"2023-05/2023-09\""),
                    ("d", "date = \"2023-02\""),
                ]
            ),
            ["3 Date: D dates it February 2023; B dates it May 2023 – August 2023"]
        );
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
        let event = first(&timeline);
        assert_eq!(
            timeline.claims(&event),
            [
                ["A", "2024, contradicts"],
                ["B", "supports"],
                ["C", "contradicts"],
                ["D", "c. 2023"]
            ]
        );
    }
}
