//! The text of a source that is not read, kept to tell where a quote is that is not found.

use std::sync::OnceLock;

use super::body::Body;
use crate::text::normalize::normalize;

/// The fewest letters of a quote, or of its longest piece, that are looked for.
const FEWEST: usize = 12;

/// Why a text is not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Why {
    /// It is marked as deleted.
    Deleted,
    /// It is hidden.
    Hidden,
    /// It is in an element that surrounds the content, with its name.
    Around(&'static str),
    /// It is outside the main part of the page.
    #[default]
    Outside,
}

impl Why {
    /// Returns where the text is, in a few words.
    pub fn words(self) -> String {
        match self {
            Self::Deleted => "in text that is marked as deleted".to_owned(),
            Self::Hidden => "in text that the page hides".to_owned(),
            Self::Around(name) => format!("in `{name}`"),
            Self::Outside => "outside the main part of the page".to_owned(),
        }
    }

    /// Returns whether the text is read if the whole page is. Deleted text never is, because the
    /// source no longer says it.
    pub fn is_readable(self) -> bool {
        self != Self::Deleted
    }
}

/// A place in a file with text that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elsewhere {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// Why the text is not read.
    pub why: Why,
}

/// The text of a source that is not read, in paragraphs.
#[derive(Debug, Clone, Default)]
pub(super) struct Unread {
    body: Body,
    /// Why each paragraph is not read.
    whys: Vec<Why>,
    normalized: OnceLock<Joined>,
}

/// The normalized paragraphs, with a space after each.
#[derive(Debug, Clone, Default)]
struct Joined {
    text: String,
    ends: Vec<usize>,
}

impl Unread {
    /// Appends a paragraph that starts on the given line of the file.
    pub fn push<'a>(&mut self, why: Why, line: usize, lines: impl IntoIterator<Item = &'a str>) {
        self.body.push(line, lines);
        self.whys.resize(self.len(), why);
    }

    /// Returns the number of paragraphs.
    pub fn len(&self) -> usize {
        self.body.paragraphs().len()
    }

    /// Keeps the first `len` paragraphs and drops the rest.
    pub fn truncate(&mut self, len: usize) {
        self.body.truncate(len);
        self.whys.truncate(len);
    }

    /// Releases unused memory.
    pub fn shrink(&mut self) {
        self.body.shrink();
        self.whys.shrink_to_fit();
    }

    /// Returns where a quote starts, or the longest piece of a quote with brackets.
    pub fn find(&self, quote: &str) -> Option<Elsewhere> {
        let piece = longest_piece(quote);
        let wanted = normalize(piece);
        let wanted = wanted.text.trim();
        if wanted.chars().count() < FEWEST || self.whys.is_empty() {
            return None;
        }
        let joined = self.normalized.get_or_init(|| self.join());
        let at = memchr::memmem::find(joined.text.as_bytes(), wanted.as_bytes())?;
        let index = joined.ends.partition_point(|end| *end <= at);
        Some(Elsewhere {
            line: self.body.line(index)?,
            why: *self.whys.get(index)?,
        })
    }

    fn join(&self) -> Joined {
        let mut joined = Joined::default();
        for paragraph in self.body.paragraphs().iter() {
            joined.text.push_str(&normalize(paragraph).text);
            joined.text.push(' ');
            joined.ends.push(joined.text.len());
        }
        joined
    }
}

/// Returns the longest piece of a quote between its brackets, which stand for other words.
fn longest_piece(quote: &str) -> &str {
    let outside = quote
        .split('[')
        .map(|piece| piece.rsplit_once(']').map_or(piece, |(_, after)| after));
    outside.max_by_key(|piece| piece.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_found_with_their_line_and_reason() {
        let mut unread = Unread::default();
        unread.push(Why::Hidden, 3, ["The “first” paragraph"]);
        unread.push(Why::Deleted, 5, ["  "]);
        unread.push(
            Why::Around("aside"),
            8,
            ["of the page", "and the rest of it"],
        );
        unread.push(Why::Outside, 13, ["ends here."]);
        let found = |quote: &str| unread.find(quote).map(|found| (found.line, found.why));
        assert_eq!(found("the \"first\" paragraph"), Some((3, Why::Hidden)));
        assert_eq!(found("paragraph of the page"), Some((3, Why::Hidden)));
        assert_eq!(found("page and the rest"), Some((8, Why::Around("aside"))));
        assert_eq!(
            found("[It] […] and the rest of it […] ends here"),
            Some((8, Why::Around("aside")))
        );
        assert_eq!(found("it ends here."), Some((8, Why::Around("aside"))));
        assert_eq!(found("first"), None);
        assert_eq!(found("another paragraph"), None);
        assert_eq!(Unread::default().find("another paragraph"), None);
    }
}
