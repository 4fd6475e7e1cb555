//! `annals export`

mod texts;

use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::environment::{Environment, Outcome, Streams};
use super::input::filtered;
use super::print::counted;
use super::replace::{is_same, write_new};
use crate::cli::Export;
use crate::diagnostic::safe;
use crate::export::{self, FileFormat, Setting, Used};
use crate::load::PIPE;
use crate::timeline::{Query, Status, Term, Timeline};

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
    let output = asked.output.as_deref();
    let output = output.filter(|path| *path != Path::new(PIPE));
    if let Some(path) = output
        && is_read(path, timeline)
    {
        let path = safe(&path.display().to_string());
        writeln!(streams.err, "annals: `{path}` is read; choose another file")?;
        return Ok(Outcome::Unusable);
    }
    let is_draft = Term::Status(Status::Draft);
    let (query, all) = if asked.drafts {
        (filter.query().clone(), Query::everything())
    } else {
        let without = |query: &Query| query.and_not(is_draft.clone());
        (without(filter.query()), without(&Query::everything()))
    };
    let selection = timeline.select(&query)?;
    let all = timeline.select(&all)?.len();
    let used = Used::new(timeline, &selection, all)?;
    let texts = texts::placed(timeline, &used, output);
    let setting = Setting {
        today: environment.today.clone(),
        all,
        texts: texts.names,
        editions: texts.editions,
        footnotes: asked.footnotes,
    };
    let write =
        |out: &mut dyn Write| export::write_file(out, asked.format, timeline, &selection, &setting);
    let skipped = match output {
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
    if asked.format.names_texts() {
        for advice in &texts.elsewhere {
            writeln!(streams.err, "annals: {advice}")?;
        }
    }
    Ok(Outcome::Fine)
}

/// Returns whether a file is an event file or a text of a timeline.
fn is_read(path: &Path, timeline: &Timeline) -> bool {
    let files = timeline.files().iter().map(|file| &file.path);
    let sources = timeline.sources().iter();
    let texts = sources.flat_map(|source| source.versions().map(|it| source.path_of(it)));
    let mut read = files.map(Option::as_ref).chain(texts).flatten();
    read.any(|other| is_same(path, other))
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", safe(&path.display().to_string()))
}
