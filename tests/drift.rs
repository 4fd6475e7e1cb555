//! Checks how quotes are found in texts that drift, on a small sample. `examples/drift` measures the same
//! with whole texts.

#[path = "../examples/drift/baseline.rs"]
mod baseline;
#[path = "../examples/drift/dice.rs"]
mod dice;
#[path = "../examples/drift/edits.rs"]
mod edits;
#[path = "../examples/drift/limits.rs"]
mod limits;
#[path = "../examples/drift/texts.rs"]
mod texts;
#[path = "../examples/drift/trial.rs"]
mod trial;
#[path = "../examples/drift/words.rs"]
mod words;

use annals::anchor::State;
use edits::Class;

/// Quotes per class and text.
const QUOTES: usize = 24;

fn run(classes: impl Iterator<Item = Class>) {
    let texts = texts::sample();
    let mut broken = Vec::new();
    for class in classes {
        let row = trial::run(class, &texts, QUOTES, false, 4);
        assert!(
            row.alone.quotes >= 30,
            "{}: {} quotes",
            class.name(),
            row.alone.quotes
        );
        broken.extend(limits::broken(class, &row));
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

// Split into two tests that run in parallel.

#[test]
fn limits_hold_on_the_sample() {
    run(Class::ALL.into_iter().step_by(2));
}

#[test]
fn limits_hold_on_the_sample_too() {
    run(Class::ALL.into_iter().skip(1).step_by(2));
}

#[test]
fn limits_can_be_broken() {
    let texts = texts::sample();
    let mut row = trial::run(Class::Removed, &texts, 1, true, 4);
    assert!(limits::broken(Class::Removed, &row).is_empty());
    // The baseline finds places for quotes that have been removed.
    assert!(row.baseline.wrong > 0);
    row.alone = row.baseline.clone();
    assert!(row.alone.of(&[State::Fuzzy]) > 0);
    assert!(!limits::broken(Class::Removed, &row).is_empty());
    assert!(!limits::broken(Class::Untouched, &row).is_empty());
}
