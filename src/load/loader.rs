//! Reads event files, or what is kept of them.

use std::path::{Path, PathBuf};

use super::body::Body;
use super::cache::{Kept, Place};
use super::input::{Input, Unread, Until};
use super::names::Names;
use super::opened::{Loaded, Opened};
use super::reading;
use super::reread::EventFiles;
use crate::diagnostic::Diagnostic;

/// How to read event files.
#[derive(Clone, Debug)]
pub struct Loader {
    /// How far to read what may still grow.
    pub until: Until,
    /// The folder for what is kept of large files, if that is wanted.
    pub cache: Option<PathBuf>,
}

impl Default for Loader {
    fn default() -> Self {
        Self {
            until: Until::End,
            cache: None,
        }
    }
}

impl Loader {
    /// Reads event files into one timeline as far as they are there, and tells from time to time how many bytes
    /// of them are read.
    ///
    /// # Errors
    /// As [`load`].
    pub fn load(
        &self,
        paths: &[PathBuf],
        progress: &mut dyn FnMut(usize),
    ) -> Result<Loaded, Vec<Diagnostic>> {
        let (inputs, unread) = open(paths, self.until)?;
        let opened = Opened::all(inputs);
        let place = self
            .cache
            .as_ref()
            .and_then(|folder| place(&opened, folder));
        let loaded = if let Some(place) = place {
            load_cached(opened, &place, progress)?
        } else {
            let read = reading::read(&opened, progress)?;
            opened.loaded(read)
        };
        Ok(Loaded { unread, ..loaded })
    }

    /// Reads the beginning of event files of which some are large, so that there is something to see at once.
    /// None if none is large, if it is as quick to read all, or if that fails.
    pub fn load_beginning(&self, paths: &[PathBuf]) -> Option<Loaded> {
        let inputs = paths
            .iter()
            .map(|path| Input::read_beginning(path, self.until));
        let inputs: Vec<(Input, Unread)> = inputs.collect::<Option<_>>()?;
        let unread = inputs
            .iter()
            .fold(Unread::Nothing, |sum, (_, it)| sum.and(*it));
        let inputs: Vec<Input> = inputs.into_iter().map(|(input, _)| input).collect();
        if unread == Unread::Nothing || self.is_cached(paths) {
            return None;
        }
        let opened = Opened::all(inputs);
        let read = reading::read(&opened, &mut |_| ()).ok()?;
        Some(Loaded {
            unread,
            ..opened.loaded(read)
        })
    }

    fn is_cached(&self, paths: &[PathBuf]) -> bool {
        let Some(folder) = &self.cache else {
            return false;
        };
        // Standard input and compressed files are not in it, and take long to open.
        let bodies = paths.iter().map(|path| Body::open(path));
        let Some(bodies) = bodies.collect::<Option<Vec<Body>>>() else {
            return false;
        };
        let files = paths.iter().map(|path| Some(path.as_path())).zip(&bodies);
        Place::new(folder, files).is_some_and(|place| place.is_filled())
    }
}

/// Takes what is kept of open files, or else reads them and keeps it.
fn load_cached(
    mut opened: Opened,
    place: &Place,
    progress: &mut dyn FnMut(usize),
) -> Result<Loaded, Vec<Diagnostic>> {
    let lens: Vec<usize> = opened.files.iter().map(|file| file.body.len()).collect();
    if let Some((unpacked, kept)) = place.read(&opened.names, &lens) {
        let (actors, sources) = (unpacked.actors(), unpacked.sources());
        let mut names = Names::default();
        names.restore(actors, sources);
        for (name, actor) in kept.others {
            names.learn_other(&name, actor as usize, actors);
        }
        let files = std::mem::take(&mut opened.files);
        let records = EventFiles { files, names };
        let timeline = unpacked.into_timeline(Box::new(records));
        return Ok(opened.with(timeline, kept.found));
    }
    let read = reading::read(&opened, progress)?;
    let others = read.names.others();
    let kept = Kept {
        others: others
            .map(|(name, actor)| (name.to_owned(), actor))
            .collect(),
        found: read.found.clone(),
    };
    let again = self::place(&opened, place.folder());
    let loaded = opened.loaded(read);
    // Without it the files are read again next time.
    let _ = place.write(again, &loaded.timeline, &kept);
    Ok(loaded)
}

/// Returns the place of open files in a cache, if they are worth one.
fn place(opened: &Opened, folder: &Path) -> Option<Place> {
    let files = opened.iter();
    let files = files.map(|(_, (name, file))| (name.path.as_deref(), &file.body));
    Place::new(folder, files)
}

/// Opens event files, and returns what of them is still to come.
///
/// # Errors
/// Every file that is not there or is not text.
pub fn open(paths: &[PathBuf], until: Until) -> Result<(Vec<Input>, Unread), Vec<Diagnostic>> {
    let mut inputs: Vec<Input> = Vec::new();
    let (mut unread, mut failed) = (Unread::Nothing, Vec::new());
    for path in paths {
        match Input::read(path, until) {
            Ok((mut input, more)) => {
                if let Some(other) = inputs.last() {
                    input.share_root(other);
                }
                inputs.push(input);
                unread = unread.and(more);
            }
            Err(diagnostic) => failed.push(diagnostic),
        }
    }
    if failed.is_empty() {
        Ok((inputs, unread))
    } else {
        Err(failed)
    }
}
