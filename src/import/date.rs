//! Reads dates in the notations of other programs.

mod format;
mod moment;
mod names;

use std::borrow::Cow;

pub use format::{Format, offset};
pub use moment::Moment;

use super::importer::Importer;
use crate::date::Date;
use crate::diagnostic::quoted;

/// A date that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// In EDTF; or the text as it was, if that is not a date.
    pub date: String,
    /// The moment, if it is a single day or a point in time.
    pub moment: Option<Moment>,
    /// What is to be said about how it was read.
    pub remarks: Vec<Remark>,
}

/// What is to be said about how a date was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It is read in a way that the text does not spell out.
    Read(Cow<'static, str>),
    /// It says less than before, or is not a date.
    Altered(Cow<'static, str>),
}

/// Said of an event without a date.
pub const NO_DATE: &str = "undated: there is no date";

/// Said of the fractions of seconds, for which a date has no place.
const FRACTION: &str = "fractions of a second are left out";

/// Said of the second that is put in between two days, for which a date has no place.
const LEAP: &str = "a leap second is the one before it";

/// The digits of a day, such as `20190502`.
const COMPACT: usize = 8;

/// The years that are ordinary in the notations of programs.
const ORDINARY: std::ops::RangeInclusive<i64> = 1902..=2100;

impl Understood {
    /// Tells an importer how it was read.
    pub fn tell(&self, importer: &mut Importer<'_>) {
        for remark in &self.remarks {
            match remark {
                Remark::Read(how) => importer.read_as(how.clone()),
                Remark::Altered(what) => importer.alter(what.clone()),
            }
        }
    }
}

/// Returns a date in EDTF, or as people write it if that means one date. Any other text is kept, with a remark.
pub fn understood(text: &str, importer: &mut Importer<'_>) -> String {
    if text.is_empty() {
        importer.alter(NO_DATE);
        return String::new();
    }
    let understood = in_words(text);
    understood.tell(importer);
    understood.date
}

/// Reads a date in one of several formats, or else as people write it.
pub fn understand(text: &str, formats: &[Format]) -> Understood {
    let read = formats
        .iter()
        .find_map(|format| Some((format, format.read(text)?)));
    let Some((format, moment)) = read else {
        return in_words(text);
    };
    let mut remarks = Vec::new();
    if let Some(epoch) = moment.epoch {
        remarks.push(Remark::Read(epoch.into()));
    }
    if let Some(order) = format.order_of(&moment) {
        remarks.push(Remark::Read(order.into()));
    }
    if moment.has_fraction {
        remarks.push(Remark::Altered(FRACTION.into()));
    }
    if moment.is_leap_second {
        remarks.push(Remark::Altered(LEAP.into()));
    }
    if format.is_of_programs() && !ORDINARY.contains(&moment.year) {
        let year = moment.year;
        let kept = "is kept, though programs write such years for unknown dates";
        remarks.push(Remark::Read(format!("the year {year} {kept}").into()));
    }
    Understood {
        date: moment.edtf(),
        moment: Some(moment),
        remarks,
    }
}

/// Says of a text that it is not a date.
pub fn not_a_date(text: &str) -> String {
    format!("undated: {} is not a date", quoted(text))
}

/// Returns whether a text is a number that people do not write as a date.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_day = digits.len() == COMPACT && digits == text;
    digits.len() > 4 && !is_day && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads a date as people write it.
fn in_words(text: &str) -> Understood {
    let as_it_is = |why: String| Understood {
        date: text.to_owned(),
        moment: None,
        remarks: vec![Remark::Altered(why.into())],
    };
    if is_number(text) {
        return as_it_is(not_a_date(text));
    }
    match Date::understand(text) {
        Ok(date) => Understood {
            date: date.as_str().to_owned(),
            moment: Moment::of_day(&date),
            remarks: if date.as_str() == text {
                Vec::new()
            } else {
                vec![Remark::Read("a date is read as people write it".into())]
            },
        },
        Err(error) if error.meant.len() > 1 && !error.is_mistake => {
            let readings: Vec<String> = error.meant.iter().map(|it| quoted(it)).collect();
            let readings = readings.join(" or ");
            as_it_is(format!("undated: {} may mean {readings}", quoted(text)))
        }
        Err(error) if error.is_mistake || !error.meant.is_empty() || error.loss.is_some() => {
            as_it_is(format!("undated: {}: {error}", quoted(text)))
        }
        Err(_) => as_it_is(not_a_date(text)),
    }
}
