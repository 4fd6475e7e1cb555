//! Many texts in one piece.

use super::distinct::Numbers;

/// Texts by position, without an allocation for each. Together they have at most 4 GiB; what comes after is
/// empty.
#[derive(Debug, Default)]
pub struct Texts {
    all: String,
    /// Where each text ends.
    ends: Vec<u32>,
}

impl Texts {
    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        let end = u32::try_from(self.all.len().saturating_add(text.len()));
        if end.is_ok() {
            self.all.push_str(text);
        }
        self.ends.push(end.unwrap_or(self.all.len() as u32));
    }

    /// Puts a text at a position after all others. In between they are empty.
    pub fn put(&mut self, position: usize, text: &str) {
        let end = self.all.len() as u32;
        self.ends.resize(position.max(self.len()), end);
        self.push(text);
    }

    /// Returns the text at a position, or an empty one.
    pub fn get(&self, position: usize) -> &str {
        let end_of = |position: usize| self.ends.get(position).map(|end| *end as usize);
        let start = position.checked_sub(1).map_or(Some(0), end_of);
        let range = start.zip(end_of(position)).map(|(start, end)| start..end);
        range
            .and_then(|range| self.all.get(range))
            .unwrap_or_default()
    }

    /// Returns the number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns them in one piece, and where each ends.
    pub fn packed(&self) -> (&str, &[u32]) {
        (&self.all, &self.ends)
    }

    /// Puts together what [`Self::packed`] returned. Wherever that does not fit together, a text is empty.
    pub fn unpacked(all: String, ends: Vec<u32>) -> Self {
        Self { all, ends }
    }

    /// Adds other texts.
    pub fn extend(&mut self, others: &Self) {
        for text in others.iter() {
            self.push(text);
        }
    }

    /// Iterates over the texts.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|position| self.get(position))
    }
}

impl<'a> FromIterator<&'a str> for Texts {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        let mut found = Self::default();
        for text in texts {
            found.push(text);
        }
        found
    }
}

/// Texts that occur often, each kept once, numbered in the order in which they come first.
#[derive(Debug, Default)]
pub struct DistinctTexts {
    all: Texts,
    numbers: Numbers,
}

impl DistinctTexts {
    /// Returns the number of a text, and whether it is new.
    pub fn number(&mut self, text: &str) -> (u32, bool) {
        let hash = self.numbers.hash(text);
        let found = self
            .numbers
            .find(hash, |number| self.all.get(number as usize) == text);
        if let Some(number) = found {
            return (number, false);
        }
        self.all.push(text);
        (self.numbers.add(hash), true)
    }

    /// Returns the number of a text that was numbered.
    pub fn find(&self, text: &str) -> Option<u32> {
        let is_it = |number: u32| self.all.get(number as usize) == text;
        self.numbers.find(self.numbers.hash(text), is_it)
    }

    /// Returns all texts by their numbers.
    pub fn into_all(self) -> Texts {
        self.all
    }
}
