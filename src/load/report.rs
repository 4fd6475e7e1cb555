//! What is found wrong while one file is read.

use std::collections::{BTreeMap, HashMap};

use super::format::Format;
use super::node::{Fault, Key, Node, Span};
use crate::date::{Date, DateError};
use crate::diagnostic::{Code, Diagnostic, Severity, Subject, TextFile, quoted};
use crate::timeline::Origin;

/// Of one code and severity no more are kept in full for a file; the rest are counted. A file may have
/// more mistakes than memory has room for.
const MOST: usize = 100;

/// So many unknown keys of a lenient file are told apart.
const MOST_KEYS: usize = 1000;

/// Of one event no more problems are kept in words.
const MOST_PROBLEMS: usize = 100;

/// So many dates are kept for those that are equal to them.
const MOST_DATES: usize = 10_000;

/// The diagnostics of one file, with the file they point into.
pub struct Report<'a> {
    pub file: TextFile<'a>,
    /// Position in the timeline's list of files.
    pub index: usize,
    /// Whether it is event data of another program, which names actors without a table and has keys of
    /// its own, and not a curated file.
    pub lenient: bool,
    format: Format,
    /// Dates that were read, by their text: of equal ones only one is kept.
    dates: HashMap<String, Date>,
    /// What is being read, which the diagnostics are about.
    pub subject: Subject,
    /// What is wrong with the event that is being read, for people.
    pub problems: Vec<String>,
    /// Whether the file breaks the rules of its format.
    pub is_broken: bool,
    /// How many diagnostics of one code and severity are kept in full.
    most: usize,
    found: Vec<Diagnostic>,
    counts: BTreeMap<(Code, Severity), usize>,
    /// Takes what is not kept.
    spare: Diagnostic,
    /// In a lenient file: how often each unknown key occurs, and where first.
    unknown: BTreeMap<String, (usize, First)>,
    /// How many unknown keys there are beside these.
    more_unknown: usize,
    /// In a lenient file: how many events cite nothing, and where the first is.
    uncited: Option<(usize, First)>,
    /// How many records have bytes that are not text, and where the first is.
    damaged: Option<(usize, First)>,
    /// How many records are too long to be read, and where the first is.
    too_long: Option<(usize, First)>,
    /// The line of the record that is being read, of a lenient file.
    first_line: usize,
    /// Whether unknown keys and events that cite nothing are counted already.
    pub is_counted: bool,
}

/// The diagnostics of all files. Of one code and severity no more are kept in full than of one file.
#[derive(Default)]
pub struct Found {
    kept: Vec<Diagnostic>,
    /// How many are kept, and how many are only counted, with the file in which the first of those is.
    counts: BTreeMap<(Code, Severity), (usize, usize, Box<str>)>,
}

impl Found {
    /// Adds the diagnostics of a file.
    pub fn add(&mut self, found: Vec<Diagnostic>) {
        for diagnostic in found {
            let kind = (diagnostic.code, diagnostic.severity);
            let (kept, rest, file) = self.counts.entry(kind).or_default();
            if *kept < MOST && !matches!(diagnostic.subject, Subject::Rest(_)) {
                *kept += 1;
                self.kept.push(diagnostic);
                continue;
            }
            if *rest == 0 {
                file.clone_from(&diagnostic.file);
            }
            *rest += diagnostic.subject.count();
        }
    }

    /// Returns those that are kept, and how many more there are of each kind.
    pub fn close(self) -> Vec<Diagnostic> {
        let mut kept = self.kept;
        for ((code, severity), (_, rest, file)) in self.counts {
            if rest > 0 {
                let message = format!("{rest} more of this kind");
                let mut found = Diagnostic::of_file(code, severity, &file, message);
                found.subject = Subject::Rest(u32::try_from(rest).unwrap_or(u32::MAX));
                kept.push(found);
            }
        }
        kept
    }
}

/// Where something occurs first.
#[derive(Clone, Debug)]
pub struct First {
    /// The record.
    pub text: Box<str>,
    /// Where in the record.
    pub span: Span,
    /// The line of the record, from 1.
    pub line: usize,
}

fn add(tally: &mut Option<(usize, First)>, count: usize, first: Option<First>) {
    if let Some((sum, _)) = tally {
        *sum += count;
    } else if let Some(first) = first {
        *tally = Some((count, first));
    }
}

impl First {
    /// Notes a place in a record that begins on a line.
    pub fn new(record: &str, span: Span, line: usize) -> Self {
        let text = record.into();
        Self { text, span, line }
    }
}

