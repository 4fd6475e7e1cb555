use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;

use super::{ExtractOptions, extract};
use crate::document::{Extract, Kind, Refusal};

const FILES: [&str; 18] = [
    "o20-hearing.srt",
    "o21-interview.vtt",
    "o22-rolling.vtt",
    "o23-broken.srt",
    "o24-auto.srt",
    "o30-pandoc.docx",
    "o31-lo.docx",
    "o32-pandoc.odt",
    "o33-hand.odt",
    "o34-pandoc3.epub",
    "o35-hand.epub",
    "o36-alt.eml",
    "o37-flowed.eml",
    "o38-box.mbox",
    "o40-crawl.warc.gz",
    "o41-pack.wacz",
    "o42-page.mhtml",
    "o43-singlefile.html",
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

/// Returns where the sentences of an original are: the second column of its table.
fn places(name: &str) -> Vec<String> {
    let (stem, _) = name.split_once('.').expect("an extension");
    let table = fs::read_to_string(folder().join(format!("{stem}.tsv"))).expect("a table");
    let cells = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').nth(1));
    cells.map(str::to_owned).collect()
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
    for place in places("o40-crawl.warc.gz") {
        assert!(members.contains(&place), "{place}");
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
    for name in FILES {
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
    for name in FILES {
        let bytes = read(name);
        let kind = Kind::of(name, &bytes).expect("a kind");
        let record = match kind {
            Kind::Warc | Kind::Wacz => places(name)[0].clone(),
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
