//! TOML tokens to keys and values. It stops at the first mistake of a line; the caller goes on with
//! the next.

use std::borrow::Cow;

use toml::value::Datetime;
use toml_parser::decoder::ScalarKind;
use toml_parser::lexer::{Lexer, Token, TokenKind};
use toml_parser::{Expected, ParseError, Raw, Source};

use super::table;
use crate::load::node::{Fault, Key, List, Made, Node, Sink, Span, Table, Value};

/// How deep lists and tables may lie in each other, and how many parts a key may have.
const DEEPEST: usize = 32;

/// Reads a part of a file from its beginning.
pub struct Parser<'a> {
    source: Source<'a>,
    /// Where the part begins in the file.
    base: usize,
    lexer: Lexer<'a>,
    /// The token that comes next; none after the end.
    next: Option<Token>,
}

/// The header of a table: `[a.b]`, or `[[a.b]]` for an item of a list.
pub struct Header<'a> {
    pub path: Vec<Key<'a>>,
    pub is_item: bool,
    pub span: Span,
}

impl Header<'_> {
    /// Whether the path begins with another and goes on.
    pub fn is_below(&self, path: &[Key<'_>]) -> bool {
        let mut pairs = path.iter().zip(&self.path);
        !path.is_empty() && path.len() < self.path.len() && pairs.all(|(a, b)| a.name == b.name)
    }

    /// Whether another header has the same path.
    pub fn has_path_of(&self, other: &Header<'_>) -> bool {
        let mut pairs = self.path.iter().zip(&other.path);
        self.path.len() == other.path.len() && pairs.all(|(a, b)| a.name == b.name)
    }
}

pub type Parsed<T> = Result<T, Fault>;

impl<'a> Parser<'a> {
    /// Starts at the beginning of a part of `text`.
    pub fn new(text: &'a str, part: Span) -> Self {
        let source = Source::new(text.get(part.clone()).unwrap_or_default());
        let mut lexer = source.lex();
        Self {
            source,
            base: part.start,
            next: lexer.next(),
            lexer,
        }
    }

    /// Returns where in the file the next token begins.
    pub fn at(&self) -> usize {
        self.span(self.next_span()).start
    }

    /// Returns the kind of the next token.
    pub fn kind(&self) -> TokenKind {
        self.next.map_or(TokenKind::Eof, |token| token.kind())
    }

    /// Takes the next token, and returns where it is in the part.
    pub fn bump(&mut self) -> toml_parser::Span {
        let span = self.next_span();
        self.next = self.lexer.next();
        span
    }

