//! Parses the value of `date:`, `within:`, `before:` and `after:` as a span of days: an EDTF date, or two
//! of them joined by `..`, of which one may be missing. A date can also be written as people do, if it has
//! one meaning.

use std::ops::Range;

use super::edit::quoted;
use super::spaced;
use crate::date::relation::Span;
use crate::date::{Date, DateError, begins_word, ranges_in};
use crate::diagnostic::{Code, Diagnostic, Severity, TextFile};

/// A value is split in at most so many ways: a range between open ends, as in `2023/....2024`, can be split in three.
const MOST_SPLITS: usize = 4;

/// Returns the span of days of a value. `place` is where the filter has the value, quotes included.
///
/// # Errors
/// What is wrong with the date or the range, with the term that was probably meant.
pub fn span(value: &str, place: Range<usize>, file: &TextFile<'_>) -> Result<Span, Diagnostic> {
    let quotes = usize::from(place.len() > value.len());
    let start = place.start + quotes;
    let term = |value: &str| format!("`{}{}`", field_before(place.start, file), quoted(value));
    if let Some((dates, place)) = spaced::range(value, &place, file) {
        let message = "a range is one term, two dates joined by `..`";
        let found = file.diagnostic(Code::Filter, Severity::Error, place, message);
        return Err(found.with_help(format!("write {}", term(&dates))));
    }
    let ends = sides(value);
    let after = file.text.get(place.end..).unwrap_or_default();
    let may_go_on = quotes == 0 && is_unfinished(ends.map_or(value, |(_, to)| to), after);
    if may_go_on && let Some((said, place, error)) = spaced::date(value, &place, file) {
        let is_date = span(&said, 0..said.len(), &TextFile::new("", &said)).is_ok();
        if is_date {
            let message = "a date with spaces needs quotation marks";
            let found = file.diagnostic(Code::Filter, Severity::Error, place, message);
            let terms = [&said].into_iter().chain(&error.meant);
            let terms = terms.map(|date| term(date));
            return Err(found.with_help(format!("write {}", either(terms))));
        }
        if ends.is_none() {
            return Err(no_date(&said, place, &error, &term, file));
        }
    }
    let whole = match Date::understand(value) {
        Ok(date) => return Ok(Span::of(&date)),
        Err(error) => error,
    };
    let Some((from, to)) = ends else {
        return Err(no_date(value, place.clone(), &whole, &term, file));
    };
    let side = |text: &str, at: usize, term: &dyn Fn(&str) -> String| match text {
        "" => Ok(None),
        _ => Date::understand(text).map(Some).map_err(|error| {
            let place = start + at..start + at + text.len();
            no_date(text, place, &error, term, file)
        }),
    };
    let first = side(from, 0, &|from| term(&format!("{from}..{to}")))?;
    let last = side(to, from.len() + 2, &|to| term(&format!("{from}..{to}")))?;
    let wrong = |message: &str, help: String| {
        let found = file.diagnostic(Code::Filter, Severity::Error, place.clone(), message);
        found.with_help(help)
    };
    if first.is_none() && last.is_none() {
        let help = "write `2023..2025`, `2023..` or `..2025`".to_owned();
        return Err(wrong("a range needs a date on at least one side", help));
    }
    Span::between(first.as_ref(), last.as_ref()).ok_or_else(|| {
        let help = format!("write {}", term(&format!("{to}..{from}")));
        wrong("the range ends before it begins", help)
    })
}

/// Returns whether a date may go on in the words after it: it is none yet, or is in words and has a number after it.
fn is_unfinished(date: &str, after: &str) -> bool {
    let is_numbered = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let is_worded = date.contains(char::is_alphabetic);
    !date.is_empty()
        && Date::parse(date).is_err()
        && (is_numbered && is_worded || Date::understand(date).is_err())
}

/// Returns whether a value is a list of dates or ranges.
pub fn are_several(value: &str) -> bool {
    value.split(['|', ',']).map(str::trim).all(is_date)
}

/// Returns whether a value is a date or a range.
pub fn is_date(value: &str) -> bool {
    is_edtf(value) || Date::understand(value).is_ok()
}

/// Returns the name of the field that ends at a byte of the filter, with its colon.
fn field_before<'f>(end: usize, file: &'f TextFile<'_>) -> &'f str {
    let before = file.text.get(..end).unwrap_or_default();
    let name = before.trim_end_matches(|c: char| c.is_alphabetic() || c == ':');
    before.get(name.len()..).unwrap_or_default()
}

/// Joins alternatives.
fn either(terms: impl Iterator<Item = String>) -> String {
    terms.collect::<Vec<_>>().join(" or ")
}

/// What may still be written after the beginning of a date in digits or of a set.
const ENDINGS: [&str; 15] = [
    "0", "00", "000", "2000", "9", "99", "999", "1", "01", "12", "-12", ".", "]", ".]", "}",
];

