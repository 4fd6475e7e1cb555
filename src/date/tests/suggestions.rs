//! Suggestions for dates as people and programs write them.

use super::*;

fn meant(text: &str) -> Vec<String> {
    Date::parse(text).expect_err(text).meant
}

#[test]
fn suggestions_keep_the_meaning_of_words() {
    for (text, expected) in [
        ("between 1900 and 1905", &["[1900..1905]"][..]),
        ("between 1900-1905", &["[1900..1905]"]),
        ("between January and March 2019", &["[2019-01..2019-03]"]),
        ("1900 and 1905", &["{1900,1905}"]),
        ("May or June 2020", &["[2020-05,2020-06]"]),
        ("before 1900", &["[..1899]"]),
        ("before May 1900", &["[..1900-04]"]),
        ("before 1 January 1900", &["[..1899-12-31]"]),
        ("before c. 1900", &["[..1899~]"]),
        ("before the 1990s", &["[..1989]"]),
        ("before the 17th century", &["[..1600]"]),
        ("before 44 BC", &["[..-0044]"]),
        ("until 1900", &["../1900"]),
        ("no later than 1900", &["[..1900]"]),
        ("after 1900", &["[1901..]"]),
        ("after December 1900", &["[1901-01..]"]),
        ("after 28 February 1900", &["[1900-03-01..]"]),
        ("after spring 1900", &["[1900-06..]"]),
        ("from 1900", &["1900/.."]),
        ("not before 1900", &["[1900..]"]),
        ("17th century", &["16XX"]),
        ("XVIIe siècle", &["16XX"]),
        ("the 1st century", &["00XX"]),
        ("3rd century BC", &["[-0299..-0200]"]),
        ("17th–18th century", &["16XX/17XX"]),
        ("early 2021", &["2021-37~"]),
        ("mid-2019", &["2019-38~"]),
        ("the end of 2019", &["2019-39~"]),
        ("late 1990s", &["[1997..1999]"]),
        ("mid-1990s", &["[1993..1996]"]),
        ("early 17th century", &["[1601..1633]"]),
        ("late 17th century", &["[1668..1700]"]),
        ("early May 2021", &["[2021-05-01..2021-05-10]"]),
        ("late February 2021", &["[2021-02-21..2021-02-28]"]),
        ("early spring 2021", &["2021-21"]),
        ("5–7 March 2018", &["2018-03-05/2018-03-07"]),
        ("2–5 May 2021", &["2021-05-02/2021-05-05"]),
        ("March 5–7, 2018", &["2018-03-05/2018-03-07"]),
        ("from 5 to 7 March 2018", &["2018-03-05/2018-03-07"]),
        ("30 April – 2 May 2021", &["2021-04-30/2021-05-02"]),
        ("January–March 2019", &["2019-01/2019-03"]),
        ("Q1–Q3 2019", &["2019-33/2019-35"]),
        ("first half of 2019", &["2019-40"]),
        ("Tuesday, 9 May 2023", &["2023-05-09"]),
        ("не позднее 1900 года", &["[..1900]"]),
        ("spätestens 1900", &["[..1900]"]),
        (">1900", &["[1901..]"]),
        ("<1900", &["[..1899]"]),
        ("≤ 1900", &["[..1900]"]),
        (">= 1900", &["[1900..]"]),
        ("2021+", &["[2021..]"]),
        ("May 2021 or later", &["[2021-05..]"]),
        ("2021 or before", &["[..2021]"]),
        ("#1900", &[]),
        ("winter 2019/2020", &["2019-24"]),
        ("winter 2019-20", &["2019-24"]),
        ("first half of the 19th century", &["[1801..1850]"]),
        ("2. Hälfte des 1. Jahrhunderts v. Chr.", &["[-0049..0000]"]),
        ("late 1st century BC", &["[-0032..0000]"]),
        ("mi-mai 2019", &["[2019-05-11..2019-05-20]"]),
        ("T1 2019", &["2019-33"]),
        ("2019-21 to 2020-22", &["2019-21/2020-22"]),
        ("3 - May 2019", &["2019-05-03"]),
        ("2021-05-02..2021-05-05", &["2021-05-02/2021-05-05"]),
        ("2019..", &["2019/.."]),
        ("..May 2019", &["../2019-05"]),
        // One end alone would be half of what was meant.
        ("2018-06..june", &[]),
        ("2018..july", &[]),
        ("[2017,2018]..june", &[]),
        ("june 2018/..", &["2018-06/.."]),
    ] {
        assert_eq!(meant(text), expected, "{text}");
    }
}

