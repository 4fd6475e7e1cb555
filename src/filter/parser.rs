//! Builds a tree from tokens. Help, completion and messages use the tables of fields and properties here.

use std::ops::Range;

use super::lexer::{Kind, Token};
use crate::diagnostic::{Code, Diagnostic, Severity, TextFile, did_you_mean};
use crate::timeline::{Status, Verdict};

table! {
    /// The field of an event that a term is about.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Field {
        /// The actors, and everyone who belongs to them.
        Actor = "actor": "takes part: id, name or alias, or the beginning of one; `=` leaves members out",
        /// The tags.
        Tag = "tag": "has a tag that begins with this",
        /// The cited sources.
        Source = "source": "cites a source with this in its id or title",
        /// The date, which may overlap a span.
        Date = "date": "may have been then: a date, or a range such as 2023..2025",
        /// The date, which certainly lies within a span.
        Within = "within": "was certainly then",
        /// The date, which certainly lies before a span.
        Before = "before": "was certainly over before then",
        /// The date, which certainly lies after a span.
        After = "after": "certainly began after then",
        /// The place.
        Place = "place": "has this in its place",
        /// The status.
        Status = "status": "happened, planned, disputed, denied or draft",
        /// The verdict of the evidence.
        Verdict = "verdict": "verified, unproven, differs, cut, conflict or broken: the worst of its citations",
        /// The title.
        Title = "title": "has this in its title",
        /// The quotes.
        Quote = "quote": "has this in a quote",
        /// The id.
        Id = "id": "has an id that begins with this",
        /// A property: see [`Is`].
        Is = "is": "has a property",
    }
}

table! {
    /// A property of an event.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Is {
        /// The status is `planned`.
        Planned = "planned": "has yet to happen",
        /// The status is `disputed`.
        Disputed = "disputed": "may or may not have happened",
        /// The status is `denied`.
        Denied = "denied": "is said not to have happened",
        /// The status is `draft`.
        Draft = "draft": "is proposed, and nobody has accepted it yet",
        /// The date is marked `~`.
        Approximate = "approximate": "the date is marked ~",
        /// The date is marked `?`.
        Uncertain = "uncertain": "the date is marked ?",
        /// There is no date, or it is not valid.
        Undated = "undated": "has no date that can be read",
        /// There is no citation.
        Uncited = "uncited": "cites nothing",
        /// A citation has no verified quote.
        Unverified = "unverified": "has a citation without a verified quote",
        /// A citation has a verified quote that misleads without what it leaves out.
        Cut = "cut": "has a quote that what stands around it turns",
        /// Its sources contradict the event or each other.
        Conflict = "conflict": "its sources contradict it or each other",
    }
}

impl Field {
    /// Returns whether its value is a date.
    pub fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::Within | Self::Before | Self::After)
    }

    /// Returns the words of which its value must be one; none if it can be any text.
    pub fn keywords(self) -> Vec<&'static str> {
        match self {
            Self::Status => Status::ALL.iter().map(|known| known.name()).collect(),
            Self::Verdict => Verdict::ALL.iter().map(|known| known.name()).collect(),
            Self::Is => Is::ALL.iter().map(|known| known.name()).collect(),
            _ => Vec::new(),
        }
    }
}

/// The syntax tree of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// All of these hold.
    All(Vec<Tree>),
    /// At least one of these holds.
    Any(Vec<Tree>),
    /// This does not hold.
    Not(Box<Tree>),
    /// One term.
    Term {
        /// None for a bare word, which is looked for in every field with words.
        field: Option<Field>,
        exact: bool,
        value: String,
        /// The place of the value in the text.
        span: Range<usize>,
    },
}

/// The words between terms, which are read in capitals only.
pub const OPERATORS: [&str; 3] = ["AND", "OR", "NOT"];

/// How to search for what looks like syntax.
pub const AS_TEXT: &str = "to search for it as text, put it in quotes";

/// Parentheses deeper than this are refused, so that no filter exhausts the stack.
const DEEPEST: usize = 100;

