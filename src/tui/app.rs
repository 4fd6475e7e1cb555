//! The whole state of the screen, and how it is kept consistent. Keys change it in
//! [`super::update`], replies to its questions in [`replies`]; drawing only reads it.

mod arrange;
mod reload;
mod replies;

use std::collections::HashSet;
use std::sync::Arc;

use ratatui::layout::Size;

use super::card::Card;
pub use super::layout::Pane;
use super::layout::{self, Areas};
use super::outline::Outline;
use super::overlay::Overlay;
use super::problems::ProblemList;
use super::prompt::{Prompt, Start};
use super::question::{About, Question};
use super::reader::Reader;
use super::rows::ListRow;
use super::strip::Strip;
use super::theme::Theme;
use crate::anchor::Anchor;
use crate::date::Grain;
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::load::Loaded;
use crate::search::Needle;
use crate::timeline::{Answer, Citation, Event, EventId, Source, SourceId, Timeline};

/// A line for the user, shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What to say.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
}

/// What to select once the events that a filter keeps are known.
#[derive(Debug, Default)]
enum Then {
    /// The selected event, or its nearest neighbour in time.
    #[default]
    Keep,
    /// What was selected when a prompt was opened.
    Restore(Box<Start>),
    /// An event, with one of its citations.
    Select(EventId, usize),
}

/// Everything the screen shows.
#[derive(Debug)]
pub struct App {
    /// What is browsed.
    pub timeline: Arc<Timeline>,
    /// What its files have wrong.
    pub faults: Vec<Diagnostic>,
    /// All problems, as far as the citations are checked.
    pub problems: ProblemList,
    /// Whether the files changed since and cannot be read any more.
    pub stale: bool,
    /// The events that the filter keeps, under headings.
    pub view: Outline,
    /// What the rows in sight show.
    pub rows: Vec<ListRow>,
    /// The grain of the headings, if it was chosen; else it is what suits the timeline.
    pub grain: Option<Grain>,
    /// The current filter.
    pub filter: Filter,
    /// Earlier filters, and what was selected then.
    pub undo: Vec<(String, Option<EventId>)>,
    /// The density of the events over time.
    pub strip: Strip,
    /// The selected event; None if the view is empty.
    pub selected: Option<EventId>,
    /// The same with all it has.
    pub(super) event: Option<Arc<Event>>,
    /// The same set in lines.
    pub card: Card,
    /// The first row of the timeline shown.
    pub top: usize,
    /// Which citation of the selected event is shown, from 0.
    pub citation: usize,
    /// Where its quote stands, once that is known.
    pub anchor: Option<Arc<Anchor>>,
    /// The first row of the event shown.
    pub event_top: usize,
    /// The source.
    pub reader: Reader,
    /// What has the keys.
    pub focus: Pane,
    /// Whether the pane with the keys fills the screen.
    pub zoomed: bool,
    /// What was searched for last, and is highlighted.
    pub needle: Option<Needle>,
    /// A line of text being written.
    pub prompt: Option<Prompt>,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// The number typed before a key.
    pub count: Option<usize>,
    /// A line for the user.
    pub message: Option<Message>,
    /// The size of the screen.
    pub size: Size,
    /// How it is drawn.
    pub theme: Theme,
    /// Questions for a worker.
    questions: Vec<Question>,
    /// The citation whose quote is being looked for.
    sought: Option<(EventId, usize)>,
    /// The sources that are being looked up.
    looked_up: HashSet<SourceId>,
    /// Counts the timelines that were read.
    generation: u64,
    /// Numbers filters and searches; a reply to another one than the newest is out of date.
    number: u64,
    /// What the view waits for, with its number.
    filtering: Option<(u64, Then)>,
    /// The number of the search that is going on.
    searching: Option<u64>,
}

impl App {
    /// Opens a timeline on its first event.
    pub fn new(loaded: Loaded, filter: Filter, theme: Theme, size: Size) -> Self {
        let mut app = Self {
            timeline: Arc::new(loaded.timeline),
            faults: loaded.diagnostics,
            problems: ProblemList::default(),
            stale: false,
            view: Outline::default(),
            rows: Vec::new(),
            grain: None,
            filter: Filter::default(),
            undo: Vec::new(),
            strip: Strip::default(),
            selected: None,
            event: None,
            card: Card::default(),
            top: 0,
            citation: 0,
            anchor: None,
            event_top: 0,
            reader: Reader::default(),
            focus: Pane::Timeline,
            zoomed: false,
            needle: None,
            prompt: None,
            overlay: None,
            count: None,
            message: None,
            size,
            theme,
            questions: Vec::new(),
            sought: None,
            looked_up: HashSet::new(),
            generation: 0,
            number: 0,
            filtering: None,
            searching: None,
        };
        app.check();
        app.set_filter(filter);
        app.select_rank(0);
        app.settle();
        app
    }

    /// Returns the selected event.
    pub fn event(&self) -> Option<&Event> {
        self.event.as_deref()
    }

