//! The report of an import.

use std::io::Write;

use anyhow::Result;

use crate::command::environment::{Outcome, Streams};
use crate::command::print::MEASURE;
use crate::diagnostic::safe;
use crate::export::columns;
use crate::import::{Failure, Report, Wrong};
use crate::text::wrap::{visible, wrap};

/// Prints what became of the rows of an input.
pub fn print(report: &Report, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}.", report.counts())?;
    let reasons = report.reasons().map(|(outcome, why, reason)| {
        Ok([
            format!("  {}", outcome.word()),
            reason.count.to_string(),
            reason.places(),
            safe(why),
        ])
    });
    columns(out, reasons)?;
    for what in &report.dropped {
        let text = safe(&format!("Not carried over: {what}."));
        for row in wrap(&text, MEASURE) {
            writeln!(out, "{}", visible(&text, &row).trim_end())?;
        }
    }
    Ok(())
}

/// Says why an input cannot be imported.
pub fn refused(shown: &str, failure: Failure, streams: &mut Streams<'_>) -> Result<Outcome> {
    match failure {
        Failure::Io(error) => Err(error.into()),
        Failure::Wrong(Wrong {
            line,
            message,
            help,
        }) => {
            let place = match line {
                0 => shown.to_owned(),
                line => format!("{shown}:{line}"),
            };
            let (message, help) = (safe(&message), safe(&help));
            writeln!(
                streams.err,
                "annals: cannot import {place}: {message}; {help}"
            )?;
            Ok(Outcome::Unusable)
        }
    }
}
