//! Quotes that an earlier edition of their source has, and the current text has not.

use super::Finding;
use crate::timeline::{Loss, Version};

impl Finding<'_> {
    /// Returns what the current text no longer has of the quote, although an earlier edition has it.
    pub fn loss(&self) -> Option<Loss> {
        self.timeline.loss(self.citation)
    }

    /// Returns whether the citation says which edition it cites, and that is an earlier one.
    pub fn is_of_earlier(&self) -> bool {
        matches!(self.version, Some(Version::Earlier(_)))
    }

    /// Returns the citation as it would be found in the current text.
    #[must_use]
    pub fn in_current(&self, loss: &Loss) -> Self {
        Self {
            version: Some(Version::Current),
            anchor: loss.now.clone(),
            ..self.clone()
        }
    }

    /// Returns the citation as it would be found in the edition that has the quote.
    #[must_use]
    pub fn in_edition(&self, loss: &Loss) -> Self {
        Self {
            version: Some(Version::Earlier(loss.edition)),
            anchor: loss.before.clone(),
            ..self.clone()
        }
    }

    /// Returns the date of the edition to cite for a quote that the current text no longer has. None if the file of the
    /// current text has the quote where it is not read, but could be.
    pub fn edition_to_cite(&self) -> Option<(String, Loss)> {
        let loss = self.loss().filter(|_| !self.is_of_earlier())?;
        let quote = self.citation.quote.as_deref()?;
        let elsewhere = self.source.document().ok()?.elsewhere(quote);
        if elsewhere.is_some_and(|it| it.why.is_readable()) {
            return None;
        }
        let date = self.source.date_of(Version::Earlier(loss.edition))?;
        Some((date.as_str().to_owned(), loss))
    }
}

/// Returns in words since when the current text no longer has a quote.
pub(super) fn message(finding: &Finding<'_>, loss: &Loss) -> String {
    let (source, name) = (finding.source, finding.source.slug());
    let verb = if loss.is_gone() {
        "is gone from"
    } else {
        "is altered in"
    };
    match source.date_of(loss.since) {
        Some(date) => {
            let date = date.as_str();
            format!("the quote {verb} `{name}` since the edition of {date}")
        }
        None => format!("the quote {verb} the current text of `{name}`"),
    }
}
