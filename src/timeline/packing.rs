//! The columns of a timeline as bytes, so that a large file need not be read again.

use std::io::{self, Read, Write};

use super::events::Columns;
use super::flags::Flags;
use super::postings::Postings;
use super::runs::Runs;
use super::{Actor, ActorDetails, File, FileStore, Parts, Record, Records, Source, Timeline};
use crate::date::Date;
use crate::packed::{Packer, Unpacker};
use crate::parallel;
use crate::text::texts::Texts;

impl FileStore {
    /// Writes the actors, the sources and the columns. Of actors and sources only the names are kept.
    pub(super) fn pack(&self, out: &mut Packer<impl Write>) -> io::Result<()> {
        pack_texts(&self.actors().iter().map(Actor::slug).collect(), out)?;
        pack_texts(&self.actors().iter().map(Actor::name).collect(), out)?;
        pack_texts(&self.sources().iter().map(Source::slug).collect(), out)?;
        let columns = &self.columns;
        let dates = columns.runs.iter();
        // No date is without a text.
        let texts: Texts = dates
            .map(|(date, _)| date.map_or("", Date::day_text))
            .collect();
        pack_texts(&texts, out)?;
        let lens: Vec<u32> = columns.runs.iter().map(|(_, it)| it.len() as u32).collect();
        out.numbers(&lens)?;
        out.items(columns.runs.days().map(i8::to_le_bytes))?;
        out.items(columns.records.iter().map(|record| record.packed()))?;
        out.items(columns.flags.iter().map(|flags| [flags.packed()]))?;
        out.numbers(&columns.ranks)?;
        for texts in [&columns.slugs, &columns.folded, &columns.tag_names] {
            pack_texts(texts, out)?;
        }
        for postings in [&columns.actors, &columns.sources, &columns.tags] {
            let (ranks, ends) = postings.packed();
            out.numbers(ranks)?;
            out.numbers(ends)?;
        }
        Ok(())
    }
}

/// A timeline that was packed, without what reads its events.
pub struct Unpacked {
    parts: Parts,
    columns: Columns,
}

impl Unpacked {
    /// Reads what was packed. None if that does not fit together. `files` are its files, with their lengths.
    pub fn read(
        files: Vec<File>,
        lens: &[usize],
        bytes: &mut Unpacker<impl Read + Send>,
    ) -> Option<Self> {
        let (slugs, names) = (unpack_texts(bytes)?, unpack_texts(bytes)?);
        let actors = slugs.iter().zip(names.iter());
        let actor = |(slug, name)| Actor::new(slug, name, ActorDetails::default());
        let parts = Parts {
            files,
            actors: actors.map(actor).collect(),
            sources: unpack_texts(bytes)?.iter().map(Source::named).collect(),
            ..Parts::default()
        };
        let columns = unpack_columns(bytes, lens)?;
        let count = |postings: &Postings, expected| postings.values() == expected;
        let is_sound = slugs.len() == names.len()
            && count(&columns.actors, parts.actors.len())
            && count(&columns.sources, parts.sources.len())
            && count(&columns.tags, columns.tag_names.len());
        is_sound.then_some(Self { parts, columns })
    }

    /// Returns the actors.
    pub fn actors(&self) -> &[Actor] {
        &self.parts.actors
    }

    /// Returns the sources.
    pub fn sources(&self) -> &[Source] {
        &self.parts.sources
    }

    /// Makes the timeline, whose events `records` reads.
    pub fn into_timeline(self, records: Box<dyn Records>) -> Timeline {
        Timeline::of_files(FileStore::of_columns(self.parts, self.columns, records))
    }
}

fn unpack_columns(bytes: &mut Unpacker<impl Read + Send>, lens: &[usize]) -> Option<Columns> {
    let (dates, run_lens) = (unpack_texts(bytes)?, bytes.numbers(ANY)?);
    let days = bytes.items(|byte: &[u8; 1]| i8::from_le_bytes(*byte))?;
    let sum: u64 = run_lens.iter().map(|len| u64::from(*len)).sum();
    // To parse the dates takes as long as to read the rest.
    let (columns, runs) = parallel::both(
        run_lens.len() > MANY,
        || unpack_rest(bytes),
        || unpack_runs(&dates, &days, &run_lens),
    );
    let columns = columns?;
    let count = columns.records.len();
    let fits = |record: &Record| {
        let len = lens.get(record.file());
        len.is_some_and(|len| record.range().end <= *len)
    };
    let is_sound = columns.flags.len() == count
        && columns.slugs.len() == count
        && columns.folded.len() <= count
        && (columns.ranks.is_empty() || columns.ranks.len() == count)
        && dates.len() == run_lens.len()
        && days.len() == run_lens.len()
        && sum == count as u64
        && columns.records.iter().all(fits);
    is_sound.then_some(Columns {
        runs: runs?,
        ..columns
    })
}

/// So many dates are parsed by a processor of their own.
const MANY: usize = 1000;

/// No bound, for numbers that are checked otherwise.
const ANY: usize = usize::MAX;

/// Reads all columns but the dates.
fn unpack_rest(bytes: &mut Unpacker<impl Read>) -> Option<Columns> {
    let records = bytes.items(Record::unpacked)?;
    let count = records.len();
    let flags = bytes.items(|[byte]: &[u8; 1]| Flags::unpacked(*byte))?;
    let ranks = bytes.numbers(count)?;
    let (slugs, folded) = (unpack_texts(bytes)?, unpack_texts(bytes)?);
    let tag_names = unpack_texts(bytes)?;
    let mut postings = || Postings::unpacked(bytes.numbers(count)?, bytes.numbers(ANY)?);
    Some(Columns {
        records,
        ranks,
        slugs,
        folded,
        flags,
        actors: postings()?,
        sources: postings()?,
        tags: postings()?,
        tag_names,
        runs: Runs::default(),
    })
}

fn unpack_runs(dates: &Texts, days: &[i8], lens: &[u32]) -> Option<Runs> {
    let mut runs = Runs::default();
    for ((text, len), days) in dates.iter().zip(lens).zip(days) {
        let date = match text {
            "" => None,
            _ => Some(Date::parse(text).ok()?),
        };
        runs.add(date.as_ref(), *days, *len as usize);
    }
    Some(runs)
}

fn pack_texts(texts: &Texts, out: &mut Packer<impl Write>) -> io::Result<()> {
    let (all, ends) = texts.packed();
    out.text(all)?;
    out.numbers(ends)
}

fn unpack_texts(bytes: &mut Unpacker<impl Read>) -> Option<Texts> {
    let all = bytes.text()?;
    let ends = bytes.numbers(all.len().checked_add(1)?)?;
    Some(Texts::unpacked(all, ends))
}
