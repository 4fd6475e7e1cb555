//! The whole state of the screen, and how it is kept in itself consistent. Keys change
//! it in [`super::update`], drawing only reads it.

mod reload;

use ratatui::layout::Size;

use super::layout::{self, Areas};
use super::note::Note;
use super::overlay::Overlay;
use super::problems::ProblemList;
use super::prompt::Prompt;
use super::reader::{MEASURE, Reader};
use super::strip::Strip;
use super::theme::Theme;
use crate::date::Grain;
use crate::diagnostic::{Diagnostic, Severity};
use crate::filter::Filter;
use crate::load::Loaded;
use crate::search::Needle;
use crate::timeline::{Citation, Event, EventId, Source, Timeline, View};

/// A part of the screen that can have the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The list of events.
    Timeline,
    /// The selected event.
    Event,
    /// The source it is cited from.
    Source,
}

/// A line for the user, shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What to say.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
}

/// Everything the screen shows.
#[derive(Debug)]
pub struct App {
    /// What is browsed.
    pub timeline: Timeline,
    /// What its files have wrong.
    pub faults: Vec<Diagnostic>,
    /// How many things ask for a change or a look without any quote being checked: what the files have
    /// wrong, and the events whose sources do not agree.
    plain_problems: usize,
    /// All problems: once they were asked for, or at once where that costs little.
    pub problem_list: Option<ProblemList>,
    /// Whether the files changed since and cannot be read any more.
    pub stale: bool,
    /// The events that the filter keeps.
    pub view: View,
    /// The grain of its headings, where it was chosen; else what suits the timeline.
    pub grain: Option<Grain>,
    /// The filter in force.
    pub filter: Filter,
    /// Filters that were in force before it, and what was selected then.
    pub undo: Vec<(String, Option<EventId>)>,
    /// The density of the events over time.
    pub strip: Strip,
    /// The selected event; None where the view is empty.
    pub selected: Option<EventId>,
    /// The first row of the timeline shown.
    pub top: usize,
    /// Which citation of the selected event is shown, from 0.
    pub citation: usize,
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
}

impl App {
    /// Opens a timeline on its first event.
    pub fn new(loaded: Loaded, filter: Filter, theme: Theme, size: Size) -> Self {
        let mut app = Self {
            view: View::default(),
            grain: None,
            plain_problems: plain_problems(&loaded),
            problem_list: ProblemList::quickly(&loaded.timeline, &loaded.diagnostics),
            timeline: loaded.timeline,
            faults: loaded.diagnostics,
            stale: false,
            filter: Filter::default(),
            undo: Vec::new(),
            strip: Strip::default(),
            selected: None,
            top: 0,
            citation: 0,
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
        };
        app.put_in_force(filter);
        app.select_rank(0);
        app.settle();
        app
    }

    /// The selected event.
    pub fn event(&self) -> Option<&Event> {
        self.timeline.event(self.selected?)
    }

    /// The citation that is shown, and its source.
    pub fn cited(&self) -> Option<(&Citation, &Source)> {
        let citation = self.event()?.citations.get(self.citation)?;
        Some((citation, self.timeline.source(citation.source)?))
    }

    /// The source that is shown and, unless it was opened beside the event, the citation of it.
    pub fn reading(&self) -> Option<(&Source, Option<&Citation>)> {
        let id = self.reader.source?;
        let cited = self.cited().map(|(citation, _)| citation);
        let source = self.timeline.source(id)?;
        Some((source, cited.filter(|citation| citation.source == id)))
    }

    /// The paragraph to show for a citation: where its quote stands, or comes nearest to standing, or
    /// should stand.
    pub fn paragraph_of(&self, citation: &Citation) -> Option<usize> {
        let anchor = self.timeline.anchor(citation);
        let nearest = anchor.nearest.map(|place| place.paragraph);
        anchor.paragraph().or(nearest).or(citation.paragraph)
    }

    /// The grain of the headings.
    pub fn grain(&self) -> Grain {
        self.grain.unwrap_or_else(|| self.timeline.grain())
    }

    /// The rank of the selected event in the view.
    pub fn rank(&self) -> Option<usize> {
        self.view.rank(self.selected?).ok()
    }

    /// How many things ask for a change or a look, and whether those are all.
    pub fn problems(&self) -> (usize, bool) {
        match &self.problem_list {
            Some(list) => (list.count(), true),
            None => (self.plain_problems, false),
        }
    }

    /// Where everything is on the screen.
    pub fn areas(&self) -> Areas {
        layout::layout(self.size, self)
    }

    /// Selects the event at a rank, or the last one, and shows its first citation.
    pub fn select_rank(&mut self, rank: usize) {
        let rank = rank.min(self.view.len().saturating_sub(1));
        let id = self.view.at(rank);
        if self.selected != id || id.is_none() {
            self.selected = id;
            self.show_citation(0);
        }
    }

    /// Shows a citation of the selected event in the source pane.
    pub fn show_citation(&mut self, index: usize) {
        self.citation = index;
        self.event_top = 0;
        self.reader.source = self.cited().map(|(citation, _)| citation.source);
        self.set_source();
        self.follow();
    }

