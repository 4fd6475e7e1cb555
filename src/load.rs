//! Event files to a [`Timeline`], with everything that is wrong in them.
//!
//! Each format is read into the same tree of spanned values ([`node`]); what an actor,
//! a source or an event looks like is said once, over that tree ([`people`],
//! [`texts`], [`events`]). Mistakes are data: all of them are reported, and an event
//! is kept with its faults. Only a file that cannot be read at all is an `Err`.

mod citations;
mod csv;
mod events;
mod fields;
mod jsonl;
mod names;
mod node;
mod people;
mod report;
mod shelf;
mod surroundings;
mod texts;
mod toml;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Severity, TextFile, safe};
use crate::timeline::{File, Parts, Timeline};
use node::Node;
use report::Report;
pub use shelf::Shelf;
pub use surroundings::{lock_path, read_lock};
pub use texts::sha256;

/// A timeline, what is wrong with its files, and which files those are.
#[derive(Debug)]
pub struct Loaded {
    /// The timeline. It holds every event of the files.
    pub timeline: Timeline,
    /// Everything found wrong, by file and line.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file that was read: event files, what stood around their quotes, and sources.
    pub files: Vec<PathBuf>,
}

/// An event file in memory.
#[derive(Debug)]
pub struct Input {
    /// The name for people, safe to draw; its ending says the format.
    pub name: String,
    /// Where it was read from.
    pub path: Option<PathBuf>,
    /// Its text.
    pub text: String,
    /// Where its sources are.
    pub shelf: Shelf,
}

impl Input {
    /// Whether it is curated TOML, rather than event data that another program wrote.
    pub fn is_toml(&self) -> bool {
        Format::of(&self.name, &self.text) == Format::Toml
    }
}

/// Reads event files into one timeline.
///
/// # Errors
/// All that made a file unreadable: it is not there, it is not text, its syntax is
/// broken.
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
        match read_input(path) {
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

/// The example that is compiled in, for wherever there is no event file.
pub fn example() -> Input {
    Input {
        name: "events.toml".to_owned(),
        path: None,
        text: include_str!("../events.toml").to_owned(),
        shelf: Shelf::Embedded(&[(
            "sources/beijing-report.md",
            include_str!("../sources/beijing-report.md"),
        )]),
    }
}

/// Reads one event file from memory; it has no sources beside it.
///
/// # Errors
/// As [`load`].
pub fn from_text(name: &str, text: &str) -> Result<Loaded, Vec<Diagnostic>> {
    from_inputs(&[Input {
        name: name.to_owned(),
        path: None,
        text: text.to_owned(),
        shelf: Shelf::Embedded(&[]),
    }])
}

/// Reads event files from memory into one timeline.
///
/// # Errors
/// As [`load`].
pub fn from_inputs(inputs: &[Input]) -> Result<Loaded, Vec<Diagnostic>> {
    let mut trees = Vec::new();
    let mut failed = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        let format = Format::of(&input.name, &input.text);
        let file = TextFile::new(&input.name, &input.text);
        let mut report = Report::new(file, index, format != Format::Toml);
        let tree = match format {
            Format::Toml => toml::read(&input.text, &mut report),
            Format::JsonLines => jsonl::read(&input.text, &mut report),
            Format::Csv(delimiter) => csv::read(&input.text, delimiter, &mut report),
        };
        match tree {
            Some(tree) => trees.push((tree, report)),
            None => failed.append(&mut report.found),
        }
    }
    if failed.is_empty() {
        Ok(assemble(inputs, trees))
    } else {
        Err(failed)
    }
}

/// Actors and sources of all files first, since events of any file may name them.
fn assemble(inputs: &[Input], mut trees: Vec<(Node, Report<'_>)>) -> Loaded {
    let mut parts = Parts::default();
    let mut read = Vec::new();
    let mut places = people::Places::new();
    for (input, (tree, report)) in inputs.iter().zip(&mut trees) {
        parts.files.push(File {
            name: input.name.clone(),
            path: input.path.clone(),
        });
        read.extend(input.path.clone());
        events::read_head(tree, &mut parts, report);
        people::read(tree, &mut parts.actors, &mut places, report);
        texts::read(tree, &input.shelf, &mut parts.sources, report);
    }
    for (tree, report) in &mut trees {
        people::read_membership(tree, &mut parts.actors, &places, report);
    }
    let mut names = names::Names::new(&parts);
    for (tree, report) in &mut trees {
        events::read(tree, &mut names, &mut parts, report);
    }
    let mut diagnostics = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        match read_lock(input) {
            Ok(None) => continue,
            Ok(Some((lock, _))) => surroundings::fill(&mut parts, index, &lock),
            Err(warning) => diagnostics.push(*warning),
        }
        read.extend(lock_path(input));
    }
    read.extend(
        parts
            .sources
            .iter()
            .filter_map(|source| source.path.clone()),
    );
    diagnostics.extend(trees.into_iter().flat_map(|(_, report)| report.close()));
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
        files: read,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Toml,
    JsonLines,
    Csv(u8),
}

impl Format {
    /// By the ending of the name; without a known one by the first character.
    fn of(name: &str, text: &str) -> Self {
        let ending = Path::new(name).extension().and_then(|e| e.to_str());
        match ending.map(str::to_ascii_lowercase).as_deref() {
            Some("toml") => Self::Toml,
            Some("jsonl" | "ndjson") => Self::JsonLines,
            Some("csv") => Self::Csv(b','),
            Some("tsv") => Self::Csv(b'\t'),
            _ if text.trim_start().starts_with('{') => Self::JsonLines,
            _ => Self::Toml,
        }
    }
}

fn read_input(path: &Path) -> Result<Input, Diagnostic> {
    let name = safe(&path.display().to_string());
    let unreadable =
        |why: String| Diagnostic::of_file(Code::Unreadable, Severity::Error, &name, why);
    // A pipe would be waited for, a device has no end.
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        let why = "cannot read the event file: it is not a regular file";
        return Err(unreadable(why.to_owned()));
    }
    let bytes = std::fs::read(path).map_err(|error| {
        let found = unreadable(format!(
            "cannot read the event file: {}",
            shelf::plainly(&error)
        ));
        match error.kind() {
            std::io::ErrorKind::NotFound => {
                found.with_help("name an event file, or make a new timeline with `annals init`")
            }
            _ => found,
        }
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = bytes.iter().take(good).filter(|b| **b == b'\n').count() + 1;
        unreadable(format!("line {line} is not UTF-8 text"))
            .with_help("save the event file as UTF-8")
    })?;
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    Ok(Input {
        name,
        path: Some(path.to_path_buf()),
        text: text
            .strip_prefix('\u{feff}')
            .map_or(text.clone(), str::to_owned),
        shelf: Shelf::Folder(folder),
    })
}
