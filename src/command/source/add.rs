//! `annals source add`: makes a text edition of an original, and defines it as a source of an event file.

mod choose;
mod new;
mod report;

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::definition::Definition;
use super::edition::Text;
use super::event_file::EventFile;
use super::insertion::add_sources;
use super::interrupt;
use super::known;
use super::names;
use super::original::{Origin, Original};
use super::place::{self, Place};
use super::undo::Made;
use crate::cli::AddSource;
use crate::command::environment::{Environment, Outcome, Streams};
use crate::command::new_ids::NewIds;
use crate::command::print::{named, print_all};
use crate::diagnostic::quoted;
use crate::document::{Encoding, Facts};
use crate::load;
use crate::text::fold::strip_accents;
use crate::text::kebab::{is_kebab_case, kebab_case};
use crate::text::sanitize;
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
    for note in left_out {
        writeln!(streams.err, "annals: {note}")?;
    }
    report::added(&file.path, &adding.home, copied, &new, streams)?;
    Ok(Outcome::Fine)
}

/// Refuses values of options that cannot be written.
fn check(asked: &AddSource, timeline: &Timeline, file: &EventFile) -> Result<()> {
    if let Some(address) = &asked.archive_url {
        ensure!(
            web::is_address(address),
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
        given
            .or_else(own)
            .unwrap_or_else(|| names::stem(Path::new(&self.original.name)))
    }

    /// Returns the first words of a title for an id. Ids in other letters than ASCII need quotation marks, so the name of
    /// the file is taken rather than those.
    fn short(&self, title: &str) -> String {
        let title = kebab_case(&strip_accents(title));
        let words = title.split('-').filter(|word| !word.is_empty());
        let words: Vec<&str> = words.take(WORDS_OF_ID).collect();
        let words = words.join("-");
        let name = kebab_case(&names::stem(Path::new(&self.original.name)));
        if words.is_empty() || (!words.is_ascii() && name.is_ascii()) {
            return name;
        }
        words
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
        let place = place::of_edition(&self.home, page, self.file)?;
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
        interrupt::defer()?;
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

/// The most words of a title that become an id.
const WORDS_OF_ID: usize = 5;
