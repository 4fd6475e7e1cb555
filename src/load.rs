//! Event files to a [`Timeline`], with everything that is wrong in them.
//!
//! Each format is read to the same values with their places ([`node`]), one event at a time; how an
//! actor, a source or an event is read from such values is defined once ([`people`], [`texts`],
//! [`events`]). Mistakes are data: all of them are reported, and an event with mistakes is kept. Only a
//! file that is not in its format at all is an `Err`.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod body;
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
mod spool;
mod texts;
pub(crate) mod toml;
mod unpack;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostic, Severity, TextFile};
use crate::timeline::{File, Parts, Record, Timeline};
pub use body::Body;
pub use context::{lock_path, read_lock};
use file::EventFile;
use gather::Gather;
use ids::Ids;
use input::Format;
pub use input::{Input, PIPE, Unread, Until};
use meaning::Growing;
use names::Names;
use node::Fault;
use people::People;
use report::{Found, Report};
use reread::EventFiles;
use scan::{Layout, Sizes};
pub use source_root::SourceRoot;
pub use spool::{Arrived, arrived};
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
    /// What of the event files is not read yet.
    pub unread: Unread,
}

/// Reads event files into one timeline.
///
/// # Errors
/// Why files cannot be read: they are not there, not text, or not in their format.
pub fn load(paths: &[PathBuf]) -> Result<Loaded, Vec<Diagnostic>> {
    load_until(Until::End, paths, &mut |_| ())
}

/// Reads event files into one timeline as far as they are there, and tells from time to time how many bytes of
/// them are read.
///
/// # Errors
/// As [`load`].
pub fn load_until(
    until: Until,
    paths: &[PathBuf],
    progress: &mut dyn FnMut(usize),
) -> Result<Loaded, Vec<Diagnostic>> {
    let (inputs, unread) = read_all_of(paths, until)?;
    let loaded = from_owned(inputs, progress)?;
    Ok(Loaded { unread, ..loaded })
}

/// Reads the beginning of event files of which some are large, so that there is something to see at once. None
/// if none is large, or if that fails.
pub fn load_beginning(until: Until, paths: &[PathBuf]) -> Option<Loaded> {
    let inputs = paths.iter().map(|path| Input::read_beginning(path, until));
    let inputs: Vec<(Input, Unread)> = inputs.collect::<Option<_>>()?;
    let unread = inputs
        .iter()
        .fold(Unread::Nothing, |sum, (_, it)| sum.and(*it));
    let inputs: Vec<Input> = inputs.into_iter().map(|(input, _)| input).collect();
    let loaded = (unread != Unread::Nothing).then(|| from_inputs(&inputs).ok());
    let loaded = loaded.flatten()?;
    Some(Loaded { unread, ..loaded })
}

/// Opens event files. `-` is standard input, for whose end it waits.
///
/// # Errors
/// Every file that is not there or is not text.
pub fn read_inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Vec<Diagnostic>> {
    Ok(read_all_of(paths, Until::End)?.0)
}

