//! Text encodings, by the labels that users and HTML pages give them.

use std::str::FromStr;

use encoding_rs as rs;

use crate::text::width::floor_boundary;

/// The number of bytes in which a declaration is looked for. Browsers look for it in the first 1,024
/// bytes, and then start again if it comes later.
const MAX_HEAD: usize = 1 << 20;

/// The number of bytes of a tag that are read. Without a limit, many unclosed tags would be read to
/// the end each.
const MAX_TAG: usize = 1 << 10;

/// What starts and ends text in which tags mean nothing, each without its first `<`.
const OPAQUE: [(&str, &str); 4] = [
    ("!--", "-->"),
    ("script", "</script"),
    ("style", "</style"),
    ("title", "</title"),
];

/// A character encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(pub(super) &'static rs::Encoding);

impl Encoding {
    /// The names of all supported encodings. Other labels for them are accepted too: `latin1` means
    /// windows-1252, as on the web.
    pub const NAMES: [&str; 39] = [
        "utf-8",
        "utf-16le",
        "utf-16be",
        "windows-1250",
        "windows-1251",
        "windows-1252",
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1256",
        "windows-1257",
        "windows-1258",
        "windows-874",
        "iso-8859-1",
        "iso-8859-2",
        "iso-8859-3",
        "iso-8859-4",
        "iso-8859-5",
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-8-i",
        "iso-8859-10",
        "iso-8859-13",
        "iso-8859-14",
        "iso-8859-15",
        "iso-8859-16",
        "koi8-r",
        "koi8-u",
        "ibm866",
        "macintosh",
        "x-mac-cyrillic",
        "shift_jis",
        "euc-jp",
        "iso-2022-jp",
        "gbk",
        "gb18030",
        "big5",
        "euc-kr",
    ];

    /// Returns its name, in small letters.
    pub fn name(self) -> String {
        self.0.name().to_ascii_lowercase()
    }

    /// Returns the encoding that an HTML page or XML file declares before its body.
    pub(super) fn declared(bytes: &[u8]) -> Option<Self> {
        let head = bytes.get(..MAX_HEAD).unwrap_or(bytes);
        // One character per byte: the declaration is ASCII in every supported encoding.
        let head: String = head
            .iter()
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
        let label = match head.strip_prefix("<?xml ") {
            Some(rest) => attributes(rest).find(|(name, _)| *name == "encoding"),
            None => None,
        };
        let named = label.and_then(|(_, label)| label.parse().ok());
        let declared: Self = named.or_else(|| in_meta(&head))?;
        // The declaration was readable byte by byte, so the file cannot be UTF-16.
        let wide = declared.0 == rs::UTF_16LE || declared.0 == rs::UTF_16BE;
        Some(if wide { Self(rs::UTF_8) } else { declared })
    }
}

impl FromStr for Encoding {
    type Err = String;

    fn from_str(label: &str) -> Result<Self, Self::Err> {
        rs::Encoding::for_label_no_replacement(label.as_bytes())
            .map(Self)
            .ok_or_else(|| format!("unknown encoding {label:?}"))
    }
}

/// Returns the encoding named by the first `meta` element that names one. In comments, scripts and
/// the like there are no elements.
fn in_meta(head: &str) -> Option<Encoding> {
    let mut rest = head;
    loop {
        let (_, tag) = rest.split_once('<')?;
        let ends = |after: &str| after.starts_with(|c: char| !c.is_ascii_alphanumeric());
        let starts = |name: &str| match tag.strip_prefix(name) {
            Some(after) => name == "!--" || ends(after),
            None => false,
        };
        let opaque = OPAQUE.iter().find(|(name, _)| starts(name));
        rest = match opaque {
            Some((_, end)) => tag.split_once(end)?.1,
            None => tag,
        };
        if starts("body") {
            return None;
        }
        let tag = tag.get(..floor_boundary(tag, MAX_TAG)).unwrap_or_default();
        let Some(meta) = tag.strip_prefix("meta") else {
            continue;
        };
        if !meta.starts_with(|c: char| c.is_ascii_whitespace() || c == '/') {
            continue;
        }
        let mut typed = false;
        let mut content = None;
        let mut label = None;
        for (name, value) in attributes(meta) {
            match name {
                "charset" => label = label.or(Some(value)),
                "http-equiv" => typed = value == "content-type",
                "content" => content = content.or(Some(value)),
                _ => {}
            }
        }
        let label = label.or_else(|| content.filter(|_| typed).and_then(charset));
        if let Some(encoding) = label.and_then(|label| label.parse().ok()) {
            return Some(encoding);
        }
    }
}

