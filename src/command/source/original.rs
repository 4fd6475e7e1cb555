//! Originals, from files and from the web.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::fetch::{Limits, Page, fetch};
use super::names;
use crate::command::print::named;
use crate::document::{Encoding, Kind};
use crate::text::web;

/// No larger original is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// What servers often send as plain text, although the extension of the address says better what it is.
const LIKE_TEXT: [Kind; 3] = [Kind::Markdown, Kind::Srt, Kind::Vtt];

/// Why pictures, spreadsheets and the like are refused.
const NOT_READ: &str = "this kind of file is not read; convert it to PDF or text";

/// An original with its bytes.
#[derive(Debug)]
pub struct Original {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it is, if that is known.
    pub kind: Option<Kind>,
    /// The encoding of its text, if a server gave one.
    pub charset: Option<String>,
    /// The encoding of its text, if that was given by hand. It counts more.
    pub encoding: Option<Encoding>,
    /// A name for its file, without folders, that an event file can have.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where an original comes from.
#[derive(Debug)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// The web.
    Web {
        /// Its address, after permanent redirects.
        address: String,
        /// How it was fetched, in sentences.
        history: Vec<String>,
    },
}

impl Original {
    /// Reads the file at a path, or fetches the page at an address. `kind` says what it is, whatever its name and its
    /// server say.
    ///
    /// # Errors
    /// It cannot be read or fetched; a page is of no kind that can be read.
    pub fn obtain(place: &Path, kind: Option<Kind>) -> Result<Self> {
        match place.to_str().filter(|place| place.contains("://")) {
            Some(address) => Self::of_page(fetch(address, &Limits::default())?, kind),
            None => Self::of_file(place, kind),
        }
    }

    /// Reads the file at a path.
    ///
    /// # Errors
    /// It cannot be read, or its name is not text, or has nothing that an event file can have.
    pub fn of_file(path: &Path, kind: Option<Kind>) -> Result<Self> {
        let bytes = read(path)?;
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.filter(|name| !name.contains(char::is_control));
        let Some(name) = name.map(names::cleaned).filter(|name| !name.is_empty()) else {
            bail!(
                "cannot add {}: its name is not text; rename it first",
                named(path)
            );
        };
        Ok(Self {
            kind: kind.or_else(|| Kind::of(&name, &bytes)),
            bytes,
            charset: None,
            encoding: None,
            name,
            origin: Origin::File(path.to_path_buf()),
        })
    }

    fn of_page(page: Page, kind: Option<Kind>) -> Result<Self> {
        let address = page.address;
        let said = page.media_type.as_ref().map(|it| it.name.as_str());
        let is_unread = Kind::is_unread(&address, &page.bytes);
        let known = || {
            // Servers send what they have no type for as text, or as bytes.
            let said = match said {
                _ if is_unread => return None,
                None | Some("application/octet-stream") => {
                    return Kind::of(&address, &page.bytes);
                }
                Some(said) => Kind::of_media_type(said)?,
            };
            let by_name = Kind::of_name(&address).filter(|it| LIKE_TEXT.contains(it));
            Some(by_name.filter(|_| said == Kind::Text).unwrap_or(said))
        };
        let kind = kind
            .or_else(|| Kind::of_content(&address, &page.bytes))
            .or_else(known);
        let Some(kind) = kind else {
            ensure!(!is_unread, "cannot read {address}: {NOT_READ}");
            let said = said.map_or("does not say what it is".to_owned(), |it| {
                format!("says that it is {it}")
            });
            bail!(
                "cannot read {address}: the server {said}; say it with `--as`: {}",
                kinds()
            );
        };
        let mut history = Vec::new();
        if let Some(first) = page.redirects.first() {
            let rest = page.redirects.iter().skip(1).chain([&address]);
            let rest: Vec<&str> = rest.map(String::as_str).collect();
            history.push(format!("Redirected from {first} to {}.", rest.join(" to ")));
        }
        let dates = [("Sent", page.sent), ("Last modified", page.modified)];
        for (what, date) in dates {
            history.extend(date.map(|date| format!("{what}, says the server: {date}.")));
        }
        Ok(Self {
            bytes: page.bytes,
            kind: Some(kind),
            charset: page.media_type.and_then(|it| it.charset),
            encoding: None,
            name: names::of_address(&address, kind),
            origin: Origin::Web {
                address: page.lasting,
                history,
            },
        })
    }

