//! What a file is, by a look at its content.

use std::io::Read;

use flate2::read::GzDecoder;

use super::kind::Kind;
use super::package::Package;

/// The bytes at the beginning of a file that are looked at.
const MAX_HEAD: usize = 1 << 13;

/// The bytes before which a PDF begins.
const MAX_BEFORE: usize = 1 << 10;

/// What a PDF begins with.
const PDF: &[u8] = b"%PDF-";

impl Kind {
    /// Returns what a file is: what its content says without doubt, else what its name says, else what its content
    /// looks like. `name` may be a path or an address. Returns `None` for what cannot be read.
    pub fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        match signature(name, bytes) {
            None => {
                let named = Self::of_name(name).filter(|kind| kind.is_text());
                named.or_else(|| text(bytes))
            }
            Some(_) => Self::of_content(name, bytes),
        }
    }

    /// Returns what a file is if its content says that without doubt, whatever others say about it. The name only helps
    /// where the content is damaged.
    pub fn of_content(name: &str, bytes: &[u8]) -> Option<Self> {
        match signature(name, bytes)? {
            Signature::Kind(kind) => Some(kind),
            // A damaged package is still what its name says.
            Signature::Package => Self::of_name(name).filter(|kind| kind.is_package()),
            Signature::Other => None,
        }
    }

    /// Returns whether a file is of a kind that is known and not read, such as a picture or a spreadsheet.
    pub fn is_unread(name: &str, bytes: &[u8]) -> bool {
        signature(name, bytes) == Some(Signature::Other)
    }

    /// Returns whether a file has anything but text in an encoding that shows in its bytes.
    pub fn is_binary(name: &str, bytes: &[u8]) -> bool {
        match signature(name, bytes) {
            Some(Signature::Kind(kind)) => !kind.is_text(),
            Some(Signature::Package | Signature::Other) => true,
            // Zeros are in no text but in UTF-16.
            None => {
                let head = bytes.get(..MAX_HEAD).unwrap_or(bytes);
                encoding_rs::Encoding::for_bom(head).is_none() && head.contains(&0)
            }
        }
    }
}

/// What the first bytes of a file say without doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signature {
    Kind(Kind),
    /// A zip file that does not say more.
    Package,
    /// Something that cannot be read, such as a picture.
    Other,
}

/// What cannot be read begins with one of these: pictures, sound, films, programs, and documents of old programs.
const OTHERS: [&[u8]; 12] = [
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
    b"OggS",
    b"ID3",
    b"\x7fELF",
    b"\x1aE\xdf\xa3",
    b"AT&TFORM",
];

/// Returns what the first bytes of a file say.
fn signature(name: &str, bytes: &[u8]) -> Option<Signature> {
    if bytes.starts_with(PDF) {
        return Some(Signature::Kind(Kind::Pdf));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(package(bytes));
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut head = [0; 5];
        let unpacked = GzDecoder::new(bytes).read_exact(&mut head);
        let is_archive = unpacked.is_err() || head == *b"WARC/";
        return Some(if is_archive {
            Signature::Kind(Kind::Warc)
        } else {
            Signature::Other
        });
    }
    if OTHERS.iter().any(|sign| bytes.starts_with(sign)) {
        return Some(Signature::Other);
    }
    if is_late_pdf(name, bytes) {
        return Some(Signature::Kind(Kind::Pdf));
    }
    let head = head(bytes);
    let kind = match head.trim_start() {
        text if text.starts_with("WEBVTT") => Kind::Vtt,
        text if text.starts_with("WARC/") => Kind::Warc,
        _ => return None,
    };
    Some(Signature::Kind(kind))
}

/// Returns whether a PDF begins after some other bytes. A text may speak of PDFs, so these are not text, or else the
/// file is called one.
fn is_late_pdf(name: &str, bytes: &[u8]) -> bool {
    let head = bytes.get(..MAX_BEFORE).unwrap_or(bytes);
    let at = memchr::memmem::find(head, PDF);
    let before = at.and_then(|at| head.get(..at));
    before.is_some_and(|before| {
        let text = str::from_utf8(before).unwrap_or_default().trim();
        let is_text =
            !text.is_empty() && !text.contains(|c: char| c.is_control() && !c.is_whitespace());
        !is_text || Kind::of_name(name) == Some(Kind::Pdf)
    })
}

