//! What formats hold of an event, and what they say that they leave out.

use super::{exported_with, loaded};
use crate::export::FileFormat;

/// A timeline with everything that an event may have, and mistakes.
const FULL: &str = r#"
[actors.a]
name = "Ann"
[sources.s]
title = "https://e.org/a_b"
url = "https://e.org/a_b"
file = "cut.txt"
[[event]]
id = "e"
date = "2020"
title = "E"
place = "Bonn"
tags = ["x", "y;z"]
note = "N"
rank = 2
status = "hapened"
actors = [{ id = "a", role = "chair" }, "nobody"]
[[event.citation]]
source = "s"
quote = "may raise [...] on the bridge"
acknowledged = ["condition"]
"#;

#[test]
fn people_read_all_that_an_event_has() {
    let timeline = loaded("full.toml", FULL).timeline;
    for (format, left_out) in [
        (FileFormat::Md, "leaves out 1 acknowledgement of a citation"),
        (
            FileFormat::Ics,
            "leaves out 1 acknowledgement of a citation and 1 rank of an event; \
             simplifies 1 date that is not to the day",
        ),
        (
            FileFormat::Timelinejs,
            "leaves out 1 acknowledgement of a citation and 1 rank of an event",
        ),
        (
            FileFormat::Annotations,
            "leaves out 1 acknowledgement of a citation and 1 rank of an event",
        ),
    ] {
        let (written, said) = exported_with(format, &timeline, false);
        let written = written.replace("\r\n ", "").replace('\\', "");
        for part in ["Ann (chair)", "Bonn", "y;z", "hapened", "nobody", "[...]"] {
            assert!(written.contains(part), "{part} in\n{written}");
        }
        assert_eq!(said.as_deref(), Some(left_out));
    }
    let (report, _) = exported_with(FileFormat::Md, &timeline, false);
    let from = "— [https\\://e.org/a\\_b](<https://e.org/a_b>), paragraph";
    assert!(report.contains(from), "{report}");
    assert_eq!(report.matches("](<").count(), 1, "{report}");
}

#[test]
fn programs_are_told_what_was_wrong() {
    let timeline = loaded("full.toml", FULL).timeline;
    let wrong = "leaves out or replaces 2 values in error";
    for format in [FileFormat::Toml, FileFormat::Json, FileFormat::Jsonl] {
        let (_, said) = exported_with(format, &timeline, false);
        assert_eq!(said.as_deref(), Some(wrong));
    }
    let (_, said) = exported_with(FileFormat::Csv, &timeline, false);
    let csv = format!(
        "leaves out 1 role of an actor and 1 acknowledgement of a citation; {wrong}; \
         simplifies 1 tag or actor with a semicolon"
    );
    assert_eq!(said, Some(csv));
    // What stands in the place of a date is kept.
    let text = "[[event]]\nid = \"e\"\ndate = \"soon\"\ntitle = \"E\"\n";
    let undated = loaded("e.toml", text).timeline;
    let (csv, said) = exported_with(FileFormat::Csv, &undated, false);
    assert_eq!(
        (csv.lines().nth(1), said),
        (Some("e,soon,E,,,,,happened,,,,,,,unproven,,,"), None)
    );
}