    /// Selects an event of the timeline. One that the filter hides is shown all the
    /// same: the filter gives way, and says so.
    pub fn select_event(&mut self, id: EventId) {
        if self.view.rank(id).is_err() {
            self.apply_filter(Filter::default());
            self.say("the filter hid this event and is cleared; u brings it back");
        }
        if let Ok(rank) = self.view.rank(id) {
            self.select_rank(rank);
        }
    }

    /// Puts a filter in force and remembers the one before.
    pub fn apply_filter(&mut self, filter: Filter) {
        if filter.text() != self.filter.text() {
            let before = self.filter.text().to_owned();
            self.undo.push((before, self.selected));
        }
        self.put_in_force(filter);
    }

    /// Puts a filter in force. The selected event stays, or gives way to its nearest
    /// neighbour in time.
    pub fn put_in_force(&mut self, filter: Filter) {
        let timeline = &self.timeline;
        self.view = View::filtered(timeline, self.grain(), |id| filter.keeps(timeline, id));
        self.strip.forget_kept();
        self.filter = filter;
        let rank = self.selected.map_or(0, |id| match self.view.rank(id) {
            Ok(rank) | Err(rank) => rank,
        });
        self.select_rank(rank);
    }

    /// Says something until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            bad: false,
        });
    }

    /// Says that something went wrong, until the next key.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            bad: true,
        });
    }

    /// Takes another size of the screen.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.settle();
    }

    /// Makes scroll positions fit the screen again, after any change.
    pub fn settle(&mut self) {
        if self.set_source() {
            self.follow();
        }
        let areas = self.areas();
        self.strip
            .settle(&self.timeline, &self.view, areas.strip.width);
        self.reader.clamp(usize::from(areas.source.height));
        let lines = super::view::detail::lines(self, areas.event.width).len();
        let most = lines.saturating_sub(usize::from(areas.event.height));
        self.event_top = self.event_top.min(most);
        self.scroll_to_selection(usize::from(areas.timeline.height));
        if let Some(Overlay::Lanes(lanes)) = &mut self.overlay {
            lanes.settle(self.size, self.selected);
        }
    }

    /// Keeps the selected row on the screen, with its heading where that is the row
    /// above, and a little of what comes before and after.
    fn scroll_to_selection(&mut self, height: usize) {
        if height == 0 {
            return;
        }
        let row = self.view.row_of(self.rank().unwrap_or_default());
        let margin = if height > 8 {
            2
        } else {
            usize::from(height > 2)
        };
        let most = self.view.rows().saturating_sub(height);
        let least = (row + margin + 1).saturating_sub(height);
        self.top = self.top.clamp(
            least.min(most),
            row.saturating_sub(margin).min(most).max(least.min(most)),
        );
    }

    /// Sets the source that is shown for the width of its pane. True if rows have other
    /// numbers than before.
    fn set_source(&mut self) -> bool {
        let width = usize::from(self.areas().source.width);
        let width = width
            .saturating_sub(super::view::reader::MARGIN)
            .clamp(1, MEASURE);
        let Some(id) = self.reader.source else {
            return false;
        };
        let document = self.timeline.source(id).map(|source| &source.document);
        match document {
            Some(Ok(document)) => {
                self.reader.hold(id, &self.timeline);
                let changed = self.reader.set(id, document, width);
                let event = self.selected.and_then(|id| self.timeline.event(id));
                let citation = event.and_then(|event| event.citations.get(self.citation));
                self.reader
                    .annotate((self.selected, self.citation), |width| {
                        let citation = citation.filter(|citation| citation.source == id)?;
                        let anchor = self.timeline.anchor(citation);
                        Note::of(citation.quote.as_deref()?, anchor, document, width)
                    });
                changed
            }
            _ => false,
        }
    }

    /// Brings the quote of the citation into the source pane.
    fn follow(&mut self) {
        let height = usize::from(self.areas().source.height);
        let Some((source, citation)) = self.reading() else {
            return;
        };
        let Some(citation) = citation else {
            let cursor = self.reader.cursor;
            let row = self
                .reader
                .page()
                .map_or(0, |page| page.rows_of(cursor).start);
            return self.reader.show(cursor, row, height);
        };
        let anchor = self.timeline.anchor(citation);
        let paragraph = self.paragraph_of(citation).unwrap_or(1);
        let text = source
            .document
            .as_ref()
            .ok()
            .and_then(|d| d.paragraph(paragraph));
        let byte = match (anchor.places.first().or(anchor.nearest.as_ref()), text) {
            (Some(place), Some(text)) if place.paragraph == paragraph => place.bytes(text).start,
            _ => 0,
        };
        let row = self
            .reader
            .page()
            .map_or(0, |page| page.row_of(paragraph, byte));
        // A quote that is nowhere stands above the text.
        let note = self.reader.page().and_then(|page| page.note());
        let row = if note.is_some_and(|note| note.paragraph == 0) {
            0
        } else {
            row
        };
        self.reader.show(paragraph, row, height);
    }
}

fn plain_problems(loaded: &Loaded) -> usize {
    let weighs = |d: &&Diagnostic| d.severity != Severity::Note;
    let faults = loaded.diagnostics.iter().filter(weighs).count();
    let events = loaded.timeline.events();
    let conflicts = events.filter(|(id, _)| loaded.timeline.has_conflict(*id));
    faults + conflicts.count()
}
