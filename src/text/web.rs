//! Addresses on the web.

/// Returns whether a web browser opens a text as an address without running anything.
pub fn is_address(text: &str) -> bool {
    let rest = text.split_once("://").filter(|(scheme, _)| {
        let mut known = ["http", "https"].iter();
        known.any(|it| it.eq_ignore_ascii_case(scheme))
    });
    let is_one = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    is_one && rest.is_some_and(|(_, rest)| !rest.is_empty())
}

/// Replaces `%20` and the like by what they stand for. What is not UTF-8 then becomes U+FFFD.
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%');
        let hex = hex.filter(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let code = hex.and_then(|hex| str::from_utf8(hex).ok());
        if let Some(byte) = code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_browser_opens_is_an_address() {
        for text in ["https://example.org/a", "HTTP://e.org"] {
            assert!(is_address(text), "{text}");
        }
        for text in [
            "Courier",
            "https://",
            "https://e.org/a b",
            "javascript:alert(1)//",
            "ftp://e.org",
            "",
        ] {
            assert!(!is_address(text), "{text}");
        }
    }

    #[test]
    fn characters_after_a_percent_sign_are_decoded() {
        for (text, decoded) in [
            ("a%20b", "a b"),
            ("Br%C3%BCcke", "Brücke"),
            ("100%", "100%"),
            ("%zz%+1", "%zz%+1"),
            ("%FF", "\u{fffd}"),
        ] {
            assert_eq!(percent_decoded(text), decoded);
        }
    }
}
