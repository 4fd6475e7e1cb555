//! The validated timeline: what happened, who took part, which sentence says so.
//!
//! Invariants, upheld by [`Timeline::new`] and relied on everywhere above:
//! - events stand in chronological order, undated ones last, in file order;
//! - every id an event, actor or source carries points into this timeline;
//! - every text is safe to draw;
//! - where a quote stands is worked out at most once, when it is first asked.
//!
//! It knows no file format and no screen.

mod actor;
mod axis;
mod citation;
mod conflict;
mod density;
mod event;
mod membership;
mod source;
mod ticks;
mod view;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

pub use actor::{Actor, ActorId, Kind};
pub use axis::Axis;
pub use citation::{Citation, Stance};
pub use conflict::{Conflict, ConflictKind};
pub use density::{Density, Place, Scale, Segment};
pub use event::{Event, EventId, Origin, Participant, Status, When};
pub use source::{NoText, Source, SourceId};
pub use ticks::{Tick, ticks};
pub use view::{Heading, Row, View};

use crate::anchor::{self, Anchor};
use crate::date::{Date, Grain, Stretch};
use crate::text::fold::fold;
use membership::Membership;

/// Which events cite a paragraph: event and position of the citation within it.
pub type Marks = BTreeMap<usize, Vec<(EventId, usize)>>;

/// An event file as a name for people and, where there is one, a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// As the user gave it.
    pub name: String,
    /// None for the example that is compiled in.
    pub path: Option<PathBuf>,
}

/// What a loader hands over; [`Timeline::new`] puts it in order.
#[derive(Debug, Default)]
pub struct Parts {
    /// `[timeline] title`.
    pub title: String,
    /// `[timeline] summary`.
    pub summary: Option<String>,
    /// `[timeline] language`, a BCP 47 tag.
    pub language: Option<String>,
    /// The files it was read from.
    pub files: Vec<File>,
    /// The actors, in file order.
    pub actors: Vec<Actor>,
    /// The sources, in file order.
    pub sources: Vec<Source>,
    /// The events, in file order.
    pub events: Vec<Event>,
}

/// A whole timeline. See the module for its invariants.
#[derive(Debug)]
pub struct Timeline {
    parts: Parts,
    membership: Membership,
    /// Per event: everything a bare word looks in, folded.
    folded: Vec<String>,
    /// Per source: the citations of it, in chronological order.
    citing: Vec<Vec<(EventId, usize)>>,
    marks: Vec<OnceLock<Marks>>,
    /// Per event: do its sources contradict it, or each other?
    conflicting: Vec<bool>,
    /// The first and the last.
    years: Option<(String, String)>,
    grain: OnceLock<Grain>,
    /// Every event, by the id that the file gives it.
    slugs: OnceLock<Vec<EventId>>,
}

impl Timeline {
    /// Puts the parts in order and derives what the screen and the filter ask for
    /// often. Events whose ids point nowhere lose those ids.
    pub fn new(mut parts: Parts) -> Self {
        parts.events.sort_by(chronological);
        let (actors, sources) = (parts.actors.len(), parts.sources.len());
        for event in &mut parts.events {
            event.actors.retain(|p| p.actor.index() < actors);
            event.citations.retain(|c| c.source.index() < sources);
        }
        let mut citing = vec![Vec::new(); sources];
        for (id, event) in numbered(&parts.events) {
            for (index, citation) in event.citations.iter().enumerate() {
                if let Some(list) = citing.get_mut(citation.source.index()) {
                    list.push((id, index));
                }
            }
        }
        let folded = parts
            .events
            .iter()
            .map(|event| fold(&searchable(event, &parts.actors)))
            .collect();
        let marks = (0..sources).map(|_| OnceLock::new()).collect();
        Self {
            membership: Membership::new(&parts.actors),
            conflicting: conflict::flags(&parts.events),
            years: years(&parts.events),
            parts,
            folded,
            citing,
            marks,
            grain: OnceLock::new(),
            slugs: OnceLock::new(),
        }
    }

