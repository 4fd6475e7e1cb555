//! Errors give a reason and suggestions.

use super::*;

fn meant(text: &str) -> Vec<String> {
    Date::parse(text).expect_err(text).meant
}

#[test]
fn errors_suggest_what_was_meant() {
    let cases: &[(&str, &[&str])] = &[
        ("c. 2023", &["2023~"]),
        ("ca. 2023", &["2023~"]),
        ("circa 2023", &["2023~"]),
        ("about 2023", &["2023~"]),
        ("perhaps May 2023", &["2023-05?"]),
        ("Sept 2023", &["2023-09"]),
        ("September 2023", &["2023-09"]),
        ("sep. 2023", &["2023-09"]),
        ("9/5/2025", &["2025-05-09", "2025-09-05"]),
        ("5/5/2025", &["2025-05-05"]),
        ("13/5/2025", &["2025-05-13"]),
        ("13.5.2025", &["2025-05-13"]),
        ("9/2025", &["2025-09"]),
        ("2025/09", &["2025-09"]),
        ("2025/09/03", &["2025-09-03"]),
        ("3 September 2025", &["2025-09-03"]),
        ("September 3, 2025", &["2025-09-03"]),
        ("Sep 3rd, 2025", &["2025-09-03"]),
        ("9 May 2025", &["2025-05-09"]),
        ("15 March 44 BCE", &["-0043-03-15"]),
        ("2023-2025", &["2023/2025"]),
        ("2023–2025", &["2023/2025"]),
        ("1914-18", &["1914/1918"]),
        ("c. 2019 – 2021", &["2019~/2021"]),
        ("from May 2019 to 2021", &["2019-05/2021"]),
        ("100–44 BCE", &["-0099/-0043"]),
        ("1990s", &["199X"]),
        ("the 1900s", &["19XX", "190X"]),
        ("spring 2023", &["2023-21"]),
        ("Fall of 2023", &["2023-23"]),
        ("Q1 2023", &["2023-33"]),
        ("2023-Q1", &["2023-33"]),
        ("H2 2023", &["2023-41"]),
        ("2023-9-1", &["2023-09-01"]),
        ("2023-9", &["2023-09"]),
        ("44 BC", &["-0043"]),
        ("44 BCE", &["-0043"]),
        ("AD 33", &["0033"]),
        ("193", &["0193"]),
        ("12345", &["Y12345"]),
        ("12345 BCE", &["Y-12344"]),
        ("Y2006", &["2006"]),
        ("before 2024", &["[..2023]"]),
        ("since 2019", &["2019/.."]),
        ("after 2019", &["[2020..]"]),
        ("2000/1999", &["1999/2000"]),
        ("2025-09-01 12:30", &["2025-09-01T12:30:00"]),
        (" 1863-03-29", &["1863-03-29"]),
        ("199x", &["199X"]),
        ("{1960, 1961-12}", &["1960,1961-12"]),
        ("3 September", &[]),
        ("3 Sep 25", &[]),
        ("someday", &[]),
        ("", &[]),
        ("1900-02-29", &[]),
    ];
    for (text, expected) in cases {
        let expected: Vec<String> = expected
            .iter()
            .map(|it| {
                if it.contains(',') {
                    format!("{{{it}}}")
                } else {
                    (*it).to_owned()
                }
            })
            .collect();
        assert_eq!(meant(text), expected, "{text}");
    }
}

#[test]
fn errors_give_a_reason() {
    for (text, message) in [
        (
            "2000/1999",
            "the range ends before it begins; did you mean `1999/2000`?",
        ),
        (
            "Y17E34/2020",
            "the range ends before it begins; did you mean `2020/Y17E34`?",
        ),
        ("[Y17E34..2020]", "the range ends before it begins"),
        ("2023-04-31", "that day does not exist"),
        ("-0300-02-29", "that day does not exist"),
        (
            "someday",
            "a date is written like 2023, 2023-09, 2023-09-01, 2023~ or 2019/2021",
        ),
        ("", "the date is empty"),
        (
            "2005-07-25T10:10:10Z/2006",
            "the ends of a range cannot have a time",
        ),
        (
            "9/5/2025",
            "a range has one slash, between its two ends; did you mean `2025-05-09` or `2025-09-05`?",
        ),
        (
            "1900-02-29",
            "that day does not exist; it does in the Julian calendar (Gregorian: 1900-03-13)",
        ),
        (
            "1700-02-29/1701",
            "that day does not exist; it does in the Julian calendar (Gregorian: 1700-03-11)",
        ),
    ] {
        assert_eq!(
            Date::parse(text).expect_err(text).to_string(),
            message,
            "{text}"
        );
    }
    assert_eq!(
        Date::parse("2023-09-31").expect_err("no such day").offset,
        8
    );
}
