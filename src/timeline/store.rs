//! The events of a timeline in memory, and what is derived from them once. Only the questions
//! ([`super::questions`]) look inside.

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use super::anchors::Anchors;
use super::conflict;
use super::membership::Membership;
use super::texts::Texts;
use super::{Actor, ActorId, Event, EventId, File, Parts, Selection, Source, SourceId, When};
use crate::date::{Date, Grain, Stretch};
use crate::text::fold::fold;

/// A validated timeline. See [`crate::timeline`] for its invariants and the questions it answers.
#[derive(Debug)]
pub struct Timeline {
    title: String,
    summary: Option<String>,
    language: Option<String>,
    files: Arc<[File]>,
    actors: Vec<Actor>,
    sources: Vec<Source>,
    years: Option<(String, String)>,
    pub(super) events: Vec<Arc<Event>>,
    /// Per event: the text that bare words are looked for in, folded.
    pub(super) folded: Texts,
    /// Per event: whether its sources contradict it or each other.
    pub(super) conflicting: Vec<bool>,
    pub(super) grain: OnceLock<Grain>,
    /// All events in the order of the ids that the file gives them.
    pub(super) slugs: OnceLock<Vec<EventId>>,
    /// Per source: the events that cite it.
    pub(super) citing: OnceLock<Vec<Selection>>,
    pub(super) anchors: Anchors,
    /// Per source: the bytes of its text.
    text_lens: Vec<usize>,
    /// Per source: a number for its text, worked out when a quote is first looked for in it.
    pub(super) fingerprints: Vec<OnceLock<(u64, u64)>>,
}

impl Timeline {
    /// Puts the parts in order and derives what is asked for often. Events whose ids point nowhere lose
    /// those ids.
    pub fn new(mut parts: Parts) -> Self {
        parts.events.sort_by(|a, b| chronological(a, b));
        let (actors, sources) = (parts.actors.len(), parts.sources.len());
        for event in &mut parts.events {
            if let Some(event) = Arc::get_mut(event) {
                retain(&mut event.actors, |p| p.actor.index() < actors);
                retain(&mut event.citations, |c| c.source.index() < sources);
            }
        }
        let events = parts.events.iter();
        Self {
            folded: events
                .map(|event| fold(&searchable(event, &parts.actors)))
                .collect(),
            conflicting: parts.events.iter().map(|it| conflict::any(it)).collect(),
            years: years(&parts.events),
            text_lens: parts.sources.iter().map(Source::text_len).collect(),
            fingerprints: vec![OnceLock::new(); sources],
            title: parts.title,
            summary: parts.summary,
            language: parts.language,
            files: parts.files.into(),
            actors: parts.actors,
            sources: parts.sources,
            events: parts.events,
            grain: OnceLock::new(),
            slugs: OnceLock::new(),
            citing: OnceLock::new(),
            anchors: Anchors::default(),
        }
    }

    /// Takes over what another timeline knows of quotes, where source and citation are the same.
    #[must_use]
    pub fn with_anchors_of(mut self, former: &Self) -> Self {
        self.anchors = Anchors::after(&former.anchors);
        self
    }

    /// Returns the title, or an empty text.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns what the timeline is about.
    pub fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// Returns the language of the events, a BCP 47 tag.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Returns the files it was read from.
    pub fn files(&self) -> &Arc<[File]> {
        &self.files
    }

    /// Returns the actors in file order.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// Returns the sources in file order.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Returns the actor of an id of this timeline.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.index())
    }

    /// Returns the source of an id of this timeline.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.index())
    }

    /// Returns the bytes of the text of a source, which is what looking for a quote in it costs.
    pub fn text_len(&self, id: SourceId) -> usize {
        self.text_lens.get(id.index()).copied().unwrap_or(0)
    }

    /// Returns the number of events.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Returns whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Returns the years of the earliest and the latest event, as people write them. An end that is open
    /// or unknown counts as the beginning of its event.
    pub fn years(&self) -> Option<(&str, &str)> {
        let (first, last) = self.years.as_ref()?;
        Some((first, last))
    }

    /// Returns an actor and every group it belongs to, directly or through others, in the order of ids.
    pub fn groups(&self, actor: ActorId) -> Vec<ActorId> {
        Membership::new(&self.actors).of(actor)
    }

    /// Returns some actors and everyone who belongs to one of them, in the order of ids.
    pub fn members(&self, of: &[ActorId]) -> Vec<ActorId> {
        Membership::new(&self.actors).members(of)
    }

    /// Returns whether `actor` is `group` or belongs to it, directly or through others.
    pub fn belongs(&self, actor: ActorId, group: ActorId) -> bool {
        self.groups(actor).binary_search(&group).is_ok()
    }

    /// Returns the text that bare words are looked for in, as written.
    pub(super) fn searchable(&self, event: &Event) -> String {
        searchable(event, &self.actors)
    }
}

fn retain<T>(list: &mut Box<[T]>, is_kept: impl Fn(&T) -> bool) {
    if !list.iter().all(&is_kept) {
        let all = std::mem::take(list).into_vec().into_iter();
        *list = all.filter(is_kept).collect();
    }
}

/// Returns the years at the ends of events in chronological order.
fn years(events: &[Arc<Event>]) -> Option<(String, String)> {
    let dates = || events.iter().filter_map(|event| event.when.date());
    let first = dates().next()?.start().year;
    let end = |date: &Date| date.latest().map_or(date.start().year, |day| day.year);
    let last = dates().map(end).max()?;
    Some((Stretch::year(first).words(), Stretch::year(last).words()))
}

/// Orders events: dated before undated, then by date, then as in the files.
pub(super) fn chronological(a: &Event, b: &Event) -> Ordering {
    let order = match (&a.when, &b.when) {
        (When::Dated(a), When::Dated(b)) => a.order().cmp(&b.order()),
        (When::Dated(_), When::Undated { .. }) => Ordering::Less,
        (When::Undated { .. }, When::Dated(_)) => Ordering::Greater,
        (When::Undated { .. }, When::Undated { .. }) => Ordering::Equal,
    };
    order.then_with(|| a.origin.cmp(&b.origin))
}

/// Joins title, summary, note, place, tags, names of actors and quotes, a line each.
fn searchable(event: &Event, actors: &[Actor]) -> String {
    let names = event
        .actors
        .iter()
        .filter_map(|p| actors.get(p.actor.index()))
        .map(Actor::name);
    let quotes = event.citations.iter().filter_map(|c| c.quote.as_deref());
    let pieces: Vec<&str> = std::iter::once(event.title.as_str())
        .chain(
            [&event.summary, &event.note, &event.place]
                .into_iter()
                .flatten()
                .map(String::as_str),
        )
        .chain(event.tags.iter().map(String::as_str))
        .chain(names)
        .chain(quotes)
        .collect();
    pieces.join("\n")
}
