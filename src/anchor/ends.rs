//! The ends of the places that come nearest to a pattern in a whole document. It must not know quotes.

use std::ops::Range;

use memchr::memmem::Finder;

use super::myers::{Pattern, Scan};
use super::window::At;
use crate::document::Document;

/// A quote below this many characters must stand as it is.
pub(super) const SHORTEST: usize = 12;
/// How many places are looked at, the nearest ones.
const PLACES: usize = 8;
/// A pattern longer than this is not searched for a mere suggestion: that takes the longest.
const SUGGESTED: usize = 500;
/// A seed has at least so many characters.
const SEED: usize = 12;
/// More hits of seeds than this, and a plain search is as good.
const HITS: usize = 4000;

/// How many edits a piece of so many characters may need.
pub(super) fn allowed(len: usize) -> usize {
    match len {
        0..SHORTEST => 0,
        SHORTEST..24 => len / 10,
        24..40 => len / 5,
        _ => len * 35 / 100,
    }
}

/// Where a place ends that is as near as any in its surroundings, and how many edits it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    pub at: At,
    pub edits: usize,
}

/// The nearest ends in some paragraphs of a document, by a search of all of them. What needs more edits
/// than are allowed is there only if nothing is nearer.
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
        // Paragraphs follow each other with one space between.
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
                at: At { paragraph, byte },
                edits,
            });
            // Only the very nearest of what is not allowed is worth anything.
            if edits > allowed {
                scan.tighten(allowed.max(edits));
            }
        }
    }
    ends.finish()
}

/// The nearest ends with so few edits that some stretch of the pattern must have escaped all of them:
/// of *n* + 1 stretches, *n* edits leave one as it is. Those are found much faster than the pattern.
/// Nothing if there are none, or if there may be others that are nearly as near.
pub(super) fn seeded(chars: &[char], document: &Document) -> Vec<End> {
    let seeds = chars.len() / SEED;
    let (Some(limit), Some(pattern)) = (seeds.checked_sub(1), Pattern::new(chars)) else {
        return Vec::new();
    };
    let starts: Vec<usize> = (0..=seeds).map(|seed| seed * chars.len() / seeds).collect();
    let finders: Vec<(usize, Finder)> = starts
        .windows(2)
        .map(|pair| {
            let seed: String = chars[pair[0]..pair[1]].iter().collect();
            (pair[0], Finder::new(&seed).into_owned())
        })
        .collect();
    let mut ends = Ends::new(chars.len());
    let mut hits = 0;
    for paragraph in 1..=document.paragraphs().len() {
        let Some(normalized) = document.normalized(paragraph) else {
            continue;
        };
        let text = normalized.text.as_str();
        let mut regions: Vec<Range<usize>> = Vec::new();
        for (start, finder) in &finders {
            for hit in finder.find_iter(text.as_bytes()) {
                hits += 1;
                if hits > HITS {
                    return Vec::new();
                }
                let back = text[..hit].char_indices().rev().take(start + limit).last();
                let forth = text[hit..].char_indices().nth(chars.len() - start + limit);
                let end = forth.map_or(text.len(), |(at, _)| hit + at);
                regions.push(back.map_or(hit, |(at, _)| at)..end);
            }
        }
        regions.sort_by_key(|region| region.start);
        regions.dedup_by(|next, kept| {
            let meets = next.start <= kept.end;
            if meets {
                kept.end = kept.end.max(next.end);
            }
            meets
        });
        for region in regions {
            let mut scan = Scan::new(&pattern, limit);
            ends.position += chars.len();
            for (at, c) in text[region.clone()].char_indices() {
                ends.position += 1;
                if let Some(edits) = scan.step(c) {
                    let byte = region.start + at + c.len_utf8();
                    ends.offer(End {
                        at: At { paragraph, byte },
                        edits,
                    });
                }
            }
        }
    }
    let found = ends.finish();
    // A tie is three edits in a hundred characters.
    let nearest = found.first().map_or(0, |end| end.edits);
    if nearest + chars.len().div_ceil(32) > limit {
        return Vec::new();
    }
    found
}

/// The nearest ends so far.
struct Ends {
    len: usize,
    best: Vec<End>,
    /// The nearest one in the surroundings looked at now, and how many characters precede it.
    here: Option<(usize, End)>,
    /// How many characters were looked at.
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

    /// Takes an end at the present position.
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

    /// The nearest first.
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
    fn the_nearest_come_first() {
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
    fn many_hits_are_left_to_the_other_search() {
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
