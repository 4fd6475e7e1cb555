//! Renewal: the text of a source as it is now, beside the one that the event file has.

use anyhow::{Context, Result, bail, ensure};

use super::dates::Dates;
use crate::check::editions::{Comparison, compare};
use crate::command::environment::{Environment, Streams};
use crate::command::originals::State;
use crate::command::print::named;
use crate::command::source::edition;
use crate::command::source::event_file::EventFile;
use crate::command::source::known::Known;
use crate::command::source::names;
use crate::command::source::original::{Origin, Original, regular};
use crate::command::source::place::Place;
use crate::diagnostic::{did_you_mean, quoted};
use crate::document::{Document, Encoding, Format, Kind, Reading};
use crate::load::sha256;
use crate::timeline::{Source, SourceId, Timeline};

/// What reading an original again gave.
pub enum Renewed<'a> {
    /// The text is the same, with the reason in words.
    Same(String),
    /// The text has changed.
    Changed(Box<Renewal<'a>>),
}

/// A text that has changed.
pub struct Renewal<'a> {
    /// Its source.
    pub source: &'a Source,
    /// The text that the event file has.
    pub old: &'a Document,
    /// The text as it is now.
    pub new: Document,
    /// The dates of both texts.
    pub dates: Dates,
    /// The file with the new text, relative to the event file.
    pub file: String,
    /// The files to be written.
    pub files: Vec<(Place, Vec<u8>)>,
    /// How the two texts differ, and what has become of the quotes.
    pub comparison: Comparison,
    /// What the reader left out, and what of the old text was edited by hand.
    pub notes: Vec<String>,
}

/// Reads the original of a source again: its file if that has changed, else its page on the web if it has one, else its
/// file.
///
/// # Errors
/// There is no such source; its original cannot be had or read; its text was made by another program.
pub fn renew<'a>(
    id: &str,
    file: &EventFile,
    timeline: &'a Timeline,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Renewed<'a>> {
    let mut sources = timeline.sources().iter();
    let Some(index) = sources.position(|source| source.slug() == id) else {
        let ids = timeline.sources().iter().map(Source::slug);
        let hint = did_you_mean(id, ids);
        let hint = hint.unwrap_or_else(|| "`annals source list` lists the sources".to_owned());
        bail!(
            "there is no source {} in {}; {hint}",
            quoted(id),
            named(&file.path)
        );
    };
    let source_id = SourceId::new(index);
    let source = timeline
        .source(source_id)
        .context("there is no such source")?;
    let known = Known::of(source);
    let old = match source.document() {
        Ok(document) => document,
        Err(why) => bail!(
            "{} has no text to compare with: {}",
            quoted(id),
            why.words()
        ),
    };
    let (mut original, is_same_original) = obtain(&known)?;
    let encoding = known.header.and_then(|header| header.encoding.as_deref());
    original.encoding = encoding.and_then(|name| name.parse().ok());
    let extractor = known.header.map(|header| header.extractor.as_str());
    if is_same_original
        && extractor
            .is_none_or(|it| it == edition::ELSEWHERE || it == edition::extractor(&original))
    {
        return Ok(Renewed::Same(format!("{} is unchanged", original.shown())));
    }
    ensure!(
        extractor != Some(edition::ELSEWHERE),
        "the text of {} was made by another program; make that of the changed original with it again, and add \
         both with `annals source add --text`",
        original.shown()
    );
    let mut renewal = Renewal {
        source,
        old,
        new: Document::default(),
        dates: Dates::of(&known, environment)?,
        file: String::new(),
        files: Vec::new(),
        comparison: Comparison::default(),
        notes: Vec::new(),
    };
    renewal.read(&original, &known, file, environment, streams)?;
    if renewal.new.paragraphs().iter().eq(old.paragraphs().iter()) {
        let what = if is_same_original {
            "this version reads"
        } else {
            "the original has changed, but"
        };
        return Ok(Renewed::Same(format!(
            "{what} the same text as on {}",
            renewal.dates.before
        )));
    }
    renewal.comparison = compare(timeline, source_id, old, &renewal.new)?;
    Ok(Renewed::Changed(Box::new(renewal)))
}

/// Returns the original as it is now, and whether its bytes are those that the text was taken from.
fn obtain(known: &Known<'_>) -> Result<(Original, bool)> {
    let id = known.source.slug();
    let path = known.path();
    let is_changed = known.state() == Some(State::Changed);
    let address = known
        .source
        .url
        .as_deref()
        .filter(|_| known.record().is_none());
    let original = match (address, path) {
        (Some(address), _) if !is_changed => Original::obtain(address.as_ref(), known.kind())?,
        (_, Some(path)) if known.header.is_some() => Original::of_file(&path, None)?,
        _ => bail!(
            "{} has neither an original nor a `url` to be read again: its text is what you have written",
            quoted(id)
        ),
    };
    let hash = sha256(&original.bytes);
    let is_same = match (known.header, known.path()) {
        (Some(header), _) => header.sha256.eq_ignore_ascii_case(&hash),
        (None, path) => path
            .and_then(|path| regular(&path).ok())
            .is_some_and(|old| old == original.bytes),
    };
    Ok((original, is_same))
}

impl Renewal<'_> {
    /// Reads the new text, and decides which files it needs.
    fn read(
        &mut self,
        original: &Original,
        known: &Known<'_>,
        file: &EventFile,
        environment: &Environment,
        streams: &mut Streams<'_>,
    ) -> Result<()> {
        let kind = original.kind()?;
        let old = self
            .source
            .file
            .clone()
            .context("the source names no `file`")?;
        let old = Place::new(file, &old, false);
        let name = known
            .path()
            .and_then(|path| Some(path.file_name()?.to_str()?.to_owned()));
        let name = name.unwrap_or_else(|| original.name.clone());
        let is_fetched = matches!(original.origin, Origin::Web { .. });
        let is_taken = |name: &str| {
            let there = |name: &str| old.beside(file, name).path.symlink_metadata().is_ok();
            there(name) || there(&format!("{name}.txt"))
        };
        let dated = names::dated(&name, &environment.today, is_taken);
        if is_fetched {
            let place = old.beside(file, &dated);
            self.file.clone_from(&place.relative);
            self.files.push((place, original.bytes.clone()));
        }
        if !edition::is_needed(kind) {
            let format = if kind == Kind::Markdown {
                Format::Markdown
            } else {
                Format::Plain
            };
            let given = original
                .charset()
                .and_then(|name| name.parse::<Encoding>().ok());
            self.new = Document::read(
                &original.bytes,
                Reading {
                    format,
                    rule: self.source.paragraphs,
                    extent: self.source.content.unwrap_or_default(),
                    encoding: self.source.encoding.or(given),
                },
            );
            return Ok(());
        }
        let read = edition::read(original, known.record(), environment, streams)?;
        let text = edition::text(read, original)?;
        let page = known
            .record()
            .map_or(String::new(), |_| format!(".{}", self.source.slug()));
        let place = old.beside(file, &format!("{dated}{page}.txt"));
        let name = if is_fetched { dated } else { name };
        let whole = text.assembled(&name, &sha256(&original.bytes), &environment.today);
        self.new = Document::read(whole.as_bytes(), Format::Plain);
        self.file.clone_from(&place.relative);
        self.files.push((place, whole.into_bytes()));
        self.notes = text.notes;
        let edits = self.old.edition().map(|edition| edition.edits().clauses());
        let edits = edits.into_iter().flatten();
        self.notes.extend(
            edits.map(|edit| format!("of the earlier text {edit}; compare it with the new one")),
        );
        Ok(())
    }
}
