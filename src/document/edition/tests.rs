//! Editions as documents.

use proptest::prelude::*;

use super::super::{Document, Format, Reading, Rule};
use super::*;

const REPORT: &str = "\
[p. 1] Harbour Board · 1 / 3

The report.

…which the clerk had countersigned on 7 September, prohi-
[p. 2 \"ii\"] Harbour Board · 2 / 3

bited the committee
\\[p. 9] from publishing it.

Second.
[p. 3]
[p. 4]

Last.
";

fn header() -> Header {
    Header {
        original: "report.pdf".to_owned(),
        sha256: "ab".repeat(32),
        extractor: "annals 0.2.0 pdf".to_owned(),
        taken: "2026-11-27".to_owned(),
        ..Header::default()
    }
}

fn read(file: &str) -> Document {
    Document::read(file.as_bytes(), Format::Plain)
}

fn report() -> Document {
    read(&assemble(&header(), REPORT))
}

fn edition(document: &Document) -> &Edition {
    document.edition().expect("it is an edition")
}

fn texts(body: &str) -> Vec<String> {
    let document = read(&format!("annals text edition 1\n\n{body}"));
    assert_eq!(edition(&document).warnings(), [""; 0], "{body:?}");
    document.paragraphs().iter().map(str::to_owned).collect()
}

#[test]
fn an_edition_is_read_as_it_is_written() {
    let document = report();
    let edition = edition(&document);
    assert_eq!(*edition.header(), header());
    assert_eq!(edition.warnings(), [""; 0]);
    assert!(edition.edits().is_empty());
    assert_eq!(edition.pages(), 4);
    let record = Header {
        record: Some("http://a.example/ 2019".to_owned()),
        encoding: Some("koi8-r".to_owned()),
        extractor: "two\nlines\u{1b}".to_owned(),
        ..header()
    };
    let file = assemble(&record, "[m. 1]\nHello.\n");
    assert!(
        file.contains("\nrecord: http://a.example/ 2019\nencoding: koi8-r\nsha256: abab"),
        "{file}"
    );
    assert!(file.contains("\nextractor: two lines\n"), "{file}");
    assert!(file.contains("\nmessages: a2c06461\n\n[m. 1]\n"), "{file}");
    assert!(assemble(&record, "Hello.\n").contains("\ntext: a2c06461\n"));
}

#[test]
fn marks_end_no_paragraph_and_are_no_text() {
    let document = report();
    let texts: Vec<&str> = document.paragraphs().iter().collect();
    assert_eq!(
        texts,
        [
            "The report.",
            "…which the clerk had countersigned on 7 September, prohi-",
            "bited the committee [p. 9] from publishing it.",
            "Second.",
            "Last."
        ]
    );
    for (body, wanted) in [
        ("a\n[p. 2] head\nb\n", vec!["a b"]),
        ("a\n[p. 2] head\n\nb\n", vec!["a", "b"]),
        (
            "[00:00:01] Ann: so\n[00:00:02] it is\n\n[00:00:09]\n",
            vec!["Ann: so it is"],
        ),
        ("[m. 1] head\na\n[m. 2]\n\nb", vec!["a", "b"]),
        ("a\nprohi-\n[p. 2] head\nbited b\n", vec!["a prohi-bited b"]),
        ("Emilia-\nRomagna -\nand\n", vec!["Emilia- Romagna - and"]),
        ("[00:00:01] I th-\n[00:00:02] no\n", vec!["I th- no"]),
        ("港の会\n[p. 2]\n議 PDF\n版\n", vec!["港の会議 PDF 版"]),
        ("\\\\a\n\\b\n\\[m. 1]\n", vec!["\\a b [m. 1]"]),
        ("[00:00:01] \\a\n", vec!["\\a"]),
        ("[1] a note\n [p. 2] b\n", vec!["[1] a note [p. 2] b"]),
        ("one\nline\n", vec!["one line"]),
        ("\u{202e}a\u{1b}[2J\n", vec!["\u{fffd}a␛[2J"]),
        ("[p. 1]\n[p. 2]\n", vec![]),
    ] {
        assert_eq!(self::texts(body), wanted, "{body:?}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    let paragraphs = [
        "[p. 3] is a page",
        "\\ and",
        "[00:00:01] at once",
        "[m. 1]x",
        "plain",
    ];
    let mut writer = EditionWriter::default();
    for text in paragraphs {
        writer.paragraph(text);
    }
    assert_eq!(texts(&writer.finish()), paragraphs);
}

#[test]
fn every_text_is_at_its_page() {
    let document = report();
    for (number, text, wanted) in [
        (1, "The report.", "p. 1"),
        (2, "prohi-", "p. 1"),
        (3, "bited", "p. ii (2)"),
        (4, "Second.", "p. ii (2)"),
        (5, "Last.", "p. 4"),
    ] {
        let paragraph = document.paragraph(number).expect("a paragraph");
        let start = paragraph.find(text).expect("the text");
        let at = document.at(number, start..start + text.len());
        assert_eq!(at.to_string(), wanted, "{text}");
    }
    let over = read("annals text edition 1\n\nbefore\n[p. 1]\na b\n[p. 2]\nc\n[p. 3]\nd\n");
    let text = over.paragraph(1).expect("a paragraph");
    assert_eq!(text, "before a b c d");
    for (range, wanted) in [
        (0..6, ""),
        (0..9, ""),
        (7..10, "p. 1"),
        (9..12, "p. 1–2"),
        (7..14, "p. 1–3"),
        (11..12, "p. 2"),
        (11..11, "p. 2"),
    ] {
        assert_eq!(over.at(1, range.clone()).to_string(), wanted, "{range:?}");
    }
    assert!(over.at(0, 0..1).is_empty() && over.at(2, 0..1).is_empty());
    assert!(read("plain").at(1, 0..1).is_empty());
}

#[test]
fn locators_stand_for_paragraphs() {
    let label = |label: &str| Locator::Label(label.into());
    let document = report();
    for (locator, paragraphs) in [
        (Locator::Page(1), Some(1..3)),
        (Locator::Page(2), Some(3..5)),
        (label("ii"), Some(3..5)),
        (label("1"), Some(1..3)),
        (label("2"), None),
        (Locator::Page(3), Some(5..5)),
        (Locator::Page(4), Some(5..6)),
        (Locator::Page(5), None),
        (Locator::Time(1), None),
        (Locator::Message(1), None),
    ] {
        let found = document.located(&locator).into_iter();
        let found: Vec<_> = found.map(|found| found.paragraphs).collect();
        assert_eq!(found, Vec::from_iter(paragraphs), "{locator}");
    }
    // Pages with the same label are both meant, and so is the page whose number that is.
    let twice = read(
        "annals text edition 1\n\n[p. 1]\na\n\n[p. 2 \"1\"]\nb\n\n[p. 3 \"A\"]\nc\n\n[p. 4 \"A\"]\nd\n",
    );
    for (name, paragraphs) in [("A", [3..4, 4..5]), ("1", [2..3, 1..2])] {
        let found = twice.located(&label(name)).into_iter();
        let found: Vec<_> = found.map(|found| found.paragraphs).collect();
        assert_eq!(found, paragraphs, "{name}");
    }
    // A paragraph over a page break is on both pages.
    let over = read("annals text edition 1\n\n[p. 1]\na b\n[p. 2]\nc\n\nd\n");
    let [first, second] = [1, 2].map(|page| over.located(&Locator::Page(page)).remove(0));
    assert_eq!(
        (first.paragraphs.clone(), second.paragraphs.clone()),
        (1..2, 1..3)
    );
    assert!(over.overlaps(&first, 1, 0..1) && !over.overlaps(&second, 1, 0..3));
    assert!(over.overlaps(&second, 1, 2..5) && over.overlaps(&second, 2, 0..1));
    let all = over.stretch(1).expect("a paragraph");
    assert!(over.overlaps(&all, 1, 4..5) && !over.overlaps(&all, 2, 0..1));
}

#[test]
fn a_time_is_in_the_cue_that_is_said_then() {
    let file =
        "annals text edition 1\n\n[00:00:05] a\n[00:00:09] b\n\n[00:00:09] c\n\n[00:01:00] d\n";
    let document = read(file);
    for (seconds, paragraphs) in [
        (0, None),
        (5, Some(1..2)),
        (8, Some(1..2)),
        (9, Some(1..3)),
        (59, Some(1..3)),
        (60, Some(3..4)),
        (120, Some(3..4)),
        (121, None),
        (u32::MAX, None),
    ] {
        let found = document.located(&Locator::Time(seconds)).into_iter();
        let found: Vec<_> = found.map(|found| found.paragraphs).collect();
        assert_eq!(found, Vec::from_iter(paragraphs), "{seconds}");
    }
    assert_eq!(document.at(1, 0..1).time, Some(5));
    assert_eq!(document.at(1, 2..3).time, Some(9));
}

#[test]
fn marks_out_of_order_are_found_all_the_same() {
    let document =
        read("annals text edition 1\n\n[p. 3]\na\n\n[p. 1]\nb\n\n[p. 3]\nc\n\n[p. 2]\nd\n");
    assert_eq!(
        edition(&document).warnings(),
        ["line 6: [p. 1] is out of order, and another mark as well"]
    );
    for (page, paragraphs) in [(1, 2..3), (2, 4..5), (3, 1..2)] {
        let found = document.located(&Locator::Page(page)).into_iter();
        let found: Vec<_> = found.map(|found| found.paragraphs).collect();
        assert_eq!(found, [paragraphs], "{page}");
    }
    let cues = read("annals text edition 1\n\n[00:00:09] a\n\n[00:00:02] b\n");
    assert_eq!(
        edition(&cues).warnings(),
        ["line 5: [00:00:02] is out of order"]
    );
    let found = cues.located(&Locator::Time(5)).into_iter();
    let found: Vec<_> = found.map(|found| found.paragraphs).collect();
    assert_eq!(found, std::array::from_ref(&(2..3)));
}

#[test]
fn broken_headers_lose_no_text() {
    let hash = "is no SHA-256 of 64 hexadecimal digits";
    let begins = "is no `key: value` of the header; the text is taken to begin there";
    for (file, text, warning) in [
        ("annals text edition 1", vec![], None),
        ("annals text edition 1\n", vec![], None),
        ("annals text edition 1 \r\noriginal: a\r\nlater: x\r\n\r\nText.\r\n", vec!["Text."], None),
        (
            "annals text edition 2\n\nText.\n",
            vec!["Text."],
            Some("it is a text edition of version 2, and this program reads version 1: update annals".to_owned()),
        ),
        (
            "annals text edition 1\noriginal: a\nText.\n\nMore.\n",
            vec!["Text.", "More."],
            Some(format!("line 3 {begins}")),
        ),
        (
            "annals text edition 1\n[p. 1] Time: now\nText.\n",
            vec!["Text."],
            Some(format!("line 2 {begins}")),
        ),
        (
            "annals text edition 1\nsha256: ab\n\nText.\n",
            vec!["Text."],
            Some(format!("`ab` {hash}")),
        ),
        (
            "annals text edition 1\npages: 12345678 x\n\n[p. 1]\nText.\n[p. 2]\n",
            vec!["Text."],
            Some("`pages` in line 2 has something that is not eight hexadecimal digits".to_owned()),
        ),
    ] {
        let document = read(file);
        assert!(document.paragraphs().iter().eq(text), "{file:?}");
        assert_eq!(edition(&document).warnings(), Vec::from_iter(warning), "{file:?}");
    }
    for file in [
        "annals text edition",
        "annals text edition x\n\n",
        " annals text edition 1\n",
    ] {
        assert!(read(file).edition().is_none(), "{file:?}");
    }
}

#[test]
fn pages_that_were_edited_are_known() {
    let file = assemble(&header(), REPORT);
    for (from, to, clauses) in [
        ("Second.", "2nd.", vec!["page 2 was edited by hand"]),
        ("1 / 3", "1 of 3", vec![]),
        ("\n", "\r\n", vec![]),
        ("[p. 3]\n", "", vec!["page 3 was removed"]),
        ("pages: ", "other: ", vec![]),
        ("[p. ", "[q. ", vec!["pages 1–4 were removed"]),
    ] {
        let document = read(&file.replace(from, to));
        let edits = edition(&document).edits().clauses();
        assert_eq!(edits.collect::<Vec<_>>(), clauses, "{from:?}");
    }
}

#[test]
fn paragraphs_are_on_their_lines_and_between_blank_lines() {
    let reading = Reading {
        rule: Some(Rule::Line),
        ..Format::Plain.into()
    };
    let file =
        "annals text edition 1\noriginal: a\n\n[p. 1]\n\none\ntwo\n[p. 2]\n\n[p. 3]\nthree\n";
    let document = Document::read(file.as_bytes(), reading);
    assert!(document.paragraphs().iter().eq(["one two", "three"]));
    assert_eq!((document.line(1), document.line(2)), (Some(6), Some(11)));
}

#[test]
fn pages_begin_before_and_in_paragraphs() {
    let document = report();
    let pages = |number| {
        document
            .beginnings(number, 0..usize::MAX)
            .collect::<Vec<_>>()
    };
    assert_eq!(pages(1), [(0, Beginning::Page(1, None))]);
    assert_eq!(pages(2), []);
    assert_eq!(pages(3), [(0, Beginning::Page(2, Some("ii")))]);
    assert_eq!(
        pages(5),
        [(0, Beginning::Page(3, None)), (0, Beginning::Page(4, None))]
    );
    let over = read("annals text edition 1\n\n[p. 1]\nab\n[p. 2]\n[00:00:01] c\n");
    let marks: Vec<_> = over.beginnings(1, 0..usize::MAX).collect();
    let wanted = [
        (0, Beginning::Page(1, None)),
        (2, Beginning::Page(2, None)),
        (2, Beginning::Time(1)),
    ];
    assert_eq!(marks, wanted);
    let marks: Vec<_> = over.beginnings(1, 0..0).collect();
    assert_eq!(marks, wanted[..1]);
    assert_eq!(over.beginnings(1, 1..2).count(), 0);
    assert_eq!(over.beginnings(1, 2..3).count(), 2);
    assert_eq!(over.beginnings(2, 0..9).count(), 0);
}

proptest! {
    #[test]
    fn no_text_is_lost_and_every_place_is_consistent(
        lines in prop::collection::vec(
            prop_oneof![
                "[a-c港会 ]{0,6}",
                "\\[p\\. [0-3]( \"[ab]\")?\\]( head)?",
                "\\[00:00:0[0-9]\\] [ab]?",
                "\\[m\\. [1-3]\\]",
                "\\\\?\\[p\\. 1\\] x",
                "pages: [0-9a-f]{8}",
                "\\PC{0,8}",
            ],
            0..24,
        ),
        version in "[12]",
    ) {
        let file = format!("annals text edition {version}\n\n{}", lines.join("\n"));
        let document = read(&file);
        let text: String = document.paragraphs().iter().collect();
        let wanted = lines.iter().filter_map(|line| match Mark::split(line) {
            Some((Mark::Time(_), rest)) => Some(rest),
            Some(_) => None,
            None => Some(line.strip_prefix('\\').unwrap_or(line)),
        });
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(&text), letters(&wanted.collect::<String>()));
        let last = document.paragraphs().len();
        for number in 1..=last {
            let paragraph = document.paragraph(number).expect("a paragraph");
            prop_assert!(document.line(number).is_some_and(|line| line > 2 && line <= lines.len() + 2));
            for (start, c) in paragraph.char_indices().filter(|(_, c)| *c != ' ') {
                let at = document.at(number, start..start + c.len_utf8());
                prop_assert_eq!(at.page, at.page_end);
                // What is on a page is in the text of a page with its number, if there is only one.
                for locator in [at.page.map(Locator::Page), at.message.map(Locator::Message)].into_iter().flatten() {
                    let marked = lines.iter().filter_map(|line| Some(Mark::split(line)?.0));
                    let same = marked.filter(|mark| match (mark, &locator) {
                        (Mark::Page { number, .. }, Locator::Page(wanted))
                        | (Mark::Message(number), Locator::Message(wanted)) => number == wanted,
                        _ => false,
                    });
                    let stretch = document.located(&locator).into_iter().next().expect("it has a mark");
                    let is_there = document.overlaps(&stretch, number, start..start + c.len_utf8());
                    prop_assert!(is_there || same.count() > 1, "{} {}", locator, number);
                }
            }
            for (at, _) in document.beginnings(number, 0..usize::MAX) {
                prop_assert!(paragraph.is_char_boundary(at));
            }
        }
        for locator in [Locator::Page(1), Locator::Label("a".into()), Locator::Time(5), Locator::Message(2)] {
            for stretch in document.located(&locator) {
                prop_assert!(stretch.paragraphs.start >= 1 && stretch.paragraphs.end <= last + 1);
            }
        }
    }
}
