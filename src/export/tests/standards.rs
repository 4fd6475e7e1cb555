//! Every format as its own standard reads it.

use icalendar::parser::{read_calendar, unfold};
use pulldown_cmark::{Event as Piece, Options, Parser, Tag};
use serde_json::{Value, json};

use super::{exported, exported_with, loaded};
use crate::export::FileFormat;
use crate::timeline::Timeline;

/// Dates of all kinds.
const DATES: [&str; 14] = [
    "2020-02-28",
    "2020-02",
    "2020",
    "2020~",
    "2020-01-01/2020-01-03",
    "2020/..",
    "../2020-06-01",
    "[2001..2002]",
    "-0043-03-15",
    "Y-17000",
    "2020-01-01T00:30:05+02:00",
    "2020-01-01T10:00:00",
    "9999-12-31",
    "soon",
];

fn dated() -> Timeline {
    let sources = "[timeline]\ntitle = \"Dates\"\n[sources.s]\ntitle = \"S\"\nurl = \"https://e.org/a?b&c\"\n\
                   file = \"numbers.txt\"\n[sources.t]\ntitle = \"T\"\n";
    let events = DATES.iter().enumerate().map(|(number, date)| {
        let citation = match number {
            0 => "[[event.citation]]\nsource = \"s\"\nquote = \"a\"\n[[event.citation]]\nsource = \"t\"\n",
            1 => "",
            _ => "[[event.citation]]\nsource = \"s\"\nparagraph = 1\n",
        };
        format!("[[event]]\nid = \"e-{number}\"\ndate = \"{date}\"\ntitle = \"Event {number}\"\ntags = [\"x\"]\n{citation}")
    });
    let text = format!("{sources}{}", events.collect::<String>());
    loaded("dates.toml", &text).timeline
}

#[test]
fn a_calendar_is_read_by_a_parser() {
    let timeline = dated();
    let (written, said) = exported_with(FileFormat::Ics, &timeline, false);
    assert!(written.lines().all(|line| line.len() <= 75), "{written}");
    let text = unfold(&written);
    let calendar = read_calendar(&text).expect("iCalendar");
    let property = |entry: &icalendar::parser::Component<'_>, name: &str| {
        entry.find_prop(name).map(|it| it.val.as_ref().to_owned())
    };
    let times: Vec<_> = calendar
        .components
        .iter()
        .map(|entry| {
            for name in ["UID", "DTSTAMP", "SUMMARY"] {
                assert!(property(entry, name).is_some(), "{name}");
            }
            let id = property(entry, "SUMMARY").expect("a summary");
            let start = property(entry, "DTSTART").expect("a start");
            (id, start, property(entry, "DTEND").unwrap_or_default())
        })
        .collect();
    let wanted = [
        ("Event 7", "20010101", "20030101"),
        ("Event 10", "20191231T223005Z", ""),
        ("Event 5", "20200101", "20200102"),
        ("Event 2", "20200101", "20210101"),
        ("Event 3", "20200101", "20210101"),
        ("Event 4", "20200101", "20200104"),
        ("Event 11", "20200101T100000", ""),
        ("Event 1", "20200201", "20200301"),
        ("Event 0", "20200228", "20200229"),
        ("Event 6", "20200601", "20200602"),
        ("Event 12", "99991231", ""),
    ];
    let mut times: Vec<_> = times
        .iter()
        .map(|(id, start, end)| (&**id, &**start, &**end))
        .collect();
    let mut wanted = wanted.to_vec();
    times.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(times, wanted);
    let left_out = "leaves out 1 event without a date and 2 events before year 1 or after 9999; simplifies \
                    1 approximate or uncertain date, 2 dates with an open end and 3 dates that are not to the day";
    assert_eq!(said.as_deref(), Some(left_out));
    // The same event has the same identifier the next time.
    assert_eq!(written, exported(FileFormat::Ics, &timeline));
}

#[test]
fn a_calendar_has_what_fits_into_its_years() {
    let dates = [
        "9000/9999",
        "9998/Y12000",
        "-0005/0003",
        "{1960-01-01,1965-01-02}",
        "9999-12-31T23:30:00-02:00",
        "0001-01-01T00:30:00+02:00",
        "Y12000",
    ];
    let events = dates.iter().enumerate().map(|(number, date)| {
        format!("[[event]]\nid = \"e-{number}\"\ndate = \"{date}\"\ntitle = \"E\"\n")
    });
    let timeline = loaded("dates.toml", &events.collect::<String>()).timeline;
    let (written, said) = exported_with(FileFormat::Ics, &timeline, false);
    let times: Vec<&str> = written
        .lines()
        .filter_map(|line| line.strip_prefix("DT")?.split_once(';')?.1.split_once(':'))
        .map(|(_, day)| day)
        .collect();
    let wanted = [
        "00010101", "00040101", "19600101", "19650103", "90000101", "99991231", "99980101",
        "99991231",
    ];
    assert_eq!(times, wanted, "{written}");
    let left_out = "leaves out 3 events before year 1 or after 9999; simplifies 1 set of dates and \
                    3 dates that reach the limits of the years 1 to 9999";
    assert_eq!(said.as_deref(), Some(left_out));
    let none = loaded("e.toml", "[[event]]\nid = \"e\"\ntitle = \"E\"\n").timeline;
    let (_, said) = exported_with(FileFormat::Ics, &none, false);
    let said = said.expect("it is empty");
    assert_eq!(said, "leaves out 1 event without a date; has no entries");
}

