//! `check --format sarif`

use serde_json::{Value, json};

use super::bench::Bench;

const EVENTS: &str = r#"[sources.s]
title = "S"
file = "s.txt"
[[event]]
id = "one"
date = "2020"
title = "T"
plase = "x"
[[event.citation]]
source = "s"
quote = "“Nowhere” to be found in this text at all."
[[event.citation]]
source = "s"
[[event.citation]]
source = "s"
"#;

/// What SARIF 2.1.0 requires of the parts that are written.
fn schema() -> Value {
    let message = json!({
        "type": "object", "required": ["text"], "properties": { "text": { "type": "string", "minLength": 1 } }
    });
    let region = json!({
        "type": "object",
        "required": ["startLine"],
        "properties": {
            "startLine": { "type": "integer", "minimum": 1 },
            "startColumn": { "type": "integer", "minimum": 1 },
            "endColumn": { "type": "integer", "minimum": 1 },
        },
        "additionalProperties": false,
    });
    let artifact = json!({
        "type": "object", "required": ["uri"],
        "properties": { "uri": { "type": "string", "pattern": "^[!-~]+$" } }, "additionalProperties": false,
    });
    let result = json!({
        "type": "object",
        "required": ["message", "ruleId", "level", "locations", "partialFingerprints"],
        "properties": {
            "ruleId": { "type": "string" },
            "level": { "enum": ["none", "note", "warning", "error"] },
            "message": message,
            "locations": { "type": "array", "items": {
                "type": "object",
                "properties": { "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "properties": { "artifactLocation": artifact, "region": region },
                    "additionalProperties": false,
                } },
                "additionalProperties": false,
            } },
            "partialFingerprints": { "type": "object", "additionalProperties": { "type": "string" } },
        },
        "additionalProperties": false,
    });
    let rule = json!({
        "type": "object",
        "required": ["id"],
        "properties": { "id": { "type": "string" }, "shortDescription": message, "help": message },
        "additionalProperties": false,
    });
    json!({
        "type": "object",
        "required": ["version", "runs"],
        "properties": {
            "$schema": { "type": "string" },
            "version": { "const": "2.1.0" },
            "runs": { "type": "array", "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": { "type": "object", "required": ["driver"], "properties": { "driver": {
                        "type": "object",
                        "required": ["name"],
                        "properties": {
                            "name": { "type": "string" }, "semanticVersion": { "type": "string" },
                            "rules": { "type": "array", "items": rule, "uniqueItems": true },
                        },
                        "additionalProperties": false,
                    } } },
                    "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
                    "results": { "type": "array", "items": result },
                },
                "additionalProperties": false,
            } },
        },
        "additionalProperties": false,
    })
}

fn results(bench: &Bench, status: i32) -> Vec<Value> {
    let run = bench.run(&["check", "--format", "sarif", "a folder/events.toml"]);
    assert_eq!((run.err.as_str(), run.status), ("", status));
    let log = run.json();
    jsonschema::validate(&schema(), &log).unwrap_or_else(|wrong| panic!("{wrong}"));
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules")
        .clone();
    let results = log["runs"][0]["results"]
        .as_array()
        .expect("results")
        .clone();
    for result in &results {
        assert!(
            rules.iter().any(|rule| rule["id"] == result["ruleId"]),
            "{result}"
        );
    }
    results
}

fn fingerprints(results: &[Value]) -> Vec<String> {
    let each = results
        .iter()
        .map(|result| result["partialFingerprints"]["finding/v1"].to_string());
    each.collect()
}

#[test]
fn every_finding_has_its_place_and_a_fingerprint() {
    let bench = |events: &str| {
        Bench::new()
            .file("a folder/events.toml", events)
            .file("a folder/s.txt", "Some words.\n")
    };
    let found = results(&bench(EVENTS), 1);
    let rules: Vec<_> = found
        .iter()
        .map(|it| it["ruleId"].as_str().expect("a rule"))
        .collect();
    assert_eq!(rules, ["unknown-key", "missing", "unquoted", "unquoted"]);
    let place = &found[1]["locations"][0]["physicalLocation"];
    let wanted = json!({
        "artifactLocation": { "uri": "a%20folder/events.toml" },
        "region": { "startLine": 11, "startColumn": 9, "endColumn": 53 },
    });
    assert_eq!(place, &wanted);
    assert_eq!(
        (&found[0]["level"], &found[2]["level"]),
        (&json!("error"), &json!("warning"))
    );
    let unique: std::collections::BTreeSet<_> = fingerprints(&found).into_iter().collect();
    assert_eq!(unique.len(), found.len());
    // Lines above do not change what a finding is known by.
    let moved = results(&bench(&format!("# one\n\n{EVENTS}")), 1);
    assert_eq!(fingerprints(&moved), fingerprints(&found));
    assert_ne!(moved, found);
}

#[test]
fn a_file_that_cannot_be_read_is_a_result() {
    let bench = Bench::new().file("a folder/events.toml", "= broken\n");
    let found = results(&bench, 2);
    assert_eq!(found[0]["ruleId"], "syntax");
    assert_eq!(results(&Bench::new(), 2)[0]["ruleId"], "unreadable");
}
