//! A value of any event format, with its place in the file: what TOML, JSON Lines and
//! CSV have in common.

use std::ops::Range;

/// Bytes of the file.
pub type Span = Range<usize>;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    pub value: Value,
    pub span: Span,
}

/// A key and where it stands.
#[derive(Clone, Debug)]
pub struct Key {
    pub name: String,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum Value {
    Text(String),
    Integer(i64),
    /// A date or a time that the format itself knows, as written.
    Moment(String),
    /// A number with a fraction, a truth value, and whatever else no field takes.
    Unfit(&'static str),
    List(Vec<Node>),
    /// In file order.
    Table(Vec<(Key, Node)>),
    Null,
}

impl Value {
    /// What it is, for "expected …, found …".
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Integer(_) => "a whole number",
            Self::Moment(_) => "a date",
            Self::Unfit(kind) => kind,
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Null => "nothing",
        }
    }
}

impl Node {
    /// The entries, if this is a table.
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a key, if this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let mut entries = self.entries().iter();
        entries.find(|(k, _)| k.name == key).map(|(_, node)| node)
    }
}
