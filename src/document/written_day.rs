//! The day of a moment, as programs write it.

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Returns the day of a moment, `YYYY-MM-DD`, as it is written, whatever its time zone.
///
/// Moments are written as `2019-06-05T10:00:00Z`, `20190605100000`, `Wed, 5 Jun 2019 10:00:00 +0200` or
/// `Wed Jun 05 2019 10:00:00 GMT+0200`.
pub(super) fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let (year, month, day) = numeric(text).or_else(|| in_words(text))?;
    let is_day = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn numeric(text: &str) -> Option<(u32, u32, u32)> {
    let head: String = text.chars().take(10).collect();
    let parts: Vec<&str> = head.split(['-', '/']).collect();
    let parts = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => [*year, month, day],
        _ => {
            let is_stamp = text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
            let stamp = text.get(..8).filter(|_| is_stamp)?;
            [stamp.get(..4)?, stamp.get(4..6)?, stamp.get(6..)?]
        }
    };
    let [year, month, day] = parts.map(digits);
    Some((year?, month?, day?))
}

fn in_words(text: &str) -> Option<(u32, u32, u32)> {
    let (mut year, mut month, mut day) = (None, None, None);
    let words = text.split(|c: char| c.is_whitespace() || c == ',');
    for word in words.filter(|word| !word.is_empty()).take(8) {
        if let Some(number) = digits(word) {
            if word.len() <= 2 && day.is_none() {
                day = Some(number);
            } else if word.len() == 4 && year.is_none() {
                year = Some(number);
            }
        } else if month.is_none() {
            let name = word.to_ascii_lowercase();
            let found = MONTHS.iter().position(|month| {
                let rest = name.strip_prefix(month);
                rest.is_some_and(|rest| rest.chars().all(char::is_alphabetic))
            });
            month = found.and_then(|index| u32::try_from(index + 1).ok());
        }
    }
    Some((year?, month?, day?))
}

fn digits(text: &str) -> Option<u32> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_found_in_moments() {
        for text in [
            "2019-06-05",
            " 2019-06-05T23:00:00Z",
            "2019/06/05",
            "20190605100000",
            "Wed, 5 Jun 2019 10:00:00 +0200",
            "05 June 2019",
            "Wed Jun 05 2019 10:00:00 GMT+0200 (CEST)",
        ] {
            assert_eq!(day(text).as_deref(), Some("2019-06-05"), "{text}");
        }
        for text in [
            "",
            "2019",
            "2019-06",
            "2019-13-01",
            "201906",
            "5 Juny2 2019",
            "10:00",
            "éééééééééé",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
