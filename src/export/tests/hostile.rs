//! What hostile text becomes in each format: text.

use icalendar::parser::{read_calendar, unfold};
use pulldown_cmark::{Event as Piece, Options, Parser, Tag};
use serde_json::Value;

use super::{exported, exported_with, loaded};
use crate::export::FileFormat;
use crate::timeline::Timeline;

/// What would be markup, a formula, a line of its own, or an address that runs something.
const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "</style></title><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "| \\ | ` | **b** ~~s~~ &lt;b&gt;",
    "=cmd|' /C calc'!A0",
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\nX:1",
    "''' \"\"\" \\u0041 # [[event]]",
    "# heading\n\n- item\n\n    code",
    "[^1]: note\n<!-- -->",
];

/// Puts a text in every field.
fn hostile(text: &str) -> Timeline {
    let text = toml::Value::from(text);
    let address = toml::Value::from("https://e.org/\"><b>|\\&lt;)(#\n");
    let file = format!(
        "[timeline]\ntitle = {text}\nsummary = {text}\n[actors.a]\nname = {text}\naliases = [{text}]\n\
         [sources.s]\ntitle = {text}\nauthor = {text}\npublisher = {text}\nurl = {address}\nlanguage = {text}\n\
         [[event]]\nid = \"e\"\ndate = \"2020-01-01\"\ntitle = {text}\nsummary = {text}\nnote = {text}\nplace = {text}\n\
         tags = [{text}, \"b\"]\nactors = [{{ id = \"a\", role = {text} }}]\n\
         [[event.citation]]\nsource = \"s\"\nquote = {text}\n[[event.citation]]\nsource = \"s\"\nquote = {text}\n"
    );
    let timeline = loaded("hostile.toml", &file).timeline;
    assert_eq!(timeline.len(), 1);
    timeline
}

#[test]
fn markdown_has_no_markup_but_its_own() {
    for text in HOSTILE {
        for footnotes in [false, true] {
            let (report, _) = exported_with(FileFormat::Md, &hostile(text), footnotes);
            let (mut rows, mut notes) = (0, 0);
            for piece in Parser::new_ext(&report, Options::all()) {
                match piece {
                    Piece::Start(Tag::Link { dest_url, .. }) => {
                        assert!(dest_url.starts_with("https://"), "{dest_url}");
                    }
                    Piece::Start(Tag::TableRow) => rows += 1,
                    Piece::Start(Tag::Item | Tag::FootnoteDefinition(_)) => notes += 1,
                    Piece::Html(_)
                    | Piece::InlineHtml(_)
                    | Piece::Code(_)
                    | Piece::Rule
                    | Piece::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::Strikethrough) => {
                        panic!("{piece:?} in\n{report}");
                    }
                    _ => {}
                }
            }
            assert_eq!((rows, notes), (1, 2), "{report}");
        }
    }
}

#[test]
fn a_calendar_has_one_entry() {
    for text in HOSTILE {
        let timeline = hostile(text);
        let written = exported(FileFormat::Ics, &timeline);
        let unfolded = unfold(&written);
        let calendar = read_calendar(&unfolded).expect("iCalendar");
        assert_eq!(calendar.components.len(), 1, "{written}");
        let names = unfolded
            .lines()
            .filter_map(|line| line.split([':', ';']).next());
        let known = [
            "BEGIN",
            "VERSION",
            "PRODID",
            "CALSCALE",
            "NAME",
            "X-WR-CALNAME",
            "UID",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "CATEGORIES",
            "URL",
            "STATUS",
            "TRANSP",
            "END",
        ];
        for name in names {
            assert!(known.contains(&name), "{name} in\n{written}");
        }
    }
}

#[test]
fn a_presentation_has_no_html_but_its_own() {
    /// Takes the tags that the writer makes out of some HTML.
    fn rest(html: &str) -> String {
        let own = [
            "<p>",
            "</p>",
            "<br>",
            "<ul>",
            "</ul>",
            "<li>",
            "</li>",
            "<blockquote>",
            "</blockquote>",
            "</a>",
        ];
        let rest = own
            .iter()
            .fold(html.to_owned(), |html, tag| html.replace(tag, ""));
        let mut pieces = rest.split("<a href=\"https://");
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.fold(first, |rest, piece| {
            rest + piece.split_once("\">").expect("a link").1
        })
    }
    fn assert_text(value: &Value) {
        match value {
            Value::String(html) => assert!(!rest(html).contains(['<', '>', '"']), "{html}"),
            Value::Array(items) => items.iter().for_each(assert_text),
            Value::Object(keys) => keys.values().for_each(assert_text),
            _ => {}
        }
    }
    for text in HOSTILE {
        let written = exported(FileFormat::Timelinejs, &hostile(text));
        let mut value: Value = serde_json::from_str(&written).expect("JSON");
        // It is shown as text.
        value["events"][0]["group"] = Value::Null;
        assert_text(&value);
    }
}

#[test]
fn no_cell_is_a_formula() {
    for text in HOSTILE {
        let written = exported(FileFormat::Csv, &hostile(text));
        let mut reader = csv::Reader::from_reader(written.as_bytes());
        for row in reader.records() {
            for cell in &row.expect("a record") {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{cell}"
                );
            }
        }
    }
}

#[test]
fn event_files_and_json_keep_it_as_text() {
    for text in HOSTILE {
        let timeline = hostile(text);
        for (format, name) in [(FileFormat::Toml, "e.toml"), (FileFormat::Json, "e.json")] {
            let again = loaded(name, &exported(format, &timeline)).timeline;
            assert_eq!(again.title(), timeline.title());
            assert_eq!(
                (again.len(), again.actors().len(), again.sources().len()),
                (1, 1, 1)
            );
        }
        for format in [FileFormat::Jsonl, FileFormat::Annotations] {
            let written = exported(format, &timeline);
            serde_json::from_str::<Value>(&written).expect("JSON");
        }
    }
}
