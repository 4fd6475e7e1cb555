//! The event file that a command on sources changes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::command::print::named;
use crate::command::replace::replace;
use crate::load;
use crate::text::shell;

/// An event file with its text as it was read.
#[derive(Debug)]
pub struct EventFile {
    /// Its path.
    pub path: PathBuf,
    /// The folder it is in, empty for the current one; sources are there, or below.
    pub folder: PathBuf,
    /// Its text, with a byte-order mark if it has one.
    pub text: String,
}

impl EventFile {
    /// Reads the event file at a path, or in the folder at a path; without one, `events.toml`.
    ///
    /// # Errors
    /// There is none; it is not TOML by its name; it cannot be read.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path.map(load::event_file) else {
            let here = PathBuf::from("events.toml");
            ensure!(
                here.exists(),
                "there is no events.toml here; `annals init` creates one, or name one with `--events`"
            );
            return Self::read(here);
        };
        if path.is_dir() {
            let folder = shell::path(&path.display().to_string());
            bail!(
                "there is no events.toml in {}; `annals init {folder}` creates one",
                named(&path)
            );
        }
        ensure!(
            path.exists(),
            "there is no event file {}; `annals init` creates a timeline",
            named(&path)
        );
        Self::read(path)
    }

    fn read(path: PathBuf) -> Result<Self> {
        ensure!(
            path.extension()
                .is_some_and(|it| it.eq_ignore_ascii_case("toml")),
            "{} cannot define sources: only .toml event files can; name one with `--events`",
            named(&path)
        );
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", named(&path)))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        Ok(Self { path, folder, text })
    }

    /// Replaces its text, unless someone else changed it meanwhile.
    ///
    /// # Errors
    /// It was changed; it cannot be written.
    pub fn rewrite(&self, new: &str) -> Result<()> {
        replace(&self.path, self.text.as_bytes(), new.as_bytes())
            .with_context(|| format!("cannot rewrite {}", named(&self.path)))
    }
}
