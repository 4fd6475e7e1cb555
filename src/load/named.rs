//! What a path names, if it is not an event file: a folder, a source, or nothing.

use std::fs;
use std::path::{Path, PathBuf};

use super::format::Format;
use crate::diagnostic::{Code, Diagnostic, Severity, nearest, safe};
use crate::document;
use crate::text::shell;

/// The name of the event file of a folder.
const EVENTS: &str = "events.toml";

/// At most so many event files are named.
const MOST_NAMED: usize = 3;

/// At most so many entries of a folder are looked at.
const MOST_ENTRIES: usize = 1000;

/// Returns the event file that a path stands for: of a folder, the `events.toml` in it if there is one.
pub fn event_file(path: &Path) -> PathBuf {
    let inside = path.join(EVENTS);
    if path.is_dir() && inside.exists() {
        inside
    } else {
        path.to_path_buf()
    }
}

/// Returns the error for a folder without an `events.toml`.
pub(super) fn folder(path: &Path) -> Diagnostic {
    let init = format!("`annals init {}`", argument(path));
    let (others, more) = files_in(path, MOST_NAMED);
    let above = above(path);
    let help = if others.is_empty() && above.is_file() {
        format!("open the one above it: `annals {}`", argument(&above))
    } else if others.is_empty() {
        format!("{init} creates one")
    } else {
        let others = others.iter().map(|file| format!("`{}`", argument(file)));
        let others = others.collect::<Vec<_>>().join(", ");
        let more = if more { ", …" } else { "" };
        format!("name an event file ({others}{more}), or create one with {init}")
    };
    refuse(path, format!("the folder {} has no {EVENTS}", shown(path))).with_help(help)
}

/// Returns the error for a file whose ending is that of a source. None if it has another one.
pub(super) fn source(path: &Path) -> Option<Diagnostic> {
    document::Format::of(path)?;
    let message = format!("{} is a source, not an event file", shown(path));
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut near = [folder.join(EVENTS), above(folder)].into_iter();
    let near = near.find(|events| events.is_file());
    let near = near.map_or_else(String::new, |events| {
        format!(": `annals {}`", argument(&events))
    });
    Some(refuse(path, message).with_help(format!("open the event file that cites it{near}")))
}

/// Returns the path of the event file in the folder above one.
fn above(folder: &Path) -> PathBuf {
    let above = match (folder.file_name(), folder.parent()) {
        (Some(_), Some(above)) => above.to_path_buf(),
        _ => folder.join(".."),
    };
    above.join(EVENTS)
}

/// Returns the error for a file in which nothing is, unless its name is that of an event file or has no ending.
pub(super) fn blank(path: &Path) -> Option<Diagnostic> {
    path.extension()
        .filter(|_| Format::of_name(path).is_none())?;
    let message = format!(
        "{} is empty, and not an event file by its name",
        shown(path)
    );
    let help = "event files end in .toml, .jsonl or .csv";
    source(path).or_else(|| Some(refuse(path, message).with_help(help)))
}

/// Returns the error for a path at which nothing is.
pub(super) fn absent(path: &Path) -> Diagnostic {
    if path.to_string_lossy().contains("://") {
        let message = format!("cannot open {}: unknown kind of address", shown(path));
        let help = "`annals` opens files and `clickhouse://` addresses";
        return refuse(path, message).with_help(help);
    }
    let why = match path.parent() {
        Some(folder) if folder != Path::new("") && !folder.exists() => {
            format!("there is no folder {}", shown(folder))
        }
        _ => "no such file".to_owned(),
    };
    let message = format!("cannot read {}: {why}", shown(path));
    let help = match suggestion(path) {
        Some(near) => format!("did you mean `{}`?", argument(&near)),
        None => "name an event file, or create a timeline with `annals init`".to_owned(),
    };
    refuse(path, message).with_help(help)
}

/// Returns the event file beside a path whose name is nearest in spelling. Endings need not be alike; without one, the
/// rest of the name has to be the same, since the word may have been meant as something else.
fn suggestion(path: &Path) -> Option<PathBuf> {
    let (files, _) = files_in(path.parent()?, MOST_ENTRIES);
    let stem = |path: &Path| {
        path.file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
    };
    let stems: Vec<String> = files.iter().filter_map(|file| stem(file)).collect();
    let written = stem(path)?;
    let near = nearest(&written, stems.iter().map(String::as_str))?;
    let is_meant = path.extension().is_some() || near.eq_ignore_ascii_case(&written);
    files
        .iter()
        .find(|file| is_meant && stem(file).is_some_and(|it| it == near))
        .cloned()
}

/// Returns the first `most` event files in a folder by name, and whether there are more.
fn files_in(folder: &Path, most: usize) -> (Vec<PathBuf>, bool) {
    let here = if folder == Path::new("") {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(here)
        .into_iter()
        .flatten()
        .flatten()
        .take(MOST_ENTRIES);
    let names = entries.map(|entry| PathBuf::from(entry.file_name()));
    let mut files: Vec<PathBuf> = names
        .filter(|name| Format::of_name(name).is_some())
        .map(|name| folder.join(name))
        .filter(|file| file.is_file())
        .collect();
    files.sort();
    let more = files.len() > most;
    files.truncate(most);
    (files, more)
}

fn refuse(path: &Path, message: String) -> Diagnostic {
    let name = path.display().to_string();
    Diagnostic::of_file(Code::Unreadable, Severity::Error, &name, message)
}

/// Returns a path for a message.
pub(super) fn shown(path: &Path) -> String {
    format!("`{}`", safe(&path.display().to_string()))
}

/// Returns a path as a word of a command.
fn argument(path: &Path) -> String {
    shell::path(&path.display().to_string())
}
