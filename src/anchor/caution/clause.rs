//! The windows around a quote that are looked at, and what the lists find in them.

use std::ops::Range;

use super::rules::{Rule, Rules};
use super::tokens::{Token, ends_sentence, tokens};
use crate::anchor::cue::Caution;
use crate::text::typography::plain_quotation_mark;
use crate::text::width::floor_boundary;

/// What the lists find, and where.
type Found = (Caution, Range<usize>);

/// A parenthesis of so many words between a quote and what is said of it is passed over.
const PARENTHESIS: usize = 5;

/// Of the text around a quote at most so many bytes on each side are looked at.
pub const REACH: usize = 600;

/// A denial at the end of a head has at most so many words after it.
const HEAD: usize = 5;

/// A party is named within so many words.
const PARTY: usize = 7;

/// The text around a quote, in its sentence and the next one.
pub struct Around<'a> {
    /// From the beginning of the sentence to the quote.
    before: Vec<Token<'a>>,
    /// From the quote to the end of the sentence, or nothing if the quote ends it.
    after: Vec<Token<'a>>,
    /// The beginning of the next sentence.
    next: Vec<Token<'a>>,
    /// The question mark that ends the sentence after the quote.
    question: Option<Range<usize>>,
}

impl<'a> Around<'a> {
    /// Takes the text before a quote in the paragraph where it begins, and that after it in the paragraph where it
    /// ends. `inside` is the quote in the latter.
    pub fn new(
        begins: &'a str,
        before: Range<usize>,
        ends: &'a str,
        inside: Range<usize>,
        after: Range<usize>,
    ) -> Self {
        let mut before = tokens(begins, before);
        let last_end = (0..before.len()).rev().find(|at| is_end(&before, *at));
        before.drain(..last_end.map_or(0, |at| at.saturating_add(1)));
        let mut after = tokens(ends, after);
        let quote = ends.get(inside).unwrap_or_default();
        let is_whole = quote
            .trim_end_matches(|c: char| !c.is_alphanumeric() && !is_stop(c))
            .ends_with(is_stop);
        let end = if is_whole {
            None
        } else {
            Some(
                (0..after.len())
                    .find(|at| is_end(&after, *at))
                    .unwrap_or(after.len()),
            )
        };
        let mut next = after.split_off(end.map_or(0, |end| after.len().min(end.saturating_add(1))));
        let next_end = (0..next.len()).find(|at| is_end(&next, *at));
        next.truncate(next_end.unwrap_or(next.len()));
        let question = after.last().filter(|token| token.is("?"));
        let question = question.map(|token| token.bytes.clone());
        if after
            .last()
            .is_some_and(|token| token.is("?") || token.is("."))
        {
            after.pop();
        }
        Self {
            before,
            after,
            next,
            question,
        }
    }

    /// Finds what the text before the quote makes of it.
    pub fn cue_before(&self, rules: &Rules) -> Option<Found> {
        // The last clause is what the quote depends on.
        let is_cut = |at: &usize| {
            let joins = |token: &Token<'_>| rules.joints.contains(&&*token.text);
            let (here, next) = (self.before.get(*at), self.before.get(at.saturating_add(1)));
            here.is_some_and(|token| {
                matches!(&*token.text, ";" | "—" | "(" | ")")
                    || token.is(",") && next.is_some_and(joins)
            })
        };
        let start = (0..self.before.len()).rev().find(is_cut);
        let start = start.map_or(0, |at| {
            let is_comma = self.before.get(at).is_some_and(|token| token.is(","));
            at.saturating_add(1).saturating_add(usize::from(is_comma))
        });
        let clause: Vec<&Token<'_>> = self.before.get(start..)?.iter().collect();
        let colon = clause.iter().rposition(|token| token.is(":"));
        let last = clause.get(colon.map_or(0, |at| at.saturating_add(1))..)?;
        let mut back: Vec<&Token<'_>> = last.iter().copied().rev().collect();
        // What is between the last word and the quote belongs to neither.
        let ends_with_mark = clause.last().is_some_and(|token| token.is_mark());
        while back.first().is_some_and(|token| token.is(",")) {
            back.remove(0);
        }
        if rules.harmless.iter().any(|rule| rule.find(&back).is_some()) {
            return None;
        }
        let mut found = best(&rules.before, &back);
        let is_party = |(caution, _): &Found| *caution == Caution::Attributed;
        let opening = best(&rules.opening, &clause);
        found = better(
            found,
            opening.filter(|found| !is_party(found) || !is_ruled_out(&clause, rules)),
        );
        let is_then = |token: &&&Token<'_>| rules.then.contains(&&*token.text);
        let then = clause.iter().rev().take_while(is_then).count();
        let leading = clause.get(..clause.len().saturating_sub(then))?;
        if leading.last().is_some_and(|token| token.is(",")) {
            found = better(found, best(&rules.leading, leading));
        }
        if !ends_with_mark {
            found = better(found, best(&rules.close, &back));
        }
        found
    }

