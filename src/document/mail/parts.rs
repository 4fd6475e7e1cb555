//! The parts of messages: their text, their names and their bytes.

use mailparse::{DispositionType, MailHeaderMap, ParsedMail};

use crate::document::charset;

/// Returns a line of the header, decoded and on one line.
pub(super) fn header(mail: &ParsedMail<'_>, name: &str) -> Option<String> {
    let header = mail.headers.get_first_header(name)?;
    let value = header.get_value_utf8();
    let value = value.unwrap_or_else(|_| header.get_value());
    let words: Vec<&str> = value.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Returns the bytes of a part without its transfer encoding.
pub(super) fn bytes(part: &ParsedMail<'_>) -> Option<Vec<u8>> {
    part.get_body_raw().ok().or_else(|| damaged_base64(part))
}

/// Returns as many bytes of a part in base 64 as can be decoded.
fn damaged_base64(part: &ParsedMail<'_>) -> Option<Vec<u8>> {
    let mailparse::body::Body::Base64(body) = part.get_body_encoded() else {
        return None;
    };
    let is_code = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let mut code: Vec<u8> = body.get_raw().iter().copied().filter(is_code).collect();
    code.truncate(code.len() / 4 * 4);
    let mail = [b"Content-Transfer-Encoding: base64\n\n", code.as_slice()].concat();
    mailparse::parse_mail(&mail).ok()?.get_body_raw().ok()
}

/// Returns the encoding that a part says it has. Text that says to be ASCII and is not is read as if it said nothing.
pub(super) fn encoding<'a>(part: &'a ParsedMail<'_>) -> Option<&'a str> {
    let label = part.ctype.params.get("charset")?;
    let is_ascii = ["us-ascii", "ascii", "ansi_x3.4-1968"]
        .iter()
        .any(|ascii| label.eq_ignore_ascii_case(ascii));
    (!is_ascii).then_some(label)
}

/// Returns the text of a part, decoded.
pub(super) fn text(part: &ParsedMail<'_>, notes: &mut Vec<String>) -> Option<String> {
    bytes(part).map(|bytes| charset::text(&bytes, encoding(part), notes))
}

/// Returns whether a part is an attachment, and not a text of the message.
pub(super) fn is_attachment(part: &ParsedMail<'_>) -> bool {
    let disposition = part.get_content_disposition().disposition;
    let is_text = matches!(part.ctype.mimetype.as_str(), "text/plain" | "text/html");
    disposition == DispositionType::Attachment || !is_text
}

/// Returns how an attachment is named in the text: `[attachment: file.pdf, application/pdf, 10 bytes]`.
pub(super) fn attachment(part: &ParsedMail<'_>) -> String {
    let disposition = part.get_content_disposition();
    let names = [
        disposition.params.get("filename"),
        part.ctype.params.get("name"),
    ];
    let name = names
        .into_iter()
        .flatten()
        .find(|name| !name.trim().is_empty());
    let name = name.map_or("without a name", |name| name.trim());
    let bytes = bytes(part).map_or(0, |bytes| bytes.len());
    format!(
        "[attachment: {name}, {}, {bytes} {}]",
        part.ctype.mimetype,
        if bytes == 1 { "byte" } else { "bytes" }
    )
}
