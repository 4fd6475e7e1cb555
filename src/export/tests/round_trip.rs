//! What is exported and read again is the same timeline.

use proptest::prelude::*;
use toml::{Table, Value};

use super::{exported, loaded};
use crate::export::FileFormat;
use crate::timeline::{Details, Event, Query, SourceDetails, Timeline};

/// Everything that an event says, apart from where it is written.
fn event(event: &Event, timeline: &Timeline) -> String {
    let actors = event.actors.iter().map(|it| {
        let actor = timeline.actor(it.actor).expect("an actor");
        (actor.slug(), &it.role)
    });
    let citations = event.citations.iter().map(|it| {
        let source = timeline.source(it.source).expect("a source").slug();
        let said = (
            &it.quote,
            it.paragraph(),
            &it.locator,
            &it.date,
            it.stance,
            &it.acknowledged,
            &it.edition,
        );
        (source, said)
    });
    // What is wrong with it may be something else in another format.
    let details = Details {
        problems: Vec::new(),
        ..Details::clone(event)
    };
    let what = (&event.slug, &event.when, &event.title, event.status);
    let (actors, citations): (Vec<_>, Vec<_>) = (actors.collect(), citations.collect());
    format!("{what:?} {details:?} {actors:?} {citations:?}")
}

fn events(timeline: &Timeline) -> Vec<String> {
    let all = timeline.select(&Query::default()).expect("all events");
    let all = all
        .iter()
        .map(|id| timeline.read(id.expect("an id")).expect("an event"));
    all.map(|it| event(&it, timeline)).collect()
}

/// Everything that a timeline says of its sources, apart from where their files are.
fn sources(timeline: &Timeline) -> Vec<String> {
    let all = timeline.sources().iter().map(|source| {
        let details = SourceDetails {
            path: None,
            editions: Vec::new(),
            ..SourceDetails::clone(source)
        };
        let text = source
            .document()
            .map(|text| text.paragraphs().iter().collect::<Vec<_>>());
        let editions = source.editions.iter();
        let editions =
            editions.map(|it| (&it.retrieved, &it.file, &it.sha256, it.document.is_ok()));
        let editions: Vec<_> = editions.collect();
        format!(
            "{} {} {details:?} {editions:?} {:?}",
            source.slug(),
            source.title(),
            text.ok()
        )
    });
    all.collect()
}

fn assert_same(one: &Timeline, other: &Timeline, how: &str) {
    let head = |it: &Timeline| {
        (
            it.title().to_owned(),
            it.summary().map(str::to_owned),
            it.language().map(str::to_owned),
        )
    };
    assert_eq!(head(one), head(other), "{how}");
    assert_eq!(one.actors(), other.actors(), "{how}");
    assert_eq!(sources(one), sources(other), "{how}");
    assert_eq!(events(one), events(other), "{how}");
}

/// Writes a timeline in a format and reads it again.
fn again(timeline: &Timeline, format: FileFormat) -> Timeline {
    let name = match format {
        FileFormat::Toml => "again.toml",
        FileFormat::Json => "again.json",
        _ => "again.jsonl",
    };
    loaded(name, &exported(format, timeline)).timeline
}

fn assert_kept(timeline: &Timeline, how: &str) {
    let toml = again(timeline, FileFormat::Toml);
    assert_same(timeline, &toml, how);
    let json = again(timeline, FileFormat::Json);
    assert_same(timeline, &json, how);
    assert_same(timeline, &again(&json, FileFormat::Toml), how);
    // JSON Lines has the events, and of actors nothing but id, name and role.
    let lines = again(timeline, FileFormat::Jsonl);
    assert_eq!(events(timeline), events(&lines), "{how}");
    assert_eq!(
        events(timeline),
        events(&again(&lines, FileFormat::Toml)),
        "{how}"
    );
}

#[test]
fn the_example_and_the_test_data_are_kept() {
    macro_rules! texts {
        ($($name:literal)+) => {
            [$(($name, include_str!(concat!("../../../", $name)))),+]
        };
    }
    for (name, text) in texts!(
        "events.toml"
        "tests/data/ages.toml"
        "tests/data/conflict.toml"
        "tests/data/cut.toml"
        "tests/data/drifted.toml"
        "tests/data/numbers.toml"
        "tests/data/order.toml"
        "tests/data/desk/events.toml"
    ) {
        let timeline = loaded(name, text).timeline;
        assert!(!timeline.is_empty());
        assert_kept(&timeline, name);
    }
}

