//! Scans the records of one part after the other.

use memchr::{memchr, memchr_iter, memchr2};

use super::moment::{Days, moment};
use super::scanned::{Facts, Layout, Row, Scanned, Sizes, Words};
use crate::date::{Clock, Date, day_digits};
use crate::load::body::Body;
use crate::load::csv::{Events as Rows, Header};
use crate::load::node::Span;
use crate::load::plain::{Plain, csv, json};
use crate::load::report::First;
use crate::text::distinct::NameHasher;
use crate::text::texts::{DistinctTexts, Texts};
use crate::text::width::floor_boundary;
use crate::timeline::{Flags, Stance};

/// At most so many bytes of a piece are missing since its end cuts a character.
const CUT: usize = 3;

/// Of a record that is too long so many bytes are shown.
const SHOWN: usize = 200;

/// Scans parts of a text.
pub struct Scanner<'a> {
    body: &'a Body,
    layout: Layout<'a>,
    hasher: &'a NameHasher,
    sizes: Sizes,
    number: usize,
    /// All words that were met.
    words: Words<DistinctTexts>,
    /// The numbers of dates that are days.
    days: Days,
    found: Scanned,
}

/// A piece of the text that is in memory.
struct Window<'t> {
    text: &'t str,
    /// Its place in the text.
    start: usize,
    /// Whether the text ends with it.
    is_last: bool,
    damaged: &'t [usize],
}

/// What to do after a record.
enum Step {
    /// Go on at a byte of the window.
    To(usize),
    /// Read more, since the record goes on.
    More,
}

impl<'a> Scanner<'a> {
    pub fn new(
        body: &'a Body,
        layout: Layout<'a>,
        hasher: &'a NameHasher,
        sizes: Sizes,
        number: usize,
    ) -> Self {
        Self {
            body,
            layout,
            hasher,
            sizes,
            number,
            words: Words::default(),
            days: Days::default(),
            found: Scanned::default(),
        }
    }

    /// Scans the records that begin in a part. If it does not begin with a record, the first line that begins
    /// in it is taken for one.
    pub fn scan_from(&mut self, part: Span, begins: bool) -> Scanned {
        let start = if begins {
            Some(part.start)
        } else {
            // It begins with a line if a break is before it.
            self.next_line(part.start.saturating_sub(1)..part.end)
        };
        match start.filter(|start| *start < part.end) {
            Some(start) => self.scan(start..part.end),
            None => Scanned {
                scanner: self.number,
                span: part.end..part.end,
                ..Scanned::default()
            },
        }
    }

    /// Returns where the line begins that follows the first line break in a part.
    fn next_line(&self, part: Span) -> Option<usize> {
        let (mut at, mut len) = (part.start, self.sizes.after);
        while at < part.end {
            let piece = self.body.piece(at..(at + len).min(part.end));
            if let Some(end) = self.line_end(&piece.text) {
                return Some(piece.start + end + 1);
            }
            at += len;
            len *= 2;
        }
        None
    }

    /// Scans the records that begin in a part, which begins with one.
    pub fn scan(&mut self, part: Span) -> Scanned {
        self.found.scanner = self.number;
        let (mut at, mut len) = (part.start, part.len() + self.sizes.after);
        while at < part.end {
            let piece = self.body.piece(at..at + len);
            let window = Window {
                text: &piece.text,
                start: at,
                // The file may have become shorter, too.
                is_last: at + len >= self.body.len() || piece.text.len() + CUT < len,
                damaged: &piece.damaged,
            };
            let (end, is_whole) = self.scan_window(&window, part.end - at);
            at += end;
            if is_whole {
                continue;
            }
            if end > 0 {
                len = (part.end.saturating_sub(at) + self.sizes.after).min(len);
            } else if len < self.sizes.longest {
                len *= 2;
            } else {
                at = self.skip(&window);
                len = self.sizes.part;
            }
        }
        self.found.span = part.start..at;
        std::mem::take(&mut self.found)
    }

    /// Scans records that begin before an end. Returns where it stopped, and whether it came to the end.
    fn scan_window(&mut self, window: &Window<'_>, end: usize) -> (usize, bool) {
        let mut plain = Plain::default();
        let mut at = 0;
        while at < end {
            let rest = window.text.get(at..).unwrap_or_default();
            if rest.is_empty() && window.is_last {
                return (end, true);
            }
            let len = match self.line_end(rest) {
                Some(len) => len,
                None if window.is_last => rest.len(),
                None => return (at, false),
            };
            let line = rest.get(..len).unwrap_or_default().trim_end();
            let breaks = usize::from(rest.as_bytes().get(len) == Some(&b'\n'));
            let is_too_long = line.len() > self.sizes.longest;
            if is_too_long {
                self.note_too_long(line);
            }
            if is_too_long || line.trim_start().is_empty() {
                self.found.lines += breaks;
                at += len + 1;
                continue;
            }
            match self.record(window, at..at + line.len(), at + len + 1, &mut plain) {
                Step::To(next) => at = next,
                Step::More => return (at, false),
            }
        }
        (at, true)
    }