fn read_all_of(paths: &[PathBuf], until: Until) -> Result<(Vec<Input>, Unread), Vec<Diagnostic>> {
    let mut inputs: Vec<Input> = Vec::new();
    let (mut unread, mut failed) = (Unread::Nothing, Vec::new());
    for path in paths {
        match Input::read(path, until) {
            Ok((mut input, more)) => {
                if let Some(other) = inputs.last() {
                    input.share_root(other);
                }
                inputs.push(input);
                unread = unread.and(more);
            }
            Err(diagnostic) => failed.push(diagnostic),
        }
    }
    if failed.is_empty() {
        Ok((inputs, unread))
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
    from_owned(inputs.to_vec(), &mut |_| ())
}

/// Reads event files that are not needed any more, and tells how many bytes of them are read.
///
/// # Errors
/// As [`load`].
pub(crate) fn from_owned(
    inputs: Vec<Input>,
    progress: &mut dyn FnMut(usize),
) -> Result<Loaded, Vec<Diagnostic>> {
    let opened = Opened::all(inputs);
    let mut names = Names::default();
    let (parts, found) = read_all(&opened, &mut names, progress)?;
    Ok(assemble(opened, names, parts, found))
}

/// Event files that are open.
#[derive(Default)]
struct Opened {
    names: Vec<File>,
    roots: Vec<SourceRoot>,
    files: Vec<EventFile>,
    /// What is wrong with their headers.
    faults: BTreeMap<usize, Fault>,
    /// The lock files, and what is wrong with them.
    locks: Vec<PathBuf>,
    warnings: Vec<Diagnostic>,
}

impl Opened {
    fn all(inputs: Vec<Input>) -> Self {
        let mut all = Self::default();
        for (index, input) in inputs.into_iter().enumerate() {
            let (mut file, fault) = EventFile::new(&input);
            match read_lock(&input) {
                Ok(None) => {}
                Ok(Some((lock, _))) => {
                    file.lock = Some(Box::new(lock));
                    all.locks.extend(lock_path(&input));
                }
                Err(warning) => {
                    all.warnings.push(*warning);
                    all.locks.extend(lock_path(&input));
                }
            }
            all.faults.extend(fault.map(|fault| (index, fault)));
            all.files.push(file);
            all.roots.push(input.root);
            all.names.push(File {
                name: input.name,
                path: input.path,
            });
        }
        all
    }

    /// Iterates over the names and the contents of the files.
    fn iter(&self) -> impl Iterator<Item = (usize, (&File, &EventFile))> {
        self.names.iter().zip(&self.files).enumerate()
    }
}

/// Reads everything in some files.
///
/// # Errors
/// Why files are not in their format.
fn read_all(
    opened: &Opened,
    names: &mut Names,
    progress: &mut dyn FnMut(usize),
) -> Result<(Parts, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut parts = Parts::default();
    // Actors and sources of all files first, since events of any file may name them.
    let mut people = People::default();
    let (mut documents, mut reports) = (BTreeMap::new(), BTreeMap::new());
    for ((index, (name, file)), root) in opened.iter().zip(&opened.roots) {
        if file.format != Format::Toml {
            continue;
        }
        let Some(text) = file.body.held() else {
            continue;
        };
        let lines = file.text_file(&name.name, text, 1);
        let mut report = Report::new(lines, index, file.format);
        let mut document = read_tables(text, root, &mut people, names, &mut parts, &mut report);
        events::read_top(std::mem::take(&mut document.top), &mut parts, &mut report);
        documents.insert(index, document);
        reports.insert(index, report);
    }
    people.join(names, &mut parts.actors, &mut reports);
    names.learn_all(&parts.actors);
    let mut ids = Ids::new(&opened.names);
    let (mut found, mut broken, mut bytes) = (Found::default(), Vec::new(), 0);
    for (index, (name, file)) in opened.iter() {
        let before = parts.events.len();
        let (names, ids, parts) = (&mut *names, &mut ids, &mut parts);
        let meaning = Growing { names, ids, parts };
        let mut progress = |read| progress(bytes + read);
        let mut report = reports.remove(&index).unwrap_or_else(|| {
            let text = file.body.text(0..SHOWN).into_owned();
            Report::new(TextFile::part(&*name.name, text, 1), index, file.format)
        });
        match (documents.remove(&index), opened.faults.get(&index)) {
            (Some(document), _) => read_toml(document, meaning, &mut report),
            (None, Some(fault)) => report.fault(fault.clone()),
            (None, None) => read_data(file, meaning, &mut report, &mut progress),
        }
        bytes += file.body.len();
        // Of event data, whatever can be read is kept.
        let is_lost = file.format == Format::Toml || parts.events.len() == before;
        if report.is_broken && is_lost {
            broken.extend(report.close());
        } else {
            found.add(report.close());
        }
    }
    if broken.is_empty() {
        return Ok((parts, found.close()));
    }
    broken.retain(|found| found.code == Code::Syntax);
    Err(broken)
}

/// Of a file that is in another format than its name says, a diagnostic shows the beginning, in bytes.
const SHOWN: usize = 4096;

/// Reads the actors and the sources of a TOML file.
fn read_tables<'a>(
    text: &'a str,
    root: &SourceRoot,
    people: &mut People,
    names: &mut Names,
    parts: &mut Parts,
    report: &mut Report<'_>,
) -> toml::Document<'a> {
    let whole = 0..text.len();
    let mut document = toml::Document::new(text, whole, &mut |fault| report.fault(fault));
    while let Some((key, node)) = document.next_actor(&mut |fault| report.fault(fault)) {
        people.read(&key, node, names, &mut parts.actors, report);
    }
    while let Some((key, node)) = document.next_source(&mut |fault| report.fault(fault)) {
        texts::read(&key, node, root, names, &mut parts.sources, report);
    }
    document
}

/// Reads event data.
fn read_data<'a>(
    file: &'a EventFile,
    meaning: Growing<'_, '_>,
    report: &mut Report<'a>,
    progress: &mut dyn FnMut(usize),
) {
    let layout = match &file.header {
        Some(header) => Layout::Table(header),
        None => Layout::Lines,
    };
    if let (Layout::Lines, Some(fault)) = (layout, jsonl::mistaken(&file.head())) {
        report.fault(fault);
        return;
    }
    let hasher = meaning.ids.hasher();
    let mut gather = Gather::new(file, meaning, report, layout.first_line());
    scan::scan(&file.body, layout, &hasher, Sizes::default(), |part| {
        progress(part.span.end);
        gather.take(part);
    });
}

/// Reads the events of a TOML file.
fn read_toml(
    mut document: toml::Document<'_>,
    mut meaning: Growing<'_, '_>,
    report: &mut Report<'_>,
) {
    while let Some((event, part)) = document.next_event(&mut |fault| report.fault(fault)) {
        let line = report.file.position(part.start).0;
        let record = Record::new(report.index, part.start, part.len(), line);
        if let Some(event) = events::read(event, &mut meaning, report) {
            meaning.parts.events.add(&event, record);
        }
    }
}

/// Makes the timeline, and names the files that were read.
fn assemble(opened: Opened, names: Names, mut parts: Parts, found: Vec<Diagnostic>) -> Loaded {
    let mut diagnostics = opened.warnings;
    diagnostics.extend(found);
    // Rightly no event, or a file of something else: whoever made it knows.
    if parts.events.is_empty()
        && diagnostics.is_empty()
        && let Some(file) = opened.names.first()
    {
        let message = "there is no event in this timeline";
        let found = Diagnostic::of_file(Code::Empty, Severity::Warning, &file.name, message);
        diagnostics.push(found.with_help("`annals init` makes a timeline to start from"));
    }
    let sources = parts.sources.iter().filter_map(|it| it.path.clone());
    let files = opened.names.iter().filter_map(|it| it.path.clone());
    let files = files.chain(opened.locks).chain(sources).collect();
    parts.files = opened.names;
    let records = EventFiles {
        files: opened.files,
        names,
    };
    Loaded {
        timeline: Timeline::new(parts, Box::new(records)),
        diagnostics,
        files,
        unread: Unread::Nothing,
    }
}
