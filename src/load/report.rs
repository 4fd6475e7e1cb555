//! What was found wrong while one file was read.

use std::collections::BTreeMap;

use super::node::Span;
use crate::diagnostic::{Diagnostic, Severity, TextFile};
use crate::timeline::Origin;

/// The diagnostics of one file, with the file they point into.
pub struct Report<'a> {
    pub file: TextFile<'a>,
    /// Position in the timeline's list of files.
    pub index: usize,
    /// Whether the file is event data from elsewhere, which names actors without a
    /// table and carries keys of its own, rather than a curated one.
    pub lenient: bool,
    pub found: Vec<Diagnostic>,
    /// In a lenient file: how often each unknown key stands there, and where first.
    pub unknown: BTreeMap<String, (usize, Span)>,
}

impl Report<'_> {
    /// Records an error; the answer is there to add help to.
    pub fn error(&mut self, code: &'static str, span: &Span, message: String) -> &mut Diagnostic {
        self.record(code, Severity::Error, span, message)
    }

    /// Records a warning; the answer is there to add help to.
    pub fn warning(&mut self, code: &'static str, span: &Span, message: String) -> &mut Diagnostic {
        self.record(code, Severity::Warning, span, message)
    }

    fn record(
        &mut self,
        code: &'static str,
        severity: Severity,
        span: &Span,
        message: String,
    ) -> &mut Diagnostic {
        let at = self.found.len();
        let found = self.file.diagnostic(code, severity, span.clone(), message);
        self.found.push(found);
        &mut self.found[at]
    }

    /// Where a span begins, as an origin.
    pub fn origin(&self, span: &Span) -> Origin {
        let (line, column) = self.file.position(span.start);
        Origin {
            file: self.index,
            line,
            column,
        }
    }

    /// Everything found, by line.
    pub fn close(mut self) -> Vec<Diagnostic> {
        for (key, (count, span)) in std::mem::take(&mut self.unknown) {
            let times = if count == 1 { "once" } else { "times" };
            let count = if count == 1 {
                String::new()
            } else {
                format!("{count} ")
            };
            self.warning(
                "unknown-key",
                &span,
                format!("unknown key `{key}`, {count}{times}, first here"),
            );
        }
        self.found.sort_by_key(|d| (d.line, d.column));
        self.found
    }
}
