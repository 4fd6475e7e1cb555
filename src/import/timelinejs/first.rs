//! A slide of version 1, whose dates are texts such as `2012,1,26`.

use super::content::{display, media, words};
use crate::import::importer::Importer;
use crate::import::json::Object;
use crate::import::parts::{PARTS, Parts, dated, ungrouped};
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
        media(&mut record, &asset, &["media"], importer);
        unplaced.note_rest("asset.", &asset);
    }
    tag(&mut record, &slide.text("tag"));
    display(&mut record, &slide.text("displayDate"), importer);
    unplaced.note_rest("", slide);
    record
}

/// Splits a date at its commas. One that does not begin with the number of a year is a text in place of the year.
fn parts(text: &str) -> Parts {
    let year = text.split(',').next().unwrap_or_default().trim();
    let is_in_parts = year.parse::<i64>().is_ok() && ungrouped(text).is_none();
    let pieces = if is_in_parts { PARTS } else { 1 };
    let mut numbers = text.splitn(pieces, ',').map(str::trim);
    Parts::of(|_| numbers.next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::json::values;

    #[test]
    fn dates_are_read_like_those_of_version_3() {
        for (start, date, note, reasons) in [
            ("2012, 1,26", "2012-01-26", "", 0),
            ("-44,3,15", "-0043-03-15", "", 1),
            ("-44,3,15,10,30", "-0043-03-15", "Time: 10:30:00.", 3),
            ("-500", "-0499", "", 1),
            ("0", "0000", "", 1),
            ("-13,800,000,000", "Y-13799999999", "", 2),
            ("May 2012", "2012-05", "", 1),
            ("2012,1,26,9,5,7,1,8", "2012,1,26,9,5,7,1,8", "", 1),
        ] {
            let text = format!("{{\"startDate\": \"{start}\", \"headline\": \"A\"}}");
            let slide = Object::read(values(&text).expect("JSON")[0]).expect("an object");
            let mut out = Vec::new();
            let mut importer = Importer::new(&mut out);
            let record = read(&slide, &mut Unplaced::default(), &mut importer);
            assert_eq!((&*record.date, &*record.note), (date, note), "{start}");
            let report = importer.finish().expect("it is written");
            assert_eq!(report.reasons().count(), reasons, "{start}");
        }
    }
}
