//! `annals export`

mod texts;

use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::environment::{Environment, Outcome, Streams};
use super::input::filtered;
use super::print::counted;
use super::replace::write_new;
use crate::cli::Export;
use crate::diagnostic::safe;
use crate::export::{self, FileFormat, Setting, Used};
use crate::timeline::{Status, Term};

/// Writes the events that the filter keeps to a file, or to standard output.
pub fn run(
    asked: &Export,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    if asked.footnotes && asked.format != FileFormat::Md {
        writeln!(
            streams.err,
            "annals: only `annals export md` writes footnotes"
        )?;
        return Ok(Outcome::Unusable);
    }
    let Some((loaded, filter)) = filtered(&asked.events, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let timeline = &loaded.timeline;
    let is_draft = Term::Status(Status::Draft);
    let query = if asked.drafts {
        filter.query().clone()
    } else {
        filter.query().and_not(is_draft.clone())
    };
    let selection = timeline.select(&query)?;
    let used = Used::new(timeline, &selection)?;
    let texts = texts::placed(timeline, &used, asked.output.as_deref());
    let setting = Setting {
        today: environment.today.clone(),
        texts: texts.names,
        footnotes: asked.footnotes,
    };
    let write =
        |out: &mut dyn Write| export::write_file(out, asked.format, timeline, &selection, &setting);
    let skipped = match &asked.output {
        None => write(streams.out)?,
        Some(path) => write_new(path, |file| {
            let mut out = BufWriter::new(file);
            let skipped = write(&mut out)?;
            out.flush()?;
            Ok(skipped)
        })
        .with_context(|| cannot_write(path))?,
    };
    if let Some(words) = skipped.words() {
        let format = export::name(&asked.format);
        writeln!(streams.err, "annals: {format} {words}")?;
    }
    if !asked.drafts {
        let drafts = timeline.select(&filter.query().and(is_draft))?.len();
        if drafts > 0 {
            let drafts = counted(drafts, "draft");
            writeln!(
                streams.err,
                "annals: {drafts} left out; --drafts writes them too"
            )?;
        }
    }
    if asked.format.names_texts()
        && let Some(words) = texts.elsewhere
    {
        writeln!(streams.err, "annals: {words}")?;
    }
    Ok(Outcome::Fine)
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", safe(&path.display().to_string()))
}
