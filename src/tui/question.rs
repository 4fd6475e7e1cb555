//! Potentially slow work, expressed as a question. Small questions are answered immediately, others
//! by a worker.

mod answer;

use std::ops::Range;
use std::sync::Arc;

use super::lanes::{LaneEvents, LaneSet};
use super::outline::Outline;
use super::overlay::ActorCounts;
use super::problems::ProblemRow;
use super::progress::Progress;
use super::small_lanes::SmallLane;
use super::verdicts::VerdictCounts;
use crate::coverage::Holdings;
use crate::date::Grain;
use crate::diagnostic::Diagnostic;
use crate::load::Loaded;
use crate::search::Needle;
use crate::timeline::{
    ActorId, Direction, EventId, Query, Scale, Selection, SourceId, StoreError, Timeline,
};

/// A question about a timeline.
#[derive(Clone, Debug)]
pub struct Question {
    /// The timeline in question.
    pub timeline: Arc<Timeline>,
    /// The number of the timeline, which increases with each reload. Replies about earlier ones are
    /// dropped.
    pub generation: u64,
    /// What the question asks for.
    pub about: About,
}

/// What the question asks for.
#[derive(Clone, Debug)]
pub enum About {
    /// The problems of all citations.
    Problems,
    /// The location of a citation's quote, given the event and the index of the citation.
    Anchor(EventId, usize),
    /// The verdicts of some events.
    Verdicts(Vec<EventId>),
    /// The dates and citations that the timeline has of a source.
    Holdings(SourceId),
    /// The events that a filter keeps, under headings, first those near an event. The number identifies the
    /// newest filter.
    Selection(u64, Query, Grain, Option<EventId>),
    /// The next event that matches a search.
    Hit(Box<Search>),
    /// The events that a filter keeps and that match a search. The number identifies the newest search.
    Hits(u64, Query, Box<Needle>),
    /// The number of events of each actor that a filter keeps, and whether to count all events as
    /// well. The number identifies the newest draft of the filter.
    Actors(u64, Query, bool),
    /// The lanes of a selection. The number identifies the lanes that are open.
    Lanes(u64, Selection),
    /// The events that a filter keeps, on the lanes of some actors.
    LaneEvents(u64, Query, Vec<Option<ActorId>>),
    /// The events that a filter keeps of some actors, on the columns of a scale. The number identifies the newest
    /// of these questions.
    SmallLanes(u64, Query, Vec<ActorId>, Box<Scale>),
    /// What a store does not have at hand.
    Fetch(Fetch),
}

/// Something that a store does not have at hand. Once it was fetched, it is.
#[derive(Clone, Debug)]
pub enum Fetch {
    /// The events at some ranks.
    Ranks(Selection, Range<usize>),
    /// The rank of an event, and the events around it.
    Rank(Selection, EventId),
    /// The destination for a text, among the events of a selection.
    Destination(Selection, String),
    /// How many citations each source has.
    Counts,
}

/// A search among the events of a selection.
#[derive(Clone, Debug)]
pub struct Search {
    /// Identifies the newest search.
    pub number: u64,
    /// The events to search.
    pub selection: Selection,
    /// The pattern to search for.
    pub needle: Needle,
    /// The rank to start from.
    pub from: usize,
    /// The direction.
    pub direction: Direction,
    /// Which hit to return, from 1.
    pub count: usize,
}

/// The answer to a question, or part of it.
#[derive(Debug)]
pub enum Reply {
    /// The problems found since the last reply, the progress of the check, and the verdicts so far.
    Problems(Vec<ProblemRow>, Progress, VerdictCounts),
    /// The location of the quote is now known to the timeline.
    Anchor,
    /// The verdicts are now known to the timeline.
    Verdicts,
    /// The dates and citations that the timeline has of a source.
    Holdings(SourceId, Holdings),
    /// Some events that the filter with this number keeps, while the rest are looked for.
    FirstHits(u64, Outline),
    /// The events that the filter with this number keeps.
    Selection(u64, Outline),
    /// The rank that the search with this number found in a direction, if there is a hit.
    Hit(u64, Direction, Option<usize>),
    /// The events that match the search with this number, in order, unless there are too many to count.
    Hits(u64, Option<Vec<EventId>>),
    /// The number of events of each actor, for the draft with this number.
    Actors(u64, ActorCounts),
    /// The lanes with this number.
    Lanes(u64, LaneSet),
    /// The lanes of some actors, for the question with this number.
    SmallLanes(u64, Vec<SmallLane>),
    /// What was fetched is at hand.
    Fetched,
    /// The events on the lane of an actor, of the lanes with this number.
    LaneEvents(u64, Option<ActorId>, LaneEvents),
    /// So many bytes of the files are read.
    Read(usize),
    /// What a part of the files says.
    Part(Box<Loaded>),
    /// The files were reloaded.
    Loaded(Result<Box<Loaded>, Vec<Diagnostic>>),
    /// The store could not answer a question.
    Failed(Box<About>, StoreError),
}
