//! What can be wrong with the quote of a citation.

use super::Finding;
use crate::anchor::Caution;
use crate::anchor::{Limit, SHORT, State};
use crate::diagnostic::{Code, Severity};
use crate::timeline::unneeded;

/// What is wrong with the quote of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The source has it in another typography.
    Typography,
    /// It is in another paragraph, or on another page.
    Moved,
    /// The citation gives a page, and the source has none there.
    Unplaced,
    /// It is short and without a paragraph, so it may match another place some day.
    Short,
    /// The source has other words.
    Differs,
    /// It is in several places.
    Ambiguous,
    /// It exceeds a limit of the search, and is in no place.
    Exceeds(Limit),
    /// It is in no place.
    Missing,
    /// There is none.
    Unquoted,
    /// There is none, and the paragraph or the page does not exist.
    NoParagraph,
    /// The source has no text.
    NoSource,
    /// What stands around it turns it.
    Context(Caution),
    /// The curator acknowledges a caution that there is not.
    Unneeded(Caution),
    /// The current text no longer has what the edition has that is cited.
    Gone,
}

impl Kind {
    /// Returns everything that is wrong with a citation; nothing if its quote is verified in its paragraph, and
    /// nothing around it turns it. `strict` adds quotes whose typography differs.
    pub fn all(finding: &Finding<'_>, strict: bool) -> impl Iterator<Item = Self> {
        let (event, citation, anchor) = (finding.event, finding.citation, &finding.anchor);
        let cues = event.cues(citation, anchor);
        let cautions = cues.map(|cue| Self::Context(cue.caution));
        let unneeded = unneeded(citation, anchor).map(Self::Unneeded);
        let is_gone = finding.is_of_earlier() && finding.loss().is_some();
        Self::of_quote(finding, strict)
            .into_iter()
            .chain(cautions)
            .chain(unneeded)
            .chain(is_gone.then_some(Self::Gone))
    }

    fn of_quote(finding: &Finding<'_>, strict: bool) -> Option<Self> {
        let anchor = &finding.anchor;
        match anchor.state {
            State::Normalized if strict => Some(Self::Typography),
            State::Exact | State::Normalized if anchor.moved().is_some() => Some(Self::Moved),
            State::Exact | State::Normalized if anchor.unplaced().is_some() => Some(Self::Unplaced),
            State::Exact | State::Normalized => is_short(finding).then_some(Self::Short),
            State::Fuzzy | State::Reworded | State::Altered => Some(Self::Differs),
            State::Ambiguous => Some(Self::Ambiguous),
            State::Missing => Some(anchor.exceeds.map_or(Self::Missing, Self::Exceeds)),
            State::Unquoted => {
                let located = anchor.located.as_ref();
                let is_there = (finding.citation.paragraph().is_none() || anchor.given.is_some())
                    && located.is_none_or(|located| located.paragraph.is_some());
                Some(if is_there {
                    Self::Unquoted
                } else {
                    Self::NoParagraph
                })
            }
            State::NoSource => Some(Self::NoSource),
        }
    }

    /// Returns how much it weighs.
    pub fn severity(self) -> Severity {
        match self {
            Self::Moved | Self::Unplaced | Self::Unneeded(_) | Self::Gone => Severity::Note,
            Self::Context(caution) => severity(caution),
            Self::Typography | Self::Short | Self::Unquoted | Self::NoSource => Severity::Warning,
            Self::Differs
            | Self::Ambiguous
            | Self::Exceeds(_)
            | Self::Missing
            | Self::NoParagraph => Severity::Error,
        }
    }

    /// Returns its code. Most are named like the state of the quote.
    pub fn code(self, state: State) -> Code {
        match self {
            Self::Moved => Code::Moved,
            Self::Unplaced => Code::Unplaced,
            Self::Short => Code::ShortQuote,
            Self::Context(caution) => context(caution),
            Self::Unneeded(_) => Code::Unneeded,
            Self::Gone => Code::Gone,
            Self::Exceeds(Limit::Pieces) => Code::TooManyPieces,
            Self::Exceeds(Limit::Characters) => Code::LongQuote,
            _ => code(state),
        }
    }
}

/// Returns how much a caution weighs.
pub fn severity(caution: Caution) -> Severity {
    if caution.is_serious() {
        Severity::Warning
    } else {
        Severity::Note
    }
}

fn is_short(finding: &Finding<'_>) -> bool {
    let quote = finding.citation.quote.as_ref();
    let is_short = quote.is_some_and(|quote| quote.trim().chars().count() < SHORT);
    let is_placed = finding.citation.paragraph().is_some() || finding.citation.locator.is_some();
    is_short && !is_placed && finding.anchor.paragraph().is_some()
}

fn context(caution: Caution) -> Code {
    match caution {
        Caution::Negated => Code::ContextNegated,
        Caution::Denied => Code::ContextDenied,
        Caution::Retracted => Code::ContextRetracted,
        Caution::Hypothetical => Code::ContextHypothetical,
        Caution::Condition => Code::ContextCondition,
        Caution::ElidedCondition => Code::ContextElidedCondition,
        Caution::Question => Code::ContextQuestion,
        Caution::LeadIn => Code::ContextLeadIn,
        Caution::Attributed => Code::ContextAttributed,
        Caution::Hedged => Code::ContextHedged,
        Caution::Planned => Code::ContextPlanned,
    }
}

fn code(state: State) -> Code {
    match state {
        State::Exact => Code::Exact,
        State::Normalized => Code::Normalized,
        State::Fuzzy => Code::Fuzzy,
        State::Reworded => Code::Reworded,
        State::Altered => Code::Altered,
        State::Ambiguous => Code::Ambiguous,
        State::Missing => Code::Missing,
        State::Unquoted => Code::Unquoted,
        State::NoSource => Code::NoSource,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_named_like_the_state() {
        for state in State::ALL {
            assert_eq!(code(state).name(), state.name());
        }
        for caution in Caution::ALL {
            let name = format!("context-{}", caution.name());
            assert_eq!(context(*caution).name(), name);
        }
    }
}
