//! Lays out the rows of citations.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::anchor::{Anchor, Difference, Side, State};
use crate::date::Date;
use crate::document::Document;
use crate::text::sanitize;
use crate::text::width::{pad, truncate, width};
use crate::timeline::{Against, Citation, Event, NoText, Source, Stance, Timeline, Verdict};
use crate::tui::marked::wrapped;
use crate::tui::theme::{Role, Theme};

/// The most rows for what differs, where quotes are not shown whole.
const MOST_ROWS: usize = 2;
/// Longer quotes are not compared with each other.
const LONGEST_COMPARED: usize = 2000;

/// How much of the quotes is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// Their beginnings.
    Cut,
    /// Their beginnings, except where sources contradict each other.
    WholeInConflicts,
    /// All of them.
    Whole,
}

/// The conflicts of an event.
#[derive(Debug, Default)]
pub struct Conflicts {
    /// The citations that conflict with the event or with an earlier citation.
    conflicting: HashSet<usize>,
    /// For each citation of a conflict, the one to compare it with.
    against: HashMap<usize, usize>,
}

impl Conflicts {
    /// Returns the conflicts of an event.
    pub fn of(event: &Event) -> Self {
        let mut citations = event.citations.iter();
        let supporting = |it: &Citation| it.stance == Stance::Supports && it.quote.is_some();
        let supporting = citations.position(supporting);
        let mut conflicts = Self::default();
        for conflict in event.conflicts() {
            conflicts.conflicting.insert(conflict.citation);
            let other = match conflict.against {
                Against::Citation(other) => Some(other as usize),
                Against::Stance | Against::Date => supporting,
            };
            if let Some(other) = other.filter(|other| *other != conflict.citation) {
                conflicts.against.entry(conflict.citation).or_insert(other);
                conflicts.against.entry(other).or_insert(conflict.citation);
            }
        }
        conflicts
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.conflicting.is_empty()
    }

    /// Returns whether a citation is part of a conflict.
    fn has(&self, citation: usize) -> bool {
        self.conflicting.contains(&citation) || self.against.contains_key(&citation)
    }
}

/// What the rows of an event are made of.
pub struct Builder<'a> {
    /// The event.
    pub event: &'a Event,
    /// Its timeline.
    pub timeline: &'a Timeline,
    /// The colours and glyphs.
    pub theme: &'a Theme,
    /// The width, in cells.
    pub width: usize,
    /// How much of the quotes is shown.
    pub quotes: Quotes,
    /// Which citations contradict the event or each other.
    pub conflicts: Conflicts,
}

