//! The text of an event file: in memory, or still in its file and read by position when it is needed.

use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use super::node::Span;
use crate::text::width::floor_boundary;

/// A text of which parts are read. Positions are bytes, without a byte-order mark at the beginning.
#[derive(Clone, Debug)]
pub enum Body {
    /// It is in memory.
    Held(Arc<String>),
    /// It stays in an open file, so that a large file takes no memory. What is no UTF-8 is read as question
    /// marks.
    Stored(Stored),
}

/// A text in an open file.
#[derive(Clone, Debug)]
pub struct Stored {
    file: Arc<File>,
    /// Where the text begins in the file.
    start: u64,
    len: usize,
}

/// A piece of a text.
#[derive(Debug, Default)]
pub struct Piece<'a> {
    pub text: Cow<'a, str>,
    /// Where it begins in the text.
    pub start: usize,
    /// The bytes that were no UTF-8, in order.
    pub damaged: Vec<usize>,
}

/// So many bytes are looked at at once for the last line break.
const BACK: usize = 1 << 16;

/// What some editors put before a text; it is not part of it.
pub const MARK: &str = "\u{feff}";

impl Body {
    /// Takes a text into memory.
    pub fn of_text(text: &str) -> Self {
        Self::of_string(text.to_owned())
    }

    /// Keeps a text that is in memory already.
    pub fn of_string(mut text: String) -> Self {
        if text.starts_with(MARK) {
            text.drain(..MARK.len());
        }
        Self::Held(Arc::new(text))
    }

    /// Leaves a text of so many bytes in its file.
    pub fn stored(file: File, len: usize) -> Self {
        let mut mark = [0; MARK.len()];
        let has_mark = file.read_exact_at(&mut mark, 0).is_ok() && mark == MARK.as_bytes();
        let start = if has_mark { MARK.len() } else { 0 };
        Self::Stored(Stored {
            file: Arc::new(file),
            start: start as u64,
            len: len.saturating_sub(start),
        })
    }

    /// Opens a large file as it is.
    pub fn open(path: &Path) -> Option<Self> {
        let file = File::open(path).ok()?;
        let len = file.metadata().ok()?.len();
        Some(Self::stored(file, len as usize))
    }

    /// Returns the number of bytes.
    pub fn len(&self) -> usize {
        match self {
            Self::Held(text) => text.len(),
            Self::Stored(stored) => stored.len,
        }
    }

    /// Returns whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns what the system knows of its file, if it stays in one.
    pub fn metadata(&self) -> Option<Metadata> {
        match self {
            Self::Held(_) => None,
            Self::Stored(stored) => stored.file.metadata().ok(),
        }
    }

    /// Leaves out what comes after so many bytes, and the unfinished line before it, unless it is in memory.
    pub fn shorten(&mut self, len: usize) {
        if let Self::Stored(stored) = self {
            stored.len = len.min(stored.len);
        }
        self.end_with_line();
    }

    /// Leaves out an unfinished line at the end.
    pub fn end_with_line(&mut self) {
        let Self::Stored(stored) = self else {
            return;
        };
        while stored.len > 0 {
            let start = stored.len.saturating_sub(BACK);
            let last = stored.piece(start, stored.len - start).text;
            if let Some(at) = last.rfind('\n') {
                stored.len = start + at + 1;
                return;
            }
            stored.len = start;
        }
    }

    /// Returns the whole text if it is in memory.
    pub fn held(&self) -> Option<&str> {
        match self {
            Self::Held(text) => Some(text),
            Self::Stored(_) => None,
        }
    }

