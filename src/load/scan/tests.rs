//! A text is scanned alike in whatever pieces, from memory and from its file.

use std::io::Write;

use proptest::prelude::*;

use super::*;
use crate::load::csv::Header;
use crate::text::texts::Texts;

const LINES: &[&str] = &[
    r#"{"id":"a","date":"2023-05-09","title":"T"}"#,
    r#"{"id":"b","date":"2023","title":"é中","actors":["x","y"],"other":1}"#,
    r#"{"id":"c","date":"2023-05-09","title":"\u0041"}"#,
    r#"{"id":"m","date":"2023-05-09T00:30:00+03:00","title":"M"}"#,
    r#"{"id":"r","date":"2023-05-09","title":"R","rank":-1}"#,
    "",
    "  ",
    "not JSON",
];
const ROWS: &[&str] = &[
    "a,2023-05-09,T,S,one",
    "a,2023-05-09,T,S,two",
    "b,2023,\"one\ntwo, é\",S,",
    "c,2023,\"a \"\"b\"\"\",S,\"\r\n\n\"",
    "d,2023,5\" gun,S,",
    "e,2023,\"open,S,",
    "",
    "f,2023~,T,,,more",
];
const BREAKS: &[&str] = &["\n", "\r\n", "\n\n"];

fn text(lines: &'static [&'static str]) -> impl Strategy<Value = String> {
    let line = (prop::sample::select(lines), prop::sample::select(BREAKS));
    prop::collection::vec(line, 0..12)
        .prop_map(|lines| lines.into_iter().flat_map(|(a, b)| [a, b]).collect())
}

/// What is found, with numbers of words as words.
fn found(body: &Body, layout: Layout<'_>, hasher: &NameHasher, sizes: Sizes) -> Vec<String> {
    let mut found = Vec::new();
    let (mut lines, mut actors) = (0, Vec::new());
    scan(body, layout, hasher, sizes, |part| {
        while actors.len() <= part.scanner {
            actors.push(Texts::default());
        }
        actors[part.scanner].extend(&part.new.actors);
        let mut start = 0;
        for (number, row) in part.rows.iter().enumerate() {
            let facts = row.facts.as_ref().map(|facts| {
                let values = &part.actors[start..facts.actors_end as usize];
                start = facts.actors_end as usize;
                let names = values.iter();
                let names = names.map(|at| actors[part.scanner].get(*at as usize));
                (facts.id_hash, facts.moment.1, names.collect::<Vec<_>>())
            });
            let id = part.ids.get(number);
            let line = lines + row.line();
            found.push(format!("{:?} {line} {id} {facts:?}", row.span()));
        }
        lines += part.lines;
    });
    found
}

fn in_a_file(text: &str) -> Body {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(text.as_bytes()).expect("it is written");
    Body::stored(file, text.len())
}

fn is_alike(text: &str, layout: Layout<'_>, sizes: Sizes) -> Result<(), TestCaseError> {
    let hasher = NameHasher::default();
    let whole = found(&Body::of_text(text), layout, &hasher, Sizes::default());
    for body in [Body::of_text(text), in_a_file(text)] {
        prop_assert_eq!(&found(&body, layout, &hasher, sizes), &whole);
    }
    Ok(())
}

fn sizes() -> impl Strategy<Value = Sizes> {
    (1..200_usize, 4..40_usize, 1..4_usize).prop_map(|(part, after, threads)| Sizes {
        part,
        after,
        threads,
        ..Sizes::default()
    })
}

proptest! {
    #[test]
    fn lines_are_scanned_alike(text in text(LINES), sizes in sizes()) {
        is_alike(&text, Layout::Lines, sizes)?;
    }

    #[test]
    fn rows_are_scanned_alike(text in text(ROWS), sizes in sizes()) {
        let text = format!("id,date,title,source,quote\n{text}");
        let header = Header::read(&text, b',').expect("a header");
        is_alike(&text, Layout::Table(&header), sizes)?;
    }
}

#[test]
fn a_panic_ends_all_threads() {
    let text = format!("{}\n", LINES[0]).repeat(100);
    let (body, hasher) = (Body::of_text(&text), NameHasher::default());
    let sizes = Sizes {
        part: 50,
        threads: 3,
        ..Sizes::default()
    };
    let scanned = std::panic::catch_unwind(|| {
        scan(&body, Layout::Lines, &hasher, sizes, |part| {
            assert_eq!(part.span.start, 0);
        });
    });
    assert!(scanned.is_err());
}

#[test]
fn a_record_that_is_too_long_is_left_out() {
    let long = format!(
        r#"{{"id":"long","date":"2023","title":"{}"}}"#,
        "x".repeat(500)
    );
    let text = format!("{}\n{long}\n{}\n", LINES[0], LINES[1]);
    for part in [10, 100, 1000] {
        let sizes = Sizes {
            part,
            after: 10,
            longest: 200,
            threads: 2,
        };
        let (mut ids, mut too_long, mut lines) = (Vec::new(), Vec::new(), 0);
        let hasher = NameHasher::default();
        scan(&in_a_file(&text), Layout::Lines, &hasher, sizes, |part| {
            let first = part.too_long.into_iter();
            too_long.extend(first.map(|(count, first)| (count, lines + first.line, first.text)));
            ids.extend(part.rows.iter().map(|row| lines + row.line()));
            lines += part.lines;
        });
        assert_eq!(ids, [0, 2], "{part}");
        let shown = long.get(..200).expect("a beginning").into();
        assert_eq!(too_long, [(1, 1, shown)], "{part}");
    }
}
