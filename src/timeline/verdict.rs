//! Verdict: what the evidence for an event amounts to.

use std::sync::Arc;

use super::{Citation, Event};
use crate::anchor::{Anchor, State};

table! {
    /// What the evidence for an event amounts to, from best to worst. That of an event is the worst of its citations.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Verdict {
        /// Every quote is verified.
        Verified = "verified": "every quote is in its source",
        /// A quote, a citation or the text of a source is missing, so that nothing can be verified.
        Unproven = "unproven": "there is no quote, no citation, or no text to look in",
        /// A quote was found in other words or another spelling.
        Differs = "differs": "a quote is in its source in other words",
        /// A verified quote misleads without the words around it.
        Cut = "cut": "the words around a quote turn it",
        /// The sources contradict the event or each other.
        Conflict = "conflict": "the sources contradict the event or each other",
        /// A quote was not found, or not in one place, or its meaning differs.
        Broken = "broken": "a quote is not in its source, or means something else there",
    }
}

impl Verdict {
    /// Returns the sign that stands for it, which is told apart by its shape alone.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Verified => "✓",
            Self::Unproven => "?",
            Self::Differs => "≈",
            Self::Cut => "†",
            Self::Conflict => "≠",
            Self::Broken => "✗",
        }
    }

    /// Returns the verdict of a state, whatever the words around the quote say.
    pub fn of_state(state: State) -> Self {
        match state {
            State::Exact | State::Normalized => Self::Verified,
            State::Unquoted | State::NoSource => Self::Unproven,
            State::Fuzzy | State::Reworded => Self::Differs,
            State::Altered | State::Ambiguous | State::Missing => Self::Broken,
        }
    }
}

impl Event {
    /// Returns the verdict of one of its citations, apart from whether sources contradict each other.
    pub fn verdict_of(&self, citation: &Citation, anchor: &Anchor) -> Verdict {
        match Verdict::of_state(anchor.state) {
            Verdict::Verified if self.is_cut(citation, anchor) => Verdict::Cut,
            verdict => verdict,
        }
    }

    /// Returns the verdict without looking at any quote: the best that it can be.
    pub fn best_verdict(&self) -> Verdict {
        if self.has_conflict() {
            Verdict::Conflict
        } else if self.citations.is_empty() {
            Verdict::Unproven
        } else {
            Verdict::Verified
        }
    }

    /// Returns the verdict, or None if an anchor is not known.
    pub(super) fn verdict(
        &self,
        anchor: impl Fn(&Citation) -> Option<Arc<Anchor>>,
    ) -> Option<Verdict> {
        let mut worst = Verdict::Verified;
        for citation in &self.citations {
            worst = worst.max(self.verdict_of(citation, &*anchor(citation)?));
        }
        Some(worst.max(self.best_verdict()))
    }
}
