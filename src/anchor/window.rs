//! Part of a document as one text.

use std::ops::Range;

use super::place::Place;
use crate::document::Document;

/// A position in a document: a paragraph and an offset in bytes into its normalized text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub paragraph: usize,
    pub byte: usize,
}

/// The normalized text around a position, with a space between paragraphs.
#[derive(Debug)]
pub(super) struct Window<'a> {
    document: &'a Document,
    pub text: String,
    /// The offset of the position in the text.
    pub at: usize,
    /// Ranges of the text, with the positions at which they start in the document.
    pieces: Vec<(Range<usize>, Position)>,
}

impl<'a> Window<'a> {
    /// Takes the given numbers of characters before and after a position, as far as there are any.
    /// Returns `None` if the document does not have the position.
    pub fn around(
        document: &'a Document,
        at: Position,
        before: usize,
        after: usize,
    ) -> Option<Self> {
        let mut window = Self {
            document,
            text: String::new(),
            at: 0,
            pieces: Vec::new(),
        };
        let mut ranges = Vec::new();
        let (mut paragraph, mut end, mut left) = (at.paragraph, at.byte, before);
        loop {
            let text = document.normalized(paragraph)?.text.get(..end)?;
            let chars = text.char_indices().rev().take(left);
            let start = chars.last().map_or(end, |(start, _)| start);
            ranges.push((paragraph, start..end));
            left = left.saturating_sub(text[start..].chars().count().saturating_add(1));
            if left == 0 || paragraph == 1 {
                break;
            }
            paragraph = paragraph.saturating_sub(1);
            end = document.normalized(paragraph)?.text.len();
        }
        for (paragraph, range) in ranges.into_iter().rev() {
            window.push(paragraph, range)?;
        }
        window.at = window.text.len();
        let (mut paragraph, mut start, mut left) = (at.paragraph, at.byte, after);
        loop {
            let text = document.normalized(paragraph)?.text.get(start..)?;
            let next = text.char_indices().nth(left);
            let taken = next.map_or(text, |(end, _)| &text[..end]);
            window.push(paragraph, start..start.saturating_add(taken.len()))?;
            left = left.saturating_sub(taken.chars().count().saturating_add(1));
            if left == 0 || paragraph == document.paragraphs().len() {
                break;
            }
            (paragraph, start) = (paragraph.saturating_add(1), 0);
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
        let from = Position {
            paragraph,
            byte: range.start,
        };
        self.pieces.push((start..self.text.len(), from));
        Some(())
    }

    /// Returns the paragraph of a byte of the text. The space between two paragraphs belongs to the
    /// first.
    pub fn paragraph(&self, byte: usize) -> usize {
        let before = self
            .pieces
            .partition_point(|(range, _)| range.start <= byte);
        let piece = before.checked_sub(1).and_then(|last| self.pieces.get(last));
        piece.map_or(0, |(_, from)| from.paragraph)
    }

    /// Returns the places of a range of the text, one for each paragraph.
    pub fn places(&self, range: &Range<usize>) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for (piece, from) in &self.pieces {
            let (start, end) = (range.start.max(piece.start), range.end.min(piece.end));
            if start >= end {
                continue;
            }
            let [start, end] = [start, end].map(|at| {
                let into = at.saturating_sub(piece.start);
                from.byte.saturating_add(into)
            });
            let within = start..end;
            let place = self
                .document
                .normalized(from.paragraph)
                .and_then(|text| Place::new(self.document, from.paragraph, text.source(within)));
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
