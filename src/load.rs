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
mod file;
mod gather;
mod ids;
mod index;
mod input;
mod jsonl;
mod meaning;
mod names;
pub(crate) mod node;
mod participants;
mod people;
mod plain;
mod report;
mod reread;
mod scan;
mod source_root;
mod texts;
pub(crate) mod toml;

use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::timeline::{File, Parts, Record, Timeline};
pub use context::{lock_path, read_lock};
use dialect::Dialect;
use file::EventFile;
use gather::Gather;
use ids::Ids;
pub use input::Input;
use meaning::Growing;
use names::Names;
use node::Fault;
use people::People;
use report::Report;
use reread::EventFiles;
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
    /// The bytes of event files that were not read yet.
    pub unread: usize,
}

/// Reads event files into one timeline.
///
/// # Errors
/// Why files cannot be read: they are not there, not text, or not in their format.
pub fn load(paths: &[PathBuf]) -> Result<Loaded, Vec<Diagnostic>> {
    from_inputs(&read_inputs(paths)?)
}

/// Reads event files into one timeline, and tells from time to time how many bytes of them are read.
///
/// # Errors
/// As [`load`].
pub fn load_with(
    paths: &[PathBuf],
    progress: &mut dyn FnMut(usize),
) -> Result<Loaded, Vec<Diagnostic>> {
    from_inputs_with(&read_inputs(paths)?, progress)
}

/// Reads the beginning of event files of which some are large, so that there is something to see at once. None
/// if none is large, or if that fails.
pub fn load_beginning(paths: &[PathBuf]) -> Option<Loaded> {
    let inputs = paths.iter().map(|path| Input::read_beginning(path));
    let inputs: Vec<(Input, usize)> = inputs.collect::<Option<_>>()?;
    let unread = inputs.iter().map(|(_, unread)| unread).sum();
    let inputs: Vec<Input> = inputs.into_iter().map(|(input, _)| input).collect();
    let loaded = (unread > 0).then(|| from_inputs(&inputs).ok()).flatten()?;
    Some(Loaded { unread, ..loaded })
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
    from_inputs_with(inputs, &mut |_| ())
}

fn from_inputs_with(
    inputs: &[Input],
    progress: &mut dyn FnMut(usize),
) -> Result<Loaded, Vec<Diagnostic>> {
    let mut files = Vec::new();
    let mut faults = Vec::new();
    for input in inputs {
        let (file, fault) = EventFile::new(input);
        files.push(file);
        faults.push(fault);
    }
    let mut found = EventFiles {
        files,
        names: Names::default(),
    };
    let (parts, diagnostics) = read(&mut found.names, &found.files, faults, progress)?;
    Ok(assemble(found, parts, diagnostics))
}

/// Reads everything in some files.
///
/// # Errors
/// Why files are not in their format.
fn read(
    names: &mut Names,
    files: &[EventFile],
    faults: Vec<Option<Fault>>,
    progress: &mut dyn FnMut(usize),
) -> Result<(Parts, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut reports = Vec::new();
    let mut dialects = Vec::new();
    for (index, (file, fault)) in files.iter().zip(faults).enumerate() {
        let mut report = Report::new(file.text_file(0..0, 1), index, file.input.format());
        if let Some(fault) = fault {
            report.fault(fault);
        }
        dialects.push(Dialect::open(file, &mut report));
        reports.push(report);
    }
    let mut parts = Parts::default();
    // Actors and sources of all files first, since events of any file may name them.
    let mut people = People::default();
    for ((file, dialect), report) in files.iter().zip(&mut dialects).zip(&mut reports) {
        parts.files.push(File {
            name: file.input.name.clone(),
            path: file.input.path.clone(),
        });
        let Dialect::Toml(document) = dialect else {
            continue;
        };
        events::read_top(std::mem::take(&mut document.top), &mut parts, report);
        while let Some((key, node)) = document.next_actor(&mut |fault| report.fault(fault)) {
            people.read(&key, node, names, &mut parts.actors, report);
        }
        while let Some((key, node)) = document.next_source(&mut |fault| report.fault(fault)) {
            let (root, sources) = (&file.input.root, &mut parts.sources);
            texts::read(&key, node, root, names, sources, report);
        }
    }
    people.join(names, &mut parts.actors, &mut reports);
    names.learn_all(&parts.actors);
    let mut ids = Ids::default();
    let mut bytes = 0;
    for ((file, dialect), report) in files.iter().zip(dialects).zip(&mut reports) {
        let (names, ids, parts) = (&mut *names, &mut ids, &mut parts);
        let meaning = Growing { names, ids, parts };
        match dialect {
            Dialect::Toml(document) => read_toml(document, meaning, report),
            Dialect::Data(layout) => {
                let hasher = meaning.ids.hasher();
                let mut gather = Gather::new(file, meaning, report, layout.first_line());
                scan::scan(&file.input.text, layout, &hasher, |part| {
                    progress(bytes + part.end);
                    gather.take(part);
                });
            }
            Dialect::Broken => {}
        }
        bytes += file.input.text.len();
    }
    if reports.iter().any(|report| report.is_broken) {
        let broken = reports.into_iter().filter(|report| report.is_broken);
        let found = broken.flat_map(Report::close);
        return Err(found.filter(|found| found.code == Code::Syntax).collect());
    }
    let found = reports.into_iter().flat_map(Report::close).collect();
    Ok((parts, found))
}

/// Reads the events of a TOML file.
fn read_toml(mut document: toml::Document<'_>, mut meaning: Growing<'_>, report: &mut Report<'_>) {
    while let Some((event, part)) = document.next_event(&mut |fault| report.fault(fault)) {
        let line = report.file.position(part.start).0;
        let record = Record::new(report.index, part.start, part.len(), line);
        if let Some(event) = events::read(event, &mut meaning, report) {
            meaning.parts.events.add(&event, record);
        }
    }
}

/// Adds what is recorded of the citations, and names the files that were read.
fn assemble(mut read: EventFiles, parts: Parts, found: Vec<Diagnostic>) -> Loaded {
    let inputs = read.files.iter().map(|file| &file.input);
    let mut files: Vec<PathBuf> = inputs.filter_map(|input| input.path.clone()).collect();
    let mut diagnostics = Vec::new();
    for file in &mut read.files {
        match read_lock(&file.input) {
            Ok(None) => continue,
            Ok(Some((lock, _))) => file.lock = Some(lock),
            Err(warning) => diagnostics.push(*warning),
        }
        files.extend(lock_path(&file.input));
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
        && let Some(file) = read.files.first()
    {
        let message = "there is no event in this timeline";
        let found = Diagnostic::of_file(Code::Empty, Severity::Warning, &file.input.name, message);
        diagnostics.push(found.with_help("`annals init` makes a timeline to start from"));
    }
    Loaded {
        timeline: Timeline::new(parts, Box::new(read)),
        diagnostics,
        files,
        unread: 0,
    }
}
