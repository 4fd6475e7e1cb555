//! Scans event data: what ordering, filtering and counting need of plain records, without making events of
//! them. The parts of a file are scanned by all processors, and put together in their order.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use memchr::{memchr, memchr_iter, memchr2};

use super::csv::{Events as Rows, Header};
use super::node::Span;
use super::plain::{Plain, csv, json};
use super::report::First;
use crate::date::Date;
use crate::text::distinct::{Distinct, NameHasher};
use crate::text::texts::{DistinctTexts, Texts};
use crate::timeline::{Flags, Stance};

/// Bytes of a part. The parts, and so the results, are the same on any number of processors.
const PART: usize = 1 << 18;

/// What was scanned of a part of a file.
#[derive(Default)]
pub struct Scanned {
    /// Which scanner did it. Each numbers words on its own.
    pub scanner: usize,
    pub rows: Vec<Row>,
    /// The values of all rows, as numbers of words.
    pub actors: Vec<u32>,
    pub tags: Vec<u32>,
    /// The words that the scanner met for the first time, in the order of their numbers.
    pub new: Words<Texts, Vec<Date>>,
    /// Keys that no event has: how often they occur, and where first.
    pub unknown: BTreeMap<String, (usize, First)>,
    /// How many plain records cite nothing, and where the first is.
    pub uncited: Option<(usize, First)>,
    /// The number of line breaks.
    pub lines: usize,
    /// Where the part ends.
    pub end: usize,
}

/// Words by what they mean.
#[derive(Default)]
pub struct Words<T, D> {
    pub actors: T,
    pub sources: T,
    pub tags: T,
    pub dates: D,
}

/// One record.
pub struct Row {
    /// Its first byte in the file.
    start: usize,
    len: u32,
    /// The number of line breaks before it in the part.
    line: u32,
    /// What is known of it. None if it is not plain.
    pub facts: Option<Facts>,
}

impl Row {
    /// Returns its place in the file.
    pub fn span(&self) -> Span {
        self.start..self.start + self.len as usize
    }

    /// Returns the number of line breaks before it in the part.
    pub fn line(&self) -> usize {
        self.line as usize
    }
}

/// What is known of a plain record.
pub struct Facts {
    /// The place of its id in the record.
    pub id: Range<u32>,
    pub id_hash: u32,
    pub flags: Flags,
    /// The number of its date, and its time of day.
    pub moment: (u32, Option<u32>),
    pub source: Option<u32>,
    /// Where its values end among those of all rows.
    pub actors_end: u32,
    pub tags_end: u32,
}

/// How records are told apart.
#[derive(Clone, Copy)]
pub enum Layout<'a> {
    Lines,
    Table(&'a Header),
}

impl Layout<'_> {
    /// Returns the line of the first record, from 1.
    pub fn first_line(self) -> usize {
        match self {
            Self::Lines => 1,
            Self::Table(header) => header.lines() + 1,
        }
    }
}

