//! The places of a quote's pieces in a document, letter for letter or normalised. It must not know
//! how a quote is cut into pieces or what the answer is called for people.

use std::iter;
use std::ops::Range;

use memchr::memmem::Finder;
use unicode_normalization::char::is_combining_mark;

use super::normalize::{Normalized, is_invisible};
use super::{Place, State};
use crate::document::Document;

/// The first piece stands in the paragraph given, or else in exactly one other; letter for letter
/// goes before normalised, but the paragraph given before everything.
pub(super) fn search(
    pieces: &[Needle],
    given: Option<usize>,
    document: &Document,
) -> Option<(State, Vec<Place>)> {
    let tiers = [State::Exact, State::Normalized];
    let mut here = tiers.into_iter().filter_map(|tier| {
        let places = chain(pieces, given?, document, tier)?;
        Some((tier, places))
    });
    let mut elsewhere = tiers.into_iter().filter_map(|tier| {
        let others = (1..=document.paragraphs().len()).filter(|number| Some(*number) != given);
        let mut found: Vec<Vec<Place>> = others
            .filter_map(|number| chain(pieces, number, document, tier))
            .collect();
        match found.len() {
            0 | 1 => found.pop().map(|places| (tier, places)),
            _ => Some((
                State::Ambiguous,
                found
                    .iter()
                    .filter_map(|places| places.first())
                    .copied()
                    .collect(),
            )),
        }
    });
    here.next().or_else(|| elsewhere.next())
}

/// The places of all pieces in order, beginning in that paragraph; each next piece follows in the
/// same paragraph or stands in the one after it.
fn chain(
    pieces: &[Needle],
    paragraph: usize,
    document: &Document,
    tier: State,
) -> Option<Vec<Place>> {
    let (first, rest) = pieces.split_first()?;
    let start = (paragraph, first.find(document, paragraph, 0, tier)?);
    // One way to every paragraph that can be reached so far, the one that ends earliest in it.
    let mut ways = vec![vec![start]];
    for piece in rest {
        let mut longer: Vec<Vec<(usize, Range<usize>)>> = Vec::new();
        for way in ways {
            let Some((number, last)) = way.last() else {
                continue;
            };
            for (number, from) in [(*number, last.end), (number + 1, 0)] {
                let reached = longer.last().and_then(|way| way.last());
                if reached.is_some_and(|(reached, _)| *reached == number) {
                    continue;
                }
                if let Some(hit) = piece.find(document, number, from, tier) {
                    longer.push(way.iter().cloned().chain([(number, hit)]).collect());
                }
            }
        }
        ways = longer;
    }
    let way = ways.into_iter().next()?;
    way.into_iter()
        .map(|(number, hit)| {
            let text = document.paragraph(number)?;
            let start = text.get(..hit.start)?.chars().count();
            let end = start + text.get(hit)?.chars().count();
            Some(Place {
                paragraph: number,
                start,
                end,
            })
        })
        .collect()
}

/// A piece of a quote, ready to be looked for.
pub(super) struct Needle {
    raw: Finder<'static>,
    normalized: Finder<'static>,
}

impl Needle {
    /// `None` if there is nothing to look for.
    pub(super) fn new(piece: &str) -> Option<Self> {
        let piece = piece.trim();
        let normalized = Normalized::new(piece);
        let normalized = normalized.text.trim();
        (!normalized.is_empty()).then(|| Self {
            raw: Finder::new(piece).into_owned(),
            normalized: Finder::new(normalized).into_owned(),
        })
    }

    /// The first bytes of the paragraph, at or after `from`, where the piece stands.
    fn find(
        &self,
        document: &Document,
        number: usize,
        from: usize,
        tier: State,
    ) -> Option<Range<usize>> {
        let text = document.paragraph(number)?;
        let fits = |hit: &Range<usize>| {
            hit.start >= from && !splits_word(text, hit.start) && !splits_word(text, hit.end)
        };
        let raw = || hits(&self.raw, text).find(fits);
        if tier == State::Exact {
            return raw();
        }
        let normalized = document.normalized(number)?;
        hits(&self.normalized, &normalized.text)
            .filter(|hit| normalized.is_whole(hit.clone()))
            .map(|hit| normalized.source(hit))
            .find(fits)
            // A piece that ends inside a word at its hyphen is only found as it is.
            .or_else(raw)
    }
}

/// Everywhere the needle stands; places may overlap, as the first may turn out to split a word.
fn hits(needle: &Finder, text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    iter::from_fn(move || {
        let start = from + needle.find(text.as_bytes().get(from..)?)?;
        from = start + 1;
        Some(start..start + needle.needle().len())
    })
}

/// Whether an offset stands inside a word, a number (`1` is not in `1,000`) or a character with
/// its marks: "art" is not in "party".
fn splits_word(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else {
        return true;
    };
    let mut before = before.chars().rev().filter(|c| !is_invisible(*c));
    let mut after = after.chars().filter(|c| !is_invisible(*c));
    let (Some(last), Some(next)) = (before.next(), after.next()) else {
        return false;
    };
    let number = |a: Option<char>, mark: char, b: Option<char>| {
        matches!(mark, '.' | ',' | '\'' | '’')
            && [a, b].iter().all(|c| c.is_some_and(char::is_numeric))
    };
    // A raised figure after a letter is a footnote's; after a figure it is a power.
    let note = last.is_alphabetic() && matches!(next, '¹' | '²' | '³' | '⁰'..='⁹');
    is_combining_mark(next)
        || is_word(last) && is_word(next) && !note
        || number(Some(last), next, after.next())
        || number(before.next(), last, Some(next))
}

/// Whether a character makes words that spaces separate, unlike those of Thai, Lao, Burmese,
/// Khmer, Chinese and Japanese.
fn is_word(c: char) -> bool {
    let unspaced = matches!(
        c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}'
    );
    (c.is_alphanumeric() || is_combining_mark(c)) && !unspaced
}
