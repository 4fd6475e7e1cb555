//! Makes text editions of originals.

use anyhow::{Context, Result, bail};

use super::child;
use super::original::Original;
use super::progress::Progress;
use crate::command::environment::{Environment, Streams};
use crate::document::{Encoding, ExtractOptions, Facts, Header, Kind, Refusal, assemble, decoder};

/// The text of an original, or of a page in it.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Which page of an archive it is.
    pub record: Option<String>,
    /// The encoding that was given by hand.
    pub encoding: Option<Encoding>,
    /// What read the original.
    pub extractor: String,
    /// The body of the edition.
    pub body: String,
    /// What the original says about itself.
    pub facts: Facts,
    /// What was left out, a sentence each.
    pub notes: Vec<String>,
}

impl Text {
    /// Returns the edition as a file. `original` is the name of the original, and `sha256` its hash.
    pub fn assembled(&self, original: &str, sha256: &str, today: &str) -> String {
        let header = Header {
            original: original.to_owned(),
            sha256: sha256.to_owned(),
            extractor: self.extractor.clone(),
            taken: today.to_owned(),
            record: self.record.clone(),
            encoding: self.encoding.map(Encoding::name),
        };
        assemble(&header, &self.body)
    }
}

/// Returns whether the text of a kind of original needs an edition: all but plain text and Markdown do.
pub fn is_needed(kind: Kind) -> bool {
    !matches!(kind, Kind::Text | Kind::Markdown)
}

/// Returns what reads an original, with its version, as an edition names it: `annals 0.2.0 srt`. Where most of the work
/// is done by a library, that follows.
pub fn extractor(original: &Original) -> String {
    let kind = original.kind.map_or("", Kind::name);
    let decoder = original.kind.and_then(decoder);
    let decoder = decoder.map_or(String::new(), |name| format!(", {name}"));
    format!("annals {} {kind}{decoder}", env!("CARGO_PKG_VERSION"))
}

/// The extractor of texts that another program has made.
pub const ELSEWHERE: &str = "text";

/// Reads the text of an original in a process of its own, while a terminal shows how far it is.
///
/// # Errors
/// The process cannot be started or fails.
pub fn read(
    original: &Original,
    record: Option<&str>,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Result<Text, Refusal>> {
    let kind = original.kind()?;
    let shown = original.shown();
    let program = environment.program.as_deref();
    let program = program.context("cannot find the file of this program, which reads originals")?;
    let options = ExtractOptions {
        record: record.map(str::to_owned),
        charset: original.charset(),
    };
    let mut progress = Progress::new(
        format!("reading {shown}"),
        &mut *streams.err,
        environment.screen_errors,
    );
    let read = child::read(
        program,
        &original.bytes,
        kind,
        &options,
        &mut |done, all| {
            progress.tell(done, all);
        },
    );
    let read = read.with_context(|| format!("cannot read {shown}"))?;
    Ok(read.map(|extract| Text {
        record: options.record,
        encoding: original.encoding,
        extractor: extractor(original),
        body: extract.body,
        facts: extract.facts,
        notes: extract.notes,
    }))
}

/// Returns the text that was read.
///
/// # Errors
/// Why there is none, in words.
pub fn text(read: Result<Text, Refusal>, original: &Original) -> Result<Text> {
    let shown = original.shown();
    match read {
        Ok(text) if text.body.trim().is_empty() => {
            bail!("cannot read {shown}: there is no text in it")
        }
        Ok(text) => Ok(text),
        Err(Refusal::Unreadable(why)) => bail!("cannot read {shown}: {why}"),
        Err(Refusal::Several(members)) => {
            bail!(
                "cannot read {shown}: it holds {} pages; choose one with `--record`",
                members.len()
            )
        }
    }
}
