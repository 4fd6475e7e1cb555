//! What the sources say that the timeline does not, and which events have too few sources. None of it is a
//! problem; it is data for [`crate::command`] and the screen to show.

#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing)
)]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::date::mention::{Calendar, Mention, Named, mentions};
use crate::document::Document;
use crate::timeline::{
    Answer, Citation, Event, EventId, NoText, Query, SourceId, Stance, Term, Timeline, Version,
};

/// How much of its sources a timeline covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Every source in file order with its coverage; none if it cannot be read.
    pub sources: Vec<(SourceId, Option<SourceCoverage>)>,
    /// The events that exactly one source supports.
    pub one_source: Vec<EventId>,
    /// The events that no source supports: without citations, or with contradicting ones only.
    pub none: Vec<EventId>,
}

/// How much of one source the timeline covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceCoverage {
    /// The number of paragraphs, without the headings that no event cites.
    pub paragraphs: usize,
    /// The numbers of the paragraphs, without headings, that no event cites, in order.
    pub uncited: Vec<usize>,
    /// The dates it mentions that no event covers, in reading order.
    pub dates: Vec<Uncovered>,
}

/// A date that a source mentions and no event covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// The number of the paragraph, from 1.
    pub paragraph: usize,
    /// The bytes of its words in the paragraph.
    pub bytes: Range<usize>,
    /// The date.
    pub when: Named,
}

impl SourceCoverage {
    /// Returns the number of paragraphs that some event cites.
    pub fn cited(&self) -> usize {
        self.paragraphs.saturating_sub(self.uncited.len())
    }

    /// Returns whether every paragraph is cited and every date covered.
    pub fn is_whole(&self) -> bool {
        self.uncited.is_empty() && self.dates.is_empty()
    }
}

impl Coverage {
    /// Returns whether nothing is missing: all sources are covered, and two or more support every event.
    pub fn is_whole(&self) -> bool {
        let whole = |(_, covered): &(SourceId, Option<SourceCoverage>)| {
            covered.as_ref().is_some_and(SourceCoverage::is_whole)
        };
        self.one_source.is_empty() && self.none.is_empty() && self.sources.iter().all(whole)
    }
}

/// Compares a timeline with all of its sources.
///
/// # Errors
/// Those of the store.
pub fn coverage(timeline: &Timeline) -> Answer<Coverage> {
    let ids = (0..timeline.sources().len()).map(SourceId::new);
    let sources = ids.map(|id| Ok((id, of_source(timeline, id)?)));
    let mut coverage = Coverage {
        sources: sources.collect::<Answer<_>>()?,
        one_source: Vec::new(),
        none: Vec::new(),
    };
    for id in timeline.select(&Query::everything())?.iter() {
        let id = id?;
        let event = timeline.read(id)?;
        let supports = |citation: &&Citation| citation.stance == Stance::Supports;
        // Undefined sources do not count as support.
        let defined = |citation: &&Citation| {
            let source = timeline.source(citation.source);
            source.is_some_and(|source| source.document().err() != Some(&NoText::Undefined))
        };
        let supporting = event.citations.iter().filter(supports).filter(defined);
        let sources: BTreeSet<SourceId> = supporting.map(|citation| citation.source).collect();
        match sources.len() {
            0 => coverage.none.push(id),
            1 => coverage.one_source.push(id),
            _ => {}
        }
    }
    Ok(coverage)
}

/// What a timeline has of one source: which paragraphs it cites and which dates it covers.
///
/// A paragraph is cited if a quote, or a piece of one, was found in it or in several equally good places of
/// which it is one, or if a citation without a quote names it. A quote that was not found cites nothing.
///
/// A date in the source is covered if an event that cites this source may have happened then, by its own date
/// or by the one its citation gives. [`Calendar`] defines `may`, and which dates are precise enough to cover a
/// day without a year.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    cited: BTreeSet<usize>,
    citing: BTreeMap<usize, Vec<(EventId, usize)>>,
    calendar: Calendar,
    language: Option<String>,
}

impl Holdings {
    /// Looks up what the timeline has of one source. Works out the anchors of its citations, which can
    /// take long in a large source.
    ///
    /// # Errors
    /// Those of the store.
    pub fn of(timeline: &Timeline, id: SourceId) -> Answer<Self> {
        let mut held = Self::default();
        let citing = timeline.select(&Query::Term(Term::Source(vec![id])))?;
        let events = citing.iter().map(|id| {
            let id = id?;
            Ok((id, timeline.event(id)?))
        });
        let events: Vec<(EventId, Arc<Event>)> = events.collect::<Answer<_>>()?;
        let mut dates = Vec::new();
        for (event_id, event) in &events {
            let citations = event.citations.iter().enumerate();
            for (index, citation) in citations.filter(|(_, c)| c.source == id) {
                // What is cited of an earlier edition may be here as well.
                let anchor = timeline.anchor_in(citation, Version::Current);
                let is_current = timeline.cited_version(citation) == Some(Version::Current);
                let mut paragraphs: Vec<usize> =
                    anchor.places.iter().map(|place| place.paragraph).collect();
                held.cited.extend(&paragraphs);
                let is_found = is_current || citation.quote.is_some();
                held.cited.extend(anchor.paragraph().filter(|_| is_found));
                if paragraphs.is_empty() && is_current {
                    // A quote that is not found is still reachable from the paragraph its citation gives.
                    paragraphs.extend(anchor.hinted());
                }
                paragraphs.dedup();
                for paragraph in paragraphs {
                    let citing = held.citing.entry(paragraph).or_default();
                    citing.push((*event_id, index));
                }
                dates.extend(event.when.date());
                dates.extend(&citation.date);
            }
        }
        let source = timeline.source(id);
        held.calendar = Calendar::new(dates);
        held.language = source.and_then(|source| source.language.clone());
        Ok(held)
    }

