//! Whether what a quote has in brackets, or leaves out, turns what its source says into something else. It
//! must not know how places are found.

use super::Place;
use super::meaning::{Number, is_negation, number};
use super::normalize::Normalized;
use super::quote::{Gap, Piece, gap_before, insertions};
use super::words::words;
use crate::document::Document;

/// So few words left out are part of a clause; a denial among them is not left out for its length.
const FEW: usize = 3;

/// Whether the brackets of a quote that was found at some places put in or leave out a denial, or have
/// another number than the words they stand for. A year that is put in where no number stands tells
/// when, and is none.
pub(super) fn turn_it(
    quote: &str,
    pieces: &[Piece],
    places: &[Place],
    document: &Document,
) -> bool {
    if pieces == [Piece::whole(quote)] {
        return false;
    }
    let mut replaced = String::new();
    for (index, pair) in places.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let text = document.paragraph(before.paragraph).unwrap_or_default();
        let between = text.get(before.bytes(text).end..after.bytes(text).start);
        let same = before.paragraph == after.paragraph;
        let between = between.filter(|_| same).unwrap_or_default();
        match gap_before(index + 1, pieces, places.len()) {
            Gap::Insertion => replaced.extend([" ", between]),
            Gap::Omission if hides_a_denial(between) => return true,
            Gap::Omission => {}
        }
    }
    let inserted = insertions(quote);
    let (ours, theirs) = (Normalized::new(&inserted), Normalized::new(&replaced));
    let numbers = |text| {
        words(text)
            .into_iter()
            .filter_map(|word| number(word.text))
            .collect()
    };
    let (numbers, others): (Vec<Number<'_>>, Vec<Number<'_>>) = (numbers(&ours), numbers(&theirs));
    let tells_when = others.is_empty() && numbers.iter().all(is_year);
    Said::by(&inserted).denials != Said::by(&replaced).denials || numbers != others && !tells_when
}

/// Whether to leave out this text leaves out what it denies, too.
pub(super) fn hides_a_denial(left_out: &str) -> bool {
    let said = Said::by(left_out);
    said.denials > 0 && said.words <= FEW
}

fn is_year(number: &Number<'_>) -> bool {
    matches!(number, Number::Value(1000..=2100))
}

struct Said {
    words: usize,
    denials: usize,
}

impl Said {
    fn by(text: &str) -> Self {
        let normalized = Normalized::new(text);
        let words = words(&normalized);
        Self {
            words: words.iter().filter(|word| !word.is_mark()).count(),
            denials: words.iter().filter(|word| is_negation(word.text)).count(),
        }
    }
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
    fn a_bracket_can_turn_the_meaning() {
        for (quote, source) in [
            (
                "It is [not] known that the agent fled the country.",
                "It is known that the agent fled the country.",
            ),
            (
                "It is [well] known that the agent fled the country.",
                "It is not known that the agent fled the country.",
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
    fn a_bracket_can_leave_it() {
        for (quote, source) in [
            (
                "It is known that [the agent] fled the country at night.",
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
            // The source has the brackets itself.
            (
                "It is [not] known that the agent fled the country.",
                "It is [not] known that the agent fled the country.",
            ),
        ] {
            assert_eq!(state(quote, source), State::Exact, "{quote}");
        }
    }
}