    /// Returns what it is.
    ///
    /// # Errors
    /// Nobody knows, and how to say it.
    pub fn kind(&self) -> Result<Kind> {
        let why = || {
            if Kind::is_unread(&self.name, &self.bytes) {
                return format!("cannot read {}: {NOT_READ}", self.shown());
            }
            format!(
                "cannot tell what {} is; say it with `--as`: {}",
                self.shown(),
                kinds()
            )
        };
        self.kind.with_context(why)
    }

    /// Returns the encoding of its text, if that is known.
    pub fn charset(&self) -> Option<String> {
        let given = self.encoding.map(Encoding::name);
        given.or_else(|| self.charset.clone())
    }

    /// Returns what messages call it.
    pub fn shown(&self) -> String {
        match &self.origin {
            Origin::Web { address, .. } => address.clone(),
            Origin::File(path) => named(path),
        }
    }
}

/// Returns the kinds that `--as` takes, in a list.
fn kinds() -> String {
    let names: Vec<&str> = Kind::NAMES.iter().map(|(_, name)| *name).collect();
    names.join(", ")
}

/// Reads a file as a whole.
///
/// # Errors
/// It is not there, is a folder or no regular file, or is too large.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let cannot = || format!("cannot read {}", named(path));
    if !path.exists() && !path.is_symlink() {
        let text = path.to_string_lossy();
        let is_host = text
            .split_once('/')
            .is_some_and(|(host, _)| host.contains('.'));
        let address = format!("https://{text}");
        if is_host && !text.starts_with('.') && web::is_address(&address) {
            bail!(
                "{}: no such file; if it is a page of the web, write {address}",
                cannot()
            );
        }
    }
    let bytes = regular(path).with_context(cannot)?;
    ensure!(!bytes.is_empty(), "{}: it is empty", cannot());
    Ok(bytes)
}

