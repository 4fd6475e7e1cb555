//! Splits a mailbox into messages.

use std::borrow::Cow;

/// What each message begins with, after a blank line.
const FROM: &[u8] = b"From ";

/// Returns the bytes of each message, without the line that begins it.
///
/// A line within a message may begin the same way: a message begins only where a header follows.
pub(super) fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let mut messages = Vec::new();
    let (mut at, mut start, mut after_blank) = (0usize, None, true);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let end = at + line.len();
        let rest = bytes.get(end..).unwrap_or_default();
        if after_blank && line.starts_with(FROM) && begins_header(rest) {
            messages.extend(start.and_then(|start| bytes.get(start..at)));
            start = Some(end);
        }
        after_blank = line.trim_ascii().is_empty();
        at = end;
    }
    messages.extend(start.and_then(|start| bytes.get(start..)));
    messages
}

/// Returns whether a text begins with a line of a header, such as `Subject: …`.
pub(super) fn begins_header(bytes: &[u8]) -> bool {
    let mut name = bytes.iter().take(100);
    let end = name.position(|byte| !byte.is_ascii_graphic() || *byte == b':');
    let quoted = bytes.starts_with(b">From ");
    quoted || end.is_some_and(|end| end > 0 && bytes.get(end) == Some(&b':'))
}

/// Takes back what mailboxes do to lines that begin with `From `: a `>` before them.
pub(super) fn unquoted(message: &[u8]) -> Cow<'_, [u8]> {
    let is_quoted = |line: &[u8]| {
        let bare = line.trim_ascii_start();
        let quotes = bare.iter().take_while(|byte| **byte == b'>').count();
        line.len() == bare.len()
            && quotes > 0
            && bare
                .get(quotes..)
                .is_some_and(|rest| rest.starts_with(FROM))
    };
    let lines = || message.split_inclusive(|byte| *byte == b'\n');
    if !lines().any(is_quoted) {
        return Cow::Borrowed(message);
    }
    let mut clean = Vec::with_capacity(message.len());
    for line in lines() {
        let dropped = usize::from(is_quoted(line));
        clean.extend_from_slice(line.get(dropped..).unwrap_or_default());
    }
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_begin_where_a_header_follows() {
        let first = b"Subject: a\n\nFrom here on\n\nFrom the minutes\nof May: no\n".as_slice();
        let second = b"X-Status: 1\r\n\r\nx".as_slice();
        let mailbox = [
            b"From a@b.example Tue Jun  4 10:11:12 2019\n",
            first,
            b"\nFrom - Tue Jun  4 10:11:12 2019\r\n",
            second,
        ]
        .concat();
        let found = messages(&mailbox);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].trim_ascii(), first.trim_ascii());
        assert_eq!(found[1], second);
        assert!(messages(b"").is_empty());
        assert!(messages(b"Subject: a\n\nFrom x\nA b").is_empty());
    }

    #[test]
    fn quoted_lines_are_restored() {
        let message = b"A: b\n\n>From the\n>>From x\n> From y\n >From z\n";
        assert_eq!(
            unquoted(message).as_ref(),
            b"A: b\n\nFrom the\n>From x\n> From y\n >From z\n"
        );
        assert!(matches!(unquoted(b"A: b\n\n> x"), Cow::Borrowed(_)));
    }
}