#[test]
fn every_key_is_kept() {
    let text = r#"
[timeline]
title = "T"
summary = "two\nlines"
language = "it"
[actors.a]
name = "A \"one\""
kind = "person"
aliases = ["B", "it's"]
member_of = ["g"]
[actors.g]
name = "G"
[sources.s]
title = "S"
author = "An author"
publisher = "P"
published = 2020-01-01
retrieved = "2021~"
url = "https://e.org/a"
archive_url = "https://web.archive.example/a"
language = "de"
file = "numbers.txt"
sha256 = "00"
paragraphs = "line"
content = "all"
encoding = "latin1"
[[sources.s.edition]]
retrieved = "2019"
file = "cut.txt"
sha256 = "01"
[[sources.s.edition]]
retrieved = "2018-05"
file = "nowhere.txt"
[[event]]
id = "e"
date = "2020-01-01T10:00:00+02:00"
title = "E"
summary = "'''"
place = "C:\\x"
tags = ["t", "u"]
status = "denied"
note = "n"
rank = -3
actors = ["a", { id = "g", role = "r" }]
[[event.citation]]
source = "s"
edition = "2018-05"
paragraph = 2
quote = "q\nr"
date = "2019"
stance = "contradicts"
acknowledged = ["condition", "planned"]
[[event]]
id = "undated"
title = "U"
[[event]]
id = "unread"
title = "V"
date = "sometime"
"#;
    let timeline = loaded("all.toml", text).timeline;
    let toml = exported(FileFormat::Toml, &timeline);
    for line in text.lines().filter(|line| line.contains(" = ")) {
        let key = line.split(" = ").next().expect("a key");
        assert!(
            toml.contains(&format!("\n{key} ")),
            "{key} is not in\n{toml}"
        );
    }
    assert_kept(&timeline, "every key");
}

#[test]
fn pages_times_and_messages_are_kept() {
    let citations = [
        "page = 12",
        "page = \"12\"",
        "page = \"i\\\"i\"\nparagraph = 3",
        "time = \"12:31\"",
        "message = 3",
    ];
    let citations = citations.map(|keys| format!("[[event.citation]]\nsource = \"s\"\n{keys}\n"));
    let event = "[[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"E\"\n";
    let text = format!("[sources.s]\ntitle = \"S\"\n{event}{}", citations.concat());
    let timeline = loaded("all.toml", &text).timeline;
    let toml = exported(FileFormat::Toml, &timeline);
    for value in [
        "page   = 12\n",
        "page   = \"12\"\n",
        "time   = \"00:12:31\"\n",
        "message = 3\n",
    ] {
        assert!(toml.contains(value), "{value} in\n{toml}");
    }
    assert_kept(&timeline, "places");
}

#[test]
fn event_data_becomes_an_event_file() {
    let lines = r#"
{"id":"A 1","date":"2001","title":"One","actors":["Kim Jong-un","KIM"],"source":"https://e.org/a?b=1","quote":"q"}
{"id":"a-1","date":"2002","title":"Two","actors":["Kim Jong-un"],"citations":[{"source":"Reuters"},{"source":"reuters"}]}
{"id":"a_1","date":"2003","title":"Three"}
"#;
    let data = loaded("e.jsonl", lines).timeline;
    let toml = exported(FileFormat::Toml, &data);
    let read = loaded("e.toml", &toml);
    let codes: Vec<_> = read.diagnostics.iter().map(|it| it.code.name()).collect();
    assert_eq!(codes, ["uncited"], "{toml}");
    for part in [
        "id     = \"a-1-2\"",
        "id     = \"a-1\"",
        "id    = \"a-1-3\"",
        "[actors.kim-jong-un]\nname = \"Kim Jong-un\"",
        "[sources.e-org-a-b-1]\ntitle = \"https://e.org/a?b=1\"\nurl   = \"https://e.org/a?b=1\"",
        "[sources.reuters-2]\ntitle = \"Reuters\"",
        "[sources.reuters]\ntitle = \"reuters\"",
    ] {
        assert!(toml.contains(part), "{part} is not in\n{toml}");
    }
    let said = super::exported_with(FileFormat::Toml, &data, false).1;
    let rewritten = "rewrites 4 ids that are not in kebab-case";
    assert_eq!(said.as_deref(), Some(rewritten));
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zé“”'\"\\\\ #=\\[\\]{}\n]{1,20}",
        "\\PC{1,8}",
        "'{1,4}\"{1,4}\\\\?"
    ]
}