/// Scans a text, and passes its parts on in their order. `hasher` hashes ids.
pub fn scan(text: &str, layout: Layout<'_>, hasher: &NameHasher, mut take: impl FnMut(Scanned)) {
    let scanner = |number| Scanner {
        text,
        layout,
        hasher,
        number,
        words: Words::default(),
        days: HashMap::new(),
        found: Scanned::default(),
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let start = match layout {
        Layout::Lines => 0,
        Layout::Table(header) => header.end(),
    };
    // In a table, only from the beginning it can be told which line breaks are in quotation marks.
    if threads == 1 || text.len() <= PART || matches!(layout, Layout::Table(_)) {
        let (mut scanner, mut start) = (scanner(0), start);
        while start < text.len() {
            let found = scanner.scan(start..part_end(text, start));
            start = found.end;
            take(found);
        }
        return;
    }
    let parts = parts(text);
    let next = AtomicUsize::new(0);
    // Few parts wait at a time, so that they take little memory.
    let (send, receive) = sync_channel(threads);
    thread::scope(|scope| {
        for number in 0..threads {
            let (send, mut scanner) = (send.clone(), scanner(number));
            let (next, parts) = (&next, &parts);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(part) = parts.get(number) else {
                        break;
                    };
                    if send.send((number, scanner.scan(part.clone()))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let (mut early, mut expected) = (BTreeMap::new(), 0);
        for (number, found) in receive {
            early.insert(number, found);
            while let Some(found) = early.remove(&expected) {
                take(found);
                expected += 1;
            }
        }
    });
}

/// Cuts a text at line breaks.
fn parts(text: &str) -> Vec<Span> {
    let next = |part: &Span| {
        let part = part.end..part_end(text, part.end);
        (!part.is_empty()).then_some(part)
    };
    std::iter::successors(Some(0..part_end(text, 0)), next).collect()
}

/// Returns where a part ends that begins at a place.
fn part_end(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start + PART..).unwrap_or_default();
    memchr(b'\n', rest).map_or(text.len(), |at| start + PART + at + 1)
}

/// Scans parts of a text one after the other.
struct Scanner<'a> {
    text: &'a str,
    layout: Layout<'a>,
    hasher: &'a NameHasher,
    number: usize,
    /// All words that were met.
    words: Words<DistinctTexts, Distinct<Date>>,
    /// The numbers of dates that are a day, by its digits.
    days: HashMap<u32, u32>,
    found: Scanned,
}

impl<'a> Scanner<'a> {
    fn scan(&mut self, part: Span) -> Scanned {
        self.found.scanner = self.number;
        let mut plain = Plain::default();
        let mut at = part.start;
        while at < part.end {
            let rest = self.text.get(at..part.end).unwrap_or_default();
            let len = match self.layout {
                Layout::Lines => memchr(b'\n', rest.as_bytes()),
                Layout::Table(_) => memchr2(b'\r', b'\n', rest.as_bytes()),
            };
            let len = len.unwrap_or(rest.len());
            let span = trimmed(rest.get(..len).unwrap_or_default(), at);
            let line = self.found.lines;
            self.found.lines += usize::from(rest.as_bytes().get(len) == Some(&b'\n'));
            at += len + 1;
            if !span.is_empty() {
                at = self.record(span, line, at, &mut plain);
            }
        }
        self.found.end = at;
        std::mem::take(&mut self.found)
    }

    /// Scans a record that begins with a line, and returns where the next one begins.
    fn record(
        &mut self,
        mut span: Span,
        line: usize,
        mut next: usize,
        plain: &mut Plain<'a>,
    ) -> usize {
        let text = self.text;
        let record = text.get(span.clone()).unwrap_or_default();
        let is_plain = match self.layout {
            Layout::Lines => json::scan(record, plain),
            Layout::Table(header) => scan_row(text, record, next, header, plain),
        };
        let facts = is_plain.and_then(|()| self.facts(plain, record, line));
        if let Layout::Table(header) = self.layout
            && facts.is_none()
        {
            // It may go on over several lines, and be an event with the rows after it.
            let mut rows = Rows::of(text, span.start..text.len(), header);
            if let Some((_, whole)) = rows.next(&mut |_, _| {}) {
                let bytes = text.as_bytes().get(whole.clone()).unwrap_or_default();
                self.found.lines = line + memchr_iter(b'\n', bytes).count();
                next = whole.end;
                span = whole;
            }
        }
        self.found.rows.push(Row {
            start: span.start,
            len: u32::try_from(span.len()).unwrap_or(u32::MAX),
            line: line as u32,
            facts,
        });
        next
    }

    /// Takes what is known of a record. None if its date is none.
    fn facts(&mut self, plain: &Plain<'_>, record: &str, line: usize) -> Option<Facts> {
        let moment = self.moment(plain.date)?;
        let Self { words, found, .. } = self;
        let place = |piece| First {
            span: span_of(piece, self.text),
            line,
        };
        for key in &plain.unknown {
            match found.unknown.get_mut(*key) {
                Some((count, _)) => *count += 1,
                None => {
                    found.unknown.insert((*key).to_owned(), (1, place(key)));
                }
            }
        }
        if plain.source.is_none() {
            found.uncited.get_or_insert_with(|| (0, place(plain.id))).0 += 1;
        }
        for name in &plain.actors {
            let number = number(&mut words.actors, &mut found.new.actors, name);
            found.actors.push(number);
        }
        for name in &plain.tags {
            let number = number(&mut words.tags, &mut found.new.tags, name);
            found.tags.push(number);
        }
        let source = plain.source;
        let source = source.map(|name| number(&mut words.sources, &mut found.new.sources, name));
        let contradicts = plain.stance == Some(Stance::Contradicts);
        let id = span_of(plain.id, record);
        Some(Facts {
            id: id.start as u32..id.end as u32,
            id_hash: self.hasher.hash(plain.id),
            flags: Flags::plain(
                plain.status,
                source.is_some() && contradicts,
                source.is_some(),
                !plain.actors.is_empty(),
            ),
            moment,
            source,
            actors_end: found.actors.len() as u32,
            tags_end: found.tags.len() as u32,
        })
    }

    /// Returns the number of a date, and the time of day.
    fn moment(&mut self, text: &str) -> Option<(u32, Option<u32>)> {
        if let Some((day, clock)) = moment(text) {
            return Some((self.date(day)?, Some(clock)));
        }
        if text.contains('T') {
            let date = Date::parse(text).ok()?;
            return Some((self.date(date.day_text())?, date.clock()));
        }
        Some((self.date(text)?, None))
    }

    fn date(&mut self, text: &str) -> Option<u32> {
        let Some(digits) = day_digits(text) else {
            return self.other_date(text);
        };
        if let Some(number) = self.days.get(&digits) {
            return Some(*number);
        }
        let number = self.other_date(text)?;
        self.days.insert(digits, number);
        Some(number)
    }

    fn other_date(&mut self, text: &str) -> Option<u32> {
        if let Some(number) = self.words.dates.find(text) {
            return Some(number);
        }
        let date = Date::parse(text).ok()?;
        self.found.new.dates.push(date.clone());
        Some(self.words.dates.number(text, || date))
    }
}

/// Scans a row, unless the row on the next line may belong to the same event.
fn scan_row<'a>(
    text: &'a str,
    line: &'a str,
    next: usize,
    header: &'a Header,
    plain: &mut Plain<'a>,
) -> Option<()> {
    let id = header.columns().iter().position(|name| name == "id")?;
    csv::scan(line, header.columns(), header.delimiter(), plain)?;
    let rest = text.get(next..).unwrap_or_default();
    let rest = rest.trim_start_matches(['\r', '\n']);
    let len = memchr2(b'\r', b'\n', rest.as_bytes()).unwrap_or(rest.len());
    let cells = csv::Cells {
        rest: rest.get(..len),
        delimiter: header.delimiter(),
    };
    match cells.into_iter().nth(id) {
        Some(Some(other)) if other != plain.id => Some(()),
        _ if rest.is_empty() => Some(()),
        _ => None,
    }
}

