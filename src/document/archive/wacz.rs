//! WACZ: WARC files in a zip file, with an index of the pages that were visited.

use serde::Deserialize;

use super::super::package::Package;

/// The largest number of bytes of the files in it.
const MAX_FILE: u64 = 256 << 20;

/// What is in a WACZ file.
pub(super) struct Contents {
    /// Its WARC files.
    pub files: Vec<Vec<u8>>,
    /// The pages that its index names.
    pub pages: Vec<Listed>,
}

/// A page in an index.
#[derive(Debug, Deserialize)]
pub(super) struct Listed {
    pub url: String,
    /// When it was saved, empty if that is not said.
    #[serde(rename = "ts", default)]
    pub date: String,
}

/// Unpacks a WACZ file.
pub(super) fn read(bytes: &[u8]) -> Result<Contents, String> {
    let mut package = Package::open(bytes)?;
    let is_warc = |name: &&str| {
        let bare = name.strip_suffix(".gz").unwrap_or(name);
        name.starts_with("archive/") && bare.strip_suffix(".warc").is_some()
    };
    let names: Vec<String> = package
        .names()
        .into_iter()
        .filter(is_warc)
        .map(str::to_owned)
        .collect();
    let mut files = Vec::new();
    for name in names {
        files.push(package.part_up_to(&name, MAX_FILE)?);
    }
    if files.is_empty() {
        return Err("it has no WARC file".to_owned());
    }
    let index = package.part("pages/pages.jsonl").unwrap_or_default();
    let lines = index.split(|byte| *byte == b'\n');
    // Its first line describes the others.
    let pages = lines.filter_map(|line| serde_json::from_slice(line).ok());
    Ok(Contents {
        pages: pages.collect(),
        files,
    })
}
