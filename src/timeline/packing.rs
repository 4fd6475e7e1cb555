//! The columns of a timeline as bytes, so that a large file need not be read again.

use std::io::{self, Write};

use super::events::Columns;
use super::flags::Flags;
use super::postings::Postings;
use super::runs::Runs;
use super::{Actor, ActorDetails, Parts, Record, Records, Source, Timeline};
use crate::date::Date;
use crate::packed::{Packer, Unpacker};
use crate::text::texts::Texts;

impl Timeline {
    /// Writes the actors, the sources and the columns. Of actors and sources only the names are kept: it is
    /// meant for timelines in which nothing defines more.
    pub fn pack(&self, out: &mut Packer<impl Write>) -> io::Result<()> {
        pack_texts(&self.actors().iter().map(Actor::slug).collect(), out)?;
        pack_texts(&self.actors().iter().map(Actor::name).collect(), out)?;
        pack_texts(&self.sources().iter().map(Source::slug).collect(), out)?;
        let columns = &self.columns;
        let records = &columns.records;
        // The upper and the lower half of each place.
        let places = || records.iter().map(|record| record.packed());
        out.numbers(places().map(|(place, ..)| (place >> 32) as u32))?;
        out.numbers(places().map(|(place, ..)| place as u32))?;
        out.numbers(places().map(|(_, len, _)| len))?;
        out.numbers(places().map(|(.., line)| line))?;
        let flags: Vec<u8> = columns.flags.iter().map(|flags| flags.packed()).collect();
        out.bytes(&flags)?;
        out.numbers(columns.ranks.iter().copied())?;
        for texts in [&columns.slugs, &columns.folded, &columns.tag_names] {
            pack_texts(texts, out)?;
        }
        for postings in [&columns.actors, &columns.sources, &columns.tags] {
            let (ranks, ends) = postings.packed();
            out.numbers(ranks.iter().copied())?;
            out.numbers(ends.iter().copied())?;
        }
        let dates = columns.runs.iter();
        // No date is without a text.
        let texts: Texts = dates
            .map(|(date, _)| date.map_or("", Date::day_text))
            .collect();
        pack_texts(&texts, out)?;
        let lens: Vec<u32> = columns.runs.iter().map(|(_, it)| it.len() as u32).collect();
        out.numbers(lens.into_iter())
    }

    /// Makes a timeline from what was packed. None if that does not fit together. `parts` holds everything but
    /// actors, sources and events; `records` is made for the actors and the sources, and reads files of such
    /// lengths.
    pub fn unpack(
        mut parts: Parts,
        lens: &[usize],
        bytes: &mut Unpacker<'_>,
        records: impl FnOnce(&[Actor], &[Source]) -> Box<dyn Records>,
    ) -> Option<Self> {
        let (slugs, names) = (unpack_texts(bytes)?, unpack_texts(bytes)?);
        if slugs.len() != names.len() {
            return None;
        }
        let actors = slugs.iter().zip(names.iter());
        let actor = |(slug, name)| Actor::new(slug, name, ActorDetails::default());
        parts.actors = actors.map(actor).collect();
        parts.sources = unpack_texts(bytes)?.iter().map(Source::named).collect();
        let columns = unpack_columns(bytes, lens)?;
        let count = |postings: &Postings, expected| postings.values() == expected;
        let is_sound = count(&columns.actors, parts.actors.len())
            && count(&columns.sources, parts.sources.len())
            && count(&columns.tags, columns.tag_names.len());
        let records = is_sound.then(|| records(&parts.actors, &parts.sources))?;
        Some(Self::of_columns(parts, columns, records))
    }
}

fn unpack_columns(bytes: &mut Unpacker<'_>, lens: &[usize]) -> Option<Columns> {
    const ANY: usize = usize::MAX;
    let (high, low) = (bytes.numbers(ANY)?, bytes.numbers(ANY)?);
    let (record_lens, lines) = (bytes.numbers(ANY)?, bytes.numbers(ANY)?);
    let places = high.iter().zip(&low);
    let places = places.map(|(high, low)| u64::from(*high) << 32 | u64::from(*low));
    let records = places.zip(record_lens.iter().zip(&lines));
    let records: Vec<Record> = records
        .map(|(place, (len, line))| Record::unpacked(place, *len, *line))
        .collect();
    let fits = |record: &Record| {
        let len = lens.get(record.file());
        len.is_some_and(|len| record.range().end <= *len)
    };
    let count = records.len();
    let flags = bytes.bytes()?.iter().map(|byte| Flags::unpacked(*byte));
    let flags: Vec<Flags> = flags.collect();
    let ranks = bytes.numbers(count)?;
    let (slugs, folded) = (unpack_texts(bytes)?, unpack_texts(bytes)?);
    let tag_names = unpack_texts(bytes)?;
    let mut postings = || Postings::unpacked(bytes.numbers(count)?, bytes.numbers(ANY)?);
    let (actors, sources, tags) = (postings()?, postings()?, postings()?);
    let (dates, run_lens) = (unpack_texts(bytes)?, bytes.numbers(ANY)?);
    let mut runs = Runs::default();
    for (text, len) in dates.iter().zip(&run_lens) {
        let date = match text {
            "" => None,
            _ => Some(Date::parse(text).ok()?),
        };
        runs.add(date.as_ref(), *len as usize);
    }
    let dated: u64 = run_lens.iter().map(|len| u64::from(*len)).sum();
    let is_sound = [
        high.len(),
        low.len(),
        record_lens.len(),
        lines.len(),
        flags.len(),
    ]
    .into_iter()
    .chain([slugs.len(), folded.len()])
    .all(|len| len == count)
        && (ranks.is_empty() || ranks.len() == count)
        && dates.len() == run_lens.len()
        && dated == count as u64
        && records.iter().all(fits);
    is_sound.then_some(Columns {
        records,
        ranks,
        slugs,
        folded,
        flags,
        runs,
        actors,
        sources,
        tags,
        tag_names,
    })
}

fn pack_texts(texts: &Texts, out: &mut Packer<impl Write>) -> io::Result<()> {
    let (all, ends) = texts.packed();
    out.text(all)?;
    out.numbers(ends.iter().copied())
}

fn unpack_texts(bytes: &mut Unpacker<'_>) -> Option<Texts> {
    let all = bytes.text()?;
    let ends = bytes.numbers(all.len().checked_add(1)?)?;
    Some(Texts::unpacked(all, ends))
}
