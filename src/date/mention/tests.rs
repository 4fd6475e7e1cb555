use proptest::prelude::*;

use super::*;
use crate::date::relation::{Certainty, Span, overlap};
use crate::date::{Date, Day};

/// Returns the words and the date of each mention.
fn found(text: &str, language: &str) -> Vec<(String, String)> {
    let found = mentions(text, Some(language));
    found
        .map(|mention| (text[mention.bytes].to_owned(), mention.when.edtf()))
        .collect()
}

/// Checks rows of language, text and expected mentions, each as `words = date`.
fn assert_all(rows: &[(&str, &str, &[&str])]) {
    for (language, text, wanted) in rows {
        let found = found(text, language).into_iter();
        let found: Vec<String> = found
            .map(|(words, date)| format!("{words} = {date}"))
            .collect();
        assert_eq!(found, *wanted, "{language}: {text}");
    }
}

#[test]
fn days_and_months_are_found_in_english() {
    assert_all(&[
        ("en", "on 9 May 2025.", &["9 May 2025 = 2025-05-09"]),
        ("en", "On May 9, 2025, it", &["May 9, 2025 = 2025-05-09"]),
        ("en", "May 9 2025", &["May 9 2025 = 2025-05-09"]),
        ("en", "May 9,2025", &["May 9,2025 = 2025-05-09"]),
        (
            "en",
            "the 9th of May 2025",
            &["9th of May 2025 = 2025-05-09"],
        ),
        ("en", "May 9th, 2025", &["May 9th, 2025 = 2025-05-09"]),
        ("en", "on May the 1st", &["May the 1st = XXXX-05-01"]),
        ("en", "on 9 May, too, he", &["9 May = XXXX-05-09"]),
        ("en", "9 may 2025", &["9 may 2025 = 2025-05-09"]),
        ("en", "9 SEPTEMBER 2025", &["9 SEPTEMBER 2025 = 2025-09-09"]),
        ("en", "Sept. 3, 2025", &["Sept. 3, 2025 = 2025-09-03"]),
        ("en", "on 3 Sept. It", &["3 Sept = XXXX-09-03"]),
        ("en", "at 2025-05-09T23:20", &["2025-05-09 = 2025-05-09"]),
        ("en", "(2025-05-09)", &["2025-05-09 = 2025-05-09"]),
        ("en", "in September 2025", &["September 2025 = 2025-09"]),
        ("en", "in May 2025², it", &["May 2025 = 2025-05"]),
        ("en", "in Sept. 2025", &["Sept. 2025 = 2025-09"]),
        ("en", "March of 2025", &["March of 2025 = 2025-03"]),
        (
            "en",
            "9\u{a0}May\u{2009}2025",
            &["9\u{a0}May\u{2009}2025 = 2025-05-09"],
        ),
        ("en", "on 9 May. 2025 was", &["9 May = XXXX-05-09"]),
        ("en", "By 9 May 1,200 men", &["9 May = XXXX-05-09"]),
        ("en", "29 February", &["29 February = XXXX-02-29"]),
        ("en", "29 February 2024", &["29 February 2024 = 2024-02-29"]),
    ]);
}

#[test]
fn weekdays_belong_to_the_day() {
    assert_all(&[
        ("en", "on Tuesday, 9 May", &["Tuesday, 9 May = XXXX-05-09"]),
        (
            "en",
            "Tuesday the 9th of May",
            &["Tuesday the 9th of May = XXXX-05-09"],
        ),
        ("en", "Tues. May 9", &["Tues. May 9 = XXXX-05-09"]),
        ("en", "Tuesday. The 9 May", &["9 May = XXXX-05-09"]),
        ("it", "martedì 9 maggio", &["martedì 9 maggio = XXXX-05-09"]),
        (
            "it",
            "martedi\u{300} 9 maggio",
            &["martedi\u{300} 9 maggio = XXXX-05-09"],
        ),
        ("fr", "le mardi 9 mai", &["mardi 9 mai = XXXX-05-09"]),
        (
            "de",
            "am Dienstag, den 9. Mai",
            &["Dienstag, den 9. Mai = XXXX-05-09"],
        ),
        (
            "es",
            "martes, 9 de mayo",
            &["martes, 9 de mayo = XXXX-05-09"],
        ),
        ("ru", "в среду, 9 мая", &["среду, 9 мая = XXXX-05-09"]),
        (
            "uk",
            "у п’ятницю, 9 травня",
            &["п’ятницю, 9 травня = XXXX-05-09"],
        ),
        ("en", "9 May, Tuesday", &["9 May = XXXX-05-09"]),
        (
            "en",
            "Sunday 2025-05-11",
            &["Sunday 2025-05-11 = 2025-05-11"],
        ),
        ("en", "Sunday in May 2025", &["May 2025 = 2025-05"]),
    ]);
}

