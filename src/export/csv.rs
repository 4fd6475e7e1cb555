//! CSV that can be read back: a line for each citation, with the event repeated.

use std::io::Write;

use anyhow::Result;

use super::EventRecord;
use super::skipped::{Part, Skipped};
use crate::text::cell::escape_formula;
use crate::timeline::{Selection, Timeline};

const HEADER: [&str; 18] = [
    "id",
    "date",
    "title",
    "summary",
    "actors",
    "place",
    "tags",
    "status",
    "note",
    "source",
    "paragraph",
    "quote",
    "stance",
    "rank",
    "verdict",
    "page",
    "time",
    "message",
];

pub fn write(out: &mut dyn Write, timeline: &Timeline, selection: &Selection) -> Result<Skipped> {
    let mut skipped = Skipped::default();
    let mut csv = ::csv::Writer::from_writer(out);
    csv.write_record(HEADER)?;
    for id in selection.iter() {
        let id = id?;
        let event = timeline.read(id)?;
        skipped.skip_roles(&event);
        skipped.skip_citation_dates(&event);
        skipped.skip_acknowledged(&event);
        skipped.skip_editions(&event);
        skipped.skip_labels(&event);
        skipped.skip_faults(&event);
        let record = EventRecord::new(timeline, &event);
        let actors: Vec<&str> = record.actors.iter().map(|actor| actor.id).collect();
        let tags = record.tags.iter().map(String::as_str);
        let names = tags.chain(actors.iter().copied());
        let split = names.filter(|name| name.contains(';')).count();
        skipped.skip(Part::Separator, split);
        let (actors, tags) = (actors.join(";"), record.tags.join(";"));
        let rank = match record.rank {
            0 => String::new(),
            rank => rank.to_string(),
        };
        let date = record.date.edtf.as_ref().or(record.date.raw.as_ref());
        let event = [
            record.id,
            date.map_or("", String::as_str),
            record.title,
            record.summary.unwrap_or_default(),
            &actors,
            record.place.unwrap_or_default(),
            &tags,
            record.status,
            record.note.unwrap_or_default(),
        ];
        let citations = record.citations.iter().map(|citation| {
            let paragraph = citation.paragraph.map(|number| number.to_string());
            let quote = citation.quote.unwrap_or_default().to_owned();
            let cited = [
                citation.source.to_owned(),
                paragraph.unwrap_or_default(),
                quote,
                citation.stance.to_owned(),
            ];
            (cited, citation.locator.cells())
        });
        let mut citations: Vec<([String; 4], [String; 3])> = citations.collect();
        if citations.is_empty() {
            citations.push(Default::default());
        }
        for (citation, locator) in &citations {
            let cells = event
                .iter()
                .copied()
                .chain(citation.iter().map(String::as_str))
                .chain([rank.as_str(), record.verdict])
                .chain(locator.iter().map(String::as_str));
            csv.write_record(cells.map(|cell| escape_formula(cell).into_owned()))?;
        }
    }
    csv.flush()?;
    Ok(skipped)
}
