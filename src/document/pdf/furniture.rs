//! Finds what is printed on a page and is no part of its text: running heads, page numbers.

use std::collections::{BTreeSet, HashMap};

use super::lines::{Line, PageLines};
use super::measure::{main_size, median, steps};

/// How many levels of lines at an edge of a page may be furniture.
const LEVELS: usize = 3;

/// The fewest pages on which a line has to recur, if the file has many.
const RECURRING: usize = 8;

/// How much larger than the body a line is at least that is a heading.
const HEADING: f64 = 1.15;

/// The longest that a line is that stands alone at the edge of many pages, in characters.
const LONE: f64 = 110.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Bottom,
}

/// Takes the furniture out of the lines of each page. Returns its texts for each page, from top to bottom.
pub(super) fn remove(pages: &mut [PageLines]) -> Vec<Vec<String>> {
    let top = find(pages, Edge::Top);
    let bottom = find(pages, Edge::Bottom);
    let mut removed = Vec::with_capacity(pages.len());
    for (page, (top, bottom)) in pages.iter_mut().zip(top.into_iter().zip(bottom)) {
        let mut index = 0;
        let mut texts = Vec::new();
        page.body.retain(|line| {
            let is_kept = !top.contains(&index) && !bottom.contains(&index);
            if !is_kept {
                texts.push(line.text.clone());
            }
            index += 1;
            is_kept
        });
        removed.push(texts);
    }
    removed
}

/// The lines of a page at one height.
struct Level {
    y: f64,
    /// Their indices among the lines of the body.
    lines: Vec<usize>,
}

/// A page, seen from one edge.
struct Seen<'a> {
    body: &'a [Line],
    levels: Vec<Level>,
    /// The usual distance between lines.
    leading: f64,
}

impl<'a> Seen<'a> {
    fn new(page: &'a PageLines, edge: Edge) -> Self {
        let mut heights: Vec<(i64, usize)> = page
            .body
            .iter()
            .map(|line| steps(line.y, 0.1))
            .zip(0..)
            .collect();
        heights.sort_unstable();
        if edge == Edge::Top {
            heights.reverse();
        }
        let levels = heights.chunk_by(|a, b| a.0 == b.0);
        let level = |chunk: &[(i64, usize)]| {
            let mut lines: Vec<usize> = chunk.iter().map(|(_, index)| *index).collect();
            lines.sort_unstable();
            let y = chunk
                .first()
                .map_or(0.0, |(height, _)| *height as f64 / 10.0);
            Level { y, lines }
        };
        Self {
            body: &page.body,
            levels: levels.map(level).collect(),
            leading: leading(&page.body),
        }
    }

    fn lines(&self, level: &Level) -> impl Iterator<Item = &'a Line> {
        level.lines.iter().filter_map(|index| self.body.get(*index))
    }

    /// Returns whether there is space between a level and the next one.
    fn is_apart(&self, index: usize, least: f64) -> bool {
        let (Some(level), Some(next)) = (self.levels.get(index), self.levels.get(index + 1)) else {
            return true;
        };
        let size = self.lines(level).map(|line| line.size).fold(0.0, f64::max);
        (next.y - level.y).abs() > least * self.leading.min(2.0 * size)
    }
}

fn leading(body: &[Line]) -> f64 {
    let pairs = body.iter().zip(body.iter().skip(1));
    let same = pairs.filter(|(a, b)| a.place == b.place && a.y > b.y);
    median(same.map(|(a, b)| a.y - b.y)).unwrap_or(12.0)
}

/// Returns, for each page, the lines at an edge that are furniture.
fn find(pages: &[PageLines], edge: Edge) -> Vec<BTreeSet<usize>> {
    let lines = pages.iter().flat_map(|page| &page.body);
    let size = main_size(lines.map(|line| (line.size, line.text.len()))).unwrap_or(10.0);
    let pages: Vec<Seen> = pages.iter().map(|page| Seen::new(page, edge)).collect();
    let recurring = recurring(&pages, HEADING * size);
    let lone = lone(&pages, HEADING * size);
    let several = pages.len() > 1;
    let mut found = Vec::with_capacity(pages.len());
    for (number, page) in pages.iter().enumerate() {
        let is_recurring = |index: &usize| {
            recurring.contains(&(number, *index))
                || lone.contains(&(number, *index))
                || page.body.get(*index).is_some_and(|line| line.is_furniture)
        };
        let mut levels = Vec::new();
        for level in page.levels.iter().take(LEVELS) {
            let is_certain = level.lines.iter().all(is_recurring);
            let is_furniture = level.lines.iter().all(|index| {
                is_recurring(index)
                    || several
                        && page
                            .body
                            .get(*index)
                            .is_some_and(|line| is_page_number(&line.text))
            });
            if !is_furniture {
                break;
            }
            levels.push((level, is_certain));
        }
        if pages.len() < 3 {
            levels.truncate(1);
        }
        // Without space below it, a line at the top is the first one of the text.
        while let Some((_, is_certain)) = levels.last() {
            let least = if *is_certain { 1.1 } else { 1.25 };
            if page.is_apart(levels.len() - 1, least) {
                break;
            }
            levels.pop();
        }
        let lines = levels
            .iter()
            .flat_map(|(level, _)| level.lines.iter().copied());
        found.push(lines.collect());
    }
    found
}

