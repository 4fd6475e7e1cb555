//! From bytes to text with `\n` at the line ends. It must not know what the text means.

use encoding_rs::{DecoderResult, Encoding as Label, UTF_8};

use super::encoding::Encoding;

/// The text of a file and, if some of it could not be read, a warning that says how much.
///
/// A byte-order mark decides, then what the user `named`, then what the file `declared`. Without
/// any of these it is UTF-8: the bytes alone do not tell one old encoding from another, and a
/// wrong guess would change the words.
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
        // What is written otherwise is not UTF-8 by chance.
        _ if !certain && encoding != UTF_8 && is_utf8(rest) => Some(format!(
            "it declares {name} but is UTF-8; if its letters look wrong, name that: \
             `encoding = \"utf-8\"`"
        )),
        0 => None,
        1 => Some(format!(
            "1 place is not {name} and is shown as \u{fffd}{advice}"
        )),
        _ => Some(format!(
            "{bad} places are not {name} and are shown as \u{fffd}{advice}"
        )),
    };
    (with_line_feeds(text), warning)
}

/// Turns CRLF and a lone CR into LF.
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

const ADVICE: &str = "; if the file is in another encoding, name it: `encoding = \"windows-1252\"`";

/// Whether there is more than ASCII, and all of it UTF-8.
fn is_utf8(bytes: &[u8]) -> bool {
    !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok()
}

/// How much is decoded at a time. The decoder clears the room that it is given before each call, and
/// is called for each place that cannot be read.
const PIECE: usize = 1 << 14;

/// The text, and how many places of it are replaced.
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
    fn reads_every_encoding_with_a_mark() {
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
    fn the_mark_comes_first_then_the_user_then_the_file() {
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
    fn counts_what_cannot_be_read() {
        let (text, warning) = plain(b"caff\xe8 e t\xe8 e \xe8");
        assert_eq!(text, "caff\u{fffd} e t\u{fffd} e \u{fffd}");
        assert_eq!(
            warning.unwrap(),
            "3 places are not UTF-8 and are shown as \u{fffd}; if the file is in another encoding, \
             name it: `encoding = \"windows-1252\"`"
        );

        let (text, warning) = plain(b"\xff\xfea\x00\x00\xd8b\x00c");
        assert_eq!(text, "a\u{fffd}b\u{fffd}");
        assert_eq!(
            warning.unwrap(),
            "2 places are not UTF-16 and are shown as \u{fffd}"
        );
        let japanese = "shift_jis".parse().ok();
        let warning = decode(b"\xff", japanese, None).1;
        assert_eq!(
            warning.unwrap(),
            "1 place is not Shift_JIS and is shown as \u{fffd}"
        );
    }

    #[test]
    fn a_declaration_that_must_be_wrong_is_told() {
        let declared = "windows-1252".parse().ok();
        let (text, warning) = decode("è".as_bytes(), None, declared);
        assert_eq!(text, "Ã¨");
        assert!(
            warning
                .unwrap()
                .starts_with("it declares windows-1252 but is UTF-8")
        );
        assert_eq!(decode(b"e", None, declared).1, None);
        assert_eq!(decode("è".as_bytes(), declared, None).1, None);
        assert_eq!(
            decode("è".as_bytes(), "utf-8".parse().ok(), declared).1,
            None
        );
    }

    #[test]
    fn line_ends_are_alike() {
        assert_eq!(plain(b"a\r\nb\rc\n\r\nd").0, "a\nb\nc\n\nd");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
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
