//! Prints the paragraphs of sources, for `benches/pages/run.py`: reads the paths of files from
//! standard input, one a line, and writes an array of paragraphs for each, one a line.
//! `--encoding NAME` reads all of them in that encoding, whatever they declare.

use std::io::{BufRead, Write};
use std::path::Path;

use annals::document::{Document, Format, Reading};
use anyhow::{Context, Result};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let encoding = match (arguments.next().as_deref(), arguments.next()) {
        (Some("--encoding"), Some(name)) => Some(name.parse().map_err(anyhow::Error::msg)?),
        _ => None,
    };
    let mut out = std::io::stdout().lock();
    for path in std::io::stdin().lock().lines() {
        let path = path?;
        let format = Format::of(Path::new(&path)).unwrap_or(Format::Html);
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {path}"))?;
        let reading = Reading {
            encoding,
            ..format.into()
        };
        let document = Document::read(&bytes, reading);
        let paragraphs: Vec<&str> = document.paragraphs().iter().collect();
        writeln!(out, "{}", serde_json::to_string(&paragraphs)?)?;
    }
    Ok(())
}
