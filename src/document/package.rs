//! Zip files, as documents and archives use them. The paths in them are only names.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::charset;
use super::encoding::Encoding;
use crate::text::web;

/// The largest number of files in a zip file.
const MAX_PARTS: usize = 20_000;

/// How many bytes all parts that are read may have together, unpacked.
const MAX_TOTAL: u64 = 256 << 20;

/// How many bytes one part may have, unpacked.
const MAX_PART: u64 = 64 << 20;

/// A zip file.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The index of each part, by its name in small letters.
    parts: HashMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// Reads the table of contents.
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let zip = ZipArchive::new(Cursor::new(bytes));
        let zip = zip.map_err(|error| format!("it is damaged: {error}"))?;
        if zip.len() > MAX_PARTS {
            let count = zip.len();
            return Err(format!("it has {count} parts, more than {MAX_PARTS}"));
        }
        let names = zip.file_names_raw().enumerate();
        let parts = names.map(|(index, name)| (key(&String::from_utf8_lossy(name)), index));
        Ok(Self {
            parts: parts.collect(),
            zip,
            left: MAX_TOTAL,
        })
    }

    /// Returns the names of all parts, in small letters and in order.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.parts.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// Returns whether there is a part with a name.
    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&key(name))
    }

    /// Unpacks a part.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, String> {
        self.part_up_to(name, MAX_PART)
    }

    /// Unpacks a part of at most `max` bytes.
    pub fn part_up_to(&mut self, name: &str, max: u64) -> Result<Vec<u8>, String> {
        let index = self.parts.get(&key(name));
        let index = *index.ok_or_else(|| format!("{name} is missing"))?;
        let file = self.zip.by_index(index);
        let file = file.map_err(|error| format!("{name} is damaged: {error}"))?;
        let max = max.min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(max.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| format!("{name} is damaged: {error}"))?;
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if len > max {
            return Err(format!("{name} has more than {max} bytes, unpacked"));
        }
        self.left = self.left.saturating_sub(len);
        Ok(bytes)
    }

    /// Unpacks a part and decodes it as XML declares its encoding.
    pub fn xml(&mut self, name: &str) -> Result<String, String> {
        let bytes = self.part(name)?;
        let declared = Encoding::declared(&bytes).map(Encoding::name);
        Ok(charset::text(&bytes, declared.as_deref(), &mut Vec::new()))
    }
}

/// Returns a name as it is compared: in small letters, with `/` between its parts and none at the beginning.
fn key(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    name.trim_start_matches('/').to_owned()
}

/// Returns the name of a part from a reference to it in the part `from`, without its fragment.
pub(super) fn resolve(from: &str, reference: &str) -> String {
    let reference = reference.split('#').next().unwrap_or_default();
    let (folder, path) = match reference.strip_prefix('/') {
        Some(path) => ("", path),
        None => (
            from.rsplit_once('/').map_or("", |(folder, _)| folder),
            reference,
        ),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(path.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    web::percent_decoded(&steps.join("/"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    #[test]
    fn references_are_resolved_within_the_package() {
        for (from, reference, name) in [
            ("OPS/book.opf", "a%20third.xhtml#p1", "OPS/a third.xhtml"),
            ("OPS/text/a.xhtml", "../notes.xhtml", "OPS/notes.xhtml"),
            ("book.opf", "./a.xhtml", "a.xhtml"),
            ("OPS/book.opf", "/word/document.xml", "word/document.xml"),
            ("a/b", "../../../../etc/passwd", "etc/passwd"),
            ("a/b", "50%", "a/50%"),
            ("a/b", "%C3%A9%zz%+1", "a/é%zz%+1"),
        ] {
            assert_eq!(resolve(from, reference), name);
        }
    }

    #[test]
    fn parts_that_unpack_to_too_much_are_refused() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        zip.start_file("A\\Big.xml", options).unwrap();
        zip.write_all(&vec![b' '; 5000]).unwrap();
        let bytes = zip.finish().unwrap().into_inner();
        assert!(bytes.len() < 1000);
        let mut package = Package::open(&bytes).unwrap();
        assert_eq!(package.names(), ["a/big.xml"]);
        assert!(package.has("/a/BIG.xml"));
        assert!(package.part_up_to("a/big.xml", 4999).is_err());
        assert_eq!(package.part_up_to("a/big.xml", 5000).unwrap().len(), 5000);
        package.left = 4999;
        assert!(package.part("a/big.xml").is_err());
        assert!(package.part("b").is_err());
    }
}