    /// The title of the timeline, or an empty text.
    pub fn title(&self) -> &str {
        &self.parts.title
    }

    /// What the timeline is about.
    pub fn summary(&self) -> Option<&str> {
        self.parts.summary.as_deref()
    }

    /// The language of the events, a BCP 47 tag.
    pub fn language(&self) -> Option<&str> {
        self.parts.language.as_deref()
    }

    /// The files it was read from.
    pub fn files(&self) -> &[File] {
        &self.parts.files
    }

    /// The actors in file order.
    pub fn actors(&self) -> &[Actor] {
        &self.parts.actors
    }

    /// The sources in file order.
    pub fn sources(&self) -> &[Source] {
        &self.parts.sources
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.parts.events.len()
    }

    /// Whether there is no event at all.
    pub fn is_empty(&self) -> bool {
        self.parts.events.is_empty()
    }

    /// Every event in chronological order, with its id.
    pub fn events(&self) -> impl ExactSizeIterator<Item = (EventId, &Event)> {
        numbered(&self.parts.events)
    }

    /// The event of an id of this timeline.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.parts.events.get(id.index())
    }

    /// The actor of an id of this timeline.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.parts.actors.get(id.index())
    }

    /// The source of an id of this timeline.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.parts.sources.get(id.index())
    }

    /// The years of the earliest and the latest event, as people write them; an end
    /// that is open or unknown counts as its event's beginning.
    pub fn years(&self) -> Option<(&str, &str)> {
        let (first, last) = self.years.as_ref()?;
        Some((first, last))
    }

    /// Finds an event by the id that the file gives it.
    pub fn find(&self, slug: &str) -> Option<EventId> {
        self.events()
            .find(|(_, event)| event.slug == slug)
            .map(|(id, _)| id)
    }

    /// The events whose ids begin so, in the order of ids.
    pub fn beginning(&self, slug: &str) -> &[EventId] {
        let of = |id: &EventId| self.event(*id).map_or("", |event| event.slug.as_str());
        let slugs = self.slugs.get_or_init(|| {
            let mut ids: Vec<EventId> = self.events().map(|(id, _)| id).collect();
            ids.sort_by(|a, b| of(a).cmp(of(b)));
            ids
        });
        let from = slugs.partition_point(|id| of(id) < slug);
        let rest = slugs.get(from..).unwrap_or_default();
        let to = rest.partition_point(|id| of(id).starts_with(slug));
        rest.get(..to).unwrap_or_default()
    }

    /// The grain of headings that suits the whole timeline.
    pub fn grain(&self) -> Grain {
        *self.grain.get_or_init(|| view::fitting(self))
    }

    /// The event that stands nearest in time to where `event`, of whichever
    /// timeline, would stand here.
    pub fn nearest(&self, event: &Event) -> Option<EventId> {
        let at = self
            .parts
            .events
            .partition_point(|other| chronological(other, event) == Ordering::Less);
        let last = self.len().checked_sub(1)?;
        Some(EventId::new(at.min(last)))
    }

    /// Everything a bare word looks in, folded: title, summary, note, place, tags,
    /// actor names and quotes, a line each.
    pub fn folded(&self, id: EventId) -> &str {
        self.folded.get(id.index()).map_or("", String::as_str)
    }

    /// Everything a bare word looks in, as it is written.
    pub fn words(&self, id: EventId) -> String {
        let event = self.event(id);
        event.map_or_else(String::new, |event| searchable(event, self.actors()))
    }

    /// Where the quote of a citation of this timeline stands. Worked out when it is
    /// first asked for, then kept.
    pub fn anchor<'a>(&'a self, citation: &'a Citation) -> &'a Anchor {
        citation.anchor.get_or_init(|| {
            let document = self
                .source(citation.source)
                .and_then(|source| source.document.as_ref().ok());
            let (quote, context) = (citation.quote.as_deref(), citation.context.as_ref());
            anchor::anchor(quote, citation.paragraph, context, document)
        })
    }

    /// The citations of a source, in chronological order of their events.
    pub fn citing(&self, source: SourceId) -> &[(EventId, usize)] {
        self.citing.get(source.index()).map_or(&[], Vec::as_slice)
    }

    /// Which paragraphs of a source some event cites, and which events those are. A quote counts
    /// wherever a piece of it stands, or all of it might; one that is not found for the paragraph that
    /// its citation gives.
    pub fn marks(&self, source: SourceId) -> Option<&Marks> {
        Some(self.marks.get(source.index())?.get_or_init(|| {
            let mut marks = Marks::new();
            for (id, index) in self.citing(source) {
                let Some(citation) = self.event(*id).and_then(|e| e.citations.get(*index)) else {
                    continue;
                };
                let places = self.anchor(citation).places.iter();
                let mut paragraphs: Vec<usize> = places.map(|place| place.paragraph).collect();
                if paragraphs.is_empty() {
                    paragraphs.extend(citation.paragraph);
                }
                paragraphs.dedup();
                for paragraph in paragraphs {
                    marks.entry(paragraph).or_default().push((*id, *index));
                }
            }
            marks
        }))
    }

    /// An actor and every group it belongs to, straight or through others, in the
    /// order of ids.
    pub fn groups(&self, actor: ActorId) -> &[ActorId] {
        self.membership.of(actor)
    }

    /// Whether `actor` is `group` or belongs to it, straight or through others.
    pub fn belongs(&self, actor: ActorId, group: ActorId) -> bool {
        self.groups(actor).binary_search(&group).is_ok()
    }

    /// Per actor, how many of some events it takes part in, itself or through somebody
    /// who belongs to it: what `actor:` with its id would keep of them.
    pub fn actor_counts(&self, ids: impl Iterator<Item = EventId>) -> Vec<usize> {
        let mut counts = vec![0; self.actors().len()];
        // The event that counted last: twice in one event is still one event.
        let mut counted = vec![None; self.actors().len()];
        for id in ids {
            let actors = self.event(id).map_or(&[][..], |event| &event.actors);
            for group in actors.iter().flat_map(|p| self.groups(p.actor)) {
                let index = group.index();
                if let (Some(count), Some(last)) = (counts.get_mut(index), counted.get_mut(index))
                    && *last != Some(id)
                {
                    *last = Some(id);
                    *count += 1;
                }
            }
        }
        counts
    }
}

