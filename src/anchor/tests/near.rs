//! Quotes whose words differ from the source.

use super::*;

/// Returns the state and the text found, or the most similar text.
fn near(text: &str, quote: &str) -> (State, String) {
    with(text, quote, None, None)
}

fn with(
    text: &str,
    quote: &str,
    given: Option<usize>,
    context: Option<&Context>,
) -> (State, String) {
    let document = read(text);
    let anchor = anchor(Some(quote), given, context, Some(&document));
    let places = anchor.places.iter().chain(&anchor.nearest);
    let texts = places.map(|place| {
        let text = document.paragraph(place.paragraph).unwrap();
        &text[place.bytes(text)]
    });
    (anchor.state, texts.collect::<Vec<_>>().join(" | "))
}

fn context(before: &str, after: &str) -> Context {
    Context {
        before: before.into(),
        after: after.into(),
    }
}

const NEWS: &str = "The council met on Tuesday. It said that 13 people were dead in the fire at the old mill.\n\n\
    The mayor told reporters that the bridge would be opened to traffic before the end of June.\n\n\
    Machines and developers and designers of every kind were shown at the fair by Torvald.";

#[test]
fn short_quotes_must_have_the_same_words() {
    assert_eq!(near(NEWS, "Linus"), (State::Missing, String::new()));
    assert_eq!(near("Le macchine chinese", "Linus").0, State::Missing);
    assert_eq!(near(NEWS, "old mall").0, State::Missing);
    assert_eq!(near(NEWS, "Developer, Frontend").0, State::Missing);
    assert_eq!(near(NEWS, "developers and desi").0, State::Reworded);
}

#[test]
fn the_difference_decides_the_state() {
    for (quote, state) in [
        (
            "It said that 31 people were dead in the fire at the old mill.",
            State::Altered,
        ),
        (
            "It said that 13 poeple were dead in the fire at the old mill.",
            State::Fuzzy,
        ),
        (
            "It said that 13 people were killed in the fire at the old mill.",
            State::Reworded,
        ),
        (
            "It said that 13 people were not dead in the fire at the old mill.",
            State::Altered,
        ),
        (
            "Machines and developers and designers of every kind were shown at the fair by Torwald.",
            State::Altered,
        ),
    ] {
        assert_eq!(near(NEWS, quote).0, state, "{quote}");
    }
}

#[test]
fn the_place_includes_replaced_words() {
    assert_eq!(
        near(NEWS, "would be opened to traffic before the end of March."),
        (
            State::Altered,
            "would be opened to traffic before the end of June.".into()
        )
    );
    assert_eq!(
        near(
            NEWS,
            "A minister told reporters that the bridge would be opened"
        ),
        (
            State::Reworded,
            "The mayor told reporters that the bridge would be opened".into()
        )
    );
}

#[test]
fn a_removed_paragraph_is_not_found_in_a_similar_one() {
    let text = "Everyone has the right to take part in the government of the country.\n\n\
        Everyone has the right of equal access to public service in the country.";
    let gone = "Everyone has the right to education, and education shall be free.";
    let (state, nearest) = near(text, gone);
    assert_eq!(state, State::Missing);
    assert!(nearest.is_empty() || nearest.starts_with("Everyone"));
    // The same place, but in another context.
    let quote = "Everyone has the right to take part in the parliament of the country.";
    assert_eq!(near(text, quote).0, State::Reworded);
    let elsewhere = context(
        "the speaker of the house declared: ",
        " Then he closed the session and",
    );
    assert_eq!(with(text, quote, None, Some(&elsewhere)).0, State::Missing);
}

#[test]
fn the_most_similar_text_is_suggested() {
    let quote =
        "The mayor told the reporters that no bridge at all would be opened to pedestrians in May.";
    let (state, nearest) = near(NEWS, quote);
    assert_eq!(state, State::Missing);
    assert!(
        nearest.contains("mayor told reporters that the bridge would be"),
        "{nearest}"
    );
    assert_eq!(
        near(
            NEWS,
            "Nothing of the sort was ever written anywhere near this."
        ),
        (State::Missing, String::new())
    );
}

