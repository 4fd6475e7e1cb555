//! Whether a quote can be put right by writing what its source has.

use super::Finding;
use crate::anchor::{State, anchor};

impl Finding {
    /// Why the quote cannot be put right by writing what the source has, as advice what to do instead.
    /// None where it can be, and has to be.
    pub fn refusal(&self) -> Option<&'static str> {
        let advice = match self.anchor.state {
            State::Exact if self.anchor.moved().is_some() => {
                "it is verified, in another paragraph: `--fix` corrects that"
            }
            State::Exact => "it is verified as it is",
            State::Ambiguous => {
                "say which is meant with `paragraph`, or quote more of the sentence"
            }
            State::Missing => {
                "no place in the source is near enough: quote another sentence by hand"
            }
            State::Unquoted => "add the sentence as `quote`, letter for letter",
            State::NoSource => "give the source a `file` with its text",
            _ if self.anchor.denied => "a word beside it denies it: quote the whole sentence",
            State::Normalized | State::Fuzzy | State::Reworded | State::Altered => {
                if self.matched().as_deref() == self.citation.quote.as_deref() {
                    "it stands there as it is, but what it leaves out turns it: quote that as well"
                } else if self.stays() {
                    return None;
                } else {
                    "what stands there stands elsewhere too: name its `paragraph`, or quote more of the sentence"
                }
            }
        };
        Some(advice)
    }

    /// Whether the quote as it would be written is found where it is now, by itself: what is recorded of
    /// its surroundings belongs to the old one.
    fn stays(&self) -> bool {
        let (quote, found) = (self.matched(), self.anchor.paragraph());
        let document = self.source.document.as_ref().ok();
        let paragraph = self.citation.paragraph.and(found);
        let then = anchor(quote.as_deref(), paragraph, None, document);
        then.state.is_verified() && then.paragraph() == found
    }
}
