//! Why a source has no text.

/// Why a source has no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoText {
    /// The timeline does not define the source.
    Undefined,
    /// The source has no `file`.
    NoFile,
    /// It has no edition of the date that a citation gives.
    UnknownEdition,
    /// The file cannot be read, with the reason in words.
    Unreadable(Box<str>),
}

impl NoText {
    /// Returns the reason in words.
    pub fn words(&self) -> &str {
        match self {
            Self::Undefined => "the timeline does not define it",
            Self::NoFile => "no `file` is given for it",
            Self::UnknownEdition => "it has no such edition",
            Self::Unreadable(why) => why,
        }
    }
}
