//! The places of a quote's pieces in a document, letter for letter or normalised. It must not know
//! how a quote is cut into pieces or what the answer is called for people.

use std::iter;
use std::ops::Range;

use memchr::memmem::Finder;
use unicode_normalization::char::is_combining_mark;

use super::place::Place;
use super::quote::{Gap, INSERTED_WORDS, Piece};
use super::state::State;
use crate::document::Document;
use crate::text::normalize::{Normalized, is_invisible};

/// Every paragraph in which the pieces begin, with their places; letter for letter goes before
/// normalised. `only` looks in one paragraph.
pub(super) fn search(
    pieces: &[Piece],
    only: Option<usize>,
    document: &Document,
) -> Option<(State, Vec<Vec<Place>>)> {
    let groups = Group::all(pieces)?;
    let numbers = match only {
        Some(number) => number..number + 1,
        None => 1..document.paragraphs().len() + 1,
    };
    [State::Exact, State::Normalized]
        .into_iter()
        .find_map(|tier| {
            let found: Vec<Vec<Place>> = numbers
                .clone()
                .filter_map(|number| chain(&groups, number, document, tier))
                .collect();
            (!found.is_empty()).then_some((tier, found))
        })
}

/// The places of all groups in order, beginning in that paragraph; each next group follows in the
/// same paragraph or stands in the one after it.
fn chain(
    groups: &[Group],
    paragraph: usize,
    document: &Document,
    tier: State,
) -> Option<Vec<Place>> {
    type Way = Vec<(usize, Vec<Range<usize>>)>;
    let (first, rest) = groups.split_first()?;
    let start = (paragraph, first.find(document, paragraph, 0, tier)?);
    // One way to every paragraph that can be reached so far, the one that ends earliest in it.
    let mut ways: Vec<Way> = vec![vec![start]];
    for group in rest {
        let mut longer: Vec<Way> = Vec::new();
        for way in ways {
            let Some((number, hits)) = way.last() else {
                continue;
            };
            let end = hits.last().map_or(0, |hit| hit.end);
            for (number, from) in [(*number, end), (number + 1, 0)] {
                let reached = longer.last().and_then(|way| way.last());
                if reached.is_some_and(|(reached, _)| *reached == number) {
                    continue;
                }
                if let Some(hits) = group.find(document, number, from, tier) {
                    longer.push(way.iter().cloned().chain([(number, hits)]).collect());
                }
            }
        }
        ways = longer;
    }
    let way = ways.into_iter().next()?;
    let hits = way
        .into_iter()
        .flat_map(|(number, hits)| hits.into_iter().map(move |hit| (number, hit)));
    hits.map(|(number, hit)| Place::of(document, number, source(document, number, hit, tier)?))
        .collect()
}

/// Where a stretch of the text that is searched stands in the paragraph.
fn source(
    document: &Document,
    number: usize,
    hit: Range<usize>,
    tier: State,
) -> Option<Range<usize>> {
    match tier {
        State::Exact => Some(hit),
        _ => Some(document.normalized(number)?.source(hit)),
    }
}

/// Pieces with nothing but bracketed insertions between them.
struct Group(Vec<Needle>);

impl Group {
    /// `None` if a piece has nothing to look for.
    fn all(pieces: &[Piece]) -> Option<Vec<Self>> {
        let mut groups: Vec<Self> = Vec::new();
        for piece in pieces {
            let needle = Needle::new(&piece.text)?;
            match groups.last_mut() {
                Some(group) if piece.gap == Gap::Insertion => group.0.push(needle),
                _ => groups.push(Self(vec![needle])),
            }
        }
        Some(groups)
    }

    /// Where its pieces stand in a paragraph, the first of them at or after `from`.
    fn find(
        &self,
        document: &Document,
        number: usize,
        from: usize,
        tier: State,
    ) -> Option<Vec<Range<usize>>> {
        let text = document.paragraph(number)?;
        let normalized = match tier {
            State::Exact => None,
            _ => Some(document.normalized(number)?),
        };
        let searched = normalized.map_or(text, |normalized| &normalized.text);
        let (first, rest) = self.0.split_first()?;
        let fits = |hit: &Range<usize>| match normalized {
            None => !splits_word(text, hit.start) && !splits_word(text, hit.end),
            Some(normalized) => {
                let source = normalized.source(hit.clone());
                normalized.is_whole(hit.clone())
                    && !splits_word(text, source.start)
                    && !splits_word(text, source.end)
            }
        };
        hits(first.finder(tier), searched, from..searched.len())
            .filter(&fits)
            .find_map(|start| {
                let mut found = vec![start];
                for needle in rest {
                    let piece = needle.finder(tier);
                    let end = found.last()?.end;
                    let reach = end + inserted(searched.get(end..)?) + piece.needle().len();
                    let within = end..reach.min(searched.len());
                    found.push(hits(piece, searched, within).find(&fits)?);
                }
                Some(found)
            })
    }
}

/// How many bytes an insertion may stand for at the beginning of a text: so many words, and no more
/// than a few hundred bytes of what has no spaces.
pub(super) fn inserted(text: &str) -> usize {
    const FAR: usize = 300;
    let mut words = 0;
    let mut space = true;
    for (at, c) in text.char_indices() {
        let begins = space && c.is_alphanumeric();
        words += usize::from(begins);
        if words > INSERTED_WORDS || at > FAR {
            return at;
        }
        space = c.is_whitespace() || space && !c.is_alphanumeric();
    }
    text.len()
}

/// A piece of a quote, ready to be looked for.
struct Needle {
    raw: Finder<'static>,
    normalized: Finder<'static>,
}

impl Needle {
    /// `None` if there is nothing to look for.
    fn new(piece: &str) -> Option<Self> {
        let piece = piece.trim();
        let normalized = Normalized::new(piece);
        let normalized = normalized.text.trim();
        (!normalized.is_empty()).then(|| Self {
            raw: Finder::new(piece).into_owned(),
            normalized: Finder::new(normalized).into_owned(),
        })
    }

    fn finder(&self, tier: State) -> &Finder<'static> {
        match tier {
            State::Exact => &self.raw,
            _ => &self.normalized,
        }
    }
}

/// Everywhere the needle stands within a stretch; places may overlap, as the first may turn out to
/// split a word.
fn hits<'a>(
    needle: &'a Finder,
    text: &'a str,
    within: Range<usize>,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut from = within.start;
    iter::from_fn(move || {
        let start = from + needle.find(text.as_bytes().get(from..within.end)?)?;
        from = start + 1;
        Some(start..start + needle.needle().len())
    })
}

/// Whether an offset stands inside a word, a number (`1` is not in `1,000`) or a character with
/// its marks: "art" is not in "party".
pub(super) fn splits_word(text: &str, at: usize) -> bool {
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
