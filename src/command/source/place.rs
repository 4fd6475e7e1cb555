//! Where originals and editions are in the folder of a timeline.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::event_file::EventFile;
use super::original::{Origin, Original, regular};
use crate::command::print::named;
use crate::text::{sanitize, shell};

/// The folder for what is not in the folder of the timeline yet.
const SOURCES: &str = "sources";

/// A file in the folder of a timeline.
#[derive(Debug)]
pub struct Place {
    /// Its path.
    pub path: PathBuf,
    /// Its path relative to the event file, with `/` between folders.
    pub relative: String,
    /// Its name.
    pub name: String,
    /// Whether it is to be written.
    pub is_new: bool,
}

impl Place {
    /// Returns the place of a file by its path relative to an event file.
    pub fn new(file: &EventFile, relative: &str, is_new: bool) -> Self {
        let name = relative.rsplit('/').next().unwrap_or(relative);
        Self {
            path: file.folder.join(relative),
            relative: relative.to_owned(),
            name: name.to_owned(),
            is_new,
        }
    }

    /// Returns the place of a file with another name in the same folder.
    pub fn beside(&self, file: &EventFile, name: &str) -> Self {
        let folder = self.relative.strip_suffix(&self.name).unwrap_or_default();
        Self::new(file, &format!("{folder}{name}"), true)
    }
}

/// Returns where an original is, if that is below the folder of the event file, or where to copy it. With an id, a page
/// of the web is named after it.
///
/// # Errors
/// Another file has its name; its place cannot be named in an event file, or is elsewhere because of a link.
pub fn of_original(original: &Original, file: &EventFile, id: Option<&str>) -> Result<Place> {
    let mut name = original.name.clone();
    if let Origin::File(path) = &original.origin {
        if let Some(place) = below(path, file)? {
            return Ok(place);
        }
    } else if let (Some(id), Some((_, extension))) = (id, original.name.rsplit_once('.')) {
        name = format!("{id}.{extension}");
    }
    let mut place = Place::new(file, &format!("{SOURCES}/{name}"), true);
    check_below(&place.path, file)?;
    if place.path.symlink_metadata().is_err() {
        return Ok(place);
    }
    let is_same = regular(&place.path).is_ok_and(|bytes| bytes == original.bytes);
    if is_same {
        place.is_new = false;
        return Ok(place);
    }
    let shown = named(&place.path);
    match &original.origin {
        Origin::Web { .. } => {
            bail!("{shown} already exists and is another file; choose another name with `--id`")
        }
        Origin::File(path) => {
            let from = shell::path(&path.display().to_string());
            let to = shell::path(&file.folder.join(SOURCES).display().to_string());
            bail!(
                "{shown} already exists and is another file; copy {} into the folder under another name \
                 (`cp {from} {to}/NAME`) and add that",
                named(path)
            )
        }
    }
}

/// Returns the place of a file that is below the folder of an event file. None if it is elsewhere.
fn below(path: &Path, file: &EventFile) -> Result<Option<Place>> {
    let cannot = || format!("cannot read {}", named(path));
    let path = path.canonicalize().with_context(cannot)?;
    let Ok(relative) = path.strip_prefix(real(&file.folder)?) else {
        return Ok(None);
    };
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    let Some(parts) = parts else {
        bail!(
            "cannot add {}: its path is not text; rename it first",
            named(&path)
        );
    };
    let relative = parts.join("/");
    ensure!(
        sanitize::is_line(&relative),
        "cannot add {}: its path has spaces or signs that an event file cannot have; rename it first",
        named(&path)
    );
    Ok(Some(Place::new(file, &relative, false)))
}

/// Refuses a path that leads out of the folder of an event file, through links as well: nothing is read from there.
fn check_below(path: &Path, file: &EventFile) -> Result<()> {
    let folder = real(&file.folder)?;
    let mut above = path.ancestors();
    let nearest =
        above.find(|above| above.as_os_str().is_empty() || above.symlink_metadata().is_ok());
    let is_below = nearest
        .is_some_and(|nearest| real(nearest).is_ok_and(|nearest| nearest.starts_with(folder)));
    ensure!(
        is_below,
        "cannot write {}: a link in this path leads out of the timeline's folder, where no source is read",
        named(path)
    );
    Ok(())
}

/// Returns a path without links. The path of the current folder is empty.
fn real(path: &Path) -> std::io::Result<PathBuf> {
    Path::new(".").join(path).canonicalize()
}

/// Returns where the edition of an original goes: beside it. `page` tells apart the pages of an archive, and `options`
/// are those of the command, for a hint.
///
/// # Errors
/// There is a file already.
pub fn of_edition(
    original: &Place,
    page: Option<&str>,
    file: &EventFile,
    options: &str,
) -> Result<Place> {
    let page = page.map_or(String::new(), |page| format!(".{page}"));
    let place = original.beside(file, &format!("{}{page}.txt", original.name));
    let is_free = place.path.symlink_metadata().is_err();
    let shown = shell::path(&place.path.display().to_string());
    ensure!(
        is_free,
        "{} already exists; remove it to have it made again, or use it as it is with \
         `annals source add {shown}{options}`",
        named(&place.path)
    );
    Ok(place)
}
