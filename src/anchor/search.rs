//! Finds the pieces of a quote in the same words.

use std::collections::VecDeque;
use std::iter;
use std::ops::Range;

use super::needle::{Group, Hit, SearchedText};
use super::place::Place;
use super::quote::Piece;
use super::state::State;
use crate::document::{Document, Stretch};

/// Returns the places of the pieces for each paragraph that the first piece may be in: exact ones,
/// or normalized ones if there are none. `only` restricts the first piece to some of the text. Stops
/// at `most` paragraphs.
pub(super) fn search(
    pieces: &[Piece],
    only: Option<&Stretch>,
    document: &Document,
    most: usize,
) -> Option<(State, Vec<Vec<Place>>)> {
    let groups = Group::all(pieces)?;
    let (first, rest) = groups.split_first()?;
    if first.exceeds(document) {
        return None;
    }
    [State::Exact, State::Normalized]
        .into_iter()
        .find_map(|state| {
            let search = Search {
                first,
                rest,
                only,
                document,
                exact: state == State::Exact,
            };
            let mut found = match only {
                Some(stretch) => search.chains(stretch.paragraphs.clone()),
                None => search.all(most),
            };
            found.truncate(most);
            (!found.is_empty()).then_some((state, found))
        })
}

struct Search<'a> {
    first: &'a Group,
    rest: &'a [Group],
    /// The text in which the first group has to begin or end.
    only: Option<&'a Stretch>,
    document: &'a Document,
    /// Whether typography matters.
    exact: bool,
}

/// The last offset in a paragraph, for each group but the first, where the group may begin so that
/// all later groups follow.
type Latest = Vec<Option<usize>>;

impl Search<'_> {
    /// Returns the places of all groups for each paragraph that the first group may be in, or for
    /// at least `most` of these.
    fn all(&self, most: usize) -> Vec<Vec<Place>> {
        let mut found = Vec::new();
        let mut starts = self.starts();
        while found.len() < most
            && let Some(starts) = starts.next()
        {
            found.extend(self.chains(starts));
        }
        found
    }

    /// Returns the paragraphs that the groups may begin in, in short ranges.
    fn starts(&self) -> Box<dyn Iterator<Item = Range<usize>> + '_> {
        const LENGTH: usize = 100;
        let Some(candidates) = self.first.paragraphs(self.document) else {
            let end = self.document.paragraphs().len().saturating_add(1);
            let starts = (1..end).step_by(LENGTH);
            return Box::new(starts.map(move |start| start..end.min(start.saturating_add(LENGTH))));
        };
        let mut candidates = candidates.peekable();
        Box::new(iter::from_fn(move || {
            let start = candidates.next()?;
            let mut end = start.saturating_add(1);
            // The paragraphs that follow a candidate are searched anyway.
            let near = |next: &usize, end| {
                next.saturating_sub(end) <= self.rest.len() && next.saturating_sub(start) < LENGTH
            };
            while let Some(next) = candidates.next_if(|next| near(next, end)) {
                end = next.saturating_add(1);
            }
            Some(start..end)
        }))
    }

    /// Returns the places of all groups for each paragraph of a range that the first group may be
    /// in. Each group follows the previous one in the same paragraph, or is in the next one.
    ///
    /// Trying every combination would take forever. One pass from the last paragraph to the first
    /// finds how far along each paragraph each group may be, so the text is only searched once for
    /// each group.
    fn chains(&self, starts: Range<usize>) -> Vec<Vec<Place>> {
        let reach = self.rest.len();
        let last = self.document.paragraphs().len();
        let end = starts.end.saturating_add(reach).min(last.saturating_add(1));
        let mut latest = VecDeque::from([Latest::new()]);
        if self.rest.is_empty() {
            let chains = starts.filter_map(|number| self.chain(number, &latest));
            return chains.collect();
        }
        let mut found = Vec::new();
        for number in (starts.start..end).rev() {
            latest.push_front(self.latest(number, latest.front()));
            latest.truncate(reach.saturating_add(1));
            if number < starts.end {
                found.extend(self.chain(number, &latest));
            }
        }
        found.reverse();
        found
    }

    /// Returns the latest offsets in a paragraph, given those in the next one.
    fn latest(&self, number: usize, next: Option<&Latest>) -> Latest {
        let mut row = vec![None; self.rest.len()];
        let Some(text) = SearchedText::new(self.document, number, self.exact) else {
            return row;
        };
        for (index, group) in self.rest.iter().enumerate().rev() {
            let next_group = index.saturating_add(1);
            let after = |row: &Latest| row.get(next_group).copied().flatten();
            let here = after(&row);
            let anywhere =
                next_group == self.rest.len() || next.is_some_and(|row| after(row).is_some());
            if here.is_none() && !anywhere {
                continue;
            }
            let follows = |hit: &Hit| anywhere || here.is_some_and(|latest| hit.end() <= latest);
            let hit = group.hits(&text, 0).take_while(follows).last();
            if let Some(latest) = row.get_mut(index) {
                *latest = hit.map(|hit| hit.start());
            }
        }
        row
    }

    /// Returns whether the first group may be at a range of bytes of a paragraph.
    fn may_begin(&self, number: usize, bytes: Range<usize>) -> bool {
        let overlaps = |stretch| self.document.overlaps(stretch, number, bytes);
        self.only.is_none_or(overlaps)
    }

    /// Returns the earliest places of all groups, the first of them in the given paragraph.
    /// `latest` has the offsets in this paragraph and the next ones.
    fn chain(&self, number: usize, latest: &VecDeque<Latest>) -> Option<Vec<Place>> {
        let mut text = SearchedText::new(self.document, number, self.exact)?;
        let may_begin = |hit: &Hit| self.may_begin(number, text.source(hit.start()..hit.end()));
        let first = self.first.hits(&text, 0).find(may_begin)?;
        let mut from = first.end();
        let mut found = vec![(number, first)];
        let mut rows = (number..).zip(latest);
        let (mut number, mut row) = rows.next()?;
        for (index, group) in self.rest.iter().enumerate() {
            let fits = |row: &Latest, from| row.get(index)?.filter(|latest| from <= *latest);
            if fits(row, from).is_none() {
                (number, row) = rows.next()?;
                text = SearchedText::new(self.document, number, self.exact)?;
                from = 0;
                fits(row, from)?;
            }
            let hit = group.hits(&text, from).next()?;
            from = hit.end();
            found.push((number, hit));
        }
        let mut places = Vec::with_capacity(found.len());
        for (number, hit) in found {
            let text = SearchedText::new(self.document, number, self.exact)?;
            for range in hit.ranges() {
                places.push(Place::new(self.document, number, text.source(range))?);
            }
        }
        Some(places)
    }
}

