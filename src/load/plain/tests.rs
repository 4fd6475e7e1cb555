//! A plain record gives the same event as the reader that knows all rules, and most records are plain.

use std::hash::{DefaultHasher, Hash, Hasher};

use proptest::prelude::*;

use super::{Plain, csv, event, json};
use crate::diagnostic::TextFile;
use crate::load::body::Body;
use crate::load::csv::{Events as Rows, Header};
use crate::load::events;
use crate::load::fields::Spanned;
use crate::load::format::Format;
use crate::load::jsonl::Lines;
use crate::load::meaning::{Meaning, Taken};
use crate::load::report::Report;
use crate::load::scan::{Layout, Sizes, scan};
use crate::text::distinct::NameHasher;
use crate::timeline::{ActorId, Event, Flags, Source, SourceId, Status};

/// Numbers names by their text.
struct Hashed;

impl Hashed {
    fn number(name: &str) -> usize {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        (hasher.finish() % 1_000_000) as usize
    }
}

impl Meaning for Hashed {
    fn unnamed(&self) -> String {
        "event-1".to_owned()
    }

    fn take(&mut self, _given: &str, _line: usize) -> Result<(), Taken> {
        Ok(())
    }

    fn actor(
        &mut self,
        id: &Spanned<String>,
        _name: &str,
        _report: &mut Report<'_>,
    ) -> Option<ActorId> {
        Some(ActorId::new(Self::number(&id.value)))
    }

    fn source(&mut self, name: &Spanned<String>, _report: &mut Report<'_>) -> Option<SourceId> {
        Some(SourceId::new(Self::number(&name.value)))
    }

    fn source_of(&self, _id: SourceId) -> Option<&Source> {
        None
    }
}

/// The event of the record after a header, by both ways, and whether something is wrong with it.
fn both(text: &str, header: Option<&Header>) -> (Option<Event>, Option<Event>, bool) {
    let start = header.map_or(0, |header| header.end() + 1);
    let format = header.map_or(Format::JsonLines, |_| Format::Csv(b','));
    let line = text.get(start..).unwrap_or_default().trim_end();
    let row = 0..line.len();
    let report = || Report::new(TextFile::part("e", line, 2), 0, format);
    let mut plain = Plain::default();
    let is_plain = match header {
        Some(header) => csv::scan(line, header.columns(), b',', &mut plain),
        None => json::scan(line, &mut plain),
    };
    let quick = is_plain.and_then(|()| {
        event::event(
            &plain,
            line,
            &row,
            header.is_some(),
            &mut Hashed,
            &mut report(),
        )
    });
    let mut found = report();
    let node = match header {
        Some(header) => Rows::of(line, row, header)
            .next(&mut |_, _| {})
            .map(|(node, _)| node),
        None => Lines::new(line, row).find_map(Result::ok),
    };
    let slow = node.and_then(|node| events::read(node, &mut Hashed, &mut found));
    let errors = found.close().into_iter().filter(|found| {
        use crate::diagnostic::Code;
        !matches!(found.code, Code::Uncited | Code::UnknownKey)
    });
    (quick, slow, errors.count() > 0)
}

const KEYS: &[&str] = &[
    "id",
    "date",
    "title",
    "summary",
    "place",
    "note",
    "status",
    "actors",
    "tags",
    "source",
    "paragraph",
    "page",
    "time",
    "message",
    "quote",
    "stance",
    "rank",
    "verdict",
    "other",
    "citation",
];
const TEXTS: &[&str] = &[
    "a",
    "",
    " a",
    "a  b",
    "a b",
    "Zo\u{eb}",
    "a\u{a0}b",
    "x\u{202e}y",
    "a;b; c",
    "2023-05-09",
    "2023-05-09T10:30:00Z",
    "2023-05-09T10:30:00",
    "2023-05-09T00:30:00+03:00",
    "2023~",
    "2023-13-01T10:30:00Z",
    "12",
    "12:31",
    "0",
    "-1",
    "denied",
    "contradicts",
    "supports",
    "'=a",
    "'a'",
    "a\"b",
    "tab\tbed",
    "é\u{301}",
    "a,b",
];

fn json_value() -> impl Strategy<Value = String> {
    let text =
        prop::sample::select(TEXTS).prop_map(|text| serde_json::Value::from(text).to_string());
    let list = prop::collection::vec(prop::sample::select(TEXTS), 0..4)
        .prop_map(|list| serde_json::Value::from(list).to_string());
    prop_oneof![
        8 => text,
        3 => list,
        1 => prop::sample::select(&["null", "true", "12", "0", "-1", "1.5", "1e3", "01", "{}", "[1]", "[[]]"][..])
            .prop_map(str::to_owned),
    ]
}

