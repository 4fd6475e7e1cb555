//! Whole documents: their events, and what is reported of them.

use std::fmt::Write;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::{DOCUMENTS, Dialect, Document, Failure, Importer, Outcome, Report, recognise};

/// Returns the events and the report of an input.
fn import(document: &Document, text: &str) -> Result<(String, Report), Failure> {
    let mut out = Vec::new();
    let mut importer = Importer::new(&mut out);
    (document.read)(text, &mut importer)?;
    let report = importer.finish()?;
    Ok((String::from_utf8(out).expect("text"), report))
}

fn document(name: &str) -> &'static Document {
    let mut all = DOCUMENTS.iter();
    all.find(|document| document.name == name).expect(name)
}

/// Imports a sample, and returns all that comes of it.
fn imported(dialect: &str, text: &str) -> String {
    let recognised = DOCUMENTS.iter().filter(|other| (other.recognises)(text));
    let recognised: Vec<&str> = recognised.map(|other| other.name).collect();
    // Drafts look like other events, and have to be named.
    let expected = (dialect != "draft").then_some(&dialect);
    assert_eq!(recognised.first(), expected, "it is recognised");
    let (events, report) = import(document(dialect), text).expect("it is read");
    let mut all = String::new();
    for (number, line) in (1..).zip(events.lines()) {
        if !line.is_empty() {
            let event: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let event = serde_json::to_string_pretty(&event).expect("JSON");
            let _ = writeln!(all, "{number}: {event}");
        }
    }
    let _ = writeln!(all, "\n{}", report.counts());
    for (outcome, why, reason) in report.reasons() {
        let places = reason.places();
        let _ = writeln!(all, "{}: {why} ({places})", outcome.word());
    }
    for dropped in &report.dropped {
        let _ = writeln!(all, "left out: {dropped}");
    }
    all
}

macro_rules! samples {
    ($($test:ident: $dialect:literal, $file:literal;)*) => {
        $(#[test]
        fn $test() {
            let text = include_str!(concat!("../../tests/data/import/", $file));
            insta::with_settings!({
                snapshot_path => "../../tests/snapshots/import",
                prepend_module_to_snapshot => false,
            }, {
                insta::assert_snapshot!(stringify!($test), imported($dialect, text));
            });
        })*

        /// The samples, for what must be true of each.
        const SAMPLES: &[(&str, &str)] = &[
            $(($dialect, include_str!(concat!("../../tests/data/import/", $file))),)*
        ];
    };
}

samples! {
    timelinejs_3: "timelinejs", "timelinejs.json";
    timelinejs_1: "timelinejs", "timelinejs-v1.js";
    timemap: "timemap", "timemap.json";
    annotations: "w3c-annotations", "annotations.json";
    hypothesis: "w3c-annotations", "hypothesis.json";
    calendar: "ics", "calendar.ics";
    calendars: "ics", "calendars.ics";
    drafts: "draft", "draft.json";
}

/// Asserts that every record is kept or refused, and that what is kept is written.
fn assert_counted(document: &Document, text: &str) {
    if let Ok((events, report)) = import(document, text) {
        let written = events.lines().filter(|line| !line.is_empty()).count();
        assert_eq!(written, report.kept);
        assert!(report.kept <= report.rows);
        let refused = report
            .reasons()
            .filter(|(outcome, ..)| outcome.word() == "refused");
        let refused: usize = refused.map(|(_, _, reason)| reason.count).sum();
        assert_eq!(refused, report.rows - report.kept);
    }
}

