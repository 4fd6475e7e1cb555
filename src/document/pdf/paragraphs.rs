//! Puts lines together to paragraphs, within a page and from one page to the next.

use std::collections::BTreeMap;

use super::lines::{Column, Line, PageLines};
use super::measure::{main_size, median, steps};
use super::notes;
use super::sentence::{ends_sentence, is_caption, is_item};
use crate::text::flow::breaks_word;

/// The lines of a paragraph, each with the index of its page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Paragraph {
    pub(super) lines: Vec<(usize, String)>,
}

impl Paragraph {
    fn new(page: usize, lines: &[Line]) -> Self {
        let mut paragraph = Self::default();
        paragraph.extend(page, lines);
        paragraph
    }

    fn extend(&mut self, page: usize, lines: &[Line]) {
        let lines = lines.iter().map(|line| (page, line.text.clone()));
        self.lines.extend(lines);
    }
}

/// How many paragraphs back one may have been interrupted.
const INTERRUPTIONS: usize = 6;

/// Where the lines of a column begin and end.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Measure {
    start: f64,
    end: f64,
}

/// A line with the measure of its column.
type Measured = (Line, Measure);

/// Returns the paragraphs of a file, in the order of reading. Notes come before a paragraph that goes on on the next
/// page, so that it stays in one piece.
pub(super) fn paragraphs(pages: Vec<PageLines>) -> Vec<Paragraph> {
    let body = || pages.iter().flat_map(|page| &page.body);
    let size = main_size(body().map(|line| (line.size, line.text.len()))).unwrap_or(10.0);
    let mut builder = Builder {
        size,
        leading: leading(&pages, size),
        done: Vec::new(),
        open: None,
        has_open_note: false,
    };
    for (index, page) in pages.into_iter().enumerate() {
        builder.add(index, page);
    }
    builder.done
}

/// Returns the usual distance between lines of the body.
fn leading(pages: &[PageLines], size: f64) -> f64 {
    let is_main = |line: &&Line| (line.size - size).abs() < 0.1 * size;
    let distances = pages.iter().flat_map(|page| {
        let main = || page.body.iter().filter(is_main);
        let pairs = main().zip(main().skip(1));
        pairs
            .filter(|(a, b)| a.place == b.place)
            .map(|(a, b)| a.y - b.y)
    });
    let near = distances.filter(|distance| *distance > 0.0 && *distance < 4.0 * size);
    median(near).unwrap_or(1.2 * size)
}

struct Builder {
    /// The size of the body.
    size: f64,
    /// The usual distance between lines.
    leading: f64,
    done: Vec<Paragraph>,
    /// The last line so far, if it is that of the last paragraph in `done`.
    open: Option<Measured>,
    /// Whether the last note of the page before ended within a sentence.
    has_open_note: bool,
}

impl Builder {
    fn add(&mut self, page: usize, lines: PageLines) {
        let (body, notes) = notes::split(lines.body, self.size, self.has_open_note);
        self.has_open_note = notes.last().is_some_and(|line| !ends_sentence(&line.text));
        let mut groups = self.groups(body);
        let mut apart = self.asides(page, &lines.aside);
        apart.extend(labelled(page, &notes));
        let paragraphs = groups
            .others
            .iter()
            .map(|group| Paragraph::new(page, group));
        if let Some(last) = groups.last.take() {
            self.extend(page, &groups.continued);
            self.done.extend(paragraphs);
            self.done.extend(apart);
            self.done.push(Paragraph::new(page, &last));
        } else {
            apart = paragraphs.chain(apart).collect();
            if apart.is_empty() {
                self.extend(page, &groups.continued);
            } else {
                self.insert(page, &groups.continued, apart);
            }
        }
    }

    /// Adds lines to the last paragraph.
    fn extend(&mut self, page: usize, lines: &[Line]) {
        if let Some(last) = self.done.last_mut() {
            last.extend(page, lines);
        }
    }