    /// Finds what the text after the quote makes of it.
    pub fn cues_after(&self, rules: &Rules) -> Vec<Found> {
        let mut found = Vec::new();
        let after: Vec<&Token<'_>> = self.after.iter().collect();
        let from = after.iter().position(|token| !token.is_mark());
        let has_mark = from != Some(0);
        let tail = from.and_then(|from| after.get(from..)).unwrap_or_default();
        if !rules
            .harmless_after
            .iter()
            .any(|rule| rule.find(tail).is_some())
        {
            found.extend(best(&rules.after, tail));
            if has_mark {
                found.extend(best(&rules.aside, tail));
                // ", the fishermen wrote, which the port denies".
                let comma = tail.iter().position(|token| token.is(","));
                let rest = comma.filter(|at| *at <= PARENTHESIS);
                let rest = rest.and_then(|at| tail.get(at.saturating_add(1)..));
                found.extend(rest.and_then(|rest| best(&rules.aside, rest)));
            }
        }
        if let Some(mark) = &self.question {
            found.push((Caution::Question, mark.clone()));
        }
        if self.after.is_empty() {
            let next: Vec<&Token<'_>> = self.next.iter().collect();
            found.extend(best(&rules.next, &next));
        }
        found
    }
}

/// Returns whether the party that a clause names is a plan, a law or the like, which may be relied on.
fn is_ruled_out(clause: &[&Token<'_>], rules: &Rules) -> bool {
    clause.iter().take(PARTY).any(|token| {
        rules
            .reliable
            .iter()
            .any(|word| match word.strip_suffix('*') {
                Some(stem) => token.text.starts_with(stem),
                None => token.is(word),
            })
    })
}

/// Finds a condition in what `[…]` leaves out.
pub fn condition_in(text: &str, gap: Range<usize>, rules: &Rules) -> Option<Range<usize>> {
    let tokens = tokens(text, gap);
    let all: Vec<&Token<'_>> = tokens.iter().collect();
    let starts = 0..all.len();
    let conditions = || {
        rules
            .after
            .iter()
            .filter(|rule| rule.caution == Caution::Condition)
    };
    starts.into_iter().find_map(|at| {
        let rest = all.get(at..)?;
        if rules
            .harmless_after
            .iter()
            .any(|rule| rule.find(rest).is_some())
        {
            return None;
        }
        conditions().find_map(|rule| rule.pattern.find(rest))
    })
}

/// Finds a denial at the end of the head of a list.
pub fn denial_in(text: &str, head: Range<usize>, rules: &Rules) -> Option<Range<usize>> {
    let tokens = tokens(text, head);
    let end = tokens.len().checked_sub(1)?;
    let start = (0..end).rev().find(|at| is_end(&tokens, *at));
    let sentence = tokens.get(start.map_or(0, |at| at.saturating_add(1))..end)?;
    let back = sentence.iter().rev().take_while(|token| !token.is(","));
    let back: Vec<&Token<'_>> = back.collect();
    (0..back.len().min(HEAD)).find_map(|at| {
        let rest = back.get(at..)?;
        rules.heads.iter().find_map(|rule| rule.find(rest))
    })
}

/// Returns the longest of the cues that some rules find; of several, the most serious.
fn best(rules: &[Rule], tokens: &[&Token<'_>]) -> Option<Found> {
    let found = rules
        .iter()
        .filter_map(|rule| Some((rule.caution, rule.pattern.find(tokens)?)));
    found.reduce(|a, b| better(Some(a), Some(b.clone())).unwrap_or(b))
}

fn better(a: Option<Found>, b: Option<Found>) -> Option<Found> {
    let (Some(first), Some(second)) = (&a, &b) else {
        return a.or(b);
    };
    let weight = |(caution, bytes): &Found| (bytes.len(), std::cmp::Reverse(*caution));
    if weight(second) > weight(first) { b } else { a }
}

/// Returns whether a paragraph has no sentence after its first one.
pub fn is_one_sentence(text: &str) -> bool {
    let tokens = tokens(text, 0..text.len().min(MOST));
    let end = (0..tokens.len()).find(|at| is_end(&tokens, *at));
    text.len() <= MOST && end.is_none_or(|end| end.saturating_add(1) == tokens.len())
}

/// An item of a list has at most so many bytes.
const MOST: usize = 400;

/// Returns the whole sentences that a range of a paragraph is in. None if they reach further than is looked at.
pub fn sentences_around(text: &str, range: Range<usize>) -> Option<&str> {
    let from = floor_boundary(text, range.start.saturating_sub(REACH));
    let to = floor_boundary(text, range.end.saturating_add(REACH));
    let tokens = tokens(text, from..to);
    let ends = (0..tokens.len()).filter(|at| is_end(&tokens, *at));
    let ends: Vec<usize> = ends
        .filter_map(|at| Some(tokens.get(at)?.bytes.end))
        .collect();
    let start = ends.iter().rev().find(|end| **end <= range.start).copied();
    let end = ends.iter().find(|end| **end >= range.end).copied();
    let start = start.or((from == 0).then_some(0))?;
    let end = end.or((to == text.len()).then_some(to))?;
    // Quotation marks and brackets belong to the sentence that they close.
    let closes = |c: char| plain_quotation_mark(c).is_some() || c == ')';
    let rest = text.get(end..)?;
    let closing = rest
        .len()
        .saturating_sub(rest.trim_start_matches(closes).len());
    let found = text.get(start..end.saturating_add(closing))?;
    let found = found.trim_start_matches(|c: char| closes(c) || c.is_whitespace());
    Some(found.trim_end())
}

fn is_end(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    let after = tokens.get(at.saturating_add(1));
    tokens
        .get(at)
        .is_some_and(|token| ends_sentence(token, before, after))
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}
