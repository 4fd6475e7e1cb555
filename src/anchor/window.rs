//! A stretch of a document as one normalised text, and the way back to its paragraphs. It must not
//! know what is looked for in it.

use std::ops::Range;

use super::place::Place;
use crate::document::Document;

/// A point between two characters of a document: a paragraph and a byte of its normalised text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub paragraph: usize,
    pub byte: usize,
}

/// What stands around a point, paragraphs joined by a space.
#[derive(Debug)]
pub(super) struct Window<'a> {
    document: &'a Document,
    /// The normalised text.
    pub text: String,
    /// The point that it was opened around, as a byte of the text.
    pub at: usize,
    /// Which paragraph each piece of the text is from, and at which byte of it the piece begins.
    pieces: Vec<(Range<usize>, At)>,
}

impl<'a> Window<'a> {
    /// Opens a window that reaches so many characters back and forth, or to the document's ends.
    pub fn around(document: &'a Document, at: At, back: usize, forth: usize) -> Option<Self> {
        let mut window = Self {
            document,
            text: String::new(),
            at: 0,
            pieces: Vec::new(),
        };
        let mut before = Vec::new();
        let (mut paragraph, mut end, mut left) = (at.paragraph, at.byte, back);
        loop {
            let text = document.normalized(paragraph)?.text.get(..end)?;
            let chars = text.char_indices().rev().take(left);
            let start = chars.last().map_or(end, |(start, _)| start);
            before.push((paragraph, start..end));
            left = left.saturating_sub(text[start..].chars().count() + 1);
            if left == 0 || paragraph == 1 {
                break;
            }
            paragraph -= 1;
            end = document.normalized(paragraph)?.text.len();
        }
        for (paragraph, range) in before.into_iter().rev() {
            window.push(paragraph, range)?;
        }
        window.at = window.text.len();
        let (mut paragraph, mut start, mut left) = (at.paragraph, at.byte, forth);
        loop {
            let text = document.normalized(paragraph)?.text.get(start..)?;
            let next = text.char_indices().nth(left);
            let end = start + next.map_or(text.len(), |(end, _)| end);
            window.push(paragraph, start..end)?;
            left = left.saturating_sub(text[..end - start].chars().count() + 1);
            if left == 0 || paragraph == document.paragraphs().len() {
                break;
            }
            (paragraph, start) = (paragraph + 1, 0);
        }
        Some(window)
    }

    fn push(&mut self, paragraph: usize, range: Range<usize>) -> Option<()> {
        let text = self
            .document
            .normalized(paragraph)?
            .text
            .get(range.clone())?;
        let follows = self
            .pieces
            .last()
            .is_some_and(|(_, from)| from.paragraph != paragraph);
        if follows {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(text);
        let from = At {
            paragraph,
            byte: range.start,
        };
        self.pieces.push((start..self.text.len(), from));
        Some(())
    }

    /// The paragraph of a byte of the text; of the one before for the space between two.
    pub fn paragraph(&self, byte: usize) -> usize {
        let before = self
            .pieces
            .partition_point(|(range, _)| range.start <= byte);
        let piece = before.checked_sub(1).and_then(|last| self.pieces.get(last));
        piece.map_or(0, |(_, from)| from.paragraph)
    }

    /// Where a stretch of the text stands, a place per paragraph.
    pub fn places(&self, range: &Range<usize>) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for (piece, from) in &self.pieces {
            let (start, end) = (range.start.max(piece.start), range.end.min(piece.end));
            if start >= end {
                continue;
            }
            let within = from.byte + start - piece.start..from.byte + end - piece.start;
            let place = self
                .document
                .normalized(from.paragraph)
                .and_then(|text| Place::of(self.document, from.paragraph, text.source(within)));
            match (places.last_mut(), place) {
                (Some(last), Some(place)) if last.paragraph == place.paragraph => {
                    last.end = place.end;
                }
                (_, Some(place)) if place.start < place.end => places.push(place),
                _ => {}
            }
        }
        places
    }
}
