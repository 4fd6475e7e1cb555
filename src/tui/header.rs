//! What the first line of the screen says, in the columns where it is drawn: the title, how many
//! events there are and from when, and how many have which verdict.

use std::ops::Range;

use super::app::App;
use super::theme::Role;
use crate::text::width::{truncate, width};
use crate::timeline::Verdict;

/// The name of the program, and the space after it.
const NAME: &str = " annals  ";
/// The title has at least so many cells, as long as there is something to leave out instead.
const LEAST_TITLE: usize = 16;

/// What is said of the built-in example, as far as there is room.
const EXAMPLE: [&str; 2] = [
    "  built-in example; `annals init` makes your own",
    "  built-in example",
];

/// A part of the header.
#[derive(Clone, Debug)]
pub struct HeaderPart {
    /// The text.
    pub text: String,
    /// How it is drawn.
    pub role: Role,
    /// The columns of the text.
    pub columns: Range<usize>,
    /// What it counts.
    pub counts: Option<Counted>,
}

/// What a number of the header counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Mistakes in the event files.
    Faults,
    /// Events with a verdict.
    Verdict(Verdict),
}

/// Returns the parts of the header for a width, from left to right.
pub fn header(app: &App, cells: usize) -> Vec<HeaderPart> {
    let title = width(app.timeline.title()).min(LEAST_TITLE).min(cells / 3);
    let needed = width(NAME) + title + 2;
    let mut room = cells.saturating_sub(needed);
    // On a narrow screen the years go first, then the number of events, and then the mildest
    // verdicts.
    let mut right = Vec::new();
    for (text, role, counts) in counts(app, cells) {
        let Some(rest) = room.checked_sub(width(&text)) else {
            break;
        };
        room = rest;
        right.push((text, role, counts));
    }
    let extent = extents(app).into_iter().find(|text| width(text) <= room);
    right.insert(0, (extent.unwrap_or_default(), Role::Dim, None));
    let taken: usize = right.iter().map(|(text, ..)| width(text)).sum();
    let room = cells.saturating_sub(width(NAME) + taken + 2);
    let title = truncate(app.timeline.title(), room, app.theme.glyphs.ellipsis).into_owned();
    let room = room.saturating_sub(width(&title));
    let remark = EXAMPLE
        .iter()
        .find(|text| app.is_example && width(text) <= room);
    let remark = (*remark.unwrap_or(&"")).to_owned();
    let gap = cells.saturating_sub(width(NAME) + width(&title) + width(&remark) + taken);
    let left = [
        (NAME.to_owned(), Role::Accent, None),
        (title, Role::Title, None),
        (remark, Role::Dim, None),
        (" ".repeat(gap), Role::Text, None),
    ];
    let mut at = 0;
    let parts = left.into_iter().chain(right).map(|(text, role, counts)| {
        let start = at;
        at += width(&text);
        HeaderPart {
            text,
            role,
            columns: start..at,
            counts,
        }
    });
    parts.collect()
}

/// Returns how many events there are, from the most detailed to the shortest text.
fn extents(app: &App) -> [String; 3] {
    let glyphs = app.theme.glyphs;
    let all = app.timeline.len();
    let events = match all {
        _ if !app.filter.is_empty() => format!("{} of {all}", app.found()),
        1 => "1 event".to_owned(),
        _ => format!("{all} events"),
    };
    let checked = app.problems.checked;
    let progress = match app.read {
        Some(read) if read.is_unknown() => "reading  ".to_owned(),
        Some(read) => format!("reading {} %  ", read.percent()),
        None if !checked.is_complete() => {
            format!("checked {} of {}  ", checked.done, checked.total)
        }
        None => String::new(),
    };
    let years = app.timeline.years().map(|years| match years {
        (first, last) if first == last => first.to_owned(),
        (first, last) => format!("{first} {} {last}", glyphs.dash),
    });
    let years = years.map(|years| format!(" {} {years}", glyphs.separator));
    let years = years.unwrap_or_default();
    [
        format!("{progress}{events}{years} "),
        format!("{progress}{events} "),
        format!("{events} "),
    ]
}

/// Returns what is wrong, the worst first: a file that cannot be read, mistakes in the files, and the
/// verdicts of events. If every event is verified, returns that.
fn counts(app: &App, cells: usize) -> Vec<(String, Role, Option<Counted>)> {
    let mut texts = Vec::new();
    if app.stale {
        let why = match cells {
            ..40 => "  !",
            40..80 => "  ! unreadable",
            _ if app.timeline.is_in_files() => "  ! cannot read the file on disk",
            _ => "  ! the server did not answer",
        };
        texts.push((why.to_owned(), Role::Bad, Some(Counted::Faults)));
    }
    let faults = app.mistakes;
    if faults > 0 {
        texts.push((format!("  {faults} !"), Role::Bad, Some(Counted::Faults)));
    }
    let verdicts = Verdict::ALL.iter().rev();
    let verdicts = verdicts.map(|verdict| (app.verdicts.of(*verdict), *verdict));
    let mut shown: Vec<_> = verdicts.filter(|(count, _)| *count > 0).collect();
    // That an event is verified is only worth a word if all are.
    if shown.len() > 1 {
        shown.retain(|(_, verdict)| *verdict != Verdict::Verified);
    }
    texts.extend(shown.into_iter().map(|(count, verdict)| {
        let (sign, role) = app.theme.verdict(Some(verdict));
        (
            format!("  {count} {sign}"),
            role,
            Some(Counted::Verdict(verdict)),
        )
    }));
    if let Some((last, ..)) = texts.last_mut() {
        last.push(' ');
    }
    texts
}
