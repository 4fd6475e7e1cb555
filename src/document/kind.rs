//! Kind: what a file is, by its content and its name.

mod look;

table! {
    /// The kinds of originals that can be read.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Kind {
        /// A PDF.
        Pdf = "pdf",
        /// A web page.
        Html = "html",
        /// A document of Microsoft Word, 2007 or later.
        Docx = "docx",
        /// An `OpenDocument` text.
        Odt = "odt",
        /// An e-book.
        Epub = "epub",
        /// Subtitles in `SubRip` form.
        Srt = "srt",
        /// Captions in `WebVTT` form.
        Vtt = "vtt",
        /// One mail.
        Eml = "eml",
        /// A mailbox.
        Mbox = "mbox",
        /// A web archive.
        Warc = "warc",
        /// Web archives with an index, in a zip file.
        Wacz = "wacz",
        /// A web page with what belongs to it, as browsers save it in one file.
        Mhtml = "mhtml",
        /// Plain text.
        Text = "txt",
        /// Markdown.
        Markdown = "md",
    }
}

impl Kind {
    /// Returns what a file is: what its content says without doubt, else what its name says, else what its content
    /// looks like. `name` may be a path or an address. Returns `None` for what cannot be read.
    pub fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        match look::signature(bytes) {
            Some(look::Signature::Kind(kind)) => Some(kind),
            // A damaged package is still what its name says.
            Some(look::Signature::Package) => Self::of_name(name).filter(|kind| kind.is_package()),
            Some(look::Signature::Other) => None,
            None => {
                let named = Self::of_name(name).filter(|kind| kind.is_text());
                named.or_else(|| look::text(bytes))
            }
        }
    }

    /// Returns whether it is a zip file.
    const fn is_package(self) -> bool {
        matches!(self, Self::Docx | Self::Odt | Self::Epub | Self::Wacz)
    }

    /// Returns whether it is text that may begin with anything.
    const fn is_text(self) -> bool {
        !self.is_package() && !matches!(self, Self::Pdf | Self::Warc)
    }

    /// Returns the kind that the extension of a file name, a path or an address stands for.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.split(['?', '#']).next().unwrap_or_default();
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let lower = name.to_ascii_lowercase();
        let stem = lower.strip_suffix(".gz");
        let (_, extension) = stem.unwrap_or(&lower).rsplit_once('.')?;
        let kind = match extension {
            "htm" | "xhtml" | "xht" => Self::Html,
            "docm" => Self::Docx,
            "mht" => Self::Mhtml,
            "text" => Self::Text,
            "markdown" => Self::Markdown,
            other => Self::named(other)?,
        };
        (stem.is_none() || kind == Self::Warc).then_some(kind)
    }

    /// Returns the kind that a media type stands for, such as `text/html; charset=utf-8`.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let media_type = media_type.split(';').next().unwrap_or_default();
        Some(match media_type.trim().to_ascii_lowercase().as_str() {
            "application/pdf" | "application/x-pdf" => Self::Pdf,
            "text/html" | "application/xhtml+xml" => Self::Html,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => Self::Docx,
            "application/vnd.oasis.opendocument.text" => Self::Odt,
            "application/epub+zip" => Self::Epub,
            "application/x-subrip" | "text/srt" => Self::Srt,
            "text/vtt" => Self::Vtt,
            "message/rfc822" => Self::Eml,
            "application/mbox" => Self::Mbox,
            "application/warc" => Self::Warc,
            "application/wacz" => Self::Wacz,
            "multipart/related" => Self::Mhtml,
            "text/plain" => Self::Text,
            "text/markdown" => Self::Markdown,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_file_is() {
        for (name, kind) in [
            ("a/b.PDF", Some(Kind::Pdf)),
            ("page.htm", Some(Kind::Html)),
            ("https://a.example/x.html?q=a.pdf#b.docx", Some(Kind::Html)),
            ("C:\\mail\\a.eml", Some(Kind::Eml)),
            ("crawl.warc.gz", Some(Kind::Warc)),
            ("crawl.warc", Some(Kind::Warc)),
            ("page.mht", Some(Kind::Mhtml)),
            ("notes.text", Some(Kind::Text)),
            ("notes.markdown", Some(Kind::Markdown)),
            ("page.html.gz", None),
            ("pdf", None),
            ("a.pdf/b", None),
            ("a.doc", None),
            ("", None),
        ] {
            assert_eq!(Kind::of_name(name), kind, "{name}");
        }
        for (kind, name) in Kind::NAMES {
            assert_eq!(Kind::of_name(&format!("x.{name}")), Some(*kind));
        }
    }

    #[test]
    fn content_says_more_than_a_name() {
        let utf16: Vec<u8> = "\u{feff}WEBVTT\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (name, bytes, kind) in [
            ("a.txt", &b"%PDF-1.7 x"[..], Some(Kind::Pdf)),
            ("a.pdf", b"\n\n%PDF-1.7 x", Some(Kind::Pdf)),
            ("a.html", b"\xef\xbb\xbfWEBVTT - x\n", Some(Kind::Vtt)),
            ("a", &utf16, Some(Kind::Vtt)),
            ("a.bin", b"WARC/1.0\r\n", Some(Kind::Warc)),
            ("a.docx", b"PK\x03\x04 damaged", Some(Kind::Docx)),
            ("a.html", b"PK\x03\x04 damaged", None),
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),
            ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),
            ("a.html", b"\x89PNG\r\n", None),
            ("a.warc.gz", b"\x1f\x8b damaged", Some(Kind::Warc)),
            // What may be several things is what it is called.
            ("a.txt", b"<!DOCTYPE html><p>x", Some(Kind::Text)),
            ("a.eml", b"From: x\n\n", Some(Kind::Eml)),
            ("a.mhtml", b"MIME-Version: 1.0\n\n", Some(Kind::Mhtml)),
            ("a.srt", b"", Some(Kind::Srt)),
            ("a.pdf", b"text", None),
            // Without a name that helps, it is what it looks like.
            (
                "download",
                b" <!-- x --><!doctype html><p>x",
                Some(Kind::Html),
            ),
            (
                "index.php",
                b"<?xml version='1.0'?>\n<html><p>x",
                Some(Kind::Html),
            ),
            (
                "a",
                b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHi",
                Some(Kind::Srt),
            ),
            (
                "a",
                b"From a@b Tue Jun 4 10:11:12 2019\nSubject: x\n",
                Some(Kind::Mbox),
            ),
            (
                "a",
                b"Received: from x\n by y\nSubject: x\nFrom: z\n\nx",
                Some(Kind::Eml),
            ),
            (
                "a",
                b"From: <Saved by Blink>\nSnapshot-Content-Location: http://x\n\n",
                Some(Kind::Mhtml),
            ),
            ("a", b"Dear all: this\nis text.", None),
            ("a", b"", None),
        ] {
            assert_eq!(
                Kind::of(name, bytes),
                kind,
                "{name} {}",
                bytes.escape_ascii()
            );
        }
    }

    #[test]
    fn media_types_say_what_a_file_is() {
        for (media_type, kind) in [
            ("text/html; charset=utf-8", Some(Kind::Html)),
            ("Application/PDF", Some(Kind::Pdf)),
            ("image/png", None),
            ("", None),
        ] {
            assert_eq!(Kind::of_media_type(media_type), kind, "{media_type}");
        }
    }
}
