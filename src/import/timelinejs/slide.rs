//! A slide of version 3.

use super::content::{display, media, words};
use crate::import::importer::Importer;
use crate::import::json::Object;
use crate::import::parts::{Parts, dated};
use crate::import::record::Record;
use crate::import::texts::tag;
use crate::import::unplaced::Unplaced;

/// Reads a slide.
pub fn read<'a>(
    slide: &Object<'a>,
    unplaced: &mut Unplaced,
    importer: &mut Importer<'_>,
) -> Record<'a> {
    let mut record = Record {
        id: slide.text("unique_id"),
        ..Record::default()
    };
    let (start, end) = (slide.object("start_date"), slide.object("end_date"));
    let parts = |date: &Object<'a>| Parts::of(|key| date.text(key).into_owned());
    let [from, until] = [&start, &end].map(|date| date.as_ref().map(parts));
    dated(&mut record, from.as_ref(), until.as_ref(), importer);
    if let Some(text) = slide.object("text") {
        let (headline, full) = (text.text("headline"), text.text("text"));
        words(&mut record, &headline, &full, importer);
        unplaced.note_rest("text.", &text);
    }
    if let Some(shown) = slide.object("media") {
        media(&mut record, &shown, &["url", "link"], importer);
        unplaced.note_rest("media.", &shown);
    }
    tag(&mut record, &slide.text("group"));
    display(&mut record, &slide.text("display_date"), importer);
    for (path, date) in [("start_date.", &start), ("end_date.", &end)] {
        if let Some(date) = date {
            display(&mut record, &date.text("display_date"), importer);
            unplaced.note_rest(path, date);
        }
    }
    unplaced.note_rest("", slide);
    record
}
