//! The numbers of pages as they are printed.

use std::collections::{BTreeMap, HashMap};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, String as PdfString};

use super::facts::decode_text;

/// The deepest nesting of the tree of labels.
const DEPTH: usize = 10;

/// The most runs of labels that are read.
const RUNS: usize = 100_000;

/// A run of pages that are counted in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    prefix: String,
    /// `D`, `R`, `r`, `A` or `a`; `None` if the prefix is all.
    style: Option<u8>,
    first: u32,
}

/// Returns the label of each page, if the file has labels that differ from the numbers that viewers count.
/// `furniture` is what is printed at the edges of each page.
pub(super) fn labels(pdf: &Pdf, furniture: &[Vec<String>]) -> Vec<Option<String>> {
    let mut runs = BTreeMap::new();
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    if let Some(tree) = catalog.and_then(|it| it.get::<Dict<'_>>(b"PageLabels")) {
        collect(&tree, DEPTH, &mut runs);
    }
    let labels = from_runs(&runs, furniture.len());
    if labels.iter().any(Option::is_some) {
        labels
    } else {
        printed(furniture)
    }
}

fn collect(tree: &Dict<'_>, depth: usize, runs: &mut BTreeMap<usize, Run>) {
    if let Some(numbers) = tree.get::<Array<'_>>(b"Nums") {
        let mut numbers = numbers.flex_iter();
        while let Some(page) = numbers.next::<i32>()
            && let Some(run) = numbers.next::<Dict<'_>>()
            && runs.len() < RUNS
        {
            let prefix = run.get::<PdfString<'_>>(b"P").map(|it| decode_text(&it));
            let style = run
                .get::<Name<'_>>(b"S")
                .and_then(|it| it.as_ref().first().copied());
            let first = run.get::<i32>(b"St").unwrap_or(1);
            if let (Ok(page), Ok(first)) = (usize::try_from(page), u32::try_from(first)) {
                let prefix = prefix.unwrap_or_default();
                runs.insert(
                    page,
                    Run {
                        prefix,
                        style,
                        first,
                    },
                );
            }
        }
    }
    if let Some(kids) = tree.get::<Array<'_>>(b"Kids").filter(|_| depth > 0) {
        for kid in kids.iter::<Dict<'_>>() {
            if runs.len() >= RUNS {
                return;
            }
            collect(&kid, depth - 1, runs);
        }
    }
}

fn from_runs(runs: &BTreeMap<usize, Run>, pages: usize) -> Vec<Option<String>> {
    let label = |page: usize| {
        let (start, run) = runs.range(..=page).next_back()?;
        let number = run.first.checked_add(u32::try_from(page - start).ok()?)?;
        let counted = match run.style {
            Some(b'R') => roman(number)?.to_uppercase(),
            Some(b'r') => roman(number)?,
            Some(b'A') => letters(number)?.to_uppercase(),
            Some(b'a') => letters(number)?,
            Some(_) => number.to_string(),
            None => String::new(),
        };
        let label = format!("{}{counted}", run.prefix);
        let is_other = !label.trim().is_empty() && label != (page + 1).to_string();
        is_other.then_some(label)
    };
    (0..pages).map(label).collect()
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let (mut rest, mut text) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    Some(text)
}

/// Returns `a` to `z`, then `aa` to `zz` and so on.
fn letters(number: u32) -> Option<String> {
    let index = number.checked_sub(1)?;
    let letter = char::from(b'a' + u8::try_from(index % 26).ok()?);
    let count = usize::try_from(index / 26)
        .ok()
        .filter(|count| *count < 100)?;
    Some(std::iter::repeat_n(letter, count + 1).collect())
}

/// Returns the page numbers that stand alone at the edges of pages, if they are shifted evenly against those that
/// viewers count.
fn printed(furniture: &[Vec<String>]) -> Vec<Option<String>> {
    let numbers: Vec<Option<i64>> = furniture.iter().map(|texts| lone_number(texts)).collect();
    let shift = |(page, number): (usize, &Option<i64>)| {
        let number = (*number)?;
        Some(number - i64::try_from(page + 1).ok()?)
    };
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for shift in numbers.iter().enumerate().filter_map(shift) {
        *counts.entry(shift).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let most = counts
        .into_iter()
        .max_by_key(|(shift, count)| (*count, *shift));
    let Some((common, _)) =
        most.filter(|(shift, count)| *count >= 3 && count * 5 >= all * 4 && *shift != 0)
    else {
        return vec![None; furniture.len()];
    };
    let label = |(page, number): (usize, &Option<i64>)| {
        let number = (*number)?;
        (shift((page, &Some(number))) == Some(common)).then(|| number.to_string())
    };
    numbers.iter().enumerate().map(label).collect()
}

fn lone_number(texts: &[String]) -> Option<i64> {
    let mut numbers = texts.iter().filter_map(|text| {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        text.parse()
            .ok()
            .filter(|_| text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
    });
    numbers.next().filter(|_| numbers.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_counted_in_their_style() {
        let run = |prefix: &str, style, first| Run {
            prefix: prefix.to_owned(),
            style,
            first,
        };
        let runs = BTreeMap::from([
            (0, run("Cover", None, 1)),
            (1, run("", Some(b'r'), 3)),
            (3, run("", Some(b'D'), 1)),
            (4, run("A-", Some(b'A'), 26)),
            (6, run("", Some(b'D'), 7)),
        ]);
        let labels: Vec<String> = from_runs(&runs, 8)
            .into_iter()
            .map(|it| it.unwrap_or_else(|| "-".to_owned()))
            .collect();
        assert_eq!(labels, ["Cover", "iii", "iv", "1", "A-Z", "A-AA", "-", "-"]);
        assert_eq!(roman(1994).as_deref(), Some("mcmxciv"));
        assert_eq!(roman(4000), None);
    }

    #[test]
    fn printed_numbers_are_labels_if_they_are_shifted() {
        let pages = |numbers: &[&str]| -> Vec<Vec<String>> {
            numbers
                .iter()
                .map(|it| vec!["Report".to_owned(), (*it).to_owned()])
                .collect()
        };
        let labels = printed(&pages(&["", "– 5 –", "6", "7", "", "9"]));
        let labels: Vec<&str> = labels
            .iter()
            .map(|it| it.as_deref().unwrap_or(""))
            .collect();
        assert_eq!(labels, ["", "5", "6", "7", "", "9"]);
        for same in [
            &["1", "2", "3", "4"][..],
            &["7", "3", "9", "1"],
            &["5", "6"],
        ] {
            assert!(
                printed(&pages(same)).iter().all(Option::is_none),
                "{same:?}"
            );
        }
    }
}
