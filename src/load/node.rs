//! Values with their places in a file: what TOML, JSON Lines and CSV have in common.

use std::borrow::Cow;
use std::ops::Range;

use super::index::Index;

/// A range of bytes of the file.
pub type Span = Range<usize>;

/// A value and its place.
#[derive(Debug)]
pub struct Node<'a> {
    pub value: Value<'a>,
    pub span: Span,
}

/// A key and its place.
#[derive(Debug, Clone)]
pub struct Key<'a> {
    pub name: Cow<'a, str>,
    pub span: Span,
}

#[derive(Debug)]
pub enum Value<'a> {
    Text(Cow<'a, str>),
    Integer(i64),
    /// A date or a time of the format's own, as EDTF has it.
    Moment(String),
    /// A value that no field takes, by its type.
    Unfit(&'static str),
    List(List<'a>),
    Table(Box<Table<'a>>),
    /// The last of several tables under one header in two brackets.
    Items(Box<Table<'a>>),
    Null,
}

/// What text is called that is no Unicode, such as `\ud800` alone.
pub const BROKEN_TEXT: &str = "text with half of a surrogate pair";

impl Value<'_> {
    /// Returns the type, for "expected …, found …".
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Integer(_) => "a whole number",
            Self::Moment(_) => "a date",
            Self::Unfit(kind) => kind,
            Self::List(_) | Self::Items(_) => "a list",
            Self::Table(_) => "a table",
            Self::Null => "nothing",
        }
    }
}

/// Something in the text that breaks the rules of its format.
#[derive(Clone, Debug)]
pub struct Fault {
    pub span: Span,
    pub message: String,
    pub help: Option<String>,
}

impl Fault {
    /// Makes a fault without help.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            help: None,
        }
    }

    /// Makes the fault of a key that is defined already.
    pub fn duplicate(key: &Key<'_>) -> Self {
        Self::new(key.span.clone(), "duplicate key")
    }
}

/// Where faults go.
pub type Sink<'r> = &'r mut dyn FnMut(Fault);

/// The items of a list, read from the text one by one, so that a long list takes no memory.
pub struct List<'a>(Box<dyn Iterator<Item = Result<Node<'a>, Fault>> + 'a>);

impl<'a> List<'a> {
    /// Wraps what reads the items.
    pub fn new(items: impl Iterator<Item = Result<Node<'a>, Fault>> + 'a) -> Self {
        Self(Box::new(items))
    }
}

impl Default for List<'_> {
    fn default() -> Self {
        Self::new(std::iter::empty())
    }
}

impl std::fmt::Debug for List<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("List")
    }
}

impl<'a> Iterator for List<'a> {
    type Item = Result<Node<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

/// A key with its value.
pub type Entry<'a> = (Key<'a>, Node<'a>);

/// Keys and their values in the order of the file.
#[derive(Debug, Default)]
pub struct Table<'a> {
    pub entries: Vec<Entry<'a>>,
    /// How the file writes it, which decides whether more can be added to it.
    pub made: Made,
    /// Where each key is, once there are many.
    index: Option<Box<Index>>,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Made {
    /// In one piece: nothing can be added.
    #[default]
    Whole,
    /// Under a header of its own.
    Headed,
    /// Only as a part of the header of another table.
    Implied,
    /// As a part of keys with dots.
    Dotted,
}

/// A table with more keys has an index.
const SMALL: usize = 32;

impl<'a> Table<'a> {
    /// Makes an empty table.
    pub fn new(made: Made) -> Self {
        Self {
            made,
            ..Self::default()
        }
    }

    /// Returns the position of a key.
    pub fn find(&self, name: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.find(name, |at| self.name_at(at)),
            None => self.entries.iter().position(|(key, _)| key.name == name),
        }
    }

    /// Returns the value of a key.
    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        let (_, node) = self.entries.get(self.find(name)?)?;
        Some(node)
    }

    /// Takes the value of a key away.
    pub fn take(&mut self, name: &str) -> Option<Node<'a>> {
        self.take_if(name, |_| true)
    }

    /// Takes the value of a key away if it is as wanted.
    pub fn take_if(
        &mut self,
        name: &str,
        is_wanted: impl Fn(&Node<'a>) -> bool,
    ) -> Option<Node<'a>> {
        let at = self.find(name)?;
        let (_, node) = self.entries.get_mut(at)?;
        let span = node.span.clone();
        is_wanted(node).then(|| Node {
            value: std::mem::replace(&mut node.value, Value::Null),
            span,
        })
    }

    /// Adds an entry. Of two with one key, [`Self::find`] finds the first.
    pub fn push(&mut self, key: Key<'a>, node: Node<'a>) {
        self.entries.push((key, node));
        let Some(last) = self.entries.len().checked_sub(SMALL) else {
            return;
        };
        let mut index = self.index.take().unwrap_or_default();
        let from = if last == 0 { 0 } else { self.entries.len() - 1 };
        for at in from..self.entries.len() {
            let name = self.name_at(at);
            if index.find(name, |at| self.name_at(at)).is_none() {
                index.add(name, at, |at| self.name_at(at));
            }
        }
        self.index = Some(index);
    }

    fn name_at(&self, at: usize) -> &str {
        self.entries.get(at).map_or("", |(key, _)| &key.name)
    }
}