    /// Adds a page on which the open paragraph goes on without an end. What stands apart from it goes between two
    /// sentences.
    fn insert(&mut self, page: usize, continued: &[Line], apart: Vec<Paragraph>) {
        let within = continued.len().saturating_sub(1);
        let sentence = continued
            .iter()
            .take(within)
            .rposition(|line| ends_sentence(&line.text));
        let split = sentence.map_or(continued.len(), |index| index + 1);
        let (before, after) = continued.split_at_checked(split).unwrap_or_default();
        self.extend(page, before);
        self.done.extend(apart);
        if after.is_empty() {
            self.open = None;
        } else {
            self.done.push(Paragraph::new(page, after));
        }
    }

    /// Divides the lines of a page into paragraphs.
    fn groups(&mut self, body: Vec<Line>) -> Groups {
        let measures = measures(&body);
        let mut groups: Vec<Vec<Line>> = vec![Vec::new()];
        // The first group continues the open paragraph.
        let mut current = 0;
        let mut before = self.open.take();
        let mut ends: Vec<Option<Measured>> = vec![before.clone()];
        let mut is_first = true;
        for line in body {
            let Some(measure) = measures.get(&key(&line)).copied() else {
                continue;
            };
            let after = (line, measure);
            let goes_on = before.as_ref().is_some_and(|last| {
                if is_first {
                    flows(last, &after)
                } else {
                    self.is_same(last, &after)
                }
            });
            if !goes_on {
                let above = groups.get(current).and_then(|group| group.first());
                let is_below_caption = above.is_some_and(|line| is_caption(&line.text));
                current = interrupted(&ends, &after, is_below_caption).unwrap_or(groups.len());
            }
            if current == groups.len() {
                groups.push(Vec::new());
                ends.push(None);
            }
            if let (Some(group), Some(end)) = (groups.get_mut(current), ends.get_mut(current)) {
                group.push(after.0.clone());
                *end = Some(after.clone());
            }
            before = Some(after);
            is_first = false;
        }
        self.open = before;
        let last = (current > 0).then(|| groups.remove(current));
        let continued = groups.remove(0);
        Groups {
            continued,
            others: groups,
            last,
        }
    }

    /// Returns whether a line continues the paragraph of the one before, on the same page.
    fn is_same(&self, before: &Measured, after: &Measured) -> bool {
        let ((last, of_last), (line, measure)) = (before, after);
        if key(last) != key(line) {
            return flows(before, after);
        }
        let size = line.size;
        let drop = last.y - line.y;
        if differs_in_size(last, line)
            || drop > 1.45 * (self.leading * size / self.size).max(1.1 * size)
        {
            return false;
        }
        if breaks_word(&last.text) || size > 1.15 * self.size {
            return true;
        }
        if drop < -2.0 {
            return false;
        }
        let ends = ends_sentence(&last.text);
        let rest = of_last.end - last.end;
        let is_full = rest <= line.first_word + 0.5 * size;
        let is_indented = line.start - measure.start > 0.7 * size;
        if is_indented && last.start - of_last.start <= 0.5 * size {
            // The lines of a list may hang from its first one.
            return !ends && (is_full || line.text.starts_with(char::is_lowercase));
        }
        let is_short = !is_full && (ends || rest > 0.25 * (of_last.end - of_last.start));
        let is_next_item = is_item(&line.text) && (ends || is_item(&last.text));
        !(is_short || is_next_item || line.has_gaps && last.has_gaps)
    }

    fn asides(&self, page: usize, lines: &[Line]) -> Vec<Paragraph> {
        let continues = |a: &Line, b: &Line| {
            let drop = a.y - b.y;
            b.size <= 1.1 * a.size && drop > 0.0 && drop < 1.6 * self.leading
        };
        let groups = lines.chunk_by(continues);
        groups.map(|group| Paragraph::new(page, group)).collect()
    }
}

