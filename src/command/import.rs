//! `annals import`

mod drafts;
mod report;

use std::io::{BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::environment::{Environment, Outcome, Streams};
use super::print::drawn;
use super::replace::{is_same, write_new};
use crate::cli::{Import, OnMissing};
use crate::diagnostic::{nearest, quoted, safe};
use crate::import::{
    Dialect, Failure, HEAD, Importer, Mapping, by_mapping, named, recognise, sketch,
};
use crate::load::{self, PIPE};
use crate::text::shell;
use report::{print, refused};

/// Turns what another program wrote into event data, and says what became of it.
pub fn run(
    import: &Import,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let (name, path) = match &import.input[..] {
        [name, path] => (Some(name.to_string_lossy()), path),
        [path] => (None, path),
        _ => return Ok(Outcome::Unusable),
    };
    let is_draft = name.as_deref() == Some(drafts::NAME);
    let output = import
        .output
        .as_deref()
        .filter(|path| *path != Path::new(PIPE));
    if let Some(why) = output.and_then(|it| unfit(it, path, is_draft)) {
        writeln!(streams.err, "annals: {why}")?;
        return Ok(Outcome::Unusable);
    }
    let mut input = match load::stream(path) {
        Ok(input) => input,
        Err(found) => {
            let found = drawn(&found, environment.colour_errors);
            streams.err.write_all(found.as_bytes())?;
            return Ok(Outcome::Unusable);
        }
    };
    if is_draft {
        return drafts::run(input, path, import, environment, streams);
    }
    if !import.events.is_empty() || import.on_missing != OnMissing::default() {
        let why = "--events and --on-missing are for `annals import draft`";
        writeln!(streams.err, "annals: {why}")?;
        return Ok(Outcome::Unusable);
    }
    let mut head = Vec::new();
    let limited = input.by_ref().take(HEAD as u64);
    limited.take(HEAD as u64).read_to_end(&mut head)?;
    let beginning = String::from_utf8_lossy(&head).into_owned();
    if import.map {
        streams.out.write_all(sketch(&beginning).as_bytes())?;
        return Ok(Outcome::Fine);
    }
    let chosen = match (&import.mapping, &name) {
        (Some(path), _) => read_mapping(path, &beginning)?,
        (None, Some(name)) => find(name, &beginning),
        (None, None) => recognise(&beginning).ok_or_else(|| unknown(path, &beginning)),
    };
    let shown = safe(&path.display().to_string());
    let dialect = match chosen {
        Ok(dialect) => dialect,
        Err(failure) => return refused(&shown, failure, streams),
    };
    let is_guessed = name.is_none() && import.mapping.is_none();
    let whole = head.as_slice().chain(input);
    let convert = |out: &mut dyn Write| dialect.convert(whole, Importer::compact(out));
    let converted = match output {
        None => convert(&mut BufWriter::new(&mut *streams.out)),
        Some(output) => {
            let written = write_new(output, |file| {
                let report = convert(&mut BufWriter::with_capacity(HEAD, file));
                report.map_err(anyhow::Error::new)
            });
            match written {
                Ok(report) => Ok(report),
                Err(error) => match error.downcast::<Failure>() {
                    Ok(Failure::Wrong(wrong)) => Err(Failure::Wrong(wrong)),
                    Ok(failure @ Failure::Io(_)) => return Err(failure.into()),
                    Err(error) => {
                        let output = safe(&output.display().to_string());
                        return Err(error).with_context(|| format!("cannot write {output}"));
                    }
                },
            }
        }
    };
    let report = match converted {
        Ok(report) => report,
        Err(Failure::Io(error)) => return Err(error).context(format!("cannot import {shown}")),
        Err(failure) => return refused(&shown, failure, streams),
    };
    let how = match &import.mapping {
        Some(mapping) => format!("mapping {}", safe(&mapping.display().to_string())),
        None if is_guessed => format!("dialect {}, recognised by its beginning", dialect.name()),
        None => format!("dialect {}", dialect.name()),
    };
    let title = safe(dialect.title());
    writeln!(streams.err, "annals: {shown} is read as {title} ({how})")?;
    print(&report, streams.err)?;
    let is_altered = import.strict && report.altered > 0;
    Ok(if report.refused() > 0 || is_altered {
        Outcome::Findings
    } else {
        Outcome::Fine
    })
}

/// Returns why an output cannot be written for an input.
fn unfit(output: &Path, input: &Path, is_draft: bool) -> Option<String> {
    let shown = safe(&output.display().to_string());
    if is_same(output, input) {
        return Some(format!("{shown} is the input; name another file with -o"));
    }
    let mut extension = output.extension().into_iter();
    let is_toml = extension.any(|it| it.eq_ignore_ascii_case("toml"));
    (is_toml && !is_draft).then(|| {
        let help = "name a .jsonl file; `annals export toml` makes an event file of it";
        format!("imports are written as JSON Lines, not TOML; {help}")
    })
}

fn find(name: &str, head: &str) -> Result<Dialect, Failure> {
    named(name, head).unwrap_or_else(|| {
        let names = Dialect::names();
        let near = nearest(name, names.iter().map(String::as_str));
        let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        let help = format!("{near}the dialects are {}", names.join(", "));
        Err(Failure::wrong(
            0,
            format!("there is no dialect {}", quoted(name)),
            help,
        ))
    })
}

fn read_mapping(path: &Path, head: &str) -> Result<Result<Dialect, Failure>> {
    let shown = safe(&path.display().to_string());
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    Ok(match Mapping::read(&text) {
        Ok(mapping) => by_mapping(&mapping, head),
        Err(why) => Err(Failure::wrong(
            0,
            format!("the mapping {shown} is not valid: {}", why.trim_end()),
            "its keys are described in docs/import.md",
        )),
    })
}

/// Returns why the dialect of an input cannot be told.
fn unknown(path: &Path, head: &str) -> Failure {
    let is_toml = path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("toml"));
    let is_ours = || matches!(named("csv", head), Some(Ok(Dialect::Objects(_))));
    let path = shell::path(&path.display().to_string());
    if head.trim().is_empty() {
        return Failure::wrong(0, "it is empty", "name another file");
    }
    if is_toml || is_ours() {
        let help = format!("`annals {path}` opens it as it is");
        return Failure::wrong(0, "it is an event file already", help);
    }
    if head.contains('\0') {
        let help = "save it as UTF-8 text";
        return Failure::wrong(0, "it is UTF-16 text, or a binary file", help);
    }
    let help = format!(
        "name one ({}), or write a mapping: `annals import --map {path} > mapping.toml`",
        Dialect::names().join(", ")
    );
    Failure::wrong(0, "its dialect is not known", help)
}
