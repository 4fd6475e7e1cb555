//! The whole state of the screen. Keys change it in [`super::update`], replies to its questions in
//! [`replies`]. Drawing only reads it.

mod arrange;
mod editions;
mod filtering;
mod overlays;
mod reload;
mod replies;
mod requests;
mod selecting;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::{Rect, Size};

use super::card::Card;
use super::evidence::Evidence;
pub use super::layout::Pane;
use super::layout::{self, Areas};
use super::outline::Outline;
use super::overlay::Overlay;
use super::problems::ProblemList;
use super::progress::Progress;
use super::prompt::{Prompt, Purpose, Start};
use super::question::Question;
use super::reader::Reader;
use super::rows::{Columns, ListRow};
use super::small_lanes::SmallLanes;
use super::strip::Strip;
use super::theme::Theme;
use super::verdicts::VerdictCounts;
use crate::anchor::Anchor;
use crate::anchor::Cue;
use crate::date::Grain;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::filter::Filter;
use crate::load::{Loaded, Unread};
use crate::search::Needle;
use crate::timeline::{Answer, Citation, Event, EventId, Source, SourceId, StoreError, Timeline};

/// On a screen where less than so many rows are left, overlays cover everything but the filter.
const LEAST_OVERLAY: u16 = 4;

/// A message to the user, shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The text.
    pub text: String,
    /// Whether it reports an error.
    pub bad: bool,
}

/// What to select once the events of a new filter are known.
#[derive(Debug, Default)]
pub(super) enum Reselect {
    /// The selected event, or its nearest neighbour in time if the filter hides it.
    #[default]
    Keep,
    /// The last event.
    Last,
    /// The event that was selected when the prompt was opened.
    Restore(Box<Start>),
    /// An event, and the index of one of its citations.
    Select(EventId, usize),
}

/// The whole state of the screen.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent facts, not the states of one thing"
)]
pub struct App {
    /// The timeline being browsed.
    pub timeline: Arc<Timeline>,
    /// Whether it is the built-in example.
    pub is_example: bool,
    /// The problems found in its files.
    pub faults: Vec<Diagnostic>,
    /// How many mistakes they are, apart from events without a citation, which have a verdict.
    pub mistakes: usize,
    /// All problems, including those of the citations checked so far.
    pub problems: ProblemList,
    /// How many events have which verdict, as far as the citations are checked.
    pub verdicts: VerdictCounts,
    /// Whether the files have changed and can no longer be read.
    pub stale: bool,
    /// How many bytes of the files are read, while more are to come.
    pub read: Option<Progress>,
    /// Whether a selection at the end stays at the end when more events arrive.
    pub follow: bool,
    /// Whether more events match the filter than were found so far.
    pub has_more: bool,
    /// The events that match the filter, under headings.
    pub view: Outline,
    /// The contents of the visible rows of the timeline.
    pub rows: Vec<ListRow>,
    /// The grain of the headings if the user chose one. Otherwise it depends on the timeline.
    pub grain: Option<Grain>,
    /// The current filter.
    pub filter: Filter,
    /// Earlier filters, each with the event selected at that time.
    pub undo: Vec<(String, Option<EventId>)>,
    /// The density of the events over time.
    pub strip: Strip,
    /// The selected event. None if the view is empty.
    pub selected: Option<EventId>,
    /// The contents of the selected event.
    pub(super) event: Option<Arc<Event>>,
    /// How wide the columns of the list are.
    pub columns: Columns,
    /// The selected event, or a source that was opened by itself, laid out as lines.
    pub card: Card,
    /// The citations of the selected event, laid out as rows.
    pub evidence: Evidence,
    /// The lanes of its actors.
    pub small_lanes: SmallLanes,
    /// The first visible row of the timeline.
    pub top: usize,
    /// The index of the shown citation of the selected event.
    pub citation: usize,
    /// The location of its quote, once known.
    pub anchor: Option<Arc<Anchor>>,
    /// The first visible row of the event.
    pub event_top: usize,
    /// The source pane.
    pub reader: Reader,
    /// The pane that has focus.
    pub focus: Pane,
    /// Whether the focused pane fills the screen.
    pub zoomed: bool,
    /// The current search pattern, whose hits are highlighted.
    pub needle: Option<Needle>,
    /// The events of the view that match it, in order, if they are counted.
    pub(super) hits: Option<Vec<EventId>>,
    /// Earlier filters, the latest last.
    pub(super) history: Vec<String>,
    /// The open prompt.
    pub prompt: Option<Prompt>,
    /// The open overlay.
    pub overlay: Option<Overlay>,
    /// The count typed before a key.
    pub count: Option<usize>,
    /// The current message.
    pub message: Option<Message>,
    /// The size of the screen.
    pub size: Size,
    /// The colours and glyphs.
    pub theme: Theme,
    /// The questions waiting to be handed to a worker.
    questions: Vec<Question>,
    /// The citations whose anchors were requested.
    requested_anchors: HashSet<(EventId, usize)>,
    /// The events whose verdicts were requested last.
    requested_verdicts: Vec<EventId>,
    /// The sources whose holdings were requested.
    requested_holdings: HashSet<SourceId>,
    /// The number of the timeline, which increases with each reload.
    generation: u64,
    /// The number of the newest question of those that replace earlier ones.
    number: u64,
    /// The number of the filter in progress, and what to select afterwards.
    filtering: Option<(u64, Reselect)>,
    /// The number of the search in progress.
    searching: Option<u64>,
    /// The number of the count of hits in progress.
    counting_hits: Option<u64>,
    /// What is selected as soon as it is at hand.
    awaited: Option<Awaited>,
    /// The prompt whose destination is gone to as soon as it is at hand.
    going: Option<Prompt>,
    /// Whether the list of sources opens as soon as their citations are counted.
    pub(super) offering_sources: bool,
    /// Whether the user was asked if the filter should be cleared.
    pub(super) asks_to_clear: bool,
    /// How many seconds pass before what failed is asked again, and how many have passed.
    delay: u32,
    idle: u32,
    /// What to select once the current filter, whose events could not be asked for, is asked again.
    failed_filter: Option<Reselect>,
    /// What was asked of the store last because it was not at hand.
    fetching: Option<Fetching>,
}

