//! `schema`, and the schema that `init` writes.

use std::fs;

use super::bench::Bench;

#[test]
fn init_puts_the_schema_where_the_event_file_says() {
    let bench = Bench::new();
    bench.run(&["init", "new"]).quiet();
    let events = fs::read_to_string(bench.path("new/events.toml")).expect("a file");
    let first = events.lines().next().expect("a line");
    let path = first.strip_prefix("#:schema ./").expect("a schema");
    let schema = fs::read_to_string(bench.path("new").join(path)).expect("a schema");
    let printed = bench.run(&["schema"]);
    assert_eq!(schema, printed.out);
    let (printed, file) = (printed.json(), events.parse::<toml::Table>().expect("TOML"));
    let file = serde_json::to_value(file).expect("JSON");
    jsonschema::validate(&printed, &file).unwrap_or_else(|wrong| panic!("{wrong}"));
}

#[test]
fn both_schemas_are_valid() {
    for arguments in [&["schema"][..], &["schema", "--draft"]] {
        let schema = Bench::new().run(arguments).json();
        jsonschema::meta::validate(&schema).unwrap_or_else(|wrong| panic!("{wrong}"));
    }
}
