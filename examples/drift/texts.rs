//! The texts that quotes are taken from.

use std::fs;
use std::path::{Path, PathBuf};

use annals::document::{Document, Format};

use crate::edits::Text;

/// Where the tests have their sample.
pub const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/udhr");
/// Where `fetch.sh` puts all of them.
const ALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/udhr");

/// The texts of those names, or all: those that were fetched, else the sample.
pub fn read(names: &[String]) -> Vec<Text> {
    let folder = if Path::new(ALL).is_dir() { ALL } else { SAMPLE };
    sample(Path::new(folder), names)
}

/// The texts of a folder.
pub fn sample(folder: &Path, names: &[String]) -> Vec<Text> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| {
        let name = path.file_stem()?.to_str()?.to_owned();
        let wanted = names.is_empty() || names.contains(&name);
        let format = Format::of(path).filter(|_| wanted)?;
        let document = Document::read(&fs::read(path).ok()?, format);
        let paragraphs = document.paragraphs().to_vec();
        (paragraphs.len() > 3).then_some(Text { name, paragraphs })
    });
    texts.collect()
}