#[test]
fn events_of_untitled_timelines_have_identifiers_of_their_own() {
    let ids = |head: &str, name: &str, title: &str| {
        let text = format!("{head}[[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"{title}\"\n");
        let written = exported(FileFormat::Ics, &loaded(name, &text).timeline);
        let uid = written.lines().find(|line| line.starts_with("UID"));
        uid.expect("an identifier").to_owned()
    };
    let untitled = ids("", "in/a.toml", "A");
    assert_eq!(untitled, ids("", "a.toml", "A"));
    assert_ne!(untitled, ids("", "b.toml", "A"));
    assert_ne!(untitled, ids("", "a.toml", "B"));
    let head = "[timeline]\ntitle = \"T\"\n";
    assert_eq!(ids(head, "a.toml", "A"), ids(head, "b.toml", "B"));
}

/// The parts of a `TimelineJS` file that it needs or knows.
fn timelinejs_schema() -> Value {
    let number = json!({ "type": "integer" });
    let date = json!({
        "type": "object",
        "required": ["year"],
        "additionalProperties": false,
        "properties": {
            "year": number, "month": { "type": "integer", "minimum": 1, "maximum": 12 },
            "day": { "type": "integer", "minimum": 1, "maximum": 31 },
            "hour": number, "minute": number, "second": number, "millisecond": number,
            "display_date": { "type": "string" },
        },
    });
    let text = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": { "headline": { "type": "string" }, "text": { "type": "string" } },
    });
    let media = json!({
        "type": "object",
        "required": ["url"],
        "additionalProperties": false,
        "properties": {
            "url": { "type": "string" }, "caption": { "type": "string" }, "credit": { "type": "string" },
            "thumbnail": { "type": "string" },
        },
    });
    let slide = |required: &[&str]| {
        json!({
            "type": "object",
            "required": required,
            "additionalProperties": false,
            "properties": {
                "start_date": date, "end_date": date, "text": text, "media": media,
                "group": { "type": "string" }, "display_date": { "type": "string" },
                "unique_id": { "type": "string" }, "autolink": { "type": "boolean" },
            },
        })
    };
    json!({
        "type": "object",
        "required": ["events"],
        "additionalProperties": false,
        "properties": {
            "title": slide(&[]),
            "events": { "type": "array", "items": slide(&["start_date"]) },
            "eras": { "type": "array" },
            "scale": { "enum": ["human", "cosmological"] },
        },
    })
}

#[test]
fn a_presentation_has_the_shape_of_timelinejs() {
    let (written, said) = exported_with(FileFormat::Timelinejs, &dated(), false);
    let value: Value = serde_json::from_str(&written).expect("JSON");
    jsonschema::validate(&timelinejs_schema(), &value).unwrap_or_else(|wrong| panic!("{wrong}"));
    let events = value["events"].as_array().expect("a list");
    let of = |id: &str| {
        events
            .iter()
            .find(|event| event["unique_id"] == id)
            .expect(id)
    };
    assert_eq!(events.len(), DATES.len() - 1);
    // The year 44 BCE, which EDTF writes as -43.
    assert_eq!(of("e-8")["start_date"]["year"], -44);
    assert_eq!(of("e-9")["start_date"]["year"], -17001);
    let month = json!({ "year": 2020, "month": 2, "display_date": "February 2020" });
    assert_eq!(
        (&of("e-1")["start_date"], &of("e-1")["end_date"]),
        (&month, &Value::Null)
    );
    assert_eq!(
        of("e-4")["end_date"],
        json!({ "year": 2020, "month": 1, "day": 3 })
    );
    assert_eq!(of("e-10")["start_date"]["minute"], 30);
    assert_eq!(of("e-3")["display_date"], "c. 2020");
    let credit = "<a href=\"https://e.org/a?b&amp;c\">S</a>";
    assert_eq!(of("e-0")["media"]["credit"], credit);
    assert_eq!(of("e-0")["group"], "x");
    let left_out = "leaves out 1 event without a date; simplifies 2 dates with an open end";
    assert_eq!(said.as_deref(), Some(left_out));
}