/// Reads a regular file that is not too large. Anything else is not opened: a pipe would wait for its writer.
///
/// # Errors
/// It is not there, is no regular file, or is too large.
pub fn regular(path: &Path) -> Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    ensure!(!metadata.is_dir(), "it is a folder; name a file in it");
    ensure!(metadata.is_file(), "it is not a regular file");
    let too_large = || format!("it is larger than {} MiB", LARGEST >> 20);
    ensure!(metadata.len() <= LARGEST, too_large());
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(LARGEST.saturating_add(1))
        .read_to_end(&mut bytes)?;
    // It may have grown meanwhile.
    ensure!(bytes.len() as u64 <= LARGEST, too_large());
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;
    use crate::command::print::with_causes;
    use crate::command::source::fetch::MediaType;

    fn page(address: &str, media_type: Option<&str>) -> Page {
        Page {
            bytes: b"text".to_vec(),
            address: address.to_owned(),
            lasting: address.to_owned(),
            redirects: Vec::new(),
            media_type: media_type.and_then(MediaType::parse),
            sent: None,
            modified: None,
        }
    }

    #[test]
    fn a_page_is_what_its_server_says() {
        for (path, media_type, given, wanted) in [
            (
                "x",
                Some("text/html; charset=utf-8"),
                None,
                Some(Kind::Html),
            ),
            ("x.pdf", Some("text/html"), None, Some(Kind::Html)),
            ("x.md", Some("text/plain"), None, Some(Kind::Markdown)),
            ("x.vtt", Some("text/plain"), None, Some(Kind::Vtt)),
            ("x.pdf", Some("text/plain"), None, Some(Kind::Text)),
            ("x.pdf", Some("application/octet-stream"), None, None),
            ("x.pdf", None, None, None),
            ("x.pdf", None, Some(Kind::Pdf), Some(Kind::Pdf)),
            ("x", Some("text/html"), Some(Kind::Text), Some(Kind::Text)),
        ] {
            let address = format!("https://e.org/{path}");
            let original = Original::of_page(page(&address, media_type), given);
            let kind = original.map(|original| original.kind).ok().flatten();
            assert_eq!(kind, wanted, "{path} {media_type:?}");
        }
    }

    #[test]
    fn the_bytes_of_a_page_say_more_than_its_server() {
        let bytes = Some("application/octet-stream");
        let word = b"PK\x03\x04 damaged";
        for (path, media_type, content, wanted) in [
            ("x", Some("text/plain"), &b"%PDF-1.7"[..], Some(Kind::Pdf)),
            ("x.html", Some("text/html"), b"%PDF-1.7", Some(Kind::Pdf)),
            ("x.docx", Some("text/plain"), word, Some(Kind::Docx)),
            ("x", bytes, b"<!doctype html><p>x", Some(Kind::Html)),
            ("x", None, b"%PDF-1.7", Some(Kind::Pdf)),
            ("x.srt", None, b"1\n", Some(Kind::Srt)),
            ("x", bytes, b"anything", None),
            ("x", Some("image/png"), b"<html>", None),
            ("x.html", Some("text/html"), b"\x89PNG\r\n", None),
        ] {
            let mut page = page(&format!("https://e.org/{path}"), media_type);
            page.bytes = content.to_vec();
            let original = Original::of_page(page, None);
            let kind = original.map(|original| original.kind).ok().flatten();
            assert_eq!(kind, wanted, "{path} {media_type:?}");
        }
    }

    #[test]
    fn only_regular_files_are_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("text"), "text").expect("a file");
        symlink("text", at("link")).expect("a link");
        symlink("/dev/zero", at("endless")).expect("a link");
        symlink("nowhere", at("dangling")).expect("a link");
        let pipe = Command::new("mkfifo").arg(at("pipe")).status();
        assert!(pipe.expect("mkfifo runs").success());
        let large = File::create(at("large")).expect("a file");
        large.set_len(LARGEST + 1).expect("a file with a hole");
        for (name, wanted) in [
            ("text", Ok("text")),
            ("link", Ok("text")),
            ("endless", Err("it is not a regular file")),
            ("pipe", Err("it is not a regular file")),
            ("large", Err("it is larger than 256 MiB")),
            (".", Err("it is a folder; name a file in it")),
            ("dangling", Err("no such file")),
        ] {
            let read = regular(&at(name)).map(|bytes| String::from_utf8(bytes).expect("text"));
            let read = read.map_err(|why| with_causes(&why));
            let read = read.as_deref().map_err(String::as_str);
            assert_eq!(read, wanted, "{name}");
        }
    }

    #[test]
    fn redirects_and_dates_are_told() {
        let mut page = page("https://e.org/c", Some("text/plain"));
        page.redirects = vec!["https://e.org/a".to_owned(), "https://e.org/b".to_owned()];
        page.lasting = "https://e.org/a".to_owned();
        page.modified = Some("Mon, 03 Mar 2025 08:00:00 GMT".to_owned());
        let original = Original::of_page(page, None).expect("an original");
        let Origin::Web { address, history } = original.origin else {
            panic!("it is a page");
        };
        assert_eq!(address, "https://e.org/a");
        assert_eq!(
            history,
            [
                "Redirected from https://e.org/a to https://e.org/b to https://e.org/c.",
                "Last modified, says the server: Mon, 03 Mar 2025 08:00:00 GMT.",
            ]
        );
    }
}