    /// Reads all of it, byte for byte.
    pub fn reader(&self) -> Box<dyn Read + '_> {
        match self {
            Self::Held(text) => Box::new(text.as_bytes()),
            Self::Stored(stored) => Box::new(Reader { stored, at: 0 }),
        }
    }

    /// Reads a part. What lies past the end is left out, as is what is no longer in the file. A character that
    /// an end of the part cuts is left out as well, or read as question marks.
    pub fn piece(&self, span: Span) -> Piece<'_> {
        let end = span.end.min(self.len());
        let start = span.start.min(end);
        match self {
            Self::Held(text) => {
                let end = floor_boundary(text, end);
                let mut start = start.min(end);
                while !text.is_char_boundary(start) {
                    start += 1;
                }
                Piece {
                    text: text.get(start..end).unwrap_or_default().into(),
                    start,
                    damaged: Vec::new(),
                }
            }
            Self::Stored(stored) => stored.piece(start, end - start),
        }
    }

    /// Reads a part that begins and ends with a character.
    pub fn text(&self, span: Span) -> Cow<'_, str> {
        self.piece(span).text
    }
}

/// Reads a text in an open file from its beginning.
struct Reader<'s> {
    stored: &'s Stored,
    at: usize,
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = buffer.len().min(self.stored.len - self.at);
        let buffer = buffer.get_mut(..len).unwrap_or_default();
        let from = self.stored.start + self.at as u64;
        let read = self.stored.file.read_at(buffer, from)?;
        self.at += read;
        Ok(read)
    }
}

impl Stored {
    fn piece(&self, start: usize, len: usize) -> Piece<'static> {
        let mut bytes = vec![0; len];
        let mut read = 0;
        // The file may have become shorter.
        while let Some(rest) = bytes.get_mut(read..)
            && !rest.is_empty()
            && let Ok(more) = self.file.read_at(rest, self.start + (start + read) as u64)
            && more > 0
        {
            read += more;
        }
        bytes.truncate(read);
        let mut damaged = Vec::new();
        let text = String::from_utf8(bytes).unwrap_or_else(|error| {
            let mut bytes = error.into_bytes();
            repair(&mut bytes, &mut damaged);
            String::from_utf8_lossy(&bytes).into_owned()
        });
        Piece {
            text: text.into(),
            start,
            damaged,
        }
    }
}

/// Puts a question mark in place of every byte that is no UTF-8, so that all others keep their places.
fn repair(bytes: &mut [u8], damaged: &mut Vec<usize>) {
    let mut from = 0;
    while let Some(rest) = bytes.get_mut(from..)
        && let Err(error) = std::str::from_utf8(rest)
    {
        let good = error.valid_up_to();
        let bad = error.error_len().unwrap_or(rest.len() - good);
        for (at, byte) in rest.iter_mut().enumerate().skip(good).take(bad) {
            *byte = b'?';
            damaged.push(from + at);
        }
        from += good + bad;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn stored(bytes: &[u8]) -> Body {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("it is written");
        Body::stored(file, bytes.len())
    }

    #[test]
    fn a_text_is_read_alike_from_memory_and_from_its_file() {
        let text = "\u{feff}aé中b";
        let (held, stored) = (Body::of_text(text), stored(text.as_bytes()));
        assert_eq!((held.len(), stored.len()), (7, 7));
        for span in [0..7, 1..3, 3..6, 6..7, 7..9, 9..12] {
            assert_eq!(
                held.text(span.clone()),
                stored.text(span.clone()),
                "{span:?}"
            );
        }
        assert_eq!(held.piece(2..5).text, "");
        assert_eq!(stored.piece(2..5).text, "???");
    }

    #[test]
    fn what_is_no_utf_8_becomes_question_marks() {
        let body = stored(b"a\xe9b\xc3\xa9\xff\xfe");
        let piece = body.piece(0..99);
        assert_eq!((&*piece.text, piece.damaged), ("a?bé??", vec![1, 5, 6]));
    }

    #[test]
    fn a_file_that_became_shorter_gives_what_is_left() {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(b"abcdef").expect("it is written");
        let body = Body::stored(file.try_clone().expect("a handle"), 6);
        file.set_len(2).expect("it is cut");
        assert_eq!(body.text(1..5), "b");
        assert_eq!(body.text(4..5), "");
    }
}
