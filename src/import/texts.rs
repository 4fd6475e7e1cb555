//! Texts and citations that several documents put together in the same way.

use std::collections::HashSet;

use super::record::{Cited, Record};

/// The characters of a title that is made from a text.
const MADE_TITLE: usize = 80;

/// Longer titles are cut, in characters.
const LONGEST_TITLE: usize = 200;

/// Returns a text as one line.
pub fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Returns the beginning of a text for a title.
pub fn beginning(text: &str) -> String {
    beginning_of(text, MADE_TITLE)
}

/// Returns the beginning of a title that has several lines or is very long. None if it is neither.
pub fn shortened(title: &str) -> Option<String> {
    let is_long = title.trim().contains('\n') || title.chars().nth(LONGEST_TITLE).is_some();
    is_long.then(|| beginning_of(title, LONGEST_TITLE))
}

/// Returns the first line of a text that is not blank, up to a number of characters.
fn beginning_of(text: &str, most: usize) -> String {
    let first = text.lines().map(line).find(|line| !line.is_empty());
    let first = first.unwrap_or_default();
    let Some((end, _)) = first.char_indices().nth(most) else {
        return first;
    };
    let short = first.get(..end).unwrap_or_default();
    let words = short.rsplit_once(' ').map_or(short, |(words, _)| words);
    format!("{words}…")
}

/// Adds a source to those of an event. [`without_repeats`] is to be called for the whole event.
pub fn cite(record: &mut Record<'_>, source: String) {
    record.citations.push(Cited {
        source: source.into(),
        ..Cited::default()
    });
}

/// Adds a tag to those of an event, if it is one. [`tags_once`] is to be called for the whole event.
pub fn tag(record: &mut Record<'_>, tag: &str) {
    let tag = line(tag);
    if !tag.is_empty() {
        record.tags.push(tag.into());
    }
}

/// Leaves only the first of equal tags.
pub fn tags_once(record: &mut Record<'_>) {
    let mut known = HashSet::new();
    record.tags.retain(|tag| known.insert(tag.clone()));
}

/// Leaves only the first of equal tags, and no citation that has nothing but a source that is cited before.
pub fn without_repeats(record: &mut Record<'_>) {
    tags_once(record);
    let mut known = HashSet::new();
    record.citations.retain(|citation| {
        let bare = Cited {
            source: citation.source.clone(),
            ..Cited::default()
        };
        known.insert(citation.source.clone()) || *citation != bare
    });
}

/// Adds a paragraph to the note of an event.
pub fn remark(record: &mut Record<'_>, remark: &str) {
    let remark = remark.trim();
    if remark.is_empty() {
        return;
    }
    let note = record.note.to_mut();
    if !note.is_empty() {
        note.push('\n');
    }
    note.push_str(remark);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_beginning_of_a_text() {
        assert_eq!(beginning(" \n a  b\nc"), "a b");
        assert_eq!(beginning(""), "");
        let long = "é".repeat(79) + " and more";
        assert_eq!(beginning(&long), "é".repeat(79) + "…");
        assert_eq!(beginning(&"é".repeat(81)), "é".repeat(80) + "…");
        assert_eq!(beginning(&"é".repeat(80)), "é".repeat(80));
    }

    #[test]
    fn a_long_title_is_cut() {
        assert_eq!(shortened("A short one"), None);
        assert_eq!(shortened("Two\nlines").as_deref(), Some("Two"));
        let cut = shortened(&"word ".repeat(100)).expect("it is long");
        assert!(
            cut.ends_with("word…") && cut.chars().count() <= LONGEST_TITLE,
            "{cut}"
        );
    }

    #[test]
    fn nothing_is_there_twice() {
        let mut record = Record::default();
        for source in ["a", "b", "a"] {
            cite(&mut record, source.to_owned());
            tag(&mut record, &format!(" {source}\n"));
            remark(&mut record, source);
        }
        tag(&mut record, " ");
        remark(&mut record, " ");
        record.citations.push(Cited {
            source: "b".into(),
            quote: "q".into(),
            ..Cited::default()
        });
        without_repeats(&mut record);
        let cited = record.citations.iter().map(|it| (&*it.source, &*it.quote));
        assert_eq!(
            cited.collect::<Vec<_>>(),
            [("a", ""), ("b", ""), ("b", "q")]
        );
        assert_eq!(record.tags, ["a", "b"]);
        assert_eq!(record.note, "a\nb\na");
    }
}
