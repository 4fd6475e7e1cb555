//! Event files that are open.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use memchr::{memchr_iter, memrchr};

use super::body::Body;
use super::foreign::{self, Imported};
use super::format::Format;
use super::json;
use super::jsonl;
use super::named;
use super::source_root::{SourceRoot, error_in_words};
use super::spool;
use super::unpack::unpacked;
use crate::diagnostic::{Code, Diagnostic, Severity, safe};
use crate::import::Dialect;

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
    /// How it was read, if its text is what was imported from a file in a dialect of another program.
    pub imported: Option<Imported>,
}

impl Input {
    /// Returns an event file that is not on disk and has no sources.
    pub fn of_text(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            path: None,
            body: Body::of_text(text),
            root: SourceRoot::Embedded(&[]),
            imported: None,
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
        if self.imported.is_some() {
            return Format::JsonLines;
        }
        let head = || self.body.text(0..HEAD);
        let format = Format::of_name(Path::new(&self.name));
        match format.unwrap_or_else(|| Format::of_head(&head())) {
            Format::JsonLines if json::is_timeline(&head()) => Format::Json,
            format => format,
        }
    }

    /// Reads the beginning of an event file, and returns what is left; of a small file, or one that can only be
    /// read as a whole, that is nothing. None if it cannot be read.
    pub(super) fn read_beginning(path: &Path, until: Until) -> Option<(Self, Unread)> {
        if path == Path::new(PIPE) {
            let spool = spool::standard_input().ok()?;
            spool.wait(BEGINNING, Some(PATIENCE));
        } else {
            let file = File::open(path).ok()?;
            let len = usize::try_from(file.metadata().ok()?.len()).ok()?;
            let (mut reader, is_packed) = unpacked(&file).ok()?;
            let is_toml = Format::of_name(path).is_none_or(|it| it == Format::Toml);
            if !is_toml && (is_packed || len >= LARGE) {
                let mut bytes = Vec::new();
                reader
                    .by_ref()
                    .take(BEGINNING as u64)
                    .read_to_end(&mut bytes)
                    .ok()?;
                if bytes.len() == BEGINNING && !json::is_timeline(&String::from_utf8_lossy(&bytes))
                {
                    bytes.truncate(memrchr(b'\n', &bytes)? + 1);
                    let rest = len.saturating_sub(bytes.len());
                    let unread = if is_packed {
                        Unread::Unknown
                    } else {
                        Unread::Bytes(rest)
                    };
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    let input = Self::of_body(path, Body::of_string(text));
                    match foreign::dialect_of(path, &input.body) {
                        None => return Some((input, unread)),
                        Some(dialect) if dialect.is_by_line() => {
                            return Some((input.imported(&dialect).ok()?, unread));
                        }
                        // It cannot be read in part.
                        Some(_) => {}
                    }
                }
            }
        }
        Self::read(path, until).ok()
    }

    /// Opens an event file, or standard input, and returns what is still to come.
    ///
    /// # Errors
    /// It cannot be read, or it is curated and not text.
    pub(super) fn read(path: &Path, until: Until) -> Result<(Self, Unread), Diagnostic> {
        let is_pipe = path == Path::new(PIPE);
        let name = if is_pipe {
            "standard input".to_owned()
        } else {
            safe(&path.display().to_string())
        };
        let shown = if is_pipe {
            name.clone()
        } else {
            named::shown(path)
        };
        let cannot = |why: &str| {
            let message = format!("cannot read {shown}: {why}");
            Diagnostic::of_file(Code::Unreadable, Severity::Error, &name, message)
        };
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::IsADirectory => named::folder(path),
            _ => cannot(&error_in_words(&error)),
        };
        if is_pipe {
            let (body, unread) = arrived(until).map_err(failed)?;
            let input = Self {
                path: None,
                name: name.clone(),
                ..Self::of_body(path, body)
            };
            let dialect = foreign::dialect_of(Path::new(""), &input.body);
            let input = match dialect {
                Some(it) if it.is_by_line() || unread == Unread::Nothing => input.imported(&it)?,
                _ => input,
            };
            return Ok((input.in_memory(cannot)?, unread));
        }
        let file = opened(path)?;
        let (reader, is_packed) = unpacked(&file).map_err(failed)?;
        let (file, len) = if is_packed {
            let mut copy = tempfile::tempfile().map_err(failed)?;
            let packed = file.metadata().map_err(failed)?.len();
            let most = packed
                .saturating_mul(MOST_PACKED)
                .saturating_add(LARGE as u64);
            let len = io::copy(&mut reader.take(most), &mut copy).map_err(failed)?;
            if len == most {
                let why = format!("it is compressed to less than 1/{MOST_PACKED} of its size");
                return Err(cannot(&why).with_help("if that is right, decompress it first"));
            }
            (copy, len)
        } else {
            drop(reader);
            let len = file.metadata().map_err(failed)?.len();
            (file, len)
        };
        let mut body = Body::stored(file, len as usize);
        if until == Until::LastLine {
            body.end_with_line();
        }
        let input = Self::of_body(path, body);
        let input = match foreign::dialect_of(path, &input.body) {
            Some(dialect) => input.imported(&dialect)?,
            None => input,
        };
        let read = input.in_memory(cannot);
        let read = read.map_err(|found| named::source(path).unwrap_or(found));
        Ok((read?, Unread::Nothing))
    }

    /// Puts what is imported from a file in a dialect in the place of its text.
    fn imported(self, dialect: &Dialect) -> Result<Self, Diagnostic> {
        let (body, imported) = foreign::import(dialect, &mut self.body.reader(), &self.name)?;
        Ok(Self {
            body,
            imported: Some(imported),
            ..self
        })
    }

    /// Takes a text into memory if it is curated, or small.
    fn in_memory(mut self, cannot: impl Fn(&str) -> Diagnostic) -> Result<Self, Diagnostic> {
        let (format, len) = (self.format(), self.body.len());
        let is_curated = format.is_curated();
        if len >= LARGE && !is_curated {
            return Ok(self);
        }
        if len > LARGEST {
            let size = len >> 20;
            return Err(cannot(&format!("it is {size} MB long"))
                .with_help("over 2,048 MB, give the events as JSON Lines or CSV"));
        }
        let whole = self.body.piece(0..len);
        match whole.damaged.first() {
            None => {
                let is_json = format == Format::JsonLines;
                let lines = is_json.then(|| jsonl::of_array(&whole.text)).flatten();
                self.body = Body::of_string(lines.unwrap_or_else(|| whole.text.into_owned()));
            }
            Some(_) if is_curated && whole.text.contains('\0') => {
                return Err(cannot("it is a binary file, or UTF-16 text")
                    .with_help("save the event file as UTF-8"));
            }
            Some(first) if is_curated => {
                let before = whole.text.as_bytes().get(..*first).unwrap_or_default();
                let line = memchr_iter(b'\n', before).count() + 1;
                return Err(cannot(&format!("line {line} is not UTF-8 text"))
                    .with_help("save the event file as UTF-8"));
            }
            // Event data is kept as far as it can be read.
            Some(_) => {}
        }
        Ok(self)
    }

    /// Returns the event file at a path, whose text is open.
    pub(super) fn of_body(path: &Path, body: Body) -> Self {
        let folder = match path.parent() {
            Some(parent) if parent != Path::new("") => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        Self {
            name: safe(&path.display().to_string()),
            path: Some(path.to_path_buf()),
            body,
            root: SourceRoot::Folder(folder.into()),
            imported: None,
        }
    }
}

