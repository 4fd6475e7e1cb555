//! Where a quote stands in a document and how sure that is. Pure: it must not know events, files,
//! the terminal, or what anybody does about the answer.

pub mod normalize;

use std::iter;
use std::ops::Range;

use memchr::memmem::Finder;
use unicode_normalization::char::is_combining_mark;

use crate::document::{Document, flow};
use normalize::{Normalized, is_invisible};

/// What a quote writes for words that it leaves out.
const OMISSIONS: [&str; 2] = ["[…]", "[...]"];

/// How sure it is that a quote stands in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Letter for letter.
    Exact,
    /// The same words; typography, spacing, case or Unicode form differ.
    Normalized,
    /// Every word has a near-identical counterpart.
    Fuzzy,
    /// Found, with words added, removed or replaced.
    Reworded,
    /// Found, but a number, a negation or a name differs.
    Altered,
    /// Several places are equally good.
    Ambiguous,
    /// No acceptable place.
    Missing,
    /// Only a paragraph is named, nothing can be verified.
    Unquoted,
    /// There is no document to look in.
    NoSource,
}

impl State {
    /// Every state, the best first.
    pub const ALL: [Self; 9] = [
        Self::Exact,
        Self::Normalized,
        Self::Fuzzy,
        Self::Reworded,
        Self::Altered,
        Self::Ambiguous,
        Self::Missing,
        Self::Unquoted,
        Self::NoSource,
    ];

    /// The name for machines.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// What it means, for people.
    pub const fn words(self) -> &'static str {
        self.row().1
    }

    /// Whether a reader may take the quote for what the source says.
    pub const fn is_verified(self) -> bool {
        matches!(self, Self::Exact | Self::Normalized)
    }

    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Exact => ("exact", "letter for letter"),
            Self::Normalized => ("normalized", "same words, other typography"),
            Self::Fuzzy => ("fuzzy", "same words, other spelling"),
            Self::Reworded => ("reworded", "found, but the words differ"),
            Self::Altered => ("altered", "a number, a negation or a name differs"),
            Self::Ambiguous => ("ambiguous", "stands in several paragraphs"),
            Self::Missing => ("missing", "not found in the source"),
            Self::Unquoted => ("unquoted", "no quote to look for"),
            Self::NoSource => ("no_source", "the source cannot be read"),
        }
    }
}

/// A stretch of one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The paragraph's number, counted from 1.
    pub paragraph: usize,
    /// How many characters of the paragraph stand before it.
    pub start: usize,
    /// The same up to its end.
    pub end: usize,
}

impl Place {
    /// The bytes that it covers in the text of its paragraph.
    pub fn bytes(&self, paragraph_text: &str) -> Range<usize> {
        let byte = |count| {
            let mut offsets = paragraph_text.char_indices().map(|(at, _)| at);
            offsets.nth(count).unwrap_or(paragraph_text.len())
        };
        byte(self.start)..byte(self.end)
    }
}

/// The answer for one citation.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// How sure the answer is.
    pub state: State,
    /// One place per piece of the quote, in order; when ambiguous, the first piece's place in
    /// every paragraph that would do; empty if nothing is found.
    pub places: Vec<Place>,
    /// The paragraph that the citation names. Without a quote, only if the document has it.
    pub given: Option<usize>,
    /// 1.0 for verified, 0.0 for nothing found.
    pub score: f64,
}

impl Anchor {
    /// The paragraph to show: where the quote begins or, without a quote, the one given. When
    /// ambiguous, the first candidate.
    pub fn paragraph(&self) -> Option<usize> {
        match self.state {
            State::Unquoted => self.given,
            _ => self.places.first().map(|place| place.paragraph),
        }
    }

    /// The paragraph given and the one found, if the quote does not stand where it should.
    pub fn moved(&self) -> Option<(usize, usize)> {
        let given = self.given?;
        let found = self.places.first()?.paragraph;
        let stays = self.places.iter().any(|place| place.paragraph == given);
        (!stays && self.state != State::Ambiguous).then_some((given, found))
    }

    /// All that stands in the paragraph where the quote begins, from the first piece to the last.
    pub fn found(&self) -> Option<Place> {
        let first = *self.places.first()?;
        let same = self
            .places
            .iter()
            .filter(|place| place.paragraph == first.paragraph);
        Some(Place {
            end: same.map(|place| place.end).max()?,
            ..first
        })
    }
}

