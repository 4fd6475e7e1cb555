//! The commands, one file each. They write to the streams they are given. Mistakes of the user are printed as
//! diagnostics; failures of the environment are `anyhow` errors with their context.

mod accept;
mod actors;
mod browse;
mod check;
mod coverage;
mod environment;
mod evidence;
mod export;
mod fix;
mod import;
mod init;
mod input;
mod list;
mod new_ids;
mod originals;
mod print;
mod push;
mod read;
mod replace;
mod schema;
mod show;
mod source;

use anyhow::Result;

use crate::cli::{Cli, Command};
pub use browse::mistyped;
pub use environment::{Environment, Outcome, Streams};
pub use print::with_causes;

/// Runs the command that was given on the command line.
///
/// # Errors
/// Failures of the environment: a file that cannot be written, a terminal that is gone.
pub fn run(cli: Cli, environment: &Environment, streams: &mut Streams<'_>) -> Result<Outcome> {
    match cli.command {
        None => browse::run(&cli.browse, environment, streams),
        Some(Command::List { events, format }) => list::run(&events, format, environment, streams),
        Some(Command::Show { event, file }) => show::run(&event, file, environment, streams),
        Some(Command::Read(events)) => read::run(&events, environment, streams),
        Some(Command::Actors { file }) => actors::run(file, environment, streams),
        Some(Command::Check(check)) => check::run(&check, environment, streams),
        Some(Command::Coverage { files, format }) => {
            coverage::run(&files, format, environment, streams)
        }
        Some(Command::Export(asked)) => export::run(&asked, environment, streams),
        Some(Command::Import(import)) => import::run(&import, environment, streams),
        Some(Command::Push { address, files }) => push::run(&address, &files, environment, streams),
        Some(Command::Schema { draft }) => schema::run(draft, streams),
        Some(Command::Init { folder }) => init::run(&folder, environment, streams),
        Some(Command::Source(asked)) => source::run(asked, environment, streams),
    }
}