#[cfg(test)]
mod tests {
    use super::super::quote::pieces;
    use super::*;
    use crate::document::Format;

    fn read(text: &str) -> Document {
        Document::read(text.as_bytes(), Format::Plain)
    }

    #[test]
    fn many_pieces_take_as_long_as_many_searches() {
        // Trying every combination would take days.
        let document = read(&"a b\n\n".repeat(1000));
        let mut quote = vec![Piece::whole("a"); 1000];
        let (_, found) = search(&quote, None, &document, usize::MAX).expect("the pieces fit");
        assert_eq!(found.len(), 1);
        let numbers = found[0].iter().map(|place| place.paragraph);
        assert!(numbers.eq(1..=1000));
        quote.push(Piece::whole("c"));
        assert_eq!(search(&quote, None, &document, usize::MAX), None);
    }

    #[test]
    fn each_piece_is_found_as_early_as_possible() {
        let document = read("a b c\n\nb c\n\nb a\n\nd b d");
        let places = |quote: &str| -> Vec<Vec<(usize, usize)>> {
            let found = search(&pieces(quote), None, &document, usize::MAX);
            let found = found.map(|(_, found)| found).unwrap_or_default();
            let places = found.iter().map(|places| places.iter());
            places
                .map(|places| places.map(|place| (place.paragraph, place.start)).collect())
                .collect()
        };
        assert_eq!(places("a […] b […] c"), [[(1, 0), (1, 2), (1, 4)]]);
        assert_eq!(
            places("a […] b […] d"),
            [[(3, 2), (4, 2), (4, 4)]],
            "the second paragraph cannot be skipped"
        );
        assert_eq!(places("c […] b"), [[(1, 4), (2, 0)], [(2, 2), (3, 0)]]);
        assert_eq!(places("c […] b […] d"), [[(2, 2), (3, 0), (4, 0)]]);
    }
}
