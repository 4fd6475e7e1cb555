//! A paragraph with its quotes marked.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::escape::{Target, Text};
use crate::anchor::Place;

/// Why something is marked in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A quote is there.
    Quote,
    /// A quote may be there, or this is what is most similar to it.
    Near,
    /// The words turn a quote.
    Cue,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Quote, Self::Near, Self::Cue];

    fn class(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Near => "near",
            Self::Cue => "cue",
        }
    }
}

/// Something to mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub place: Place,
    pub kind: Kind,
}

/// What begins and what ends at one position of a paragraph.
#[derive(Default)]
struct Edge {
    /// The places that begin there, each once.
    begin: Vec<Place>,
    /// How many marks of each kind begin, less how many end.
    change: [isize; Kind::ALL.len()],
}

/// Writes the text of a paragraph with its marks, which are sorted. Where they overlap, each stretch is an element of
/// its own: elements cannot overlap, and nesting them would take the square of the room.
pub fn write(out: &mut dyn Write, text: &str, source: &str, marks: &[Mark]) -> io::Result<()> {
    let edges = edges(marks);
    let mut positions = text.char_indices().map(|(at, _)| at);
    let mut next = 0;
    let mut byte_at = |position: usize| {
        let skipped = position.saturating_sub(next);
        next = position.saturating_add(1);
        positions.nth(skipped).unwrap_or(text.len())
    };
    let mut open = [0_isize; Kind::ALL.len()];
    let mut begun: Vec<Place> = Vec::new();
    let (mut from, mut start) = (0, 0);
    for (position, edge) in edges {
        let to = byte_at(position);
        let stretch = text.get(from..to).unwrap_or_default();
        write_stretch(out, stretch, [start, position], source, open, &begun)?;
        for (open, change) in open.iter_mut().zip(edge.change) {
            *open = open.saturating_add(change);
        }
        (from, start, begun) = (to, position, edge.begin);
    }
    write!(out, "{}", Text(text.get(from..).unwrap_or_default()))
}

fn edges(marks: &[Mark]) -> BTreeMap<usize, Edge> {
    let mut edges: BTreeMap<usize, Edge> = BTreeMap::new();
    for Mark { place, kind } in marks {
        if place.start >= place.end {
            continue;
        }
        for (position, step) in [(place.start, 1), (place.end, -1)] {
            let edge = edges.entry(position).or_default();
            if let Some(change) = edge.change.get_mut(*kind as usize) {
                *change = change.saturating_add(step);
            }
            if step > 0 && edge.begin.last() != Some(place) {
                edge.begin.push(*place);
            }
        }
    }
    edges
}

/// Writes a stretch in which the same marks are open all along.
fn write_stretch(
    out: &mut dyn Write,
    text: &str,
    [start, end]: [usize; 2],
    source: &str,
    open: [isize; Kind::ALL.len()],
    begun: &[Place],
) -> io::Result<()> {
    let kinds = Kind::ALL.into_iter().zip(open);
    let classes = kinds.filter(|(_, count)| *count > 0);
    let classes: Vec<&str> = classes.map(|(kind, _)| kind.class()).collect();
    if classes.is_empty() {
        return write!(out, "{}", Text(text));
    }
    write!(out, "<mark class=\"{}\"", classes.join(" "))?;
    let mut begun = begun.iter().map(|place| Target::Passage(source, *place));
    if let Some(first) = begun.next() {
        write!(out, " id=\"{first}\"")?;
    }
    // The script lights up all stretches of a quote, which it finds by their positions.
    write!(out, " data-at=\"{start}-{end}\">")?;
    for more in begun {
        write!(out, "<span id=\"{more}\"></span>")?;
    }
    write!(out, "{}</mark>", Text(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, marks: &[(usize, usize, Kind)]) -> String {
        let mark = |(start, end, kind): &(usize, usize, Kind)| Mark {
            place: Place {
                paragraph: 1,
                start: *start,
                end: *end,
            },
            kind: *kind,
        };
        let mut marks: Vec<Mark> = marks.iter().map(mark).collect();
        marks.sort_unstable();
        let mut out = Vec::new();
        write(&mut out, text, "s", &marks).expect("it is written");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_quote_is_marked_by_characters() {
        assert_eq!(
            written("aé<b>c", &[(1, 5, Kind::Quote)]),
            "a<mark class=\"quote\" id=\"s.s.1.1-5\" data-at=\"1-5\">é&lt;b&gt;</mark>c"
        );
        assert_eq!(written("a & b", &[]), "a &amp; b");
        assert_eq!(
            written("ab", &[(0, 2, Kind::Near)]),
            "<mark class=\"near\" id=\"s.s.1.0-2\" data-at=\"0-2\">ab</mark>"
        );
    }

    #[test]
    fn overlapping_quotes_keep_their_places() {
        assert_eq!(
            written("abcdef", &[(0, 4, Kind::Quote), (2, 6, Kind::Quote)]),
            "<mark class=\"quote\" id=\"s.s.1.0-4\" data-at=\"0-2\">ab</mark>\
             <mark class=\"quote\" id=\"s.s.1.2-6\" data-at=\"2-4\">cd</mark>\
             <mark class=\"quote\" data-at=\"4-6\">ef</mark>"
        );
        assert_eq!(
            written("abc", &[(0, 1, Kind::Quote), (0, 3, Kind::Cue)]),
            "<mark class=\"quote cue\" id=\"s.s.1.0-1\" data-at=\"0-1\">\
             <span id=\"s.s.1.0-3\"></span>a</mark>\
             <mark class=\"cue\" data-at=\"1-3\">bc</mark>"
        );
    }

    #[test]
    fn one_quote_of_several_events_has_one_id() {
        let same = (1, 2, Kind::Quote);
        let page = written("abc", &[same, same, same]);
        assert_eq!(page.matches("id=").count(), 1, "{page}");
        assert_eq!(page.matches("<mark").count(), 1, "{page}");
    }

    #[test]
    fn marks_beyond_the_text_lose_no_text() {
        let page = written("abc", &[(1, 9, Kind::Quote), (7, 8, Kind::Cue)]);
        assert!(
            page.starts_with("a<mark") && page.contains("bc</mark>"),
            "{page}"
        );
    }
}
