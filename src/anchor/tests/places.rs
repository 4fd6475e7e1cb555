//! Which of several places is the quote's.

use super::*;

const QUOTE: &str = "The guard closed the gate at noon.";
/// The same with an error.
const MISSPELT: &str = "The guard closed the gate at nooon.";

/// Returns the quote between 32 characters on each side, of which some are other ones.
fn paragraph(before: usize, after: usize) -> String {
    enclosed(QUOTE, before, after)
}

fn enclosed(text: &str, before: usize, after: usize) -> String {
    let [b, n] = [before, after].map(|others| 31 - others);
    format!(
        "{}{} {text} {}{}",
        "b".repeat(b),
        "c".repeat(before),
        "n".repeat(n),
        "y".repeat(after)
    )
}

fn document(paragraphs: &[String]) -> Document {
    read(&paragraphs.join("\n\n"))
}

/// Returns the text around the quote in a paragraph without other characters.
fn around() -> Context {
    let document = document(&[paragraph(0, 0)]);
    let place = anchor(Some(QUOTE), None, None, Some(&document)).places[0];
    Context::around(&document, place, place).unwrap()
}

/// Returns the state and the paragraphs of the places, in the known context.
fn places(document: &Document, quote: &str, given: Option<usize>) -> (State, Vec<usize>) {
    let found = anchor(Some(quote), given, Some(&around()), Some(document));
    let paragraphs = found.places.iter().map(|place| place.paragraph);
    (found.state, paragraphs.collect())
}

#[test]
fn a_context_that_is_a_little_more_similar_does_not_decide() {
    for (others, decides) in [(0, false), (2, false), (7, false), (8, true), (31, true)] {
        for (first, second) in [(0, others), (others, 0)] {
            let document = document(&[paragraph(0, first), paragraph(0, second)]);
            let best = if first == 0 { 1 } else { 2 };
            for (quote, state) in [(QUOTE, State::Exact), (MISSPELT, State::Fuzzy)] {
                let wanted = if decides {
                    (state, vec![best])
                } else {
                    (State::Ambiguous, vec![1, 2])
                };
                let found = places(&document, quote, None);
                assert_eq!(found, wanted, "{quote} {first} {second}");
            }
        }
    }
}

#[test]
fn the_given_paragraph_is_kept_if_half_of_the_context_is_there() {
    for (before, after, paragraph_found) in [(0, 0, 1), (1, 31, 1), (2, 31, 2), (31, 31, 2)] {
        let document = document(&[paragraph(before, after), paragraph(0, 0)]);
        assert_eq!(
            places(&document, QUOTE, Some(1)),
            (State::Exact, vec![paragraph_found]),
            "{before} {after}"
        );
    }
}

#[test]
fn the_given_paragraph_decides_between_equal_contexts() {
    // The context is not so similar that the search would end in the given paragraph.
    let one = paragraph(0, 10);
    let document = document(&[format!("{one} {one}"), one.clone(), one]);
    let all = || (State::Ambiguous, vec![1, 1, 2, 3]);
    for (given, wanted) in [
        (None, all()),
        (Some(2), (State::Fuzzy, vec![2])),
        (Some(3), (State::Fuzzy, vec![3])),
        // It has the quote twice.
        (Some(1), all()),
        // It does not have the quote.
        (Some(4), all()),
    ] {
        assert_eq!(places(&document, MISSPELT, given), wanted, "{given:?}");
    }
}

/// Returns a sentence with errors in so many of its words.
fn misspelt(words: usize) -> String {
    const SENTENCE: [&str; 10] = [
        "lighthouse",
        "keepers",
        "counted",
        "wooden",
        "foreign",
        "ships",
        "before",
        "evening",
        "clouds",
        "gathered",
    ];
    let words = SENTENCE.iter().enumerate().map(|(index, word)| {
        let wrong = format!("{}q{}", &word[..2], &word[3..]);
        if index < words {
            wrong
        } else {
            (*word).to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The quote has no place without errors, so the shortest search has to look further.
#[test]
fn a_good_place_does_not_hide_a_better_one() {
    let quote = misspelt(0);
    let filler = "Nothing of this is said here, nor was it ever said anywhere else.".to_owned();
    // One error, but in another context; six errors in the known one.
    let text = document(&[
        enclosed(&misspelt(1), 1, 31),
        filler.clone(),
        enclosed(&misspelt(6), 0, 0),
    ]);
    assert_eq!(places(&text, &quote, None), (State::Fuzzy, vec![3]));
    // A few errors in the given paragraph do not matter.
    let text = document(&[
        enclosed(&misspelt(4), 0, 0),
        filler.clone(),
        enclosed(&misspelt(1), 0, 0),
    ]);
    assert_eq!(places(&text, &quote, Some(1)), (State::Fuzzy, vec![1]));
    // There are eight in it.
    let text = document(&[
        enclosed(&misspelt(8), 0, 0),
        filler.clone(),
        enclosed(&misspelt(1), 0, 0),
    ]);
    assert_eq!(places(&text, &quote, Some(1)), (State::Fuzzy, vec![3]));
    // The paragraph after the given one has five errors.
    let text = document(&[filler.clone(), misspelt(5), filler, misspelt(1)]);
    let found = anchor(Some(&quote), Some(1), None, Some(&text));
    assert_eq!((found.state, found.paragraph()), (State::Fuzzy, Some(4)));
}

#[test]
fn the_score_is_the_share_of_characters_without_edits() {
    for (quote, edits) in [
        (QUOTE, 0),
        (MISSPELT, 1),
        ("The guard closed teh gate at nooon.", 3),
    ] {
        let share = 1.0 - f64::from(edits) / quote.chars().count() as f64;
        for times in [1, 2] {
            let text = [QUOTE].repeat(times).join("\n\n");
            let found = found_in(&text, quote);
            assert_eq!(found.state == State::Ambiguous, times == 2);
            assert!(
                (found.score - share).abs() < 1e-9,
                "{quote} {}",
                found.score
            );
        }
    }
}