/// Returns whether a value is no date in EDTF yet, but becomes one if more is written, or begins one in words.
pub fn is_begun(value: &str) -> bool {
    let last = value.rsplit_once("..").map_or(value, |(_, last)| last);
    let mut longer = ENDINGS.iter().map(|ending| format!("{value}{ending}"));
    !is_edtf(value) && (begins_word(last) || longer.any(|longer| is_edtf(&longer)))
}

/// Returns whether a value is a date in EDTF, or a range of them.
fn is_edtf(value: &str) -> bool {
    let is_date = |text: &str| Date::parse(text).is_ok();
    is_date(value)
        || value.rsplit_once("..").is_some_and(|sides| match sides {
            ("", "") => false,
            ("", one) | (one, "") => is_date(one),
            (from, to) => is_date(from) && is_date(to),
        })
}

/// Splits a range at its two dots. Dates such as `2019/..` contain two dots as well, so the first split with a valid
/// date, or nothing, on both sides wins.
fn sides(value: &str) -> Option<(&str, &str)> {
    let good = |side: &str| side.is_empty() || Date::understand(side).is_ok();
    let mut pairs = ranges_in(value).take(MOST_SPLITS);
    let first = pairs.next()?;
    let mut pairs = std::iter::once(first).chain(pairs);
    let best = pairs.find(|(from, to)| good(from) && good(to));
    Some(best.unwrap_or(first))
}

/// Reports an invalid date. `term` makes a term of a date in its place.
fn no_date(
    said: &str,
    place: Range<usize>,
    error: &DateError,
    term: &dyn Fn(&str) -> String,
    file: &TextFile<'_>,
) -> Diagnostic {
    let message = format!("`{said}` is not a date: {}", error.message);
    let found = file.diagnostic(Code::Filter, Severity::Error, place, message);
    if error.meant.is_empty() {
        return found;
    }
    let loss = error.loss.as_ref().map(|loss| format!(" ({loss})"));
    let terms = error.meant.iter().map(|date| term(date));
    found.with_help(format!(
        "write {}{}",
        either(terms),
        loss.unwrap_or_default()
    ))
}

#[cfg(test)]
mod tests {
    use crate::filter::Filter;
    use crate::load;
    use crate::timeline::Timeline;

    const DATES: [&str; 10] = [
        "../2018",
        "2019/",
        "2019/..",
        "[2019..2021]",
        "202X",
        "2022-12-31T23:00:00Z",
        "2023~",
        "2023-06-15",
        "2024",
        "no date",
    ];

    fn timeline() -> Timeline {
        let events = DATES
            .map(|date| format!("[[event]]\nid = \"{date}\"\ntitle = \"t\"\ndate = \"{date}\"\n"));
        load::from_text("events.toml", &events.concat())
            .expect("it parses")
            .timeline
    }