/// What is selected as soon as it is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaited {
    /// The event at a rank.
    Rank(usize),
    /// An event, and the index of one of its citations.
    Event(EventId, usize),
    /// An event, or what stands in its place if the filter hides it.
    Near(EventId),
}

/// What was asked of the store because it was not at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fetching {
    /// The events at some ranks of the view.
    Ranks(Range<usize>),
    /// Something else.
    Other,
    /// It failed, and is asked for again later.
    Failed,
}

/// Returns how many mistakes are reported, apart from events without a citation.
fn mistakes(faults: &[Diagnostic]) -> usize {
    let is_counted =
        |fault: &&Diagnostic| fault.severity != Severity::Note && fault.code != Code::Uncited;
    let counted = faults.iter().filter(is_counted);
    counted.map(|fault| fault.subject.count()).sum()
}

/// Returns the progress of reading when there is more to come.
fn progress(unread: Unread) -> Option<Progress> {
    let total = match unread {
        Unread::Nothing => return None,
        Unread::Bytes(bytes) => bytes,
        Unread::Unknown => 0,
    };
    Some(Progress { done: 0, total })
}

impl App {
    /// Opens a timeline at its first event.
    pub fn new(loaded: Loaded, filter: Filter, theme: Theme, size: Size) -> Self {
        let mut app = Self {
            timeline: Arc::new(loaded.timeline),
            is_example: false,
            mistakes: mistakes(&loaded.diagnostics),
            faults: loaded.diagnostics,
            problems: ProblemList::default(),
            verdicts: VerdictCounts::default(),
            stale: false,
            read: progress(loaded.unread),
            follow: false,
            has_more: false,
            view: Outline::default(),
            rows: Vec::new(),
            grain: None,
            filter: Filter::default(),
            undo: Vec::new(),
            strip: Strip::default(),
            selected: None,
            event: None,
            columns: Columns::default(),
            card: Card::default(),
            evidence: Evidence::default(),
            small_lanes: SmallLanes::default(),
            top: 0,
            citation: 0,
            anchor: None,
            event_top: 0,
            reader: Reader::default(),
            focus: Pane::Timeline,
            zoomed: false,
            needle: None,
            hits: None,
            history: Vec::new(),
            prompt: None,
            overlay: None,
            count: None,
            message: None,
            size,
            theme,
            questions: Vec::new(),
            requested_anchors: HashSet::new(),
            requested_verdicts: Vec::new(),
            requested_holdings: HashSet::new(),
            generation: 0,
            number: 0,
            filtering: None,
            searching: None,
            counting_hits: None,
            awaited: None,
            going: None,
            asks_to_clear: false,
            delay: 0,
            idle: 0,
            offering_sources: false,
            failed_filter: None,
            fetching: None,
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

    /// Returns the shown citation and its source.
    pub fn cited(&self) -> Option<(&Citation, &Source)> {
        let citation = self.event()?.citations.get(self.citation)?;
        Some((citation, self.timeline.source(citation.source)?))
    }

    /// Returns the shown source and, unless it was opened independently of the event, its citation.
    pub fn reading(&self) -> Option<(&Source, Option<&Citation>)> {
        let id = self.reader.source?;
        let cited = self.cited().map(|(citation, _)| citation);
        let source = self.timeline.source(id)?;
        Some((source, cited.filter(|citation| citation.source == id)))
    }

    /// Returns the paragraph to show for the citation: that of its quote, else of the nearest
    /// passage, else the one given in the file.
    pub fn cited_paragraph(&self) -> Option<usize> {
        let found = self.anchor.as_ref().and_then(|anchor| {
            let nearest = anchor.nearest.map(|place| place.paragraph);
            anchor.paragraph().or(nearest).or(anchor.hinted())
        });
        found.or(self.cited()?.0.paragraph())
    }

    /// Iterates over the words around the quote of the shown citation that turn it, if its source is shown.
    pub fn cues(&self) -> impl Iterator<Item = &Cue> {
        let shown = self.reading().and_then(|(_, citation)| citation);
        let cues = shown.zip(self.event()).zip(self.anchor.as_deref());
        cues.into_iter()
            .flat_map(|((citation, event), anchor)| event.cues(citation, anchor))
    }

    /// Returns the grain of the headings.
    pub fn grain(&self) -> Grain {
        self.grain.unwrap_or_else(|| self.timeline.grain())
    }

    /// Returns the position of the cursor among the hits of a search: its number, if it is on one,
    /// and how many there are.
    pub fn hit_position(&self) -> Option<(Option<usize>, usize)> {
        if self.focus != Pane::Source {
            let hits = self.hits.as_ref()?;
            let at = self.selected.and_then(|id| hits.binary_search(&id).ok());
            return Some((at.map(|at| at + 1), hits.len()));
        }
        let hits = self.reader.hits()?;
        let hit = self.reader.hit();
        let at = hit.and_then(|hit| hits.iter().position(|other| other == hit));
        Some((at.map(|at| at + 1), hits.len()))
    }

    /// Returns the rank of the selected event in the view.
    pub fn rank(&self) -> Option<usize> {
        match (self.awaited, self.selected) {
            (Some(Awaited::Rank(rank)), _) => Some(rank),
            (_, selected) => self.view.rank(selected?).ok()?.ok(),
        }
    }

    /// Returns the layout of the screen.
    pub fn areas(&self) -> Areas {
        layout::layout(&layout::LayoutInputs {
            card: self.card.lines().len(),
            evidence: self.evidence.rows().len(),
            contested: self.evidence.is_contested(),
            ..self.layout_inputs()
        })
    }

    /// Returns the area of overlays: between the header and the status line, so that the title, the filter and
    /// messages are never covered.
    pub fn overlay_bounds(&self) -> Rect {
        let areas = self.areas();
        let top = areas.header.bottom().max(areas.filter.bottom());
        let bottom = match areas.status.height {
            0 => self.size.height,
            _ => areas.status.y,
        };
        let height = bottom.saturating_sub(top);
        if height < LEAST_OVERLAY {
            let top = areas.filter.bottom();
            let height = self.size.height.saturating_sub(top);
            return Rect::new(0, top, self.size.width, height);
        }
        Rect::new(0, top, self.size.width, height)
    }

    /// Returns what the layout depends on, apart from the contents of panes.
    fn layout_inputs(&self) -> layout::LayoutInputs {
        let purpose = self.prompt.as_ref().map(|prompt| prompt.purpose);
        let is_wrong = self.prompt.as_ref().is_some_and(|it| it.error.is_some());
        layout::LayoutInputs {
            size: self.size,
            focus: self.focus,
            zoomed: self.zoomed,
            dated: self.timeline.years().is_some(),
            filtered: purpose == Some(Purpose::Filter) || !self.filter.text().is_empty(),
            error: is_wrong && purpose != Some(Purpose::Filter),
            list: self.columns.list(),
            ..layout::LayoutInputs::default()
        }
    }

    /// Returns the source that is shown although it was opened by itself, not for a citation.
    pub fn opened_source(&self) -> Option<(SourceId, &Source)> {
        let (source, citation) = self.reading()?;
        self.reader
            .source
            .zip(Some(source))
            .filter(|_| citation.is_none())
    }

    /// Shows a message until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            bad: false,
        });
    }

    /// Shows an error message until the next key.
    pub fn notify_error(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            bad: true,
        });
    }

    /// Returns the answer of the store. If the store failed, shows the error and returns None, and if the answer is
    /// not at hand, just None.
    pub(super) fn ok_or_notify<T>(&mut self, answer: Answer<T>) -> Option<T> {
        match answer {
            Ok(answer) => Some(answer),
            Err(StoreError::Pending) => None,
            Err(failed) => {
                self.notify_error(failed.to_string());
                None
            }
        }
    }

    /// Sets the search pattern to highlight.
    pub(super) fn set_needle(&mut self, needle: Option<Needle>) {
        self.needle = needle;
        self.card.invalidate();
        self.reader.forget_hits();
        (self.hits, self.counting_hits) = (None, None);
    }

    /// Waits for the destination of a prompt.
    pub(super) fn await_destination(&mut self, prompt: Prompt) {
        self.going = Some(prompt);
        self.say("still looking for it");
    }

    /// Returns the prompt whose destination was waited for.
    pub(super) fn take_destination(&mut self) -> Option<Prompt> {
        let prompt = self.going.take_if(|_| self.prompt.is_none())?;
        self.message = None;
        Some(prompt)
    }

    /// Adapts to a new size of the screen.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.settle();
    }
}
