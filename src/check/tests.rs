//! A check finds the same on any number of threads, and stops when it is no longer wanted.

use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::load;

const TEXT: &str = "The ships came home in May, and the harvest of the island was poor.\n\n\
    The council met on Monday to hear what the three captains had to say.\n\n\
    Nobody had seen the fourth ship since it had left the harbour of the island.\n\n\
    The council met on Monday, as it does.\n";

const QUOTES: [&str; 7] = [
    "The ships came home in May, and the harvest of the island was poor.",
    "the SHIPS came home in May, and the harvest of the island was poor.",
    "The ships came home in May, and the harvest of the islands was poor.",
    "The council met on Monday to hear what the four captains had to say.",
    "The council met on Monday",
    "Somebody wrote a letter about the price of bread in the capital.",
    "",
];

/// The number of events, of which one has many citations, and the number of all citations.
const SIZE: (usize, usize) = (300, 300 + 249);

/// A timeline whose quotes nobody has looked for.
fn timeline() -> Timeline {
    let mut text = "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n".to_owned();
    for event in 0..SIZE.0 {
        let year = 1900 + event * 7 % 100;
        let _ = writeln!(
            text,
            "[[event]]\nid = \"e{event}\"\ntitle = \"t\"\ndate = \"{year}\""
        );
        let count = if event == 100 { 250 } else { 1 };
        for citation in 0..count {
            let number = event * 3 + citation;
            let (quote, paragraph) = (QUOTES[number % 7], number % 5 + 1);
            // With its number, each quote is missing in its own way.
            let own = if number % 7 == 5 {
                number.to_string()
            } else {
                String::new()
            };
            let _ = writeln!(
                text,
                "[[event.citation]]\nsource = \"s\"\nparagraph = {paragraph}\nquote = \"{quote}{own}\""
            );
            if number % 11 == 0 {
                text.push_str("stance = \"contradicts\"\n");
            }
        }
    }
    let input = load::Input {
        root: load::SourceRoot::Embedded(&[("s.txt", TEXT)]),
        ..load::Input::of_text("events.toml", &text)
    };
    load::from_inputs(&[input]).expect("it loads").timeline
}

#[test]
fn any_number_of_threads_finds_the_same() {
    let found = |threads| {
        let timeline = timeline();
        let mut seen = Vec::new();
        let all = timeline.select(&Query::everything()).expect("an answer");
        let checked = check(&timeline, all, true, threads, |finding: &Finding<'_>| {
            seen.push((finding.name(), Arc::clone(&finding.anchor)));
        });
        let checked = checked.expect("an answer");
        let spots = checked.spots.iter();
        let spots = spots.map(|spot| spot.describe(&timeline, true).expect("an answer"));
        let spots: Vec<Option<Problem>> = spots.collect();
        (checked.counts, seen, spots)
    };
    let (counts, seen, spots) = found(1);
    assert_eq!(seen.len(), SIZE.1);
    for state in [
        State::Exact,
        State::Normalized,
        State::Altered,
        State::Ambiguous,
        State::Missing,
        State::Unquoted,
    ] {
        let same = State::ALL.into_iter().zip(counts);
        let count: usize = same.filter(|(it, _)| *it == state).map(|(_, n)| n).sum();
        assert!(count > 10, "{state:?}: {count}");
    }
    let conflicts = |spot: &&Option<Problem>| {
        let code = spot.as_ref().map(|problem| problem.code);
        code == Some(crate::diagnostic::Code::Conflict)
    };
    assert!(spots.iter().rev().take_while(conflicts).count() > 10);
    for threads in [2, 7] {
        assert!(
            found(threads) == (counts, seen.clone(), spots.clone()),
            "{threads}"
        );
    }
}

#[test]
fn any_number_of_threads_passes_on_the_same_problems() {
    let found = |threads| {
        let mut found = Vec::new();
        let done = problems(&timeline(), threads, &|| true, |_, _, problem| {
            found.push(problem);
        });
        (done, found)
    };
    let (done, all) = found(1);
    assert_eq!((done, all.len()), (Ok(()), SIZE.1));
    let without = all.iter().filter(|problem| problem.is_empty()).count();
    assert!(without > 10 && without < all.len() / 2, "{without}");
    for threads in [2, 7] {
        assert_eq!(found(threads), (Ok(()), all.clone()), "{threads}");
    }
}

#[test]
fn a_check_stops_when_it_is_no_longer_wanted() {
    for threads in [1, 2, 7] {
        for most in [0, 1, 50] {
            let (asked, mut taken) = (AtomicUsize::new(0), 0);
            let wanted = || asked.fetch_add(1, Ordering::Relaxed) < most;
            let done = problems(&timeline(), threads, &wanted, |_, _, _| taken += 1);
            assert_eq!(done, Ok(()));
            assert!(taken <= most, "{threads} {most}: {taken}");
        }
    }
}
