//! Reads the arguments and the surroundings, and hands them to the library.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use annals::cli::Cli;
use annals::command::{self, Outcome, Streams, Surroundings};
use clap::Parser;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let around = surroundings();
    let mut out = BufWriter::new(Patient(io::stdout().lock()));
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
        Err(error) => {
            // Nothing is left to be done if this cannot be said either.
            let _ = writeln!(io::stderr(), "annals: {error:#}");
            ExitCode::from(Outcome::Unusable.status())
        }
    }
}

/// Standard output, which may close when its reader has read enough: that is no error, and what is to
/// be done is done all the same, with the exit status that it has.
struct Patient<W>(W);

impl<W: Write> Write for Patient<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            flushed => flushed,
        }
    }
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
