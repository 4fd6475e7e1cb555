//! Makes text safe in HTML.

/// Escapes what HTML would read as markup, in text and in quoted attributes.
pub fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
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