/// Returns the encoding label in a content type such as `text/html; charset=utf-8`.
fn charset(content: &str) -> Option<&str> {
    let mut rest = content;
    let value = loop {
        rest = rest.split_once("charset")?.1;
        if let Some(value) = rest.trim_start().strip_prefix('=') {
            break value.trim_start();
        }
    };
    match quoted(value) {
        Some((quote, inside)) => inside.split(quote).next(),
        None => value.split([';', ' ', '\t', '\n', '\r']).next(),
    }
}

/// Splits a quoted value into its quotation mark and the text after it.
fn quoted(value: &str) -> Option<(char, &str)> {
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some((mark, value.strip_prefix(mark)?))
}

/// Returns the names and values of the attributes in a tag.
pub(super) fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let space = |c: char| c.is_ascii_whitespace();
    let mut rest = tag;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c| space(c) || c == '/');
        let end = rest.find(|c| space(c) || matches!(c, '=' | '>' | '/' | '?'));
        let (name, after) = rest.split_at(end.filter(|end| *end > 0)?);
        rest = after.trim_start_matches(space);
        let Some(value) = rest.strip_prefix('=') else {
            return Some((name, ""));
        };
        let value = value.trim_start_matches(space);
        let (value, after) = match quoted(value) {
            Some((quote, inside)) => inside.split_once(quote)?,
            None => value.split_at(value.find(|c| space(c) || c == '>')?),
        };
        rest = after;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn declared(head: &str) -> Option<&'static str> {
        Encoding::declared(head.as_bytes()).map(|encoding| encoding.0.name())
    }

    #[test]
    fn every_listed_name_is_an_encoding() {
        for name in Encoding::NAMES {
            assert!(name.parse::<Encoding>().is_ok(), "{name}");
        }
        assert_eq!("Latin1".parse(), Ok(Encoding(rs::WINDOWS_1252)));
        assert!(
            "cp1252x"
                .parse::<Encoding>()
                .unwrap_err()
                .contains("\"cp1252x\"")
        );
        // The web platform maps this label to "do not decode".
        assert!("hz-gb-2312".parse::<Encoding>().is_err());
    }

    #[test]
    fn declarations_are_found() {
        for head in [
            "<!doctype html><meta charset=windows-1251>",
            "<html><head>\n<META\tCharSet = 'cp1251' />",
            "<meta name=x content='charset=koi8-r'><meta/charset=\"windows-1251\"/>",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">",
            "<meta content='a charset; CHARSET = \"windows-1251\"' http-equiv=content-type>",
            "<!-- <meta charset=koi8-r> --><meta charset=nonsense><meta charset=x-cp1251 >",
            "<?xml version=\"1.0\" encoding=\"windows-1251\"?><meta charset=utf-8>",
            "<?xml version='1.0'?><html><meta charset=windows-1251>",
        ] {
            assert_eq!(declared(head), Some("windows-1251"), "{head}");
        }
    }

    #[test]
    fn other_text_is_not_a_declaration() {
        for head in [
            "",
            "<meta",
            "<meta charset",
            "<meta charset=koi8-r",
            "<metal charset=koi8-r>",
            "<meta content='text/html; charset=koi8-r'>",
            "<!-- <meta charset=koi8-r>",
            "charset=koi8-r",
            "<meta charset=nonsense>",
        ] {
            assert_eq!(declared(head), None, "{head}");
        }
    }

    #[test]
    fn a_declaration_may_come_late_in_the_head() {
        let script = format!(
            "<script>var a = '<meta charset=big5>{}'</script>",
            "x".repeat(9000)
        );
        let style = "<style>/* <meta charset=big5> */</style><title><meta charset=big5></title>";
        let late = format!("<head>{script}{style}<meta charset=koi8-r>");
        assert_eq!(declared(&late), Some("KOI8-R"));
        for late in [
            format!("{}<meta charset=koi8-r>", " ".repeat(MAX_HEAD)),
            format!("{script}<body><meta charset=koi8-r>"),
            "<script><meta charset=koi8-r>".to_owned(),
        ] {
            assert_eq!(declared(&late), None);
        }
    }

    /// Would time out if every tag were read to the end.
    #[test]
    fn many_unclosed_tags_are_read_quickly() {
        assert_eq!(declared(&"<meta a=b ".repeat(100_000)), None);
        assert_eq!(declared(&"<meta a='".repeat(100_000)), None);
    }

    #[test]
    fn a_readable_declaration_rules_out_utf_16() {
        assert_eq!(declared("<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!(declared("<?xml encoding='utf-16be'?>"), Some("UTF-8"));
    }

    proptest! {
        #[test]
        fn any_beginning_can_be_searched(head in "(<|meta |<meta |charset|=|'|\"|>|/|<!--|-->|content|http-equiv=content-type |<\\?xml |\\?|é| |koi8-r|encoding){0,20}") {
            if let Some(name) = declared(&head) {
                prop_assert_eq!(name, "KOI8-R");
            }
        }
    }
}
