//! Which cautions about the quote of a citation are left for readers and curators.

use super::{Citation, Event, Stance, Status};
use crate::anchor::Anchor;
use crate::anchor::{Caution, Cue};

impl Event {
    /// Iterates over the words that turn the quote of one of its citations, unless the event or the citation says
    /// as much.
    pub fn cues<'a>(
        &'a self,
        citation: &'a Citation,
        anchor: &'a Anchor,
    ) -> impl Iterator<Item = &'a Cue> {
        let is_left =
            |cue: &&Cue| !self.says(citation, cue.caution) && !is_acknowledged(citation, cue);
        anchor.cues.iter().filter(is_left)
    }

    /// Returns whether a citation of the event has a verified quote that misleads without what it leaves out.
    pub fn is_cut(&self, citation: &Citation, anchor: &Anchor) -> bool {
        self.cues(citation, anchor)
            .any(|cue| cue.caution.is_serious())
    }

    /// Returns whether the event or the citation itself says what a caution would.
    fn says(&self, citation: &Citation, caution: Caution) -> bool {
        let is_disputed = matches!(self.status, Status::Disputed | Status::Denied);
        match caution {
            Caution::Planned => self.status == Status::Planned,
            Caution::Negated | Caution::Denied | Caution::Attributed => {
                is_disputed || citation.stance == Stance::Contradicts
            }
            _ => false,
        }
    }
}

/// Returns whether the curator knows of a cue. If the words were others when that was recorded, they are new.
fn is_acknowledged(citation: &Citation, cue: &Cue) -> bool {
    let is_recorded = |cues: &Vec<String>| cues.contains(&cue.recorded());
    let known = citation.cues.as_ref().is_none_or(is_recorded);
    known && citation.acknowledged.contains(&cue.caution)
}

/// Iterates over the acknowledgements of a citation that nothing calls for any more.
pub fn unneeded<'a>(
    citation: &'a Citation,
    anchor: &'a Anchor,
) -> impl Iterator<Item = Caution> + 'a {
    let is_found = |caution: &Caution| anchor.cues.iter().any(|cue| cue.caution == *caution);
    let acknowledged = citation.acknowledged.iter().copied();
    acknowledged.filter(move |caution| anchor.state.is_verified() && !is_found(caution))
}
