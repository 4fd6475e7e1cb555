//! Compares the numbers of an edition with those that another program reads, page by page. A digit that is read wrong is
//! the mistake that nobody sees.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use unicode_normalization::UnicodeNormalization;

use super::program::{Bounds, Ended, run};
use crate::document::Mark;
use crate::text::sanitize;

/// What the other program may cost.
const BOUNDS: Bounds = Bounds {
    output: 256 << 20,
    time: Duration::from_mins(1),
};

/// At most so many numbers of a page are named.
const MOST_NAMED: usize = 3;

/// Returns the text of a PDF as `pdftotext` reads it, with a form feed after each page.
///
/// # Errors
/// The program is not installed, or fails.
pub fn pdftotext(pdf: &[u8]) -> Result<String> {
    let mut command = Command::new("pdftotext");
    command.args(["-enc", "UTF-8", "-", "-"]);
    let mut said = String::new();
    let mut hear = |line: &str| said = sanitize::line(line);
    let ended = match run(&mut command, pdf, BOUNDS, &mut hear) {
        Err(error) if error.kind() == ErrorKind::NotFound => bail!(
            "pdftotext is not installed; install poppler-utils (with Homebrew: poppler), or leave out `--second`"
        ),
        ended => ended.context("cannot run pdftotext")?,
    };
    match ended {
        Ended::Done(done) if done.status.success() => {
            Ok(String::from_utf8_lossy(&done.output).into_owned())
        }
        Ended::Done(_) => bail!("pdftotext cannot read it: {said}"),
        Ended::TooMuch | Ended::TooLong => bail!("pdftotext does not come to an end"),
    }
}

/// Returns a note for each page whose numbers differ in the body of an edition and in a text with form feeds.
pub fn differences(body: &str, text: &str) -> Vec<String> {
    let ours = pages(body);
    let theirs = (1..)
        .zip(text.split('\u{c}').map(numbers))
        .collect::<BTreeMap<u32, Numbers>>();
    let mut all: Vec<u32> = ours.keys().chain(theirs.keys()).copied().collect();
    all.sort_unstable();
    all.dedup();
    let none = Numbers::new();
    let notes = all.into_iter().filter_map(|page| {
        let (ours, theirs) = (
            ours.get(&page).unwrap_or(&none),
            theirs.get(&page).unwrap_or(&none),
        );
        let only = [
            (only(ours, theirs), "only in the edition"),
            (only(theirs, ours), "only in what pdftotext reads"),
        ];
        let only = only
            .into_iter()
            .filter_map(|(numbers, place)| Some(format!("{} {place}", numbers?)));
        let only: Vec<String> = only.collect();
        (!only.is_empty()).then(|| {
            format!(
                "page {page}: compare its numbers with the original: {}",
                only.join(", ")
            )
        })
    });
    notes.collect()
}

/// How often each group of digits is on a page.
type Numbers = BTreeMap<String, usize>;

/// Returns the numbers on each page of the body of an edition.
fn pages(body: &str) -> BTreeMap<u32, Numbers> {
    let mut pages: BTreeMap<u32, Numbers> = BTreeMap::new();
    let mut page = 1;
    for line in body.lines() {
        let text = match Mark::split(line) {
            Some((Mark::Page { number, .. }, rest)) => {
                page = number;
                rest
            }
            _ => line,
        };
        let counts = pages.entry(page).or_default();
        for (number, count) in numbers(text) {
            let sum = counts.entry(number).or_default();
            *sum = sum.saturating_add(count);
        }
    }
    pages
}

/// Returns the groups of digits in a text, whatever their typography.
fn numbers(text: &str) -> Numbers {
    let mut counts = Numbers::new();
    let folded: String = text.nfkc().collect();
    for group in folded
        .split(|c: char| !c.is_numeric())
        .filter(|it| !it.is_empty())
    {
        let count = counts.entry(group.to_owned()).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

/// Returns the numbers that are oftener in one text than in another, in words.
fn only(one: &Numbers, other: &Numbers) -> Option<String> {
    let more = |(number, count): (&String, &usize)| {
        (*count > other.get(number).copied().unwrap_or_default()).then(|| number.clone())
    };
    let all: Vec<String> = one.iter().filter_map(more).collect();
    let named = all
        .iter()
        .take(MOST_NAMED)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    let more = if all.len() > MOST_NAMED { ", …" } else { "" };
    (!all.is_empty()).then(|| format!("{named}{more}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_whose_numbers_differ_are_named() {
        let body = "[p. 1] Report 14 · 1 / 2\n\nOn 7 September 2017\n[p. 2 \"ii\"] Report 14\n1,204 people².\n";
        let same = "Report 14  1 / 2\nOn 7 September 2017\n\u{c}Report 14\n1,204 people2.\n\u{c}";
        assert_eq!(differences(body, same), [""; 0]);
        assert_eq!(
            differences(body, &same.replace("204", "264")),
            [
                "page 2: compare its numbers with the original: 204 only in the edition, \
              264 only in what pdftotext reads"
            ]
        );
        assert_eq!(
            differences(body, &same.replace("14  1 / 2", "")),
            ["page 1: compare its numbers with the original: 1, 14, 2 only in the edition"]
        );
        assert_eq!(
            differences(body, &format!("{same}3 4 5 6")),
            [
                "page 3: compare its numbers with the original: 3, 4, 5, … only in what pdftotext reads"
            ]
        );
    }

    #[test]
    fn a_number_that_is_there_twice_is_counted() {
        assert_eq!(differences("7 7", "7").len(), 1);
        assert_eq!(differences("٣ ３", "3 ٣"), [""; 0]);
    }
}
