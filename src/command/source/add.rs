//! `annals source add`: makes a text edition of an original, and defines it as a source of an event file.

mod choose;
mod id;
mod new;
mod report;

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::definition::Definition;
use super::edition::Text;
use super::event_file::EventFile;
use super::insertion::add_sources;
use super::interrupt::Signals;
use super::known;
use super::names;
use super::notes;
use super::original::{Origin, Original};
use super::place::{self, Place};
use super::undo::Made;
use crate::cli::AddSource;
use crate::command::environment::{Environment, Outcome, Streams};
use crate::command::new_ids::NewIds;
use crate::command::print::{named, print_all};
use crate::diagnostic::{quoted, safe};
use crate::document::{Encoding, Facts, Kind};
use crate::load;
use crate::text::kebab::{is_kebab_case, kebab_case};
use crate::text::sanitize;
use crate::text::shell;
use crate::text::web;
use crate::timeline::{NoText, Source, Timeline};
use choose::Choice;
use new::New;

/// What is added, and where to.
struct Adding<'a> {
    asked: &'a AddSource,
    today: &'a str,
    file: &'a EventFile,
    timeline: &'a Timeline,
    original: &'a Original,
    sha256: String,
    /// Where the original is, or will be.
    home: Place,
}

/// Adds an original as a source. Everything is read before anything is written; if a step fails, what was written is
/// removed again.
///
/// # Errors
/// The original cannot be read, or is a source already; a file is in the way; a file cannot be written.
pub fn run(
    asked: &AddSource,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let file = EventFile::open(asked.events.as_deref())?;
    let loaded = match load::load(std::slice::from_ref(&file.path)) {
        Ok(loaded) => loaded,
        Err(found) => {
            print_all(&found, environment.colour_errors, streams.err)?;
            return Ok(Outcome::Unusable);
        }
    };
    check(asked, &loaded.timeline, &file)?;
    refuse_again(asked, &loaded.timeline, &file)?;
    let mut original = Original::obtain(&asked.original, asked.kind)?;
    original.encoding = asked.encoding;
    let adding = Adding {
        asked,
        today: &environment.today,
        file: &file,
        timeline: &loaded.timeline,
        original: &original,
        sha256: load::sha256(&original.bytes),
        home: place::of_original(&original, &file, asked.id.as_deref())?,
    };
    if let Origin::Web { address, .. } = &original.origin {
        refuse_address(address, asked, &loaded.timeline, &file)?;
    }
    if !asked.all {
        adding.refuse_twice(asked.record.as_deref())?;
    }
    let (texts, left_out) = match choose::texts(asked, &original, environment, streams)? {
        Choice::Read { texts, left_out } => (texts, left_out),
        Choice::Listed => return Ok(Outcome::Unusable),
    };
    let new = adding.sources(texts)?;
    adding.write(&new)?;
    let copied = adding.home.is_new.then_some(original.bytes.len());
    notes::print(left_out.into_iter(), streams)?;
    report::added(&file.path, &adding.home, copied, &new, streams)?;
    Ok(Outcome::Fine)
}

/// Refuses values of options that cannot be written.
fn check(asked: &AddSource, timeline: &Timeline, file: &EventFile) -> Result<()> {
    if let Some(address) = &asked.archive_url {
        ensure!(
            web::is_address(address) && sanitize::is_line(address),
            "`--archive-url` takes an address that begins with http:// or https://"
        );
    }
    let Some(id) = &asked.id else {
        return Ok(());
    };
    if id.is_empty() || !is_kebab_case(id) {
        let better = kebab_case(id);
        let better = if better.is_empty() { "report" } else { &better };
        bail!(
            "{} cannot be an id; ids are in kebab-case, such as {}",
            quoted(id),
            quoted(better)
        );
    }
    let is_taken = defined(timeline).any(|taken| taken == id);
    ensure!(
        !is_taken,
        "{} already has a source {}; choose another `--id`",
        named(&file.path),
        quoted(id)
    );
    Ok(())
}

/// Refuses a file or an address that is the text of a source already, before it is fetched or read.
fn refuse_again(asked: &AddSource, timeline: &Timeline, file: &EventFile) -> Result<()> {
    let original = &asked.original;
    let Some(address) = original.to_str().filter(|it| it.contains("://")) else {
        let Some(source) = known::in_file(timeline, original) else {
            return Ok(());
        };
        let id = quoted(source.slug());
        bail!(
            "{} is already the text of the source {id} of {}",
            named(original),
            named(&file.path)
        );
    };
    refuse_address(address, asked, timeline, file)
}

/// Refuses the address of a source.
fn refuse_address(
    address: &str,
    asked: &AddSource,
    timeline: &Timeline,
    file: &EventFile,
) -> Result<()> {
    let Some(source) = known::at_address(timeline, address) else {
        return Ok(());
    };
    let id = source.slug();
    let events = asked.events.as_deref();
    let events = events.map_or(String::new(), |path| option("--events", &shown(path)));
    bail!(
        "{} is already the source {} of {}; `annals source refresh {}{events}` fetches it again",
        sanitize::line(address),
        quoted(id),
        named(&file.path),
        shell::word(id)
    )
}

/// Returns an option of a command line with its value, after a space.
fn option(name: &str, value: &str) -> String {
    format!(" {name} {}", shell::word(value))
}

