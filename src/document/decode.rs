//! Decodes bytes into text with `\n` line endings.

use encoding_rs::{DecoderResult, Encoding as Label, UTF_8};

use super::encoding::Encoding;

/// Decodes a file. Returns its text and, if parts of it could not be decoded, a warning.
///
/// A byte-order mark takes precedence over the encoding the user `named`, and that one over what
/// the file `declared`. Without any of these the file is read as UTF-8: legacy encodings cannot be
/// told apart by their bytes, and a wrong guess would change words.
pub(super) fn decode(
    bytes: &[u8],
    named: Option<Encoding>,
    declared: Option<Encoding>,
) -> (String, Option<String>) {
    let mark = Label::for_bom(bytes);
    let certain = mark.is_some() || named.is_some();
    let (encoding, length) = mark.unwrap_or_else(|| {
        let known = named.or(declared);
        (known.map_or(UTF_8, |known| known.0), 0)
    });
    let rest = bytes.get(length..).unwrap_or_default();
    let (text, bad) = read(rest, encoding);
    let name = match encoding.name() {
        "UTF-16LE" | "UTF-16BE" => "UTF-16",
        name => name,
    };
    let advice = if certain { "" } else { ADVICE };
    let warning = match bad {
        // Text in another encoding is practically never valid UTF-8 by chance.
        _ if !certain && encoding != UTF_8 && is_utf8(rest) => Some(format!(
            "it declares {name} but is valid UTF-8; if characters look wrong, set \
             `encoding = \"utf-8\"`"
        )),
        0 => None,
        1 => Some(format!(
            "1 place is not valid {name} and is shown as \u{fffd}{advice}"
        )),
        _ => Some(format!(
            "{bad} places are not valid {name} and are shown as \u{fffd}{advice}"
        )),
    };
    (with_line_feeds(text), warning)
}

/// Replaces CRLF and lone CR with LF.
fn with_line_feeds(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    let mut clean = String::with_capacity(text.len());
    for (index, piece) in text.split('\r').enumerate() {
        if index > 0 && !piece.starts_with('\n') {
            clean.push('\n');
        }
        clean.push_str(piece);
    }
    clean
}

const ADVICE: &str =
    "; if the file has another encoding, set it, for example `encoding = \"windows-1252\"`";

/// Returns whether `bytes` is valid UTF-8 and not just ASCII.
fn is_utf8(bytes: &[u8]) -> bool {
    !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok()
}

/// The size of the output buffer. The decoder initialises the whole buffer on every call and is
/// called once per malformed sequence, so a large buffer would make the time quadratic.
const PIECE: usize = 1 << 14;

/// Returns the decoded text and the number of malformed sequences, each replaced by U+FFFD.
fn read(bytes: &[u8], encoding: &'static Label) -> (String, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut piece = String::with_capacity(PIECE);
    let mut bad = 0;
    let mut rest = bytes;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut piece, true);
        rest = rest.get(read..).unwrap_or_default();
        text.push_str(&piece);
        piece.clear();
        match result {
            DecoderResult::InputEmpty => return (text, bad),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                bad += 1;
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Encoding, decode, read};

    fn plain(bytes: &[u8]) -> (String, Option<String>) {
        decode(bytes, None, None)
    }

    #[test]
    fn byte_order_marks_are_honoured() {
        for bytes in [
            &b"\xef\xbb\xbf\xc3\xa8 \xf0\x9f\x98\x80"[..],
            b"\xc3\xa8 \xf0\x9f\x98\x80",
            b"\xff\xfe\xe8\x00\x20\x00\x3d\xd8\x00\xde",
            b"\xfe\xff\x00\xe8\x00\x20\xd8\x3d\xde\x00",
        ] {
            assert_eq!(plain(bytes), ("è 😀".into(), None));
        }
        assert_eq!(plain(b""), (String::new(), None));
    }

    #[test]
    fn the_mark_beats_the_user_and_the_user_beats_the_file() {
        let [latin, cyrillic] = ["latin1", "cp1251"].map(|label| label.parse::<Encoding>().ok());
        let text = |bytes: &[u8], named, declared| {
            let (text, warning) = decode(bytes, named, declared);
            assert_eq!(warning, None);
            text
        };
        assert_eq!(text(b"\xe9", latin, cyrillic), "é");
        assert_eq!(text(b"\xe9", None, cyrillic), "й");
        assert_eq!(text(b"\xff\xfe\x39\x04", latin, latin), "й");
        assert_eq!(text(b"\xef\xbb\xbf\xd0\xb9", latin, latin), "й");
        let wide = "utf-16le".parse().ok();
        assert_eq!(text(b"\x39\x04", wide, latin), "й");
        let japanese = "shift_jis".parse().ok();
        assert_eq!(text(b"\x93\xfa\x96\x7b", japanese, None), "日本");
    }

    #[test]
    fn malformed_sequences_are_counted() {
        let (text, warning) = plain(b"caff\xe8 e t\xe8 e \xe8");
        assert_eq!(text, "caff\u{fffd} e t\u{fffd} e \u{fffd}");
        assert_eq!(
            warning.unwrap(),
            "3 places are not valid UTF-8 and are shown as \u{fffd}; if the file has another encoding, \
             set it, for example `encoding = \"windows-1252\"`"
        );

        let (text, warning) = plain(b"\xff\xfea\x00\x00\xd8b\x00c");
        assert_eq!(text, "a\u{fffd}b\u{fffd}");
        assert_eq!(
            warning.unwrap(),
            "2 places are not valid UTF-16 and are shown as \u{fffd}"
        );
        let japanese = "shift_jis".parse().ok();
        let warning = decode(b"\xff", japanese, None).1;
        assert_eq!(
            warning.unwrap(),
            "1 place is not valid Shift_JIS and is shown as \u{fffd}"
        );
    }

    #[test]
    fn wrong_declarations_are_reported() {
        let declared = "windows-1252".parse().ok();
        let (text, warning) = decode("è".as_bytes(), None, declared);
        assert_eq!(text, "Ã¨");
        assert!(
            warning
                .unwrap()
                .starts_with("it declares windows-1252 but is valid UTF-8")
        );
        assert_eq!(decode(b"e", None, declared).1, None);
        assert_eq!(decode("è".as_bytes(), declared, None).1, None);
        assert_eq!(
            decode("è".as_bytes(), "utf-8".parse().ok(), declared).1,
            None
        );
    }

    #[test]
    fn line_endings_become_line_feeds() {
        assert_eq!(plain(b"a\r\nb\rc\n\r\nd").0, "a\nb\nc\n\nd");
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_decoded(bytes: Vec<u8>) {
            let (text, bad) = read(&bytes, encoding_rs::UTF_8);
            prop_assert_eq!(&text, &String::from_utf8_lossy(&bytes));
            let invalid = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty());
            prop_assert_eq!(bad, invalid.count());
            for name in Encoding::NAMES {
                let encoding: Encoding = name.parse().unwrap();
                read(&bytes, encoding.0);
            }
        }
    }
}
