//! What a server says that a page is.

/// The media type of a page, with the encoding of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaType {
    /// The type in small letters, such as `text/html`.
    pub name: String,
    /// The encoding of its text, if that is given.
    pub charset: Option<String>,
}

impl MediaType {
    /// Reads the header `Content-Type`. Returns None if it names no type.
    pub fn parse(header: &str) -> Option<Self> {
        let mut parts = header.split(';');
        let name = parts.next()?.trim().to_ascii_lowercase();
        let is_one = |(major, minor): (&str, &str)| {
            let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c);
            [major, minor]
                .iter()
                .all(|part| !part.is_empty() && part.chars().all(is_token))
        };
        name.split_once('/').filter(|parts| is_one(*parts))?;
        let charset = parts.find_map(|part| {
            let (key, value) = part.split_once('=')?;
            let is_charset = key.trim().eq_ignore_ascii_case("charset");
            let value = value.trim().trim_matches(['"', '\'']);
            (is_charset && !value.is_empty()).then(|| value.to_ascii_lowercase())
        });
        Some(Self { name, charset })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_names_type_and_encoding() {
        for (header, wanted) in [
            ("text/html", Some(("text/html", None))),
            (
                "Text/HTML; Charset=\"UTF-8\"",
                Some(("text/html", Some("utf-8"))),
            ),
            (
                "text/plain;a=b; charset=latin1 ;c",
                Some(("text/plain", Some("latin1"))),
            ),
            ("text/vtt; charset=", Some(("text/vtt", None))),
            (
                "application/xhtml+xml",
                Some(("application/xhtml+xml", None)),
            ),
            ("text", None),
            ("/", None),
            ("text/", None),
            ("text /html", None),
            ("", None),
        ] {
            let read = MediaType::parse(header);
            let read = read
                .as_ref()
                .map(|it| (it.name.as_str(), it.charset.as_deref()));
            assert_eq!(read, wanted, "{header}");
        }
    }
}
