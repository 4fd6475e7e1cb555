//! Event files that are open.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use memchr::{memchr_iter, memrchr};

use super::body::Body;
use super::source_root::{SourceRoot, plainly};
use crate::diagnostic::{Code, Diagnostic, Severity, safe};

/// An event file that is open.
#[derive(Clone, Debug)]
pub struct Input {
    /// The name for people, safe to draw; its ending gives the format.
    pub name: String,
    /// Where it was read from.
    pub path: Option<PathBuf>,
    /// Its text.
    pub body: Body,
    /// Where its sources are.
    pub root: SourceRoot,
}

impl Input {
    /// Returns an event file that is not on disk and has no sources.
    pub fn of_text(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            path: None,
            body: Body::of_text(text),
            root: SourceRoot::Embedded(&[]),
        }
    }

    /// Returns the built-in example.
    pub fn example() -> Self {
        Self {
            root: SourceRoot::Embedded(&[(
                "sources/beijing-report.md",
                include_str!("../../sources/beijing-report.md"),
            )]),
            ..Self::of_text("events.toml", include_str!("../../events.toml"))
        }
    }

    /// Keeps its folder only once if another file is in the same one.
    pub(super) fn share_root(&mut self, other: &Self) {
        if self.root == other.root {
            self.root = other.root.clone();
        }
    }

    /// Returns whether it is curated TOML, rather than event data that another program wrote.
    pub fn is_toml(&self) -> bool {
        self.format() == Format::Toml
    }

    /// Returns the text of a curated file.
    pub fn text(&self) -> &str {
        self.body.held().unwrap_or_default()
    }

    /// Returns the format: by the ending of the name, or else by the first character.
    pub(super) fn format(&self) -> Format {
        let ending = Path::new(&self.name).extension().and_then(|e| e.to_str());
        match ending.map(str::to_ascii_lowercase).as_deref() {
            Some("toml") => Format::Toml,
            Some("jsonl" | "ndjson") => Format::JsonLines,
            Some("csv") => Format::Csv(b','),
            Some("tsv") => Format::Csv(b'\t'),
            _ if self.body.text(0..HEAD).trim_start().starts_with('{') => Format::JsonLines,
            _ => Format::Toml,
        }
    }

    /// Reads the beginning of an event file, and returns how many bytes are left; of a small file, or one that
    /// can only be read as a whole, there are none. None if it cannot be read.
    pub(super) fn read_beginning(path: &Path) -> Option<(Self, usize)> {
        let mut file = File::open(path).ok()?;
        let len = usize::try_from(file.metadata().ok()?.len()).ok()?;
        let empty = Self::of_text(&path.to_string_lossy(), "");
        if len < LARGE || empty.is_toml() {
            return Some((Self::read(path).ok()?, 0));
        }
        let mut bytes = vec![0; BEGINNING];
        file.read_exact(&mut bytes).ok()?;
        let beginning = memrchr(b'\n', &bytes)? + 1;
        let unread = len.saturating_sub(beginning);
        Some((Self::of_body(path, Body::stored(file, beginning)), unread))
    }

    /// Opens an event file.
    ///
    /// # Errors
    /// It is not there, or it is curated and not text.
    pub(super) fn read(path: &Path) -> Result<Self, Diagnostic> {
        let name = safe(&path.display().to_string());
        let unreadable =
            |why: String| Diagnostic::of_file(Code::Unreadable, Severity::Error, &name, why);
        // A pipe would be waited for, a device has no end.
        if std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
            let why = "cannot read the event file: it is not a regular file";
            return Err(unreadable(why.to_owned()));
        }
        let failed = |error: io::Error| {
            let why = plainly(&error);
            let found = unreadable(format!("cannot read the event file: {why}"));
            match error.kind() {
                io::ErrorKind::NotFound => {
                    found.with_help("name an event file, or make a new timeline with `annals init`")
                }
                _ => found,
            }
        };
        let mut file = File::open(path).map_err(failed)?;
        let len = file.metadata().map_err(failed)?.len() as usize;
        let stored = Self::of_body(path, Body::stored(file.try_clone().map_err(failed)?, len));
        if len >= LARGE && !stored.is_toml() {
            return Ok(stored);
        }
        let mut bytes = Vec::with_capacity(len);
        file.read_to_end(&mut bytes).map_err(failed)?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::of_body(path, Body::of_string(text))),
            // Event data is kept as far as it can be read.
            Err(_) if !stored.is_toml() => Ok(stored),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let good = error.as_bytes().get(..good).unwrap_or_default();
                let line = memchr_iter(b'\n', good).count() + 1;
                Err(unreadable(format!("line {line} is not UTF-8 text"))
                    .with_help("save the event file as UTF-8"))
            }
        }
    }

    fn of_body(path: &Path, body: Body) -> Self {
        let folder = match path.parent() {
            Some(parent) if parent != Path::new("") => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        Self {
            name: safe(&path.display().to_string()),
            path: Some(path.to_path_buf()),
            body,
            root: SourceRoot::Folder(folder.into()),
        }
    }
}

/// The bytes at the beginning of a file that tell its format.
const HEAD: usize = 4096;

/// A larger file is not read at once, in bytes.
const LARGE: usize = 4 << 20;

/// Of a large file so many bytes are read first.
const BEGINNING: usize = 1 << 20;

/// The formats of event files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Toml,
    JsonLines,
    /// With the character between cells.
    Csv(u8),
}

impl Format {
    /// Returns the name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Toml => "TOML",
            Self::JsonLines => "JSON",
            Self::Csv(_) => "CSV",
        }
    }
}
