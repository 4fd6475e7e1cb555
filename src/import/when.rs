//! Dates from days and times that an input gives apart.

/// A day, and perhaps a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// The day, month or year in EDTF.
    pub day: String,
    /// The time with its offset, such as `10:30:00Z`, if there is one.
    pub time: String,
}

impl Moment {
    /// Returns it in EDTF.
    pub fn edtf(&self) -> String {
        if self.time.is_empty() {
            return self.day.clone();
        }
        format!("{}T{}", self.day, self.time)
    }
}

/// Returns the date from one moment to another, and what it does not say, for a note: the ends of a range have no time in
/// EDTF.
pub fn spanning(start: &Moment, end: Option<&Moment>) -> (String, Option<String>) {
    match end {
        Some(end) if end.day != start.day => {
            let date = format!("{}/{}", start.day, end.day);
            let has_times = !start.time.is_empty() || !end.time.is_empty();
            let note = has_times.then(|| format!("From {} to {}.", start.edtf(), end.edtf()));
            (date, note)
        }
        Some(end) if end.time != start.time => {
            let note = match (&*start.time, &*end.time) {
                ("", until) => format!("Until {until}."),
                (from, "") => format!("From {from} on."),
                (_, until) => format!("Until {until}."),
            };
            (start.edtf(), Some(note))
        }
        _ => (start.edtf(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_moments_make_a_date_and_a_note() {
        let moment = |text: &str| {
            let (day, time) = text.split_once('T').unwrap_or((text, ""));
            Moment {
                day: day.to_owned(),
                time: time.to_owned(),
            }
        };
        for (start, end, date, note) in [
            ("2019-05", None, "2019-05", None),
            ("2019", Some("2019"), "2019", None),
            ("2019-05", Some("2020"), "2019-05/2020", None),
            ("2019-05-02T10:00:00Z", None, "2019-05-02T10:00:00Z", None),
            (
                "2019-05-02T10:00:00",
                Some("2019-05-02T11:00:00"),
                "2019-05-02T10:00:00",
                Some("Until 11:00:00."),
            ),
            (
                "2019-05-02",
                Some("2019-05-02T11:00:00"),
                "2019-05-02",
                Some("Until 11:00:00."),
            ),
            (
                "2019-05-02T10:00:00",
                Some("2019-05-02"),
                "2019-05-02T10:00:00",
                Some("From 10:00:00 on."),
            ),
            (
                "2019-05-02T10:00:00",
                Some("2019-05-03"),
                "2019-05-02/2019-05-03",
                Some("From 2019-05-02T10:00:00 to 2019-05-03."),
            ),
        ] {
            let end = end.map(moment);
            let (found, remark) = spanning(&moment(start), end.as_ref());
            assert_eq!((&*found, remark.as_deref()), (date, note), "{start}");
        }
    }
}