#[test]
fn other_languages_are_supported() {
    assert_all(&[
        ("it", "il 9 maggio 2025", &["9 maggio 2025 = 2025-05-09"]),
        ("it-IT", "Il 3 settembre", &["3 settembre = XXXX-09-03"]),
        ("it", "dal 1º maggio", &["1º maggio = XXXX-05-01"]),
        ("it", "dal 1° Maggio 2025", &["1° Maggio 2025 = 2025-05-01"]),
        ("it", "a settembre 2025", &["settembre 2025 = 2025-09"]),
        ("it", "nel maggio del 2025", &["maggio del 2025 = 2025-05"]),
        ("it", "il 9.5.2025", &["9.5.2025 = 2025-05-09"]),
        ("it", "il 09/05/2025.", &["09/05/2025 = 2025-05-09"]),
        ("it", "9 May 2025", &["9 May 2025 = 2025-05-09"]),
        ("fr", "le 1er mai 2025", &["1er mai 2025 = 2025-05-01"]),
        ("fr", "le 3 Fevrier", &["3 Fevrier = XXXX-02-03"]),
        (
            "fr",
            "3 fe\u{301}vrier 2025",
            &["3 fe\u{301}vrier 2025 = 2025-02-03"],
        ),
        ("fr", "fin d’août 2025", &["août 2025 = 2025-08"]),
        ("fr", "le 9 sept. 2025", &["9 sept. 2025 = 2025-09-09"]),
        ("de", "am 9. Mai 2025", &["9. Mai 2025 = 2025-05-09"]),
        ("de", "am 9.Mai", &["9.Mai = XXXX-05-09"]),
        ("de", "im März 2025", &["März 2025 = 2025-03"]),
        ("de", "seit 1.10.2025 gilt", &["1.10.2025 = 2025-10-01"]),
        ("de-AT", "3. Jänner 2025", &["3. Jänner 2025 = 2025-01-03"]),
        (
            "es",
            "9 de mayo de 2025",
            &["9 de mayo de 2025 = 2025-05-09"],
        ),
        ("es", "el 1.º de mayo", &["1.º de mayo = XXXX-05-01"]),
        ("es", "mayo de 2025", &["mayo de 2025 = 2025-05"]),
        ("ru", "9 мая 2025 года", &["9 мая 2025 года = 2025-05-09"]),
        ("ru", "9 мая 2025г.", &["9 мая 2025г = 2025-05-09"]),
        ("ru", "9-го мая", &["9-го мая = XXXX-05-09"]),
        ("ru", "Сентябрь 2025", &["Сентябрь 2025 = 2025-09"]),
        ("ru", "в мае 2025 года", &["мае 2025 года = 2025-05"]),
        (
            "ru",
            "в ма\u{438}\u{306} 2025",
            &["маи\u{306} 2025 = 2025-05"],
        ),
        ("uk", "9 травня 2025", &["9 травня 2025 = 2025-05-09"]),
        (
            "uk",
            "у вересні 2025 року",
            &["вересні 2025 року = 2025-09"],
        ),
        ("uk", "28 лютого", &["28 лютого = XXXX-02-28"]),
    ]);
}

#[test]
fn both_days_of_a_range_are_found() {
    assert_all(&[
        (
            "en",
            "3-5 September 2025",
            &["3 = 2025-09-03", "5 September 2025 = 2025-09-05"],
        ),
        (
            "en",
            "from 3 to 5 September",
            &["3 = XXXX-09-03", "5 September = XXXX-09-05"],
        ),
        (
            "en",
            "the 3rd and the 4th of May",
            &["3rd = XXXX-05-03", "4th of May = XXXX-05-04"],
        ),
        (
            "en",
            "May 3–5, 2025",
            &["May 3 = 2025-05-03", "5, 2025 = 2025-05-05"],
        ),
        (
            "en",
            "3, 4 and 5 May",
            &["4 = XXXX-05-04", "5 May = XXXX-05-05"],
        ),
        (
            "it",
            "dal 3 al 5 settembre",
            &["3 = XXXX-09-03", "5 settembre = XXXX-09-05"],
        ),
        (
            "fr",
            "du 1er au 5 mai",
            &["1er = XXXX-05-01", "5 mai = XXXX-05-05"],
        ),
        (
            "de",
            "vom 3. bis 5. Mai",
            &["3 = XXXX-05-03", "5. Mai = XXXX-05-05"],
        ),
        (
            "de",
            "3./4. Mai",
            &["3 = XXXX-05-03", "4. Mai = XXXX-05-04"],
        ),
        (
            "es",
            "del 3 al 5 de mayo",
            &["3 = XXXX-05-03", "5 de mayo = XXXX-05-05"],
        ),
        (
            "ru",
            "с 3 по 5 мая",
            &["3 = XXXX-05-03", "5 мая = XXXX-05-05"],
        ),
        (
            "uk",
            "з 3 до 5 травня",
            &["3 = XXXX-05-03", "5 травня = XXXX-05-05"],
        ),
        (
            "en",
            "30 April–2 May 2025",
            &["30 April = XXXX-04-30", "2 May 2025 = 2025-05-02"],
        ),
        (
            "en",
            "It took 12 and 5 May it fell",
            &["5 May = XXXX-05-05"],
        ),
    ]);
}