/// A line without white space at its ends, as a range of the file.
fn trimmed(line: &str, at: usize) -> Span {
    let start = at + line.len() - line.trim_start().len();
    start..start + line.trim().len()
}

/// Returns the number of a word. A new one is noted.
fn number(words: &mut DistinctTexts, new: &mut Texts, word: &str) -> u32 {
    let (number, is_new) = words.number(word);
    if is_new {
        new.push(word);
    }
    number
}

/// The digits of `2023-05-09` as a number.
fn day_digits(text: &str) -> Option<u32> {
    let mut digits = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'-' if at == 4 || at == 7 => {}
            b'0'..=b'9' if at != 4 && at != 7 && at < 10 => {
                digits = digits * 10 + u32::from(byte - b'0');
            }
            _ => return None,
        }
    }
    (text.len() == 10).then_some(digits)
}

/// Splits the most common way to write a time, `2023-05-09T10:30:00Z`.
fn moment(text: &str) -> Option<(&str, u32)> {
    let (day, rest) = text.split_at_checked(10)?;
    let [b'T', h1, h2, b':', m1, m2, b':', s1, s2, b'Z'] = rest.as_bytes() else {
        return None;
    };
    let two = |a: &u8, b: &u8, most: u32| {
        let digits = a.is_ascii_digit() && b.is_ascii_digit();
        let number = u32::from(a.wrapping_sub(b'0')) * 10 + u32::from(b.wrapping_sub(b'0'));
        (digits && number <= most).then_some(number)
    };
    let clock = (two(h1, h2, 23)? * 60 + two(m1, m2, 59)?) * 60 + two(s1, s2, 59)?;
    day_digits(day).map(|_| (day, clock))
}

/// The place of a piece of a text in it.
fn span_of(piece: &str, text: &str) -> Span {
    let start = (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + piece.len()
}