impl<'a> Report<'a> {
    /// Opens the report of a file.
    pub fn new(file: TextFile<'a>, index: usize, format: Format) -> Self {
        Self {
            spare: Diagnostic::of_file(Code::Syntax, Severity::Error, "", ""),
            file,
            index,
            lenient: !format.is_curated(),
            format,
            dates: HashMap::new(),
            subject: Subject::File,
            problems: Vec::new(),
            is_broken: false,
            most: MOST,
            found: Vec::new(),
            counts: BTreeMap::new(),
            unknown: BTreeMap::new(),
            more_unknown: 0,
            uncited: None,
            damaged: None,
            too_long: None,
            first_line: 1,
            is_counted: false,
        }
    }

    /// Opens the report of a file that was reported before. It only tells what is wrong with an event.
    pub fn again(file: TextFile<'a>, index: usize, format: Format) -> Self {
        Self {
            most: 0,
            ..Self::new(file, index, format)
        }
    }

    /// Returns whether it is a whole timeline in JSON.
    pub fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Returns whether it is a table, all of whose values are text.
    pub fn is_table(&self) -> bool {
        matches!(self.format, Format::Csv(_))
    }

    /// Returns whether it may have events in the shape in which `list` writes them.
    pub fn has_records(&self) -> bool {
        self.format != Format::Toml
    }

    /// Reads a date.
    pub fn date(&mut self, text: &str) -> Result<Date, DateError> {
        if let Some(date) = self.dates.get(text) {
            return Ok(date.clone());
        }
        let date = Date::parse(text)?;
        if self.dates.len() < MOST_DATES {
            self.dates.insert(text.to_owned(), date.clone());
        }
        Ok(date)
    }

    /// Records that nothing is cited for an event. In a lenient file, where that is common, such events
    /// are only counted.
    pub fn uncited(&mut self, span: &Span, what: &str) {
        if self.lenient {
            let first = self.first(span, self.uncited.is_none());
            self.add_uncited(1, first);
        } else {
            let message = format!("nothing is cited for {what}");
            let list = if self.is_json() {
                "`citations`"
            } else {
                "[[event.citation]]"
            };
            let help = format!("add {list} with `source`, `paragraph` and `quote`");
            self.warning(Code::Uncited, span, message).set_help(help);
        }
    }

    /// Counts events of a lenient file that cite nothing. The first is needed once.
    pub fn add_uncited(&mut self, count: usize, first: Option<First>) {
        if !self.is_counted {
            add(&mut self.uncited, count, first);
        }
    }

    /// Counts records that have bytes that are not text. The first is needed once.
    pub fn add_damaged(&mut self, count: usize, first: Option<First>) {
        add(&mut self.damaged, count, first);
    }

    /// Counts records that are too long to be read. The first is needed once.
    pub fn add_too_long(&mut self, count: usize, first: Option<First>) {
        add(&mut self.too_long, count, first);
    }

    /// Records a key that nothing asks for, in a lenient file.
    pub fn unknown_key(&mut self, name: &str, span: &Span) {
        let first = self.first(span, !self.unknown.contains_key(name));
        self.add_unknown(name, 1, first);
    }

    /// Counts a key that nothing asks for, in a lenient file. The first place is needed once.
    pub fn add_unknown(&mut self, name: &str, count: usize, first: Option<First>) {
        if self.is_counted {
            return;
        }
        if let Some((sum, _)) = self.unknown.get_mut(name) {
            *sum += count;
        } else if self.unknown.len() >= MOST_KEYS {
            self.more_unknown += count;
        } else if let Some(first) = first {
            self.unknown.insert(name.to_owned(), (count, first));
        }
    }

    /// Returns a place in the record that is being read, if that is wanted.
    fn first(&self, span: &Span, is_wanted: bool) -> Option<First> {
        is_wanted.then(|| First::new(&self.file.text, span.clone(), self.first_line))
    }

    /// Records a fault of the format.
    pub fn fault(&mut self, fault: Fault) {
        self.is_broken = true;
        let message = format!("not {}: {}", self.format.name(), fault.message);
        let found = self.error(Code::Syntax, &fault.span, message);
        if let Some(help) = fault.help {
            found.set_help(help);
        }
    }

    /// Records that something was defined before, in this file or another.
    pub fn defined_before(&mut self, key: &Key<'_>, what: &str, file: usize) {
        if file == self.index {
            self.fault(Fault::duplicate(key));
        } else {
            let message = format!("{what} is already defined in another file");
            self.warning(Code::DuplicateId, &key.span, message);
        }
    }

