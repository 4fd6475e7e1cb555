//! Reads originals whose text is known, and looks for their sentences in the text editions made of them.
//!
//! `tests/data/evidence/` has a table for each original: for each sentence, where it is. A page, a time, a message, or
//! the address of a page in an archive.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use annals::anchor::{Anchor, Hint, anchor};
use annals::document::{
    At, Document, Extract, ExtractOptions, Format, Header, Kind, Locator, Refusal, assemble, clock,
    extract,
};

/// The originals, with how many sentences their tables have.
const ORIGINALS: &[(&str, usize)] = &[
    ("o20-hearing.srt", 30),
    ("o21-interview.vtt", 30),
    ("o22-rolling.vtt", 25),
    ("o23-broken.srt", 24),
    ("o24-auto.srt", 30),
    ("o30-pandoc.docx", 23),
    ("o31-lo.docx", 42),
    ("o32-pandoc.odt", 23),
    ("o33-hand.odt", 11),
    ("o34-pandoc3.epub", 23),
    ("o35-hand.epub", 18),
    ("o36-alt.eml", 4),
    ("o37-flowed.eml", 3),
    ("o38-box.mbox", 13),
    ("o40-crawl.warc.gz", 52),
    ("o41-pack.wacz", 52),
    ("o42-page.mhtml", 12),
    ("o43-singlefile.html", 12),
    #[cfg(feature = "pdf")]
    ("o01-report-lo.pdf", 102),
    #[cfg(feature = "pdf")]
    ("o02-twocol-tex.pdf", 161),
    #[cfg(feature = "pdf")]
    ("o03-pleading.pdf", 40),
    #[cfg(feature = "pdf")]
    ("o05-russian-typst.pdf", 90),
    #[cfg(feature = "pdf")]
    ("o06-arabic-chrome.pdf", 43),
    #[cfg(feature = "pdf")]
    ("o07-chinese-typst.pdf", 96),
    #[cfg(feature = "pdf")]
    ("o09-rotated.pdf", 30),
    #[cfg(feature = "pdf")]
    ("o12-news-typst.pdf", 80),
];

/// The beginnings of sentences that no edition has in one piece: a table is in the middle of them.
const DIVIDED: [&str; 1] = ["The invoice, numbered 119,521, was filed"];

