//! Writes the pieces of a book, with the pages of its printed edition.

use crate::document::edition::EditionWriter;

/// A piece of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A line of text.
    Line(String),
    /// A page of the printed book begins, with its number as it is printed.
    Page(String),
    /// A paragraph ends.
    End,
}

/// Writes the body of an edition.
///
/// If the printed numbers only grow, they are the numbers of the pages. Else, as in a book whose preface has pages of
/// its own, pages are counted, and their printed numbers are labels.
pub(super) fn write(pieces: &[Piece]) -> String {
    let labels = pieces.iter().filter_map(|piece| match piece {
        Piece::Page(label) => Some(label.as_str()),
        _ => None,
    });
    let labels: Vec<&str> = labels.collect();
    let printed: Option<Vec<usize>> = labels.iter().map(|label| number(label)).collect();
    let printed = printed.filter(|numbers| numbers.is_sorted_by(|a, b| a < b));
    let numbers = printed.unwrap_or_else(|| (1..=labels.len()).collect());
    let mut pages = numbers.into_iter();
    let mut writer = EditionWriter::default();
    for piece in pieces {
        match piece {
            Piece::Line(line) => writer.line(line),
            Piece::End => writer.end_paragraph(),
            Piece::Page(label) => {
                let number = pages.next().unwrap_or_default();
                let label = Some(label.as_str()).filter(|label| *label != number.to_string());
                writer.page(number, label, &[]);
            }
        }
    }
    writer.finish()
}

/// Returns the number of a page that is printed in digits.
fn number(label: &str) -> Option<usize> {
    let is_number = label.bytes().all(|byte| byte.is_ascii_digit()) && !label.starts_with('0');
    label.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(labels: &[&str]) -> String {
        let pieces: Vec<Piece> = labels
            .iter()
            .map(|label| Piece::Page((*label).into()))
            .collect();
        write(&pieces).replace('\n', " ").trim_end().to_owned()
    }

    #[test]
    fn pages_have_their_printed_numbers() {
        assert_eq!(written(&["41", "42", "44"]), "[p. 41] [p. 42] [p. 44]");
        assert_eq!(
            written(&["i", "ii", "1", "2"]),
            "[p. 1 \"i\"] [p. 2 \"ii\"] [p. 3 \"1\"] [p. 4 \"2\"]"
        );
        assert_eq!(written(&["2", "1"]), "[p. 1 \"2\"] [p. 2 \"1\"]");
        assert_eq!(written(&["1", "A-3"]), "[p. 1] [p. 2 \"A-3\"]");
    }
}
