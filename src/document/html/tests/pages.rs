//! Pages of many layouts, with sentences that are part of the article and others that are not.

use std::collections::BTreeMap;

use super::saved_pages;
use crate::document::{Document, Format};

/// The sentences of one page, each with whether it is part of the article.
type Sentences<'a> = Vec<(bool, &'a str)>;

/// Returns the sentences of `wanted.tsv` by page.
fn sentences(table: &str) -> BTreeMap<&str, Sentences<'_>> {
    let mut pages: BTreeMap<&str, Sentences<'_>> = BTreeMap::new();
    for line in table.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[page, kind, sentence] = cells.as_slice() else {
            panic!("not three cells: {line}");
        };
        let keep = match kind {
            "keep" => true,
            "drop" => false,
            _ => panic!("neither keep nor drop: {line}"),
        };
        pages.entry(page).or_default().push((keep, sentence));
    }
    pages
}

#[test]
fn the_article_is_read_from_pages_of_many_layouts() {
    let table = include_str!("../../../../tests/data/pages/wanted.tsv");
    let mut wanted = sentences(table);
    let pages = saved_pages();
    let (mut mistakes, mut with_junk) = (Vec::new(), 0);
    for (page, bytes) in &pages {
        let sentences = wanted.remove(page.as_str()).unwrap_or_default();
        if !sentences.iter().any(|(keep, _)| *keep) {
            mistakes.push(format!("{page}: no sentence to keep"));
        }
        with_junk += usize::from(sentences.iter().any(|(keep, _)| !keep));
        let read = Document::read(bytes, Format::Html);
        let is_read = |sentence: &str| read.paragraphs().iter().any(|text| text.contains(sentence));
        for (keep, sentence) in sentences {
            if is_read(sentence) != keep {
                let what = if keep { "lost" } else { "read" };
                mistakes.push(format!("{page}: {what}: {sentence}"));
            }
        }
    }
    mistakes.extend(wanted.keys().map(|page| format!("{page}: no such page")));
    assert!(mistakes.is_empty(), "\n{}", mistakes.join("\n"));
    assert!(pages.len() >= 40, "only {} pages", pages.len());
    assert!(with_junk >= 40, "only {with_junk} pages with junk");
}
