//! Sources in languages for which there are no lists of words that turn a quote.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::anchor::caution::{guess, is_known};
use crate::timeline::{SourceId, Timeline};

/// The language of a text is guessed from so many paragraphs.
const PARAGRAPHS: usize = 50;

/// Fewer words do not tell the language.
const WORDS: usize = 20;

/// Returns the languages of sources in which the words around quotes are not looked at, with the ids of those
/// sources. None is a language that is neither given nor known.
pub fn unread_languages(timeline: &Timeline) -> BTreeMap<Option<&str>, Vec<&str>> {
    let mut unread: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
    for (index, source) in timeline.sources().iter().enumerate() {
        let Ok(document) = source.document() else {
            continue;
        };
        let language = timeline.language_of(SourceId::new(index));
        let paragraphs = || document.paragraphs().iter().take(PARAGRAPHS);
        let is_read = if let Some(tag) = language {
            is_known(tag)
        } else {
            let words = paragraphs().flat_map(str::unicode_words);
            words.take(WORDS).count() < WORDS || paragraphs().any(|text| guess(text).is_some())
        };
        if !is_read {
            unread.entry(language).or_default().push(source.slug());
        }
    }
    unread
}
