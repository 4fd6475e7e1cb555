//! The words that turn a quote, one table per language.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod ru;
mod uk;
mod zh;

use std::collections::HashMap;
use std::sync::LazyLock;

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

/// The frequent words of all languages, with the positions of the languages.
static COMMON: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut common: HashMap<_, Vec<usize>> = HashMap::new();
    for (position, lists) in LANGUAGES.iter().enumerate() {
        for word in lists.common.split(' ') {
            common.entry(word).or_default().push(position);
        }
    }
    common
});

/// So many words of a text tell its language.
const WORDS: usize = 100;

/// Guesses the language of a text by its most frequent words. None if it has none of them.
pub fn guess(text: &str) -> Option<&'static str> {
    let mut counts = [0_usize; LANGUAGES.len()];
    for word in text.unicode_words().take(WORDS) {
        let known = COMMON.get(word.to_lowercase().as_str());
        for position in known.into_iter().flatten() {
            if let Some(count) = counts.get_mut(*position) {
                *count = count.saturating_add(1);
            }
        }
    }
    // Of several equal ones the first, which is the more frequent language.
    let languages = LANGUAGES.iter().zip(counts).rev();
    let (best, count) = languages.max_by_key(|(_, count)| *count)?;
    (count > 0).then_some(best.code)
}
