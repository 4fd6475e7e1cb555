//! The line of a cue that says when it is shown.

/// When a cue is shown, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub start: u64,
    pub end: u64,
}

/// Reads a line such as `00:00:03,000 --> 00:00:06,740`. What follows the times is where the cue is shown.
///
/// Arrows of other dashes, missing hours and any sign before the fraction are accepted. A missing end is the start.
pub(super) fn span(line: &str) -> Option<Span> {
    let (start, after) = line.split_once('>')?;
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '−') || c.is_whitespace();
    let time = start.trim_end_matches(dash);
    if time.len() == start.trim_end().len() {
        return None;
    }
    let start = moment(time)?;
    let after = after.trim_start();
    let end = after
        .find(|c: char| c.is_whitespace())
        .map_or(after, |at| after.get(..at).unwrap_or_default());
    let end = if end.is_empty() { start } else { moment(end)? };
    Some(Span { start, end })
}

/// Returns the milliseconds of a time: hours, minutes and seconds, or only the last two, and a fraction.
fn moment(text: &str) -> Option<u64> {
    let text: String = text.split_whitespace().collect();
    let mut numbers = Vec::new();
    let mut last = None;
    let mut rest = text.as_str();
    loop {
        let end = rest.find(|c: char| !c.is_ascii_digit());
        let (digits, after) = rest.split_at(end.unwrap_or(rest.len()));
        if digits.is_empty() || numbers.len() == 4 {
            return None;
        }
        numbers.push(digits);
        let Some(sign) = after.chars().next() else {
            break;
        };
        if !matches!(sign, ':' | '.' | ',' | ';') {
            return None;
        }
        last = Some(sign);
        rest = after.get(1..)?;
    }
    let (clock, fraction) = match (numbers.as_slice(), last?) {
        ([hours, minutes, seconds, fraction], _) => ([*hours, minutes, seconds], *fraction),
        ([hours, minutes, seconds], ':') => ([*hours, minutes, seconds], "0"),
        ([minutes, seconds, fraction], _) => (["0", minutes, seconds], *fraction),
        ([minutes, seconds], ':') => (["0", minutes, seconds], "0"),
        _ => return None,
    };
    let seconds = clock.iter().try_fold(0u64, |sum, part| {
        sum.checked_mul(60)?.checked_add(part.parse().ok()?)
    })?;
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    seconds
        .checked_mul(1000)?
        .checked_add(thousandths.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_times_are_read_as_players_read_them() {
        for (line, start, end) in [
            ("00:00:03,000 --> 00:00:06,740", 3_000, 6_740),
            (
                "59:50.000 --> 59:54.420 align:start position:10%",
                3_590_000,
                3_594_420,
            ),
            ("  0:0:3.5-->0:0:4.25  X1:20 X2:30", 3_500, 4_250),
            ("00:00:03:500 -> 00:00:04;5", 3_500, 4_500),
            ("00:00:03 —> 00:00:04", 3_000, 4_000),
            ("00: 00: 03, 000 - -> 00:00:04,000", 3_000, 4_000),
            ("100:00:00.000 --> 100:00:01.000", 360_000_000, 360_001_000),
            ("01:02 --> 01:03", 62_000, 63_000),
            ("00:00:03,0009 -->", 3_000, 3_000),
        ] {
            assert_eq!(span(line), Some(Span { start, end }), "{line}");
        }
    }

    #[test]
    fn other_lines_have_no_times() {
        for line in [
            "",
            "-->",
            "3 --> 4",
            "00:00:03,000 00:00:06,740",
            "00:00:03,000 > 00:00:06,740",
            "the clock --> 12:30",
            "00:00:03,000 --> soon",
            "1:2:3:4:5 --> 1:2:3",
            "99999999999999999999:00:00 --> 1:2:3",
            "18446744073709551:00:00 --> 1:2:3",
            "::, --> ::,",
        ] {
            assert_eq!(span(line), None, "{line}");
        }
    }
}
