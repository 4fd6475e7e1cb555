//! Which text of an edition is on which page, at which time and in which message.

use std::fmt;
use std::ops::Range;

use super::at::At;
use super::locator::{Locator, clock};
use super::mark::Mark;

/// The most pages with one label that a citation of it stands for.
const ALIKE: usize = 32;
/// The seconds after which nobody is taken to speak any more in the last cue, whose end is not known.
const LATE: u32 = 60;

/// Where the marks of an edition are. Offsets are in bytes of the text of all paragraphs.
#[derive(Debug, Clone, Default, Hash)]
pub struct Locations {
    pages: Marks,
    /// The labels of pages, each with the position of its page.
    labels: Vec<(u32, Box<str>)>,
    /// The positions of the labels, ordered by their text.
    by_label: Vec<u32>,
    times: Marks,
    messages: Marks,
}

/// The marks of one kind, in the order of the text.
#[derive(Debug, Clone, Default, Hash)]
struct Marks {
    /// Where the text after each mark begins.
    starts: Vec<u32>,
    /// The number of each.
    values: Vec<u32>,
    /// The positions of the marks, ordered by their numbers. Empty if that is the order of the text.
    order: Vec<u32>,
}

/// A mark, as it is drawn beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning<'a> {
    /// A page begins, with its number and its label.
    Page(u32, Option<&'a str>),
    /// A cue begins, with its time in seconds.
    Time(u32),
    /// A message begins.
    Message(u32),
}

impl fmt::Display for Beginning<'_> {
    /// Writes `p. 13`, `p. ii`, `00:12:31` or `message 3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(_, Some(label)) => write!(f, "p. {label}"),
            Self::Page(number, None) => write!(f, "p. {number}"),
            Self::Time(seconds) => f.write_str(&clock(*seconds)),
            Self::Message(number) => write!(f, "message {number}"),
        }
    }
}

impl Locations {
    /// Adds a mark before the text from an offset on. Returns whether its number follows those of its kind.
    pub(super) fn push(&mut self, mark: Mark, at: u32) -> bool {
        match mark {
            Mark::Page { number, label } => {
                if let Some(label) = label {
                    let index = self.pages.starts.len();
                    self.labels.push((narrow(index), label.into()));
                }
                let last = self.pages.push(at, number);
                last.is_none_or(|last| last < number)
            }
            Mark::Time(seconds) => {
                let last = self.times.push(at, seconds);
                last.is_none_or(|last| last <= seconds)
            }
            Mark::Message(number) => {
                let last = self.messages.push(at, number);
                last.is_none_or(|last| last < number)
            }
        }
    }

    /// Prepares it for questions.
    pub(super) fn finish(&mut self) {
        for marks in [&mut self.pages, &mut self.times, &mut self.messages] {
            marks.finish();
        }
        self.labels.shrink_to_fit();
        self.by_label = (0..self.labels.len()).map(narrow).collect();
        let labels = &self.labels;
        let text = |index: &u32| labels.get(*index as usize).map(|(_, label)| &**label);
        self.by_label.sort_by(|a, b| text(a).cmp(&text(b)));
    }

    /// Returns the number of page marks.
    pub fn pages(&self) -> usize {
        self.pages.starts.len()
    }

    /// Returns whether there are marks of the kind that a locator has.
    pub fn has_kind(&self, locator: &Locator) -> bool {
        !self.of_kind(locator).starts.is_empty()
    }

    /// Returns where a range of the text is.
    pub fn at(&self, bytes: &Range<u32>) -> At {
        let last = bytes.end.saturating_sub(1).max(bytes.start);
        let page = self.pages.index_at(bytes.start);
        let page_end = page.and_then(|_| self.pages.index_at(last));
        let number = |index: Option<usize>| self.pages.value(index?);
        At {
            page: number(page),
            page_end: number(page_end),
            label: page.and_then(|index| self.label(index)).map(Into::into),
            time: self.times.value_at(bytes.start),
            message: self.messages.value_at(bytes.start),
        }
    }

    /// Returns the ranges of the text that a locator stands for, given the length of the text: one, or several if pages
    /// have the same label. For a time, that is the cue which is said then.
    pub fn covered(&self, locator: &Locator, len: u32) -> Vec<Range<u32>> {
        let marks = self.of_kind(locator);
        let one = |index: Option<usize>| index.into_iter().collect();
        let indices: Vec<usize> = match locator {
            Locator::Page(number) | Locator::Message(number) => one(marks.find(*number)),
            Locator::Time(seconds) => one(marks.find_up_to(*seconds, LATE)),
            Locator::Label(label) => self.labelled(label),
        };
        let ranges = indices.into_iter().map(|index| marks.range(index, len));
        ranges.collect()
    }

