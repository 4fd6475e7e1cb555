//! Recognises addresses on the web.

/// Returns the address that a text is, if a browser opens it without running anything: one that begins with `http://` or
/// `https://`, or with `//`, which is completed.
pub fn of(text: &str) -> Option<String> {
    let text = text.trim();
    let is_one = |text: &str| !text.contains(char::is_whitespace);
    if let Some(rest) = text.strip_prefix("//") {
        let is_host = rest.starts_with(|c: char| c.is_alphanumeric());
        return (is_host && is_one(rest)).then(|| format!("https:{text}"));
    }
    let (scheme, rest) = text.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web && !rest.is_empty() && is_one(rest)).then(|| text.to_owned())
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
