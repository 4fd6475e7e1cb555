//! From bytes to text with `\n` at the line ends. It must not know what the text means.

/// The text of a file and, if some of it could not be read, a warning that says how much.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<String>) {
    let (text, bad, encoding) = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    };
    let warning = match bad {
        0 => None,
        1 => Some(format!(
            "1 place is not {encoding} and is shown as \u{fffd}"
        )),
        _ => Some(format!(
            "{bad} places are not {encoding} and are shown as \u{fffd}"
        )),
    };
    (text.replace("\r\n", "\n").replace('\r', "\n"), warning)
}

/// The text, how many places of it are replaced, and the encoding's name.
type Decoded = (String, usize, &'static str);

fn utf8(bytes: &[u8]) -> Decoded {
    let bad = bytes
        .utf8_chunks()
        .filter(|chunk| !chunk.invalid().is_empty())
        .count();
    (String::from_utf8_lossy(bytes).into_owned(), bad, "UTF-8")
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let (pairs, odd) = bytes.as_chunks();
    let mut bad = odd.len();
    let mut text: String = char::decode_utf16(pairs.iter().copied().map(unit))
        .map(|decoded| {
            decoded.unwrap_or_else(|_| {
                bad += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    text.extend(odd.iter().map(|_| char::REPLACEMENT_CHARACTER));
    (text, bad, "UTF-16")
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn reads_every_encoding_with_a_mark() {
        for bytes in [
            &b"\xef\xbb\xbf\xc3\xa8 \xf0\x9f\x98\x80"[..],
            b"\xc3\xa8 \xf0\x9f\x98\x80",
            b"\xff\xfe\xe8\x00\x20\x00\x3d\xd8\x00\xde",
            b"\xfe\xff\x00\xe8\x00\x20\xd8\x3d\xde\x00",
        ] {
            assert_eq!(decode(bytes), ("è 😀".into(), None));
        }
        assert_eq!(decode(b""), (String::new(), None));
    }

    #[test]
    fn counts_what_cannot_be_read() {
        let (text, warning) = decode(b"caff\xe8 e t\xe8 e \xe8");
        assert_eq!(text, "caff\u{fffd} e t\u{fffd} e \u{fffd}");
        assert_eq!(
            warning.unwrap(),
            "3 places are not UTF-8 and are shown as \u{fffd}"
        );

        let (text, warning) = decode(b"\xff\xfea\x00\x00\xd8b");
        assert_eq!(text, "a\u{fffd}\u{fffd}");
        assert_eq!(
            warning.unwrap(),
            "2 places are not UTF-16 and are shown as \u{fffd}"
        );
        assert!(decode(b"\xff").1.unwrap().starts_with("1 place is not"));
    }

    #[test]
    fn line_ends_are_alike() {
        assert_eq!(decode(b"a\r\nb\rc\n\r\nd").0, "a\nb\nc\n\nd");
    }
}
