//! One record of a WARC file.

use std::io::{self, BufRead, Read};

/// The largest number of bytes of a record that is read. Larger ones are skipped.
const MAX_BODY: u64 = 64 << 20;

/// The largest number of bytes of the headers of a record.
const MAX_HEADERS: usize = 1 << 20;

/// The largest number of bytes of a line in the headers.
const MAX_LINE: u64 = 1 << 16;

/// Headers, as WARC files and HTTP have them.
#[derive(Debug, Default)]
pub(super) struct Headers {
    /// The line before them.
    pub first: String,
    /// Their names, in small letters, and values.
    fields: Vec<(String, String)>,
}

impl Headers {
    /// Returns the value of a header, by its name in small letters.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        let found = fields.find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Reads headers up to the blank line after them, and skips blank lines before them. Returns `None` at the end.
    pub fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut headers: Option<Self> = None;
        let mut total = 0;
        loop {
            let mut line = Vec::new();
            reader.take(MAX_LINE).read_until(b'\n', &mut line)?;
            total += line.len();
            if line.is_empty() {
                return Ok(headers);
            }
            if total > MAX_HEADERS {
                return Err(io::Error::other("its headers are too long"));
            }
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\r', '\n']);
            match &mut headers {
                None if line.trim().is_empty() => {}
                None => {
                    let first = line.to_owned();
                    let fields = Vec::new();
                    headers = Some(Self { first, fields });
                }
                Some(_) if line.is_empty() => return Ok(headers),
                Some(_) if line.starts_with("WARC/") => {
                    return Err(io::Error::other("another one begins within its headers"));
                }
                Some(headers) => headers.add(line),
            }
        }
    }

    fn add(&mut self, line: &str) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = self.fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            let name = name.trim().to_ascii_lowercase();
            self.fields.push((name, value.trim().to_owned()));
        }
    }
}

/// A record.
#[derive(Debug)]
pub(super) struct Record {
    pub headers: Headers,
    /// Its content. Empty if it is none that can hold a page.
    pub body: Vec<u8>,
}

impl Record {
    /// Reads the next record, or returns `None` at the end.
    pub fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let Some(headers) = Headers::read(reader)? else {
            return Ok(None);
        };
        if !headers.first.starts_with("WARC/") {
            return Err(io::Error::other("it does not begin with WARC/"));
        }
        let length = headers.get("content-length");
        let length: u64 = length
            .and_then(|length| length.parse().ok())
            .ok_or_else(|| io::Error::other("it does not say its length"))?;
        let mut body = Vec::new();
        let mut content = reader.take(length);
        if is_page(&headers) && length <= MAX_BODY {
            content.read_to_end(&mut body)?;
        } else {
            io::copy(&mut content, &mut io::sink())?;
        }
        if content.limit() > 0 {
            let kind = io::ErrorKind::UnexpectedEof;
            return Err(io::Error::new(kind, "it ends too early"));
        }
        // A record with a wrong length ends in the middle of something.
        let rest = reader.fill_buf()?;
        if rest
            .first()
            .is_some_and(|byte| !matches!(byte, b'\r' | b'\n'))
        {
            return Err(io::Error::other("it does not end where it says"));
        }
        Ok(Some(Self { headers, body }))
    }

    /// Returns what the record is: `response`, `request` and so on.
    pub fn kind(&self) -> &str {
        self.headers.get("warc-type").unwrap_or_default()
    }
}

fn is_page(headers: &Headers) -> bool {
    matches!(
        headers.get("warc-type"),
        Some("response" | "resource" | "revisit")
    )
}
