//! An event as it is imported.

use std::borrow::Cow;

use serde::Serialize;

/// A text of a record: borrowed from the input where it stands there as it is.
pub type Text<'a> = Cow<'a, str>;

/// One event, with the keys of event data. What is empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Record<'a> {
    /// Its id. If it is empty, it gets one from its line.
    pub id: Text<'a>,
    /// Its date in EDTF; or, if that cannot be told, as the input gives it.
    pub date: Text<'a>,
    /// What happened, in one line.
    pub title: Text<'a>,
    /// What happened, in full.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub summary: Text<'a>,
    /// Who took part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Named<'a>>,
    /// Where it happened.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub place: Text<'a>,
    /// Its tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Text<'a>>,
    /// Whether it happened, by the names of our statuses.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub status: Text<'a>,
    /// What is to be said beside it.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: Text<'a>,
    /// What it is taken from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Cited<'a>>,
}

/// An actor of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Named<'a> {
    /// The id or the name.
    pub id: Text<'a>,
    /// The part that they have in the event.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub role: Text<'a>,
}

/// A source of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cited<'a> {
    /// Its id, its name, or its address on the web.
    pub source: Text<'a>,
    /// The paragraph, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// Its words.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub quote: Text<'a>,
    /// The date that it gives, in EDTF.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub date: Text<'a>,
    /// Whether it supports the event, by the names of our stances.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub stance: Text<'a>,
}
