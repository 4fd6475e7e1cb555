//! The names of a timeline on a server: its title, actors, sources, tags, and the dates that their days do not tell.

use std::fmt::Write;
use std::sync::Arc;

use toml::Value;

use super::address::Address;
use super::binary::Rows;
use super::bound::Bound;
use super::client::Client;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{self, Input, SourceRoot};
use crate::text::sanitize;
use crate::timeline::{Actor, ActorDetails, Answer, File, Head, Parts, Source, StoreError};

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    Timeline = 0,
    Actor = 1,
    Source = 2,
    Tag = 3,
    Date = 4,
}

/// A name.
#[expect(
    clippy::struct_field_names,
    reason = "these are the columns of the table"
)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The id, or the tag or date itself.
    pub name: String,
    /// The title for people.
    pub title: String,
    /// The keys of its table in an event file, one a line; empty if there is none.
    pub record: String,
}

/// All names, by kind and number.
#[derive(Debug, Default)]
pub struct Names {
    pub timeline: Name,
    pub actors: Vec<Name>,
    pub sources: Vec<Name>,
    pub tags: Vec<String>,
    pub dates: Vec<String>,
}

impl Names {
    /// Asks for all names.
    pub fn ask(client: &Client) -> Answer<Self> {
        // Most titles are names.
        let sql = "SELECT kind, number, name, if(title = name, '', title), record FROM names \
                   ORDER BY kind, number FORMAT RowBinary";
        let answer = client.ask(&Bound::new(sql), &|| true)?;
        let mut rows = Rows::new(&answer);
        let mut names = Self::default();
        while rows.has_more() {
            let (kind, number) = (rows.byte()?, rows.short()? as usize);
            let name = sanitize::line(&rows.text()?);
            let title = sanitize::line(&rows.text()?);
            let title = if title.is_empty() {
                name.clone()
            } else {
                title
            };
            let record = rows.text()?;
            let name = Name {
                name,
                title,
                record,
            };
            let expected = match kind {
                0 => {
                    names.timeline = name;
                    continue;
                }
                1 => put(&mut names.actors, name),
                2 => put(&mut names.sources, name),
                3 => put(&mut names.tags, name.name),
                _ => put(&mut names.dates, name.name),
            };
            if number != expected {
                return Err(StoreError::failed(format!(
                    "the table `names` is not in order: there is number {number} instead of {expected} among the \
                     names of kind {kind}"
                )));
            }
        }
        Ok(names)
    }

    /// Returns the dates.
    pub fn read_dates(&self) -> Answer<Vec<Date>> {
        let dates = self.dates.iter().map(|text| {
            Date::parse(text).map_err(|_| {
                StoreError::failed(format!("the table `names` has a date that is none: {text}"))
            })
        });
        dates.collect()
    }

    /// Returns what the names say of the timeline, with what is wrong in that. Sources are read from a folder, if it
    /// is given.
    pub fn head(
        &self,
        address: &Address,
        folder: Option<SourceRoot>,
    ) -> Result<(Arc<Head>, Vec<Diagnostic>), Vec<Diagnostic>> {
        let name = address.to_string();
        let mut all = self.actors.iter().chain(&self.sources);
        if self.timeline.record.is_empty() && all.all(|name| name.record.is_empty()) {
            return Ok((Arc::new(self.plain_head(name)), Vec::new()));
        }
        let has_texts = folder.is_some();
        let input = Input {
            root: folder.unwrap_or(SourceRoot::Nowhere),
            // Its ending gives the format.
            ..Input::of_text(&format!("{name}.toml"), &self.toml())
        };
        let loaded = load::from_inputs(&[input])?;
        let mut found = loaded.diagnostics;
        // The events are elsewhere.
        found.retain(|found| has_texts && found.code != Code::Empty);
        Ok((Arc::clone(loaded.timeline.head()), found))
    }

    /// Returns the head of a timeline in which nothing defines more than names.
    fn plain_head(&self, name: String) -> Head {
        let actor = |it: &Name| Actor::new(&it.name, &it.title, ActorDetails::default());
        Head::new(Parts {
            title: self.timeline.title.clone(),
            files: vec![File { name, path: None }],
            actors: self.actors.iter().map(actor).collect(),
            sources: self
                .sources
                .iter()
                .map(|it| Source::named(&it.name))
                .collect(),
            ..Parts::default()
        })
    }

    /// Returns the head of the event file.
    fn toml(&self) -> String {
        let mut text = format!("[timeline]\n{}", self.timeline.record);
        let quoted = |text: &str| Value::from(text).to_string();
        for (key, names, title) in [
            ("actors", &self.actors, "name"),
            ("sources", &self.sources, "title"),
        ] {
            for name in names {
                let _ = write!(text, "\n[{key}.{}]\n", quoted(&name.name));
                if name.record.is_empty() {
                    let _ = writeln!(text, "{title} = {}", quoted(&name.title));
                }
                text.push_str(&name.record);
            }
        }
        text
    }
}

/// Adds a value and returns its number.
fn put<T>(all: &mut Vec<T>, value: T) -> usize {
    all.push(value);
    all.len() - 1
}
