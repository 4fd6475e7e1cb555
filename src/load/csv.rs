//! CSV to nodes: a header of our keys, one event a line.
//!
//! A row that repeats the event above it adds a citation to it, which is how `list --format csv`
//! writes an event that has several.

use std::borrow::Cow;
use std::collections::HashSet;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::{memchr_iter, memchr2};

use super::locators;
use super::node::{Fault, Key, List, Node, Span, Table, Value};
use crate::diagnostic::quoted;
use crate::text::cell;

/// The keys of the one citation that a row can carry.
const CITATION: [&str; 4] = ["source", "paragraph", "quote", "stance"];

/// The first line of a file.
#[derive(Debug)]
pub struct Header {
    columns: Vec<String>,
    delimiter: u8,
    /// Where the rows begin.
    end: usize,
    /// The number of line breaks before that.
    lines: usize,
}

impl Header {
    /// Reads the header of a file.
    ///
    /// # Errors
    /// It has no `title`, or two columns of one name.
    pub fn read(text: &str, delimiter: u8) -> Result<Self, Fault> {
        let mut rows = Rows::new(text, 0..text.len(), delimiter);
        let header = rows.next().unwrap_or_default().cells.into_iter();
        let columns: Vec<String> = header.map(|name| name.trim().to_owned()).collect();
        if !columns.is_empty() && !has_title(&columns) {
            return Err(untitled(text, delimiter));
        }
        let mut seen = HashSet::new();
        if let Some(name) = columns.iter().find(|name| !seen.insert(name.as_str())) {
            let message = format!("two columns are named {}", quoted(name));
            return Err(fault(message, "rename one of them, or delete it"));
        }
        Ok(Self {
            columns,
            delimiter,
            end: rows.part.start,
            lines: memchr_iter(
                b'\n',
                text.get(..rows.part.start).unwrap_or_default().as_bytes(),
            )
            .count(),
        })
    }
}

/// The characters that programs put between cells, and their names.
const DELIMITERS: [(char, &str); 4] = [
    (',', "commas"),
    (';', "semicolons"),
    ('\t', "tabs"),
    ('|', "bars"),
];

fn has_title(columns: &[String]) -> bool {
    columns.iter().any(|name| name == "title")
}

/// Tells why a header has no `title`.
fn untitled(text: &str, delimiter: u8) -> Fault {
    let line = text.lines().next().unwrap_or_default();
    if line.starts_with("sep=") {
        return fault(
            "the first line is `sep=`, which only spreadsheets understand",
            "delete that line",
        );
    }
    if line.trim_start().starts_with(['{', '[']) {
        return fault(
            "this is JSON, not a table",
            "give one object a line, and name the file .jsonl",
        );
    }
    let is_titled = |(other, _): &&(char, &str)| {
        let cells = line.split(*other);
        cells
            .map(|cell| cell.trim().trim_matches('"'))
            .any(|cell| cell == "title")
    };
    if let Some((other, name)) = DELIMITERS.iter().find(is_titled) {
        let expected = DELIMITERS
            .iter()
            .find(|(known, _)| *known == char::from(delimiter));
        let expected = expected.map_or("", |(_, name)| name);
        let help = match other {
            ',' => "name the file .csv",
            '\t' => "name the file .tsv",
            _ => "save it with commas between the cells",
        };
        return fault(
            format!("there are {name} between the cells, not {expected}"),
            help,
        );
    }
    fault(
        "the first line has no `title` column",
        "the first line names the columns: id,date,title,actors,…",
    )
}

fn fault(message: impl Into<String>, help: &str) -> Fault {
    Fault {
        help: Some(help.to_owned()),
        ..Fault::new(0..0, message)
    }
}

impl Header {
    /// Returns the names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Returns the character between cells.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Returns the number of line breaks before the rows.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// Returns where the rows begin.
    pub fn end(&self) -> usize {
        self.end
    }
}

/// The events of a file, each with a fault if a row of it has cells under no column.
pub struct Events<'a> {
    rows: Rows<'a>,
    columns: &'a [String],
    /// The row that comes next.
    next: Option<Row<'a>>,
}

impl<'a> Events<'a> {
    /// Starts with the first row of a part of the file.
    pub fn of(text: &'a str, part: Span, header: &'a Header) -> Self {
        let mut rows = Rows::new(text, part, header.delimiter);
        Self {
            next: rows.next(),
            rows,
            columns: &header.columns,
        }
    }

