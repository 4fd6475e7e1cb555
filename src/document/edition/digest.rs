//! Digests of the text of an edition, which tell what was edited by hand.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::mark::Mark;

table! {
    /// The parts of an edition that have a digest each, by the key of the header that lists them.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum Part {
        /// Pages, if there is a page mark.
        Page = "pages",
        /// Messages, if there is a message mark and no page mark.
        Message = "messages",
        /// The whole body, if there is neither.
        #[default]
        Text = "text",
    }
}

impl Part {
    /// Returns the parts of the body of an edition.
    pub fn of(body: &str) -> Self {
        let mut part = Self::Text;
        for (_, _, mark) in marks(body) {
            match mark {
                Mark::Page { .. } => return Self::Page,
                Mark::Message(_) => part = Self::Message,
                Mark::Time(_) => {}
            }
        }
        part
    }

    /// Returns the number of the part that a mark begins.
    pub fn number(self, mark: &Mark) -> Option<u32> {
        match (self, mark) {
            (Self::Page, Mark::Page { number, .. }) | (Self::Message, Mark::Message(number)) => {
                Some(*number)
            }
            _ => None,
        }
    }
}

/// The first 32 bits of the SHA-256 of a part: of the bytes after the line with its mark, up to the next mark of the
/// same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest(u32);

impl Digest {
    fn of(text: &str) -> Self {
        let hash = Sha256::digest(text);
        let first = hash.first_chunk().copied().unwrap_or_default();
        Self(u32::from_be_bytes(first))
    }

    /// Reads eight hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digest = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(text, 16).ok()?;
        is_digest.then_some(Self(number))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// Returns the digest of each part of a body, in order, with its number; that of the whole body has the number 0. If
/// anything but blank lines is before the first mark, it is a part as well, with the number 0.
pub fn digests(part: Part, body: &str) -> Vec<(u32, Digest)> {
    if part == Part::Text {
        return vec![(0, Digest::of(body))];
    }
    let mut found = Vec::new();
    let mut open: Option<(u32, usize)> = None;
    let mut end = |part: Option<(u32, usize)>, at: usize| {
        let text = part.and_then(|(number, start)| Some((number, body.get(start..at)?)));
        found.extend(text.map(|(number, text)| (number, Digest::of(text))));
    };
    for (at, after, mark) in marks(body) {
        if let Some(number) = part.number(&mark) {
            let before = body.get(..at).filter(|text| !text.trim().is_empty());
            let before = before.filter(|_| open.is_none()).map(|_| (0, 0));
            end(open.replace((number, after)).or(before), at);
        }
    }
    end(open, body.len());
    found
}

/// Iterates over the marks of a body, each with where its line begins and where the next line does.
fn marks(body: &str) -> impl Iterator<Item = (usize, usize, Mark)> {
    let mut at = 0_usize;
    body.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at = at.saturating_add(line.len());
        let (mark, _) = Mark::split(line.trim_end_matches('\n'))?;
        Some((start, at, mark))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(body: &str) -> (Part, Vec<(u32, String)>) {
        let part = Part::of(body);
        let digests = digests(part, body).into_iter();
        let written = digests.map(|(number, digest)| (number, digest.to_string()));
        (part, written.collect())
    }

    #[test]
    fn each_part_has_a_digest_of_its_own() {
        let empty = "e3b0c442".to_owned();
        let a = Digest::of("a\n").to_string();
        assert_eq!(a, "87428fc5");
        for (body, part, wanted) in [
            ("", Part::Text, vec![(0, empty.clone())]),
            ("a\n", Part::Text, vec![(0, a.clone())]),
            (
                "\n[p. 1]\n[p. 4] Head\na\n",
                Part::Page,
                vec![(1, empty.clone()), (4, a.clone())],
            ),
            (
                "a\n[p. 1]\n[p. 2]\na\n",
                Part::Page,
                vec![(0, a.clone()), (1, empty), (2, a.clone())],
            ),
            (
                "[m. 1]\na\n[m. 2]\na\n",
                Part::Message,
                vec![(1, a.clone()), (2, a.clone())],
            ),
            (
                "[m. 1]\n[p. 1]\na\n",
                Part::Page,
                vec![(0, Digest::of("[m. 1]\n").to_string()), (1, a)],
            ),
        ] {
            assert_eq!(all(body), (part, wanted), "{body:?}");
        }
        // Times and messages are part of a page.
        let pages = [
            "[p. 1]\n[00:00:01] a\n",
            "[p. 1]\n[m. 1]\na\n",
            "[p. 1]\na\n",
        ];
        let pages = pages.map(|body| all(body).1);
        assert!(pages[0] != pages[2] && pages[1] != pages[2]);
        assert_ne!(all("[00:00:01] a\n").1, all("[00:00:02] a\n").1);
    }

    #[test]
    fn digests_are_read_as_they_are_written() {
        let digest = Digest::of("a\n");
        assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
        assert_eq!(Digest::parse("87428FC5"), Some(digest));
        for text in ["", "87428fc", "87428fc50", "+7428fc5", "87428fcg"] {
            assert_eq!(Digest::parse(text), None, "{text}");
        }
    }
}
