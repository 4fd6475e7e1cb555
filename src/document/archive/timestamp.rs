//! When pages were saved.

/// Returns the digits of a moment, so that `2019-06-05T10:00:00Z` and `20190605100000` are the same.
pub(super) fn digits(moment: &str) -> String {
    moment.chars().filter(char::is_ascii_digit).collect()
}

/// Returns whether a moment is the one that was asked for, or within the day or the year that was.
pub(super) fn is_within(moment: &str, wanted: &str) -> bool {
    let wanted = digits(wanted);
    !wanted.is_empty() && digits(moment).starts_with(&wanted)
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn moments_are_within_what_is_asked_for() {
        let moment = "2019-06-05T10:00:00Z";
        for (wanted, is) in [
            (moment, true),
            ("20190605100000", true),
            ("2019-06-05", true),
            ("2019", true),
            ("2019-06-06", false),
            ("latest", false),
            ("", false),
        ] {
            assert_eq!(is_within(moment, wanted), is, "{wanted}");
        }
        assert!(is_within("2019-06-05T10:00:00.123Z", moment));
    }
}
