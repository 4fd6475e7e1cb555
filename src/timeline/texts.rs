//! One text per event, all of them in one piece.

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
        let end = u32::try_from(self.all.len() + text.len());
        if end.is_ok() {
            self.all.push_str(text);
        }
        self.ends.push(end.unwrap_or(self.all.len() as u32));
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
