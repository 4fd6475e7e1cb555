//! Answers of web servers, as archives hold them.

use std::io::Read;

use super::record::{Headers, Record};

/// The largest number of bytes of a page, unpacked.
const MAX_BODY: u64 = 64 << 20;

/// An answer.
#[derive(Debug, Default)]
pub(super) struct Response {
    pub status: u16,
    /// Its content type with its parameters, empty if it has none.
    pub content_type: String,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// How its content is packed, from the inside out.
    encodings: Vec<String>,
    is_chunked: bool,
    content: Vec<u8>,
}

impl Response {
    /// Reads the answer in a record. A resource has no headers of its own.
    pub fn of(record: &Record) -> Self {
        let is_answer = record
            .headers
            .get("content-type")
            .is_some_and(|kind| kind.starts_with("application/http"));
        if record.kind() == "resource" && !is_answer {
            let content_type = record.headers.get("content-type").unwrap_or_default();
            return Self {
                status: 200,
                content_type: content_type.to_owned(),
                content: record.body.clone(),
                ..Self::default()
            };
        }
        let mut content = record.body.as_slice();
        let headers = Headers::read(&mut content)
            .ok()
            .flatten()
            .unwrap_or_default();
        let status = headers.first.split_whitespace().nth(1);
        let owned = |name: &str| headers.get(name).map(str::to_owned);
        let words = |name: &str| -> Vec<String> {
            let words = headers.get(name).unwrap_or_default().split(',');
            words.map(|word| word.trim().to_ascii_lowercase()).collect()
        };
        Self {
            status: status
                .and_then(|status| status.parse().ok())
                .unwrap_or_default(),
            content_type: owned("content-type").unwrap_or_default(),
            location: owned("location"),
            encodings: words("content-encoding"),
            is_chunked: words("transfer-encoding")
                .iter()
                .any(|word| word == "chunked"),
            content: content.to_vec(),
        }
    }

    /// Returns its media type without parameters.
    pub fn media_type(&self) -> &str {
        self.content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
    }

    /// Returns the encoding of its text, if it says it.
    pub fn charset(&self) -> Option<String> {
        let mut parameters = self.content_type.split(';').skip(1);
        let charset = parameters.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then_some(value)
        })?;
        let charset = charset.trim().trim_matches(['"', '\'']);
        (!charset.is_empty()).then(|| charset.to_owned())
    }

    /// Returns its content, unpacked. Archives may already have unpacked it without changing the headers.
    pub fn body(&self) -> Result<Vec<u8>, String> {
        let chunked = self.is_chunked.then(|| joined(&self.content)).flatten();
        let mut body = chunked.unwrap_or_else(|| self.content.clone());
        for encoding in self.encodings.iter().rev() {
            body = unpacked(body, encoding)?;
        }
        Ok(body)
    }
}

/// Joins chunks. Returns `None` if they are none.
fn joined(content: &[u8]) -> Option<Vec<u8>> {
    let mut all = Vec::with_capacity(content.len());
    let mut rest = content;
    loop {
        let end = memchr::memchr(b'\n', rest);
        let line = end.and_then(|end| rest.get(..end));
        let size = line.and_then(chunk_size);
        let Some((end, size)) = end.zip(size) else {
            // What follows the last whole chunk was cut off.
            return (!all.is_empty()).then_some(all);
        };
        rest = rest.get(end + 1..).unwrap_or_default();
        if size == 0 {
            return Some(all);
        }
        let chunk = rest.get(..size).unwrap_or(rest);
        all.extend_from_slice(chunk);
        rest = rest.get(chunk.len()..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
}

/// Returns the size in the line before a chunk, which may have parameters.
fn chunk_size(line: &[u8]) -> Option<usize> {
    let line = std::str::from_utf8(line).ok()?;
    let size = line.split(';').next()?.trim();
    usize::from_str_radix(size, 16).ok()
}

fn unpacked(packed: Vec<u8>, encoding: &str) -> Result<Vec<u8>, String> {
    let is_gzip = packed.starts_with(&[0x1f, 0x8b]);
    let result = match encoding {
        "gzip" | "x-gzip" if is_gzip => {
            limited(flate2::read::MultiGzDecoder::new(packed.as_slice()))
        }
        "deflate" => limited(flate2::read::ZlibDecoder::new(packed.as_slice()))
            .or_else(|_| limited(flate2::read::DeflateDecoder::new(packed.as_slice()))),
        "br" => limited(brotli_decompressor::Decompressor::new(
            packed.as_slice(),
            1 << 12,
        )),
        "zstd" => match ruzstd::decoding::StreamingDecoder::new(packed.as_slice()) {
            Ok(decoder) => limited(decoder),
            Err(error) => Err(error.to_string()),
        },
        _ => return Ok(packed),
    };
    result.or_else(|error| {
        // It may be unpacked already: what is packed is no text.
        let is_text = std::str::from_utf8(&packed).is_ok() && !packed.is_empty();
        if is_text && !is_gzip {
            Ok(packed)
        } else {
            Err(format!(
                "it is packed with {encoding}, and damaged: {error}"
            ))
        }
    })
}

fn limited(reader: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = reader.take(MAX_BODY + 1).read_to_end(&mut bytes);
    let read = read.map_err(|error| error.to_string())?;
    if u64::try_from(read).is_ok_and(|read| read <= MAX_BODY) {
        Ok(bytes)
    } else {
        Err(format!("it has more than {MAX_BODY} bytes, unpacked"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        for (content, joined_content) in [
            (
                &b"4\r\nabcd\r\n2;x=y\r\nef\r\n0\r\n\r\n"[..],
                Some(&b"abcdef"[..]),
            ),
            (b"4\nabcd\n0\n\n", Some(b"abcd")),
            (b"4\r\nabcd\r\nff\r\nef", Some(b"abcdef")),
            (b"4\r\nabcd\r\n<p>", Some(b"abcd")),
            (b"0\r\n\r\n", Some(b"")),
            (b"<p>not chunked\n", None),
            (b"", None),
        ] {
            assert_eq!(joined(content).as_deref(), joined_content, "{content:?}");
        }
    }
}
