//! Event files to a [`Timeline`], with everything that is wrong in them.
//!
//! Each format is read to the same values with their places ([`node`]), one event at a time; how an
//! actor, a source or an event is read from such values is defined once ([`people`], [`texts`],
//! [`events`]). Mistakes are data: all of them are reported, and an event with mistakes is kept. Only a
//! file that is not in its format at all is an `Err`.

mod by_name;
mod circles;
mod citations;
mod context;
mod csv;
mod dialect;
mod events;
mod fields;
mod index;
mod input;
mod jsonl;
mod names;
pub(crate) mod node;
mod people;
mod report;
mod source_root;
mod texts;
pub(crate) mod toml;

use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostic, Severity, TextFile};
use crate::timeline::{File, Parts, Timeline};
pub use context::{lock_path, read_lock};
use dialect::Dialect;
pub use input::Input;
use names::Names;
use people::People;
use report::Report;
pub use source_root::SourceRoot;
pub use texts::sha256;

/// A timeline, what is wrong with its files, and which files those are.
#[derive(Debug)]
pub struct Loaded {
    /// The timeline. It has every event of the files.
    pub timeline: Timeline,
    /// Everything that is wrong, by file and line.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file that was read: event files, lock files and sources.
    pub files: Vec<PathBuf>,
}

/// Reads event files into one timeline.
///
/// # Errors
/// Why files cannot be read: they are not there, not text, or not in their format.
pub fn load(paths: &[PathBuf]) -> Result<Loaded, Vec<Diagnostic>> {
    from_inputs(&read_inputs(paths)?)
}

/// Reads event files into memory.
///
/// # Errors
/// Every file that is not there or is not text.
pub fn read_inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Vec<Diagnostic>> {
    let mut inputs = Vec::new();
    let mut failed = Vec::new();
    for path in paths {
        match Input::read(path) {
            Ok(input) => inputs.push(input),
            Err(diagnostic) => failed.push(diagnostic),
        }
    }
    if failed.is_empty() {
        Ok(inputs)
    } else {
        Err(failed)
    }
}

/// Returns the built-in example, for where there is no event file.
pub fn example() -> Input {
    Input::example()
}

/// Reads one event file from memory; it has no sources beside it.
///
/// # Errors
/// As [`load`].
pub fn from_text(name: &str, text: &str) -> Result<Loaded, Vec<Diagnostic>> {
    from_inputs(&[Input::of_text(name, text)])
}

/// Reads event files from memory into one timeline.
///
/// # Errors
/// As [`load`].
pub fn from_inputs(inputs: &[Input]) -> Result<Loaded, Vec<Diagnostic>> {
    let mut reports = Vec::new();
    let mut dialects = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        let file = TextFile::new(&input.name, &input.text);
        let mut report = Report::new(file, index, input.format());
        dialects.push(Dialect::open(input, &mut report));
        reports.push(report);
    }
    let mut parts = Parts::default();
    let mut names = Names::default();
    // Actors and sources of all files first, since events of any file may name them.
    let mut people = People::default();
    for ((input, dialect), report) in inputs.iter().zip(&mut dialects).zip(&mut reports) {
        parts.files.push(File {
            name: input.name.clone(),
            path: input.path.clone(),
        });
        let Dialect::Toml(document) = dialect else {
            continue;
        };
        events::read_top(std::mem::take(&mut document.top), &mut parts, report);
        while let Some((key, node)) = document.next_actor(&mut |fault| report.fault(fault)) {
            people.read(&key, node, &mut names, &mut parts.actors, report);
        }
        while let Some((key, node)) = document.next_source(&mut |fault| report.fault(fault)) {
            let (root, sources) = (&input.root, &mut parts.sources);
            texts::read(&key, node, root, &mut names, sources, report);
        }
    }
    people.join(&mut names, &mut parts.actors, &mut reports);
    names.learn_all(&parts.actors);
    for (dialect, report) in dialects.iter_mut().zip(&mut reports) {
        while let Some(event) = dialect.next_event(report) {
            events::read(event, &mut names, &mut parts, report);
        }
    }
    if reports.iter().any(|report| report.is_broken) {
        let broken = reports.into_iter().filter(|report| report.is_broken);
        let found = broken.flat_map(Report::close);
        return Err(found.filter(|found| found.code == Code::Syntax).collect());
    }
    let found = reports.into_iter().flat_map(Report::close).collect();
    Ok(assemble(inputs, parts, found))
}

/// Adds what is recorded of the citations, and names the files that were read.
fn assemble(inputs: &[Input], mut parts: Parts, found: Vec<Diagnostic>) -> Loaded {
    let mut files: Vec<PathBuf> = inputs
        .iter()
        .filter_map(|input| input.path.clone())
        .collect();
    let mut diagnostics = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        match read_lock(input) {
            Ok(None) => continue,
            Ok(Some((lock, _))) => context::fill(&mut parts, index, &lock),
            Err(warning) => diagnostics.push(*warning),
        }
        files.extend(lock_path(input));
    }
    files.extend(
        parts
            .sources
            .iter()
            .filter_map(|source| source.path.clone()),
    );
    diagnostics.extend(found);
    // Rightly no event, or a file of something else: whoever made it knows.
    if parts.events.is_empty()
        && diagnostics.is_empty()
        && let Some(input) = inputs.first()
    {
        let message = "there is no event in this timeline";
        let found = Diagnostic::of_file(Code::Empty, Severity::Warning, &input.name, message);
        diagnostics.push(found.with_help("`annals init` makes a timeline to start from"));
    }
    Loaded {
        timeline: Timeline::new(parts),
        diagnostics,
        files,
    }
}