    /// Returns an item of a list, or records its fault.
    pub fn sound<'n>(&mut self, item: Result<Node<'n>, Fault>) -> Option<Node<'n>> {
        item.map_err(|fault| self.fault(fault)).ok()
    }

    /// Records an error; the answer is there to add help to.
    pub fn error(&mut self, code: Code, span: &Span, message: String) -> &mut Diagnostic {
        self.record(code, Severity::Error, span, message)
    }

    /// Records a warning; the answer is there to add help to.
    pub fn warning(&mut self, code: Code, span: &Span, message: String) -> &mut Diagnostic {
        self.record(code, Severity::Warning, span, message)
    }

    fn record(
        &mut self,
        code: Code,
        severity: Severity,
        span: &Span,
        message: String,
    ) -> &mut Diagnostic {
        let is_kept = self.count(code, severity);
        // That an event cites nothing can be seen.
        if self.subject.event().is_some() && code != Code::Uncited {
            match self.problems.len() {
                MOST_PROBLEMS => self.problems.push("more is wrong with it".to_owned()),
                more if more > MOST_PROBLEMS => {}
                _ => self.problems.push(message.clone()),
            }
        }
        if is_kept {
            let mut found = self.file.diagnostic(code, severity, span.clone(), message);
            found.subject = self.subject;
            self.found.push(found);
        }
        match self.found.last_mut() {
            Some(found) if is_kept => found,
            _ => &mut self.spare,
        }
    }

    /// Counts a problem, and returns whether it is to be kept in full.
    fn count(&mut self, code: Code, severity: Severity) -> bool {
        let count = self.counts.entry((code, severity)).or_default();
        *count += 1;
        *count <= self.most
    }

    /// Returns the origin of a span.
    pub fn origin(&self, span: &Span) -> Origin {
        Origin::new(self.index, self.file.position(span.start))
    }

    /// Turns to a record of a lenient file, which begins with a line.
    pub fn turn_to(&mut self, record: &str, line: usize) {
        self.file = TextFile::part(self.file.name.clone(), record.to_owned(), line);
        self.first_line = line;
    }

    /// Turns to a place of a lenient file.
    fn go_to(&mut self, first: First) -> Span {
        self.turn_to(&first.text, first.line);
        first.span
    }

    /// Returns everything that was found, by line.
    pub fn close(mut self) -> Vec<Diagnostic> {
        for (key, (count, first)) in std::mem::take(&mut self.unknown) {
            let span = self.go_to(first);
            let key = quoted(&key);
            let message = match count {
                1 => format!("unknown key {key}"),
                _ => format!("unknown key {key}, {count} times, first here"),
            };
            self.warning(Code::UnknownKey, &span, message);
        }
        if self.more_unknown > 0 {
            let count = self.counts.entry((Code::UnknownKey, Severity::Warning));
            *count.or_default() += self.more_unknown;
        }
        if let Some((count, first)) = self.uncited.take() {
            let span = self.go_to(first);
            let message = match count {
                1 => "nothing is cited for one event".to_owned(),
                _ => format!("nothing is cited for {count} events, of which this is the first"),
            };
            self.warning(Code::Uncited, &span, message)
                .set_help("give each event a `source`, a `paragraph` and a `quote`");
        }
        if let Some((count, first)) = self.damaged.take() {
            let span = self.go_to(first);
            let message = match count {
                1 => "this line is not UTF-8 text".to_owned(),
                _ => format!("{count} lines are not UTF-8 text, of which this is the first"),
            };
            self.error(Code::Encoding, &span, message)
                .set_help("save the file as UTF-8; until then a `?` stands for each such byte");
        }
        if let Some((count, first)) = self.too_long.take() {
            let span = self.go_to(first);
            let message = match count {
                1 => "this line is over 64 MB long, and not read".to_owned(),
                _ => format!("{count} lines are over 64 MB long, and not read; this is the first"),
            };
            self.error(Code::Syntax, &span, message)
                .set_help("give each event a line; in a table, a quotation mark may be missing");
        }
        self.found.sort_by_key(|d| (d.line, d.column));
        for ((code, severity), count) in self.counts {
            if let Some(more) = count.checked_sub(MOST).filter(|more| *more > 0) {
                let message = format!("{more} more of this kind");
                let mut found = Diagnostic::of_file(code, severity, &self.file.name, message);
                found.subject = Subject::Rest(u32::try_from(more).unwrap_or(u32::MAX));
                self.found.push(found);
            }
        }
        self.found
    }
}
