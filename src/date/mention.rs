//! Finds dates in prose.
//!
//! Days with or without a year are found, and so are months with a year. A year or a month alone is
//! not: they are too common, and `May` or `March` are too often other words. Days in words (`the
//! ninth of May`) are not found either. A day that is given in two calendars, `25 October (7 November)
//! 1917`, is the later one. A year has two digits only where nothing else can be meant, as in
//! `28.Mär.18`. English is always recognised; if the text is in one of six
//! other languages, that language takes precedence.

mod calendar;
mod joined;
mod named;
pub(super) mod names;
mod read;
#[cfg(test)]
mod tests;
mod tokens;
mod year;

pub use calendar::Calendar;
pub use named::{Mention, Named};
use read::Text;

/// Returns whether dates in a language are supported. In other languages only dates written as in
/// English are found.
pub fn reads(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    primary.eq_ignore_ascii_case("en") || names::of(language).is_some()
}

/// Returns the dates in a text, in order. `language` is a BCP 47 tag.
///
/// The time is linear: each date is read forward from a number or a month, over a few words.
pub fn mentions<'a>(
    text: &'a str,
    language: Option<&str>,
) -> impl Iterator<Item = Mention> + use<'a> {
    let any = text.bytes().any(|byte| byte.is_ascii_digit());
    let text = Text::new(if any { text } else { "" }, language);
    let (mut at, mut free) = (0, 0);
    let reads = std::iter::from_fn(move || {
        while at < text.len() {
            let Some(mut read) = text.read(at) else {
                at = at.saturating_add(1);
                continue;
            };
            if let Some(first) = read.mentions.first_mut()
                && !matches!(first.when, Named::Month { .. })
            {
                first.bytes.start = text.with_weekday(at, free);
            }
            at = read.next.max(at.saturating_add(1));
            free = at;
            return Some(read.mentions);
        }
        None
    });
    reads.flatten()
}
