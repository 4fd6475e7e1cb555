//! Cells of a table that a spreadsheet may open: text that it would run as a formula
//! is defused on the way out and restored on the way in.

use std::borrow::Cow;

/// Puts an apostrophe before what a spreadsheet would run: `=`, `+`, `-`, `@`, and an
/// apostrophe that stands before one of these already.
pub fn defuse(cell: &str) -> Cow<'_, str> {
    if runs(cell.trim_start_matches('\'')) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Takes the apostrophe of [`defuse`] away.
pub fn undefuse(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if runs(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

fn runs(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_defused_comes_back() {
        for cell in [
            "=1+1", "-0043", "@a", "+b", "'=c", "''-d", "'quoted'", "plain", "", "'",
        ] {
            assert_eq!(undefuse(&defuse(cell)), cell);
            assert!(!runs(&defuse(cell)));
        }
    }
}
