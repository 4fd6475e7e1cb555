//! TOML to nodes, a table at a time.
//!
//! A file is cut at its headers. Actors, sources and events with their citations are read one by one
//! when they are wanted, so that a large file is never in memory as nodes; the rest, `[timeline]` and
//! whatever does not belong there, is read at once.
//!
//! A header below an actor, a source or a citation has to follow it. TOML would take it anywhere, but no
//! such table has a meaning here.

mod parser;
mod piece;
mod table;
#[cfg(test)]
mod tests;

use std::vec::IntoIter;

use toml_parser::lexer::TokenKind;

use super::node::{Entry, Key, List, Made, Node, Sink, Span, Table, Value};
use parser::{Header, Parser};
use piece::{Kind, Pieces};

/// A TOML file of which the actors, the sources and the events are still to be read.
pub struct Document<'a> {
    /// What the file holds beside them.
    pub top: Table<'a>,
    pieces: Pieces<'a>,
    /// Actors, sources and events that have no header of their own.
    actors: IntoIter<Entry<'a>>,
    sources: IntoIter<Entry<'a>>,
    events: List<'a>,
}

impl<'a> Document<'a> {
    /// Cuts a part of a file, or all of it, and reports the faults outside of the pieces.
    pub fn new(text: &'a str, part: Span, report: Sink<'_>) -> Self {
        let mut parser = Parser::new(text, part.clone());
        let mut top = Table::new(Made::Headed);
        let mut pieces = Pieces::new(text, part.end);
        parser.entries(&mut top, report);
        // The header of the last piece: headers below it belong to the same piece.
        let mut above: Vec<Key<'a>> = Vec::new();
        while parser.kind() != TokenKind::Eof {
            let start = parser.at();
            let header = parser.header_or(report);
            if header.as_ref().is_some_and(|it| it.is_below(&above)) {
                parser.skip_entries();
                continue;
            }
            let kind = header.as_ref().map(|it| kind_of(it, &mut top));
            let kind = kind.unwrap_or(Kind::Other);
            pieces.add(start, kind);
            if kind == Kind::Other {
                parser.entries_under(header.as_ref(), 0, &mut top, report);
            } else {
                parser.skip_entries();
            }
            // Parts of an event are pieces of their own.
            let path = header.map(|it| it.path).unwrap_or_default();
            above = match kind {
                Kind::Actor | Kind::Source | Kind::Part => path,
                Kind::Event | Kind::Other => Vec::new(),
            };
        }
        let is_list = |node: &Node<'_>| matches!(node.value, Value::List(_));
        let events = match top.take_if("event", is_list).map(|node| node.value) {
            Some(Value::List(events)) => events,
            _ => List::default(),
        };
        Self {
            actors: entries(&mut top, "actors"),
            sources: entries(&mut top, "sources"),
            events,
            top,
            pieces,
        }
    }

    /// Takes what another format holds: the events, and a table with the rest.
    pub fn of_parts(mut top: Table<'a>, events: List<'a>) -> Self {
        Self {
            actors: entries(&mut top, "actors"),
            sources: entries(&mut top, "sources"),
            events,
            top,
            pieces: Pieces::new("", 0),
        }
    }

    /// Reads the next actor.
    pub fn next_actor(&mut self, report: Sink<'_>) -> Option<Entry<'a>> {
        let listed = self.actors.next();
        listed.or_else(|| self.pieces.next_table(Kind::Actor, report))
    }

    /// Reads the next source.
    pub fn next_source(&mut self, report: Sink<'_>) -> Option<Entry<'a>> {
        let listed = self.sources.next();
        listed.or_else(|| self.pieces.next_table(Kind::Source, report))
    }

    /// Reads the next event, and returns the part of the file that it takes.
    pub fn next_event(&mut self, report: Sink<'_>) -> Option<(Node<'a>, Span)> {
        for item in self.events.by_ref() {
            match item {
                Ok(event) => {
                    let part = event.span.clone();
                    return Some((event, part));
                }
                Err(fault) => report(fault),
            }
        }
        self.pieces.next_event(report)
    }
}

/// Reads an event again from the part of the file that it takes.
pub fn event_in<'a>(text: &'a str, part: Span, report: Sink<'_>) -> Option<Node<'a>> {
    // An item of a list in brackets, or a header with what follows.
    if text.get(part.clone())?.starts_with('{') {
        return Parser::new(text, part).value(0).map_err(report).ok();
    }
    let (event, _) = Document::new(text, part, report).next_event(report)?;
    Some(event)
}

/// What the piece under a header holds. The top table has it in name only, so that what is defined in
/// two ways is found. A header that does not fit is left to the top table, which reports why.
fn kind_of<'a>(header: &Header<'a>, top: &mut Table<'a>) -> Kind {
    let Some((first, rest)) = header.path.split_first() else {
        return Kind::Other;
    };
    let (name, parts) = (&*first.name, rest.len());
    if name == "event" && parts > 0 {
        let is_headed = |node: &Node<'_>| matches!(node.value, Value::Items(_));
        return match top.get(name) {
            Some(node) if is_headed(node) => Kind::Part,
            _ => Kind::Other,
        };
    }
    let parent = std::slice::from_ref(first);
    let (kind, fits) = match (name, parts, header.is_item) {
        ("event", 0, true) => {
            let opened = table::open(top, parent, true, &header.span);
            (Kind::Event, opened.is_ok())
        }
        ("actors" | "sources", 1, false) => {
            let is_actor = name == "actors";
            let kind = if is_actor { Kind::Actor } else { Kind::Source };
            let opened = table::descend(top, parent, Made::Implied);
            let is_new = |inner: &Table<'_>| rest.iter().all(|key| inner.find(&key.name).is_none());
            (kind, opened.is_ok_and(|inner| is_new(inner)))
        }
        _ => (Kind::Other, false),
    };
    if fits { kind } else { Kind::Other }
}

/// Takes the entries of a table out of the top one.
fn entries<'a>(top: &mut Table<'a>, name: &str) -> IntoIter<Entry<'a>> {
    let is_table = |node: &Node<'_>| matches!(node.value, Value::Table(_));
    match top.take_if(name, is_table).map(|node| node.value) {
        Some(Value::Table(table)) => table.entries.into_iter(),
        _ => Vec::new().into_iter(),
    }
}
