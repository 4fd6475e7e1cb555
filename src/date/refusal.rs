//! Explains why a text is not a date and suggests what was probably meant.

use std::fmt;

use edtf_core::ParseError;

use super::phrase::{self, Meant};

/// A text that is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// The reason, in lower case and without a full stop.
    pub message: String,
    /// The byte offset of the error.
    pub offset: usize,
    /// Suggestions, all of which are valid dates.
    pub meant: Vec<String>,
    /// What the suggestions do not say of the text.
    pub loss: Option<String>,
    /// Whether the text is a mistake, and not only a date that is written differently.
    pub is_mistake: bool,
}

impl DateError {
    /// Returns the suggestions as a question, between quotation marks of a kind.
    pub fn question(&self, mark: char) -> Option<String> {
        let meant = self.meant.iter().map(|edtf| format!("{mark}{edtf}{mark}"));
        let meant: Vec<String> = meant.collect();
        let loss = self.loss.as_ref().map(|loss| format!(" ({loss})"));
        let loss = loss.unwrap_or_default();
        (!meant.is_empty()).then(|| format!("did you mean {}?{loss}", meant.join(" or ")))
    }

    /// Returns the date that the text certainly means, if it is only written differently.
    pub fn meaning(&self) -> Option<&str> {
        match &self.meant[..] {
            [date] if !self.is_mistake => Some(date),
            _ => None,
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match self.question('`') {
            Some(question) => write!(f, "; {question}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DateError {}

const REVERSED: &str = "the range ends before it begins";

/// Returns the error for a reversed range whose ends the parser could not compare.
pub(super) fn reversed(text: &str) -> DateError {
    let turned = text
        .split_once('/')
        .map(|(from, to)| format!("{to}/{from}"));
    DateError {
        message: REVERSED.to_owned(),
        offset: 0,
        meant: turned
            .into_iter()
            .filter(|it| phrase::is_date(it))
            .collect(),
        loss: None,
        is_mistake: true,
    }
}

/// Turns a parse error into a helpful one.
pub(super) fn explain(text: &str, error: ParseError) -> DateError {
    let Meant {
        dates: meant,
        loss,
        mistake,
    } = phrase::meant(text);
    let message = match error.message {
        _ if mistake.is_some() => mistake.unwrap_or_default(),
        "empty input" => "the date is empty",
        "day is out of range for the month" => &no_such_day(text, error.offset),
        "month must be 01-12 or a sub-year code 21-41" => {
            "there is no such month: months are 01 to 12, seasons 21 to 24"
        }
        "interval end precedes interval start" | "set range end precedes range start" => REVERSED,
        "interval needs at least one dated endpoint" => {
            "at least one end of a range must be a date"
        }
        "interval must contain exactly one '/'" => "a range has one slash, between its two ends",
        "sub-year groupings cannot carry a day" => "a season or quarter cannot have a day",
        "-0000 is not a valid year" => "there is no year -0000; 1 BCE is 0000",
        "negative years cannot contain unspecified digits" => "a BCE year cannot contain X",
        "Y-prefixed years require |year| > 9999" => {
            "only years with more than four digits start with Y"
        }
        "unexpected characters after day" if text.contains('/') && text.contains('T') => {
            "the ends of a range cannot have a time"
        }
        "time must be hh:mm:ss" => "a time is written hh:mm:ss",
        // If the text does not resemble a date, the position of the error explains nothing.
        "year must have exactly four digits (or X)"
        | "EDTF permits ASCII characters only"
        | "whitespace is not allowed"
            if meant.is_empty() =>
        {
            "a date is written like 2023, 2023-09, 2023-09-01, 2023~ or 2019/2021"
        }
        "whitespace is not allowed" => "a date is written without spaces",
        "EDTF permits ASCII characters only" => "a date contains only ASCII characters",
        "expected '-' before month" | "year must have exactly four digits (or X)" => {
            "a year is written with four digits, then a hyphen before the month"
        }
        other => other,
    };
    DateError {
        message: message.to_owned(),
        offset: error.offset,
        meant,
        loss,
        is_mistake: mistake.is_some() || message == REVERSED,
    }
}

/// Returns the message for a day that does not exist. A leap day missing from the Gregorian
/// calendar may come from a source that uses the Julian one, so its Gregorian date is given.
fn no_such_day(text: &str, offset: usize) -> String {
    let message = "that day does not exist".to_owned();
    // Years BCE get no hint.
    let signed = offset.checked_sub(9).and_then(|sign| text.get(sign..=sign)) == Some("-");
    let day = offset
        .checked_sub(8)
        .and_then(|start| text.get(start..offset.checked_add(2)?));
    let year = day.filter(|_| !signed);
    let Some(year) = year.and_then(|day| day.strip_suffix("-02-29")) else {
        return message;
    };
    match year.parse::<u16>() {
        // Before the year 300 the Julian leap day falls on 28 February or earlier.
        Ok(year) if year % 100 == 0 && year >= 300 => {
            let centuries = (year / 100).saturating_sub(1);
            let day = centuries.saturating_sub(centuries / 4).saturating_sub(1);
            format!("{message}; it does in the Julian calendar (Gregorian: {year:04}-03-{day:02})")
        }
        _ => message,
    }
}
