//! What readers left out, as it is printed.

use anyhow::Result;

use crate::command::environment::Streams;

/// The most notes that are printed.
const MOST: usize = 20;

/// Prints notes to standard error, a line each. If there are too many, the last line says how many more there are.
///
/// # Errors
/// The stream is closed.
pub fn print(notes: impl Iterator<Item = String>, streams: &mut Streams<'_>) -> Result<()> {
    for note in shortened(notes) {
        writeln!(streams.err, "annals: {note}")?;
    }
    Ok(())
}

fn shortened(mut notes: impl Iterator<Item = String>) -> Vec<String> {
    let mut first: Vec<String> = notes.by_ref().take(MOST).collect();
    let more = notes.count();
    if more > 0 {
        first.push(format!("and {more} more"));
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_notes_are_counted() {
        for (count, lines, last) in [
            (0, 0, None),
            (1, 1, Some("1")),
            (20, 20, Some("20")),
            (21, 21, Some("and 1 more")),
            (1000, 21, Some("and 980 more")),
        ] {
            let notes = shortened((1..=count).map(|number: u32| number.to_string()));
            assert_eq!(notes.len(), lines, "{count}");
            assert_eq!(notes.last().map(String::as_str), last, "{count}");
        }
    }
}
