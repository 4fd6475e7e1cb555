//! Reads PDF files whose text is known, and looks for their sentences.
//!
//! Beside each file is a table of sentences, each with the page on which it begins and the one on which it ends.

#![cfg(feature = "pdf")]

use std::fs;
use std::path::Path;

use annals::anchor::{Anchor, State, anchor};
use annals::document::{Document, Extract, Format, Mark, Refusal, pdf};

fn read(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/evidence");
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn extract(name: &str) -> Result<Extract, Refusal> {
    pdf::read(&read(&format!("{name}.pdf")), &mut |_, _| {})
}

struct Sentence {
    pages: (u32, u32),
    text: String,
}

fn sentences(name: &str) -> Vec<Sentence> {
    let table = String::from_utf8(read(&format!("{name}.tsv"))).expect("text");
    let sentence = |row: &str| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [_, first, last, text] = cells[..] else {
            panic!("{row}");
        };
        let page = |cell: &str| cell.parse().expect("a page");
        Sentence {
            pages: (page(first), page(last)),
            text: text.to_owned(),
        }
    };
    table.lines().skip(1).map(sentence).collect()
}

/// The paragraphs of an edition, with the page of each character.
struct Paragraphs {
    document: Document,
    pages: Vec<Vec<u32>>,
}

impl Paragraphs {
    fn of(body: &str) -> Self {
        let (mut page, mut texts, mut pages) = (0, vec![String::new()], vec![Vec::new()]);
        for line in body.lines() {
            if let Some((Mark::Page { number, .. }, _)) = Mark::split(line) {
                page = number;
                continue;
            }
            let line = line.strip_prefix('\\').unwrap_or(line);
            let text = texts.last_mut().expect("a paragraph");
            if line.is_empty() {
                if !text.is_empty() {
                    texts.push(String::new());
                    pages.push(Vec::new());
                }
                continue;
            }
            let is_wide = |c: Option<char>| c.is_some_and(|c| c > '\u{2e7f}');
            let ends = is_wide(text.chars().next_back()) || is_wide(line.chars().next());
            let space = if text.is_empty() || ends { "" } else { " " };
            text.push_str(space);
            text.push_str(line);
            let count = space.len() + line.chars().count();
            pages
                .last_mut()
                .expect("a paragraph")
                .extend(vec![page; count]);
        }
        let document = Document::read(texts.join("\n\n").as_bytes(), Format::Plain);
        Self { document, pages }
    }

    fn find(&self, text: &str) -> Anchor {
        anchor(Some(text), None, None, Some(&self.document))
    }

    /// Returns the pages on which the place of an anchor begins and ends.
    fn pages(&self, anchor: &Anchor) -> Option<(u32, u32)> {
        let place = anchor.places.first()?;
        let pages = self.pages.get(place.paragraph - 1)?;
        Some((*pages.get(place.start)?, *pages.get(place.end - 1)?))
    }
}

fn is_verified(anchor: &Anchor) -> bool {
    matches!(anchor.state, State::Exact | State::Normalized)
}

#[test]
fn sentences_of_pdf_files_are_found_on_their_pages() {
    for name in [
        "o01-report-lo",
        "o02-twocol-tex",
        "o03-pleading",
        "o05-russian-typst",
        "o06-arabic-chrome",
        "o07-chinese-typst",
        "o09-rotated",
        "o12-news-typst",
    ] {
        let extract = extract(name).expect(name);
        let paragraphs = Paragraphs::of(&extract.body);
        let sentences = sentences(name);
        assert!(sentences.len() >= 30, "{name}");
        for Sentence { pages, text } in &sentences {
            let found = paragraphs.find(text);
            assert!(is_verified(&found), "{name}: {:?} {text}", found.state);
            // A few sentences occur twice.
            let is_once = sentences.iter().filter(|other| other.text == *text).count() == 1;
            if is_once {
                assert_eq!(paragraphs.pages(&found), Some(*pages), "{name}: {text}");
            }
        }
        assert!(extract.notes.is_empty(), "{name}: {:?}", extract.notes);
    }
}

#[test]
fn sentences_with_another_digit_are_not_found() {
    for name in ["o02-twocol-tex", "o06-arabic-chrome", "o07-chinese-typst"] {
        let paragraphs = Paragraphs::of(&extract(name).expect(name).body);
        let sentences = sentences(name);
        let mut changed = 0;
        for Sentence { text, .. } in &sentences {
            for (at, digit) in text.match_indices(|c: char| c.is_ascii_digit()) {
                let other = if digit == "9" { "0" } else { "9" };
                let wrong = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                if sentences.iter().all(|sentence| sentence.text != wrong) && wrong != *text {
                    assert!(!is_verified(&paragraphs.find(&wrong)), "{name}: {wrong}");
                    changed += 1;
                }
            }
        }
        assert!(changed > 100, "{name}");
    }
}

#[test]
fn pages_whose_characters_are_unknown_are_refused_by_number() {
    let Err(Refusal::Unreadable(reason)) = extract("o13-nounicode") else {
        panic!("it has no text that can be read");
    };
    assert!(
        reason.contains("pages 1–2") && reason.contains("ocrmypdf"),
        "{reason}"
    );
}

#[test]
fn damaged_files_are_read_as_far_as_they_go() {
    let bytes = read("o12-news-typst.pdf");
    for step in 0..40 {
        let mut damaged = bytes.clone();
        damaged.truncate(bytes.len() - bytes.len() * step / 60);
        let at = bytes.len() * step / 97;
        if let Some(byte) = damaged.get_mut(at) {
            *byte ^= 0x15;
        }
        // Whatever it is, it ends, and it never panics.
        let _ = pdf::read(&damaged, &mut |_, _| {});
    }
    assert!(pdf::read(b"no PDF", &mut |_, _| {}).is_err());
}