impl Builder<'_> {
    /// Returns the rows of some citations, from the first on, each with the index of its citation. Anchors may not be
    /// known yet.
    pub fn rows(
        &self,
        first: usize,
        anchors: &[Option<Arc<Anchor>>],
    ) -> Vec<(usize, Line<'static>)> {
        let cited = || self.event.citations.iter().skip(first).take(anchors.len());
        let sources = cited().filter_map(|it| self.timeline.source(it.source));
        let widest = sources.map(|source| width(source.title())).max();
        let titles = widest.unwrap_or_default().min(self.width * 2 / 5);
        let places = cited()
            .zip(anchors)
            .map(|(it, anchor)| width(&self.place(it, anchor.as_deref())));
        let places = places.max().unwrap_or_default();
        let is_contested = cited().any(|it| it.stance == Stance::Contradicts);
        let mut rows = Vec::new();
        for (index, (citation, anchor)) in cited().zip(anchors).enumerate() {
            let index = first + index;
            let Some(source) = self.timeline.source(citation.source) else {
                continue;
            };
            let anchor = anchor.as_deref();
            let mut line = self.head(index, (citation, anchor, source), (titles, places));
            if is_contested {
                let stance = format!("  {:<11}", citation.stance.name());
                line.push(Span::styled(stance, self.dim()));
            }
            let mut below = Vec::new();
            let quote = citation.quote.as_deref().map(sanitize::line);
            match &quote {
                Some(quote) if self.is_whole(index) => {
                    below.extend(self.whole_quote(index, quote));
                }
                Some(quote) => {
                    let used: usize = line.iter().map(|span| width(&span.content)).sum();
                    let room = self.width.saturating_sub(used + 4);
                    let quote = truncate(quote, room, self.theme.glyphs.ellipsis);
                    let [open, close] = self.theme.glyphs.quotes;
                    let quote = format!("  {open}{quote}{close}");
                    line.extend((room > 8).then(|| Span::raw(quote)));
                }
                None => line.push(Span::styled("  no quote", self.dim())),
            }
            let date = citation.date.as_ref();
            let is_told =
                |date: &&Date| Some(*date) != self.event.when.date() || self.conflicts.has(index);
            if let Some(date) = date.filter(is_told) {
                let words = format!("dates it {}", date.words());
                let words = self.theme.glyphs.text(words);
                let used: usize = line.iter().map(|span| width(&span.content)).sum();
                if used + 2 + width(&words) <= self.width {
                    line.push(Span::raw(format!("  {words}")));
                } else {
                    below.extend(self.remark(&words, Role::Text));
                }
            }
            // Where sources contradict each other, that one has no text matters less than to see both.
            let text = self.timeline.cited_text(citation);
            let has_text = text.is_ok();
            let edition = self.timeline.known_edition_words(citation);
            if let Some(words) = &edition {
                below.extend(self.remark(words, Role::Dim));
            }
            if let Some(anchor) = anchor.filter(|_| has_text || !self.conflicts.has(index)) {
                let quote = quote.as_deref().unwrap_or_default();
                // That it is missing is told already.
                let is_told = edition.is_some() && anchor.nearest.is_none();
                if !is_told || anchor.state != State::Missing {
                    below.extend(self.difference(quote, anchor, text));
                }
                below.extend(self.event.cues(citation, anchor).flat_map(|cue| {
                    let words = sanitize::line(&cue.text);
                    let words = format!("{}: “{words}”", cue.caution.words());
                    self.remark(&words, Role::Doubt)
                }));
            }
            rows.extend(
                std::iter::once(Line::from(line))
                    .chain(below)
                    .map(|it| (index, it)),
            );
        }
        rows
    }

    fn dim(&self) -> Style {
        self.theme.style(Role::Dim)
    }

    /// Returns the beginning of a row: the verdict, the source and the paragraph.
    fn head(
        &self,
        index: usize,
        (citation, anchor, source): (&Citation, Option<&Anchor>, &Source),
        (titles, places): (usize, usize),
    ) -> Vec<Span<'static>> {
        let glyphs = self.theme.glyphs;
        let is_conflicting = self.conflicts.conflicting.contains(&index);
        let verdict = anchor.map(|anchor| {
            let verdict = self.event.verdict_of(citation, anchor);
            if is_conflicting {
                verdict.max(Verdict::Conflict)
            } else {
                verdict
            }
        });
        let (sign, role) = self.theme.verdict(verdict);
        let title = pad(&truncate(source.title(), titles, glyphs.ellipsis), titles);
        vec![
            Span::styled(sign, self.theme.style(role)),
            Span::raw(format!(" {title}")),
            Span::styled(pad(&self.place(citation, anchor), places), self.dim()),
        ]
    }

    /// Returns whether the quote of a citation is shown whole.
    fn is_whole(&self, index: usize) -> bool {
        match self.quotes {
            Quotes::Cut => false,
            Quotes::WholeInConflicts => self.conflicts.has(index),
            Quotes::Whole => true,
        }
    }

    /// Returns the page or the paragraph of a citation, with a space before it.
    fn place(&self, citation: &Citation, anchor: Option<&Anchor>) -> String {
        let place = citation.place(anchor, self.theme.glyphs.paragraph);
        place.map_or(String::new(), |place| {
            format!(" {}", self.theme.glyphs.text(place))
        })
    }

    /// Returns a quote whole, with what another one says otherwise marked.
    fn whole_quote(&self, index: usize, quote: &str) -> Vec<Line<'static>> {
        let other = self.conflicts.against.get(&index);
        let other = other.and_then(|other| self.event.citations.get(*other)?.quote.as_deref());
        let is_short = |text: &&str| text.len().max(quote.len()) <= LONGEST_COMPARED;
        let own = other.filter(is_short).map(|other| {
            let other = sanitize::line(other);
            Difference::own_words(quote, &other)
        });
        let [open, close] = self.theme.glyphs.quotes;
        let shifted = |range: Range<usize>| range.start + open.len()..range.end + open.len();
        let style = self.theme.style(Role::Cue);
        let own = own.unwrap_or_default().into_iter();
        let marks: Vec<_> = own.map(|range| (shifted(range), style)).collect();
        let text = format!("{open}{quote}{close}");
        let lead = vec![Span::raw("  ")];
        let room = self.width.saturating_sub(2).max(1);
        wrapped(&text, room, lead, Style::new(), &marks)
    }

    /// Returns what a quote and its source have differently, or why there is nothing to compare.
    fn difference(
        &self,
        quote: &str,
        anchor: &Anchor,
        text: Result<&Document, &NoText>,
    ) -> Vec<Line<'static>> {
        if anchor.state.is_verified() {
            return Vec::new();
        }
        let document = text.ok();
        let found = document.and_then(|document| anchor.difference(quote, document));
        let Some((.., difference)) = found else {
            let role = self.theme.verdict(Some(Verdict::of_state(anchor.state))).1;
            let why = text.err();
            let no_text = why.map(|why| format!("no text: {}", why.words()));
            return self.remark(no_text.as_deref().unwrap_or(anchor.state.words()), role);
        };
        let (mut text, mut marks) = (String::new(), Vec::new());
        let ellipsis = self.theme.glyphs.ellipsis;
        let brief = difference.brief();
        let last = brief.parts().len().saturating_sub(1);
        for (index, (side, words)) in brief.parts().iter().enumerate() {
            let start = text.len();
            let role = match side {
                Side::Both => {
                    let around = (index > 0, index < last);
                    text.push_str(&few_words(words, around, ellipsis));
                    continue;
                }
                Side::Quote => Role::Bad,
                Side::Source => Role::Good,
            };
            let (left, right) = side.signs();
            text.extend([left, words, right]);
            marks.push((start..text.len(), self.theme.style(role)));
        }
        let lead = vec![Span::raw("  ")];
        let room = self.width.saturating_sub(2).max(1);
        let mut lines = wrapped(&text, room, lead, self.dim(), &marks);
        if self.quotes != Quotes::Whole {
            lines.truncate(MOST_ROWS);
        }
        lines
    }

    fn remark(&self, words: &str, role: Role) -> Vec<Line<'static>> {
        let words = self.theme.glyphs.text(words.to_owned());
        let room = self.width.saturating_sub(2).max(1);
        wrapped(
            &words,
            room,
            vec![Span::raw("  ")],
            self.theme.style(role),
            &[],
        )
    }
}

