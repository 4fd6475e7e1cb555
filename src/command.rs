//! What the command line asks for, done: one file per command, each writing to a
//! `Write` it is given. Mistakes of the user are printed as diagnostics; what fails
//! around the program is an `anyhow` error with its context.

mod actors;
mod browse;

mod check;
mod coverage;
mod fix;
mod init;
mod list;
mod replace;
mod show;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cli::{Cli, Command};
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::load::{self, Input, Loaded};
use crate::timeline::Timeline;

/// What the program finds around itself, read once at its start.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent facts, not the states of one thing"
)]
pub struct Surroundings {
    /// Today's date, `YYYY-MM-DD`.
    pub today: String,
    /// Whether both standard input and output are a terminal.
    pub terminal: bool,
    /// Whether standard output may be coloured.
    pub colour: bool,
    /// The same of standard error.
    pub colour_errors: bool,
    /// Whether `NO_COLOR` is set.
    pub no_color: bool,
    /// $VISUAL, else $EDITOR.
    pub editor: Option<String>,
    /// $BROWSER.
    pub browser: Option<String>,
}

/// How a run ended. The numbers are the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// `check` found something.
    Findings,
    /// Wrong usage, or input that cannot be read.
    Unusable,
    /// Ended by a signal.
    Signal(u8),
}

impl Outcome {
    /// The exit status.
    pub fn status(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Unusable => 2,
            Self::Signal(number) => 128 + number,
        }
    }
}

/// Standard output and standard error.
pub struct Streams<'a> {
    /// What was asked for.
    pub out: &'a mut dyn Write,
    /// What is to be said about it.
    pub err: &'a mut dyn Write,
}

/// Does what the command line asks for.
///
/// # Errors
/// What fails around the program: a closed pipe, a terminal that is gone.
pub fn run(cli: Cli, around: &Surroundings, streams: &mut Streams<'_>) -> Result<Outcome> {
    match cli.command {
        None => browse::run(&cli.browse, around, streams),
        Some(Command::List {
            files,
            filter,
            format,
        }) => list::run(&files, &filter, format, around, streams),
        Some(Command::Show { event, file }) => show::run(&event, file, around, streams),
        Some(Command::Actors { file }) => actors::run(file, around, streams),
        Some(Command::Check(check)) => check::run(&check, around, streams),
        Some(Command::Coverage { files, format }) => coverage::run(&files, format, around, streams),
        Some(Command::Init { folder }) => init::run(&folder, around, streams),
    }
}

/// The event files of a command: those named, else `./events.toml`, else the built-in
/// example, which is said.
fn inputs(
    files: &[PathBuf],
    streams: &mut Streams<'_>,
) -> io::Result<Result<Vec<Input>, Vec<Diagnostic>>> {
    let here = PathBuf::from("events.toml");
    if !files.is_empty() {
        return Ok(load::read_inputs(files));
    }
    if Path::new(&here).exists() {
        return Ok(load::read_inputs(&[here]));
    }
    writeln!(
        streams.err,
        "annals: no events.toml here; this is the built-in example"
    )?;
    Ok(Ok(vec![load::example()]))
}

/// A command that was asked for something else does not bury it under its warnings.
const MOST_SHOWN: usize = 20;

/// Loads the event files of a command and prints what is wrong with them. None if one
/// cannot be read.
fn loaded(
    files: &[PathBuf],
    around: &Surroundings,
    streams: &mut Streams<'_>,
) -> Result<Option<Loaded>> {
    let found = inputs(files, streams)?.and_then(|inputs| load::from_inputs(&inputs));
    let diagnostics = match &found {
        Ok(loaded) => &loaded.diagnostics,
        Err(diagnostics) => diagnostics,
    };
    let (shown, rest) = diagnostics.split_at(diagnostics.len().min(MOST_SHOWN));
    print_all(shown, around.colour_errors, streams.err)?;
    if !rest.is_empty() {
        let more = counted(rest.len(), "more problem");
        writeln!(
            streams.err,
            "annals: {more}; `annals check` tells them all\n"
        )?;
    }
    Ok(found.ok())
}

/// Reads `--filter`. None if it is wrong, which is printed.
fn filter(
    text: &str,
    timeline: &Timeline,
    around: &Surroundings,
    streams: &mut Streams<'_>,
) -> Result<Option<Filter>> {
    match Filter::parse(text, timeline) {
        Ok(filter) => Ok(Some(filter)),
        Err(wrong) => {
            print_all(&[wrong], around.colour_errors, streams.err)?;
            Ok(None)
        }
    }
}

fn print_all(diagnostics: &[Diagnostic], colour: bool, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in diagnostics {
        writeln!(out, "{}\n", diagnostic.render(colour))?;
    }
    Ok(())
}

/// `1 event`, `2 events`.
fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