/// What the Web Annotation Data Model requires of the parts that are written.
fn annotations_schema() -> Value {
    let iri = json!({ "type": "string", "pattern": "^(urn:uuid:[0-9a-f-]{36}|https?://.+)$" });
    let body = json!({
        "type": "object",
        "required": ["type", "value"],
        "properties": {
            "type": { "const": "TextualBody" },
            "value": { "type": "string" },
            "format": { "const": "text/plain" },
            "purpose": { "enum": ["describing", "tagging"] },
        },
    });
    let selector = json!({
        "type": "object",
        "required": ["type", "exact"],
        "properties": {
            "type": { "const": "TextQuoteSelector" },
            "exact": { "type": "string", "minLength": 1 },
            "prefix": { "type": "string" },
            "suffix": { "type": "string" },
        },
    });
    let target = json!({
        "type": "object",
        "required": ["source"],
        "properties": {
            "source": iri,
            "selector": { "type": "array", "minItems": 1, "items": selector },
        },
    });
    json!({
        "type": "object",
        "required": ["@context", "id", "type", "items"],
        "properties": {
            "@context": { "const": "http://www.w3.org/ns/anno.jsonld" },
            "id": iri,
            "type": { "const": "AnnotationPage" },
            "items": { "type": "array", "items": {
                "type": "object",
                "required": ["id", "type", "target"],
                "properties": {
                    "id": iri,
                    "type": { "const": "Annotation" },
                    "motivation": { "const": "describing" },
                    "body": { "type": "array", "items": body },
                    "target": { "type": "array", "minItems": 1, "items": target },
                },
            } },
        },
    })
}

#[test]
fn annotations_follow_the_data_model() {
    let (written, said) = exported_with(FileFormat::Annotations, &dated(), false);
    let value: Value = serde_json::from_str(&written).expect("JSON");
    jsonschema::validate(&annotations_schema(), &value).unwrap_or_else(|wrong| panic!("{wrong}"));
    let left_out = "leaves out 1 event without a citation and 1 citation of a source without a URL";
    assert_eq!(said.as_deref(), Some(left_out));
}

#[test]
fn an_annotation_has_the_words_of_the_source() {
    let text = r#"
[sources.s]
title = "S"
archive_url = "https://e.org/copy"
file = "cut.txt"
[[event]]
id = "e"
date = "2020"
title = "E"
tags = ["t"]
[[event.citation]]
source = "s"
quote = "may raise [...] on the bridge"
"#;
    let timeline = loaded("e.toml", text).timeline;
    let value: Value =
        serde_json::from_str(&exported(FileFormat::Annotations, &timeline)).expect("JSON");
    let item = &value["items"][0];
    let selector = json!({
        "type": "TextQuoteSelector",
        "exact": "may raise the toll on the bridge",
        "prefix": "The company ",
        "suffix": " once a year, provided that the ",
    });
    assert_eq!(
        item["target"],
        json!([{ "source": "https://e.org/copy", "selector": [selector] }])
    );
    assert_eq!(item["body"][1]["value"], "t");
}

/// The rows of tables, the items of lists and the footnotes in a text.
fn counted(markdown: &str) -> (usize, usize, usize) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut counts = (0, 0, 0);
    for piece in Parser::new_ext(markdown, options) {
        match piece {
            Piece::Start(Tag::TableRow) => counts.0 += 1,
            Piece::Start(Tag::Item) => counts.1 += 1,
            Piece::Start(Tag::FootnoteDefinition(_)) => counts.2 += 1,
            _ => {}
        }
    }
    counts
}

#[test]
fn a_report_has_a_row_for_each_event_and_a_note_for_each_citation() {
    let timeline = dated();
    let citations = DATES.len();
    let (list, _) = exported_with(FileFormat::Md, &timeline, false);
    assert_eq!(counted(&list), (DATES.len(), citations, 0), "{list}");
    let (footnotes, _) = exported_with(FileFormat::Md, &timeline, true);
    assert_eq!(
        counted(&footnotes),
        (DATES.len(), 0, citations),
        "{footnotes}"
    );
    let references = Parser::new_ext(&footnotes, Options::all());
    let references = references.filter(|piece| matches!(piece, Piece::FootnoteReference(_)));
    assert_eq!(references.count(), citations);
}

#[test]
fn a_note_tells_what_was_checked() {
    let text = r#"
[timeline]
title = "The bridge"
[sources.s]
title = "Contract"
author = "A. Writer"
publisher = "Press"
published = "2020-05-01"
retrieved = "2021-06"
url = "https://e.org/a"
archive_url = "https://e.org/b"
file = "cut.txt"
[[event]]
id = "e"
date = "2020"
title = "E"
status = "planned"
place = "Bridge"
summary = "One\ntwo"
note = "- mine"
[[event.citation]]
source = "s"
paragraph = 1
quote = "The company may raise the toll on the bridge twice a year"
date = "2019"
stance = "contradicts"
"#;
    let report = exported(FileFormat::Md, &loaded("e.toml", text).timeline);
    insta::assert_snapshot!("report", report);
}

#[test]
fn csv_has_a_record_for_each_citation() {
    let written = exported(FileFormat::Csv, &dated());
    let mut reader = csv::Reader::from_reader(written.as_bytes());
    let ids: Vec<String> = reader
        .records()
        .map(|row| row.expect("a record")[0].to_owned())
        .collect();
    // An event without a citation has one, too.
    assert_eq!(ids.len(), DATES.len() + 1);
}
