//! What a file says about itself.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, String as PdfString};

use crate::document::original::Facts;
use crate::text::language_tag;

/// Reads the document information, as far as it makes sense.
pub(super) fn facts(pdf: &Pdf) -> Facts {
    let metadata = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(decode_text);
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let language = catalog.and_then(|it| it.get::<PdfString<'_>>(b"Lang"));
    let created = metadata.creation_date;
    let published = created.filter(|date| (1993..=2200).contains(&date.year));
    Facts {
        title: text(&metadata.title).and_then(|it| sensible_title(&it)),
        author: text(&metadata.author).and_then(|it| sensible_name(&it)),
        published: published
            .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        language: language.and_then(|it| language_tag::tag(&decode_text(&it))),
        ..Facts::default()
    }
}

/// Decodes a text string: UTF-16 or UTF-8 with a byte order mark, or else the encoding for such strings, which is
/// Latin 1 with some signs in place of controls.
pub(super) fn decode_text(bytes: &[u8]) -> String {
    const SIGNS: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{fffd}€";
    const ACCENTS: &str = "˘ˇˆ˙˝˛˚˜";
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => {
            let decode = |byte: &u8| match byte {
                0x18..=0x1f => ACCENTS.chars().nth(usize::from(byte - 0x18)),
                0x80..=0xa0 => SIGNS.chars().nth(usize::from(byte - 0x80)),
                _ => Some(char::from(*byte)),
            };
            bytes.iter().filter_map(decode).collect()
        }
    }
}

/// Returns a title without what programs put in front of it. Names of files and of empty documents are no titles.
fn sensible_title(title: &str) -> Option<String> {
    const ENDINGS: [&str; 16] = [
        ".doc", ".docx", ".rtf", ".odt", ".pdf", ".tex", ".dvi", ".ps", ".indd", ".qxd", ".qxp",
        ".ppt", ".pptx", ".xls", ".xlsx", ".html",
    ];
    const EMPTY: [&str; 9] = [
        "untitled",
        "unbenannt",
        "document",
        "dokument",
        "title",
        "slide 1",
        "powerpoint presentation",
        "presentation",
        "print",
    ];
    let title = line(title);
    if is_placeholder(&title) {
        return None;
    }
    let plain = title
        .strip_prefix("Microsoft Word - ")
        .or_else(|| title.strip_prefix("Microsoft PowerPoint - "));
    let lower = title.to_lowercase();
    let is_file = plain.is_some() || ENDINGS.iter().any(|ending| lower.ends_with(ending));
    let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_empty = EMPTY.contains(&lower.as_str()) || EMPTY.contains(&stem);
    let has_letter = title.chars().any(char::is_alphabetic);
    (!is_file && !is_empty && has_letter).then_some(title)
}

/// Returns a name of a person or a body. Names of accounts and programs are none.
fn sensible_name(name: &str) -> Option<String> {
    const OTHERS: [&str; 9] = [
        "user",
        "admin",
        "administrator",
        "owner",
        "author",
        "unknown",
        "anonymous",
        "root",
        "scanner",
    ];
    let name = line(name);
    let has_letter = name.chars().any(char::is_alphabetic);
    (has_letter && !is_placeholder(&name) && !OTHERS.contains(&name.to_lowercase().as_str()))
        .then_some(name)
}

/// Returns whether a program stands in for a missing text, as with `(anonymous)`.
fn is_placeholder(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')')
}

/// Returns a text as one line without control characters and replacement characters.
fn line(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control() || c == '\u{fffd}', " ");
    crate::text::sanitize::line(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_are_decoded() {
        for (bytes, text) in [
            (&b"Report"[..], "Report"),
            (b"\xfe\xff\x04\x1f\x04\x30", "Па"),
            (b"\xff\xfe\x1f\x04", "П"),
            (b"\xef\xbb\xbfP\xc3\xa9", "Pé"),
            (b"Caf\xe9 \x84 \x8d\xa0", "Café — “€"),
        ] {
            assert_eq!(decode_text(bytes), text);
        }
    }

    #[test]
    fn names_of_files_are_no_titles() {
        for title in [
            "",
            "12",
            "Microsoft Word - report.doc",
            "report_final.docx",
            "untitled",
            "Document1",
            "Slide 1",
            "PowerPoint Presentation",
            "C:\\thesis.tex",
            "(anonymous)",
        ] {
            assert_eq!(sensible_title(title), None, "{title}");
        }
        assert_eq!(
            sensible_title(" The\0Report\n2014 ").as_deref(),
            Some("The Report 2014")
        );
        assert_eq!(sensible_name("admin"), None);
        assert_eq!(
            sensible_name("Ada Lovelace").as_deref(),
            Some("Ada Lovelace")
        );
    }
}
