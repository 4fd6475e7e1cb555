//! The validated timeline: what happened, who took part, which sentence says so.
//!
//! [`Timeline`] answers questions. A [`Query`] is a value; [`Timeline::select`] answers it with a
//! [`Selection`], and everything that is shown, counted, checked or written comes from a selection by rank.
//! The events are in a [`Store`]: in files, or behind a server.
//!
//! Invariants, upheld by every store and relied on everywhere above:
//! - the events of a selection are in chronological order, undated ones last, in file order;
//! - every id that an event, actor or source carries points into this timeline;
//! - every text is safe to draw;
//! - an anchor is worked out at most once, when it is first asked for.
//!
//! It knows no file format and no screen.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod actor;
mod anchors;
mod answer;
mod axis;
mod cautions;
mod citation;
mod claims;
mod conflict;
mod counting;
mod direction;
mod edition;
mod event;
mod events;
mod facet;
mod file_store;
mod finding;
mod flags;
mod head;
mod headings;
mod label;
mod loss;
mod membership;
mod no_text;
mod packing;
mod parts;
mod postings;
mod query;
mod questions;
mod record;
mod row;
mod runs;
mod searching;
mod selection;
mod set;
mod share;
mod source;
mod store;
mod terms;
#[cfg(test)]
mod tests;
mod verdict;
mod version;
mod wanted;

pub use crate::diagnostic::Origin;
pub use actor::{Actor, ActorDetails, ActorId, Kind};
pub use answer::{Answer, StoreError, may_wait, never_wait};
pub use axis::{Density, Extent, Marks, Place, Reach, Scale, Segment, Tick, ticks};
pub use cautions::unneeded;
pub use citation::{Citation, CitationDetails, Stance};
pub use conflict::{Against, Conflict};
pub use direction::Direction;
pub use edition::Edition;
pub use event::{Details, Event, EventId, Participant, Status, When};
pub use events::{Events, Known};
pub use facet::{Facet, Key};
use file_store::FileStore;
pub use finding::searchable;
pub use flags::Flags;
pub use head::Head;
pub use headings::Heading;
pub use loss::Loss;
pub use no_text::NoText;
pub use packing::Unpacked;
pub use parts::{File, Parts};
pub use query::{Part, Property, Query, Relation, Term, Text};
pub use questions::Timeline;
#[cfg(test)]
pub use record::Held;
pub use record::{Record, Records};
pub use row::Row;
pub use selection::{Elsewhere, Selection};
pub use share::{Citing, Share};
pub use source::{Source, SourceDetails, SourceId};
pub use store::{Dates, Store, Wanted};
pub use verdict::Verdict;
pub use version::Version;
pub use wanted::{END, Field, folded};
