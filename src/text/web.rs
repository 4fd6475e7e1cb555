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
}