/// Returns the tree of a filter, or none if there are no tokens.
///
/// # Errors
/// The first token that does not fit.
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
        Some(_) => Err(parser.wrong("unmatched `)`")),
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
            return Err(self.wrong("expected a term"));
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
                    return Err(self.wrong("unclosed `(`"));
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
                    return Err(self.wrong("unclosed quotation mark"));
                }
                if let Some(meant) = self.operator_meant() {
                    let found = self.wrong(&format!("`{value}` is not an operator"));
                    return Err(found.with_help(format!("{meant}; {AS_TEXT}")));
                }
                let field = match field {
                    None => None,
                    Some((name, span)) => Some(self.field(name, span)?),
                };
                if value.trim().is_empty() {
                    return Err(if field.is_none() {
                        self.wrong("expected a word between the quotation marks")
                    } else {
                        self.no_value(value_span.is_empty())
                    });
                }
                self.at += 1;
                Ok(Tree::Term {
                    field,
                    exact: *exact,
                    value: value.clone(),
                    span: value_span.clone(),
                })
            }
            _ => Err(self.wrong("expected a term")),
        }
    }

    /// Returns what to do about the next word if it was probably meant as an operator: it is one in small letters, and
    /// stands before a field or a parenthesis, or between terms of which one is more than a word.
    fn operator_meant(&self) -> Option<String> {
        let word = self.text(self.at)?;
        let operator = OPERATORS
            .into_iter()
            .find(|it| it.eq_ignore_ascii_case(word))?;
        let kind = |at: Option<usize>| self.tokens.get(at?).map(|token| &token.kind);
        let before = kind(self.at.checked_sub(1));
        let after = kind(self.at.checked_add(1))?;
        let is_before_term = matches!(after, Kind::Term { field: Some(_), .. } | Kind::Open);
        let (joins, is_meant) = match before {
            Some(Kind::Term { field: None, .. }) => (true, *after == Kind::Not),
            Some(Kind::Term { .. } | Kind::Close) => {
                (true, matches!(after, Kind::Term { .. } | Kind::Not))
            }
            _ => (operator == "NOT", false),
        };
        if !is_meant && !is_before_term {
            return None;
        }
        Some(match self.alternatives(operator) {
            Some(terms) => format!("write `{terms}`"),
            None if joins => format!("write `{operator}`"),
            None => "leave it out".to_owned(),
        })
    }

    /// Returns `(tag:x OR tag:y)` if the parser is at the `or` of `tag:x or y`.
    fn alternatives(&self, operator: &str) -> Option<String> {
        let first = self.tokens.get(self.at.checked_sub(1)?)?;
        let Kind::Term {
            field: Some(_),
            value_span,
            ..
        } = &first.kind
        else {
            return None;
        };
        let field = self.file.text.get(first.span.start..value_span.start)?;
        let is_or = |at: &usize| {
            operator == "OR"
                && self
                    .text(*at)
                    .is_some_and(|word| word.eq_ignore_ascii_case("or"))
        };
        let values = (self.at..).step_by(2).take_while(is_or);
        let values = values.map_while(|at| self.word(at.checked_add(1)?));
        let values: Vec<String> = values.map(|value| format!(" OR {field}{value}")).collect();
        let first = self.file.text.get(first.span.clone())?;
        (!values.is_empty()).then(|| format!("({first}{})", values.concat()))
    }

    /// Returns the word or the phrase at a token, as it is written, if it has no field.
    fn word(&self, at: usize) -> Option<&'a str> {
        let is_word = matches!(
            self.tokens.get(at)?.kind,
            Kind::Term {
                field: None,
                unclosed: false,
                ..
            }
        );
        self.text(at).filter(|_| is_word)
    }

    /// Returns a token as it is written.
    fn text(&self, at: usize) -> Option<&'a str> {
        self.file.text.get(self.tokens.get(at)?.span.clone())
    }

    fn field(&self, name: &str, span: &Range<usize>) -> Result<Field, Diagnostic> {
        let lower = name.to_lowercase();
        if let Some(field) = Field::named(&lower) {
            return Ok(field);
        }
        let names = Field::ALL.iter().map(|field| field.name());
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
            .diagnostic(Code::Filter, Severity::Error, span.clone(), message);
        Err(found.with_help(help))
    }

    /// Returns an error for a field without a value. If the value is the next word, the space before it is too much.
    fn no_value(&self, may_be_next: bool) -> Diagnostic {
        let found = self.wrong("expected a value after the colon");
        let next = self.word(self.at + 1).filter(|_| may_be_next);
        match (self.text(self.at), next) {
            (Some(field), Some(value)) => found.with_help(format!("write `{field}{value}`")),
            _ => found,
        }
    }

    /// Returns an error at the next token, or at the end of the text.
    fn wrong(&self, message: &str) -> Diagnostic {
        let end = self.file.text.trim_end().len();
        let span = self
            .tokens
            .get(self.at)
            .map_or(end..end, |token| token.span.clone());
        self.file
            .diagnostic(Code::Filter, Severity::Error, span, message)
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
