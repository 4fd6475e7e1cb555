//! Finds where the places most similar to a pattern end.

#![cfg_attr(
    not(test),
    expect(
        clippy::arithmetic_side_effects,
        reason = "the loops over a whole text are hot; all numbers are lengths or positions in it"
    )
)]

use std::ops::Range;

use memchr::memmem::Finder;

use super::myers::{Pattern, Scan};
use super::window::Position;
use crate::document::Document;

/// A shorter quote must be found in the same words.
pub(super) const SHORTEST: usize = 12;
/// The most places that are returned.
const PLACES: usize = 8;
/// The longest pattern that is searched for with more edits than allowed, for a suggestion. This
/// search takes the longest.
const SUGGESTED: usize = 500;
/// The least characters of a seed.
const SEED: usize = 12;
/// With more hits of seeds than this, a plain search is as fast.
const HITS: usize = 4000;

/// Returns the edits that are allowed for so many characters.
pub(super) fn allowed(len: usize) -> usize {
    match len {
        0..SHORTEST => 0,
        SHORTEST..24 => len / 10,
        24..40 => len / 5,
        _ => len * 35 / 100,
    }
}

/// The end of a place that needs no more edits than any other close to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    pub at: Position,
    pub edits: usize,
}

/// Returns the ends with the fewest edits in a range of paragraphs, best first, by searching all of
/// their text. Ends with more edits than allowed are only returned if there is no better one.
pub(super) fn all(chars: &[char], document: &Document, paragraphs: Range<usize>) -> Vec<End> {
    let Some(pattern) = Pattern::new(chars) else {
        return Vec::new();
    };
    let allowed = allowed(chars.len());
    let suggested = if chars.len() > SUGGESTED {
        allowed
    } else {
        chars.len() * 45 / 100
    };
    let mut scan = Scan::new(&pattern, suggested.max(allowed));
    let mut ends = Ends::new(chars.len());
    let last = paragraphs.end.min(document.paragraphs().len() + 1);
    for paragraph in paragraphs.start..last {
        let Some(normalized) = document.normalized(paragraph) else {
            continue;
        };
        // There is a space between two paragraphs.
        if paragraph > paragraphs.start {
            scan.step(' ');
        }
        for (at, c) in normalized.text.char_indices() {
            ends.position += 1;
            let Some(edits) = scan.step(c) else {
                continue;
            };
            let byte = at + c.len_utf8();
            ends.offer(End {
                at: Position { paragraph, byte },
                edits,
            });
            // Of the places that are not allowed only the best is of use.
            if edits > allowed {
                scan.tighten(allowed.max(edits));
            }
        }
    }
    ends.finish()
}

/// Returns the ends with the fewest edits, best first, if these are few: *n* edits leave at least
/// one of *n* + 1 stretches of the pattern unchanged, and these seeds are found much faster than
/// the pattern. Returns nothing if another place may need nearly as few edits.
pub(super) fn seeded(chars: &[char], document: &Document) -> Vec<End> {
    let seeds = chars.len() / SEED;
    let (Some(limit), Some(pattern)) = (seeds.checked_sub(1), Pattern::new(chars)) else {
        return Vec::new();
    };
    let seeds = Seed::all(chars, seeds, limit);
    let mut ends = Ends::new(chars.len());
    let mut hits = 0;
    for paragraph in 1..=document.paragraphs().len() {
        let Some(normalized) = document.normalized(paragraph) else {
            continue;
        };
        let text = &*normalized.text;
        let mut regions: Vec<Range<usize>> = Vec::new();
        for seed in &seeds {
            for hit in seed.finder.find_iter(text.as_bytes()) {
                hits += 1;
                if hits > HITS {
                    return Vec::new();
                }
                regions.extend(seed.region(text, hit));
            }
        }
        for region in merged(regions) {
            let mut scan = Scan::new(&pattern, limit);
            ends.position += chars.len();
            let searched = text.get(region.clone()).unwrap_or_default();
            for (at, c) in searched.char_indices() {
                ends.position += 1;
                if let Some(edits) = scan.step(c) {
                    let byte = region.start + at + c.len_utf8();
                    ends.offer(End {
                        at: Position { paragraph, byte },
                        edits,
                    });
                }
            }
        }
    }
    let found = ends.finish();
    // Two places tie if they differ by three edits in a hundred characters.
    let fewest = found.first().map_or(0, |end| end.edits);
    if fewest + chars.len().div_ceil(32) > limit {
        return Vec::new();
    }
    found
}