    /// Iterates over the marks before the text of a range, each with its offset: all pages, then all messages, then all
    /// times.
    pub fn beginnings<'a>(
        &'a self,
        bytes: &Range<u32>,
    ) -> impl Iterator<Item = (u32, Beginning<'a>)> + use<'a> {
        let pages = self
            .pages
            .within(bytes)
            .map(|(index, at, number)| (at, Beginning::Page(number, self.label(index))));
        let messages = self.messages.within(bytes);
        let messages = messages.map(|(_, at, number)| (at, Beginning::Message(number)));
        let times = self.times.within(bytes);
        let times = times.map(|(_, at, seconds)| (at, Beginning::Time(seconds)));
        pages.chain(messages).chain(times)
    }

    fn of_kind(&self, locator: &Locator) -> &Marks {
        match locator {
            Locator::Page(_) | Locator::Label(_) => &self.pages,
            Locator::Time(_) => &self.times,
            Locator::Message(_) => &self.messages,
        }
    }

    /// Returns the label of the page at a position.
    fn label(&self, page: usize) -> Option<&str> {
        let by_page = |(index, _): &(u32, Box<str>)| (*index as usize).cmp(&page);
        let found = self.labels.binary_search_by(by_page).ok()?;
        self.labels.get(found).map(|(_, label)| &**label)
    }

    /// Returns the positions of the first pages with a label, up to [`ALIKE`] of them. The label of a page without one
    /// is its number.
    fn labelled(&self, wanted: &str) -> Vec<usize> {
        let of = |index: &u32| self.labels.get(*index as usize);
        let is_before = |index: &u32| of(index).is_some_and(|(_, label)| **label < *wanted);
        let first = self.by_label.partition_point(is_before);
        let found = self.by_label.iter().skip(first).map_while(of);
        let found = found.take_while(|(_, label)| **label == *wanted);
        let mut found: Vec<usize> = found.take(ALIKE).map(|(page, _)| *page as usize).collect();
        let numbered = wanted
            .parse()
            .ok()
            .and_then(|number| self.pages.find(number));
        found.extend(numbered.filter(|index| self.label(*index).is_none()));
        found
    }
}

impl Marks {
    /// Returns the number of the mark before.
    fn push(&mut self, at: u32, value: u32) -> Option<u32> {
        let last = self.values.last().copied();
        self.starts.push(at);
        self.values.push(value);
        last
    }

    fn finish(&mut self) {
        self.starts.shrink_to_fit();
        self.values.shrink_to_fit();
        if !self.values.is_sorted() {
            self.order = (0..self.values.len()).map(narrow).collect();
            let values = &self.values;
            self.order.sort_by_key(|index| values.get(*index as usize));
        }
    }

    fn value(&self, index: usize) -> Option<u32> {
        self.values.get(index).copied()
    }

    /// Returns the position of the last mark up to an offset.
    fn index_at(&self, offset: u32) -> Option<usize> {
        self.starts
            .partition_point(|start| *start <= offset)
            .checked_sub(1)
    }

    fn value_at(&self, offset: u32) -> Option<u32> {
        self.value(self.index_at(offset)?)
    }

    /// Returns the position of the first mark with a number.
    fn find(&self, number: u32) -> Option<usize> {
        let index = self.ordered(self.first_from(number))?;
        (self.value(index) == Some(number)).then_some(index)
    }

    /// Returns the position of the first mark with the highest number up to another one. Past the last mark there is
    /// none if the number is higher by more than `late`.
    fn find_up_to(&self, number: u32, late: u32) -> Option<usize> {
        let after = number
            .checked_add(1)
            .map_or(self.values.len(), |next| self.first_from(next));
        let value = self.value(self.ordered(after.checked_sub(1)?)?)?;
        let is_last = after == self.values.len();
        if is_last && number.saturating_sub(value) > late {
            return None;
        }
        self.find(value)
    }

    /// Returns the rank of the first mark whose number is not below another one.
    fn first_from(&self, number: u32) -> usize {
        if self.order.is_empty() {
            return self.values.partition_point(|value| *value < number);
        }
        let is_before = |index: &u32| self.value(*index as usize) < Some(number);
        self.order.partition_point(is_before)
    }

    /// Returns the position of the mark with a rank among the numbers.
    fn ordered(&self, rank: usize) -> Option<usize> {
        if self.order.is_empty() {
            return (rank < self.values.len()).then_some(rank);
        }
        self.order.get(rank).map(|index| *index as usize)
    }

    /// Returns the text from a mark up to the next one with another number.
    fn range(&self, index: usize, len: u32) -> Range<u32> {
        let start = self.starts.get(index).copied().unwrap_or(len);
        let value = self.value(index);
        let rest = self.values.iter().zip(&self.starts).skip(index);
        let mut after = rest.skip_while(|(it, _)| Some(**it) == value);
        start..after.next().map_or(len, |(_, end)| *end)
    }

    /// Iterates over the marks before the text of a range: position, offset and number.
    fn within<'a>(
        &'a self,
        bytes: &Range<u32>,
    ) -> impl Iterator<Item = (usize, u32, u32)> + use<'a> {
        let first = self.starts.partition_point(|start| *start < bytes.start);
        let end = bytes.end;
        let all = self.starts.iter().zip(&self.values).enumerate().skip(first);
        all.map(|(index, (start, value))| (index, *start, *value))
            .take_while(move |(_, start, _)| *start < end)
    }
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
