//! Which paragraphs have two words next to each other. It must not know what is looked for.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The words of some paragraphs, sorted, each in one number: from the highest bits down the word, the
/// word after it, and the paragraph. Different words may share a number.
#[derive(Debug, Clone)]
pub(super) struct Index(Vec<u64>);

/// A word in more paragraphs than this tells too little of its place.
const MANY: usize = 1000;
/// The bits of a paragraph.
const PARAGRAPH: u32 = 28;
/// The bits of the word after.
const NEXT: u32 = 16;
/// The bits of a word.
const WORD: u32 = 64 - NEXT - PARAGRAPH;

impl Index {
    /// Indexes normalized paragraphs, numbered from 1. Returns `None` if there are too many to number.
    pub fn new<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut entries = Vec::new();
        for (paragraph, text) in (1..).zip(paragraphs) {
            if paragraph >> PARAGRAPH > 0 {
                return None;
            }
            let mut words = words(text).peekable();
            while let Some(word) = words.next() {
                let next = words.peek().copied().unwrap_or_default();
                entries.push(pair(word, next) << PARAGRAPH | paragraph);
            }
        }
        entries.sort_unstable();
        entries.dedup();
        entries.shrink_to_fit();
        Some(Self(entries))
    }

    /// Returns the paragraphs that may have all of a normalized text, in order, or `None` if every
    /// paragraph may: judged by the rarest two words in it. The first and the last word do not count,
    /// since they may be parts of longer words.
    pub fn paragraphs(&self, text: &str) -> Option<Box<dyn Iterator<Item = usize> + '_>> {
        let words: Vec<u64> = words(text).collect();
        let number = |entry: &u64| (entry & ((1 << PARAGRAPH) - 1)) as usize;
        match words.get(1..words.len().checked_sub(1)?)? {
            [] => None,
            // The paragraphs of a word are in order only for each word after it.
            [word] => {
                let entries = self.between(pair(*word, 0), pair(*word, u64::MAX));
                let mut numbers: Vec<usize> = entries.iter().map(number).collect();
                numbers.sort_unstable();
                numbers.dedup();
                (numbers.len() <= MANY).then(|| Box::new(numbers.into_iter()) as _)
            }
            inner => {
                let pairs = inner.iter().zip(inner.iter().skip(1));
                let pairs = pairs.map(|(word, next)| pair(*word, *next));
                let entries = pairs.map(|pair| self.between(pair, pair));
                let rarest = entries.min_by_key(|entries| entries.len())?;
                Some(Box::new(rarest.iter().map(number)))
            }
        }
    }

    /// The entries of some pairs.
    fn between(&self, first: u64, last: u64) -> &[u64] {
        let before = |pair| self.0.partition_point(|entry| entry >> PARAGRAPH < pair);
        self.0
            .get(before(first)..before(last + 1))
            .unwrap_or_default()
    }
}

/// Returns the words of a text, as hashes.
fn words(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(|word| {
        let mut hasher = DefaultHasher::new();
        word.hash(&mut hasher);
        hasher.finish()
    })
}

/// The upper bits of two hashes.
fn pair(word: u64, next: u64) -> u64 {
    word >> (64 - WORD) << NEXT | next >> (64 - NEXT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_two_words_tell_the_paragraphs() {
        let texts = [
            "the old mill was sold",
            "the old mill burnt, they say",
            "wellknown old mill was it",
            "",
        ];
        let index = Index::new(texts.into_iter()).expect("a few paragraphs");
        for (text, paragraphs) in [
            ("the old mill was", Some(vec![1, 2, 3])),
            ("the old mill was sold", Some(vec![1, 3])),
            ("known old mill was i", Some(vec![1, 3])),
            ("the old bridge was sold", Some(vec![])),
            ("the mill burnt", Some(vec![1, 2, 3])),
            ("the \"burnt\" mill", Some(vec![2])),
            ("old mill", None),
            ("mill", None),
            ("", None),
        ] {
            let found = index.paragraphs(text).map(Iterator::collect);
            assert_eq!(found, paragraphs, "{text}");
        }
    }
}