const DATES: [&str; 8] = [
    "2020",
    "2020-05~",
    "../2020-01-01",
    "[1990..1991]",
    "-0043",
    "2001-02-03T04:05:06Z",
    "2019/",
    "soon",
];

fn choice(names: &'static [&'static str]) -> impl Strategy<Value = Value> {
    prop::sample::select(names).prop_map(Value::from)
}

/// Adds keys with values to a table, each or not.
fn table(
    required: Vec<(&'static str, BoxedStrategy<Value>)>,
    optional: Vec<(&'static str, BoxedStrategy<Value>)>,
) -> impl Strategy<Value = Value> {
    let required = required
        .into_iter()
        .map(|(key, value)| value.prop_map(move |it| Some((key, it))).boxed());
    let optional = optional.into_iter().map(|(key, value)| {
        prop::option::of(value)
            .prop_map(move |it| it.map(|it| (key, it)))
            .boxed()
    });
    let all: Vec<_> = required.chain(optional).collect();
    all.prop_map(|entries| {
        let entries = entries.into_iter().flatten();
        Value::Table(
            entries
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
        )
    })
}

fn texts() -> BoxedStrategy<Value> {
    text().prop_map(Value::from).boxed()
}

fn some(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    prop::collection::vec(value, 0..3)
        .prop_map(Value::from)
        .boxed()
}

fn timelines() -> impl Strategy<Value = String> {
    let dates = || choice(&DATES).boxed();
    let actor = || {
        table(
            vec![("name", texts())],
            vec![
                ("kind", choice(&["person", "state", "other"]).boxed()),
                ("aliases", some(texts())),
            ],
        )
    };
    let source = || {
        table(
            vec![("title", texts())],
            vec![
                ("author", texts()),
                ("published", dates()),
                ("language", texts()),
            ],
        )
    };
    let citation = table(
        vec![("source", choice(&["s", "t"]).boxed())],
        vec![
            ("paragraph", (1..9_i64).prop_map(Value::from).boxed()),
            ("quote", texts()),
            ("date", dates()),
            ("stance", choice(&["supports", "contradicts"]).boxed()),
            ("acknowledged", some(choice(&["condition", "question"]))),
            ("edition", dates()),
        ],
    );
    let part = table(
        vec![("id", choice(&["a", "b"]).boxed())],
        vec![("role", texts())],
    );
    let event = table(
        vec![("title", texts())],
        vec![
            ("date", dates()),
            ("summary", texts()),
            ("place", texts()),
            ("tags", some(texts())),
            ("status", choice(&["happened", "planned", "denied"]).boxed()),
            ("note", texts()),
            ("rank", (-3..3_i64).prop_map(Value::from).boxed()),
            ("actors", some(part)),
            ("citation", some(citation)),
        ],
    );
    let events = prop::collection::vec(event, 1..5);
    let all = (texts(), actor(), actor(), source(), source(), events);
    all.prop_map(|(title, a, b, s, t, events)| {
        let named = |pairs: [(&str, Value); 2]| {
            Value::Table(
                pairs
                    .map(|(key, value)| (key.to_owned(), value))
                    .into_iter()
                    .collect(),
            )
        };
        let events = events.into_iter().enumerate().map(|(number, mut event)| {
            if let Value::Table(event) = &mut event {
                event.insert("id".to_owned(), format!("e-{number}").into());
            }
            event
        });
        let head = Table::from_iter([("title".to_owned(), title)]);
        let file = Table::from_iter([
            ("timeline".to_owned(), Value::Table(head)),
            ("actors".to_owned(), named([("a", a), ("b", b)])),
            ("sources".to_owned(), named([("s", s), ("t", t)])),
            ("event".to_owned(), Value::Array(events.collect())),
        ]);
        file.to_string()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_timeline_is_kept(text in timelines()) {
        assert_kept(&loaded("any.toml", &text).timeline, &text);
    }
}