/// A line with an id, a date and a title, and more.
fn json_line() -> impl Strategy<Value = String> {
    let more = prop::collection::vec((prop::sample::select(KEYS), json_value()), 0..6);
    more.prop_map(|more| {
        let head = [("id", "\"x\""), ("date", "\"2023\""), ("title", "\"T\"")];
        let is_new = |key: &str| more.iter().all(|(other, _)| *other != key);
        let head = head.iter().filter(|(key, _)| is_new(key));
        let head = head.map(|(key, value)| format!("\"{key}\": {value}"));
        let more = more.iter().map(|(key, value)| format!("\"{key}\":{value}"));
        format!("{{{}}}", head.chain(more).collect::<Vec<_>>().join(","))
    })
}

fn csv_text() -> impl Strategy<Value = String> {
    let column = (
        prop::sample::select(&KEYS[..KEYS.len() - 1]),
        prop::sample::select(TEXTS),
        any::<bool>(),
    );
    prop::collection::vec(column, 0..7).prop_map(|columns| {
        let all = [
            ("id", "x", false),
            ("date", "2023", false),
            ("title", "T", true),
        ];
        let mut all: Vec<_> = all.into_iter().chain(columns).collect();
        let mut seen = Vec::new();
        all.retain(|(key, _, _)| {
            !seen.contains(key) && {
                seen.push(*key);
                true
            }
        });
        let keys: Vec<&str> = all.iter().map(|(key, _, _)| *key).collect();
        let cell = |(_, text, is_quoted): &(&str, &str, bool)| {
            if *is_quoted || text.contains([',', '"']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                (*text).to_owned()
            }
        };
        format!(
            "{}\n{}\n",
            keys.join(","),
            all.iter().map(cell).collect::<Vec<_>>().join(",")
        )
    })
}

/// All facts but how the record is written.
fn facts(flags: Flags) -> (Vec<bool>, [bool; 3]) {
    let status = Status::ALL.iter().map(|status| flags.has_status(*status));
    let more = [flags.has_conflict(), flags.is_cited(), flags.has_actors()];
    (status.collect(), more)
}

/// What the scan knows of the only record of a text.
fn known(text: &str, layout: Layout<'_>) -> Option<(Flags, usize, usize)> {
    let mut found = None;
    let (body, hasher) = (Body::of_text(text), NameHasher::default());
    scan(&body, layout, &hasher, Sizes::default(), |part| {
        let facts = part.rows.into_iter().next().and_then(|row| row.facts);
        found = facts.map(|facts| {
            (
                facts.flags,
                facts.actors_end as usize,
                facts.tags_end as usize,
            )
        });
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_plain_line_is_read_alike(line in json_line()) {
        let (quick, slow, is_wrong) = both(&line, None);
        if let Some(quick) = quick {
            prop_assert!(!is_wrong, "{line}");
            prop_assert_eq!(format!("{quick:?}"), format!("{:?}", slow.expect("an event")), "{}", line);
            let (flags, _, tags) = known(&line, Layout::Lines).expect("a plain record");
            prop_assert_eq!(facts(flags), facts(Flags::of(&quick)));
            prop_assert_eq!(tags, quick.tags.len());
        }
    }

    #[test]
    fn a_plain_row_is_read_alike(text in csv_text()) {
        let header = Header::read(&text, b',').expect("a header");
        let (quick, slow, is_wrong) = both(&text, Some(&header));
        if let Some(quick) = quick {
            prop_assert!(!is_wrong, "{text}");
            prop_assert_eq!(format!("{quick:?}"), format!("{:?}", slow.expect("an event")), "{}", text);
            let (flags, _, _) = known(&text, Layout::Table(&header)).expect("a plain record");
            prop_assert_eq!(facts(flags), facts(Flags::of(&quick)));
        }
    }
}

#[test]
fn what_programs_write_is_plain() {
    for line in [
        r#"{"id":"E1","date":"2023-05-09","actors":["Zoë","B. C."],"title":"T","tags":[],"source":"S1","paragraph":3,"quote":"“q”"}"#,
        r#"{ "id": "E1", "date": "2023-05-09T10:30:00Z", "title": "T", "other": 1.5, "more": null }"#,
    ] {
        assert!(both(line, None).0.is_some(), "{line}");
    }
    let text = "id,date,title,actors,tags,source,paragraph,quote,country\nE1,2023~,\"a, b\",A;B,,S1,3,\"“q”, r\",X\n";
    let header = Header::read(text, b',').expect("a header");
    assert!(both(text, Some(&header)).0.is_some());
}
