//! Makes text safe in HTML.

use std::fmt::{self, Display, Formatter};

/// A text, escaped to stand in an element or in an attribute with quotation marks.
pub struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some((before, special, after)) = split(rest) {
            f.write_str(before)?;
            f.write_str(special)?;
            rest = after;
        }
        f.write_str(rest)
    }
}

/// Splits a text at the first character that is part of markup, and returns what is written in its place.
fn split(text: &str) -> Option<(&str, &'static str, &str)> {
    let at = text.find(['&', '<', '>', '"', '\''])?;
    let (before, rest) = text.split_at_checked(at)?;
    let mut rest = rest.chars();
    let special = match rest.next()? {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => "&#39;",
    };
    Some((before, special, rest.as_str()))
}

/// Escapes what HTML would read as markup, in text and in quoted attributes.
pub fn escape_html(text: &str) -> String {
    Escaped(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_markup_is_left() {
        let escaped = "&lt;a href=&#39;x&#39; b=&quot;y&quot;&gt; &amp;lt;";
        assert_eq!(escape_html("<a href='x' b=\"y\"> &lt;"), escaped);
    }
}
