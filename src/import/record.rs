//! An event as it is imported.

use std::borrow::Cow;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// A text of a record: borrowed from the input where it stands there as it is.
pub type Text<'a> = Cow<'a, str>;

/// One event, with the keys of event data. What is empty is left out, and what can be flat is: such records are read
/// faster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record<'a> {
    /// Its id. If it is empty, it gets one from its line.
    pub id: Text<'a>,
    /// Its date in EDTF; or, if that cannot be told, as the input gives it.
    pub date: Text<'a>,
    /// What happened, in one line.
    pub title: Text<'a>,
    /// What happened, in full.
    pub summary: Text<'a>,
    /// Who took part.
    pub actors: Vec<Named<'a>>,
    /// Where it happened.
    pub place: Text<'a>,
    /// Its tags.
    pub tags: Vec<Text<'a>>,
    /// Whether it happened, by the names of our statuses.
    pub status: Text<'a>,
    /// What is to be said beside it.
    pub note: Text<'a>,
    /// What it is taken from.
    pub citations: Vec<Cited<'a>>,
}

/// An actor of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named<'a> {
    /// The id or the name.
    pub id: Text<'a>,
    /// The part that they have in the event.
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

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("date", &self.date)?;
        map.serialize_entry("title", &self.title)?;
        write_text(&mut map, "summary", &self.summary)?;
        if !self.actors.is_empty() {
            map.serialize_entry("actors", &self.actors)?;
        }
        write_text(&mut map, "place", &self.place)?;
        if !self.tags.is_empty() {
            map.serialize_entry("tags", &self.tags)?;
        }
        write_text(&mut map, "status", &self.status)?;
        write_text(&mut map, "note", &self.note)?;
        match &self.citations[..] {
            [] => {}
            [only] if only.date.is_empty() => {
                map.serialize_entry("source", &only.source)?;
                if let Some(paragraph) = only.paragraph {
                    map.serialize_entry("paragraph", &paragraph)?;
                }
                write_text(&mut map, "quote", &only.quote)?;
                write_text(&mut map, "stance", &only.stance)?;
            }
            several => map.serialize_entry("citations", several)?,
        }
        map.end()
    }
}

fn write_text<M: SerializeMap>(map: &mut M, key: &str, text: &str) -> Result<(), M::Error> {
    if text.is_empty() {
        return Ok(());
    }
    map.serialize_entry(key, text)
}

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.role.is_empty() {
            return to.serialize_str(&self.id);
        }
        let mut map = to.serialize_map(Some(2))?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("role", &self.role)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_flat_is() {
        let cited = |source: &'static str, date: &'static str| Cited {
            source: source.into(),
            date: date.into(),
            paragraph: Some(2),
            ..Cited::default()
        };
        let named = |id: &'static str, role: &'static str| Named {
            id: id.into(),
            role: role.into(),
        };
        let mut record = Record {
            id: "a".into(),
            date: "2019".into(),
            title: "A".into(),
            actors: vec![named("x", ""), named("y", "guest")],
            citations: vec![cited("s", "")],
            ..Record::default()
        };
        let json = |record: &Record<'_>| serde_json::to_string(record).expect("JSON");
        assert_eq!(
            json(&record),
            r#"{"id":"a","date":"2019","title":"A","actors":["x",{"id":"y","role":"guest"}],"source":"s","paragraph":2}"#
        );
        record.actors.clear();
        record.citations = vec![cited("s", "2018")];
        assert_eq!(
            json(&record),
            r#"{"id":"a","date":"2019","title":"A","citations":[{"source":"s","paragraph":2,"date":"2018"}]}"#
        );
    }
}
