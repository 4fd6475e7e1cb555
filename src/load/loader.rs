//! Reads event files, or what is kept of them.

use std::path::{Path, PathBuf};

use super::body::Body;
use super::cache::{Kept, Place};
use super::input::{Input, Unread, Until};
use super::names::Names;
use super::opened::{Loaded, Opened};
use super::reading;
use crate::diagnostic::Diagnostic;
use crate::timeline::File;

/// How to read event files.
#[derive(Clone, Debug)]
pub struct Loader {
    /// How far to read what may still grow.
    pub until: Until,
    /// The folder for what is kept of large files, if that is wanted.
    pub cache: Option<PathBuf>,
    /// Whether to tell what a part of very large files says before all is read.
    pub parts: bool,
}

/// What is told while files are read.
pub enum Told {
    /// So many bytes are read.
    Read(usize),
    /// What a part of the files says.
    Part(Box<Loaded>),
}

impl Default for Loader {
    fn default() -> Self {
        Self {
            until: Until::End,
            cache: None,
            parts: false,
        }
    }
}

impl Loader {
    /// Reads event files into one timeline as far as they are there, and tells from time to time how far it is.
    ///
    /// # Errors
    /// Why files cannot be read: they are not there, not text, or not in their format.
    pub fn load(
        &self,
        paths: &[PathBuf],
        tell: &mut dyn FnMut(Told),
    ) -> Result<Loaded, Vec<Diagnostic>> {
        let (inputs, unread) = open(paths, self.until)?;
        let part = self
            .parts
            .then(|| first_part(&inputs, VERY_LARGE))
            .flatten();
        let mut opened = Opened::all(inputs);
        let folder = self.cache.as_ref();
        let place = folder.and_then(|folder| place(&opened, folder));
        if let Some(loaded) = place.as_ref().and_then(|it| kept(&mut opened, it)) {
            return Ok(loaded.with_unread(unread, self.until));
        }
        if let Some(loaded) = part.and_then(load_part) {
            tell(Told::Part(Box::new(loaded)));
        }
        let read = reading::read(&opened, &mut |bytes| tell(Told::Read(bytes)))?;
        let Some(place) = place else {
            let loaded = opened.loaded(read);
            return Ok(loaded.with_unread(unread, self.until));
        };
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
        Ok(loaded.with_unread(unread, self.until))
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
        Some(opened.loaded(read).with_unread(unread, self.until))
    }

    fn is_cached(&self, paths: &[PathBuf]) -> bool {
        let Some(folder) = &self.cache else {
            return false;
        };
        // Standard input and compressed files are not in it, and take long to open.
        let inputs = paths
            .iter()
            .map(|path| Some(Input::of_body(path, Body::open(path)?)));
        let Some(inputs) = inputs.collect::<Option<Vec<Input>>>() else {
            return false;
        };
        let files = inputs.iter().map(|input| File {
            name: input.name.clone(),
            path: input.path.clone(),
        });
        let files: Vec<File> = files.collect();
        let bodies = inputs.iter().map(|input| &input.body);
        let place = Place::new(folder, files.iter().zip(bodies));
        place.is_some_and(|place| place.is_filled())
    }
}

/// Takes what is kept of open files.
fn kept(opened: &mut Opened, place: &Place) -> Option<Loaded> {
    let lens: Vec<usize> = opened.files.iter().map(|file| file.body.len()).collect();
    let (unpacked, kept) = place.read(&opened.names, &lens)?;
    let (actors, sources) = (unpacked.actors(), unpacked.sources());
    let mut names = Names::default();
    names.restore(actors, sources);
    for (name, actor) in kept.others {
        names.learn_other(&name, actor as usize, actors);
    }
    let opened = std::mem::take(opened);
    Some(opened.restored(unpacked, names, kept.found))
}

/// Of files with more bytes of event data, a part is told.
const VERY_LARGE: usize = 1 << 26;

/// The part of it, which adds as much to the time that reading takes.
const PART: usize = 16;

/// Returns the first part of event data of more than so many bytes, and how much of it there is.
fn first_part(inputs: &[Input], most: usize) -> Option<(Vec<Input>, usize)> {
    let stored = |input: &&Input| input.body.held().is_none();
    let len = inputs.iter().filter(stored).map(|it| it.body.len()).sum();
    let parts = inputs.iter().cloned().map(|mut input| {
        let part = input.body.len() / PART;
        input.body.shorten(part);
        input
    });
    (len > most).then(|| (parts.collect(), len))
}

fn load_part((inputs, len): (Vec<Input>, usize)) -> Option<Loaded> {
    let opened = Opened::all(inputs);
    let read = reading::read(&opened, &mut |_| ()).ok()?;
    Some(
        opened
            .loaded(read)
            .with_unread(Unread::Bytes(len), Until::End),
    )
}

/// Returns the place of open files in a cache, if they are worth one.
fn place(opened: &Opened, folder: &Path) -> Option<Place> {
    let files = opened.iter();
    let files = files.map(|(_, (name, file))| (name, &file.body));
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_that_may_grow_is_only_a_part() {
        let mut file = tempfile::NamedTempFile::with_suffix(".jsonl").expect("a file");
        writeln!(file, "{{\"id\":\"e\",\"date\":\"2001\",\"title\":\"T\"}}")
            .expect("it is written");
        let paths = [file.path().to_path_buf()];
        for (until, is_partial) in [(Until::End, false), (Until::LastLine, true)] {
            let how = Loader {
                until,
                ..Loader::default()
            };
            let loaded = how.load(&paths, &mut |_| ()).expect("it loads");
            assert_eq!(loaded.timeline.is_partial(), is_partial, "{until:?}");
        }
    }

    #[test]
    fn a_part_of_a_large_file_is_its_first_lines() {
        let mut file = tempfile::tempfile().expect("a file");
        for number in 0..1600 {
            let line = format!("{{\"id\":\"e{number:04}\",\"date\":\"2001\",\"title\":\"T\"}}");
            writeln!(file, "{line}").expect("it is written");
        }
        let len = file.metadata().expect("a file").len() as usize;
        let curated = "[[event]]\nid = \"a\"\ntitle = \"T\"\ndate = \"2002\"\n";
        let inputs = [
            Input::of_text("events.toml", curated),
            Input {
                body: Body::stored(file, len),
                ..Input::of_text("events.jsonl", "")
            },
        ];
        assert!(first_part(&inputs, len).is_none());
        let part = first_part(&inputs, len - 1).and_then(load_part);
        let part = part.expect("a part");
        // A whole curated file, and a sixteenth of the other.
        assert_eq!(part.timeline.len(), 101);
        assert_eq!(part.unread, Unread::Bytes(len));
        assert!(part.timeline.is_partial());
    }
}