fn read(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/evidence"));
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn extracted(name: &str, bytes: &[u8], record: Option<&str>) -> Result<Extract, Refusal> {
    let kind = Kind::of(name, bytes).expect("a kind");
    let options = ExtractOptions {
        record: record.map(str::to_owned),
        charset: None,
    };
    extract(bytes, kind, &options, &mut |_, _| {})
}

/// Returns the document that `check` reads: the text edition of an original.
fn edition(name: &str, bytes: &[u8], record: Option<&str>) -> Document {
    let extract = extracted(name, bytes, record).unwrap_or_else(|why| panic!("{name}: {why:?}"));
    let header = Header {
        original: name.to_owned(),
        ..Header::default()
    };
    let file = assemble(&header, &extract.body);
    let document = Document::read(file.as_bytes(), Format::Plain);
    assert!(
        document.warnings().is_empty(),
        "{name}: {:?}",
        document.warnings()
    );
    let edition = document.edition().expect("an edition");
    assert_eq!(edition.edits().clauses().count(), 0, "{name}");
    document
}

/// A row of a table, by the names of its columns.
type Row = HashMap<String, String>;

fn rows(name: &str) -> Vec<Row> {
    let (stem, _) = name.split_once('.').expect("an extension");
    let table = String::from_utf8(read(&format!("{stem}.tsv"))).expect("text");
    let mut lines = table
        .lines()
        .map(|line| line.split('\t').map(str::to_owned));
    let header: Vec<String> = lines.next().expect("a header").collect();
    lines
        .map(|cells| header.iter().cloned().zip(cells).collect())
        .collect()
}

/// Looks for a sentence, on a page if that is given: short ones are in others.
fn find(document: &Document, text: &str, page: Option<&String>) -> Option<Anchor> {
    let page = page.map(|page| Locator::Page(page.parse().expect("a page")));
    let hint = Hint {
        paragraph: None,
        locator: page.as_ref(),
    };
    let found = anchor(Some(text), hint, None, Some(document));
    found.state.is_verified().then_some(found)
}

/// Returns whether a place is the one that a row gives.
fn is_there(at: &At, row: &Row) -> bool {
    let number = |number: Option<u32>| number.map_or(String::new(), |number| number.to_string());
    let given = |column: &str| row.get(column).filter(|cell| !cell.is_empty());
    let label = at.label.as_deref().unwrap_or_default();
    let page =
        |cell: &String| [number(at.page), number(at.message)].contains(cell) || cell == label;
    given("page").is_none_or(|cell| *cell == number(at.page))
        && given("page_end").is_none_or(|cell| *cell == number(at.page_end))
        && given("time").is_none_or(|cell| Some(cell.clone()) == at.time.map(clock))
        && given("place").is_none_or(page)
}

#[test]
fn every_sentence_is_found_where_it_is_in_its_original() {
    let mut wrong = Vec::new();
    for (name, count) in ORIGINALS {
        let bytes = read(name);
        let rows = rows(name);
        assert_eq!(rows.len(), *count, "{name}");
        let mut editions: HashMap<Option<&str>, Document> = HashMap::new();
        for row in &rows {
            let record = row.get("record").map(String::as_str);
            let text = &row["quote"];
            let document = editions
                .entry(record)
                .or_insert_with(|| edition(name, &bytes, record));
            let found = find(document, text, row.get("page"));
            if row["kind"] == "absent" || DIVIDED.iter().any(|begin| text.starts_with(begin)) {
                assert_eq!(found, None, "{name}: {text}");
                continue;
            }
            let at = found.map(|found| found.at.as_deref().cloned().unwrap_or_default());
            if !at.as_ref().is_some_and(|at| is_there(at, row)) {
                wrong.push(format!("{name}: {at:?}, not {row:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sentences_with_another_digit_are_not_found() {
    let mut changed = 0;
    for (name, _) in ORIGINALS {
        let bytes = read(name);
        let rows = rows(name);
        let record = rows[0].get("record").map(String::as_str);
        let document = edition(name, &bytes, record);
        for row in rows
            .iter()
            .filter(|row| row.get("record").map(String::as_str) == record)
        {
            let text = &row["quote"];
            let Some((at, digit)) = text.rmatch_indices(|c: char| c.is_ascii_digit()).next() else {
                continue;
            };
            let other = if digit == "9" { "0" } else { "9" };
            let wrong = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            if rows.iter().all(|row| row["quote"] != wrong) {
                assert_eq!(find(&document, &wrong, None), None, "{name}: {wrong}");
                changed += 1;
            }
        }
    }
    assert!(changed > 300, "{changed}");
}

#[cfg(feature = "pdf")]
#[test]
fn pages_whose_characters_are_unknown_are_refused_by_number() {
    let name = "o13-nounicode.pdf";
    let Err(Refusal::Unreadable(reason)) = extracted(name, &read(name), None) else {
        panic!("it has no text that can be read");
    };
    assert!(
        reason.contains("pages 1–2") && reason.contains("ocrmypdf"),
        "{reason}"
    );
}

#[cfg(feature = "pdf")]
#[test]
fn pdf_files_that_never_end_are_refused() {
    for name in ["form-laughs.pdf", "form-loop.pdf", "page-loop.pdf"] {
        let name = format!("hostile/{name}");
        let read = extracted(&name, &read(&name), None);
        assert!(
            matches!(read, Err(Refusal::Unreadable(_))),
            "{name}: {read:?}"
        );
    }
}

#[cfg(feature = "pdf")]
#[test]
fn damaged_pdf_files_are_read_as_far_as_they_go() {
    let bytes = read("o12-news-typst.pdf");
    let read = |bytes: &[u8]| extract(bytes, Kind::Pdf, &ExtractOptions::default(), &mut |_, _| {});
    for step in 0..40 {
        let mut damaged = bytes.clone();
        damaged.truncate(bytes.len() - bytes.len() * step / 60);
        let at = bytes.len() * step / 97;
        if let Some(byte) = damaged.get_mut(at) {
            *byte ^= 0x15;
        }
        // Whatever it is, it ends, and it never panics.
        let _ = read(&damaged);
    }
    assert!(read(b"no PDF").is_err());
}
