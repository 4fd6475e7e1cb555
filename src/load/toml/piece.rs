//! The pieces of a TOML file, each read to a node.

use std::collections::VecDeque;

use toml_parser::lexer::TokenKind;

use super::parser::{Header, Parser};
use super::table;
use crate::load::node::{Entry, Fault, List, Made, Node, Sink, Span, Table, Value};

/// A header and what follows it, up to the next piece.
struct Piece {
    start: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `[actors.kim]`
    Actor,
    /// `[sources.report]`
    Source,
    /// `[[event]]`
    Event,
    /// `[[event.citation]]`, or another header below an event.
    Part,
    /// Anything else.
    Other,
}

/// The pieces of a file, and how far they are read.
pub struct Pieces<'a> {
    text: &'a str,
    /// Where the last piece ends.
    end: usize,
    all: Vec<Piece>,
    next_actor: usize,
    next_source: usize,
    next_event: usize,
}

impl<'a> Pieces<'a> {
    pub fn new(text: &'a str, end: usize) -> Self {
        Self {
            text,
            end,
            all: Vec::new(),
            next_actor: 0,
            next_source: 0,
            next_event: 0,
        }
    }

    /// Adds a piece, which ends the one before.
    pub fn add(&mut self, start: usize, kind: Kind) {
        self.all.push(Piece { start, kind });
    }

    /// Reads the next actor or source.
    pub fn next_table(&mut self, kind: Kind, report: Sink<'_>) -> Option<Entry<'a>> {
        loop {
            let next = match kind {
                Kind::Source => &mut self.next_source,
                _ => &mut self.next_actor,
            };
            let at = *next;
            *next += 1;
            if self.all.get(at)?.kind != kind {
                continue;
            }
            let mut table = Table::new(Made::Headed);
            if let Some(mut header) = read(self.text, self.span(at), 2, &mut table, report)
                && let Some(key) = header.path.pop()
            {
                let (value, span) = (Value::Table(Box::new(table)), header.span);
                return Some((key, Node { value, span }));
            }
        }
    }

    /// Reads the next event, and returns the part of the file that it takes. Its lists that have headers, as
    /// `[[event.citation]]`, are read later.
    pub fn next_event(&mut self, report: Sink<'_>) -> Option<(Node<'a>, Span)> {
        let mut table = Table::new(Made::Headed);
        let (header, start) = loop {
            let at = self.next_event;
            self.next_event += 1;
            if self.all.get(at)?.kind == Kind::Event
                && let Some(header) = read(self.text, self.span(at), 1, &mut table, report)
            {
                break (header, self.span(at).start);
            }
        };
        for (header, spans) in self.read_parts(&mut table, report) {
            let items = Items {
                text: self.text,
                spans: spans.into_iter(),
                faults: VecDeque::new(),
            };
            let (value, span) = (Value::List(List::new(items)), header.span);
            let path = header.path.into_iter().skip(1).collect();
            if let Err(fault) = table::put(&mut table, path, Node { value, span }) {
                report(fault);
            }
        }
        let (value, span) = (Value::Table(Box::new(table)), header.span);
        let part = start..self.span(self.next_event).start;
        Some((Node { value, span }, part))
    }

    /// Reads the parts of an event into its table, up to the next event. Returns those that are items of
    /// a list, by the first header of each list.
    fn read_parts(
        &mut self,
        table: &mut Table<'a>,
        report: Sink<'_>,
    ) -> Vec<(Header<'a>, Vec<Span>)> {
        let mut lists: Vec<(Header<'a>, Vec<Span>)> = Vec::new();
        while let Some(piece) = self.all.get(self.next_event)
            && piece.kind != Kind::Event
        {
            let (kind, span) = (piece.kind, self.span(self.next_event));
            self.next_event += 1;
            if kind != Kind::Part {
                continue;
            }
            match Parser::new(self.text, span.clone()).header() {
                Ok(header) if header.is_item && header.path.len() == 2 => {
                    let same = |(first, _): &&mut (Header<'_>, _)| first.has_path_of(&header);
                    match lists.iter_mut().find(same) {
                        Some((_, spans)) => spans.push(span),
                        None => lists.push((header, vec![span])),
                    }
                }
                _ => {
                    read(self.text, span, 1, table, report);
                }
            }
        }
        lists
    }

    fn span(&self, at: usize) -> Span {
        let start = |at: usize| self.all.get(at).map_or(self.end, |piece| piece.start);
        start(at)..start(at + 1)
    }
}

/// The items of a list, each of which has a header of its own.
struct Items<'a> {
    text: &'a str,
    spans: std::vec::IntoIter<Span>,
    /// What is wrong in the last one and is not told yet.
    faults: VecDeque<Fault>,
}

impl<'a> Iterator for Items<'a> {
    type Item = Result<Node<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(fault) = self.faults.pop_front() {
            return Some(Err(fault));
        }
        let mut table = Table::new(Made::Headed);
        let faults = &mut self.faults;
        let header = read(self.text, self.spans.next()?, 2, &mut table, &mut |fault| {
            faults.push_back(fault);
        });
        if let Some(fault) = self.faults.pop_front() {
            return Some(Err(fault));
        }
        let (value, span) = (Value::Table(Box::new(table)), header?.span);
        Some(Ok(Node { value, span }))
    }
}

/// Reads a piece into a table, whose own path has so many keys, with lists of the tables that have a header in two
/// brackets. Returns its header.
fn read<'a>(
    text: &'a str,
    span: Span,
    depth: usize,
    table: &mut Table<'a>,
    report: Sink<'_>,
) -> Option<Header<'a>> {
    let mut parser = Parser::new(text, span);
    let mut first = None;
    let mut lists: Vec<(Header<'a>, Vec<Node<'a>>)> = Vec::new();
    while parser.kind() != TokenKind::Eof {
        let header = parser.header_or(report);
        let is_item = |it: &Header<'_>| it.is_item && it.path.len() == depth.saturating_add(1);
        match header {
            Some(header) if is_item(&header) => {
                let mut item = Table::new(Made::Headed);
                parser.entries(&mut item, report);
                let (value, span) = (Value::Table(Box::new(item)), header.span.clone());
                let item = Node { value, span };
                let same = |(first, _): &&mut (Header<'_>, _)| first.has_path_of(&header);
                match lists.iter_mut().find(same) {
                    Some((_, items)) => items.push(item),
                    None => lists.push((header, vec![item])),
                }
            }
            header => {
                parser.entries_under(header.as_ref(), depth, table, report);
                first = first.or(header);
            }
        }
    }
    for (header, items) in lists {
        let (items, span) = (items.into_iter().map(Ok), header.span);
        let value = Value::List(List::new(items));
        let path = header.path.into_iter().skip(depth).collect();
        if let Err(fault) = table::put(table, path, Node { value, span }) {
            report(fault);
        }
    }
    first
}