    /// Returns the citation that is shown, and its source.
    pub fn cited(&self) -> Option<(&Citation, &Source)> {
        let citation = self.event()?.citations.get(self.citation)?;
        Some((citation, self.timeline.source(citation.source)?))
    }

    /// Returns the source that is shown and, unless it was opened beside the event, the citation of it.
    pub fn reading(&self) -> Option<(&Source, Option<&Citation>)> {
        let id = self.reader.source?;
        let cited = self.cited().map(|(citation, _)| citation);
        let source = self.timeline.source(id)?;
        Some((source, cited.filter(|citation| citation.source == id)))
    }

    /// Returns the paragraph to show for the citation: where its quote stands, or nearly stands, or should
    /// stand.
    pub fn cited_paragraph(&self) -> Option<usize> {
        let found = self.anchor.as_ref().and_then(|anchor| {
            let nearest = anchor.nearest.map(|place| place.paragraph);
            anchor.paragraph().or(nearest)
        });
        found.or(self.cited()?.0.paragraph)
    }

    /// Returns the grain of the headings.
    pub fn grain(&self) -> Grain {
        self.grain.unwrap_or_else(|| self.timeline.grain())
    }

    /// Returns the rank of the selected event in the view.
    pub fn rank(&self) -> Option<usize> {
        self.view.rank(self.selected?).ok()
    }

    /// Returns whether the events that the filter keeps are still being looked for.
    pub fn is_filtering(&self) -> bool {
        self.filtering.is_some()
    }

    /// Returns where everything is on the screen.
    pub fn areas(&self) -> Areas {
        layout::layout(&self.facts(self.card.lines().len()))
    }

    fn facts(&self, card: usize) -> layout::Facts {
        layout::Facts {
            size: self.size,
            focus: self.focus,
            zoomed: self.zoomed,
            dated: self.timeline.years().is_some(),
            error: self.prompt.as_ref().is_some_and(|p| p.error.is_some()),
            card,
        }
    }

    /// Selects the event at a rank, or the last one, and shows its first citation.
    pub fn select_rank(&mut self, rank: usize) {
        let rank = rank.min(self.view.len().saturating_sub(1));
        let id = self.view.at(rank);
        if self.selected != id || id.is_none() {
            self.select(id);
            self.show_citation(0);
        }
    }

    fn select(&mut self, id: Option<EventId>) {
        let event = id.map(|id| self.timeline.event(id)).transpose();
        let event = self.answered(event).flatten();
        // An event that the store cannot give is not selected: what is shown stays.
        if event.is_some() == id.is_some() {
            self.selected = id;
            self.event = event;
        }
    }

    /// Selects an event of the timeline, one of its citations shown. If the filter hides it, the filter is
    /// cleared, which is said.
    pub fn select_event(&mut self, id: EventId, citation: usize) {
        if self.view.rank(id).is_err() {
            self.remember_filter();
            self.say("the filter hid this event and is cleared; u brings it back");
            return self.filter_then(Filter::default(), Then::Select(id, citation));
        }
        self.arrive_at(id, citation);
    }

    fn arrive_at(&mut self, id: EventId, citation: usize) {
        if let Ok(rank) = self.view.rank(id) {
            self.select_rank(rank);
            if self.citation != citation {
                self.show_citation(citation);
            }
        }
    }

    /// Sets a filter and remembers the one before.
    pub fn apply_filter(&mut self, filter: Filter) {
        if filter.text() != self.filter.text() {
            self.remember_filter();
        }
        self.set_filter(filter);
    }

    fn remember_filter(&mut self) {
        let before = self.filter.text().to_owned();
        self.undo.push((before, self.selected));
    }

    /// Sets a filter. The selected event stays, or gives way to its nearest neighbour in time.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter_then(filter, Then::Keep);
    }

    /// Sets a filter while a prompt is open, which returns to where it was opened as far as it can.
    pub(super) fn set_filter_from(&mut self, filter: Filter, start: &Start) {
        self.filter_then(filter, Then::Restore(Box::new(start.clone())));
    }

    fn filter_then(&mut self, filter: Filter, then: Then) {
        let query = filter.query().clone();
        self.filter = filter;
        self.number += 1;
        self.filtering = Some((self.number, then));
        self.ask(About::Selection(self.number, query, self.grain()));
    }

    /// Says something until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            bad: false,
        });
    }

    /// Says that something went wrong, until the next key.
    pub fn notify_error(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            bad: true,
        });
    }

    /// Returns the answer of the store; if it failed, that is said and everything stays as it is.
    pub(super) fn answered<T>(&mut self, answer: Answer<T>) -> Option<T> {
        answer
            .map_err(|failed| self.notify_error(failed.to_string()))
            .ok()
    }

    /// Sets what is searched for and highlighted.
    pub(super) fn set_needle(&mut self, needle: Option<Needle>) {
        self.needle = needle;
        self.card.forget();
    }

    /// Takes another size of the screen.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.settle();
    }
}
