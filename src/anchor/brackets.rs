//! Checks whether the brackets of a quote reverse the meaning of its source.

use std::ops::Range;

use super::meaning::{is_negation, number};
use super::place::Place;
use super::quote::{Gap, INSERTED_WORDS, Piece};
use super::words::{Word, words};
use crate::document::Document;
use crate::text::normalize::normalize;

/// A negation among so few words is what they are about.
const FEW: usize = 3;
/// A clause of more words makes a statement of its own.
const CLAUSE: usize = 10;

/// Whether the brackets of a quote add or leave out a negation, or have another number than the
/// words that they replace. A year may be added where the source has no number.
pub(super) fn reverse_meaning(
    quote: &str,
    pieces: &[Piece],
    places: &[Place],
    document: &Document,
) -> bool {
    let (Some(first), Some(last), false) = (
        pieces.first(),
        pieces.last(),
        pieces == [Piece::whole(quote)],
    ) else {
        return false;
    };
    let Some(found) = by_piece(pieces, places, document) else {
        return false;
    };
    let within = pieces.iter().zip(&found).skip(1).zip(&found);
    let reversed = within.map(|((piece, (after, _)), (_, before))| {
        let (so_far, between) = between(before, after, document);
        match piece.gap {
            Gap::Insertion => insertion_reverses(&piece.inserted, &between),
            Gap::Omission => {
                let is_replaced = !piece.inserted.is_empty();
                hides_negation(so_far, &between)
                    || is_replaced && insertion_reverses(&piece.inserted, &between)
            }
        }
    });
    if reversed.into_iter().any(|reversed| reversed) {
        return true;
    }
    // Brackets at the ends replace the rest of the clause.
    let text = |place: &Place| document.paragraph(place.paragraph).unwrap_or_default();
    let opening = found
        .first()
        .filter(|_| first.cut)
        .is_some_and(|(place, _)| {
            let before = text(place)
                .get(..place.bytes(text(place)).start)
                .unwrap_or_default();
            let clause = last_clause(before);
            if first.inserted.is_empty() {
                hides_negation(".", clause)
            } else {
                insertion_reverses(&first.inserted, clause)
            }
        });
    let closing = found
        .last()
        .filter(|_| !last.after.is_empty())
        .is_some_and(|(_, place)| {
            let after = text(place)
                .get(place.bytes(text(place)).end..)
                .unwrap_or_default();
            insertion_reverses(&last.after, first_words(after, 2))
        });
    opening || closing
}

/// Returns the first and the last place of each piece. A piece that continues in the next paragraph
/// has several places.
pub(super) fn by_piece(
    pieces: &[Piece],
    places: &[Place],
    document: &Document,
) -> Option<Vec<(Place, Place)>> {
    let mut more = places.len().checked_sub(pieces.len())?;
    let mut found: Vec<(Place, Place)> = Vec::new();
    for place in places {
        let goes_on = |before: &Place| {
            let text = document.paragraph(before.paragraph).unwrap_or_default();
            let rest = text.get(before.bytes(text).end..).unwrap_or_default();
            let next = before.paragraph.saturating_add(1);
            place.start == 0 && place.paragraph == next && rest.trim().is_empty()
        };
        match found.last_mut() {
            Some((_, last)) if more > 0 && goes_on(last) => {
                *last = *place;
                more = more.saturating_sub(1);
            }
            _ => found.push((*place, *place)),
        }
    }
    (found.len() == pieces.len()).then_some(found)
}

/// Returns the text of a paragraph up to the end of a place, and the text from there to another
/// place.
pub(super) fn between<'a>(
    before: &Place,
    after: &Place,
    document: &'a Document,
) -> (&'a str, String) {
    let text = document.paragraph(before.paragraph).unwrap_or_default();
    let (so_far, rest) = text
        .split_at_checked(before.bytes(text).end)
        .unwrap_or_default();
    if before.paragraph == after.paragraph {
        let length = after.start.saturating_sub(before.end);
        let end = rest
            .char_indices()
            .nth(length)
            .map_or(rest.len(), |(at, _)| at);
        return (so_far, rest.get(..end).unwrap_or_default().to_owned());
    }
    let text = document.paragraph(after.paragraph).unwrap_or_default();
    let head = text.get(..after.bytes(text).start).unwrap_or_default();
    (so_far, format!("{rest} {head}"))
}