    /// Scans the record that begins with a line. `next` is where the line after that begins.
    fn record<'t>(
        &mut self,
        window: &Window<'t>,
        mut span: Span,
        mut next: usize,
        plain: &mut Plain<'t>,
    ) -> Step
    where
        'a: 't,
    {
        let text = window.text;
        let record = text.get(span.clone()).unwrap_or_default();
        let line = self.found.lines;
        let is_plain = match self.layout {
            Layout::Lines => json::scan(record, plain),
            Layout::Table(header) => match next_row(window, next) {
                None => return Step::More,
                Some(after) => scan_row(record, after, header, plain),
            },
        };
        let mut breaks = usize::from(text.as_bytes().get(next - 1) == Some(&b'\n'));
        let moment = is_plain.and_then(|()| self.moment(plain.date));
        if let (Layout::Table(header), None) = (self.layout, moment) {
            // It may go on over several lines, and be an event with the rows after it.
            let mut rows = Rows::of(text, span.start..text.len(), header);
            if let Some((_, whole)) = rows.next(&mut |_, _| {}) {
                if !window.is_last && rows.reaches(text.len()) {
                    return Step::More;
                }
                let bytes = text.as_bytes().get(whole.clone()).unwrap_or_default();
                breaks = memchr_iter(b'\n', bytes).count();
                next = whole.end;
                span = whole;
            }
        }
        let record = text.get(span.clone()).unwrap_or_default();
        let facts = moment.map(|moment| self.facts(plain, moment, record, line));
        let place = window.start + span.start..window.start + span.end;
        let within = |at: &&usize| span.contains(*at);
        if let Some(at) = window.damaged.iter().find(within) {
            let at = at - span.start;
            let damaged = || (0, First::new(record, at..at + 1, line));
            self.found.damaged.get_or_insert_with(damaged).0 += 1;
        }
        self.found
            .ids
            .push(if facts.is_some() { plain.id } else { "" });
        self.found.rows.push(Row {
            start: place.start,
            len: u32::try_from(place.len()).unwrap_or(u32::MAX),
            line: line as u32,
            facts,
        });
        self.found.lines += breaks;
        Step::To(next)
    }

    /// Leaves out a line that is too long. Returns where the next one begins.
    fn skip(&mut self, window: &Window<'_>) -> usize {
        self.note_too_long(window.text);
        let mut at = window.start;
        while at < self.body.len() {
            let text = self.body.text(at..at + self.sizes.part);
            if let Some(len) = memchr(b'\n', text.as_bytes()) {
                self.found.lines += 1;
                return at + len + 1;
            }
            if text.is_empty() {
                break;
            }
            at += text.len();
        }
        self.body.len()
    }

    fn note_too_long(&mut self, line: &str) {
        let shown = line.get(..floor_boundary(line, SHOWN)).unwrap_or_default();
        let shown = shown.lines().next().unwrap_or_default();
        let first = First::new(shown, 0..shown.len(), self.found.lines);
        self.found.too_long.get_or_insert((0, first)).0 += 1;
    }

    fn line_end(&self, text: &str) -> Option<usize> {
        match self.layout {
            Layout::Lines => memchr(b'\n', text.as_bytes()),
            Layout::Table(_) => memchr2(b'\r', b'\n', text.as_bytes()),
        }
    }

    /// Takes what is known of a plain record.
    fn facts(
        &mut self,
        plain: &Plain<'_>,
        moment: (u32, Option<Clock>),
        record: &str,
        line: usize,
    ) -> Facts {
        let Self { words, found, .. } = self;
        let first = |piece| First::new(record, span_of(piece, record), line);
        for key in &plain.unknown {
            match found.unknown.get_mut(*key) {
                Some((count, _)) => *count += 1,
                None => {
                    found.unknown.insert((*key).to_owned(), (1, first(key)));
                }
            }
        }
        if plain.source.is_none() {
            found.uncited.get_or_insert_with(|| (0, first(plain.id))).0 += 1;
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
        Facts {
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
        }
    }

    /// Returns the number of a date, and the time of day. None if it is no date.
    fn moment(&mut self, text: &str) -> Option<(u32, Option<Clock>)> {
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
        if let Some(number) = self.days.number(digits) {
            return Some(number);
        }
        let number = self.other_date(text)?;
        self.days.learn(digits, number);
        Some(number)
    }

    fn other_date(&mut self, text: &str) -> Option<u32> {
        if let Some(number) = self.words.dates.find(text) {
            return Some(number);
        }
        Date::parse(text).ok()?;
        Some(number(
            &mut self.words.dates,
            &mut self.found.new.dates,
            text,
        ))
    }
}

/// The line after a row, empty at the end of the text. None if more has to be read to know it.
fn next_row<'t>(window: &Window<'t>, next: usize) -> Option<&'t str> {
    let rest = window.text.get(next..).unwrap_or_default();
    let rest = rest.trim_start_matches(['\r', '\n']);
    match memchr2(b'\r', b'\n', rest.as_bytes()) {
        Some(len) => rest.get(..len),
        None => window.is_last.then_some(rest),
    }
}

/// Scans a row, unless the row on the next line may belong to the same event.
fn scan_row<'t>(
    line: &'t str,
    after: &str,
    header: &'t Header,
    plain: &mut Plain<'t>,
) -> Option<()> {
    let id = header.columns().iter().position(|name| name == "id")?;
    csv::scan(line, header.columns(), header.delimiter(), plain)?;
    let cells = csv::Cells {
        rest: Some(after),
        delimiter: header.delimiter(),
    };
    match cells.into_iter().nth(id) {
        Some(Some(other)) if other != plain.id => Some(()),
        _ if after.is_empty() => Some(()),
        _ => None,
    }
}

/// Returns the number of a word. A new one is noted.
fn number(words: &mut DistinctTexts, new: &mut Texts, word: &str) -> u32 {
    let (number, is_new) = words.number(word);
    if is_new {
        new.push(word);
    }
    number
}

/// The place of a piece of a text in it.
fn span_of(piece: &str, text: &str) -> Span {
    let start = (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + piece.len()
}
