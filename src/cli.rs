//! The arguments of the command line.

use std::path::PathBuf;

use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::document::{Encoding, Kind};
use crate::export::{FileFormat, Format};

/// A timeline you can check: browse source-linked events in the terminal.
///
/// Without a command it opens the timeline: FILE or the events.toml in a folder, else ./events.toml, else a built-in
/// example. Without a terminal it prints the list instead.
#[derive(Debug, Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
pub struct Cli {
    /// The command; without one, browse.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Neither use nor keep anything of large files in the cache folder
    #[arg(long, global = true)]
    pub no_cache: bool,
    /// Where the texts of the sources are, if the events are on a server
    #[arg(long, global = true, value_name = "FOLDER", value_parser = path())]
    pub sources: Option<PathBuf>,
    /// Options for browsing.
    #[command(flatten)]
    pub browse: Browse,
}

/// Returns the parser of paths. An empty one is usually a variable of a script that is not set.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().try_map(|text| {
        if text.is_empty() {
            Err("the path is empty")
        } else {
            Ok(PathBuf::from(text))
        }
    })
}

/// Returns the parser of the kinds of originals.
fn kind() -> impl TypedValueParser<Value = Kind> {
    let names = Kind::NAMES.iter().map(|(_, name)| *name);
    PossibleValuesParser::new(names)
        .try_map(|name| Kind::named(&name).ok_or("there is no such kind"))
}

/// Returns the names of the commands, `help` included.
pub fn command_names() -> Vec<String> {
    let mut cli = Cli::command();
    cli.build();
    let commands = cli.get_subcommands();
    commands.map(|it| it.get_name().to_owned()).collect()
}

/// `annals [FILE]…`
#[derive(Debug, Args)]
pub struct Browse {
    /// Event files: .toml, .jsonl or .csv, also .gz or .zst, or files of other programs; a folder with an events.toml;
    /// `-` is standard input; or the address of a server
    #[arg(value_parser = path())]
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
    /// Read on as the files grow, line by line; a selection at the end stays at the end
    #[arg(long)]
    pub follow: bool,
    /// Draw with plain ASCII characters
    #[arg(long)]
    pub ascii: bool,
    /// Let the mouse select and scroll; selecting text in the terminal then needs a modifier
    /// key, usually Shift
    #[arg(long)]
    pub mouse: bool,
    /// Colour theme
    #[arg(long, value_enum, default_value_t)]
    pub theme: Theme,
}

/// The colours of the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// The terminal's sixteen colours.
    #[default]
    Terminal,
    /// No colours, as with `NO_COLOR`.
    Mono,
}

/// `annals COMMAND`
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the events
    List {
        /// Which events to print.
        #[command(flatten)]
        events: Events,
        /// Output format
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Print one event and the paragraphs it cites, with the quotes marked
    Show {
        /// The event's id
        event: String,
        /// The event file or its folder; default ./events.toml, else the built-in example
        #[arg(value_parser = path())]
        file: Option<PathBuf>,
    },
    /// Print the events and their evidence as plain paragraphs, for screen readers and pagers
    Read(Events),
    /// Print the actors and their event counts
    Actors {
        /// The event file or its folder; default ./events.toml, else the built-in example
        #[arg(value_parser = path())]
        file: Option<PathBuf>,
    },
    /// Check that every quote is still in its source
    ///
    /// Exit status: 0 no problems, 1 problems found, 2 a file cannot be read.
    Check(Check),
    /// Print what the sources say that the timeline does not, and events with too few sources
    ///
    /// Lists paragraphs that no event cites, dates without an event, and events with one source
    /// or none. None of these is a problem: the exit status is 2 if a file cannot be read, else 0.
    Coverage {
        /// Event files or their folders, `-` for standard input; default ./events.toml, else the built-in example
        #[arg(value_parser = path())]
        files: Vec<PathBuf>,
        /// Output format
        #[arg(long, value_enum, default_value_t)]
        format: CoverageFormat,
    },
    /// Write the events to a file for other programs, or for people
    Export(Export),
    /// Turn what another program wrote into an event file
    ///
    /// Says what became of every row: kept, altered, or refused. Exit status: 0 all rows are kept, 1 some are refused
    /// (with --strict: or altered), 2 the input cannot be read.
    Import(Import),
    /// Put events on a ClickHouse server, where the address opens them for browsing
    ///
    /// Makes the tables if there are none. Events whose ids are there already are left as they are, so that a push
    /// that was ended goes on where it was. The password of the server is in `$ANNALS_PASSWORD`.
    Push {
        /// The address: `clickhouse://user@host:8123/database`
        address: String,
        /// Event files or their folders, `-` for standard input
        #[arg(required = true, value_parser = path())]
        files: Vec<PathBuf>,
    },
    /// Print the JSON Schema of the event file, for editors
    Schema {
        /// Print the schema of drafts instead: events with quotes, as another program may propose them
        #[arg(long)]
        draft: bool,
    },
    /// Make sources of PDFs, web pages, office documents, transcripts, mail and web archives
    #[command(subcommand)]
    Source(Source),
    /// Create a new timeline with one source and one event
    Init {
        /// The folder to create it in
        #[arg(default_value = ".", value_parser = path())]
        folder: PathBuf,
    },
}

