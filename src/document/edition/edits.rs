//! What was changed in an edition by hand.

use super::digest::{Digest, Part, digests};

/// What was changed in the text of an edition since it was made, as its digests tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// Which parts have digests.
    pub part: Part,
    /// The numbers of the parts whose text was changed, in order. 0 is the whole body, or the text before the first
    /// page or message.
    pub changed: Vec<u32>,
    /// The numbers of the parts that are gone, in order.
    pub missing: Vec<u32>,
    /// The numbers of the parts that are new, in order.
    pub added: Vec<u32>,
}

impl Edits {
    /// Compares the body of an edition with the digests in its header.
    pub(super) fn of(part: Part, recorded: &[Option<Digest>], body: &str) -> Self {
        let found = digests(part, body);
        let mut edits = Self {
            part,
            ..Self::default()
        };
        // The digests are those of the parts in order, whatever their numbers. If there are more or fewer parts now,
        // they had the numbers from 1, or from 0 if the first digest is of the text before them: whichever fits more of
        // them.
        if found.len() == recorded.len() {
            let pairs = found.iter().zip(recorded);
            let changed = pairs.filter(|((_, now), then)| then.is_some_and(|then| then != *now));
            edits.changed = changed.map(|((number, _), _)| *number).collect();
            return edits;
        }
        let index = |number: u32, first: u32| Some(number.checked_sub(first)? as usize);
        let fitting = |first: u32| {
            let then = |number| *recorded.get(index(number, first)?)?;
            let fits = |(number, now): &&(u32, Digest)| then(*number) == Some(*now);
            found.iter().filter(fits).count()
        };
        let first = u32::from(fitting(0) <= fitting(1));
        let mut is_there = vec![false; recorded.len()];
        for (number, now) in found {
            let index = index(number, first).unwrap_or(usize::MAX);
            match (recorded.get(index), is_there.get_mut(index)) {
                (Some(then), Some(is_there)) if !*is_there => {
                    *is_there = true;
                    if then.is_some_and(|then| then != now) {
                        edits.changed.push(number);
                    }
                }
                _ => edits.added.push(number),
            }
        }
        let missing = (first..).zip(is_there).filter(|(_, is_there)| !is_there);
        edits.missing = missing.map(|(number, _)| number).collect();
        edits
    }

    /// Returns whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.added.is_empty()
    }

    /// Returns what was changed, a clause each, such as `pages 3 and 5–7 were edited by hand`.
    pub fn clauses(&self) -> impl Iterator<Item = String> {
        let noun = match self.part {
            Part::Page => "page",
            Part::Message => "message",
            Part::Text => "text",
        };
        let all = [
            (&self.changed, "edited by hand"),
            (&self.missing, "removed"),
            (&self.added, "added"),
        ];
        // What is before the first page has a clause of its own.
        let split = |(numbers, what): (&'_ Vec<u32>, &'static str)| {
            let before = numbers.iter().take_while(|number| **number == 0).count();
            let (before, numbered) = numbers.split_at_checked(before)?;
            Some([(before.to_vec(), what), (numbered.to_vec(), what)])
        };
        let all = all.into_iter().filter_map(split).flatten();
        let all = all.filter(|(numbers, _)| !numbers.is_empty());
        all.map(move |(numbers, what)| match numbers.as_slice() {
            _ if self.part == Part::Text => format!("the {noun} was {what}"),
            [0, ..] => format!("the text before the first {noun} was {what}"),
            [number] => format!("{noun} {number} was {what}"),
            numbers => format!("{noun}s {} were {what}", listed(numbers)),
        })
    }
}

/// The most ranges of numbers that are listed.
const MOST: usize = 8;

/// Returns numbers in words: `1–3, 5 and 7`.
fn listed(numbers: &[u32]) -> String {
    let runs = numbers.chunk_by(|a, b| a.checked_add(1) == Some(*b));
    let mut left = numbers.len();
    let mut words = Vec::new();
    for run in runs.take(MOST) {
        left = left.saturating_sub(run.len());
        match run {
            [first, .., last] if run.len() > 2 => words.push(format!("{first}–{last}")),
            _ => words.extend(run.iter().map(u32::to_string)),
        }
    }
    if left > 0 {
        words.push(format!("{left} more"));
    }
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what is said of a body that was another one when it was made.
    fn clauses(part: Part, then: &str, now: &str) -> Vec<String> {
        let recorded = digests(part, then).into_iter();
        let recorded: Vec<_> = recorded.map(|(_, digest)| Some(digest)).collect();
        Edits::of(part, &recorded, now).clauses().collect()
    }

    #[test]
    fn edited_parts_are_named() {
        let pages = "[p. 1]\na\n[p. 2]\nb\n[p. 3]\nc\n";
        for (now, wanted) in [
            (pages.to_owned(), vec![]),
            (pages.replace("[p. 2]", "[p. 2] Head"), vec![]),
            (pages.replace('b', "B"), vec!["page 2 was edited by hand"]),
            (
                pages.replace('b', "B").replace("a\n", "A\n"),
                vec!["pages 1 and 2 were edited by hand"],
            ),
            (
                pages.replace("[p. 2]\n", ""),
                vec!["page 1 was edited by hand", "page 2 was removed"],
            ),
            (pages.replace("[p. 2]\nb\n", ""), vec!["page 2 was removed"]),
            (format!("{pages}[p. 4]\nd\n"), vec!["page 4 was added"]),
            (String::new(), vec!["pages 1–3 were removed"]),
        ] {
            assert_eq!(clauses(Part::Page, pages, &now), wanted, "{now:?}");
        }
        let before = format!("x\n{pages}");
        for (then, now, wanted) in [
            (
                &before,
                before.replace('x', "y"),
                vec!["the text before the first page was edited by hand"],
            ),
            (
                &before,
                before.replace('x', "y").replace('b', "B"),
                vec![
                    "the text before the first page was edited by hand",
                    "page 2 was edited by hand",
                ],
            ),
            (
                &before,
                pages.to_owned(),
                vec!["the text before the first page was removed"],
            ),
            (
                &before,
                before.replace("[p. 3]\nc\n", ""),
                vec!["page 3 was removed"],
            ),
            (
                &pages.to_owned(),
                before.clone(),
                vec!["the text before the first page was added"],
            ),
        ] {
            assert_eq!(clauses(Part::Page, then, &now), wanted, "{now:?}");
        }
        let message = clauses(Part::Message, "[m. 7]\na\n", "[m. 7]\nb\n");
        assert_eq!(message, ["message 7 was edited by hand"]);
        let text = clauses(Part::Text, "a\n", "b\n");
        assert_eq!(text, ["the text was edited by hand"]);
    }

    #[test]
    fn many_numbers_are_listed_in_short() {
        assert_eq!(listed(&[1, 2, 3, 5, 7, 8]), "1–3, 5, 7 and 8");
        let odd: Vec<u32> = (0..20).map(|number| number * 2 + 1).collect();
        assert_eq!(listed(&odd), "1, 3, 5, 7, 9, 11, 13, 15 and 12 more");
    }
}
