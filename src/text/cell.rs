//! Protects CSV cells from being run as formulas by a spreadsheet.
//!
//! Cells are escaped when written and unescaped when read.

use std::borrow::Cow;

/// Puts an apostrophe before a cell that a spreadsheet would run as a formula, and before one that
/// already looks escaped.
pub fn escape_formula(cell: &str) -> Cow<'_, str> {
    if is_formula(cell.trim_start_matches('\'')) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Removes the apostrophe added by [`escape_formula`].
pub fn unescape_formula(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// Returns whether a spreadsheet would run the cell.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaping_is_reversible() {
        for cell in [
            "=1+1", "-0043", "@a", "+b", "'=c", "''-d", "'quoted'", "plain", "", "'",
        ] {
            assert_eq!(unescape_formula(&escape_formula(cell)), cell);
            assert!(!is_formula(&escape_formula(cell)));
        }
    }
}