/// Looks for a quote in a document, first in the paragraph given, then everywhere.
pub fn anchor(
    quote: Option<&str>,
    paragraph: Option<usize>,
    document: Option<&Document>,
) -> Anchor {
    let answer = |state: State, places| Anchor {
        state,
        places,
        given: paragraph,
        score: f64::from(u8::from(state.is_verified())),
    };
    let Some(document) = document else {
        return answer(State::NoSource, Vec::new());
    };
    let quote = flow(quote.unwrap_or_default().lines());
    let omissions = quote.replace(OMISSIONS[1], OMISSIONS[0]);
    let pieces: Vec<Needle> = omissions
        .split(OMISSIONS[0])
        .filter_map(Needle::new)
        .collect();
    if pieces.is_empty() {
        let given = paragraph.filter(|number| document.paragraph(*number).is_some());
        return Anchor {
            given,
            ..answer(State::Unquoted, Vec::new())
        };
    }
    // The source may itself say `[…]`, so the quote is first tried in one piece.
    let whole = Needle::new(&quote).filter(|_| omissions.contains(OMISSIONS[0]));
    let whole = whole.and_then(|whole| search(&[whole], paragraph, document));
    let found = whole.or_else(|| search(&pieces, paragraph, document));
    let (state, places) = found.unwrap_or((State::Missing, Vec::new()));
    answer(state, places)
}