fn numbered(events: &[Event]) -> impl ExactSizeIterator<Item = (EventId, &Event)> {
    events
        .iter()
        .enumerate()
        .map(|(index, event)| (EventId::new(index), event))
}

/// Of events in chronological order.
fn years(events: &[Event]) -> Option<(String, String)> {
    let dates = || events.iter().filter_map(|event| event.when.date());
    let first = dates().next()?.start().year;
    let end = |date: &Date| date.latest().map_or(date.start().year, |day| day.year);
    let last = dates().map(end).max()?;
    Some((Stretch::year(first).words(), Stretch::year(last).words()))
}

/// Dated before undated; the order of dates; the order in the files.
fn chronological(a: &Event, b: &Event) -> Ordering {
    let order = match (&a.when, &b.when) {
        (When::Dated(a), When::Dated(b)) => a.order().cmp(&b.order()),
        (When::Dated(_), When::Undated { .. }) => Ordering::Less,
        (When::Undated { .. }, When::Dated(_)) => Ordering::Greater,
        (When::Undated { .. }, When::Undated { .. }) => Ordering::Equal,
    };
    order.then_with(|| a.origin.cmp(&b.origin))
}

fn searchable(event: &Event, actors: &[Actor]) -> String {
    let names = event
        .actors
        .iter()
        .filter_map(|p| actors.get(p.actor.index()))
        .map(|actor| actor.name.as_str());
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
