//! Reads dates in the notations of other programs.

mod format;
mod moment;
mod names;

use std::borrow::Cow;

pub use format::{Format, offset};
pub use moment::Moment;

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
    pub remark: Remark,
}

/// What is to be said about how a date was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Nothing: it says the same as before.
    Nothing,
    /// It is read in a way that the text does not spell out.
    Read(Cow<'static, str>),
    /// It says less than before, or is not a date.
    Altered(Cow<'static, str>),
}

/// Said of the fractions of seconds, for which a date has no place.
const FRACTION: &str = "fractions of a second are left out";

/// The years that are ordinary in the notations of programs.
const ORDINARY: std::ops::RangeInclusive<i64> = 1902..=2100;

/// Reads a date in one of several formats, or else as people write it.
pub fn understand(text: &str, formats: &[Format]) -> Understood {
    let read = formats
        .iter()
        .find_map(|format| Some((format, format.read(text)?)));
    let Some((format, moment)) = read else {
        return in_words(text);
    };
    let remark = if let Some(epoch) = moment.epoch {
        Remark::Read(epoch.into())
    } else if moment.has_fraction {
        Remark::Altered(FRACTION.into())
    } else if format.is_of_programs() && !ORDINARY.contains(&moment.year) {
        let year = moment.year;
        Remark::Read(
            format!("the year {year} is kept, though programs write such years for unknown dates")
                .into(),
        )
    } else {
        Remark::Nothing
    };
    Understood {
        date: moment.edtf(),
        moment: Some(moment),
        remark,
    }
}

/// Reads a date as people write it.
fn in_words(text: &str) -> Understood {
    let as_it_is = |why: String| Understood {
        date: text.to_owned(),
        moment: None,
        remark: Remark::Altered(why.into()),
    };
    match Date::understand(text) {
        Ok(date) => Understood {
            date: date.as_str().to_owned(),
            moment: Moment::of_day(&date),
            remark: if date.as_str() == text {
                Remark::Nothing
            } else {
                Remark::Read("a date is read as people write it".into())
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
        Err(_) => as_it_is(format!("undated: {} is not a date", quoted(text))),
    }
}
