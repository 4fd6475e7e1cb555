//! The limits that every class of drift must meet.

use annals::anchor::State;

use crate::edits::Class;
use crate::trial::Row;

/// Returns the limits that a class does not meet.
pub fn broken(class: Class, row: &Row) -> Vec<String> {
    let mut broken = Vec::new();
    for (how, tally) in [("alone", &row.alone), ("with context", &row.locked)] {
        let mut hold = |what: &str, count: usize, at_least: f64| {
            let percent = tally.percent(count);
            if percent < at_least {
                let class = class.name();
                broken.push(format!(
                    "{class}, {how}: {what} {percent:.1} %, not {at_least} %"
                ));
            }
        };
        let verified = tally.of(&[State::Exact, State::Normalized]);
        let flagged = tally.of(&[State::Altered, State::Reworded]);
        match class {
            Class::Untouched
            | Class::Typography
            | Class::Decomposed
            | Class::Rewrapped
            | Class::Hyphenated
            | Class::UpperCase
            | Class::Moved => {
                hold("right", tally.right, 100.0);
                hold("verified", verified, 99.0);
            }
            Class::Characters10 => hold("right", tally.right, 99.0),
            Class::Characters20 => hold("right", tally.right, 97.0),
            Class::Words10 => hold("right", tally.right, 95.0),
            // Only the context shows that the word is new.
            Class::Denied if how == "alone" => {}
            Class::Number | Class::Negation | Class::Name | Class::Denied => {
                hold("flagged", flagged, 99.0);
            }
            Class::Removed | Class::ParagraphRemoved => {
                hold("missing", tally.missing, 98.0);
                let sure = verified + tally.of(&[State::Fuzzy]);
                hold("neither verified nor fuzzy", tally.quotes - sure, 100.0);
            }
        }
        if !class.removes() {
            hold("not wrong", tally.quotes - tally.wrong, 99.0);
        }
    }
    broken
}