/// `annals source COMMAND`
#[derive(Debug, Subcommand)]
pub enum Source {
    /// Add an original as a source: its text goes into a file beside it, which events cite
    ///
    /// The original is copied to the folder `sources` beside the event file, unless it is below the folder of the event
    /// file already. Its text goes beside it: that of report.pdf into report.pdf.txt, with marks where pages begin. The
    /// source is defined in the event file. No file is ever overwritten.
    Add(Box<AddSource>),
    /// Fetch or read originals again, and keep the texts that have changed
    ///
    /// If the file of the original has changed, it is read; else the page at the `url` of the source is fetched, if it
    /// has one. A text that is the same changes nothing. A new text goes into a file with the day in its name, and the
    /// one before stays as an edition of the source. Says what has become of each quote.
    Refresh {
        /// The ids of the sources
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
        /// The event file, or its folder; default ./events.toml
        #[arg(long, value_name = "FILE", value_parser = path())]
        events: Option<PathBuf>,
    },
    /// Say what `refresh` would change, and which paragraphs differ
    Diff {
        /// The id of the source
        id: String,
        /// The event file, or its folder; default ./events.toml
        #[arg(long, value_name = "FILE", value_parser = path())]
        events: Option<PathBuf>,
    },
    /// Print the sources, with their originals and how often they are cited
    List {
        /// The event file or its folder; default ./events.toml, else the built-in example
        #[arg(value_parser = path())]
        file: Option<PathBuf>,
        /// Output format
        #[arg(long, value_enum, default_value_t)]
        format: SourceFormat,
    },
    /// Read an original that only this program asks for
    #[command(hide = true)]
    Read(ReadOriginal),
}

/// `annals source add PATH|URL`
#[derive(Debug, Args)]
pub struct AddSource {
    /// The original: a file, or the address of a page on the web
    #[arg(value_name = "PATH|URL", value_parser = path())]
    pub original: PathBuf,
    /// The event file to define the source in, or its folder; default ./events.toml
    #[arg(long, value_name = "FILE", value_parser = path())]
    pub events: Option<PathBuf>,
    /// The id of the source; default the name of the file, or the first words of the title of a page
    #[arg(long, conflicts_with = "all")]
    pub id: Option<String>,
    /// The title of the source; default the one that the original gives
    #[arg(long, conflicts_with = "all")]
    pub title: Option<String>,
    /// The address of an archived copy, to be written down
    #[arg(long, value_name = "URL")]
    pub archive_url: Option<String>,
    /// Which page of a web archive to read: its address, also with the date on which it was saved
    #[arg(long, value_name = "URL [DATE]", conflicts_with = "all")]
    pub record: Option<String>,
    /// Add a source for each page of a web archive
    #[arg(long)]
    pub all: bool,
    /// What the original is, if its name and its content do not say it
    #[arg(long = "as", value_name = "KIND", value_parser = kind())]
    pub kind: Option<Kind>,
    /// The encoding of captions, a web page or a text that does not say it, such as windows-1252
    #[arg(long, value_name = "NAME", value_parser = str::parse::<Encoding>, conflicts_with = "text")]
    pub encoding: Option<Encoding>,
    /// Take the text from this plain text file, which another program made of the original; form feeds part pages
    #[arg(long, value_name = "FILE", value_parser = path(), conflicts_with_all = ["record", "all", "second"])]
    pub text: Option<PathBuf>,
    /// Compare the numbers of each page with those that another program reads
    #[arg(long, value_enum, value_name = "PROGRAM")]
    pub second: Option<Second>,
}

/// The output formats of `source list`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SourceFormat {
    /// Aligned columns, for people.
    #[default]
    Table,
    /// One JSON array.
    Json,
}

/// A program whose reading of an original is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Second {
    /// The `pdftotext` of Poppler.
    Pdftotext,
}

