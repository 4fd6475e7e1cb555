//! Raised numbers: those of notes get brackets, and those of units stay raised.

use unicode_normalization::UnicodeNormalization;

use super::words::RAISED;

/// Units whose raised number is a power.
const UNITS: [&str; 5] = ["m", "cm", "mm", "km", "ft"];

/// Puts brackets around the raised numbers in a line: `text³` becomes `text[3]`, so that nobody reads a 3 in it. Marks
/// of [`RAISED`] are taken out, and text is composed (NFC).
pub(super) fn bracketed(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut raised = String::new();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = if c == RAISED { chars.next() } else { digit(c) };
        if let Some(digit) = digit {
            raised.push(digit);
        } else {
            push(&mut text, &mut raised);
            text.push(c);
        }
    }
    push(&mut text, &mut raised);
    text.trim().nfc().collect()
}

fn push(text: &mut String, raised: &mut String) {
    if raised.is_empty() {
        return;
    }
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next();
    let is_power = word.is_some_and(|word| UNITS.contains(&word) || word == "10");
    if is_power {
        text.extend(raised.chars().map(superscript));
    } else {
        text.push('[');
        text.push_str(raised);
        text.push(']');
    }
    raised.clear();
}

const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Returns the plain digit of a superscript one.
fn digit(c: char) -> Option<char> {
    let value = DIGITS.iter().position(|digit| *digit == c)?;
    char::from_digit(u32::try_from(value).ok()?, 10)
}

fn superscript(c: char) -> char {
    let value = c.to_digit(10).and_then(|value| usize::try_from(value).ok());
    value
        .and_then(|value| DIGITS.get(value))
        .copied()
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_notes_get_brackets() {
        for (line, wanted) in [
            ("plain 12", "plain 12"),
            ("text.\u{e000}1\u{e000}2 more", "text.[12] more"),
            ("\u{e000}3 See", "[3] See"),
            ("text¹ and", "text[1] and"),
            ("20 m² and 5 km\u{e000}2", "20 m² and 5 km²"),
            ("10\u{e000}3 tonnes", "10³ tonnes"),
            ("in 2010\u{e000}3 and", "in 2010[3] and"),
            ("cafe\u{301}\u{e000}*", "café[*]"),
        ] {
            assert_eq!(bracketed(line), wanted, "{line}");
        }
    }
}
