//! Reads the arguments and the environment, and hands them to the library.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use annals::cli::{self, Cli};
use annals::command::{self, Environment, Outcome, Streams};
use clap::Parser;
use clap::error::ErrorKind;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(refused) => return refuse(&refused),
    };
    let mut environment = read_environment();
    environment.cache = environment.cache.filter(|_| !cli.no_cache);
    environment.sources.clone_from(&cli.sources);
    let mut out = BufWriter::new(IgnoreBrokenPipe(io::stdout().lock()));
    let mut err = io::stderr().lock();
    let mut streams = Streams {
        out: &mut out,
        err: &mut err,
    };
    let result = command::run(cli, &environment, &mut streams).and_then(|outcome| match outcome {
        // A signal may mean that there is nobody left to write to.
        Outcome::Signal(_) => Ok(outcome),
        _ => Ok(out.flush().map(|()| outcome)?),
    });
    match result {
        Ok(outcome) => ExitCode::from(outcome.status()),
        Err(error) => {
            // If this cannot be printed either, there is nothing left to do.
            let _ = writeln!(io::stderr(), "annals: {}", command::with_causes(&error));
            ExitCode::from(Outcome::Unusable.status())
        }
    }
}

/// Explains arguments that cannot be read. With a misspelt command its options are those of the browser, which say
/// nothing.
fn refuse(refused: &clap::Error) -> ExitCode {
    let word = std::env::args_os().nth(1).unwrap_or_default();
    let word = word.to_string_lossy().into_owned();
    let is_browsing = !cli::command_names().contains(&word);
    let is_unknown = refused.kind() == ErrorKind::UnknownArgument && is_browsing;
    match is_unknown
        .then(|| command::mistyped(word.as_ref()))
        .flatten()
    {
        Some(meant) => {
            let _ = writeln!(io::stderr(), "annals: {meant}");
            ExitCode::from(Outcome::Unusable.status())
        }
        None => refused.exit(),
    }
}

/// A writer that ignores a closed pipe. The reader of standard output may have read enough, as in
/// `annals list | head`: the command still does its work and keeps its exit status.
struct IgnoreBrokenPipe<W>(W);

impl<W: Write> Write for IgnoreBrokenPipe<W> {
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

fn read_environment() -> Environment {
    let variable = |name: &str| {
        std::env::var(name)
            .ok()
            .filter(|value| !value.trim().is_empty())
    };
    let absolute = |name| {
        variable(name)
            .map(PathBuf::from)
            .filter(|it| it.is_absolute())
    };
    let home = absolute("HOME").map(|home| home.join(".cache"));
    let caches = absolute("XDG_CACHE_HOME").or(home);
    let home = absolute("HOME").map(|home| home.join(".config"));
    let configurations = absolute("XDG_CONFIG_HOME").or(home);
    let no_color = variable("NO_COLOR").is_some();
    let stdout = io::stdout().is_terminal();
    let stderr = io::stderr().is_terminal();
    let started = chrono::Local::now();
    Environment {
        today: started.format("%Y-%m-%d").to_string(),
        now: started.format("%Y-%m-%dT%H:%M:%S").to_string(),
        keyboard: io::stdin().is_terminal(),
        screen: stdout,
        colour: stdout && !no_color,
        screen_errors: stderr,
        colour_errors: stderr && !no_color,
        no_color,
        editor: variable("VISUAL").or_else(|| variable("EDITOR")),
        browser: variable("BROWSER"),
        cache: caches.map(|folder| folder.join("annals")),
        password: variable("ANNALS_PASSWORD"),
        configuration: configurations.map(|folder| folder.join("annals")),
        sources: None,
        program: std::env::current_exe().ok(),
    }
}