/// The same in all eight languages.
const TEXTS: &[(&[&str; 8], &str)] = &[
    (
        &[
            "1 May 1968",
            "1er mai 1968",
            "1º maggio 1968",
            "1. Mai 1968",
            "1 de mayo de 1968",
            "1 мая 1968 г.",
            "1 травня 1968 року",
            "1968年5月1日",
        ],
        "1968-05-01",
    ),
    (
        &[
            "January 1920",
            "janvier 1920",
            "gennaio 1920",
            "Jänner 1920",
            "enero de 1920",
            "январь 1920",
            "січень 1920",
            "1920年1月",
        ],
        "1920-01",
    ),
    (
        &[
            "c. 1920",
            "vers 1920",
            "verso il 1920",
            "um 1920",
            "hacia 1920",
            "около 1920 года",
            "близько 1920",
            "约1920年",
        ],
        "1920~",
    ),
    (
        &[
            "before 1900",
            "avant 1900",
            "prima del 1900",
            "vor 1900",
            "antes de 1900",
            "до 1900 года",
            "до 1900 року",
            "1900年以前",
        ],
        "[..1899]",
    ),
    (
        &[
            "after 1900",
            "après 1900",
            "dopo il 1900",
            "nach 1900",
            "después de 1900",
            "после 1900 года",
            "після 1900",
            "1900年之后",
        ],
        "[1901..]",
    ),
    (
        &[
            "since 1900",
            "depuis 1900",
            "dal 1900",
            "seit 1900",
            "desde 1900",
            "с 1900 года",
            "з 1900 року",
            "1900年以来",
        ],
        "1900/..",
    ),
    (
        &[
            "from 1900 to 1905",
            "de 1900 à 1905",
            "dal 1900 al 1905",
            "von 1900 bis 1905",
            "de 1900 a 1905",
            "с 1900 по 1905 год",
            "з 1900 по 1905",
            "1900年至1905年",
        ],
        "1900/1905",
    ),
    (
        &[
            "between 1900 and 1905",
            "entre 1900 et 1905",
            "tra il 1900 e il 1905",
            "zwischen 1900 und 1905",
            "entre 1900 y 1905",
            "между 1900 и 1905 годами",
            "між 1900 і 1905 роками",
            "1900年至1905年之间",
        ],
        "[1900..1905]",
    ),
    (
        &[
            "5–7 March 2018",
            "du 5 au 7 mars 2018",
            "dal 5 al 7 marzo 2018",
            "vom 5. bis 7. März 2018",
            "del 5 al 7 de marzo de 2018",
            "с 5 по 7 марта 2018 года",
            "з 5 до 7 березня 2018",
            "2018年3月5日至7日",
        ],
        "2018-03-05/2018-03-07",
    ),
    (
        &[
            "early 2021",
            "début 2021",
            "inizio 2021",
            "Anfang 2021",
            "principios de 2021",
            "в начале 2021 года",
            "на початку 2021 року",
            "2021年初",
        ],
        "2021-37~",
    ),
    (
        &[
            "17th century",
            "XVIIe siècle",
            "XVII secolo",
            "17. Jahrhundert",
            "siglo XVII",
            "XVII век",
            "XVII століття",
            "17世纪",
        ],
        "16XX",
    ),
    (
        &[
            "the 1990s",
            "années 1990",
            "anni 1990",
            "1990er Jahre",
            "años 1990",
            "1990-е годы",
            "1990-ті роки",
            "20世纪90年代",
        ],
        "199X",
    ),
    (
        &[
            "15 March 44 BC",
            "15 mars 44 av. J.-C.",
            "15 marzo 44 a.C.",
            "15. März 44 v. Chr.",
            "15 de marzo de 44 a. C.",
            "15 марта 44 года до н. э.",
            "15 березня 44 року до н. е.",
            "公元前44年3月15日",
        ],
        "-0043-03-15",
    ),
    (
        &[
            "summer 2019",
            "été 2019",
            "estate 2019",
            "Sommer 2019",
            "verano de 2019",
            "лето 2019",
            "літо 2019",
            "2019年夏",
        ],
        "2019-22",
    ),
];

