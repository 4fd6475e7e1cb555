//! Every format as its own standard reads it, and the formats that are read back.

mod completeness;
mod hostile;
mod round_trip;
mod standards;

use std::path::Path;

use super::{FileFormat, Setting, write_file};
use crate::load::{self, Input, Loaded, SourceRoot};
use crate::timeline::{Query, Timeline};

/// Loads an event file that has the sources of the test data beside it.
fn loaded(name: &str, text: &str) -> Loaded {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data"));
    let input = Input {
        root: SourceRoot::Folder(folder.into()),
        ..Input::of_text(name, text)
    };
    load::from_inputs(&[input]).expect("it loads")
}

/// Writes all events of a timeline. Returns what the format has no place for as well.
fn exported_with(
    format: FileFormat,
    timeline: &Timeline,
    footnotes: bool,
) -> (String, Option<String>) {
    let setting = Setting {
        today: "2026-01-02".to_owned(),
        all: timeline.len(),
        texts: timeline
            .sources()
            .iter()
            .map(|it| it.file.clone())
            .collect(),
        editions: std::collections::BTreeMap::new(),
        footnotes,
    };
    let all = timeline.select(&Query::default()).expect("all events");
    let mut out = Vec::new();
    let skipped = write_file(&mut out, format, timeline, &all, &setting).expect("it is written");
    (String::from_utf8(out).expect("text"), skipped.words())
}

fn exported(format: FileFormat, timeline: &Timeline) -> String {
    exported_with(format, timeline, false).0
}