    /// Reads the next event, and returns the part of the file that it takes. Rows with more cells than columns
    /// are reported.
    pub fn next(&mut self, report: &mut dyn FnMut(Span, usize)) -> Option<(Node<'a>, Span)> {
        let first = self.next.take()?;
        self.check(&first, report);
        let mut span = first.span.clone();
        let mut count = 1;
        self.next = self.rows.next();
        while let Some(row) = &self.next
            && self.repeats(&first, row)
        {
            self.check(row, report);
            span.end = row.span.end;
            count += 1;
            self.next = self.rows.next();
        }
        Some((self.event(first, span.clone(), count), span))
    }

    /// Returns whether what comes next reaches to an end of the text, so that more of it could belong there.
    pub fn reaches(&self, end: usize) -> bool {
        self.next.as_ref().is_none_or(|row| row.span.end >= end)
    }

    /// The number of columns.
    pub fn columns(&self) -> usize {
        self.columns.len()
    }

    fn check(&self, row: &Row<'_>, report: &mut dyn FnMut(Span, usize)) {
        if row.cells.len() > self.columns.len() {
            report(row.span.clone(), row.cells.len());
        }
    }

    /// Whether a row says of its event what the event above already says, its id too, and cites.
    fn repeats(&self, above: &Row<'_>, row: &Row<'_>) -> bool {
        let cells = self.columns.iter().zip(&row.cells).zip(&above.cells);
        let mut events = cells.filter(|((name, _), _)| !is_cited(name, self.columns));
        let has_id = row
            .under(self.columns)
            .any(|(name, cell)| name == "id" && is_filled(cell));
        has_id
            && row.cells.len() == above.cells.len()
            && row.cites(self.columns)
            && events.all(|((_, cell), above)| cell == above)
    }

    /// An event of several rows, which differ in their citations.
    fn event(&self, first: Row<'a>, rows: Span, count: usize) -> Node<'a> {
        let span = first.span.clone();
        let citations = if count > 1 {
            List::new(Citations {
                rows: Rows::new(self.rows.text, rows, self.rows.delimiter),
                columns: self.columns,
            })
        } else {
            let cited = first
                .cites(self.columns)
                .then(|| first.citation(self.columns));
            List::new(cited.map(Ok).into_iter())
        };
        let mut table = Table::default();
        for (name, cell) in self.columns.iter().zip(first.cells) {
            if !is_cited(name, self.columns) {
                table.push(key(name, &span), text(cell, &span));
            }
        }
        let value = Value::List(citations);
        let node = Node {
            value,
            span: span.clone(),
        };
        table.push(key("citation", &span), node);
        let value = Value::Table(Box::new(table));
        Node { value, span }
    }
}

/// The citations of an event of several rows.
struct Citations<'a> {
    rows: Rows<'a>,
    columns: &'a [String],
}

impl<'a> Iterator for Citations<'a> {
    type Item = Result<Node<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let row = self.rows.next()?;
            if row.cites(self.columns) {
                return Some(Ok(row.citation(self.columns)));
            }
        }
    }
}

/// One line of a table, as its cells.
#[derive(Default)]
struct Row<'a> {
    cells: Vec<Cow<'a, str>>,
    span: Span,
}

impl<'a> Row<'a> {
    fn under<'r>(
        &'r self,
        columns: &'r [String],
    ) -> impl Iterator<Item = (&'r str, &'r Cow<'a, str>)> {
        columns.iter().map(String::as_str).zip(&self.cells)
    }

    fn cites(&self, columns: &[String]) -> bool {
        self.under(columns)
            .any(|(name, cell)| is_filled(cell) && is_cited(name, columns))
    }

    fn citation(&self, columns: &'a [String]) -> Node<'a> {
        let mut table = Table::default();
        for (name, cell) in columns.iter().zip(&self.cells) {
            if is_cited(name, columns) {
                table.push(key(name, &self.span), text(cell.clone(), &self.span));
            }
        }
        Node {
            value: Value::Table(Box::new(table)),
            span: self.span.clone(),
        }
    }
}