/// So many words are shown on each side of a difference.
const AROUND: usize = 3;

/// Shortens words that a quote and its source have in common to those next to a difference, which
/// may be before them, after them, or both.
fn few_words(words: &str, (before, after): (bool, bool), ellipsis: &str) -> String {
    let pieces: Vec<&str> = words.split_inclusive(' ').collect();
    let kept = AROUND * (usize::from(before) + usize::from(after));
    if pieces.len() <= kept + 1 {
        return words.to_owned();
    }
    let head = pieces.get(..AROUND).filter(|_| before).unwrap_or_default();
    let tail = pieces.get(pieces.len() - AROUND..).filter(|_| after);
    let tail = tail.unwrap_or_default();
    let (head, tail) = (head.concat(), tail.concat());
    match (head.trim_end(), tail.as_str()) {
        (head, "") => format!("{head} {ellipsis}"),
        ("", tail) => format!("{ellipsis} {tail}"),
        (head, tail) => format!("{head} {ellipsis} {tail}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_common_are_shortened_to_those_next_to_a_difference() {
        let words = "one two three four five six seven eight nine";
        for (around, expected) in [
            ((false, true), "… seven eight nine"),
            ((true, false), "one two three …"),
            ((true, true), "one two three … seven eight nine"),
        ] {
            assert_eq!(few_words(words, around, "…"), expected);
        }
        assert_eq!(few_words(" of three", (true, true), "…"), " of three");
        assert_eq!(few_words("", (true, true), "…"), "");
    }
}
