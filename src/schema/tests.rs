use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{draft, event_file};
use crate::load;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).expect("a file")
}

#[test]
fn the_file_in_the_docs_is_up_to_date() {
    let expected = serde_json::to_string_pretty(&event_file()).expect("JSON");
    assert!(
        read("docs/events.schema.json") == format!("{expected}\n"),
        "run `cargo run -- schema > docs/events.schema.json`"
    );
}

/// Returns TOML as JSON, dates as text.
fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is_so) => is_so.into(),
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json_of).collect(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(key, value)| (key, json_of(value)))
            .collect(),
    }
}

fn is_valid(toml: &str) -> bool {
    let file: toml::Table = toml.parse().expect("TOML");
    jsonschema::is_valid(&event_file(), &json_of(toml::Value::Table(file)))
}

#[test]
fn event_files_are_valid() {
    let data = ["ages", "conflict", "cut", "drifted", "numbers"];
    let data = data.map(|name| format!("tests/data/{name}.toml"));
    for name in data.iter().map(String::as_str).chain(["events.toml"]) {
        assert!(is_valid(&read(name)), "{name}");
    }
    let minimal = "[[event]]\nid = \"ünal-1\"\ndate = 2020\ntitle = \"T\"\n";
    assert!(is_valid(minimal));
    assert!(is_valid(&minimal.replace("2020", "2020-01-01T10:00:00Z")));
}

#[test]
fn mistakes_are_refused() {
    let event = "[[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"T\"\n";
    assert!(is_valid(event));
    // An event in one has no date, and one in the other a key that is unknown.
    assert!(!is_valid(&read("tests/data/order.toml")));
    assert!(!is_valid(&read("tests/data/desk/events.toml")));
    for wrong in [
        "[[event]]\nid = \"e\"\ndate = \"2020\"\n",
        "[[events]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"T\"\n",
        "[actors.a]\nkind = \"person\"\n",
        "[actors.a]\nname = \"A\"\nkind = \"robot\"\n",
        "[sources.s]\ntitle = \"S\"\nurl = \"javascript:x\"\n",
        "[sources.s]\ntitle = \"S\"\nedition = [{ retrieved = \"2020\" }]\n",
        "[timeline]\nname = \"T\"\n",
    ] {
        assert!(!is_valid(wrong), "{wrong}");
    }
    for wrong in [
        "plase = \"x\"",
        "status = \"hapened\"",
        "tags = \"a\"",
        "rank = 1.5",
        "actors = [{ role = \"r\" }]",
        "citation = [{ quote = \"q\" }]",
        "citation = [{ source = \"s\", paragraph = 0 }]",
        "citation = [{ source = \"s\", edition = true }]",
        "citation = [{ source = \"s\", acknowledged = [\"all\"] }]",
    ] {
        assert!(!is_valid(&format!("{event}{wrong}\n")), "{wrong}");
    }
    for id in ["Kim", "a b", "a_b", "a/b", ""] {
        assert!(
            !is_valid(&event.replace("\"e\"", &format!("\"{id}\""))),
            "{id}"
        );
    }
}

/// Returns the keys that the loader knows in a table, from what it says about one that it does not know.
fn known_to_the_loader(header: &str, place: &str) -> BTreeSet<String> {
    let text = format!("{header}\nqqqqqqqq = 1\n");
    let loaded = load::from_text("e.toml", &text).expect("it loads");
    let mut helps = loaded
        .diagnostics
        .iter()
        .filter_map(|found| found.help.as_deref());
    let known = helps.find_map(|help| help.strip_prefix("known here: "));
    let known = known.unwrap_or_else(|| panic!("nothing about {place}"));
    known.split(", ").map(str::to_owned).collect()
}

#[test]
fn the_schema_has_the_keys_that_the_loader_knows() {
    let schema = event_file();
    let of = |pointer: &str| {
        let properties = schema.pointer(&format!("{pointer}/properties"));
        let properties = properties.and_then(Value::as_object).expect(pointer);
        properties.keys().cloned().collect::<BTreeSet<String>>()
    };
    for (header, pointer) in [
        ("", ""),
        ("[timeline]", "/$defs/timeline"),
        ("[actors.a]", "/$defs/actor"),
        ("[sources.s]", "/$defs/source"),
        ("[[sources.s.edition]]", "/$defs/edition"),
        ("[[event]]", "/$defs/event"),
        (
            "[[event]]\nid = \"e\"\n[[event.citation]]",
            "/$defs/citation",
        ),
        (
            "[[event]]\nid = \"e\"\n[[event.actors]]",
            "/$defs/event/properties/actors/items/anyOf/1",
        ),
    ] {
        assert_eq!(
            known_to_the_loader(header, pointer),
            of(pointer),
            "{pointer}"
        );
    }
}

/// Asserts that every object in a schema has nothing but its keys, and all of them.
fn assert_strict(schema: &Value) {
    if schema["type"] == "object" {
        assert_eq!(schema["additionalProperties"], false);
        let keys = schema["properties"].as_object().expect("properties").keys();
        let keys: BTreeSet<&str> = keys.map(String::as_str).collect();
        let required = schema["required"].as_array().expect("a list").iter();
        let required: BTreeSet<&str> = required.filter_map(Value::as_str).collect();
        assert_eq!(keys, required);
    }
    match schema {
        Value::Object(keys) => keys.values().for_each(assert_strict),
        Value::Array(items) => items.iter().for_each(assert_strict),
        _ => {}
    }
}

#[test]
fn a_draft_is_strict() {
    assert_strict(&draft());
    let event = json!({
        "title": "T", "date": null, "actors": ["A"], "place": null, "tags": [], "summary": null,
        "status": "happened", "citations": [{ "source": "s", "quote": "q", "paragraph": null, "stance": "contradicts" }]
    });
    let valid = |event: &Value| jsonschema::is_valid(&draft(), &json!({ "events": [event] }));
    assert!(valid(&event));
    for key in ["title", "date", "citations"] {
        let mut event = event.clone();
        event.as_object_mut().expect("an object").remove(key);
        assert!(!valid(&event), "{key}");
    }
    let mut more = event.clone();
    more["confidence"] = 1.into();
    assert!(!valid(&more));
}
