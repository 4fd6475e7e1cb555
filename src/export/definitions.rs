//! What a timeline defines beside its events, with the keys of an event file.

use serde::Serialize;

use super::Setting;
use crate::date::Date;
use crate::document::{Encoding, Extent, Rule};
use crate::timeline::{Actor, Source, SourceId, Timeline};

/// `[timeline]`.
#[derive(Serialize)]
pub struct HeadTable<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

/// `[actors.…]`.
#[derive(Serialize)]
pub struct ActorTable<'a> {
    name: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    member_of: Vec<&'a str>,
}

/// `[sources.…]`.
#[derive(Serialize)]
pub struct SourceTable<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieved: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraphs: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editions: Vec<EditionTable<'a>>,
}

/// `[[sources.….edition]]`.
#[derive(Serialize)]
pub struct EditionTable<'a> {
    retrieved: &'a str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<&'a str>,
}

impl<'a> HeadTable<'a> {
    /// Returns the table of a timeline.
    pub fn new(timeline: &'a Timeline) -> Self {
        Self {
            title: timeline.title(),
            summary: timeline.summary(),
            language: timeline.language(),
        }
    }
}

impl<'a> ActorTable<'a> {
    /// Returns the table of an actor of a timeline.
    pub fn new(timeline: &'a Timeline, actor: &'a Actor) -> Self {
        let groups = actor.member_of.iter();
        Self {
            name: actor.name(),
            kind: actor.kind.name(),
            aliases: &actor.aliases,
            member_of: groups
                .filter_map(|id| timeline.actor(*id))
                .map(Actor::slug)
                .collect(),
        }
    }
}

impl<'a> SourceTable<'a> {
    /// Returns the table of a source, whose texts a setting names.
    pub fn new(source: &'a Source, id: SourceId, setting: &'a Setting) -> Self {
        let editions = source.editions.iter().enumerate();
        Self {
            title: source.title(),
            author: source.author.as_deref(),
            publisher: source.publisher.as_deref(),
            published: source.published.as_ref().map(Date::as_str),
            url: source.url.as_deref(),
            archive_url: source.archive_url.as_deref(),
            retrieved: source.retrieved.as_ref().map(Date::as_str),
            language: source.language.as_deref(),
            file: setting.text_of(id),
            sha256: source.sha256.as_deref(),
            paragraphs: source.paragraphs.map(Rule::name),
            content: source.content.map(Extent::name),
            encoding: source.encoding.map(Encoding::name),
            editions: editions
                .map(|(at, edition)| EditionTable {
                    retrieved: edition.retrieved.as_str(),
                    file: setting.edition_of(id, at).unwrap_or(&edition.file),
                    sha256: edition.sha256.as_deref(),
                })
                .collect(),
        }
    }
}
