//! One text per event, all of them in one piece.

/// Texts by position, without an allocation for each.
#[derive(Debug, Default)]
pub struct Texts {
    all: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Texts {
    /// Returns the text at a position, or an empty one.
    pub fn get(&self, position: usize) -> &str {
        let end_of = |position: usize| self.ends.get(position).copied();
        let start = position.checked_sub(1).map_or(Some(0), end_of);
        let range = start.zip(end_of(position)).map(|(start, end)| start..end);
        range
            .and_then(|range| self.all.get(range))
            .unwrap_or_default()
    }
}

impl FromIterator<String> for Texts {
    fn from_iter<I: IntoIterator<Item = String>>(texts: I) -> Self {
        let mut found = Self::default();
        for text in texts {
            found.all.push_str(&text);
            found.ends.push(found.all.len());
        }
        found
    }
}