/// The lines of a page, by paragraph.
#[derive(Debug, Default)]
struct Groups {
    /// The lines that continue the open paragraph.
    continued: Vec<Line>,
    /// The paragraphs, except the one that may go on.
    others: Vec<Vec<Line>>,
    /// The paragraph that has the last line. `None` if the open paragraph goes on.
    last: Option<Vec<Line>>,
}

/// Returns the paragraph that a line continues after something else came between, such as a figure with its caption.
/// `ends` has the last line of each paragraph so far.
fn interrupted(
    ends: &[Option<Measured>],
    line: &Measured,
    is_below_caption: bool,
) -> Option<usize> {
    let is_within = is_below_caption || line.0.text.starts_with(char::is_lowercase);
    if !is_within || is_caption(&line.0.text) {
        return None;
    }
    let continues = |end: &Option<Measured>| {
        end.as_ref().is_some_and(|(last, of_last)| {
            let is_full = of_last.end - last.end <= line.0.first_word + 0.5 * line.0.size;
            is_full && !ends_sentence(&last.text) && !differs_in_size(last, &line.0)
        })
    };
    let near = ends.len().saturating_sub(INTERRUPTIONS);
    ends.iter()
        .skip(near)
        .rposition(continues)
        .map(|index| near + index)
}

/// Returns the notes of a page, a paragraph each, with their labels in brackets.
fn labelled(page: usize, lines: &[Line]) -> Vec<Paragraph> {
    let groups = lines.chunk_by(|_, line| notes::label(&line.text).is_none());
    let paragraph = |group: &[Line]| {
        let mut paragraph = Paragraph::new(page, group);
        if let Some((_, first)) = paragraph.lines.first_mut() {
            *first = notes::labelled(first);
        }
        paragraph
    };
    groups.map(paragraph).collect()
}

fn differs_in_size(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() > 0.12 * a.size
}

/// Returns whether a paragraph goes on in another column or on another page.
fn flows((last, of_last): &Measured, (line, measure): &Measured) -> bool {
    if differs_in_size(last, line) || is_caption(&line.text) {
        return false;
    }
    let is_open = !ends_sentence(&last.text);
    if is_open && line.text.starts_with(char::is_lowercase) {
        return true;
    }
    let indent = line.start - measure.start;
    let is_ideographic = line.text.starts_with(super::script::is_ideographic);
    let most = if is_ideographic { 1.2 } else { 0.7 };
    let is_full = of_last.end - last.end <= line.first_word + 0.5 * line.size;
    indent <= most * line.size && is_full
}

/// Returns what identifies the column of a line. All parts of a page with one column share a measure.
fn key(line: &Line) -> Column {
    match line.place.column {
        Some(_) => line.place,
        None => Column {
            band: 0,
            column: None,
        },
    }
}

fn measures(body: &[Line]) -> BTreeMap<Column, Measure> {
    let mut columns: BTreeMap<Column, Vec<&Line>> = BTreeMap::new();
    for line in body {
        columns.entry(key(line)).or_default().push(line);
    }
    let measure = |lines: Vec<&Line>| {
        let mut starts: BTreeMap<i64, usize> = BTreeMap::new();
        for line in &lines {
            *starts.entry(steps(line.start, 1.0)).or_default() += 1;
        }
        // A few lines may begin further out.
        let is_usual = |count: usize| count * 100 >= lines.len() * 15;
        let usual = starts.iter().find(|(_, count)| is_usual(**count));
        let start = usual.or_else(|| starts.iter().next())?.0;
        let mut ends: Vec<f64> = lines.iter().map(|line| line.end).collect();
        ends.sort_by(f64::total_cmp);
        let end = ends.iter().rev().nth(ends.len() / 20)?;
        Some(Measure {
            start: *start as f64,
            end: *end,
        })
    };
    columns
        .into_iter()
        .filter_map(|(key, lines)| Some((key, measure(lines)?)))
        .collect()
}
