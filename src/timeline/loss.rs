//! What the current text of a source no longer has of a quote.

use std::convert::Infallible;
use std::sync::Arc;

use super::{Citation, Head, Source, Version};
use crate::anchor::{Anchor, State};

/// A quote that an earlier edition of its source has, and the current text has not, or not in these words.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// The edition that has it, by its position: the one that is cited, or else the newest.
    pub edition: usize,
    /// Where the quote is in that edition.
    pub before: Arc<Anchor>,
    /// What the current text has.
    pub now: Arc<Anchor>,
    /// The first version after all editions that have it.
    pub since: Version,
}

impl Loss {
    /// Returns whether the current text has nothing like the quote. That is not known of a quote that is too long to be
    /// looked for in other words.
    pub fn is_gone(&self) -> bool {
        self.now.state == State::Missing && self.now.exceeds.is_none()
    }

    /// Returns what has become of the quote: `gone` or `altered`.
    pub fn outcome(&self) -> &'static str {
        if self.is_gone() { "gone" } else { "altered" }
    }

    /// Returns what has become of the quote, and since when, in a few words: `gone since 2026-11-27`.
    pub fn words(&self, source: &Source) -> String {
        format!("{}{}", self.outcome(), source.since(self.since))
    }
}

impl Head {
    /// Returns what the current text no longer has of a quote that an earlier edition has. Looks for the quote in all
    /// editions that matter, which can take long.
    pub fn loss(&self, citation: &Citation) -> Option<Loss> {
        let look = |version| Ok::<_, Infallible>(self.anchor_in(citation, version));
        let Ok(loss) = self.loss_with(citation, look);
        loss
    }

    /// Returns what [`Self::loss`] returns, as far as it is known already.
    pub fn known_loss(&self, citation: &Citation) -> Option<Loss> {
        let look = |version| self.known_anchor_in(citation, version).ok_or(());
        self.loss_with(citation, look).ok().flatten()
    }

    /// Returns which edition a citation cites, if not the current text, and what the current text no longer has, in
    /// words: `edition of 2025-09-03, gone since 2026-11-27`.
    pub fn edition_words(&self, citation: &Citation) -> Option<String> {
        self.words_with(citation, self.loss(citation))
    }

    /// Returns what [`Self::edition_words`] returns, as far as it is known already.
    pub fn known_edition_words(&self, citation: &Citation) -> Option<String> {
        self.words_with(citation, self.known_loss(citation))
    }

