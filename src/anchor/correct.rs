//! Rewrites a quote in the words of its source.

use super::answer::Anchor;
use super::brackets::{between, by_piece, hides_negation};
use super::place::Place;
use super::quote::{Gap, pieces};
use super::state::State;
use crate::document::Document;

impl Anchor {
    /// Returns the text that would replace the quote: the words of the source at the places found.
    /// Omissions stay omissions unless they hide a negation, and a break between paragraphs becomes
    /// one; bracketed insertions become the words that they replace. Returns `None` if nothing or
    /// more than one place was found.
    pub fn corrected(&self, quote: &str, document: &Document) -> Option<String> {
        if self.state == State::Ambiguous {
            return None;
        }
        let pieces = pieces(quote);
        let found = by_piece(&pieces, &self.places, document);
        let alone = || self.places.iter().map(|place| (*place, *place)).collect();
        let known = found.is_some();
        let found: Vec<(Place, Place)> = found.unwrap_or_else(alone);
        let mut text = String::new();
        let mut open: Option<Place> = None;
        for (index, (first, last)) in found.into_iter().enumerate() {
            // A piece that continues in the next paragraph is split as well.
            for place in self
                .places
                .iter()
                .filter(|place| (first..=last).contains(place))
            {
                let joins = open.is_some_and(|open| {
                    let (so_far, between) = between(&open, place, document);
                    let same = place.paragraph == open.paragraph && place.end >= open.end;
                    let gap = pieces.get(index).filter(|_| known).map(|piece| piece.gap);
                    same && (gap == Some(Gap::Insertion) || hides_negation(so_far, &between))
                });
                match &mut open {
                    Some(open) if joins => open.end = place.end,
                    _ => {
                        if let Some(open) = open.replace(*place) {
                            text.push_str(words(&open, document)?);
                            text.push_str(" […] ");
                        }
                    }
                }
            }
        }
        text.push_str(words(&open?, document)?);
        Some(text)
    }
}

fn words<'a>(place: &Place, document: &'a Document) -> Option<&'a str> {
    let text = document.paragraph(place.paragraph)?;
    text.get(place.bytes(text)).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::super::anchor;
    use super::*;
    use crate::document::Format;

    const TEXT: &str = "It was a long day. The old minister of the interior said on Tuesday that the new \
        bridge over the wide river would be opened to everybody before the end of June.\n\n\
        A man at the ministry of works had asked for that, as the engineers of the river bridge \
        told us.\n\nThe bridge is open.";

    /// Returns the corrected quote, which must be found letter for letter in the same paragraph.
    fn corrected(quote: &str, state: State) -> String {
        let document = Document::read(TEXT.as_bytes(), Format::Plain);
        let found = anchor(Some(quote), None, None, Some(&document));
        assert_eq!(found.state, state, "{quote}");
        let text = found.corrected(quote, &document).expect("it was found");
        let again = anchor(Some(&text), None, None, Some(&document));
        let verdict = (again.state, again.paragraph());
        assert_eq!(verdict, (State::Exact, found.paragraph()), "{text}");
        text
    }

    #[test]
    fn a_quote_becomes_what_the_source_has() {
        assert_eq!(
            corrected(
                "the new bridge over the wide river will be opened to everybody before the end",
                State::Reworded
            ),
            "the new bridge over the wide river would be opened to everybody before the end"
        );
    }

    #[test]
    fn omissions_stay() {
        assert_eq!(
            corrected(
                "The old minister of the interior sayd […] the new bridge over the wide river […] \
                 before the end of June",
                State::Fuzzy
            ),
            "The old minister of the interior said […] the new bridge over the wide river […] \
             before the end of June"
        );
        assert_eq!(
            corrected(
                "would be openned to everybody […] had asked for that, as the engineers",
                State::Fuzzy
            ),
            "would be opened to everybody […] had asked for that, as the engineers"
        );
    }

    #[test]
    fn insertions_are_replaced() {
        assert_eq!(
            corrected(
                "said on Tuesday that [it] over the wide river would be openned to everybody before \
                 the end",
                State::Fuzzy
            ),
            "said on Tuesday that the new bridge over the wide river would be opened to everybody \
             before the end"
        );
    }

    #[test]
    fn a_paragraph_break_becomes_an_omission() {
        assert_eq!(
            corrected(
                "would be opened to everybody before the end of June. A man at the minstry of works \
                 had asked for that",
                State::Fuzzy
            ),
            "would be opened to everybody before the end of June. […] A man at the ministry of works \
             had asked for that"
        );
    }

    #[test]
    fn a_quote_without_a_place_has_no_correction() {
        let twice = "It is so.\n\nIt is so.";
        for (text, quote) in [(TEXT, "Quite something else"), (twice, "It is so.")] {
            let document = Document::read(text.as_bytes(), Format::Plain);
            let found = anchor(Some(quote), None, None, Some(&document));
            assert_eq!(found.corrected(quote, &document), None);
        }
    }
}
