//! What was found wrong while one file was read.

use std::collections::BTreeMap;

use super::node::Span;
use crate::diagnostic::{Code, Diagnostic, Severity, Subject, TextFile};
use crate::timeline::Origin;

/// The diagnostics of one file, with the file they point into.
pub struct Report<'a> {
    pub file: TextFile<'a>,
    /// Position in the timeline's list of files.
    pub index: usize,
    /// Whether the file is event data from elsewhere, which names actors without a
    /// table and carries keys of its own, rather than a curated one.
    pub lenient: bool,
    /// What is being read: what the diagnostics that are recorded are about.
    pub subject: Subject,
    pub found: Vec<Diagnostic>,
    /// In a lenient file: how often each unknown key stands there, and where first.
    pub unknown: BTreeMap<String, (usize, Span)>,
    /// In a lenient file: how many events cite nothing, and where the first is.
    uncited: Option<(usize, Span)>,
}

impl<'a> Report<'a> {
    /// Opens the report of a file.
    pub fn new(file: TextFile<'a>, index: usize, lenient: bool) -> Self {
        Self {
            file,
            index,
            lenient,
            subject: Subject::File,
            found: Vec::new(),
            unknown: BTreeMap::new(),
            uncited: None,
        }
    }

    /// Records that nothing is cited for an event. In a lenient file, where that is
    /// common, they are counted, and the answer is what the event itself is to say.
    pub fn uncited(&mut self, span: &Span, what: &str) -> Option<String> {
        let message = format!("nothing is cited for {what}");
        if self.lenient {
            self.uncited.get_or_insert((0, span.clone())).0 += 1;
            return Some(message);
        }
        self.warning(Code::Uncited, span, message)
            .set_help("add [[event.citation]] with `source`, `paragraph` and `quote`");
        None
    }

    /// Records an error; the answer is there to add help to.
    pub fn error(&mut self, code: Code, span: &Span, message: String) -> &mut Diagnostic {
        self.record(code, Severity::Error, span, message)
    }

    /// Records a warning; the answer is there to add help to.
    pub fn warning(&mut self, code: Code, span: &Span, message: String) -> &mut Diagnostic {
        self.record(code, Severity::Warning, span, message)
    }

    fn record(
        &mut self,
        code: Code,
        severity: Severity,
        span: &Span,
        message: String,
    ) -> &mut Diagnostic {
        let at = self.found.len();
        let mut found = self.file.diagnostic(code, severity, span.clone(), message);
        found.subject = self.subject;
        self.found.push(found);
        &mut self.found[at]
    }

    /// Where a span begins, as an origin.
    pub fn origin(&self, span: &Span) -> Origin {
        Origin::new(self.index, self.file.position(span.start))
    }

    /// Everything found, by line.
    pub fn close(mut self) -> Vec<Diagnostic> {
        for (key, (count, span)) in std::mem::take(&mut self.unknown) {
            let message = match count {
                1 => format!("unknown key `{key}`"),
                _ => format!("unknown key `{key}`, {count} times, first here"),
            };
            self.warning(Code::UnknownKey, &span, message);
        }
        if let Some((count, span)) = self.uncited.take() {
            let message = match count {
                1 => "nothing is cited for one event".to_owned(),
                _ => format!("nothing is cited for {count} events, of which this is the first"),
            };
            self.warning(Code::Uncited, &span, message)
                .set_help("give each event a `source`, a `paragraph` and a `quote`");
        }
        self.found.sort_by_key(|d| (d.line, d.column));
        self.found
    }
}
