//! Markdown: what is text stays text.

/// Escapes what Markdown would read as markup inside a line.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if "\\`*_[]<>|#~&$".contains(c) || makes_link(text, at) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Returns whether the character at a place makes a web address of what is around it, which many programs show as a link,
/// escapes included: the colon of `https://`, or the first full stop of `www.`.
fn makes_link(text: &str, at: usize) -> bool {
    let (before, rest) = text.split_at(at);
    let is_www = || {
        let www = before.as_bytes().last_chunk::<3>();
        www.is_some_and(|letters| letters.eq_ignore_ascii_case(b"www"))
    };
    rest.starts_with("://") || rest.starts_with('.') && is_www()
}

/// Escapes a text of any number of lines to one line, which can stand alone.
pub fn paragraph(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let escaped = escape(&words.join(" "));
    let is_number = |c: char| c.is_ascii_digit();
    let rest = escaped.trim_start_matches(is_number);
    let number = escaped.len().saturating_sub(rest.len());
    match rest.chars().next() {
        // A list, or a line below which a heading could stand.
        Some('-' | '+' | '=' | '.' | ')' | ':') => {
            format!("{}\\{rest}", escaped.get(..number).unwrap_or_default())
        }
        _ => escaped,
    }
}

/// Returns a link to an address on the web.
pub fn link(text: &str, url: &str) -> String {
    let url = url.replace('\\', "%5C").replace('<', "%3C");
    let url = url.replace('>', "%3E").replace('|', "%7C");
    format!("[{}](<{}>)", escape(text), url.replace('&', "\\&"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::*;

    /// Returns the text of a paragraph in Markdown; none if it is anything else.
    fn read(markdown: &str) -> Option<String> {
        let mut text = String::new();
        for event in Parser::new(markdown) {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => return None,
            }
        }
        Some(text)
    }

    #[test]
    fn an_address_in_a_text_is_no_link() {
        for (text, expected) in [
            ("see https://e.org/a_b.", "see https\\://e.org/a\\_b."),
            ("HTTP://e.org", "HTTP\\://e.org"),
            ("WWW.e.org", "WWW\\.e.org"),
            ("é.www.e.org", "é.www\\.e.org"),
            ("at 10:30. ww.", "at 10:30. ww."),
        ] {
            assert_eq!(escape(text), expected);
            assert_eq!(read(&paragraph(text)).as_deref(), Some(text));
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_as_text(text in "[-+=.):0-9 |<>&;a#~`*_\\[\\]\\\\!\n]{0,12}|\\PC{0,12}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(read(&paragraph(&text)), Some(words.join(" ")));
        }

        #[test]
        fn an_address_stays_one(tail in "[!-~]{0,12}") {
            let url = format!("https://e.org/{tail}");
            let markdown = link("t", &url);
            let mut targets = Parser::new(&markdown).filter_map(|event| match event {
                Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
                _ => None,
            });
            let coded = [('\\', "%5C"), ('<', "%3C"), ('>', "%3E"), ('|', "%7C")];
            let url = coded.iter().fold(url, |url, (c, code)| url.replace(*c, code));
            prop_assert_eq!(targets.next(), Some(url));
        }
    }
}
