//! What the page says before its first event, and what its sources lead back to.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::links::Found;
use super::passage::Mark;
use crate::timeline::{Conflict, Event, Selection, SourceId, Stance, Timeline, Verdict};

/// What is known of all events of the page.
#[derive(Default)]
pub struct Survey {
    /// The number of events of each verdict.
    pub verdicts: BTreeMap<Verdict, usize>,
    /// The sources that the events cite, in file order.
    pub sources: BTreeMap<SourceId, Cited>,
    events: Vec<Named>,
}

/// What events cite of one source.
#[derive(Default)]
pub struct Cited {
    /// What is marked in each paragraph, in order.
    pub marks: BTreeMap<usize, Vec<Mark>>,
    /// What leads back from each paragraph, and from the source where an event cites no paragraph of it.
    pub links: BTreeMap<Option<usize>, Vec<Link>>,
}

impl Cited {
    /// Returns whether a paragraph is cited or has a mark, or one of so many on either side.
    pub fn is_near(&self, number: usize, neighbours: usize) -> bool {
        let first = number.saturating_sub(neighbours);
        let last = number.saturating_add(neighbours);
        let mut links = self.links.range(Some(first)..=Some(last));
        links.next().is_some() || self.marks.range(first..=last).next().is_some()
    }
}

/// What leads back from a source to an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Link {
    event: usize,
    /// The verdict of the citation.
    pub verdict: Verdict,
    pub stance: Stance,
}

/// An event, for links to it.
pub struct Named {
    pub slug: String,
    pub title: String,
    pub when: String,
}

impl Survey {
    /// Goes through the events of a selection.
    pub fn new(timeline: &Timeline, selection: &Selection) -> Result<Self> {
        let mut survey = Self::default();
        for id in selection.iter() {
            let event = timeline.read(id?)?;
            let count = survey.verdicts.entry(timeline.verdict(&event)).or_default();
            *count = count.saturating_add(1);
            survey.add_citations(timeline, &event);
        }
        for cited in survey.sources.values_mut() {
            cited.marks.values_mut().for_each(|marks| {
                marks.sort_unstable();
                marks.dedup();
            });
        }
        Ok(survey)
    }

    fn add_citations(&mut self, timeline: &Timeline, event: &Event) {
        if event.citations.is_empty() {
            return;
        }
        let number = self.events.len();
        self.events.push(Named {
            slug: event.slug.clone(),
            title: event.title.clone(),
            when: event.when.words(),
        });
        let conflicts = conflicting(event);
        for (index, citation) in event.citations.iter().enumerate() {
            let Some(found) = Found::new(timeline, citation) else {
                continue;
            };
            let cited = self.sources.entry(citation.source).or_default();
            for mark in found.marks() {
                let marks = cited.marks.entry(mark.place.paragraph).or_default();
                marks.push(mark);
            }
            let link = Link {
                event: number,
                verdict: verdict_of(event, &found, conflicts.contains(&index)),
                stance: citation.stance,
            };
            let paragraphs = found.paragraphs();
            let whole = paragraphs.is_empty().then_some(None);
            for place in paragraphs.into_iter().map(Some).chain(whole) {
                let links = cited.links.entry(place).or_default();
                if links.last() != Some(&link) {
                    links.push(link);
                }
            }
        }
    }

    /// Returns the event that a link leads to.
    pub fn event(&self, link: Link) -> Option<&Named> {
        self.events.get(link.event)
    }
}

/// Returns which citations of an event are in conflict with it or with each other.
pub fn conflicting(event: &Event) -> BTreeSet<usize> {
    let conflicts = event.conflicts();
    conflicts
        .map(|Conflict { citation, .. }| citation)
        .collect()
}

/// Returns the verdict of one citation.
pub fn verdict_of(event: &Event, found: &Found<'_>, is_conflict: bool) -> Verdict {
    let verdict = event.verdict_of(found.citation, &found.anchor);
    if is_conflict {
        verdict.max(Verdict::Conflict)
    } else {
        verdict
    }
}