/// Returns what a zip file is, by the names of its parts.
fn package(bytes: &[u8]) -> Signature {
    let Ok(mut package) = Package::open(bytes) else {
        return Signature::Package;
    };
    let starts = |package: &Package<'_>, prefix: &str| {
        package.names().iter().any(|name| name.starts_with(prefix))
    };
    Signature::Kind(if starts(&package, "word/") {
        Kind::Docx
    } else if package.has("META-INF/container.xml") {
        Kind::Epub
    } else if package.has("content.xml") {
        let media_type = package.part("mimetype").unwrap_or_default();
        let is_text = media_type.is_empty()
            || media_type.starts_with(b"application/vnd.oasis.opendocument.text");
        if !is_text {
            return Signature::Other;
        }
        Kind::Odt
    } else if starts(&package, "archive/") {
        Kind::Wacz
    } else {
        return Signature::Other;
    })
}

/// Returns what a text looks like.
fn text(bytes: &[u8]) -> Option<Kind> {
    let head = head(bytes);
    let text = head.trim_start();
    let mut markup = text.to_ascii_lowercase();
    // A page may begin with comments and declarations.
    while let Some(after) = markup
        .strip_prefix("<!--")
        .and_then(|rest| rest.split_once("-->"))
        .or_else(|| {
            markup
                .strip_prefix("<?")
                .and_then(|rest| rest.split_once("?>"))
        })
        .map(|(_, after)| after.trim_start().to_owned())
    {
        markup = after;
    }
    if markup.starts_with("<!doctype html") || markup.starts_with("<html") {
        return Some(Kind::Html);
    }
    if text.starts_with("From ")
        && text
            .lines()
            .nth(1)
            .is_some_and(|line| field(line).is_some())
    {
        return Some(Kind::Mbox);
    }
    if text
        .lines()
        .take(3)
        .any(|line| line.contains("-->") && line.contains(':'))
    {
        return Some(Kind::Srt);
    }
    mail(text)
}

/// Returns what a text with the headers of mail is.
fn mail(text: &str) -> Option<Kind> {
    let mut names = Vec::new();
    for line in text.lines().take_while(|line| !line.trim().is_empty()) {
        if !line.starts_with([' ', '\t']) {
            names.push(field(line)?.to_ascii_lowercase());
        }
    }
    let has = |name: &str| names.iter().any(|found| found == name);
    if has("snapshot-content-location") {
        return Some(Kind::Mhtml);
    }
    let all = [
        "from",
        "subject",
        "date",
        "message-id",
        "received",
        "mime-version",
        "to",
    ];
    let known = all.into_iter().filter(|name| has(name)).count();
    (known >= 2).then_some(Kind::Eml)
}

/// Returns the name of a field of a header.
fn field(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    is_name.then_some(name)
}

/// Returns the beginning of a file as text, by its byte-order mark.
fn head(bytes: &[u8]) -> String {
    let head = bytes.get(..MAX_HEAD).unwrap_or(bytes);
    let (text, _, _) = encoding_rs::UTF_8.decode(head);
    text.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_says_more_than_a_name() {
        let utf16: Vec<u8> = "\u{feff}WEBVTT\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (name, bytes, kind) in [
            ("a.txt", &b"%PDF-1.7 x"[..], Some(Kind::Pdf)),
            ("a", b"\n\n%PDF-1.7 x", Some(Kind::Pdf)),
            ("a.txt", b"\x1b%-12345X@PJL\n%PDF-1.7", Some(Kind::Pdf)),
            ("a.pdf", b"HTTP/1.1 200 OK\n\n%PDF-1.7", Some(Kind::Pdf)),
            ("a.txt", b"A PDF begins with %PDF-1.7.", Some(Kind::Text)),
            ("a.html", b"<p>%PDF-1.7", Some(Kind::Html)),
            ("a.docx", b"PK\x03\x04\0%PDF-1.7 damaged", Some(Kind::Docx)),
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
    fn what_is_no_text_is_known() {
        for (name, bytes, is_unread, is_binary) in [
            ("a.doc", &b"\xd0\xcf\x11\xe0\xa1"[..], true, true),
            ("a.png", b"\x89PNG\r\n", true, true),
            ("a.bin", b"abcdefg\0hi", false, true),
            ("a.pdf", b"%PDF-1.7", false, true),
            ("a.docx", b"PK\x03\x04 damaged", false, true),
            ("a.warc.gz", b"\x1f\x8b damaged", false, true),
            ("a.txt", b"caf\xe9", false, false),
            ("a.txt", b"\xff\xfea\0b\0", false, false),
            ("a.vtt", b"WEBVTT\n", false, false),
            ("a.txt", b"", false, false),
        ] {
            let shown = bytes.escape_ascii();
            assert_eq!(Kind::is_unread(name, bytes), is_unread, "{name} {shown}");
            assert_eq!(Kind::is_binary(name, bytes), is_binary, "{name} {shown}");
        }
    }
}