fn shown(path: &Path) -> String {
    safe(&path.display().to_string())
}

/// Returns the options of a command that count as well when another file is added instead.
fn options(asked: &AddSource) -> String {
    let events = asked.events.as_deref().map(shown);
    let title = asked.title.as_deref().map(sanitize::line);
    let given = [
        ("--events", events),
        ("--id", asked.id.clone()),
        ("--title", title),
    ];
    let given = given.into_iter();
    given
        .filter_map(|(name, value)| Some(option(name, &value?)))
        .collect()
}

/// Returns the ids that have a definition. Others may be cited already, and wait for one.
fn defined(timeline: &Timeline) -> impl Iterator<Item = &str> {
    let sources = timeline.sources().iter();
    let defined = sources.filter(|source| source.document().err() != Some(&NoText::Undefined));
    defined.map(Source::slug)
}

impl Adding<'_> {
    /// Refuses an original, or a page in it, that is a source already.
    fn refuse_twice(&self, record: Option<&str>) -> Result<()> {
        let Some(source) = known::same(self.timeline, &self.sha256, record) else {
            return Ok(());
        };
        let (original, id) = (self.original.shown(), quoted(source.slug()));
        bail!(
            "{original} is already the source {id} of {}",
            named(&self.file.path)
        )
    }

    /// Returns the sources to add. Pages of an archive that are sources already are left out.
    fn sources(&self, texts: Vec<Text>) -> Result<Vec<New>> {
        let taken: HashSet<&str> = defined(self.timeline).collect();
        let mut ids = NewIds::new("source");
        let mut new = Vec::new();
        for text in texts {
            if self.refuse_twice(text.record.as_deref()).is_err() {
                continue;
            }
            let title = self.title(&text);
            let id = match &self.asked.id {
                Some(id) => id.clone(),
                None => ids.give(&self.short(&title), |id| taken.contains(id)),
            };
            new.push(self.source(id, title, text)?);
        }
        ensure!(
            !new.is_empty(),
            "every page of {} is already a source",
            self.original.shown()
        );
        Ok(new)
    }

    /// Returns the title that is asked for, else the one that the original gives, else its name.
    fn title(&self, text: &Text) -> String {
        let given = self.asked.title.as_ref().map(|title| sanitize::line(title));
        let given = given.filter(|title| !title.is_empty());
        let own = || text.facts.title.clone();
        given.or_else(own).unwrap_or_else(|| self.stem())
    }

    /// Returns the name of the original without its extension, as one line.
    fn stem(&self) -> String {
        sanitize::line(&names::stem(Path::new(&self.original.name)))
    }

    /// Returns what to make an id of: the name of a file that somebody chose, but of a page its title.
    fn short(&self, title: &str) -> String {
        let is_file = matches!(self.original.origin, Origin::File(_));
        let is_archive = matches!(self.original.kind, Some(Kind::Warc | Kind::Wacz));
        let (title, stem) = (id::of_title(title), id::of_stem(&self.stem()));
        if is_file && !is_archive {
            id::better(stem, title)
        } else {
            id::better(title, stem)
        }
    }

    fn source(&self, id: String, title: String, text: Text) -> Result<New> {
        let facts: &Facts = &text.facts;
        let mut definition = Definition {
            id,
            title,
            author: facts.author.clone(),
            publisher: facts.publisher.clone(),
            url: facts.url.clone(),
            archive_url: self.asked.archive_url.clone(),
            published: facts.published.clone(),
            retrieved: facts.retrieved.clone(),
            language: facts.language.clone(),
            file: self.home.relative.clone(),
            ..Definition::default()
        };
        if let Origin::Web { address, history } = &self.original.origin {
            definition.url = Some(address.clone());
            definition.retrieved = Some(self.today.to_owned());
            definition.comment.clone_from(history);
        }
        if text.body.is_empty() {
            let encoding = self.original.charset();
            let encoding = encoding.and_then(|name| name.parse::<Encoding>().ok());
            definition.encoding = encoding.map(Encoding::name).filter(|name| name != "utf-8");
            let edition = None;
            return Ok(New {
                definition,
                text,
                edition,
            });
        }
        let page = text.record.as_ref().map(|_| definition.id.as_str());
        let place = place::of_edition(&self.home, page, self.file, &options(self.asked))?;
        definition.file.clone_from(&place.relative);
        let edition = text.assembled(&self.home.name, &self.sha256, self.today);
        Ok(New {
            definition,
            text,
            edition: Some((place, edition)),
        })
    }

    /// Writes the original, the editions and the event file, in this order; or nothing.
    fn write(&self, new: &[New]) -> Result<()> {
        let definitions: Vec<String> = new.iter().map(|new| new.definition.toml()).collect();
        let text = add_sources(&self.file.text, &definitions);
        let text = text.with_context(|| format!("cannot add to {}", named(&self.file.path)))?;
        let signals = Signals::watched()?;
        let _held = signals.hold();
        let mut made = Made::default();
        if self.home.is_new {
            made.file(&self.home.path, &self.original.bytes)?;
        }
        for (place, edition) in new.iter().filter_map(|new| new.edition.as_ref()) {
            made.file(&place.path, edition.as_bytes())?;
        }
        self.file.rewrite(&text)?;
        made.keep();
        Ok(())
    }
}