/// The rows of a part of a file.
struct Rows<'a> {
    text: &'a str,
    part: Span,
    delimiter: u8,
    core: Option<Box<Reader>>,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, part: Span, delimiter: u8) -> Self {
        Self {
            text,
            part,
            delimiter,
            core: None,
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.part.clone()).unwrap_or_default()
    }

    /// The cells of a row in which there are quotation marks, and its length.
    fn read_quoted(&mut self) -> (Vec<Cow<'a, str>>, usize) {
        let input = self.rest().as_bytes();
        let build = || Box::new(ReaderBuilder::new().delimiter(self.delimiter).build());
        let core = self.core.get_or_insert_with(build);
        core.reset();
        let (mut output, mut ends) = (vec![0; 1024], vec![0; 32]);
        let (mut read, mut written, mut ended) = (0, 0, 0);
        loop {
            let (result, more_read, more_written, more_ended) = core.read_record(
                input.get(read..).unwrap_or_default(),
                output.get_mut(written..).unwrap_or_default(),
                ends.get_mut(ended..).unwrap_or_default(),
            );
            read += more_read;
            written += more_written;
            ended += more_ended;
            match result {
                ReadRecordResult::OutputFull => output.resize(2 * output.len(), 0),
                ReadRecordResult::OutputEndsFull => ends.resize(2 * ends.len(), 0),
                // The core asks for more input to know that there is none.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        let mut from = 0;
        let cells = ends.iter().take(ended).map(|end| {
            let cell = output.get(from..*end).unwrap_or_default();
            from = *end;
            Cow::Owned(String::from_utf8_lossy(cell).into_owned())
        });
        (cells.collect(), read)
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        let rest = self.rest();
        self.part.start += rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let (rest, start) = (self.rest(), self.part.start);
        if rest.is_empty() {
            return None;
        }
        let len = memchr2(b'\r', b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest.get(..len).unwrap_or_default();
        let (cells, len) = if line.contains('"') {
            self.read_quoted()
        } else {
            let cells = line.split(char::from(self.delimiter));
            (cells.map(Cow::Borrowed).collect(), len)
        };
        self.part.start = start + len;
        let span = start..self.part.start;
        Some(Row { cells, span })
    }
}

/// Whether a column is one of a citation. Tables of other programs have pages, times and messages that mean something
/// else, unless they have paragraphs as well.
fn is_cited(name: &str, columns: &[String]) -> bool {
    let has_paragraphs = || columns.iter().any(|column| column == "paragraph");
    CITATION.contains(&name) || locators::KEYS.contains(&name) && has_paragraphs()
}

fn is_filled(cell: &str) -> bool {
    !cell.trim().is_empty()
}

fn key<'a>(name: &'a str, span: &Span) -> Key<'a> {
    Key {
        name: Cow::Borrowed(name),
        span: span.clone(),
    }
}

fn text<'a>(cell: Cow<'a, str>, span: &Span) -> Node<'a> {
    let cell = match cell {
        Cow::Borrowed(cell) => Cow::Borrowed(cell::unescape_formula(cell)),
        Cow::Owned(cell) => Cow::Owned(cell::unescape_formula(&cell).to_owned()),
    };
    Node {
        value: Value::Text(cell),
        span: span.clone(),
    }
}

#[cfg(test)]
mod tests {
    use ::csv::ReaderBuilder;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_cut_as_usual(text in "[ab,;\"\r\n é]{0,40}") {
            let mut reader = ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.expect("text").iter().map(str::to_owned).collect())
                .collect();
            let rows = Rows::new(&text, 0..text.len(), b',');
            let rows: Vec<Vec<String>> = rows
                .map(|row| row.cells.into_iter().map(Cow::into_owned).collect())
                .collect();
            prop_assert_eq!(rows, expected);
        }
    }

    #[test]
    fn rows_of_one_event_are_its_citations() {
        let text = "id,title,source,quote\na,A,s,one\na,A,s,\"t\nwo\"\na,A\na,A,t\nb,B,,\n";
        let header = Header::read(text, b',').unwrap_or_else(|fault| panic!("{fault:?}"));
        let mut events = Events::of(text, header.end..text.len(), &header);
        let mut found = Vec::new();
        while let Some((mut node, _)) = events.next(&mut |span, _| panic!("{span:?}")) {
            let Value::Table(table) = &mut node.value else {
                panic!("{node:?}");
            };
            let list = table.take("citation").map(|node| node.value);
            let Some(Value::List(citations)) = list else {
                panic!("no list");
            };
            found.push((text[node.span].to_owned(), citations.count()));
        }
        let expected = [("a,A,s,one", 2), ("a,A", 0), ("a,A,t", 1), ("b,B,,", 0)];
        assert_eq!(found, expected.map(|(row, count)| (row.to_owned(), count)));
    }
}