/// A stretch of a pattern.
struct Seed {
    finder: Finder<'static>,
    /// The most characters of a place before the seed.
    before: usize,
    /// The most characters of a place from the seed on.
    after: usize,
}

impl Seed {
    /// Splits a pattern into seeds, to find places with at most `limit` edits.
    fn all(chars: &[char], count: usize, limit: usize) -> Vec<Self> {
        let starts = (0..count).map(|seed| seed * chars.len() / count);
        let ends = (1..=count).map(|seed| seed * chars.len() / count);
        let seeds = starts.zip(ends).map(|(start, end)| {
            let seed: String = chars.iter().take(end).skip(start).collect();
            Self {
                finder: Finder::new(&seed).into_owned(),
                before: start + limit,
                after: chars.len() - start + limit,
            }
        });
        seeds.collect()
    }

    /// Returns the part of a text that a place with the seed at `hit` may cover.
    fn region(&self, text: &str, hit: usize) -> Option<Range<usize>> {
        let (before, after) = text.split_at_checked(hit)?;
        let first = before.char_indices().rev().take(self.before).last();
        let end = after.char_indices().nth(self.after);
        Some(first.map_or(hit, |(at, _)| at)..end.map_or(text.len(), |(at, _)| hit + at))
    }
}

/// Sorts ranges and merges those that meet.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    ranges.dedup_by(|next, kept| {
        let meets = next.start <= kept.end;
        if meets {
            kept.end = kept.end.max(next.end);
        }
        meets
    });
    ranges
}

/// The best ends so far.
struct Ends {
    /// The length of the pattern.
    len: usize,
    best: Vec<End>,
    /// The best end close to the current position, and its own position.
    here: Option<(usize, End)>,
    /// How many characters were searched.
    position: usize,
}

impl Ends {
    fn new(len: usize) -> Self {
        Self {
            len,
            best: Vec::new(),
            here: None,
            position: 0,
        }
    }

    /// Takes an end at the current position.
    fn offer(&mut self, end: End) {
        match &self.here {
            Some((seen, near)) if self.position - seen <= self.len / 2 => {
                if end.edits < near.edits {
                    self.here = Some((self.position, end));
                }
            }
            _ => {
                let before = self.here.replace((self.position, end));
                self.keep(before);
            }
        }
    }

    fn keep(&mut self, found: Option<(usize, End)>) {
        if let Some((_, found)) = found {
            let at = self.best.partition_point(|kept| kept.edits <= found.edits);
            self.best.insert(at, found);
            self.best.truncate(PLACES);
        }
    }

    /// Returns the ends, best first.
    fn finish(mut self) -> Vec<End> {
        let last = self.here.take();
        self.keep(last);
        self.best
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Format;

    fn read(text: &str) -> Document {
        Document::read(text.as_bytes(), Format::Plain)
    }

    #[test]
    fn the_best_end_comes_first() {
        let document = read(
            "the old harbour was shut at noon\n\nand then the cold harbour was shut at noon again\n\nnothing",
        );
        let quote: Vec<char> = "the cold harbour was shut at noon".chars().collect();
        let ends = all(&quote, &document, 1..usize::MAX);
        let seen: Vec<(usize, usize)> = ends
            .iter()
            .map(|end| (end.at.paragraph, end.edits))
            .collect();
        assert_eq!(seen, [(2, 0), (1, 1)]);
        assert_eq!(
            ends[0].at.byte,
            "and then the cold harbour was shut at noon".len()
        );
    }

    #[test]
    fn seeds_with_many_hits_find_nothing() {
        let document = read(&"the cold harbour was shut at noon. ".repeat(3000));
        let quote: Vec<char> = "the cold harbour was shut at noons".chars().collect();
        assert!(seeded(&quote, &document).is_empty());
        assert_eq!(all(&quote, &document, 1..usize::MAX).len(), PLACES);
    }

    proptest! {
        #[test]
        fn both_searches_agree(words in proptest::collection::vec("[a-fж]{1,9}", 40..90), at in 0usize..200, edit in "[a-z]") {
            let text = words.join(" ");
            let mut quote: Vec<char> = text.chars().skip(at.min(60)).take(130).collect();
            prop_assume!(quote.len() > 100);
            let place = at % quote.len();
            quote[place] = edit.chars().next().unwrap();
            let document = read(&text);
            let few = seeded(&quote, &document);
            let nearest = all(&quote, &document, 1..usize::MAX);
            prop_assert_eq!(few.first(), nearest.first());
        }
    }
}
