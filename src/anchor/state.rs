//! The states of a quote.

/// How well a quote agrees with its source, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Found letter for letter.
    Exact,
    /// Found in the same words; typography, spacing, case or Unicode form differ.
    Normalized,
    /// Found in nearly the same spelling.
    Fuzzy,
    /// Found, with words added, removed or replaced.
    Reworded,
    /// Found, but a number, a negation or a name differs.
    Altered,
    /// Several places are equally good.
    Ambiguous,
    /// There is no acceptable place.
    Missing,
    /// The citation has no quote, so there is nothing to verify.
    Unquoted,
    /// The document cannot be read.
    NoSource,
}

impl State {
    /// All states, from best to worst.
    pub const ALL: [Self; 9] = [
        Self::Exact,
        Self::Normalized,
        Self::Fuzzy,
        Self::Reworded,
        Self::Altered,
        Self::Ambiguous,
        Self::Missing,
        Self::Unquoted,
        Self::NoSource,
    ];

    /// Returns the name used in files and JSON.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// Returns a short description for people.
    pub const fn words(self) -> &'static str {
        self.row().1
    }

    /// Whether the source has the same words in one place.
    pub const fn is_verified(self) -> bool {
        matches!(self, Self::Exact | Self::Normalized)
    }

    /// Whether the source was searched and the quote is not verified.
    pub const fn is_doubtful(self) -> bool {
        let searched = !matches!(self, Self::Unquoted | Self::NoSource);
        searched && !self.is_verified()
    }

    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Exact => ("exact", "letter for letter"),
            Self::Normalized => ("normalized", "same words, other typography"),
            Self::Fuzzy => ("fuzzy", "same words, other spelling"),
            Self::Reworded => ("reworded", "found, but the words differ"),
            Self::Altered => ("altered", "a number, a negation or a name differs"),
            Self::Ambiguous => ("ambiguous", "found in several paragraphs"),
            Self::Missing => ("missing", "not found in the source"),
            Self::Unquoted => ("unquoted", "no quote to look for"),
            Self::NoSource => ("no_source", "the source cannot be read"),
        }
    }
}
