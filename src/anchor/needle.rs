//! Finds pieces of a quote in one paragraph.

use std::iter;
use std::ops::Range;

use memchr::memmem::Finder;

use super::answer::Limit;
use super::boundary::splits_word;
use super::quote::{Gap, Piece, inserted};
use crate::document::Document;
use crate::text::mapped::Mapped;
use crate::text::normalize::normalize;

/// The text of a paragraph to search.
pub(super) struct SearchedText<'a> {
    raw: &'a str,
    /// `None` if typography matters.
    normalized: Option<&'a Mapped>,
}

impl<'a> SearchedText<'a> {
    /// Returns the paragraph with the given number, normalized unless `exact`.
    pub fn new(document: &'a Document, number: usize, exact: bool) -> Option<Self> {
        let raw = document.paragraph(number)?;
        let normalized = if exact {
            None
        } else {
            Some(document.normalized(number)?)
        };
        Some(Self { raw, normalized })
    }

    /// Returns the bytes of the paragraph from which bytes of the searched text came.
    pub fn source(&self, hit: Range<usize>) -> Range<usize> {
        match self.normalized {
            None => hit,
            Some(normalized) => normalized.source(hit),
        }
    }

    fn searched(&self) -> &'a str {
        self.normalized
            .map_or(self.raw, |normalized| &normalized.text)
    }

    /// Whether a hit consists of whole words.
    fn is_whole(&self, hit: &Range<usize>) -> bool {
        let source = self.source(hit.clone());
        self.normalized
            .is_none_or(|normalized| normalized.is_whole(hit.clone()))
            && !splits_word(self.raw, source.start)
            && !splits_word(self.raw, source.end)
    }
}

/// Pieces that are only separated by bracketed insertions.
pub(super) struct Group {
    first: Needle,
    rest: Vec<Needle>,
}

/// The ranges of the pieces of a group in the searched text.
pub(super) struct Hit {
    first: Range<usize>,
    rest: Vec<Range<usize>>,
}

/// No text becomes so many times longer when it is normalized: of all characters, U+FDFA has the longest
/// compatibility decomposition, 33 bytes for 3.
const MOST_GROWTH: usize = 11;

impl Group {
    /// Returns the groups of a quote, or `None` if a piece is empty.
    pub fn all(pieces: &[Piece]) -> Option<Vec<Self>> {
        let mut groups: Vec<Self> = Vec::new();
        for piece in pieces {
            let needle = Needle::new(&piece.text)?;
            match groups.last_mut() {
                Some(group) if piece.gap == Gap::Insertion => group.rest.push(needle),
                _ => groups.push(Self {
                    first: needle,
                    rest: Vec::new(),
                }),
            }
        }
        Some(groups)
    }

    /// Returns whether its first piece is longer than any paragraph can be when it is normalized.
    pub fn exceeds(&self, document: &Document) -> bool {
        let room = document.longest().saturating_mul(MOST_GROWTH);
        self.first.normalized.needle().len() > room
    }

    /// Returns the paragraphs that may have the group, in order, or `None` if they are not known.
    pub fn paragraphs<'a>(
        &self,
        document: &'a Document,
    ) -> Option<Box<dyn Iterator<Item = usize> + 'a>> {
        document.paragraphs_with(str::from_utf8(self.first.normalized.needle()).ok()?)
    }

    /// Returns the hits that begin at or after `from`, in order. Their ends are in order as well.
    pub fn hits(&self, text: &SearchedText<'_>, from: usize) -> impl Iterator<Item = Hit> {
        let all = from..text.searched().len();
        self.first.hits(text, all).filter_map(|first| {
            let mut hit = Hit {
                first,
                rest: Vec::new(),
            };
            for needle in &self.rest {
                let end = hit.end();
                let apart = inserted(text.searched().get(end..)?);
                let reach = end.saturating_add(apart).saturating_add(needle.len(text));
                let within = end..reach.min(text.searched().len());
                hit.rest.push(needle.hits(text, within).next()?);
            }
            Some(hit)
        })
    }
}

impl Hit {
    pub fn start(&self) -> usize {
        self.first.start
    }

    pub fn end(&self) -> usize {
        self.rest.last().unwrap_or(&self.first).end
    }

    pub fn ranges(self) -> impl Iterator<Item = Range<usize>> {
        iter::once(self.first).chain(self.rest)
    }
}

/// A piece of a quote.
struct Needle {
    raw: Finder<'static>,
    normalized: Finder<'static>,
}

impl Needle {
    /// Returns `None` if the piece is empty.
    fn new(piece: &str) -> Option<Self> {
        let piece = piece.trim();
        let normalized = normalize(piece);
        let normalized = normalized.text.trim();
        (!normalized.is_empty()).then(|| Self {
            raw: Finder::new(piece).into_owned(),
            normalized: Finder::new(normalized).into_owned(),
        })
    }

    fn finder(&self, text: &SearchedText<'_>) -> &Finder<'static> {
        match text.normalized {
            None => &self.raw,
            Some(_) => &self.normalized,
        }
    }

    fn len(&self, text: &SearchedText<'_>) -> usize {
        self.finder(text).needle().len()
    }

    /// Returns the ranges of whole words that read like the piece. Ranges may overlap.
    fn hits(
        &self,
        text: &SearchedText<'_>,
        within: Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> {
        let finder = self.finder(text);
        let len = finder.needle().len();
        // Overlapping hits of a long piece would take too long in a text that repeats itself.
        let step = if len > Limit::CHARACTERS { len } else { 1 };
        let mut from = within.start;
        let all = iter::from_fn(move || {
            let searched = text.searched().as_bytes().get(from..within.end)?;
            let start = finder.find(searched)?.saturating_add(from);
            from = start.saturating_add(step);
            Some(start..start.saturating_add(len))
        });
        all.filter(|hit| text.is_whole(hit))
    }
}