/// The first piece stands in the paragraph given, or else in exactly one other; letter for letter
/// goes before normalised, but the paragraph given before everything.
fn search(
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::document::Format;

    const TEXT: &str = "The fair opened on 13 May 1906, l’invito era per tutti.\n\n\
        Perché il “grande” ponte costa 1,000 lire? A party came.\n\n\
        The fair closed. Nobody came to the well-\nknown bridge.\n\n\
        Nobody came to see the end.";

    fn read(text: &str) -> Document {
        Document::read(text.as_bytes(), Format::Plain, None)
    }

    fn find(quote: &str, paragraph: Option<usize>) -> Anchor {
        anchor(Some(quote), paragraph, Some(&read(TEXT)))
    }

    /// The state and the text found.
    fn found(text: &str, quote: &str) -> (State, Option<String>) {
        let document = read(text);
        let anchor = anchor(Some(quote), None, Some(&document));
        let text = anchor.found().map(|place| {
            let text = document.paragraph(place.paragraph).unwrap();
            text[place.bytes(text)].to_owned()
        });
        (anchor.state, text)
    }

    #[test]
    fn states_have_names_of_their_own() {
        let names: std::collections::HashSet<_> = State::ALL.map(State::name).into();
        assert_eq!(names.len(), State::ALL.len());
        assert!(State::ALL.iter().all(|state| !state.words().is_empty()));
        let verified = State::ALL.into_iter().filter(|state| state.is_verified());
        assert!(verified.eq([State::Exact, State::Normalized]));
    }

    #[test]
    fn without_quote_or_document() {
        assert_eq!(anchor(Some("x"), Some(1), None).state, State::NoSource);
        for quote in ["", " \n", "[…]", "\u{ad}"] {
            let unquoted = find(quote, Some(2));
            assert_eq!(
                (unquoted.state, unquoted.paragraph()),
                (State::Unquoted, Some(2))
            );
            assert_eq!((unquoted.found(), unquoted.moved()), (None, None));
            assert_eq!(find(quote, Some(9)).paragraph(), None);
        }
    }

    #[test]
    fn letter_for_letter() {
        let exact = find(" fair opened\n  on 13 May", Some(1));
        assert_eq!((exact.state, exact.moved()), (State::Exact, None));
        assert_eq!(
            exact.places,
            [Place {
                paragraph: 1,
                start: 4,
                end: 25,
            }]
        );
        assert!((exact.score - 1.0).abs() < f64::EPSILON);
        assert_eq!(found(TEXT, "well-known bridge").0, State::Exact);
    }

    #[test]
    fn typography_is_no_difference() {
        for (quote, text) in [
            ("l'invito era", "l’invito era"),
            (
                "Perche\u{301} il «grande» ponte",
                "Perché il “grande” ponte",
            ),
            ("PERCHÉ IL \"GRANDE\"", "Perché il “grande”"),
            ("the wellknown bri\u{ad}dge", "the well-known bridge"),
            ("see the\nEND.", "see the end."),
        ] {
            assert_eq!(
                found(TEXT, quote),
                (State::Normalized, Some(text.into())),
                "{quote}"
            );
        }
        assert_eq!(
            found("Disse perche\u{301} no", "perché"),
            (State::Normalized, Some("perche\u{301}".into()))
        );
    }

    #[test]
    fn moved_is_said_apart() {
        let moved = find("fair opened", Some(3));
        assert_eq!((moved.state, moved.moved()), (State::Exact, Some((3, 1))));
        assert_eq!(find("fair opened", Some(99)).moved(), Some((99, 1)));
        assert_eq!(find("fair opened", None).moved(), None);
    }

    #[test]
    fn the_paragraph_given_goes_first() {
        let document = read("The end.\n\nthe end. And the end.\n\nTHE END.");
        let at = |given| {
            let anchor = anchor(Some("the end."), given, Some(&document));
            (anchor.state, anchor.places.len(), anchor.paragraph())
        };
        assert_eq!(at(Some(3)), (State::Normalized, 1, Some(3)));
        assert_eq!(at(Some(2)), (State::Exact, 1, Some(2)));
        // Letter for letter elsewhere beats other typography elsewhere.
        assert_eq!(at(None), (State::Exact, 1, Some(2)));
    }

    #[test]
    fn several_paragraphs_are_ambiguous() {
        for given in [None, Some(1)] {
            let twice = find("Nobody came to", given);
            assert_eq!((twice.state, twice.moved()), (State::Ambiguous, None));
            let numbers: Vec<usize> = twice.places.iter().map(|place| place.paragraph).collect();
            assert_eq!(numbers, [3, 4]);
        }
        assert_eq!(find("Nobody came to", Some(4)).state, State::Exact);
    }

    #[test]
    fn what_is_not_there_is_missing() {
        let removed = find("Nobody came to the fair.", Some(3));
        assert_eq!(
            (removed.state, removed.paragraph(), removed.given),
            (State::Missing, None, Some(3))
        );
        assert!(removed.score.abs() < f64::EPSILON);
        for part in [
            "art",
            "pen",
            "1",
            "000",
            "90",
            "31 May",
            "nown bridge",
            "perch",
        ] {
            assert_eq!(find(part, None).state, State::Missing, "{part}");
        }
    }

    #[test]
    fn words_end_where_scripts_say() {
        assert_eq!(found("人人生而自由", "生而").0, State::Exact);
        assert_eq!(found("parola¹ e 10² m", "parola").0, State::Exact);
        assert_eq!(found("parola¹ e 10² m", "10").0, State::Missing);
        assert_eq!(found("cafe\u{301}", "cafe").0, State::Missing);
        assert_eq!(found("the ﬁght", "ight").0, State::Missing);
        assert_eq!(found("aha ha ha", "ha ha").1, Some("ha ha".into()));
    }

    #[test]
    fn pieces_stand_in_order() {
        let near = find("fair opened […] per tutti", None);
        assert_eq!((near.state, near.places.len()), (State::Exact, 2));
        assert_eq!(
            near.found(),
            Some(Place {
                paragraph: 1,
                start: 4,
                end: 54
            })
        );
        let next = find("The fair [...] the “grande” […] party", None);
        assert_eq!(next.state, State::Missing);
        let next = find("per tutti […] IL \"grande\"", Some(2));
        assert_eq!(
            (next.state, next.paragraph(), next.moved()),
            (State::Normalized, Some(1), None)
        );
        for apart in ["per tutti […] fair opened", "fair opened […] Nobody"] {
            assert_eq!(find(apart, None).state, State::Missing);
        }
        // The first way to `b` leads no further; the second does.
        assert_eq!(found("a b\n\nb\n\nc", "a […] b […] c").0, State::Exact);
        assert_eq!(
            found("so […] it is", "so […] it"),
            (State::Exact, Some("so […] it".into()))
        );
    }

    /// Changes that keep the words: what a quote goes through on its way into a file.
    fn variants(quote: &str) -> [String; 5] {
        [
            quote.to_uppercase(),
            quote.replace('\'', "’").replace('"', "“"),
            quote.nfd().collect(),
            quote.replace(' ', "\u{a0}"),
            quote.replace(' ', "\n  "),
        ]
    }

    proptest! {
        #[test]
        fn nothing_panics(quote in "\\PC{0,20}|[a-c \u{301}\u{ad}ﬁß.,1'’—\\[\\]…\n-]{0,12}", text in "\\PC{0,40}|[a-c \u{301}\u{ad}ﬁß.,1'’—\\[\\]…\n-]{0,80}", given in proptest::option::of(0usize..9)) {
            let document = read(&text);
            for place in anchor(Some(&quote), given, Some(&document)).places {
                let text = document.paragraph(place.paragraph).unwrap();
                prop_assert!(place.start < place.end && place.end <= text.chars().count());
                prop_assert!(text.get(place.bytes(text)).is_some());
            }
        }

        #[test]
        fn a_quote_is_found_where_it_was_taken(
            words in proptest::collection::vec("[a-zA-Zàèéìòùßñйσ]{1,8}[,.]?|l'[a-zà]{2,6}|\"[a-z]{2,6}\"|[a-z]{2,4}-[a-z]{2,4}|[0-9]{1,4}", 12..60),
            start: proptest::sample::Index,
            len in 4usize..12,
        ) {
            let text = words.chunks(9).map(|words| words.join(" ")).collect::<Vec<_>>().join("\n\n");
            let document = read(&text);
            let paragraph = start.index(document.paragraphs().len());
            let words: Vec<&str> = document.paragraphs()[paragraph].split(' ').collect();
            let first = start.index(words.len());
            let quote = words[first..words.len().min(first + len)].join(" ");
            prop_assume!(quote.chars().count() >= 12);
            let exact = anchor(Some(&quote), None, Some(&document));
            prop_assume!(text.to_lowercase().matches(&quote.to_lowercase()).count() == 1);
            prop_assert_eq!(exact.state, State::Exact);
            prop_assert_eq!(exact.paragraph(), Some(paragraph + 1));
            for variant in variants(&quote) {
                let other = anchor(Some(&variant), None, Some(&document));
                prop_assert!(other.state.is_verified(), "{} {:?}", variant, other);
                prop_assert_eq!(&other.places, &exact.places, "{}", variant);
            }
        }
    }
}