/// Opens a file.
///
/// # Errors
/// It is not there, is a folder or a pipe, or cannot be opened.
fn opened(path: &Path) -> Result<File, Diagnostic> {
    // A pipe would be waited for, a device has no end.
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return Err(unreadable(path, "it is not a regular file")
            .with_help("to read from a pipe, give `-` as the event file"));
    }
    File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => named::absent(path),
        _ => unreadable(path, &error_in_words(&error)),
    })
}

/// Opens a file, compressed or not, or standard input, to be read from its beginning.
///
/// # Errors
/// As those of an event file.
pub fn stream(path: &Path) -> Result<Box<dyn Read>, Diagnostic> {
    let reader: Box<dyn Read> = if path == Path::new(PIPE) {
        Box::new(io::stdin())
    } else {
        Box::new(opened(path)?)
    };
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::IsADirectory => named::folder(path),
        _ => unreadable(path, &error_in_words(&error)),
    };
    Ok(unpacked(reader).map_err(failed)?.0)
}

/// Returns the error for a file that cannot be read.
fn unreadable(path: &Path, why: &str) -> Diagnostic {
    let name = safe(&path.display().to_string());
    let message = format!("cannot read {}: {why}", named::shown(path));
    Diagnostic::of_file(Code::Unreadable, Severity::Error, &name, message)
}

/// Returns what has arrived on standard input, and what is still to come.
fn arrived(until: Until) -> io::Result<(Body, Unread)> {
    let spool = spool::standard_input()?;
    let arrived = match until {
        Until::End => spool.wait(usize::MAX, None),
        Until::Arrived | Until::LastLine => spool.wait(0, None),
    };
    if let Some(failure) = arrived.failure {
        return Err(io::Error::other(failure));
    }
    if arrived.is_all {
        Ok((spool.body(arrived.len)?, Unread::Nothing))
    } else {
        Ok((spool.body(arrived.whole_lines)?, Unread::Unknown))
    }
}

/// How far to read what may still grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// To the end, for which standard input is waited.
    End,
    /// Standard input as far as it has arrived, files to their ends.
    Arrived,
    /// As [`Self::Arrived`], but files to the last whole line.
    LastLine,
}

/// What is not read yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Everything is read.
    Nothing,
    /// So many bytes.
    Bytes(usize),
    /// Nobody knows how much.
    Unknown,
}

impl Unread {
    /// Returns what two files have left together.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, it) | (it, Self::Nothing) => it,
            (Self::Bytes(one), Self::Bytes(two)) => Self::Bytes(one.saturating_add(two)),
            _ => Self::Unknown,
        }
    }
}

/// The name that stands for standard input.
pub const PIPE: &str = "-";

/// So long the beginning of standard input is waited for.
const PATIENCE: Duration = Duration::from_millis(200);

/// A file that is compressed more than so many times is not decompressed: it could fill the disk.
const MOST_PACKED: u64 = 200;

/// No larger file is taken into memory, in bytes.
const LARGEST: usize = 1 << 31;

/// The bytes at the beginning of a file that tell its format.
const HEAD: usize = 4096;

/// A larger file is not read at once, in bytes.
const LARGE: usize = 4 << 20;

/// Of a large file so many bytes are read first.
const BEGINNING: usize = 1 << 20;
