//! Recognises addresses on the web.

use crate::text::web;

/// Returns the address that a text is, if a browser opens it without running anything: one that begins with `http://` or
/// `https://`, or with `//`, which is completed.
pub fn of(text: &str) -> Option<String> {
    let text = text.trim();
    let is_host = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric());
    let text = match text.strip_prefix("//").filter(|rest| is_host(rest)) {
        Some(_) => format!("https:{text}"),
        None => text.to_owned(),
    };
    web::is_address(&text).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_browser_opens_is_an_address() {
        for (text, address) in [
            (" https://example.org/a ", Some("https://example.org/a")),
            ("HTTP://example.org", Some("HTTP://example.org")),
            ("//example.org", Some("https://example.org")),
            ("// a remark", None),
            ("https://", None),
            ("https://example.org and more", None),
            ("javascript:alert(1)//", None),
            ("ftp://example.org", None),
            ("a text", None),
            ("", None),
        ] {
            assert_eq!(of(text).as_deref(), address, "{text}");
        }
    }
}
