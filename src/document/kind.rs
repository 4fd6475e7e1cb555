//! Kind: what a file is, by its content and its name.

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
    /// Returns whether it is a zip file.
    pub(super) const fn is_package(self) -> bool {
        matches!(self, Self::Docx | Self::Odt | Self::Epub | Self::Wacz)
    }

    /// Returns whether it is text that may begin with anything.
    pub(super) const fn is_text(self) -> bool {
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
