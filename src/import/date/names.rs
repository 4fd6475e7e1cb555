//! The names of months in the notations of programs, which are English.

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Returns the month with a name or its first three letters, from 1, and the bytes that it takes of a text.
pub fn month(text: &str) -> Option<(u8, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let name = text.get(..len)?.to_ascii_lowercase();
    let is_meant = |month: &&str| **month == name || (len == 3 && month.starts_with(&name));
    let at = MONTHS.iter().position(is_meant)?;
    Some((u8::try_from(at).ok()?.checked_add(1)?, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_two_names() {
        assert_eq!(month("Jan-2015"), Some((1, 3)));
        assert_eq!(month("december 3"), Some((12, 8)));
        assert_eq!(month("MAY"), Some((5, 3)));
        assert_eq!((month("Janu"), month("3"), month("")), (None, None, None));
    }
}
