//! What a table of words has for each language.

use super::pattern::Sets;
use crate::anchor::cue::Caution;

/// Patterns by what they mean.
pub type Patterns = &'static [(Caution, &'static [&'static str])];

/// The lists of a language. [`super::pattern`] tells how patterns are written.
#[derive(Debug)]
pub struct Lists {
    /// Its code in ISO 639-1.
    pub code: &'static str,
    /// Words that are frequent in it and rare in the others.
    pub common: &'static str,
    /// Words that begin another main clause after a comma, like "and".
    pub joints: &'static str,
    /// Words between a leading clause and the main clause, like "then".
    pub then: &'static str,
    /// Sets of words for the patterns.
    pub sets: Sets,
    /// Frames that end where the quote begins: "it is not true that".
    pub before: Patterns,
    /// The same, but without a mark between the words and the quote: "is to be".
    pub close: Patterns,
    /// Beginnings of a clause that ends with a comma before the quote: "If the dam had failed,".
    pub leading: Patterns,
    /// Beginnings of the clause that the quote is in: "According to the union".
    pub opening: Patterns,
    /// Words that make `opening` harmless: according to a plan or a law.
    pub reliable: &'static str,
    /// Frames that end where the quote begins and are no caution: "no doubt that".
    pub harmless: &'static [&'static str],
    /// What follows the quote directly: "provided that".
    pub after: Patterns,
    /// What follows the quote after a comma, a dash or a bracket: "which the port denies".
    pub aside: Patterns,
    /// What follows the quote and is no caution: "even if".
    pub harmless_after: &'static [&'static str],
    /// Beginnings of the next sentence: "That is untrue".
    pub next: Patterns,
    /// What denies the items of a list in its head: "does not cover".
    pub heads: &'static [&'static str],
}
