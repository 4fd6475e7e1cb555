//! CSV that reads back: a line for each citation, the event repeated.

use std::io::{self, Write};

use super::EventRecord;
use crate::text::cell::escape_formula;

const HEADER: [&str; 13] = [
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
];

pub fn write<'a>(
    out: &mut dyn Write,
    records: impl Iterator<Item = EventRecord<'a>>,
) -> io::Result<()> {
    let mut csv = ::csv::Writer::from_writer(out);
    csv.write_record(HEADER)?;
    for record in records {
        let actors: Vec<&str> = record.actors.iter().map(|actor| actor.id).collect();
        let (actors, tags) = (actors.join(";"), record.tags.join(";"));
        let event = [
            record.id,
            record.date.edtf.as_deref().unwrap_or_default(),
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
            [
                citation.source.to_owned(),
                paragraph.unwrap_or_default(),
                quote,
                citation.stance.to_owned(),
            ]
        });
        let mut citations: Vec<[String; 4]> = citations.collect();
        if citations.is_empty() {
            citations.push(Default::default());
        }
        for citation in &citations {
            let cells = event
                .iter()
                .copied()
                .chain(citation.iter().map(String::as_str));
            csv.write_record(cells.map(|cell| escape_formula(cell).into_owned()))?;
        }
    }
    csv.flush()
}
