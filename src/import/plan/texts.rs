//! Texts that templates make of a row.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::import::columns::Row;
use crate::import::template::Template;

/// Returns the first text that a row has, or none.
pub fn first<'r>(templates: &'r [Template], row: &'r Row<'_>) -> Cow<'r, str> {
    let mut filled = templates.iter().filter_map(|it| it.fill(row));
    filled.next().unwrap_or_default()
}

/// Returns all texts that a row has, each once, with something between them.
pub fn all<'r>(templates: &'r [Template], row: &'r Row<'_>, between: &str) -> Cow<'r, str> {
    let filled = templates.iter().filter_map(|it| it.fill(row));
    let mut filled = each_once(filled, |text| Cow::Borrowed(text));
    match filled.len() {
        0 => Cow::Borrowed(""),
        1 => filled.swap_remove(0),
        _ => Cow::Owned(filled.join(between)),
    }
}

/// So many values are compared one by one.
const FEW: usize = 16;

/// Keeps each value once by a text of it, in order.
pub fn each_once<T>(
    values: impl Iterator<Item = T>,
    text: impl for<'t> Fn(&'t T) -> Cow<'t, str>,
) -> Vec<T> {
    let mut once: Vec<T> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    for value in values {
        let is_new = if once.len() < FEW {
            !once.iter().any(|it| text(it) == text(&value))
        } else {
            if seen.is_empty() {
                seen.extend(once.iter().map(|it| text(it).into_owned()));
            }
            seen.insert(text(&value).into_owned())
        };
        if is_new {
            once.push(value);
        }
    }
    once
}

/// Splits a text, and takes away space and what else is around its pieces.
pub fn pieces<'r>(
    text: Cow<'r, str>,
    split: Option<&str>,
    trim: Option<&str>,
) -> Vec<Cow<'r, str>> {
    let around = |c: char| c.is_whitespace() || trim.is_some_and(|trim| trim.contains(c));
    let Some(split) = split else {
        return vec![text];
    };
    let clean = |piece: &str| piece.trim_matches(around).to_owned();
    match text {
        Cow::Borrowed(text) => {
            let pieces = text.split(split).map(|it| it.trim_matches(around));
            pieces
                .filter(|it| !it.is_empty())
                .map(Cow::Borrowed)
                .collect()
        }
        Cow::Owned(text) => {
            let pieces = text.split(split).map(clean);
            pieces.filter(|it| !it.is_empty()).map(Cow::Owned).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_kept_once() {
        let numbers = (0..1000).map(|number| (number % 40).to_string());
        let once = each_once(numbers, |it| Cow::Borrowed(it));
        let expected: Vec<String> = (0..40).map(|number| number.to_string()).collect();
        assert_eq!(once, expected);
    }

    #[test]
    fn lists_are_split() {
        let split = |text: &'static str, by, trim| pieces(text.into(), by, trim).join("|");
        assert_eq!(split("A; B ;;", Some(";"), None), "A|B");
        assert_eq!(split("A; B", None, None), "A; B");
        assert_eq!(
            split(r#""A,1";"B,2""#, Some("\";\""), Some("\"")),
            "A,1|B,2"
        );
    }
}