    /// Returns the dates of the events that a filter keeps, in the order of the table.
    fn kept(text: &str) -> Vec<&'static str> {
        let timeline = timeline();
        let filter = Filter::parse(text, &timeline)
            .unwrap_or_else(|wrong| panic!("{}", wrong.render(false)));
        let kept = timeline.select(filter.query()).expect("an answer");
        let keeps = |date: &&str| {
            let id = timeline.find(date).expect("an answer").expect("an event");
            kept.rank(id).is_ok_and(|rank| rank.is_ok())
        };
        DATES.into_iter().filter(keeps).collect()
    }

    fn wrong(text: &str) -> String {
        let wrong = Filter::parse(text, &timeline()).expect_err(text);
        let excerpt = wrong.excerpt.expect("a line");
        let marked = &excerpt.line[excerpt.marked.clone()];
        format!(
            "[{marked}] {}; {}",
            wrong.message,
            wrong.help.unwrap_or_default()
        )
    }

    #[test]
    fn a_date_may_have_been_or_certainly_was() {
        for (text, wanted) in [
            (
                "date:2023",
                &["2019/", "2019/..", "202X", "2023~", "2023-06-15"][..],
            ),
            ("within:2023", &["2023~", "2023-06-15"]),
            ("date:2023 -within:2023", &["2019/", "2019/..", "202X"]),
            (
                "date:2023-06",
                &["2019/", "2019/..", "202X", "2023~", "2023-06-15"],
            ),
            ("within:2023-06", &["2023-06-15"]),
            (
                "date:2022-12-31",
                &["2019/", "2019/..", "202X", "2022-12-31T23:00:00Z"],
            ),
            ("before:2019", &["../2018"]),
            ("before:2022", &["../2018", "[2019..2021]"]),
            ("after:2022", &["2023~", "2023-06-15", "2024"]),
            ("after:2019..2022", &["2023~", "2023-06-15", "2024"]),
            ("within:..2021", &["../2018", "[2019..2021]"]),
            (
                "within:2019..2023",
                &[
                    "[2019..2021]",
                    "2022-12-31T23:00:00Z",
                    "2023~",
                    "2023-06-15",
                ],
            ),
            ("within:2023..", &["2023~", "2023-06-15", "2024"]),
            ("within:2023/..", &["2023~", "2023-06-15", "2024"]),
            ("within:2023-06..2024", &["2023-06-15", "2024"]),
            ("within:[2019,2021]", &["[2019..2021]"]),
            (
                "within:\"[2019,2021]..2022\"",
                &["[2019..2021]", "2022-12-31T23:00:00Z"],
            ),
            ("within:2023/....2024", &["2023~", "2023-06-15", "2024"]),
            ("after:2024/.. OR before:../2018", &[]),
            ("-date:1000..3000 ", &["no date"]),
            // Words that are no second date, and the word 2019 left out.
            ("date:2018 to kursk", &[]),
            ("date:2018 ...", &[]),
            ("date:2018 ..x", &[]),
            (
                "date:2023.. date:..2023 ",
                &["2019/", "2019/..", "202X", "2023~", "2023-06-15"],
            ),
            ("within:2023/.. -2019", &["2023~", "2023-06-15", "2024"]),
        ] {
            assert_eq!(kept(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_date_can_be_written_as_people_do() {
        for (text, edtf) in [
            ("within:\"15 June 2023\"", "within:2023-06-15"),
            ("date:199x", "date:199X"),
            ("date:\"sept 2023\"", "date:2023-09"),
            ("within:\"between 2019 and 2021\"", "within:[2019..2021]"),
            ("within:\"May 2019..June 2023\"", "within:2019-05..2023-06"),
            ("within:\"2019 .. 2023\"", "within:2019..2023"),
            ("date:\"before 2019\"", "date:..2018"),
            ("date:\"after 2022\"", "date:2023.."),
            ("date:\"в начале 2023 года\"", "date:2023-37"),
            ("within:20230615", "within:2023-06-15"),
            ("within:15.6.2023", "within:2023-06-15"),
            ("within:\"June 15, 2023\"", "within:2023-06-15"),
            ("within:6/15/2023", "within:2023-06-15"),
            ("date:\"june 2023\"", "date:2023-06"),
            ("date:\"summer 2023\"", "date:2023-22"),
        ] {
            assert_eq!(kept(text), kept(edtf), "{text}");
        }
    }

    #[test]
    fn a_wrong_date_says_what_was_meant() {
        for (text, said) in [
            (
                "title:x date:sept 2023 kursk",
                "[sept 2023] a date with spaces needs quotation marks; write `date:\"sept 2023\"` or `date:2023-09`",
            ),
            (
                "-(before:june 2018..july 2019)",
                "[june 2018..july 2019] a date with spaces needs quotation marks; write `before:\"june 2018..july 2019\"` or `before:2018-06/2019-07`",
            ),
            (
                "date:2018..june 2018 kursk",
                "[2018..june 2018] a date with spaces needs quotation marks; write `date:\"2018..june 2018\"` or `date:2018/2018-06`",
            ),
            (
                "date:2018-june 5",
                "[2018-june 5] a date with spaces needs quotation marks; write `date:\"2018-june 5\"` or `date:2018-06-05`",
            ),
            (
                "date:until 2019",
                "[until 2019] a date with spaces needs quotation marks; write `date:\"until 2019\"` or `date:../2019`",
            ),
            (
                "date:june 2018 to july 2018",
                "[june 2018 to july 2018] a date with spaces needs quotation marks; write `date:\"june 2018 to july 2018\"` or `date:2018-06/2018-07`",
            ),
            (
                "date:2018-06..july",
                "[july] `july` is not a date: a date is written like 2023, 2023-09, 2023-09-01, 2023~ or 2019/2021; ",
            ),
            (
                "date:june..2018 kursk",
                "[june] `june` is not a date: a date is written like 2023, 2023-09, 2023-09-01, 2023~ or 2019/2021; ",
            ),
            (
                "within:7. 6. 2018",
                "[7. 6. 2018] `7. 6. 2018` is not a date: a date is written without spaces; write `within:2018-06-07` or `within:2018-07-06`",
            ),
            (
                "-DATE:7.6.2018",
                "[7.6.2018] `7.6.2018` is not a date: a year is written with four digits, then a hyphen before the month; write `DATE:2018-06-07` or `DATE:2018-07-06`",
            ),
            (
                "date:2019..2023-13",
                "[2023-13] `2023-13` is not a date: there is no such month: months are 01 to 12, seasons 21 to 24; ",
            ),
            // The dots of a set are not those of the range.
            (
                "date:[2019..2021]..2023-13",
                "[2023-13] `2023-13` is not a date: there is no such month: months are 01 to 12, seasons 21 to 24; ",
            ),
            (
                "date:[2019..2021",
                "[[2019..2021] `[2019..2021` is not a date: unterminated set; ",
            ),
            (
                "after:\"9/5/2025..\"",
                "[9/5/2025] `9/5/2025` is not a date: a range has one slash, between its two ends; write `after:2025-05-09..` or `after:2025-09-05..`",
            ),
            (
                "date:2025..2023",
                "[2025..2023] the range ends before it begins; write `date:2023..2025`",
            ),
            (
                "date:..",
                "[..] a range needs a date on at least one side; write `2023..2025`, `2023..` or `..2025`",
            ),
            (
                "date:44197",
                "[44197] `44197` is not a date: this is a number of days, as spreadsheets count them; write `date:2021-01-01`",
            ),
            (
                "title:x date:between 1900 and 1905",
                "[between 1900 and 1905] a date with spaces needs quotation marks; write `date:\"between 1900 and 1905\"` or `date:[1900..1905]`",
            ),
            (
                "within:someday",
                "[someday] `someday` is not a date: a date is written like 2023, 2023-09, 2023-09-01, 2023~ or 2019/2021; ",
            ),
            (
                "date:=2023",
                "[2023] `=` has no meaning before a date; use `within:` for what certainly falls in it",
            ),
        ] {
            assert_eq!(wrong(text), said, "{text}");
        }
    }

    #[test]
    fn a_range_with_spaces_is_one_term() {
        for (text, said) in [
            (
                "date:2018-06-01 .. 2018-06-20 kursk",
                "[2018-06-01 .. 2018-06-20] `date:2018-06-01..2018-06-20`",
            ),
            ("-(within:2018.. 2019)", "[2018.. 2019] `within:2018..2019`"),
            ("date:2018 ..2019", "[2018 ..2019] `date:2018..2019`"),
            ("date:2018- 2019", "[2018- 2019] `date:2018..2019`"),
            ("date:2018 - 2019", "[2018 - 2019] `date:2018..2019`"),
            ("(date:2018 ..)", "[2018 ..] `date:2018..`"),
            ("date:.. 2019", "[.. 2019] `date:..2019`"),
            (
                "date:2018 until 2019",
                "[2018 until 2019] `date:2018..2019`",
            ),
            ("date:2018 –2019", "[2018 –2019] `date:2018..2019`"),
            (
                "date:2019 to june 2018 kursk tag:x",
                "[2019 to june 2018] `date:\"june 2018..2019\"`",
            ),
            (
                "date:\"june 2018\" to \"july 2018\" kursk",
                "[\"june 2018\" to \"july 2018\"] `date:\"june 2018..july 2018\"`",
            ),
        ] {
            let (place, term) = said.split_at(said.find("] ").expect("a place") + 2);
            let message = "a range is one term, two dates joined by `..`";
            assert_eq!(
                wrong(text),
                format!("{place}{message}; write {term}"),
                "{text}"
            );
        }
    }

    #[test]
    fn doubt_is_found_in_ends_members_and_components() {
        let timeline = |date: &str| {
            let text = format!("[[event]]\nid = \"e\"\ntitle = \"t\"\ndate = \"{date}\"\n");
            load::from_text("events.toml", &text)
                .expect("it parses")
                .timeline
        };
        for (date, approximate, uncertain) in [
            ("2019/2021~", true, false),
            ("2019?/..", false, true),
            ("../2021%", true, true),
            ("2023-~09-14", true, false),
            ("2023-09-?14", false, true),
            ("?2023-09-~14", true, true),
            ("[2019,2020~]", true, false),
            ("{2019?,2020}", false, true),
            ("1950S2", true, false),
            ("202X", false, false),
            ("2019/", false, false),
        ] {
            let timeline = timeline(date);
            let is = |text| {
                let filter = Filter::parse(text, &timeline).expect(text);
                let kept = timeline.select(filter.query()).expect("an answer");
                !kept.is_empty()
            };
            let found = (is("is:approximate"), is("is:uncertain"), is("is:undated"));
            assert_eq!(found, (approximate, uncertain, false), "{date}");
        }
    }

    #[test]
    fn the_years_of_the_timeline_complete_a_date() {
        let complete = |text: &str| {
            let found = crate::filter::complete(text, text.len(), &timeline(), None);
            let texts = found.candidates.into_iter().map(|found| found.text);
            texts.collect::<Vec<_>>()
        };
        assert_eq!(
            complete("date:"),
            ["2018", "2019", "2020", "2022", "2023", "2024"]
        );
        assert_eq!(complete("-before:202"), ["2020", "2022", "2023", "2024"]);
    }
}