    /// Returns the citations that lead to a paragraph, as events and positions among their citations.
    pub fn citing(&self, paragraph: usize) -> &[(EventId, usize)] {
        self.citing.get(&paragraph).map_or(&[], Vec::as_slice)
    }

    /// Returns whether some event cites a paragraph.
    pub fn cites(&self, paragraph: usize) -> bool {
        self.cited.contains(&paragraph)
    }

    /// Returns how many paragraphs of the document are cited, and how many could be. Headings need not be.
    pub fn extent(&self, document: &Document) -> (usize, usize) {
        let all = document.paragraphs().len();
        let bare = document.headings().filter(|number| !self.cites(*number));
        let cited = self.cited.range(1..=all).count();
        (cited, all.saturating_sub(bare.count()))
    }

    /// Returns the dates that a text mentions and no event covers, in reading order.
    pub fn open_dates(&self, text: &str) -> impl Iterator<Item = Mention> {
        let named = mentions(text, self.language.as_deref());
        named.filter(|mention| !self.calendar.holds(mention.when))
    }
}

/// Returns how much of one source the timeline covers. None if it cannot be read.
///
/// # Errors
/// Those of the store.
pub fn of_source(timeline: &Timeline, id: SourceId) -> Answer<Option<SourceCoverage>> {
    let source = timeline.source(id);
    let Some(document) = source.and_then(|source| source.document().ok()) else {
        return Ok(None);
    };
    let held = Holdings::of(timeline, id)?;
    let mut found = SourceCoverage::default();
    for (paragraph, text) in (1..).zip(document.paragraphs().iter()) {
        let is_cited = held.cites(paragraph);
        if is_cited || !document.is_heading(paragraph) {
            found.paragraphs = found.paragraphs.saturating_add(1);
            found.uncited.extend((!is_cited).then_some(paragraph));
        }
        found
            .dates
            .extend(held.open_dates(text).map(|mention| Uncovered {
                paragraph,
                bytes: mention.bytes,
                when: mention.when,
            }));
    }
    Ok(Some(found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{self, Input, SourceRoot};

    const TEXT: &str = "A heading\n\n\
        The bridge opened on 3 May 2024. It was closed on 4 May, and in June 2024.\n\n\
        On 5 May 2024 nobody came. On 31 July somebody did.\n\n\
        Il 9 maggio 2024 and the end.\n";

    fn timeline(text: &str) -> Timeline {
        let sources = "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\nlanguage = \"it\"\n\
            [sources.t]\ntitle = \"T\"\nfile = \"s.txt\"\n[sources.gone]\ntitle = \"G\"\n";
        let input = Input {
            root: SourceRoot::Embedded(&[("s.txt", TEXT)]),
            ..Input::of_text("events.toml", &format!("{sources}{text}"))
        };
        load::from_inputs(&[input]).expect("it loads").timeline
    }

    fn event(id: &str, date: &str, citations: &[&str]) -> String {
        let mut text = format!("[[event]]\nid = \"{id}\"\ndate = \"{date}\"\ntitle = \"T\"\n");
        for citation in citations {
            text += "[[event.citation]]\n";
            text += citation;
            text += "\n";
        }
        text
    }

    /// The uncited paragraphs of a source, and the words of its uncovered dates.
    fn open(timeline: &Timeline, source: usize) -> (Vec<usize>, Vec<&str>) {
        let id = SourceId::new(source);
        let found = of_source(timeline, id).expect("an answer");
        let found = found.expect("it can be read");
        let source = timeline.source(id).expect("it is there");
        let document = source.document().expect("it can be read");
        let words = found.dates.into_iter().map(|date| {
            let text = document.paragraph(date.paragraph);
            &text.expect("it is there")[date.bytes]
        });
        (found.uncited, words.collect())
    }

    #[test]
    fn a_source_that_nobody_cites_is_all_open() {
        let timeline = timeline("");
        let (uncited, dates) = open(&timeline, 0);
        assert_eq!(uncited, [1, 2, 3, 4]);
        let all = ["3 May 2024", "4 May", "June 2024", "5 May 2024", "31 July"];
        assert_eq!(dates[..5], all);
        assert_eq!(dates[5..], ["9 maggio 2024"]);
        // The other source does not say that it is Italian.
        assert_eq!(open(&timeline, 1).1, all);
        assert_eq!(of_source(&timeline, SourceId::new(2)), Ok(None));
        assert_eq!(of_source(&timeline, SourceId::new(3)), Ok(None));
    }

    #[test]
    fn a_heading_need_not_be_cited() {
        const LOG: &str = "# The log of 3 May 2024\n\nNobody came.\n\n## Later\n\nSomebody did.\n";
        let source = "[sources.s]\ntitle = \"S\"\nfile = \"s.md\"\n";
        let cited = |paragraph: usize| format!("source = \"s\"\nparagraph = {paragraph}");
        for (citations, wanted) in [
            (vec![cited(2)], (2, 1, vec![4])),
            (vec![cited(2), cited(3)], (3, 2, vec![4])),
            (vec![cited(2), cited(4)], (2, 2, vec![])),
        ] {
            let citations: Vec<&str> = citations.iter().map(String::as_str).collect();
            let events = format!("{source}{}", event("a", "2001", &citations));
            let input = Input {
                root: SourceRoot::Embedded(&[("s.md", LOG)]),
                ..Input::of_text("events.toml", &events)
            };
            let timeline = load::from_inputs(&[input]).expect("it loads").timeline;
            let found = of_source(&timeline, SourceId::new(0))
                .expect("an answer")
                .expect("a text");
            assert_eq!((found.paragraphs, found.cited(), found.uncited), wanted);
            // Its dates count as in any paragraph.
            assert_eq!(found.dates.len(), 1);
        }
    }

    #[test]
    fn a_paragraph_is_cited_where_a_piece_of_a_quote_stands() {
        let timeline = timeline(&event(
            "a",
            "",
            &[
                "source = \"s\"\nparagraph = 1\nquote = \"in June 2024. […] nobody came.\"",
                "source = \"s\"\nparagraph = 1\nquote = \"words that stand nowhere\"",
            ],
        ));
        // The words that stand nowhere cite nothing, whatever paragraph is given for them.
        assert_eq!(open(&timeline, 0).0, [1, 4]);
        assert_eq!(open(&timeline, 1).0, [1, 2, 3, 4]);
    }

    #[test]
    fn a_date_is_covered_by_an_event_that_may_be_then() {
        let quote = "source = \"s\"\nquote = \"The bridge opened\"";
        let left = |date: &str, citation: &str| {
            let text = event("a", date, &[citation]);
            let timeline = timeline(&text);
            open(&timeline, 0).1.join("; ")
        };
        for (date, wanted) in [
            (
                "2024-05-03",
                "4 May; June 2024; 5 May 2024; 31 July; 9 maggio 2024",
            ),
            ("2024-05", "June 2024; 31 July"),
            ("2024", "4 May; 31 July"),
            (
                "1999-05-04",
                "3 May 2024; June 2024; 5 May 2024; 31 July; 9 maggio 2024",
            ),
        ] {
            assert_eq!(left(date, quote), wanted, "{date}");
        }
        let own = format!("{quote}\ndate = \"2024-06-01/2024-07\"");
        assert_eq!(
            left("2024-05-03", &own),
            "4 May; 5 May 2024; 31 July; 9 maggio 2024"
        );
        let elsewhere = quote.replace("\"s\"", "\"t\"");
        assert!(left("2024", &elsewhere).starts_with("3 May 2024; 4 May"));
    }

    #[test]
    fn events_are_told_that_rest_on_too_little() {
        let [s, t, gone] = ["s", "t", "gone"].map(|id| format!("source = \"{id}\"\nparagraph = 1"));
        let against = format!("{t}\nstance = \"contradicts\"");
        let text = [
            event("none", "2001", &[]),
            event("twice-one", "2002", &[&s, &s]),
            event("two", "2003", &[&s, &t]),
            event("unread-counts", "2004", &[&s, &gone]),
            event("one-against", "2005", &[&s, &against]),
            event("only-against", "2006", &[&against]),
        ];
        let timeline = timeline(&text.concat());
        let names = |ids: &[EventId]| {
            let events = ids.iter().map(|id| timeline.event(*id).expect("an event"));
            events.map(|event| event.slug.clone()).collect::<Vec<_>>()
        };
        let coverage = coverage(&timeline).expect("an answer");
        assert_eq!(names(&coverage.one_source), ["twice-one", "one-against"]);
        assert_eq!(names(&coverage.none), ["none", "only-against"]);
        assert_eq!(coverage.sources.len(), 3);
        assert!(!coverage.is_whole());
    }

    #[test]
    fn a_text_is_asked_about_by_itself() {
        let id = SourceId::new(0);
        let held = Holdings::of(
            &timeline(&event(
                "a",
                "2024-05-05",
                &["source = \"s\"\nparagraph = 3"],
            )),
            id,
        );
        let held = held.expect("an answer");
        let words = |text: &str| {
            held.open_dates(text)
                .map(|date| text[date.bytes].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            words("il 4 maggio 2024 e il 5 maggio 2024"),
            ["4 maggio 2024"]
        );
        assert!(held.cites(3) && !held.cites(4));
        let document = Document::read(
            b"# One\n\ntwo\n\nthree\n\n# Four\n",
            crate::document::Format::Markdown,
        );
        assert_eq!(held.extent(&document), (1, 2));
    }
}
