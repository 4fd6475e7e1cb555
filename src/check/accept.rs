//! Whether a quote can be replaced with the text of its source.

use super::Finding;
use crate::anchor::{Hint, State, anchor};

impl Finding<'_> {
    /// Returns why the quote cannot be replaced with the text of its source, as advice what to do instead. None
    /// if it can be replaced, and should be.
    pub fn refusal(&self) -> Option<&'static str> {
        let advice = match self.anchor.state {
            State::Exact if self.anchor.moved().is_some() => {
                "it is verified, in another place: `--fix` corrects that"
            }
            State::Exact => "it is verified as it is",
            State::Ambiguous => "give the `paragraph` that is meant, or quote more of the sentence",
            State::Missing => {
                "no place in the source is near enough: quote another sentence by hand"
            }
            State::Unquoted => "add the sentence as `quote`, letter for letter",
            State::NoSource => "give the source a `file` with its text",
            _ if self.anchor.denied => "a word beside it denies it: quote the whole sentence",
            State::Normalized | State::Fuzzy | State::Reworded | State::Altered => {
                if self.matched().as_deref() == self.citation.quote.as_deref() {
                    "it is there letter for letter, but what it leaves out reverses it: quote that as well"
                } else if self.stays() {
                    return None;
                } else {
                    "the same text is elsewhere too: give its `paragraph`, or quote more of the sentence"
                }
            }
        };
        Some(advice)
    }

    /// Returns whether the new quote would be found in the same place without recorded context, which belongs to
    /// the old quote.
    fn stays(&self) -> bool {
        let (quote, found) = (self.matched(), self.anchor.paragraph());
        let document = self.document().ok();
        let at = self.anchor.at.as_ref();
        let locator = self.citation.locator.as_ref();
        let locator = locator.and_then(|locator| at?.locator_like(locator));
        let hint = Hint {
            paragraph: self.citation.paragraph().and(found),
            locator: locator.as_ref(),
        };
        let then = anchor(quote.as_deref(), hint, None, document);
        then.state.is_verified() && then.paragraph() == found
    }
}
