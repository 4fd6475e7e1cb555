//! Event files that are open, and the timeline that is made of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::context::{lock_path, read_lock};
use super::file::EventFile;
use super::input::{Input, Unread, Until};
use super::names::Names;
use super::node::Fault;
use super::reread::EventFiles;
use super::source_root::SourceRoot;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::timeline::{File, Parts, Source, Timeline, Unpacked};

/// A timeline, what is wrong with its files, and which files those are.
#[derive(Debug)]
pub struct Loaded {
    /// The timeline. It has every event of the files.
    pub timeline: Timeline,
    /// Everything that is wrong, by file and line.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file that was read, or would have been if it were there: event files, lock files and sources.
    pub files: Vec<PathBuf>,
    /// What of the event files is not read yet.
    pub unread: Unread,
}

impl Loaded {
    /// Takes note of what is not read yet, and of whether more may be written.
    pub(super) fn with_unread(self, unread: Unread, until: Until) -> Self {
        let is_whole = unread == Unread::Nothing && until != Until::LastLine;
        let timeline = if is_whole {
            self.timeline
        } else {
            self.timeline.as_part()
        };
        Self {
            timeline,
            unread,
            ..self
        }
    }
}

/// Event files that are open.
#[derive(Default)]
pub struct Opened {
    pub names: Vec<File>,
    pub roots: Vec<SourceRoot>,
    pub files: Vec<EventFile>,
    /// What is wrong with their headers.
    pub faults: BTreeMap<usize, Fault>,
    /// The lock files.
    locks: Vec<PathBuf>,
    /// What is wrong with them, and how files of other programs were read.
    warnings: Vec<Diagnostic>,
}

/// What the events of open files are.
pub struct Read {
    /// Everything but the files.
    pub parts: Parts,
    pub names: Names,
    /// What is wrong in the files.
    pub found: Vec<Diagnostic>,
}

impl Opened {
    /// Indexes event files and reads their lock files.
    pub fn all(inputs: Vec<Input>) -> Self {
        let mut all = Self::default();
        for (index, input) in inputs.into_iter().enumerate() {
            let (mut file, fault) = EventFile::new(&input);
            match read_lock(&input) {
                Ok(None) => {}
                Ok(Some((lock, _))) => file.lock = Some(Box::new(lock)),
                Err(warning) => all.warnings.push(*warning),
            }
            if let Some(imported) = &input.imported {
                all.warnings.extend(imported.diagnostics(&input.name));
            }
            all.locks.extend(lock_path(&input));
            all.faults.extend(fault.map(|fault| (index, fault)));
            all.files.push(file);
            all.roots.push(input.root);
            all.names.push(File {
                name: input.name,
                path: input.path,
            });
        }
        all
    }

    /// Iterates over the names and the contents of the files.
    pub fn iter(&self) -> impl Iterator<Item = (usize, (&File, &EventFile))> {
        self.names.iter().zip(&self.files).enumerate()
    }

    /// Makes the timeline of what was read.
    pub fn loaded(mut self, read: Read) -> Loaded {
        let Read {
            mut parts,
            names,
            found,
        } = read;
        parts.files = std::mem::take(&mut self.names);
        let files = std::mem::take(&mut self.files);
        let records = EventFiles { files, names };
        self.with(Timeline::new(parts, Box::new(records)), found)
    }

    /// Makes the timeline of what was kept of the files.
    pub fn restored(mut self, kept: Unpacked, names: Names, found: Vec<Diagnostic>) -> Loaded {
        let files = std::mem::take(&mut self.files);
        let records = EventFiles { files, names };
        self.with(kept.into_timeline(Box::new(records)), found)
    }

    /// Puts a timeline together with what is wrong in its files, and with which files those are.
    fn with(self, timeline: Timeline, found: Vec<Diagnostic>) -> Loaded {
        let mut diagnostics = self.warnings;
        diagnostics.extend(found);
        // Rightly no event, or a file of something else: whoever made it knows.
        if timeline.is_empty()
            && diagnostics.iter().all(|it| it.severity == Severity::Note)
            && let Some(file) = timeline.files().first()
        {
            let message = "there is no event in this timeline";
            let found = Diagnostic::of_file(Code::Empty, Severity::Warning, &file.name, message);
            diagnostics.push(found.with_help("`annals init` makes a timeline to start from"));
        }
        let sources = timeline.sources().iter();
        let texts = |source: &Source| {
            let paths = source
                .versions()
                .filter_map(|it| source.path_of(it).cloned());
            paths.collect::<Vec<_>>()
        };
        let sources = sources.flat_map(texts);
        let files = timeline.files().iter().filter_map(|it| it.path.clone());
        let files = files.chain(self.locks).chain(sources).collect();
        Loaded {
            timeline,
            diagnostics,
            files,
            unread: Unread::Nothing,
        }
    }
}
