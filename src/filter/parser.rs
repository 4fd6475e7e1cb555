//! Tokens to a tree. What the fields are called stands here once: help, completion and
//! messages read the same table.

use std::ops::Range;

use super::lexer::{Kind, Token};
use crate::diagnostic::{Diagnostic, Severity, TextFile, did_you_mean};

/// What a term is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Everything that has words: a term without a field.
    Any,
    /// The actors, and those who belong to them.
    Actor,
    /// The tags.
    Tag,
    /// The sources cited.
    Source,
    /// The place.
    Place,
    /// When it may have been.
    Date,
    /// When it certainly was.
    Within,
    /// What it certainly came before.
    Before,
    /// What it certainly came after.
    After,
    /// What became of it.
    Status,
    /// The title.
    Title,
    /// The quotes.
    Quote,
    /// The event's id.
    Id,
    /// A property, see [`IS`].
    Is,
}

/// Every field that can be written, with what it means.
pub const FIELDS: [(Field, &str, &str); 13] = [
    (
        Field::Actor,
        "actor",
        "takes part: id, name or alias, or the beginning of one; `=` leaves members out",
    ),
    (Field::Tag, "tag", "is filed under this tag"),
    (
        Field::Source,
        "source",
        "cites a source with this in its id or title",
    ),
    (
        Field::Date,
        "date",
        "may have been then: a date, or a range such as 2023..2025",
    ),
    (Field::Within, "within", "was certainly then, whole"),
    (Field::Before, "before", "was certainly over before then"),
    (Field::After, "after", "certainly began after then"),
    (Field::Place, "place", "has this in its place"),
    (
        Field::Status,
        "status",
        "happened, planned, disputed or denied",
    ),
    (Field::Title, "title", "has this in its title"),
    (Field::Quote, "quote", "has this in a quote"),
    (Field::Id, "id", "has an id that begins so"),
    (Field::Is, "is", "has a property"),
];

/// A property of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// The status is `planned`.
    Planned,
    /// The status is `disputed`.
    Disputed,
    /// The status is `denied`.
    Denied,
    /// The date is marked `~`.
    Approximate,
    /// The date is marked `?`.
    Uncertain,
    /// There is no date that can be read.
    Undated,
    /// Nothing is cited.
    Uncited,
    /// A quote is not found where it should be.
    Unverified,
    /// A source says otherwise.
    Conflict,
}

/// Every word that `is:` takes, with what it means.
pub const IS: [(Is, &str, &str); 9] = [
    (Is::Planned, "planned", "is to happen"),
    (
        Is::Disputed,
        "disputed",
        "whether it happened is in dispute",
    ),
    (Is::Denied, "denied", "is said not to have happened"),
    (Is::Approximate, "approximate", "the date is marked ~"),
    (Is::Uncertain, "uncertain", "the date is marked ?"),
    (Is::Undated, "undated", "has no date that can be read"),
    (Is::Uncited, "uncited", "cites nothing"),
    (
        Is::Unverified,
        "unverified",
        "cites something that was not found word for word",
    ),
    (
        Is::Conflict,
        "conflict",
        "its sources contradict it, or date it otherwise",
    ),
];

/// A filter as a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// Every one.
    All(Vec<Tree>),
    /// At least one.
    Any(Vec<Tree>),
    /// Not this.
    Not(Box<Tree>),
    /// One comparison.
    Term {
        field: Field,
        exact: bool,
        value: String,
        /// Where the value stands.
        span: Range<usize>,
    },
}

/// Parentheses deeper than this are refused, so that no filter exhausts the stack.
const DEEPEST: usize = 100;

/// Reads a whole filter. None for one that asks nothing.
pub fn parse(tokens: &[Token], file: &TextFile<'_>) -> Result<Option<Tree>, Diagnostic> {
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut parser = Parser {
        tokens,
        at: 0,
        file,
    };
    let tree = parser.any(0)?;
    match parser.peek() {
        None => Ok(Some(tree)),
        // `any` stops at a closing parenthesis only.
        Some(_) => Err(parser.wrong("this `)` closes nothing")),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    file: &'a TextFile<'a>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn any(&mut self, depth: usize) -> Result<Tree, Diagnostic> {
        let mut sides = vec![self.all(depth)?];
        while self.peek() == Some(&Kind::Or) {
            self.at += 1;
            sides.push(self.all(depth)?);
        }
        Ok(one_or(sides, Tree::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Tree, Diagnostic> {
        let mut terms = Vec::new();
        loop {
            match self.peek() {
                None | Some(Kind::Or | Kind::Close) => break,
                Some(Kind::And) if !terms.is_empty() => self.at += 1,
                Some(_) => terms.push(self.one(depth)?),
            }
        }
        if terms.is_empty() {
            return Err(self.wrong("a term is expected here"));
        }
        Ok(one_or(terms, Tree::All))
    }

    fn one(&mut self, depth: usize) -> Result<Tree, Diagnostic> {
        if depth > DEEPEST {
            return Err(self.wrong("too many parentheses and negations in each other"));
        }
        match self.peek() {
            Some(Kind::Not) => {
                self.at += 1;
                Ok(Tree::Not(Box::new(self.one(depth + 1)?)))
            }
            Some(Kind::Open) => {
                let opened = self.at;
                self.at += 1;
                let inner = self.any(depth + 1)?;
                if self.peek() != Some(&Kind::Close) {
                    self.at = opened;
                    return Err(self.wrong("this `(` is not closed"));
                }
                self.at += 1;
                Ok(inner)
            }
            Some(Kind::Term {
                field,
                exact,
                value,
                value_span,
                unclosed,
            }) => {
                if *unclosed {
                    return Err(self.wrong("this quotation mark is not closed"));
                }
                let field = match field {
                    None => Field::Any,
                    Some((name, span)) => self.field(name, span)?,
                };
                if value.trim().is_empty() {
                    return Err(self.wrong(if field == Field::Any {
                        "a word is expected between the quotation marks"
                    } else {
                        "a value is expected after the colon"
                    }));
                }
                self.at += 1;
                Ok(Tree::Term {
                    field,
                    exact: *exact,
                    value: value.clone(),
                    span: value_span.clone(),
                })
            }
            _ => Err(self.wrong("a term is expected here")),
        }
    }

    fn field(&self, name: &str, span: &Range<usize>) -> Result<Field, Diagnostic> {
        let lower = name.to_lowercase();
        if let Some((field, ..)) = FIELDS.iter().find(|(_, known, _)| *known == lower) {
            return Ok(*field);
        }
        let names = FIELDS.iter().map(|(_, known, _)| *known);
        let help = did_you_mean(&lower, names.clone()).unwrap_or_else(|| {
            let names: Vec<&str> = names.collect();
            format!(
                "fields are {}; put words with a colon in quotes",
                names.join(", ")
            )
        });
        let message = format!("unknown field `{name}`");
        let found = self
            .file
            .diagnostic("filter", Severity::Error, span.clone(), message);
        Err(found.with_help(help))
    }

    /// An error at the token that is next, or after the last one.
    fn wrong(&self, message: &str) -> Diagnostic {
        let end = self.file.text.trim_end().len();
        let span = self
            .tokens
            .get(self.at)
            .map_or(end..end, |token| token.span.clone());
        self.file
            .diagnostic("filter", Severity::Error, span, message)
    }
}

fn one_or(mut trees: Vec<Tree>, many: fn(Vec<Tree>) -> Tree) -> Tree {
    match trees.pop() {
        Some(only) if trees.is_empty() => only,
        last => {
            trees.extend(last);
            many(trees)
        }
    }
}
