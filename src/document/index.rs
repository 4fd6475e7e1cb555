//! An index of the words in a document.

/// The words of all paragraphs, sorted. Each is one number with, from the highest bits down, a hash
/// of the word, a hash of the next word, and the paragraph. Different words may have the same hash.
#[derive(Debug, Clone)]
pub(super) struct Index(Vec<u64>);

/// A single word in more paragraphs is not worth sorting them.
const MANY: usize = 1000;
/// The number of bits of a paragraph.
const PARAGRAPH: u32 = 28;
/// The number of bits of the next word.
const NEXT: u32 = 16;
/// The number of bits of a word.
const WORD: u32 = 64 - NEXT - PARAGRAPH;

impl Index {
    /// Indexes normalized paragraphs, numbered from 1. Returns `None` if there are too many.
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

    /// Returns the paragraphs with the two rarest adjacent words of a normalized text, in order.
    /// They include all paragraphs with the text. Returns `None` if every paragraph may have it.
    ///
    /// The first and the last word are ignored, because in the paragraph they may be part of longer
    /// words.
    pub fn paragraphs(&self, text: &str) -> Option<Box<dyn Iterator<Item = usize> + '_>> {
        let words: Vec<u64> = words(text).collect();
        let number = |entry: &u64| (entry & ((1 << PARAGRAPH) - 1)) as usize;
        match words.get(1..words.len().checked_sub(1)?)? {
            [] => None,
            // They are only in order for each next word.
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

    /// Returns the entries of a range of pairs.
    fn between(&self, first: u64, last: u64) -> &[u64] {
        let before = |pair| self.0.partition_point(|entry| entry >> PARAGRAPH < pair);
        self.0
            .get(before(first)..before(last + 1))
            .unwrap_or_default()
    }
}

/// Returns the hashes of the words in a text.
fn words(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(|word| {
        // FNV-1a, whose best bits are turned to the top.
        let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        hash.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// Joins the upper bits of two hashes.
fn pair(word: u64, next: u64) -> u64 {
    word >> (64 - WORD) << NEXT | next >> (64 - NEXT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_words_tell_the_paragraphs() {
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
