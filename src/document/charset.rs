//! The text of originals, in the encoding that is known for it.

use super::decode::decode;

/// Decodes a text. A byte-order mark overrides `charset`; without either it is read as UTF-8, as all sources are. Adds
/// a note if parts of it could not be decoded.
pub(super) fn text(bytes: &[u8], charset: Option<&str>, notes: &mut Vec<String>) -> String {
    let named = charset.map(str::trim).filter(|label| !label.is_empty());
    let encoding = named.and_then(|label| label.parse().ok());
    if let Some(label) = named
        && encoding.is_none()
    {
        notes.push(format!("the encoding {label:?} is not known"));
    }
    let (text, warning) = decode(bytes, encoding, None);
    if warning.is_some() {
        let bad = text.matches(char::REPLACEMENT_CHARACTER).count();
        let places = if bad == 1 { "place" } else { "places" };
        notes.push(format!(
            "{bad} {places} could not be decoded and became \u{fffd}: the text may have another encoding"
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_decoded_as_its_mark_or_its_label_says() {
        for (bytes, charset, expected, notes) in [
            (&b"caf\xc3\xa9"[..], None, "café", 0),
            (b"caf\xe9", Some("windows-1252"), "café", 0),
            (b"caf\xe9", Some(" Latin1 "), "café", 0),
            (b"\xff\xfec\0a\0", Some("latin1"), "ca", 0),
            (b"\xef\xbb\xbfca\r\nb\rc", Some("latin1"), "ca\nb\nc", 0),
            (b"caf\xe9", None, "caf\u{fffd}", 1),
            (b"caf\xe9", Some("x-nonsense"), "caf\u{fffd}", 2),
            (b"caf\xe9", Some(""), "caf\u{fffd}", 1),
        ] {
            let mut found = Vec::new();
            assert_eq!(text(bytes, charset, &mut found), expected);
            assert_eq!(found.len(), notes, "{found:?}");
        }
    }
}
