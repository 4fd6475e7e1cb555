//! The dialects: what other programs write.

use super::failure::Failure;
use super::importer::Importer;
use super::{annotations, draft, ics, timelinejs, timemap};

/// A dialect whose inputs are read as a whole.
#[derive(Clone, Copy)]
pub struct Document {
    /// The name on the command line.
    pub name: &'static str,
    /// What it is, for people, such as `TimelineJS`.
    pub title: &'static str,
    /// Tells from the beginning of an input, which may end anywhere, whether it is in this dialect.
    pub recognises: fn(&str) -> bool,
    /// Hands every record of an input to an importer.
    pub read: fn(&str, &mut Importer<'_>) -> Result<(), Failure>,
}

/// The dialects whose inputs are read as a whole, in the order in which they are tried.
pub const DOCUMENTS: &[Document] = &[
    Document {
        name: "ics",
        title: "iCalendar",
        recognises: ics::recognises,
        read: ics::read,
    },
    Document {
        name: "w3c-annotations",
        title: "Web annotations (JSON-LD, or an export of Hypothes.is)",
        recognises: annotations::recognises,
        read: annotations::read,
    },
    Document {
        name: "timelinejs",
        title: "TimelineJS (JSON)",
        recognises: timelinejs::recognises,
        read: timelinejs::read,
    },
    Document {
        name: "timemap",
        title: "timemap (JSON)",
        recognises: timemap::recognises,
        read: timemap::read,
    },
    Document {
        name: "draft",
        title: "proposed events (JSON)",
        recognises: draft::recognises,
        read: draft::read,
    },
];