#[test]
fn the_context_tells_places_apart() {
    let text = "One. The guard closed the gate at noon. Two.\n\nThree. The guard closed the gate at noon. Four.";
    let quote = "The guard closed the gate at noon.";
    assert_eq!(near(text, quote).0, State::Ambiguous);
    assert_eq!(
        near(text, "The guard closed the gate at nooon.").0,
        State::Ambiguous
    );
    assert_eq!(
        with(text, "The guard closed the gate at nooon.", Some(2), None).0,
        State::Fuzzy
    );
    let document = read(text);
    for paragraph in [1, 2] {
        let place = anchor(Some(quote), Some(paragraph), None, Some(&document)).places[0];
        let around = Context::around(&document, place, place);
        for quote in [quote, "The guard closed the gate at nooon."] {
            let found = anchor(Some(quote), None, around.as_ref(), Some(&document));
            assert_eq!(found.paragraph(), Some(paragraph), "{found:?}");
        }
        // The context says more than the given paragraph, which may be outdated.
        let old = anchor(
            Some(quote),
            Some(3 - paragraph),
            around.as_ref(),
            Some(&document),
        );
        let moved = old.moved().and_then(|it| it.paragraph);
        assert_eq!(
            (old.state, moved),
            (State::Exact, Some((3 - paragraph, paragraph)))
        );
    }
}

#[test]
fn a_new_negation_next_to_a_quote_alters_it() {
    let text = "Yesterday the council said that it would not close the harbour.";
    let quote = "the council said that it would";
    assert_eq!(near(text, quote).0, State::Exact);
    let then = |after| context("Yesterday ", after);
    assert_eq!(
        with(text, quote, None, Some(&then(" close the harbour."))).0,
        State::Altered
    );
    assert_eq!(
        with(text, quote, None, Some(&then(" not close the harbour."))).0,
        State::Exact
    );
    assert_eq!(
        near(text, "yesterday the counsil said that it would").0,
        State::Altered
    );
    // The answer tells that the negation is beside the quote, not in it.
    let beside = "yesterday the counsil said that it would";
    for (quote, denied) in [
        (beside, true),
        ("the council said that it would close", false),
    ] {
        let found = found_in(text, quote);
        assert_eq!((found.state, found.denied), (State::Altered, denied));
    }
    // The next sentence does not negate it.
    let text = "The council said that it would. Not all members came.";
    assert_eq!(
        with(
            text,
            "The council said that it would.",
            None,
            Some(&then(" All members"))
        )
        .0,
        State::Exact
    );
}

#[test]
fn insertions_replace_a_few_words() {
    let text = "On Monday evening the old mayor of the town said that he would resign in autumn.";
    for quote in [
        "[Smith] said that he would resign in autumn.",
        "On Monday evening [he] said that he would resign",
        "On Monday evening [the mayor] said that [Smith] would resign in autumn.",
        "[O]n Monday evening the old mayor",
    ] {
        assert!(near(text, quote).0.is_verified(), "{quote}");
    }
    assert_eq!(
        near(text, "On Monday [he] said that he would resign").0,
        State::Missing
    );
    assert_eq!(
        near(
            text,
            "On Monday evening [he] said that he would retire in autumn"
        )
        .0,
        State::Reworded
    );
    assert_eq!(near("so [it] is", "so [it] is").0, State::Exact);
}

#[test]
fn pieces_may_differ_as_well() {
    let quote = "It said that 13 poeple were dead in the fire […] the bridge would be opened to trafic before";
    let document = read(NEWS);
    let found = anchor(Some(quote), None, None, Some(&document));
    assert_eq!((found.state, found.places.len()), (State::Fuzzy, 2));
    assert_eq!(
        found
            .places
            .iter()
            .map(|place| place.paragraph)
            .collect::<Vec<_>>(),
        [1, 2]
    );
    let far = "It said that 13 poeple were dead in the fire […] were shown at the fair by Torvald";
    assert_eq!(near(NEWS, far).0, State::Missing);
}

#[test]
fn a_quote_has_limits() {
    let text = "a b ".repeat(20_000);
    let answer = |quote: &str, text: &str| {
        let found = anchor(Some(quote), None, None, Some(&read(text)));
        (found.state, found.exceeds)
    };
    let pieces = |count: usize| format!("{}c", "a […] ".repeat(count - 1));
    let refused = (State::Missing, Some(Limit::Pieces));
    assert_eq!(answer(&pieces(20_000), &text), refused);
    assert_eq!(answer(&pieces(65), &text), refused);
    assert_eq!(answer(&pieces(64), &text), (State::Missing, None));
    assert_eq!(answer(&"a […] ".repeat(65), &text), refused);
    assert_eq!(answer(&"a […] ".repeat(64), &text), (State::Exact, None));
    // The brackets may be in the source as well.
    let own = "a […] ".repeat(65);
    assert_eq!(answer(&own, &own), (State::Exact, None));

    let text = "another thing ".repeat(800);
    let long = |len: usize| format!("{}c d", &text[..len - 3]);
    assert_eq!(
        answer(&long(10_001), &text),
        (State::Missing, Some(Limit::Characters))
    );
    assert_eq!(answer(&text[..10_003], &text), (State::Exact, None));
    let there = &text[..10_000];
    assert_eq!(answer(&long(10_000), there), (State::Reworded, None));
}

