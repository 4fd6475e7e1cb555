//! The lists of a language, ready to be compared.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::languages::LANGUAGES;
use super::lists::{Lists, Patterns};
use super::pattern::Pattern;
use crate::anchor::cue::Caution;

/// A pattern, and what it means for the quote.
#[derive(Debug)]
pub struct Rule {
    pub caution: Caution,
    pub pattern: Pattern,
}

/// The lists of a language. What they mean is told where they are written, in [`Lists`].
#[derive(Debug)]
pub struct Rules {
    pub joints: Vec<&'static str>,
    pub then: Vec<&'static str>,
    pub before: Vec<Rule>,
    pub close: Vec<Rule>,
    pub leading: Vec<Rule>,
    pub opening: Vec<Rule>,
    pub reliable: Vec<&'static str>,
    pub harmless: Vec<Pattern>,
    pub after: Vec<Rule>,
    pub aside: Vec<Rule>,
    pub harmless_after: Vec<Pattern>,
    pub next: Vec<Rule>,
    pub heads: Vec<Pattern>,
}

impl Rules {
    fn of(lists: &'static Lists) -> Self {
        let pattern = |text: &&'static str, is_reversed: bool| {
            let pattern = Pattern::new(text, lists.sets);
            if is_reversed {
                pattern.reversed()
            } else {
                pattern
            }
        };
        let plain = |texts: &'static [&'static str], is_reversed: bool| -> Vec<Pattern> {
            texts
                .iter()
                .map(|text| pattern(text, is_reversed))
                .collect()
        };
        let rules = |groups: Patterns, is_reversed: bool| -> Vec<Rule> {
            let each = |(caution, texts): &(Caution, &'static [&'static str])| {
                let caution = *caution;
                let patterns = plain(texts, is_reversed).into_iter();
                patterns.map(move |pattern| Rule { caution, pattern })
            };
            groups.iter().flat_map(each).collect()
        };
        Self {
            joints: lists.joints.split_whitespace().collect(),
            then: lists.then.split_whitespace().collect(),
            before: rules(lists.before, true),
            close: rules(lists.close, true),
            leading: rules(lists.leading, false),
            opening: rules(lists.opening, false),
            reliable: lists.reliable.split_whitespace().collect(),
            harmless: plain(lists.harmless, true),
            after: rules(lists.after, false),
            aside: rules(lists.aside, false),
            harmless_after: plain(lists.harmless_after, false),
            next: rules(lists.next, false),
            heads: plain(lists.heads, true),
        }
    }

    /// Returns whether every pattern can be compared.
    #[cfg(test)]
    pub fn are_sound(&self) -> bool {
        let rules = [
            &self.before,
            &self.close,
            &self.leading,
            &self.opening,
            &self.after,
            &self.aside,
            &self.next,
        ];
        let rules = rules.into_iter().flatten().map(|rule| &rule.pattern);
        let plain = [&self.harmless, &self.harmless_after, &self.heads];
        rules
            .chain(plain.into_iter().flatten())
            .all(Pattern::is_sound)
    }
}

static RULES: LazyLock<HashMap<&'static str, Rules>> = LazyLock::new(|| {
    LANGUAGES
        .iter()
        .map(|lists| (lists.code, Rules::of(lists)))
        .collect()
});

/// Returns the lists of a language by its code.
pub fn of(code: &str) -> Option<&'static Rules> {
    RULES.get(code)
}