/// `annals source read`
#[derive(Debug, Args)]
pub struct ReadOriginal {
    /// What the original on standard input is
    #[arg(long = "as", value_name = "KIND", value_parser = kind())]
    pub kind: Kind,
    /// Which page of a web archive to read
    #[arg(long)]
    pub record: Option<String>,
    /// The encoding of its text
    #[arg(long)]
    pub charset: Option<String>,
}

/// Which events to print.
#[derive(Debug, Args)]
pub struct Events {
    /// Event files or their folders, `-` for standard input; default ./events.toml, else the built-in example
    #[arg(value_parser = path())]
    pub files: Vec<PathBuf>,
    /// Only these events, e.g. 'actor:kim tag:summit'
    #[arg(
        short,
        long,
        value_name = "FILTER",
        default_value = "",
        allow_hyphen_values = true
    )]
    pub filter: String,
}

/// `annals import [DIALECT] INPUT`
#[derive(Debug, Args)]
pub struct Import {
    /// The dialect, such as acled, if it is not to be guessed; then the file, `-` for standard input
    #[arg(
        required = true,
        num_args = 1..=2,
        value_names = ["DIALECT", "INPUT"],
        value_parser = path()
    )]
    pub input: Vec<PathBuf>,
    /// The file to write, as JSON Lines, instead of standard output
    #[arg(short, long, value_name = "FILE", value_parser = path())]
    pub output: Option<PathBuf>,
    /// Read the table by this mapping (docs/import.md), instead of by a dialect
    #[arg(long, value_name = "FILE", value_parser = path())]
    pub mapping: Option<PathBuf>,
    /// Write a first mapping for the table, to finish by hand
    #[arg(long, conflicts_with = "mapping")]
    pub map: bool,
    /// Fail if any row is altered
    #[arg(long)]
    pub strict: bool,
    /// With draft: the event files whose sources have the quotes; default ./events.toml
    #[arg(long, value_name = "FILE", value_parser = path())]
    pub events: Vec<PathBuf>,
    /// With draft: what becomes of citations whose quotes are not in their source
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    pub on_missing: OnMissing,
}

/// What becomes of citations whose quotes are not verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OnMissing {
    /// They are left out, and so are events without any other.
    #[default]
    Refuse,
    /// They are kept, and the note of the event names them.
    Keep,
}

/// `annals export FORMAT [FILE]…`
#[derive(Debug, Args)]
pub struct Export {
    /// The format
    #[arg(value_enum)]
    pub format: FileFormat,
    /// Which events to write.
    #[command(flatten)]
    pub events: Events,
    /// The file to write; `-`, or none, is standard output
    #[arg(short, long, value_name = "FILE", value_parser = path())]
    pub output: Option<PathBuf>,
    /// Write the notes of a Markdown report as footnotes
    #[arg(long)]
    pub footnotes: bool,
    /// Write drafts too, which nobody has accepted yet
    #[arg(long)]
    pub drafts: bool,
}

/// `annals check [FILE]…`
#[derive(Debug, Args)]
pub struct Check {
    /// Event files or their folders, `-` for standard input; default ./events.toml
    #[arg(value_parser = path())]
    pub files: Vec<PathBuf>,
    /// Only the quotes of these events, e.g. 'actor:kim tag:summit'
    #[arg(
        short,
        long,
        value_name = "FILTER",
        default_value = "",
        allow_hyphen_values = true
    )]
    pub filter: String,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: Report,
    /// Fail on warnings too, and warn of quotes whose typography differs
    #[arg(long)]
    pub strict: bool,
    /// Record the context of each quote in a lock file beside the event file (events.lock)
    #[arg(long, conflicts_with = "filter")]
    pub lock: bool,
    /// What to fix first.
    #[command(flatten)]
    pub rewrite: Rewrite,
}

/// What `check` changes in the event files before it checks them.
#[derive(Debug, Args)]
pub struct Rewrite {
    /// Correct the paragraph numbers of quotes that have moved
    #[arg(long)]
    pub fix: bool,
    /// Replace a quote that differs with the text of the source, for all citations of the event
    /// or for its Nth; can be given several times
    #[arg(long, value_name = "EVENT[#N]")]
    pub accept: Vec<String>,
    /// Widen a quote to the whole sentence if the words around it turn it, for all citations of the event or for
    /// its Nth; can be given several times
    #[arg(long, value_name = "EVENT[#N]")]
    pub widen: Vec<String>,
}

/// The output formats of `check`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Report {
    /// Messages like a compiler's.
    #[default]
    Human,
    /// One JSON object.
    Json,
    /// Workflow commands of GitHub Actions, which annotate the lines of a pull request.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// The output formats of `coverage`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CoverageFormat {
    /// Text for people.
    #[default]
    Human,
    /// One JSON object.
    Json,
}
