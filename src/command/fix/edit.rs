//! A change to one value of a citation, and the value before.

use crate::amend::{Amendment, Change};
use crate::check::Finding;
use crate::text::sanitize;
use crate::timeline::Origin;

/// A change to one value of a citation.
pub struct Edit {
    /// The value and its change.
    pub amendment: Amendment,
    /// The value before.
    pub before: Change,
    /// The place of the citation.
    pub citation: Origin,
    /// The place of its event.
    pub event: Origin,
}

impl Edit {
    fn new(finding: &Finding<'_>, before: Change, after: Change) -> Self {
        Self {
            amendment: Amendment {
                event: finding.event.slug.clone(),
                citation: finding.citation.position(),
                change: after,
            },
            before,
            citation: finding.citation.origin,
            event: finding.event.origin,
        }
    }

    /// Returns the corrections of the page and the paragraph of a quote that has moved.
    pub fn of_place(finding: &Finding<'_>) -> impl Iterator<Item = Self> {
        let (locator, paragraph) = match finding.anchor.moved() {
            Some(moved) => (moved.locator, moved.paragraph),
            None => (None, None),
        };
        let locator =
            locator.map(|(given, found)| (Change::Locator(given), Change::Locator(found)));
        let paragraph =
            paragraph.map(|(given, found)| (Change::Paragraph(given), Change::Paragraph(found)));
        let changes = locator.into_iter().chain(paragraph);
        changes.map(|(before, after)| Self::new(finding, before, after))
    }

    /// Returns the changes that make a citation cite the edition in which a quote stood that is gone from the current
    /// text.
    pub fn of_edition(finding: &Finding<'_>) -> Vec<Self> {
        let gone = finding.edition_to_cite();
        let Some((date, loss)) = gone.filter(|(_, loss)| loss.is_gone()) else {
            return Vec::new();
        };
        let before = finding.citation.edition.as_ref();
        let before = before.map_or(String::new(), |date| date.as_str().to_owned());
        let (before, after) = (Change::Edition(before), Change::Edition(date));
        let edition = Self::new(finding, before, after);
        let then = finding.in_edition(&loss);
        std::iter::once(edition)
            .chain(Self::of_place(&then))
            .collect()
    }

    /// Returns the change of a quote to the sentences that turn it.
    pub fn of_widened(finding: &Finding<'_>) -> Option<Self> {
        let before = finding.citation.quote.as_deref().unwrap_or_default();
        let after = Change::Quote(finding.widened().ok()?);
        Some(Self::new(finding, Change::Quote(before.to_owned()), after))
    }

    /// Returns the change that makes a quote equal to its source.
    pub fn of_quote(finding: &Finding<'_>) -> Option<Self> {
        let before = finding.citation.quote.as_deref().unwrap_or_default();
        let before = Change::Quote(before.to_owned());
        let after = Change::Quote(finding.matched()?);
        Some(Self::new(finding, before, after))
    }
}

/// Returns a change in words, without its place.
pub fn words(amendment: &Amendment, before: &Change) -> String {
    let id = &amendment.event;
    match (before, &amendment.change) {
        (Change::Quote(old), Change::Quote(new)) => {
            let (old, new) = (sanitize::line(old), sanitize::line(new));
            format!("{id}: quote\n  - {old}\n  + {new}")
        }
        (Change::Edition(old), Change::Edition(date)) if old.is_empty() => {
            format!("{id}: cites the edition of {date}")
        }
        (before, after) => format!(
            "{id}: {} {} → {}",
            after.key(),
            before.written("\""),
            after.written("\"")
        ),
    }
}