    /// Reads a header with its line.
    pub fn header(&mut self) -> Parsed<Header<'a>> {
        let start = self.at();
        self.expect(TokenKind::LeftSquareBracket, "`[`")?;
        let is_item = self.kind() == TokenKind::LeftSquareBracket;
        if is_item {
            self.bump();
        }
        let path = self.path()?;
        let mut end = self.expect(TokenKind::RightSquareBracket, "`]` after the header")?;
        if is_item {
            end = self.expect(TokenKind::RightSquareBracket, "`]]` after the header")?;
        }
        self.end_line()?;
        Ok(Header {
            path,
            is_item,
            span: start..end.end,
        })
    }

    /// Reads a header with its line. Returns None for one that is wrong, which is reported.
    pub fn header_or(&mut self, report: Sink<'_>) -> Option<Header<'a>> {
        self.header()
            .map_err(|fault| self.give_up(fault, report))
            .ok()
    }

    /// Reads what is under a header into the table that it opens in one whose own path has so many keys;
    /// after a header that is wrong, only to find faults.
    pub fn entries_under(
        &mut self,
        header: Option<&Header<'a>>,
        depth: usize,
        table: &mut Table<'a>,
        report: Sink<'_>,
    ) {
        let opened = header.map(|header| {
            let path = header.path.get(depth..).unwrap_or_default();
            table::open(table, path, header.is_item, &header.span)
        });
        match opened {
            Some(Ok(table)) => return self.entries(table, report),
            Some(Err(fault)) => report(fault),
            None => {}
        }
        self.entries(&mut Table::new(Made::Headed), report);
    }

    /// Reads lines of `key = value` into a table, up to the next header.
    pub fn entries(&mut self, table: &mut Table<'a>, report: Sink<'_>) {
        loop {
            let read = self.skip_blank().and_then(|()| match self.kind() {
                TokenKind::LeftSquareBracket | TokenKind::Eof => Ok(false),
                _ => self.entry(table).map(|()| true),
            });
            match read {
                Ok(true) => {}
                Ok(false) => return,
                Err(fault) => self.give_up(fault, report),
            }
        }
    }

    /// Skips everything up to the next header.
    pub fn skip_entries(&mut self) {
        let (mut depth, mut line_begins) = (0_usize, true);
        loop {
            match self.kind() {
                TokenKind::Eof => return,
                TokenKind::LeftSquareBracket if line_begins && depth == 0 => return,
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
            line_begins = match self.kind() {
                TokenKind::Newline => true,
                TokenKind::Whitespace => line_begins,
                _ => false,
            };
            self.bump();
        }
    }

    /// Reports a fault, and skips the rest of its line.
    fn give_up(&mut self, mut fault: Fault, report: Sink<'_>) {
        fault.help = self.unquoted_date(&fault.span);
        report(fault);
        while !matches!(self.kind(), TokenKind::Newline | TokenKind::Eof) {
            self.bump();
        }
    }

    /// `date = 2023-09` is the mistake everybody makes once.
    fn unquoted_date(&self, span: &Span) -> Option<String> {
        let text = self.source.input();
        let at = span.start.checked_sub(self.base)?;
        let start = text.get(..at)?.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(start..)?.lines().next()?;
        let (key, value) = line.split_once('=')?;
        let value = value.split('#').next()?.trim();
        let quoted = value.starts_with(['"', '\'', '[', '{']);
        (key.trim().ends_with("date") && !quoted && !value.is_empty())
            .then(|| format!("quote the date: date = \"{value}\""))
    }

    fn entry(&mut self, table: &mut Table<'a>) -> Parsed<()> {
        let (path, node) = self.pair(0)?;
        self.end_line()?;
        table::put(table, path, node)
    }

    /// Skips blanks, line breaks and comments.
    fn skip_blank(&mut self) -> Parsed<()> {
        loop {
            let checked = match self.kind() {
                TokenKind::Whitespace => Ok(()),
                TokenKind::Newline => self.check(|raw, error| raw.decode_newline(error)),
                TokenKind::Comment => self.check(|raw, error| raw.decode_comment(error)),
                _ => return Ok(()),
            };
            self.bump();
            checked?;
        }
    }

    /// Reads the next item of a list whose brackets are not in the part.
    fn item(&mut self) -> Parsed<Option<Node<'a>>> {
        self.skip_blank()?;
        if self.kind() == TokenKind::Eof {
            return Ok(None);
        }
        let node = self.value(0)?;
        self.skip_blank()?;
        if self.kind() == TokenKind::Comma {
            self.bump();
        }
        Ok(Some(node))
    }

    fn pair(&mut self, depth: usize) -> Parsed<(Vec<Key<'a>>, Node<'a>)> {
        let path = self.path()?;
        self.expect(TokenKind::Equals, "`=` after the key")?;
        self.skip_spaces();
        Ok((path, self.value(depth)?))
    }

    fn path(&mut self) -> Parsed<Vec<Key<'a>>> {
        let mut path = Vec::new();
        loop {
            self.skip_spaces();
            path.push(self.key()?);
            self.skip_spaces();
            if self.kind() != TokenKind::Dot {
                return Ok(path);
            }
            if path.len() >= DEEPEST {
                return Err(self.wrong(format!("a key has more than {DEEPEST} parts")));
            }
            self.bump();
        }
    }

    fn key(&mut self) -> Parsed<Key<'a>> {
        match self.kind() {
            TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString => {}
            _ => return Err(self.wrong("a key is expected here")),
        }
        let mut name = Cow::Borrowed("");
        self.check(|raw, error| raw.decode_key(&mut name, error))?;
        let span = self.bump();
        let span = self.span(span);
        Ok(Key { name, span })
    }

    /// Reads a value that lies so deep in others.
    pub fn value(&mut self, depth: usize) -> Parsed<Node<'a>> {
        let start = self.at();
        let (value, end) = match self.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket if depth >= DEEPEST => {
                return Err(self.wrong(format!("values are nested more than {DEEPEST} deep")));
            }
            TokenKind::LeftSquareBracket => self.list(depth)?,
            TokenKind::LeftCurlyBracket => self.inline_table(depth)?,
            TokenKind::Atom
            | TokenKind::Dot
            | TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString => self.scalar()?,
            _ => return Err(self.wrong("a value is expected here")),
        };
        Ok(Node {
            value,
            span: start..end,
        })
    }

    /// Reads a list to its end. Its items are only checked: they are read again when they are wanted.
    fn list(&mut self, depth: usize) -> Parsed<(Value<'a>, usize)> {
        let open = self.bump();
        loop {
            self.skip_blank()?;
            if self.kind() == TokenKind::RightSquareBracket {
                break;
            }
            self.value(depth + 1)?;
            self.skip_blank()?;
            match self.kind() {
                TokenKind::Comma => self.bump(),
                TokenKind::RightSquareBracket => break,
                _ => return Err(self.wrong("`,` or `]` is expected here")),
            };
        }
        let close = self.bump();
        let inside = open.end()..close.start();
        let items = Items(Parser {
            base: self.base + inside.start,
            ..Parser::new(self.source.input(), inside)
        });
        Ok((Value::List(List::new(items)), self.span(close).end))
    }

    fn inline_table(&mut self, depth: usize) -> Parsed<(Value<'a>, usize)> {
        let mut table = Table::default();
        self.bump();
        loop {
            self.skip_blank()?;
            if self.kind() == TokenKind::RightCurlyBracket {
                break;
            }
            let (path, node) = self.pair(depth + 1)?;
            table::put(&mut table, path, node)?;
            self.skip_blank()?;
            match self.kind() {
                TokenKind::Comma => self.bump(),
                TokenKind::RightCurlyBracket => break,
                _ => return Err(self.wrong("`,` or `}` is expected here")),
            };
        }
        let close = self.bump();
        Ok((Value::Table(Box::new(table)), self.span(close).end))
    }

    fn scalar(&mut self) -> Parsed<(Value<'a>, usize)> {
        let kind = self.kind();
        let mut span = self.bump();
        if matches!(kind, TokenKind::Atom | TokenKind::Dot) {
            // Numbers have dots, and a date may be apart from its time.
            loop {
                match self.kind() {
                    TokenKind::Atom | TokenKind::Dot => span = span.append(self.bump()),
                    TokenKind::Whitespace => {
                        self.bump();
                        if self.kind() != TokenKind::Atom {
                            break;
                        }
                    }
                    _ => break,
                }
            }
        }
        let raw = self.source.get(span).map_or("", |raw| raw.as_str());
        let raw = Raw::new_unchecked(raw, kind.encoding(), span);
        let mut text = Cow::Borrowed("");
        let mut error = None;
        let kind = raw.decode_scalar(&mut text, &mut error);
        if let Some(error) = error {
            return Err(self.fault(&error));
        }
        let value = match kind {
            ScalarKind::String => Value::Text(text),
            ScalarKind::Integer(radix) => i64::from_str_radix(&text, radix.value())
                .map_or(Value::Unfit("a number out of range"), Value::Integer),
            ScalarKind::Float => Value::Unfit("a number with a fraction"),
            ScalarKind::Boolean(_) => Value::Unfit("true or false"),
            ScalarKind::DateTime => match text.parse::<Datetime>() {
                Ok(moment) => Value::Moment(moment.to_string()),
                Err(error) => return Err(Fault::new(self.span(span), error.to_string())),
            },
        };
        Ok((value, self.span(span).end))
    }

    fn skip_spaces(&mut self) {
        while self.kind() == TokenKind::Whitespace {
            self.bump();
        }
    }

    fn end_line(&mut self) -> Parsed<()> {
        self.skip_spaces();
        if self.kind() == TokenKind::Comment {
            self.check(|raw, error| raw.decode_comment(error))?;
            self.bump();
        }
        match self.kind() {
            TokenKind::Newline | TokenKind::Eof => Ok(()),
            _ => Err(self.wrong("the line should end here")),
        }
    }

    fn expect(&mut self, kind: TokenKind, what: &str) -> Parsed<Span> {
        if self.kind() == kind {
            let span = self.bump();
            Ok(self.span(span))
        } else {
            Err(self.wrong(format!("{what} is expected here")))
        }
    }

    /// Decodes the next token, and returns the first error in it.
    fn check(&self, decode: impl FnOnce(Raw<'a>, &mut Option<ParseError>)) -> Parsed<()> {
        let mut error = None;
        if let Some(raw) = self.next.and_then(|token| self.source.get(token)) {
            decode(raw, &mut error);
        }
        error.map_or(Ok(()), |error| Err(self.fault(&error)))
    }

    fn fault(&self, error: &ParseError) -> Fault {
        let span = error.unexpected().or(error.context()).unwrap_or_default();
        let expected = error.expected().unwrap_or_default().iter();
        let expected = expected.filter_map(|expected| match expected {
            Expected::Literal("\n") => Some("a new line".to_owned()),
            Expected::Literal(text) => Some(format!("`{text}`")),
            Expected::Description(text) => Some((*text).to_owned()),
            _ => None,
        });
        let expected: Vec<String> = expected.collect();
        let message = match &expected[..] {
            [] => error.description().to_owned(),
            _ => format!("{}, expected {}", error.description(), expected.join(", ")),
        };
        Fault::new(self.span(span), message)
    }

    /// A fault at the next token.
    fn wrong(&self, message: impl Into<String>) -> Fault {
        Fault::new(self.span(self.next_span()), message)
    }

    fn next_span(&self) -> toml_parser::Span {
        let end = self.source.input().len();
        let end = toml_parser::Span::new_unchecked(end, end);
        self.next.map_or(end, |token| token.span())
    }

    /// A range of the part as one of the file.
    fn span(&self, span: toml_parser::Span) -> Span {
        self.base + span.start()..self.base + span.end()
    }
}

/// The items of a list that was checked.
struct Items<'a>(Parser<'a>);

impl<'a> Iterator for Items<'a> {
    type Item = Parsed<Node<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.item().transpose()
    }
}
