//! What can be said on the command line; nothing is done here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::export::Format;

/// A timeline you can check: browse source-linked events in the terminal.
///
/// Without a command it opens the timeline: FILE, else ./events.toml, else a built-in
/// example. Where there is no terminal it prints the list instead.
#[derive(Debug, Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
pub struct Cli {
    /// What to do, if not to browse.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to browse.
    #[command(flatten)]
    pub browse: Browse,
}

/// `annals [FILE]…`
#[derive(Debug, Args)]
pub struct Browse {
    /// Event files: .toml, .jsonl or .csv
    pub files: Vec<PathBuf>,
    /// Show only these events, e.g. 'actor:kim tag:summit'
    #[arg(
        short,
        long,
        value_name = "FILTER",
        default_value = "",
        allow_hyphen_values = true
    )]
    pub filter: String,
    /// Draw with plain ASCII characters
    #[arg(long)]
    pub ascii: bool,
    /// Let the mouse select and scroll; the terminal's own selection of text then needs
    /// a key held down, mostly Shift
    #[arg(long)]
    pub mouse: bool,
    /// Colours: the terminal's own, or none
    #[arg(long, value_enum, default_value_t)]
    pub theme: Theme,
}

/// The colours of the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// The terminal's own sixteen.
    #[default]
    Terminal,
    /// None; also what `NO_COLOR` asks for.
    Mono,
}

/// `annals COMMAND`
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the events
    List {
        /// Event files; default ./events.toml, else the built-in example
        files: Vec<PathBuf>,
        /// Only these events, e.g. 'actor:kim tag:summit'
        #[arg(
            short,
            long,
            value_name = "FILTER",
            default_value = "",
            allow_hyphen_values = true
        )]
        filter: String,
        /// How to write them
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Print one event with its cited paragraphs, the quote marked
    Show {
        /// The event's id
        event: String,
        /// The event file; default ./events.toml, else the built-in example
        file: Option<PathBuf>,
    },
    /// Print the actors with the number of their events
    Actors {
        /// The event file; default ./events.toml, else the built-in example
        file: Option<PathBuf>,
    },
    /// Prove that every quote still stands in its source
    ///
    /// Exit status: 0 all is well, 1 something was found, 2 a file cannot be read.
    Check(Check),
    /// Print what the sources say that is not in the timeline, and which events rest on too little
    ///
    /// Paragraphs that no event cites, dates near which no event stands, events on one source
    /// or on none. None of it is a fault: exit status 2 if a file cannot be read, else 0.
    Coverage {
        /// Event files; default ./events.toml, else the built-in example
        files: Vec<PathBuf>,
        /// How to write it
        #[arg(long, value_enum, default_value_t)]
        format: Account,
    },
    /// Make a new timeline with one source and one event
    Init {
        /// The folder to make it in
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
}

/// `annals check [FILE]…`
#[derive(Debug, Args)]
pub struct Check {
    /// Event files; default ./events.toml
    pub files: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    pub format: Report,
    /// Warnings count as findings; quotes whose typography differs are warnings
    #[arg(long)]
    pub strict: bool,
    /// Record beside each event file, as in events.lock, what stands around its quotes
    #[arg(long)]
    pub lock: bool,
    /// What to put right first.
    #[command(flatten)]
    pub rewrite: Rewrite,
}

/// What `check` writes into the event files before it checks them.
#[derive(Debug, Args)]
pub struct Rewrite {
    /// Write the paragraph where a quote stands now in place of the one it has moved from
    #[arg(long)]
    pub fix: bool,
    /// Write what the source has now in place of a quote that differs, of every such citation
    /// of the event or of its Nth; can be given several times
    #[arg(long, value_name = "EVENT[#N]")]
    pub accept: Vec<String>,
}

/// How `check` reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Report {
    /// As a compiler would.
    #[default]
    Human,
    /// One object.
    Json,
    /// Annotations of the lines in a pull request, by GitHub Actions.
    Github,
}

/// How `coverage` writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Account {
    /// To be read.
    #[default]
    Human,
    /// One object.
    Json,
}
