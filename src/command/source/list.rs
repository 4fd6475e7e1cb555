//! `annals source list`: the sources with their files and originals.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::{Value, json};

use super::known::Known;
use crate::cli::SourceFormat;
use crate::command::environment::{Environment, Outcome, Streams};
use crate::command::input::loaded;
use crate::command::originals::State;
use crate::document::Kind;
use crate::export::columns;
use crate::timeline::{Facet, Key, Query, Source, SourceId};

/// One source, with what is known of its original.
struct Row<'a> {
    known: Known<'a>,
    state: Option<State>,
    pages: Option<usize>,
    citations: usize,
}

/// Prints the sources of an event file in its order.
///
/// # Errors
/// Those of the store and of the streams.
pub fn run(
    file: Option<PathBuf>,
    format: SourceFormat,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let files: Vec<PathBuf> = file.into_iter().collect();
    let Some(loaded) = loaded(&files, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let timeline = &loaded.timeline;
    let all = timeline.select(&Query::everything())?;
    let counts: BTreeMap<Key, usize> = timeline.counts(&all, Facet::Source)?.into_iter().collect();
    let rows = timeline
        .sources()
        .iter()
        .enumerate()
        .map(|(index, source)| {
            let known = Known::of(source);
            let key = Key::Source(SourceId::new(index));
            Row {
                known,
                state: known.state(),
                pages: pages(source),
                citations: counts.get(&key).copied().unwrap_or_default(),
            }
        });
    match format {
        SourceFormat::Table => table(rows, streams)?,
        SourceFormat::Json => {
            let rows: Vec<Value> = rows.map(|row| row.json()).collect();
            writeln!(streams.out, "{:#}", Value::Array(rows))?;
        }
    }
    Ok(Outcome::Fine)
}

/// Returns how many pages an edition has. None if its original has no pages, or its text is no edition.
fn pages(source: &Source) -> Option<usize> {
    let document = source.document().ok()?;
    let pages = document.edition()?.pages();
    (pages > 0).then_some(pages)
}

fn table<'a>(rows: impl Iterator<Item = Row<'a>>, streams: &mut Streams<'_>) -> Result<()> {
    let head = [
        "id", "kind", "pages", "cited", "taken", "original", "file", "title",
    ];
    let head = std::iter::once(Ok(head.map(str::to_owned)));
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let rows = rows.map(|row| {
        let source = row.known.source;
        let state = row.state.map(|state| state.name().to_owned());
        Ok([
            source.slug().to_owned(),
            or_dash(row.kind().map(str::to_owned)),
            or_dash(row.pages.map(|pages| pages.to_string())),
            row.citations.to_string(),
            or_dash(row.taken().map(str::to_owned)),
            or_dash(state),
            or_dash(source.file.clone()),
            source.title().to_owned(),
        ])
    });
    columns(streams.out, head.chain(rows))
}

impl Row<'_> {
    fn kind(&self) -> Option<&'static str> {
        self.known.kind().map(Kind::name)
    }

    /// Returns the day on which the text was taken from the original.
    fn taken(&self) -> Option<&str> {
        let taken = self.known.header?.taken.as_str();
        Some(taken).filter(|taken| !taken.is_empty())
    }

    fn json(&self) -> Value {
        let source = self.known.source;
        let original = self.known.header.map(|header| {
            json!({
                "file": Path::new(&header.original).file_name().map(|name| name.to_string_lossy()),
                "sha256": header.sha256,
                "record": header.record,
                "extractor": header.extractor,
                "taken": header.taken,
                "state": self.state.map(State::name),
            })
        });
        json!({
            "id": source.slug(),
            "title": source.title(),
            "file": source.file,
            "kind": self.kind(),
            "pages": self.pages,
            "paragraphs": source.document().ok().map(|document| document.paragraphs().len()),
            "citations": self.citations,
            "original": original,
        })
    }
}
