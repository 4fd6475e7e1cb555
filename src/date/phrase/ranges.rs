//! Reads two dates with a word or a sign between them.

use super::meant::is_date;
use super::reading::{Dates, Number, Part, Phrase};
use super::words::{Meaning, Words, entries};

/// How two dates belong together.
#[derive(Clone, Copy)]
enum Link {
    /// From one to the other.
    To,
    And,
    Or,
}

/// Returns what a folded text may mean whose dates are the ends of a range, or that names two dates.
pub(super) fn ranges(text: &str, words: &Words) -> Dates {
    let from = entries(words.from).filter_map(|word| text.strip_prefix(word)?.strip_prefix(' '));
    let bare = from.min_by_key(|rest| rest.len()).unwrap_or(text);
    let words_between = [
        (Link::To, words.to),
        (Link::And, words.and),
        (Link::Or, words.or),
    ];
    let words_between = words_between
        .into_iter()
        .flat_map(|(link, list)| entries(list).map(move |word| (link, format!(" {word} "))));
    let signs = [" - ", "/", "-"].map(|sign| (Link::To, sign.to_owned()));
    let mut found = words_between.chain(signs).map(|(link, between)| {
        let (first, last) = bare.split_once(&between)?;
        let is_one = !last.contains(&between);
        is_one.then(|| linked(first, last, link, words)).flatten()
    });
    found.find_map(|dates| dates).unwrap_or_default()
}

/// Returns the dates of two texts that belong together.
fn linked(first: &str, last: &str, link: Link, words: &Words) -> Option<Dates> {
    let (from, to) = (first, last);
    let [mut first, mut last] = [Phrase::read(from, words)?, Phrase::read(to, words)?];
    let is_between = |phrase: &Phrase| phrase.says(Meaning::Between);
    let is_within = is_between(&first) || is_between(&last);
    complete(&mut first, &mut last);
    if !is_whole(&first) || !is_whole(&last) {
        return None;
    }
    let dates = |side: &str, phrase: &Phrase| {
        let edtf = side.trim().to_uppercase();
        if is_date(&edtf) {
            return Dates {
                dates: vec![edtf],
                loss: None,
            };
        }
        phrase.dates()
    };
    let (firsts, lasts) = (dates(from, &first), dates(to, &last));
    let pairs = firsts.dates.iter().zip(&lasts.dates);
    let dates: Vec<String> = pairs
        .filter_map(|(first, last)| {
            let join = |first: &str, last: &str| match link {
                Link::Or => format!("[{first},{last}]"),
                Link::And if !is_within => format!("{{{first},{last}}}"),
                _ if is_within => format!("[{first}..{last}]"),
                _ => format!("{first}/{last}"),
            };
            // Reversed ends are swapped.
            [join(first, last), join(last, first)]
                .into_iter()
                .find(|it| is_date(it))
        })
        .collect();
    let loss = firsts.loss.or(lasts.loss);
    (!dates.is_empty()).then_some(Dates { dates, loss })
}

/// Returns whether a phrase has enough for a date. A single short number is more likely a part of one.
fn is_whole(phrase: &Phrase) -> bool {
    let digits: usize = phrase.numbers.iter().map(|number| number.digits).sum();
    let is_marked = [Meaning::Bce, Meaning::Ce, Meaning::Century]
        .into_iter()
        .any(|mark| phrase.says(mark));
    digits > 2 || (is_marked && digits > 0)
}

/// Gives each of two dates what only the other has: the year, the month, the era.
fn complete(first: &mut Phrase, last: &mut Phrase) {
    if last.says(Meaning::Bce) && !first.says(Meaning::Ce) {
        first.marks.push(Meaning::Bce);
    }
    let is_century = last.says(Meaning::Century) && !first.numbers.iter().any(|it| it.is_year());
    first.marks.extend(is_century.then_some(Meaning::Century));
    if first.says(Meaning::Ce) && !last.says(Meaning::Bce) {
        last.marks.push(Meaning::Ce);
    }
    if let (None, None, [_, ..], [day]) =
        (first.part, last.part, &first.numbers[..], &last.numbers[..])
        && let (Some(known), false) = (first.numbers.split_last(), day.is_year())
        && first.numbers.first().is_some_and(|year| year.digits == 4)
        && first.numbers.len() > 1
    {
        last.numbers = known.1.iter().chain([day]).copied().collect();
    }
    let day = |phrase: &Phrase| phrase.numbers.iter().any(|number| !number.is_year());
    if day(first) && day(last) {
        let (part, other) = (month(first), month(last));
        first.part = first.part.or(other);
        last.part = last.part.or(part);
    }
    let has_part = |phrase: &Phrase| phrase.part.is_some();
    let year = |phrase: &Phrase| {
        phrase
            .numbers
            .iter()
            .copied()
            .find(|it| Number::is_year(*it))
    };
    if has_part(first) && has_part(last) {
        match (year(first), year(last)) {
            (None, Some(year)) => first.numbers.push(year),
            (Some(year), None) => last.numbers.push(year),
            _ => {}
        }
    }
}

fn month(phrase: &Phrase) -> Option<Part> {
    phrase.part.filter(|part| matches!(part, Part::Month(_)))
}
