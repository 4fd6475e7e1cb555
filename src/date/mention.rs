//! Dates that stand in a text of prose, found by their words. Pure: it knows no source and no event.
//!
//! A day, with its year or without, and a month with its year are found. A year alone and a month
//! alone are not: they are too common, and `May` or `March` too often something else. Nor are days
//! in words (`the ninth of May`). English is always read, and before it the language of the text
//! where that is one of six others.

mod calendar;
mod named;
mod names;
mod read;
#[cfg(test)]
mod tests;
mod tokens;

pub use calendar::Calendar;
pub use named::{Mention, Named};
use read::Text;

/// Whether the dates of a language are known; of others only those written as in English are.
pub fn reads(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    primary.eq_ignore_ascii_case("en") || names::of(language).is_some()
}

/// The dates that a text names, in order. `language` is a BCP 47 tag.
///
/// Linear in the text: dates are read forward from a number or a month, over a few words.
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