#[test]
fn suggestions_are_found_in_eight_languages() {
    for (texts, expected) in TEXTS {
        for text in *texts {
            assert_eq!(meant(text), [*expected], "{text}");
        }
    }
}

#[test]
fn numbers_of_programs_are_days() {
    for (text, expected) in [
        ("20190502", &["2019-05-02"][..]),
        ("201905", &["2019-05"]),
        ("2019122", &["2019-05-02"]),
        ("02052019", &["2019-05-02", "2019-02-05"]),
        ("20190502T103000Z", &["2019-05-02T10:30:00Z"]),
        ("20190502103000", &["2019-05-02T10:30:00"]),
        ("2019-05-02 10:30", &["2019-05-02T10:30:00"]),
        ("2019-05-02 10:30:00+02:00", &["2019-05-02T10:30:00+02:00"]),
        ("2019-05-02 10:30:00+0200", &["2019-05-02T10:30:00+02:00"]),
        ("2019-05-02 10:30:00 UTC", &["2019-05-02T10:30:00Z"]),
        ("2019-05-02T10:30:00.123Z", &["2019-05-02T10:30:00Z"]),
        ("20191301", &[]),
        ("2019-123", &["2019-05-03"]),
        ("2019-366", &[]),
        ("2020-366", &["2020-12-31"]),
        ("2019-W18-5", &["2019-05-03"]),
        ("2019-W18", &["2019-04-29/2019-05-05"]),
        ("2019w185", &["2019-05-03"]),
        ("2019-W54", &[]),
        ("1994-00-00", &["1994"]),
        ("1994-05-00", &["1994-05"]),
        ("1994-00", &["1994"]),
        ("00.05.1994", &["1994-05"]),
        ("0000-00-00", &[]),
        ("44197", &["2021-01-01"]),
        ("44197.5", &["2021-01-01"]),
        ("1577836800", &["2020-01-01"]),
        ("1577836800000", &["2020-01-01"]),
        ("1577872800", &["2020-01-01T10:00:00Z"]),
        ("12345", &["Y12345"]),
        ("170002", &["Y170002"]),
    ] {
        assert_eq!(meant(text), expected, "{text}");
    }
}

#[test]
fn losses_and_mistakes_are_told() {
    for (text, message) in [
        (
            "17th century",
            "a date is written without spaces; did you mean `16XX`? (`16XX` is 1600 to 1699, which leaves out 1700)",
        ),
        (
            "mid-2019",
            "a year is written with four digits, then a hyphen before the month; did you mean `2019-38~`? (EDTF has no word for middle, and this is its second third)",
        ),
        (
            "early spring 2021",
            "a date is written without spaces; did you mean `2021-21`? (EDTF has no word for early, and this is all of it)",
        ),
        (
            "44197",
            "this is a number of days, as spreadsheets count them; did you mean `2021-01-01`?",
        ),
        (
            "1577836800",
            "this is a number of seconds since 1970, as programs count them; did you mean `2020-01-01`?",
        ),
        (
            "2021-05-02..2021-05-05",
            "the ends of a range are joined by a slash; `..` is for sets in brackets; did you mean `2021-05-02/2021-05-05`?",
        ),
    ] {
        assert_eq!(Date::parse(text).expect_err(text).to_string(), message);
    }
}

#[test]
fn only_a_text_with_one_meaning_is_understood() {
    for (text, meaning) in [
        ("2019", Some("2019")),
        ("May 2019", Some("2019-05")),
        ("before 1900", Some("[..1899]")),
        ("20190502", Some("2019-05-02")),
        ("9/5/2025", None),
        ("44197", None),
        ("2000/1999", None),
        ("someday", None),
    ] {
        let date = Date::understand(text).ok();
        assert_eq!(date.as_ref().map(Date::as_str), meaning, "{text}");
    }
}