/// Whether a text that is left out after another one has a negation of the words next to it. Its
/// last clause belongs to the words that follow; its first clause belongs to the words before
/// unless these end a sentence or clause.
pub(super) fn hides_negation(before: &str, left_out: &str) -> bool {
    let normalized = normalize(left_out);
    let words = words(&normalized);
    let stops = |word: &Word<'_>| {
        matches!(
            word.text,
            "." | "," | ";" | ":" | "!" | "?" | "…" | "-" | "(" | ")" | "。" | "、"
        )
    };
    let first = words.iter().position(stops).unwrap_or(words.len());
    let last = words
        .iter()
        .rposition(stops)
        .map_or(0, |stop| stop.saturating_add(1));
    let begins = before
        .trim_end()
        .ends_with(['.', '!', '?', ':', ';', ',', '…', '。']);
    let negated = |range: Range<usize>| range.clone().any(|at| negates(&words, at));
    words.len().saturating_sub(last) <= CLAUSE && negated(last..words.len())
        || !begins && first <= FEW && negated(0..first)
}

/// Whether the words in brackets have another negation or number than the words that they replace.
fn insertion_reverses(inserted: &str, replaced: &str) -> bool {
    let (ours, theirs) = (normalize(inserted), normalize(replaced));
    let (ours, theirs) = (words(&ours), words(&theirs));
    let negations = |words: &[Word<'_>]| (0..words.len()).filter(|at| negates(words, *at)).count();
    let (added, replaced) = (negations(&ours), negations(&theirs));
    let said = theirs.iter().filter(|word| !word.is_mark()).count();
    if added > replaced || replaced > added && said <= FEW {
        return true;
    }
    let numbers = |words: &[Word<'_>]| -> Vec<String> {
        let numbers = words.iter().filter_map(|word| number(word.text));
        numbers.map(|number| format!("{number:?}")).collect()
    };
    let (numbers, others) = (numbers(&ours), numbers(&theirs));
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut written = ours
        .iter()
        .map(|word| word.text)
        .filter(|text| number(text).is_some());
    // As it is written, since `1,911` is no year.
    let tells_when =
        others.is_empty() && written.all(|text| is_year(&text) && inserted.contains(text));
    !numbers.is_empty() && numbers != others && !tells_when
}

/// Whether a word is a negation. `No.` before a number is not, and neither is `ne` on its own, but `ne plus` is.
fn negates(words: &[Word<'_>], at: usize) -> bool {
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    let [next, one_after] = [1, 2].map(|n| text(at.saturating_add(n)));
    let counted = if next == "." { one_after } else { next };
    let is_ordinal = text(at) == "no" && number(counted).is_some();
    let is_lone_ne = text(at) == "ne" && !matches!(next, "plus" | "guère" | "point" | "rien");
    is_negation(text(at)) && !is_lone_ne && !is_ordinal
}

/// Returns the end of a text from its last mark on, with at most as many words as an insertion may
/// replace.
fn last_clause(text: &str) -> &str {
    let stop = text.rfind([
        '.', ',', ';', ':', '!', '?', '…', '—', '–', '。', '、', '\n',
    ]);
    let clause = stop.map_or(text, |at| text.get(at..).unwrap_or_default());
    let spaces = clause.trim_end().rmatch_indices(char::is_whitespace);
    let start = spaces
        .map(|(at, _)| at)
        .nth(INSERTED_WORDS - 1)
        .unwrap_or_default();
    clause.get(start..).unwrap_or_default()
}

/// Returns the first words of a text.
fn first_words(text: &str, words: usize) -> &str {
    let text = text.trim_start();
    let end = text
        .match_indices(char::is_whitespace)
        .map(|(at, _)| at)
        .nth(words.saturating_sub(1));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{State, anchor};
    use crate::document::{Document, Format};

    fn state(quote: &str, source: &str) -> State {
        let document = Document::read(source.as_bytes(), Format::Plain);
        anchor(Some(quote), None, None, Some(&document)).state
    }

    #[test]
    fn brackets_can_reverse_the_meaning() {
        for (quote, source) in [
            (
                "The company had paid 3 [thousand] euros for the old mill.",
                "The company had paid 3 euros for the old mill.",
            ),
            (
                "[1,500] people were killed in the fire at the mill.",
                "Some people were killed in the fire at the mill.",
            ),
            (
                "[Everybody] came to the opening of the old mill.",
                "Nobody came to the opening of the old mill.",
            ),
            (
                "[…] came to the opening of the old mill on Monday.",
                "Nobody came to the opening of the old mill on Monday.",
            ),
            (
                "[In 2021] the bridge was opened to traffic.",
                "In 1921 the bridge was opened to traffic.",
            ),
            (
                "He left the council and his post [voluntarily].",
                "He left the council and his post not voluntarily.",
            ),
            (
                "The minister said on Monday: […] was arrested in the raid.",
                "The minister said on Monday:\n\nNobody was arrested in the raid.",
            ),
            (
                "The mayor [did not] resign on Monday and the council [did] approve the budget.",
                "The mayor did resign on Monday and the council did not approve the budget.",
            ),
            (
                "The minister did […] resign on 4 May 2021.",
                "The minister did, contrary to all reports, not resign on 4 May 2021.",
            ),
            (
                "Der Minister hat […] gelogen, sagte der Anwalt.",
                "Der Minister hat in dieser Sache gewiss nicht gelogen, sagte der Anwalt.",
            ),
            (
                "It is [not] known that the clerk fled the country.",
                "It is known that the clerk fled the country.",
            ),
            (
                "It is [well] known that the clerk fled the country.",
                "It is not known that the clerk fled the country.",
            ),
            (
                "Officials said [15 thousand] people were killed in the fire.",
                "Officials said 15 people were killed in the fire.",
            ),
            (
                "The company had paid 3,000 [million] euros for the old mill.",
                "The company had paid 3,000 euros for the old mill.",
            ),
            (
                "[Nobody] came to the opening of the old mill.",
                "Everybody came to the opening of the old mill.",
            ),
            (
                "The minister did […] resign on 4 May 2021, he said.",
                "The minister did not resign on 4 May 2021, he said.",
            ),
            (
                "Il ministro […] ha […] ricevuto denaro dalla ditta.",
                "Il ministro non ha mai ricevuto denaro dalla ditta.",
            ),
        ] {
            assert_eq!(state(quote, source), State::Altered, "{quote}");
        }
    }

    #[test]
    fn brackets_can_keep_the_meaning() {
        for (quote, source) in [
            (
                "The guests came at noon. […] She stayed until the evening.",
                "The guests came at noon. Nobody laughed. She stayed until the evening.",
            ),
            (
                "The minister arrived […] on Monday with two guests.",
                "The minister arrived at No. 10 on Monday with two guests.",
            ),
            (
                "Il ministro […] è andato via prima della fine.",
                "Il ministro se ne è andato via prima della fine.",
            ),
            (
                "The harbour was shut.[3] Then the ships left for the night.[4]",
                "The harbour was shut. Then the ships left for the night.",
            ),
            (
                "the harbour[3] was shut to all ships for the night",
                "So the harbour was shut to all ships for the night.",
            ),
            (
                "In [that year] the bridge was opened to traffic.",
                "In 1995 the bridge was opened to traffic.",
            ),
            (
                "Then [he] told the court what he had seen.",
                "Then Smith, 45, told the court what he had seen.",
            ),
            (
                "[The minister] said that the bridge was open.",
                "In May, when nobody was there, the old minister said that the bridge was open.",
            ),
            (
                "On [9 May] the parade went over the square. It was a sunny day for all of the town […] and he left.",
                "On 9 May the parade went over the square.\n\nIt was a sunny day for all of the town, said the man, and he left.",
            ),
            (
                "It is known that [the clerk] fled the country at night.",
                "It is known that he fled the country at night.",
            ),
            (
                "On 9 May [2025] the parade went over the square.",
                "On 9 May the parade went over the square.",
            ),
            (
                "On [9 May] the parade went over the square.",
                "On 9 May the parade went over the square.",
            ),
            (
                "He said [that it did not] matter to the engineers.",
                "He said it does not matter to the engineers.",
            ),
            (
                "The bridge was opened […] on Monday, with the council aboard.",
                "The bridge was opened, which nobody had thought possible, on Monday, with the council aboard.",
            ),
            (
                "The bridge was opened […] on Monday, with the council aboard.",
                "The bridge was opened to traffic on Monday, with the council aboard.",
            ),
            (
                "The [3,]000 guests left the hall before midnight.",
                "The 3,000 guests left the hall before midnight.",
            ),
            // The source has the brackets as well.
            (
                "It is [not] known that the clerk fled the country.",
                "It is [not] known that the clerk fled the country.",
            ),
        ] {
            assert!(state(quote, source).is_verified(), "{quote}");
        }
    }
}
