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
    pub tags: Vec<Name>,
    pub dates: Vec<Name>,
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
            let record = rows.text()?;
            let mut name = Name {
                name,
                title,
                record,
            };
            if kind == Kind::Timeline as u8 {
                names.timeline = name;
                continue;
            }
            if name.title.is_empty() {
                name.title.clone_from(&name.name);
            }
            let (len, is_again) = match kind {
                1 => put(&mut names.actors, number, name),
                2 => put(&mut names.sources, number, name),
                3 => put(&mut names.tags, number, name),
                _ => put(&mut names.dates, number, name),
            };
            if !is_again && number + 1 != len {
                return Err(StoreError::failed(format!(
                    "the table `names` is not in order: number {} is missing among the names of kind {kind}",
                    len - 1
                )));
            }
        }
        Ok(names)
    }

    /// Returns the dates.
    pub fn read_dates(&self) -> Answer<Vec<Date>> {
        let dates = self.dates.iter().map(|it| {
            Date::parse(&it.name).map_err(|_| {
                let message = format!("the table `names` has a date that is none: {}", it.name);
                StoreError::failed(message)
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
            ..Input::of_text(&name, &self.toml())
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
        let quoted = |text: &str| Value::from(text).to_string();
        let mut text = format!("[timeline]\n{}", self.timeline.record);
        if self.timeline.record.is_empty() && !self.timeline.title.is_empty() {
            let _ = writeln!(text, "title = {}", quoted(&self.timeline.title));
        }
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

/// Adds the name of a number, and returns how many there are then. One that is there already, which is returned as well,
/// only gets a record that it did not have.
fn put(all: &mut Vec<Name>, number: usize, name: Name) -> (usize, bool) {
    let Some(known) = all.get_mut(number) else {
        all.push(name);
        return (all.len(), false);
    };
    if known.record.is_empty() {
        *known = name;
    }
    (all.len(), true)
}
