mod body;

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;

use super::{ExtractOptions, extract};
use crate::document::{Extract, Kind, Refusal};
use body::Body;

const FILES: [(&str, usize); 18] = [
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
];

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/evidence"))
}

fn read(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).expect("the file is there")
}

fn read_as(bytes: &[u8], kind: Kind, record: &str) -> Result<Extract, Refusal> {
    let options = ExtractOptions {
        record: (!record.is_empty()).then(|| record.to_owned()),
        charset: None,
    };
    extract(bytes, kind, &options, &mut |_, _| {})
}

/// Sentences that no edition has in one piece: a table is in the middle of them.
const DIVIDED: [&str; 1] = ["The invoice, numbered 119,521, was filed"];

/// A sentence of an original: its kind, where it is, and its text.
struct Sentence {
    kind: String,
    place: String,
    text: String,
}

fn sentences(name: &str) -> Vec<Sentence> {
    let (stem, _) = name.split_once('.').expect("an extension");
    let table = fs::read_to_string(folder().join(format!("{stem}.tsv"))).expect("a table");
    let rows = table.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        Sentence {
            kind: cells[0].to_owned(),
            place: cells[1].to_owned(),
            text: cells[cells.len() - 1].to_owned(),
        }
    });
    rows.collect()
}

/// Changes the last digit of a sentence.
fn with_another_digit(text: &str) -> Option<String> {
    let at = text.rfind(|c: char| c.is_ascii_digit())?;
    let digit = if text[at..].starts_with('7') {
        "3"
    } else {
        "7"
    };
    Some(format!("{}{digit}{}", &text[..at], &text[at + 1..]))
}

#[test]
fn every_sentence_is_where_it_is_in_the_original() {
    for (name, count) in FILES {
        let bytes = read(name);
        let kind = Kind::of(name, &bytes).expect("a kind");
        let sentences = sentences(name);
        assert_eq!(sentences.len(), count, "{name}");
        let mut wrong = Vec::new();
        let mut bodies: HashMap<&str, Body> = HashMap::new();
        for Sentence {
            kind: role,
            place,
            text,
        } in &sentences
        {
            let is_archive = matches!(kind, Kind::Warc | Kind::Wacz);
            let record = if is_archive { place.as_str() } else { "" };
            let body = bodies.entry(record).or_insert_with(|| {
                let extract = read_as(&bytes, kind, record).expect("it is read");
                Body::read(&extract.body)
            });
            let found = body.find(text);
            let ok = match (role.as_str(), kind) {
                ("absent", _) => found.is_none(),
                _ if DIVIDED.iter().any(|begin| text.starts_with(begin)) => found.is_none(),
                (_, Kind::Warc | Kind::Wacz | Kind::Mhtml | Kind::Html) => found.is_some(),
                _ => found
                    .as_deref()
                    .is_some_and(|at| place.is_empty() || at == place),
            };
            if !ok {
                wrong.push(format!("{role} {place} (found: {found:?}): {text}"));
            }
            if let Some(altered) = with_another_digit(text) {
                assert_eq!(body.find(&altered), None, "{name}: {altered}");
            }
        }
        assert!(
            wrong.is_empty(),
            "{name}: {} of {count}:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
}

#[test]
fn archives_say_which_pages_they_have() {
    let page = read_as(&read("o41-pack.wacz"), Kind::Wacz, "").expect("the page in the index");
    assert_eq!(
        page.facts.url.as_deref(),
        Some("https://courier.example/pier")
    );
    assert_eq!(page.facts.retrieved.as_deref(), Some("2019-06-05"));
    assert_eq!(page.facts.title.as_deref(), Some("Inquiry into the pier"));
    let Err(Refusal::Several(members)) = read_as(&read("o40-crawl.warc.gz"), Kind::Warc, "") else {
        panic!("several pages, and none is chosen");
    };
    let members: Vec<String> = members
        .iter()
        .map(|member| format!("{} {}", member.url, member.date))
        .collect();
    for sentence in sentences("o40-crawl.warc.gz") {
        assert!(members.contains(&sentence.place), "{}", sentence.place);
    }
}

#[test]
fn saved_pages_say_where_they_are_from() {
    for (name, port) in [("o42-page.mhtml", 40893), ("o43-singlefile.html", 8123)] {
        let bytes = read(name);
        let kind = Kind::of(name, &bytes).expect("a kind");
        let facts = read_as(&bytes, kind, "").expect("a page").facts;
        assert_eq!(
            facts.url,
            Some(format!("http://127.0.0.1:{port}/index.html"))
        );
        assert_eq!(facts.retrieved.as_deref(), Some("2026-11-27"));
        assert_eq!(facts.language.as_deref(), Some("en"));
    }
}

#[test]
fn hostile_files_end_with_an_error() {
    for name in ["hostile/laughs.docx", "hostile/deep.docx"] {
        let bytes = read(name);
        assert_eq!(Kind::of(name, &bytes), Some(Kind::Docx), "{name}");
        assert!(read_as(&bytes, Kind::Docx, "").is_err(), "{name}");
    }
}

#[test]
fn files_are_what_they_are_whatever_their_name() {
    for (name, _) in FILES {
        let bytes = read(name);
        let kind = Kind::of(name, &bytes);
        assert_eq!(Kind::of("download", &bytes), kind, "{name}");
    }
}

/// Numbers that look random, the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

#[test]
fn damaged_files_are_read_or_refused() {
    for (name, _) in FILES {
        let bytes = read(name);
        let kind = Kind::of(name, &bytes).expect("a kind");
        let record = match kind {
            Kind::Warc | Kind::Wacz => sentences(name)[0].place.clone(),
            _ => String::new(),
        };
        let mut random = Random(bytes.len() as u64);
        for round in 0..20 {
            let mut damaged = bytes.clone();
            match round {
                0..6 => damaged.truncate(random.below(bytes.len())),
                6..18 => {
                    for _ in 0..1 << (round / 3) {
                        let at = random.below(bytes.len());
                        damaged[at] ^= 1 << random.below(8);
                    }
                }
                _ => {
                    let at = random.below(bytes.len());
                    damaged.drain(at..(at + 100).min(bytes.len()));
                }
            }
            if let Ok(extract) = read_as(&damaged, kind, &record) {
                assert!(extract.body.ends_with('\n'), "{name} {round}");
            }
            let _ = Kind::of(name, &damaged);
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_can_be_read(bytes: Vec<u8>) {
        for kind in Kind::ALL {
            let _ = read_as(&bytes, *kind, "");
        }
        let _ = Kind::of("", &bytes);
    }
}
