//! Measures speed: to normalize a megabyte, and to search a megabyte for a quote that is not in it.

use std::time::Instant;

use annals::anchor::anchor;
use annals::document::{Document, Format};

use crate::dice::Dice;
use crate::edits::Text;

/// Measures and prints.
pub fn print(texts: &[Text]) {
    let mut dice = Dice::new(7);
    let words: Vec<&str> = texts
        .iter()
        .flat_map(|text| &text.paragraphs)
        .flat_map(|p| p.split(' '))
        // In scripts without spaces, a sentence does not count as a word.
        .filter(|word| word.chars().count() <= 24)
        .collect();
    let mut text = |bytes: usize, line: usize| {
        let mut text = String::new();
        let mut start = 0;
        while text.len() < bytes {
            text.push_str(dice.pick::<&str>(&words));
            let ends = text.len() - start > line;
            text.push_str(if ends { "\n\n" } else { " " });
            start = if ends { text.len() } else { start };
        }
        text
    };
    println!("\nspeed, in words of these texts at random");
    let long = text(20_000_000, usize::MAX);
    let quotes: Vec<String> = (0..50)
        .map(|index| text(60 + 4 * index, usize::MAX))
        .collect();
    let document = Document::read(long.as_bytes(), Format::Plain);
    let megabytes = long.len() as f64 / 1e6;
    let start = Instant::now();
    // So short that only exact matches are searched for.
    let never = anchor(Some("nowhere x"), None, None, Some(&document));
    println!(
        "20 MB in one line: normalising {:.1} ms/MB (once; then the quote is {})",
        ms(start) / megabytes,
        never.state.name()
    );
    let start = Instant::now();
    let missing = quotes
        .iter()
        .filter(|quote| {
            anchor(Some(quote), None, None, Some(&document))
                .places
                .is_empty()
        })
        .count();
    println!(
        "50 quotes of 60 to 260 bytes and a word, {missing} of them missing: {:.1} ms per quote and MB",
        ms(start) / 50.0 / megabytes
    );
    let many = text(10_000_000, 400);
    for given in [true, false] {
        thousand(&many, given);
    }
}

/// Checks a thousand citations of a long text, with or without paragraphs; one in twenty has a typo.
fn thousand(text: &str, given: bool) {
    let document = Document::read(text.as_bytes(), Format::Plain);
    let all = document.paragraphs().len();
    let mut verified = 0;
    let start = Instant::now();
    for index in 0..1000 {
        let at = index * all / 1000;
        let paragraph = document.paragraphs().get(at).unwrap_or_default();
        let spaces: Vec<usize> = paragraph.match_indices(' ').map(|(at, _)| at).collect();
        let quote = &paragraph[..spaces[spaces.len() / 3]];
        let quote = match index % 20 {
            0 => quote.replacen('e', "o", 2),
            _ => quote.to_owned(),
        };
        let found = anchor(Some(&quote), given.then_some(at + 1), None, Some(&document));
        verified += usize::from(found.state.is_verified());
    }
    println!(
        "1,000 citations {} paragraphs over 10 MB, {verified} verified: {:.2} s",
        if given { "with" } else { "without" },
        ms(start) / 1000.0
    );
}

fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}
