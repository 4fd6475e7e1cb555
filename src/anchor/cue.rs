//! Words around a quote that turn it.

use super::place::Place;
use crate::text::sanitize;

table! {
    /// In which way the words around a quote turn it, from most to least serious.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Caution {
        /// The source denies it, before it.
        Negated = "negated": "the source denies this",
        /// The source denies it, after it.
        Denied = "denied": "denied right after",
        /// The source takes it back.
        Retracted = "retracted": "taken back right after",
        /// The source only supposes it.
        Hypothetical = "hypothetical": "supposed, not reported",
        /// The source limits it.
        Condition = "condition": "holds only on a condition",
        /// The source limits it where the quote has `[…]`.
        ElidedCondition = "elided-condition": "`[…]` leaves out a condition",
        /// The source asks it.
        Question = "question": "asked, not said",
        /// It is in a list under a head that denies it.
        LeadIn = "lead-in": "listed under a denial",
        /// The source has it from somebody else, and does not vouch for it.
        Attributed = "attributed": "the source does not say this itself",
        /// The source holds it possible.
        Hedged = "hedged": "held possible, not reported",
        /// The source expects it.
        Planned = "planned": "planned, not done",
    }
}

impl Caution {
    /// Returns whether the quote misleads without what it leaves out. The other kinds are worth a note.
    pub const fn is_serious(self) -> bool {
        !matches!(self, Self::Attributed | Self::Hedged | Self::Planned)
    }
}

/// Words beside a quote that turn it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// What they make of the quote.
    pub caution: Caution,
    /// The words, as the source has them.
    pub text: String,
    /// Their place.
    pub place: Place,
}

impl Cue {
    /// Returns what the words make of the quote, and the words, safe to draw.
    pub fn words(&self) -> String {
        let caution = self.caution.words();
        match sanitize::line(&self.text).as_str() {
            "?" => format!("{caution}: a question mark follows"),
            words => format!("{caution}: “{words}”"),
        }
    }

    /// Returns it as a lock file records it.
    pub fn recorded(&self) -> String {
        format!("{}: {}", self.caution.name(), self.text)
    }
}