/// Returns the lines, by page and index, whose text recurs on other pages, whatever numbers are in it. The numbers in
/// lines larger than `heading` do count, since titles are numbered.
fn recurring(pages: &[Seen], heading: f64) -> BTreeSet<(usize, usize)> {
    let mut groups: HashMap<String, Vec<(usize, usize, f64)>> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        for level in page.levels.iter().take(LEVELS) {
            for index in &level.lines {
                if let Some(line) = page.body.get(*index) {
                    let is_heading = line.size > heading;
                    let text = if is_heading {
                        line.text.clone()
                    } else {
                        without_numbers(&line.text)
                    };
                    let group = groups.entry(text).or_default();
                    group.push((number, *index, line.y));
                }
            }
        }
    }
    let least = RECURRING.min((pages.len() * 3).div_ceil(10)).max(2);
    let mut found = BTreeSet::new();
    for group in groups.into_values() {
        let numbers: BTreeSet<usize> = group.iter().map(|(number, ..)| *number).collect();
        let lowest = group.iter().map(|it| it.2).fold(f64::INFINITY, f64::min);
        let highest = group
            .iter()
            .map(|it| it.2)
            .fold(f64::NEG_INFINITY, f64::max);
        if numbers.len() >= least && (highest - lowest < 12.0 || numbers.len() >= 3) {
            found.extend(group.iter().map(|(number, index, _)| (*number, *index)));
        }
    }
    found
}

fn without_numbers(text: &str) -> String {
    let mut folded = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_numeric() {
            folded.extend(c.to_lowercase());
        } else if !folded.ends_with('#') {
            folded.push('#');
        }
    }
    folded
}

/// Returns the lines that stand alone at one height of many pages, such as running heads that change. Titles of slides
/// do so too, but are larger than `heading`.
fn lone(pages: &[Seen], heading: f64) -> BTreeSet<(usize, usize)> {
    let mut heights: HashMap<i64, Vec<usize>> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        if let Some(level) = page.levels.first()
            && page.levels.len() > 1
            && page.is_apart(0, 1.35)
            && page.lines(level).all(|line| line.size <= heading)
        {
            heights.entry(steps(level.y, 3.0)).or_default().push(number);
        }
    }
    let mut found = BTreeSet::new();
    if pages.len() < 4 {
        return found;
    }
    let least = 3.max((pages.len() * 2).div_ceil(5));
    for (height, numbers) in &heights {
        let next = heights.get(&(height + 1)).into_iter().flatten();
        let all = || numbers.iter().chain(next.clone()).copied();
        let lengths = all().filter_map(|number| {
            let page = pages.get(number)?;
            let lines = page.lines(page.levels.first()?);
            Some(lines.map(|line| line.text.chars().count()).sum::<usize>() as f64)
        });
        if all().count() < least || median(lengths).is_none_or(|length| length >= LONE) {
            continue;
        }
        for number in all() {
            let first = pages.get(number).and_then(|page| page.levels.first());
            found.extend(
                first
                    .into_iter()
                    .flat_map(|level| &level.lines)
                    .map(|index| (number, *index)),
            );
        }
    }
    found
}

/// Returns whether a line is a page number: `– 3 –`, `Page 3 of 7`, `iv`.
pub(super) fn is_page_number(line: &str) -> bool {
    const WORDS: [&str; 12] = [
        "page",
        "p",
        "pg",
        "seite",
        "s",
        "folio",
        "стр",
        "страница",
        "página",
        "pagina",
        "第",
        "of",
    ];
    const BETWEEN: [&str; 6] = ["of", "von", "из", "de", "di", "sur"];
    let separated = line.replace('第', " 第 ").replace('页', " 页 ");
    let words: Vec<String> = separated
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut words = words
        .iter()
        .map(String::as_str)
        .filter(|word| *word != "页")
        .peekable();
    words.next_if(|word| WORDS.contains(word));
    let is_numbered = words
        .next()
        .is_some_and(|word| is_number(word) || is_roman(word));
    words.next_if(|word| BETWEEN.contains(word));
    words.next_if(|word| is_number(word));
    is_numbered && words.next().is_none()
}

fn is_number(word: &str) -> bool {
    word.chars().count() <= 4 && word.chars().all(char::is_numeric)
}

fn is_roman(word: &str) -> bool {
    word.len() <= 7 && word.bytes().all(|byte| b"ivxlc".contains(&byte))
}
