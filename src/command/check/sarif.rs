//! The results of a check in SARIF 2.1.0, which code hosts show beside the lines.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write;

use anyhow::Result;
use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};

use super::results::Results;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::sha256;

/// Writes the results as one run of the program.
pub fn write(results: &Results<'_>, out: &mut dyn Write) -> Result<()> {
    let rules = Code::ALL.iter().map(|code| Rule {
        id: code.name(),
        short_description: Message::new(code.description()),
        help: Message::new(format!(
            "{} See docs/checking.md of annals.",
            code.description()
        )),
    });
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "annals",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: rules.collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: Found {
                results,
                seen: RefCell::default(),
            },
        }],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)?;
    Ok(())
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Found<'a>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    help: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

impl Message {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// Lines and columns from 1; the end is behind the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

/// What tells a finding from others, wherever its line has moved.
#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "finding/v1")]
    finding: String,
}

/// The findings, made one after the other.
struct Found<'a> {
    results: &'a Results<'a>,
    /// How often each fingerprint occurred.
    seen: RefCell<HashMap<String, usize>>,
}

impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        let entries = self.results.entries();
        self.results.each(entries, Diagnostic::clone, |found| {
            let found = found.map_err(S::Error::custom)?;
            list.serialize_element(&self.finding(&found))
        })?;
        list.end()
    }
}

impl Found<'_> {
    fn finding(&self, found: &Diagnostic) -> Finding {
        Finding {
            rule_id: found.code.name(),
            level: found.severity.name(),
            message: Message::new(found.words()),
            locations: [Location {
                physical_location: Place {
                    artifact_location: Artifact {
                        uri: uri(&found.file),
                    },
                    region: region(found),
                },
            }],
            partial_fingerprints: Fingerprints {
                finding: self.fingerprint(found),
            },
        }
    }

    /// Returns a hash of everything but the place, with a number if several findings have the same.
    fn fingerprint(&self, found: &Diagnostic) -> String {
        let all = format!("{}\n{}\n{}", found.code.name(), found.file, found.message);
        let hash: String = sha256(all.as_bytes()).chars().take(32).collect();
        let mut seen = self.seen.borrow_mut();
        let number = seen.entry(hash.clone()).or_default();
        *number += 1;
        format!("{hash}:{number}")
    }
}

fn region(found: &Diagnostic) -> Option<Region> {
    let marked = found.excerpt.as_ref().and_then(|excerpt| {
        let marked = excerpt.line.get(excerpt.marked.clone())?;
        Some(marked.chars().count()).filter(|number| *number > 0)
    });
    (found.line > 0).then(|| Region {
        start_line: found.line,
        start_column: found.column,
        end_column: marked.map(|number| found.column + number),
    })
}

/// Returns a path as a URI, relative to the working folder if it is.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.strip_prefix("./").unwrap_or(path).bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_uri() {
        for (path, expected) in [
            ("events.toml", "events.toml"),
            ("./a b/é.toml", "a%20b/%C3%A9.toml"),
            ("/tmp/x.toml", "file:///tmp/x.toml"),
            ("c:\\x", "c%3A%5Cx"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