#[test]
fn other_numbers_are_not_dates() {
    for (language, text) in [
        ("en", "113 May"),
        ("en", "113 May 2025"),
        ("en", "2.13 May 2025"),
        ("en", "$13 March"),
        ("en", "31 February"),
        ("en", "31 February 2025"),
        ("en", "29 February 2023"),
        ("en", "32 May 2025"),
        ("en", "0 May"),
        ("en", "32-5 May"),
        ("en", "May 32"),
        ("en", "May 1,000 people"),
        ("en", "May 9.5"),
        ("en", "May 9-year-old"),
        ("en", "May 9%"),
        ("en", "In May, in 2025"),
        ("en", "of the 9 may remain"),
        ("en", "3 jan"),
        ("en", "they may 9 times"),
        ("en", "they march 2000 miles"),
        ("en", "May the 2025"),
        ("en", "9 Mayors"),
        ("en", "9May 2025"),
        ("en", "9.5.2025"),
        ("en", "9/5/2025"),
        ("en", "9 maggio 2025"),
        ("en", "2025-13-09"),
        ("en", "12-2025-05-09-33"),
        ("en", "2025-05-091"),
        ("en", "May 2025.5"),
        ("en", "May 20255"),
        ("de", "31.2.2025"),
        ("de", "1.9.2025.1"),
        ("it", "per 3 set a 2"),
        ("fr", "3 sept ans"),
        ("en", "Mar. 9% of 3 dec"),
        ("ru", "9 май"),
        ("en", "ten men in May"),
        ("", "2025"),
    ] {
        let found = found(text, language);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn dates_cover_the_days_they_may_fall_on() {
    let named = |text: &str| mentions(text, None).next().expect("a date").when;
    for (text, dates, others) in [
        (
            "9 May 2025",
            &[
                "2025-05-09",
                "2025-05",
                "2025",
                "2020/..",
                "[2025-05-08..2025-05-10]",
            ][..],
            &["2025-05-10", "2024", "../2024"][..],
        ),
        (
            "May 2025",
            &["2025-05-09", "2025", "2025-21"],
            &["2025-06", "2025-06-01"],
        ),
        (
            "9 May",
            &[
                "2025-05-09",
                "1945-05",
                "2025-04-20/2025-05-20",
                "-0043-05-09",
            ],
            &[
                "2025",
                "2025-22",
                "2025-05-10",
                "2020/..",
                "2025-04",
                "2025-05-09/",
            ],
        ),
        (
            "29 February",
            &["2024-02", "2024-02-29"],
            &["2025-02-20/2025-03-10"],
        ),
        (
            "1 January",
            &["2024-12-20/2025-01-05"],
            &["2024-12", "Y99999999999/Y999999999999"],
        ),
    ] {
        for (texts, wanted) in [(dates, true), (others, false)] {
            for other in texts {
                let held = Calendar::new([&date(other)]).holds(named(text));
                assert_eq!(held, wanted, "{text}, {other}");
            }
        }
        let others: Vec<Date> = others.iter().copied().map(date).collect();
        assert!(!Calendar::new(&others).holds(named(text)), "{text}");
    }
    assert!(!Calendar::default().holds(named("9 May")));
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

proptest! {
    #[test]
    fn a_calendar_agrees_with_overlap(
        texts in prop::collection::vec("(19|20)[0-9X]{2}(-0[1-9](-[01][1-9])?)?(/\\.\\.)?", 0..8),
        year in 1890_i64..2110, month in 1_u8..=12, day in 1_u8..=28,
    ) {
        let dates: Vec<Date> = texts.iter().filter_map(|text| Date::parse(text).ok()).collect();
        let calendar = Calendar::new(&dates);
        let day = Day { year, month, day };
        for named in [Named::Day(day), Named::Month { year, month }] {
            let span = Span::of(&date(&named.edtf()));
            let may = |date: &Date| overlap(date, span) != Certainty::Impossible;
            prop_assert_eq!(calendar.holds(named), dates.iter().any(may));
        }
    }
}

/// Parts of dates, and words that may surround them.
const PIECES: &[&str] = &[
    "9",
    "31",
    "2025",
    "113",
    "May",
    "maggio",
    "mai",
    "мая",
    "травня",
    "сентябре",
    "Fe\u{301}vrier",
    " ",
    " ",
    " ",
    "\u{a0}",
    "-",
    "–",
    ".",
    ", ",
    "/",
    "°",
    "º",
    "er",
    "th",
    "of",
    "de",
    "to",
    "the",
    "Tuesday",
    "п’ятницю",
    "года",
    "г",
    "T1",
    "$",
    "²",
    "\u{301}",
    "\u{ad}",
    "中",
    "👩\u{200d}🔬",
];

proptest! {
    #[test]
    fn mentions_are_in_order_and_on_character_boundaries(
        pieces in prop::collection::vec(
            prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned),
                        1 => any::<char>().prop_map(String::from)], 0..24),
        language in prop::sample::select(&["en", "it", "fr", "de", "es", "ru", "uk"][..]),
    ) {
        let text = pieces.concat();
        let mut end = 0;
        for mention in mentions(&text, Some(language)) {
            prop_assert!(mention.bytes.start >= end && mention.bytes.start < mention.bytes.end);
            prop_assert!(text.get(mention.bytes.clone()).is_some(), "{:?}", mention);
            prop_assert!(Date::parse(&mention.when.edtf()).is_ok(), "{:?}", mention);
            end = mention.bytes.end;
        }
    }
}

#[test]
fn a_year_may_come_after_a_comma_or_words() {
    assert_all(&[
        ("ru", "4 мая, 2013", &["4 мая, 2013 = 2013-05-04"]),
        (
            "ru",
            "14 декабря в 1989 году",
            &["14 декабря в 1989 году = 1989-12-14"],
        ),
        (
            "uk",
            "14 грудня у 1989 році",
            &["14 грудня у 1989 році = 1989-12-14"],
        ),
        ("es", "5 mayo, 2022", &["5 mayo, 2022 = 2022-05-05"]),
        ("it", "5 maggio, 2022.", &["5 maggio, 2022 = 2022-05-05"]),
        ("de", "4. Mai, 2013", &["4. Mai, 2013 = 2013-05-04"]),
        (
            "de",
            "am 9. Mai des Jahres 1945",
            &["9. Mai des Jahres 1945 = 1945-05-09"],
        ),
        (
            "de",
            "im Mai im Jahre 1945",
            &["Mai im Jahre 1945 = 1945-05"],
        ),
        (
            "fr",
            "le 9 mai de l’an 1945",
            &["9 mai de l’an 1945 = 1945-05-09"],
        ),
        (
            "it",
            "il 9 maggio dell'anno 1945",
            &["9 maggio dell'anno 1945 = 1945-05-09"],
        ),
        (
            "ru",
            "выпущен 8 апреля, 2007 для архитектур",
            &["8 апреля, 2007 = 2007-04-08"],
        ),
        // Numbers of something else.
        ("ru", "9 мая, 2000 человек", &["9 мая = XXXX-05-09"]),
        ("ru", "9 мая в 2000 км", &["9 мая = XXXX-05-09"]),
        (
            "es",
            "el 9 de mayo, 2000 personas",
            &["9 de mayo = XXXX-05-09"],
        ),
        ("en", "May 9, 2000 people", &["May 9, 2000 = 2000-05-09"]),
    ]);
}

#[test]
fn years_before_our_era_are_not_years_of_it() {
    assert_all(&[
        ("en", "March 15, 44 BC", &["March 15, 44 BC = -0043-03-15"]),
        (
            "en",
            "on 15 March, 44 B.C., he",
            &["15 March, 44 B.C = -0043-03-15"],
        ),
        ("en", "15 March 44 BCE", &["15 March 44 BCE = -0043-03-15"]),
        ("en", "in May 1200 BC", &["May 1200 BC = -1199-05"]),
        ("en", "on 5 May 33 AD", &["5 May 33 AD = 0033-05-05"]),
        ("en", "May 9, 20 ad campaigns", &["May 9 = XXXX-05-09"]),
        ("en", "In May 1 BC", &["May 1 BC = 0000-05"]),
        (
            "de",
            "am 15. März 44 v. Chr.",
            &["15. März 44 v. Chr = -0043-03-15"],
        ),
        ("it", "15 marzo 44 a.C.", &["15 marzo 44 a.C = -0043-03-15"]),
        (
            "fr",
            "15 mars 44 av. J.-C.",
            &["15 mars 44 av. J.-C = -0043-03-15"],
        ),
        (
            "es",
            "15 de marzo de 44 a. C.",
            &["15 de marzo de 44 a. C = -0043-03-15"],
        ),
        (
            "ru",
            "15 марта 44 до н. э.",
            &["15 марта 44 до н. э = -0043-03-15"],
        ),
    ]);
}

#[test]
fn a_day_in_two_calendars_is_one_day() {
    assert_all(&[
        (
            "ru",
            "25 октября (7 ноября) 1917 года",
            &["25 октября (7 ноября) 1917 года = 1917-11-07"],
        ),
        (
            "ru",
            "10 (23) февраля 1917 года",
            &["10 (23) февраля 1917 года = 1917-02-23"],
        ),
        (
            "en",
            "25 October (7 November) 1917",
            &["25 October (7 November) 1917 = 1917-11-07"],
        ),
        (
            "ru",
            "5 мая (6 мая) 2013 года",
            &["5 мая = 2013-05-05", "6 мая) 2013 года = 2013-05-06"],
        ),
        (
            "ru",
            "25 октября (7 ноября)",
            &["25 октября = XXXX-10-25", "7 ноября = XXXX-11-07"],
        ),
        ("en", "the 3 (4) May 2020", &["May 2020 = 2020-05"]),
    ]);
}

#[test]
fn numbers_around_dates_are_not_days() {
    assert_all(&[
        ("de", "COVID-19 im März 2020", &["März 2020 = 2020-03"]),
        ("de", "mit 19 im März 2020", &["März 2020 = 2020-03"]),
        ("en", "COVID-19 May 2020", &["May 2020 = 2020-05"]),
        ("en", "an F-16 May 2020", &["May 2020 = 2020-05"]),
        ("de", "4.13.1. Juli 2000: Joe", &["Juli 2000 = 2000-07"]),
        ("de", "2.3. Mai 2000", &["Mai 2000 = 2000-05"]),
        (
            "en",
            "30 April-2 May 2025",
            &["30 April = XXXX-04-30", "2 May 2025 = 2025-05-02"],
        ),
        (
            "de",
            "vom 23. -29. August 2020",
            &["23 = 2020-08-23", "29. August 2020 = 2020-08-29"],
        ),
    ]);
}

#[test]
fn a_year_of_two_digits_is_read_where_it_leaves_no_doubt() {
    assert_all(&[
        ("de", "28.Mär.18", &["28.Mär.18 = 2018-03-28"]),
        ("en", "on 28-Mar-18.", &["28-Mar-18 = 2018-03-28"]),
        ("en", "28-Mar-2018", &["28-Mar-2018 = 2018-03-28"]),
        ("fr", "28/mai/98", &["28/mai/98 = 1998-05-28"]),
        ("de", "28. März 18 Personen", &["28. März = XXXX-03-28"]),
        ("en", "31-Feb-18", &[]),
    ]);
}

#[test]
fn forms_of_german_dates() {
    assert_all(&[
        (
            "de",
            "am 16. August 1993",
            &["16. August 1993 = 1993-08-16"],
        ),
        ("de", "am 1.1.1994", &["1.1.1994 = 1994-01-01"]),
        ("de", "im Juni 1996", &["Juni 1996 = 1996-06"]),
        ("de", "Mitte Dezember 2000", &["Dezember 2000 = 2000-12"]),
        ("de", "27. Jan. 1995", &["27. Jan. 1995 = 1995-01-27"]),
        ("de", "der 17 Juni", &["17 Juni = XXXX-06-17"]),
        ("de", "am 3ten Mai 1848", &["3ten Mai 1848 = 1848-05-03"]),
        ("de", "5. Maerz 1848", &["5. Maerz 1848 = 1848-03-05"]),
        (
            "de",
            "05. bis 09. Juli 2000",
            &["05 = 2000-07-05", "09. Juli 2000 = 2000-07-09"],
        ),
        (
            "de",
            "vom 26. Mai bis zum 2. Juni 2004",
            &["26. Mai = XXXX-05-26", "2. Juni 2004 = 2004-06-02"],
        ),
    ]);
}
