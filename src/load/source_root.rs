//! Where sources are read from: the folder of the event file, and nowhere else.

use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Code, quoted};

/// The only place from which the sources of an event file are read.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceRoot {
    /// The folder of the event file.
    Folder(Arc<Path>),
    /// Files that are compiled in, by their relative path.
    Embedded(&'static [(&'static str, &'static str)]),
    /// Nowhere: the events are on a server, and the texts are not.
    Nowhere,
}

/// A file in memory.
pub struct Found {
    /// None for a file that is compiled in.
    pub path: Option<PathBuf>,
    pub bytes: Vec<u8>,
}

/// Why a file cannot be read, for people.
pub struct Refusal {
    /// Where the file would be, if nothing is there.
    pub path: Option<PathBuf>,
    pub code: Code,
    pub message: String,
    pub help: Option<String>,
}

impl SourceRoot {
    /// Reads the file at a relative path.
    ///
    /// # Errors
    /// It lies outside of the root, or cannot be read.
    pub fn read(&self, relative: &str) -> Result<Found, Refusal> {
        let path = Path::new(relative);
        let inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if !path.components().all(inside) {
            return Err(outside(relative, "leads out of the timeline's folder"));
        }
        match self {
            Self::Embedded(files) => match files.iter().find(|(name, _)| *name == relative) {
                Some((_, text)) => Ok(Found {
                    path: None,
                    bytes: text.as_bytes().to_vec(),
                }),
                None => Err(missing(relative, "no such file", None)),
            },
            Self::Nowhere => {
                let help = "`--sources FOLDER` reads the texts from a folder";
                Err(missing(
                    relative,
                    "the server has no texts",
                    Some(help.to_owned()),
                ))
            }
            Self::Folder(folder) => read_below(folder, path, relative),
        }
    }
}

fn read_below(folder: &Path, path: &Path, relative: &str) -> Result<Found, Refusal> {
    let whole = folder.join(path);
    let looked = || Some(format!("looked at {}", whole.display()));
    let fail = |error: io::Error| Refusal {
        path: (error.kind() == io::ErrorKind::NotFound).then(|| whole.clone()),
        ..missing(relative, &error_in_words(&error), looked())
    };
    // A link is judged by its target.
    let real = whole.canonicalize().map_err(fail)?;
    let home = folder.canonicalize().map_err(fail)?;
    if !real.starts_with(&home) {
        return Err(outside(
            relative,
            "is a link that leads out of the timeline's folder",
        ));
    }
    if real.is_dir() {
        return Err(missing(relative, "it is a folder", looked()));
    }
    if !real.is_file() {
        return Err(missing(relative, "it is not a regular file", looked()));
    }
    let bytes = std::fs::read(&real).map_err(fail)?;
    Ok(Found {
        path: Some(whole),
        bytes,
    })
}

fn outside(relative: &str, how: &str) -> Refusal {
    Refusal {
        path: None,
        code: Code::Outside,
        message: format!("{} {how}", quoted(relative)),
        help: Some("copy the text into the folder of the event file, or below it".to_owned()),
    }
}

fn missing(relative: &str, why: &str, help: Option<String>) -> Refusal {
    Refusal {
        path: None,
        code: Code::UnreadableSource,
        message: format!("cannot read {}: {why}", quoted(relative)),
        help,
    }
}

/// Returns an error of the system in words, without its number.
pub fn error_in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => {
            let said = error.to_string();
            let words = said.split(" (os error ").next().unwrap_or_default();
            let mut letters = words.chars();
            match (letters.next(), letters.clone().next()) {
                (Some(first), Some('a'..='z')) => {
                    format!("{}{}", first.to_ascii_lowercase(), letters.as_str())
                }
                // `TLS` and `I/O` stay.
                _ => words.to_owned(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_system_has_no_number() {
        for (number, words) in [
            (111, "connection refused"),
            (20, "a part of the path is not a folder"),
        ] {
            assert_eq!(error_in_words(&io::Error::from_raw_os_error(number)), words);
        }
        for (said, words) in [
            ("", ""),
            ("A", "A"),
            ("Unexpected end", "unexpected end"),
            ("TLS handshake failed", "TLS handshake failed"),
            ("I/O error", "I/O error"),
            ("É", "É"),
        ] {
            assert_eq!(error_in_words(&io::Error::other(said)), words);
        }
    }
}
