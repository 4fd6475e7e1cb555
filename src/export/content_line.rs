//! Content lines of iCalendar: escaped, folded, and ended by CR LF (RFC 5545, 3.1 and 3.3.11).

use std::io::{self, Write};

/// A line is not longer, in bytes, without its end.
const LONGEST: usize = 75;

/// Writes content lines.
pub struct ContentLine<'a>(&'a mut dyn Write);

impl<'a> ContentLine<'a> {
    /// Writes to a stream.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self(out)
    }

    /// Writes a property with a value that is escaped as its type wants it. Control characters, which could end the
    /// line, are left out.
    pub fn write(&mut self, property: &str, value: &str) -> io::Result<()> {
        let mut room = LONGEST;
        let characters = property.chars().chain([':']).chain(value.chars());
        for c in characters.filter(|c| !c.is_control()) {
            let len = c.len_utf8();
            if len > room {
                self.0.write_all(b"\r\n ")?;
                room = LONGEST.saturating_sub(1);
            }
            room = room.saturating_sub(len);
            write!(self.0, "{c}")?;
        }
        self.0.write_all(b"\r\n")
    }
}

/// Escapes a text.
pub fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Escapes texts and puts commas between them.
pub fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|it| text(it)).collect();
    texts.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = Vec::new();
        let value = format!("{}\r\nEND:VEVENT", "é".repeat(60));
        ContentLine::new(&mut out)
            .write("SUMMARY", &value)
            .expect("it is written");
        let written = String::from_utf8(out).expect("text");
        let lines: Vec<&str> = written.split_terminator("\r\n").collect();
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.len() <= 75), "{lines:?}");
        let unfolded = written.replace("\r\n ", "");
        assert_eq!(
            unfolded,
            format!("SUMMARY:{}END:VEVENT\r\n", "é".repeat(60))
        );
    }

    #[test]
    fn separators_are_escaped() {
        assert_eq!(text("a;b,c\\d\ne"), "a\\;b\\,c\\\\d\\ne");
        assert_eq!(list(&["a,b".to_owned(), "c".to_owned()]), "a\\,b,c");
    }
}
