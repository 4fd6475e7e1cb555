//! Where a key is added to a citation that does not have it yet, and how it is written there.

use crate::load::node::Table;

/// Where a key is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The byte before which it is written.
    pub at: usize,
    /// What is written before the value.
    pub lead: String,
}

impl Addition {
    /// Returns where a key is added to a citation: after its source, on a line of its own unless the citation is in
    /// braces. `start` is where the citation begins.
    pub fn of(text: &str, start: usize, citation: &Table<'_>, key: &str) -> Option<Self> {
        let end = citation.get("source")?.span.end;
        if text.get(start..)?.starts_with('{') {
            let lead = format!(", {key} = ");
            return Some(Self { at: end, lead });
        }
        let rest = text.get(end..)?;
        let line = rest
            .find('\n')
            .map_or(rest, |at| rest.get(..at).unwrap_or_default());
        let line_end = if line.ends_with('\r') { "\r\n" } else { "\n" };
        let at = end.checked_add(line.trim_end_matches('\r').len())?;
        // The equals signs stay below each other.
        let begin = text
            .get(..end)?
            .rfind('\n')
            .map_or(0, |at| at.saturating_add(1));
        let before = text.get(begin..end)?;
        let name = before.split('=').next().unwrap_or_default();
        let indent = name.len().saturating_sub(name.trim_start().len());
        let indent = name.get(..indent).unwrap_or_default();
        let width = name.len().saturating_sub(indent.len()).saturating_sub(1);
        let lead = format!("{line_end}{indent}{key:width$} = ");
        Some(Self { at, lead })
    }

    /// Returns the number of bytes before the key, which belong to the line above.
    pub fn skipped(&self) -> usize {
        let key = self.lead.trim_start_matches(['\r', '\n']);
        self.lead.len().saturating_sub(key.len())
    }
}
