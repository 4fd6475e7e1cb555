//! The numbers of list items that are dates.
//!
//! `1911. The ferry sank` and `3. Mai 1911 sank die Fähre` are sentences, although Markdown takes
//! their first number for that of a list item.

use std::ops::RangeInclusive;

use crate::text::width::floor_boundary;

/// The number of bytes of an item that are read. They hold any date.
const START: usize = 80;
/// Numbers that are read as years.
const YEARS: RangeInclusive<u32> = 1000..=2999;
/// Numbers that may be days.
const DAYS: RangeInclusive<u32> = 1..=31;

/// The names of months, in lower case and as they follow a day, in languages that write a full stop
/// after the number of a day. Other months are recognised if a year follows.
const MONTHS: [&str; 10] = [
    // German
    "januar jänner februar feber märz april mai juni juli august september oktober november \
     dezember",
    // Danish and Norwegian, where they differ
    "marts mars maj december desember",
    // Icelandic
    "janúar febrúar apríl maí júní júlí ágúst október nóvember",
    // Finnish
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta \
     syyskuuta lokakuuta marraskuuta joulukuuta",
    // Estonian
    "jaanuar jaanuaril veebruar veebruaril märts märtsil aprill aprillil mail juuni juunil \
     juuli juulil augustil septembril oktoober oktoobril novembril detsember detsembril",
    // Latvian
    "janvāris janvārī februāris februārī martā aprīlis aprīlī maijs maijā jūnijs jūnijā \
     jūlijs jūlijā augusts augustā septembris septembrī oktobris oktobrī novembris novembrī \
     decembris decembrī",
    // Czech
    "ledna února března dubna května června července srpna září října listopadu prosince",
    // Slovak and Slovene
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra \
     decembra januarja februarja aprila maja junija julija avgusta oktobra",
    // Croatian
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada \
     studenoga studenog prosinca",
    // Serbian, Bosnian and Macedonian
    "januara februara marta juna jula јануара фебруара марта априла маја јуна јула августа \
     септембра октобра новембра децембра јануари февруари март април мај јуни јули август \
     септември октомври ноември декември",
];

/// Returns the number that a list item starts with and its full stop, if they belong to the text:
/// a year, or the day of a date.
pub(super) fn number(item: &str) -> Option<&str> {
    let start = item.get(..floor_boundary(item, START))?;
    let line = start.lines().next()?;
    let digits = line.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = line.split_at_checked(digits)?;
    let rest = rest.strip_prefix('.')?;
    let value = number.parse().ok()?;
    let tells = YEARS.contains(&value) || DAYS.contains(&value) && continues_date(rest);
    line.get(..=digits).filter(|_| tells)
}

/// Returns whether a text continues a date after its day: with a month, or with any word or number
/// and a year.
fn continues_date(rest: &str) -> bool {
    let mut words = rest.split_whitespace().map(bare);
    let first = words.next().unwrap_or_default();
    let month = first.to_lowercase();
    MONTHS
        .iter()
        .any(|all| all.split(' ').any(|name| name == month))
        || is_year(first)
        || words.next().is_some_and(is_year)
}

/// Returns a word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_year(word: &str) -> bool {
    word.parse().is_ok_and(|year| YEARS.contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_begin_with_a_number_that_tells() {
        for (item, wanted) in [
            ("1911. The ferry sank.", "1911."),
            ("1911.\nThe ferry sank.", "1911."),
            ("3. Mai 1911 sank die Fähre.", "3."),
            ("03. *Mai* sank die Fähre.", "03."),
            ("1. května byl svátek", "1."),
            ("3. toukokuuta", "3."),
            ("3. Bealtaine 1911", "3."),
            ("13. 5. 1911 sank", "13."),
            ("5. 1911 sank", "5."),
        ] {
            assert_eq!(number(item), Some(wanted), "{item}");
        }
    }

    #[test]
    fn other_numbers_only_count() {
        for item in [
            "1. first",
            "3. The third of them",
            "32. Mai 1911",
            "312. The court finds",
            "3) Mai 1911",
            "1911) The ferry",
            "3. In all, 1911 were counted",
            "- 1911",
            "1911",
            "99999999999. x",
            "",
        ] {
            assert_eq!(number(item), None, "{item}");
        }
    }
}
