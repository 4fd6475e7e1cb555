//! The words that turn a quote, one table per language.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod ru;
mod uk;
mod zh;

use unicode_segmentation::UnicodeSegmentation;

use super::lists::Lists;

/// All languages that have lists.
pub const LANGUAGES: [&Lists; 8] = [
    &en::LISTS,
    &it::LISTS,
    &fr::LISTS,
    &de::LISTS,
    &es::LISTS,
    &ru::LISTS,
    &uk::LISTS,
    &zh::LISTS,
];

/// Returns the code of a language tag if the language has lists.
pub fn primary(tag: &str) -> Option<&'static str> {
    let code = tag.split(['-', '_']).next().unwrap_or_default();
    let found = LANGUAGES
        .iter()
        .find(|lists| lists.code.eq_ignore_ascii_case(code));
    found.map(|lists| lists.code)
}

/// Returns whether there are lists for a language tag.
pub fn is_known(tag: &str) -> bool {
    primary(tag).is_some()
}

/// Guesses the language of a text by its most frequent words. None if it has none of them.
pub fn guess(text: &str) -> Option<&'static str> {
    let words: Vec<String> = text
        .unicode_words()
        .take(WORDS)
        .map(str::to_lowercase)
        .collect();
    let count = |lists: &&&Lists| {
        let is_common = |word: &&String| lists.common.split(' ').any(|it| it == word.as_str());
        words.iter().filter(is_common).count()
    };
    // Of several equal ones the first, which is the more frequent language.
    let best = LANGUAGES.iter().rev().max_by_key(count)?;
    (count(&best) > 0).then_some(best.code)
}

/// So many words of a text tell its language.
const WORDS: usize = 100;