    fn words_with(&self, citation: &Citation, loss: Option<Loss>) -> Option<String> {
        let source = self.source(citation.source)?;
        let cited = citation.edition.as_ref();
        let cited = cited.map(|date| format!("edition of {}", date.as_str()));
        let words = loss.map(|loss| {
            let words = loss.words(source);
            let stood = source.name_of(Version::Earlier(loss.edition));
            match source.version(citation.edition.as_ref()) {
                Some(Version::Current) => format!("{words}; it is in the edition of {stood}"),
                _ => words,
            }
        });
        let words: Vec<String> = cited.into_iter().chain(words).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    fn loss_with<E>(
        &self,
        citation: &Citation,
        look: impl Fn(Version) -> Result<Arc<Anchor>, E>,
    ) -> Result<Option<Loss>, E> {
        let source = self.source(citation.source);
        let source = source.filter(|source| !source.editions.is_empty());
        let cited = source.map(|source| source.version(citation.edition.as_ref()));
        let (Some(source), Some(Some(cited))) = (source, cited) else {
            return Ok(None);
        };
        let now = look(Version::Current)?;
        let is_lost = matches!(
            now.state,
            State::Fuzzy | State::Reworded | State::Altered | State::Missing
        );
        if !is_lost {
            return Ok(None);
        }
        // The newest edition that has it was the last.
        let mut since = None;
        for edition in 0..source.editions.len() {
            let version = Version::Earlier(edition);
            let before = look(version)?;
            if before.state.is_verified() {
                let since = *since.get_or_insert(Version::after(edition));
                if cited == Version::Current || cited == version {
                    return Ok(Some(Loss {
                        edition,
                        before,
                        now,
                        since,
                    }));
                }
            } else if cited == version {
                return Ok(None);
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use crate::load::{self, Input, SourceRoot};
    use crate::timeline::EventId;

    const TEXTS: &[(&str, &str)] = &[
        (
            "now.txt",
            "It was a quiet year on the island, and the ferry sailed.\n\nTickets cost 18 crowns each, the board has decided.",
        ),
        (
            "2024.txt",
            "It was a quiet year on the island, and the ferry sailed.\n\nThe mayor promised a new school for the children of the island.",
        ),
        (
            "2023.txt",
            "Tickets cost 14 crowns each, the board has decided.",
        ),
        (
            "2022.txt",
            "Tickets cost 14 crowns each, the board has decided.\n\nThe mayor promised a new school for the children of the island.",
        ),
    ];

    /// What is said of a quote that is cited with some more keys.
    fn said(quote: &str, keys: &str, current: &str) -> Option<String> {
        let edition = |year: u32| {
            format!("[[sources.s.edition]]\nretrieved = \"{year}\"\nfile = \"{year}.txt\"\n")
        };
        // Their order in the file does not matter.
        let editions: String = [2023, 2024, 2022].map(edition).concat();
        let text = format!(
            "[sources.s]\ntitle = \"S\"\n{current}{editions}[[event]]\nid = \"e\"\ntitle = \"E\"\n\
             date = \"2020\"\n[[event.citation]]\nsource = \"s\"\nquote = \"{quote}\"\n{keys}"
        );
        let input = Input {
            root: SourceRoot::Embedded(TEXTS),
            ..Input::of_text("events.toml", &text)
        };
        let timeline = load::from_inputs(&[input]).expect("it loads").timeline;
        let event = timeline.event(EventId::new(0)).expect("an event");
        let citation = &event.citations[0];
        assert_eq!(timeline.known_loss(citation), None, "nobody has looked");
        let words = timeline.edition_words(citation);
        assert_eq!(timeline.known_loss(citation), timeline.loss(citation));
        words
    }

    #[test]
    fn a_quote_is_lost_since_the_edition_after_the_one_that_has_it() {
        let (fares, school) = (
            "Tickets cost 14 crowns each, the board has decided.",
            "The mayor promised a new school for the children of the island.",
        );
        let current = "file = \"now.txt\"\nretrieved = \"2025\"\n";
        for (quote, keys, expected) in [
            ("It was a quiet year on the island", "", None),
            (
                "the ferry sailed",
                "edition = \"2024\"",
                Some("edition of 2024"),
            ),
            (
                fares,
                "",
                Some("altered since 2024; it is in the edition of 2023"),
            ),
            (
                fares,
                "edition = \"2022\"",
                Some("edition of 2022, altered since 2024"),
            ),
            (
                school,
                "",
                Some("gone since 2025; it is in the edition of 2024"),
            ),
            // It was gone for a while, and then there again.
            (
                school,
                "edition = \"2022\"",
                Some("edition of 2022, gone since 2025"),
            ),
            (
                "Nobody has ever written these words about the island.",
                "",
                None,
            ),
            // What the edition does not have is not lost.
            (school, "edition = \"2023\"", Some("edition of 2023")),
            // The date of the current text names that.
            (
                fares,
                "edition = \"2025\"",
                Some("edition of 2025, altered since 2024; it is in the edition of 2023"),
            ),
        ] {
            assert_eq!(
                said(quote, keys, current).as_deref(),
                expected,
                "{quote} {keys}"
            );
        }
        let undated = "file = \"now.txt\"\n";
        let words = said(school, "", undated);
        assert_eq!(words.as_deref(), Some("gone; it is in the edition of 2024"));
    }

    #[test]
    fn nothing_is_lost_in_a_current_text_that_cannot_be_read() {
        for current in ["file = \"nowhere.txt\"\n", ""] {
            let cited = said("the ferry sailed", "edition = \"2024\"", current);
            assert_eq!(cited.as_deref(), Some("edition of 2024"));
        }
    }
}