#[test]
fn a_quote_may_continue_in_the_next_paragraph() {
    let (state, found) = near(
        NEWS,
        "in the fire at the old mill. The mayor told reporters that",
    );
    assert_eq!(state, State::Normalized);
    assert_eq!(
        found,
        "in the fire at the old mill. | The mayor told reporters that"
    );
}

#[test]
fn scripts_without_spaces_are_searched_too() {
    let text = "一九四八年十二月十日,联合国大会通过并颁布《世界人权宣言》。这一具有历史意义的《宣言》颁布后,大会要求所有会员国广为宣传。";
    let quote = "联合国大会通过并颁布《世界人权宣言》。这一具有重大意义的《宣言》颁布后,大会要求所有会员国广为宣传";
    assert_eq!(near(text, quote).0, State::Reworded);
    assert_eq!(
        near(
            text,
            &quote.replace("重大", "历史").replace("要求", "不要求")
        )
        .0,
        State::Altered
    );
}

/// Words, brackets and marks that texts and quotes are made of.
const WORDS: [&str; 24] = [
    "the",
    "mayor",
    "said",
    "13",
    "1,000",
    "not",
    "Iran",
    "[",
    "]",
    "[…]",
    "[x]",
    "-",
    "—",
    "’",
    "é",
    "e\u{301}",
    "不是",
    "人",
    "война",
    "ไม่",
    "\u{ad}",
    "\n\n",
    "\u{1f600}",
    ".",
];

/// Tries a hundred thousand pairs of a text and a quote that was taken from it or from another text
/// and changed, in several scripts, with brackets and marks.
#[test]
fn any_pair_is_answered() {
    let mut state: u64 = 4;
    let mut below = |end: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % end
    };
    let mut words =
        |count: usize| -> Vec<&str> { (0..count).map(|_| WORDS[below(WORDS.len())]).collect() };
    let mut seen = std::collections::HashMap::new();
    let (mut corrected, mut verified) = (0, 0);
    for round in 0..100_000 {
        let text = words(1 + round % 14);
        let quote = if round % 3 == 0 {
            words(1 + round % 5)
        } else {
            let from = round % text.len();
            let mut quote = text[from..].to_vec();
            quote.extend(words(round % 2));
            quote
        };
        let document = read(&text.join(if round % 5 == 0 { "" } else { " " }));
        let given = (round % 4 == 0).then_some(round % 3);
        let around = context("the mayor ", " said");
        let around = (round % 7 == 0).then_some(&around);
        let quote = quote.join(" ");
        let found = anchor(Some(&quote), given, around, Some(&document));
        *seen.entry(found.state).or_insert(0) += 1;
        for place in found.places.iter().chain(&found.nearest) {
            let text = document.paragraph(place.paragraph).unwrap();
            assert!(
                place.start < place.end && place.end <= text.chars().count(),
                "{quote:?} {text:?}"
            );
        }
        assert!((0.0..=1.0).contains(&found.score));
        assert_eq!(
            found.places.is_empty(),
            matches!(found.state, State::Missing | State::Unquoted)
        );
        // The difference and the correction can be made of every answer.
        if let Some((.., difference)) = found.difference(&quote, &document) {
            assert!(!difference.brief().parts().is_empty());
        }
        if found.state.is_doubtful()
            && let Some(text) = found.corrected(&quote, &document)
        {
            corrected += 1;
            let again = anchor(Some(&text), found.paragraph(), None, Some(&document));
            verified += usize::from(again.state.is_verified());
        }
    }
    assert_eq!(seen.len(), 8, "{seen:?}");
    // The others are next to a bracket of the source, where an omission cannot be written.
    assert!(verified * 100 > corrected * 97, "{verified} of {corrected}");
}

/// Returns what the source has in place of a quote.
fn instead(quote: &str, source: &str) -> String {
    let document = Document::read(source.as_bytes(), Format::Plain);
    let found = anchor(Some(quote), Some(1), None, Some(&document));
    found.corrected(quote, &document).unwrap_or_default()
}

#[test]
fn a_correction_ends_with_the_words_that_replace_the_last_ones() {
    for (quote, source, wanted) in [
        (
            "Officials said 15 people were killed and forty hurt",
            "Officials said 15 people were killed and 40 wounded in the fire.",
            "Officials said 15 people were killed and 40 wounded",
        ),
        (
            "The report on the bridge was long: it listed 41 defects",
            "The report on the bridge was long: it listed forty-one defects of the bridge.",
            "The report on the bridge was long: it listed forty-one defects",
        ),
        (
            "'I never saw the money that was paid for the old mill,'",
            "“I never saw the money which was paid for the old mill,” he said.",
            "“I never saw the money which was paid for the old mill,”",
        ),
    ] {
        assert_eq!(instead(quote, source), wanted);
    }
}
