//! A slide of version 1, whose dates are texts such as `2012,1,26`.

use super::content::{display, media, words};
use super::date::{Parts, dated};
use crate::import::importer::Importer;
use crate::import::json::Object;
use crate::import::record::Record;
use crate::import::texts::tag;
use crate::import::unplaced::Unplaced;

/// Reads a slide.
pub fn read<'a>(
    slide: &Object<'a>,
    unplaced: &mut Unplaced,
    importer: &mut Importer<'_>,
) -> Record<'a> {
    let mut record = Record::default();
    let (start, end) = (slide.text("startDate"), slide.text("endDate"));
    let [start, end] = [start, end].map(|text| (!text.is_empty()).then(|| parts(&text)));
    dated(&mut record, start.as_ref(), end.as_ref(), importer);
    let (headline, text) = (slide.text("headline"), slide.text("text"));
    words(&mut record, &headline, &text, importer);
    if let Some(asset) = slide.object("asset") {
        media(&mut record, &asset, &["media"]);
        unplaced.note_rest("asset.", &asset);
    }
    tag(&mut record, &slide.text("tag"));
    display(&mut record, &slide.text("displayDate"));
    unplaced.note_rest("", slide);
    record
}

/// Splits a date at its commas. One that does not begin with the number of a year is a text in place of the year.
fn parts(text: &str) -> Parts {
    let year = text.split(',').next().unwrap_or_default().trim();
    let pieces = if year.parse::<i64>().is_ok() {
        usize::MAX
    } else {
        1
    };
    let mut numbers = text.splitn(pieces, ',').map(str::trim);
    Parts::of(|_| numbers.next().unwrap_or_default().to_owned())
}
