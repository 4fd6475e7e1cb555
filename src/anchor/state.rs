//! The states that a quote can be found in.

/// How sure it is that a quote stands in its source; the best comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Letter for letter.
    Exact,
    /// The same words; typography, spacing, case or Unicode form differ.
    Normalized,
    /// Every word has a near-identical counterpart.
    Fuzzy,
    /// Found, with words added, removed or replaced.
    Reworded,
    /// Found, but a number, a negation or a name differs.
    Altered,
    /// Several places are equally good.
    Ambiguous,
    /// No acceptable place.
    Missing,
    /// Only a paragraph is named, nothing can be verified.
    Unquoted,
    /// There is no document to look in.
    NoSource,
}

impl State {
    /// Every state, the best first.
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

    /// The name for machines.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// What it means, for people.
    pub const fn words(self) -> &'static str {
        self.row().1
    }

    /// Whether a reader may take the quote for what the source says.
    pub const fn is_verified(self) -> bool {
        matches!(self, Self::Exact | Self::Normalized)
    }

    /// Whether a quote was looked for and does not stand as it is written, or in more than one place.
    pub const fn is_doubtful(self) -> bool {
        let looked_for = !matches!(self, Self::Unquoted | Self::NoSource);
        looked_for && !self.is_verified()
    }

    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Exact => ("exact", "letter for letter"),
            Self::Normalized => ("normalized", "same words, other typography"),
            Self::Fuzzy => ("fuzzy", "same words, other spelling"),
            Self::Reworded => ("reworded", "found, but the words differ"),
            Self::Altered => ("altered", "a number, a negation or a name differs"),
            Self::Ambiguous => ("ambiguous", "stands in several paragraphs"),
            Self::Missing => ("missing", "not found in the source"),
            Self::Unquoted => ("unquoted", "no quote to look for"),
            Self::NoSource => ("no_source", "the source cannot be read"),
        }
    }
}