#[test]
fn keys_tell_a_document_and_words_do_not() {
    let ours = r#"{"id":"a","date":"2020","title":"t","#;
    for (text, expected) in [
        (format!(r#"{ours}"tags":["selector"]}}"#), None),
        (
            format!(r#"{ours}"summary":"see http://www.w3.org/ns/anno.jsonld"}}"#),
            None,
        ),
        (format!(r#"{ours}"target":{{"selector":[]}}}}"#), None),
        (format!(r#"{ours}"type":"Annotation"}}"#), None),
        (format!(r#"{ours}"tags":["start_date","events"]}}"#), None),
        (format!(r#"{ours}"tags":["sources","description"]}}"#), None),
        (
            format!(r#"{ours}"description":"d","sources":[]}}"#),
            None,
        ),
        (
            format!(r#"[{ours}"description":"d","sources":[],"location":"x"}}]"#),
            Some("timemap"),
        ),
        (
            r#"{"date":"","description":"d","sources":[{"#.to_owned(),
            Some("timemap"),
        ),
        (
            r#"{"timeline":{"title":"t"},"actors":{"headline":{"name":"start_date"}},"events":[{"id":"a"}]}"#.to_owned(),
            None,
        ),
        (
            r#"{"events":[{"start_date":{"year":"2020"}}]}"#.to_owned(),
            Some("timelinejs"),
        ),
        (
            r#"{"title":{"text":{"headline":"A"}},"events":[]}"#.to_owned(),
            Some("timelinejs"),
        ),
        (
            r#"{"timeline":{"events":[{"text":{"headline":"A"}}]}}"#.to_owned(),
            Some("timelinejs"),
        ),
        (
            r#"x({"timeline":{"type":"default","date":["#.to_owned(),
            Some("timelinejs"),
        ),
        (
            r#"{"@context":["http://www.w3.org/ns/anno.jsonld"],"#.to_owned(),
            Some("w3c-annotations"),
        ),
        (
            r#"[{"type":"Annotation"}]"#.to_owned(),
            Some("w3c-annotations"),
        ),
        (
            r#"{"rows":[{"target":[{"selector":"#.to_owned(),
            Some("w3c-annotations"),
        ),
        (r#"{"note":"type","x":"Annotation"}"#.to_owned(), None),
    ] {
        let found = DOCUMENTS.iter().find(|it| (it.recognises)(&text));
        assert_eq!(found.map(|it| it.name), expected, "{text}");
    }
}

#[test]
fn a_title_slide_is_named_by_what_it_has() {
    for (title, name) in [
        (r#""headline": "<b>A</b>", "text": "B""#, "A"),
        (r#""headline": "", "text": "<p>B</p>""#, "B"),
    ] {
        let text = format!(r#"{{"title": {{"text": {{{title}}}}}, "events": []}}"#);
        let (_, report) = import(document("timelinejs"), &text).expect("it is read");
        let expected = format!("the title slide “{name}”, which is not an event");
        assert_eq!(report.dropped, [expected]);
    }
}

#[test]
fn a_source_that_is_hidden_is_not_cited_as_such() {
    for (source, expected) in [
        (r#""id": "", "path": "HIDDEN""#, None),
        (
            r#""path": "HIDDEN", "description": "A video""#,
            Some("A video"),
        ),
        (r#""id": "S1", "path": "HIDDEN""#, Some("S1")),
    ] {
        let text =
            format!(r#"[{{"date": "2020", "description": "d", "sources": [{{{source}}}]}}]"#);
        let (events, report) = import(document("timemap"), &text).expect("it is read");
        let event: serde_json::Value = serde_json::from_str(&events).expect("JSON");
        assert_eq!(event["source"].as_str(), expected);
        assert!(report.reasons().any(|(_, why, _)| why.contains("`HIDDEN`")));
    }
}

#[test]
fn many_tags_and_sources_take_no_time() {
    let many: Vec<String> = (0..50_000).map(|number| format!("\"{number}\"")).collect();
    let many = many.join(",");
    let text = format!(
        r#"[{{"date": "2020", "description": "d", "sources": [{many}], "filters": [{many}]}}]"#
    );
    let (events, _) = import(document("timemap"), &text).expect("it is read");
    assert!(events.len() > text.len());
}

#[test]
fn samples_end_anywhere() {
    for (dialect, text) in SAMPLES {
        for (end, _) in text.char_indices() {
            let start = &text[..end];
            for document in DOCUMENTS {
                let _ = (document.recognises)(start);
            }
            assert_counted(document(dialect), start);
        }
    }
}

#[test]
fn other_values_in_place_of_those_of_a_sample() {
    for (dialect, text) in SAMPLES {
        for (before, after) in [
            ("\"", "\"\u{202e}<p>"),
            ("\": \"", "\": [\"a\"], \"x\": \""),
            ("\": {", "\": 7, \"x\": {"),
            ("\": [", "\": {\"a\": null}, \"x\": ["),
            ("2", "9999999999"),
            (":", ";"),
            ("1", "-"),
        ] {
            assert_counted(document(dialect), &text.replace(before, after));
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "(BEGIN:|END:|VEVENT|VCALENDAR|DTSTART|[\\[\\]{}\",:;=]|\"(events|date|start_date|year|target|selector|rows|sources)\":|\\PC|\r?\n){0,60}") {
        for document in DOCUMENTS {
            assert_counted(document, &text);
        }
    }
}

/// Asserts that every row of a table is kept or refused.
fn assert_rows_counted(dialect: &Dialect, text: &str) {
    let mut out = Vec::new();
    if let Ok(report) = dialect.convert(text.as_bytes(), Importer::new(&mut out)) {
        let out = String::from_utf8(out).expect("text");
        let written = out.lines().filter(|line| !line.is_empty()).count();
        assert_eq!(written, report.events);
        let refused = report
            .reasons()
            .filter(|(outcome, ..)| *outcome == Outcome::Refused);
        let refused: usize = refused.map(|(_, _, reason)| reason.count).sum();
        assert_eq!(refused + report.kept, report.rows);
    }
}

/// The samples of tables, and the dialects that they are in.
static TABLES: LazyLock<Vec<(Dialect, String)>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tables");
    let files = std::fs::read_dir(folder).expect("a folder");
    let texts = files.map(|it| std::fs::read_to_string(it.expect("a file").path()).expect("text"));
    let tables = texts.map(|text| (recognise(&text).expect("a dialect"), text));
    tables.collect()
});

#[test]
fn tables_end_anywhere() {
    for (dialect, text) in &*TABLES {
        for (end, _) in text.char_indices().step_by(17) {
            let _ = recognise(&text[..end]);
            assert_rows_counted(dialect, &text[..end]);
        }
    }
}

#[test]
fn other_characters_in_place_of_those_of_a_table() {
    for (dialect, text) in &*TABLES {
        for (before, after) in [
            (",", ",,"),
            ("\"", ""),
            ("\n", "\r\n"),
            ("\n", ""),
            ("2", "-9999999999999999999"),
            ("0", "é"),
            ("-", ""),
            (" ", "\n"),
        ] {
            assert_rows_counted(dialect, &text.replace(before, after));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_cells_are_read_or_refused(text in "([,;\t|]|\r?\n|\"|NA|[0-9]{1,5}|-|:|\\PC){0,80}") {
        for (dialect, sample) in &*TABLES {
            let header = sample.lines().next().unwrap_or_default();
            assert_rows_counted(dialect, &format!("{header}\n{text}"));
        }
    }
}
