//! Reads the arguments and the surroundings, and hands them to the library.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use annals::cli::Cli;
use annals::command::{self, Outcome, Streams, Surroundings};
use clap::Parser;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let around = surroundings();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let mut streams = Streams {
        out: &mut out,
        err: &mut err,
    };
    let result = command::run(cli, &around, &mut streams).and_then(|outcome| match outcome {
        // Ended by a signal, perhaps because nobody is there any more to write to.
        Outcome::Signal(_) => Ok(outcome),
        _ => Ok(out.flush().map(|()| outcome)?),
    });
    match result {
        Ok(outcome) => ExitCode::from(outcome.status()),
        // Whoever read our output has read enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::from(Outcome::Fine.status()),
        Err(error) => {
            // Nothing is left to be done if this cannot be said either.
            let _ = writeln!(io::stderr(), "annals: {error:#}");
            ExitCode::from(Outcome::Unusable.status())
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kinds = error.chain().filter_map(|cause| {
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        json.or_else(|| Some(cause.downcast_ref::<io::Error>()?.kind()))
    });
    kinds
        .into_iter()
        .any(|kind| kind == io::ErrorKind::BrokenPipe)
}

fn surroundings() -> Surroundings {
    let variable = |name: &str| {
        std::env::var(name)
            .ok()
            .filter(|value| !value.trim().is_empty())
    };
    let no_color = variable("NO_COLOR").is_some();
    let stdout = io::stdout().is_terminal();
    Surroundings {
        today: chrono::Local::now().format("%Y-%m-%d").to_string(),
        terminal: stdout && io::stdin().is_terminal(),
        colour: stdout && !no_color,
        colour_errors: io::stderr().is_terminal() && !no_color,
        no_color,
        editor: variable("VISUAL").or_else(|| variable("EDITOR")),
        browser: variable("BROWSER"),
    }
}
