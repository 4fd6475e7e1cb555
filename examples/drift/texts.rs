//! The texts that quotes are taken from: the Universal Declaration of Human Rights in many languages.

use std::fs;
use std::path::{Path, PathBuf};

use annals::document::{Document, Format};

use crate::edits::Text;

/// The folder with the sample of the tests.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/udhr");

/// Returns the sample.
pub fn sample() -> Vec<Text> {
    read(Path::new(SAMPLE), &[])
}

/// Returns the texts of a folder, or only those with given names.
pub fn read(folder: &Path, names: &[String]) -> Vec<Text> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| {
        let name = path.file_stem()?.to_str()?.to_owned();
        let wanted = name != "README" && (names.is_empty() || names.contains(&name));
        let format = Format::of(path).filter(|_| wanted)?;
        let document = Document::read(&fs::read(path).ok()?, format);
        let paragraphs: Vec<String> = document.paragraphs().iter().map(str::to_owned).collect();
        (paragraphs.len() > 3).then_some(Text { name, paragraphs })
    });
    texts.collect()
}
