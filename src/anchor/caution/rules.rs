//! The lists of a language, ready to be compared.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::languages::LANGUAGES;
use super::lists::{Lists, Patterns};
use super::pattern::Pattern;
use super::tokens::Token;
use crate::anchor::cue::Caution;

/// A pattern, and what it means for the quote.
#[derive(Debug)]
pub struct Rule {
    pub caution: Caution,
    pattern: Pattern,
}

impl Rule {
    /// Compares it with tokens, and returns the bytes of the words that it is about.
    pub fn find(&self, tokens: &[&Token<'_>]) -> Option<Range<usize>> {
        let (first, last) = self.pattern.find(tokens)?;
        let (first, last) = (tokens.get(first)?, tokens.get(last)?);
        // They may be in reverse.
        let start = first.bytes.start.min(last.bytes.start);
        Some(start..first.bytes.end.max(last.bytes.end))
    }
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
    pub harmless: Vec<Rule>,
    pub after: Vec<Rule>,
    pub aside: Vec<Rule>,
    pub harmless_after: Vec<Rule>,
    pub next: Vec<Rule>,
    pub heads: Vec<Rule>,
}

impl Rules {
    fn of(lists: &'static Lists) -> Self {
        let rules = |groups: Patterns, is_reversed: bool| {
            let each = |(caution, patterns): &(Caution, &'static [&'static str])| {
                let caution = *caution;
                let rule = move |text: &&'static str| {
                    let pattern = Pattern::new(text, lists.sets);
                    let pattern = if is_reversed {
                        pattern.reversed()
                    } else {
                        pattern
                    };
                    Rule { caution, pattern }
                };
                patterns.iter().map(rule).collect::<Vec<_>>()
            };
            groups.iter().flat_map(each).collect()
        };
        let plain = |patterns: &'static [&'static str], is_reversed: bool| {
            let rule = |text: &&'static str| {
                let pattern = Pattern::new(text, lists.sets);
                let pattern = if is_reversed {
                    pattern.reversed()
                } else {
                    pattern
                };
                Rule {
                    caution: Caution::Negated,
                    pattern,
                }
            };
            patterns.iter().map(rule).collect()
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
        let all = [
            &self.before,
            &self.close,
            &self.leading,
            &self.opening,
            &self.harmless,
            &self.after,
            &self.aside,
            &self.harmless_after,
            &self.next,
            &self.heads,
        ];
        all.iter()
            .flat_map(|rules| rules.iter())
            .all(|rule| rule.pattern.is_sound())
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
