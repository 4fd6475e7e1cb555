//! Text fragments: URLs that make a browser scroll to a passage
//! (<https://wicg.github.io/scroll-to-text-fragment/>).

use std::fmt::Write;

/// The largest number of words in a passage that is given in full.
const MAX_WORDS: usize = 12;
/// The number of words from each end of a longer passage.
const END_WORDS: usize = 5;

/// Returns `url` with a directive that scrolls to the first of the passages found on the page.
pub fn with_passages<'a>(url: &str, passages: impl IntoIterator<Item = &'a str>) -> String {
    let directives: Vec<String> = passages.into_iter().filter_map(directive).collect();
    if directives.is_empty() {
        return url.to_owned();
    }
    // The directive comes after an existing fragment.
    let hash = if url.contains('#') { "" } else { "#" };
    format!("{url}{hash}:~:{}", directives.join("&"))
}

/// Returns the directive for a passage, or `None` if it is blank.
fn directive(passage: &str) -> Option<String> {
    let words: Vec<&str> = passage.split_whitespace().collect();
    if words.is_empty() {
        return None;
    }
    Some(if words.len() <= MAX_WORDS {
        format!("text={}", encode(&words.join(" ")))
    } else {
        let (start, end) = (
            words.get(..END_WORDS)?,
            words.get(words.len().saturating_sub(END_WORDS)..)?,
        );
        format!(
            "text={},{}",
            encode(&start.join(" ")),
            encode(&end.join(" "))
        )
    })
}

/// Percent-encodes everything but ASCII letters and digits: `-`, `,` and `&` have a meaning in
/// directives.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len().saturating_mul(3));
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_passages_are_given_in_full_and_long_ones_by_their_ends() {
        let url = "https://example.org/a";
        assert_eq!(
            with_passages(url, ["two words, é"]),
            "https://example.org/a#:~:text=two%20words%2C%20%C3%A9"
        );
        let long = "1 2 3 4 5 6 7 8 9 10 11 12 13";
        assert_eq!(
            with_passages("https://e.org/#top", [long, "x"]),
            "https://e.org/#top:~:text=1%202%203%204%205,9%2010%2011%2012%2013&text=x"
        );
        assert_eq!(with_passages(url, [" "]), url);
    }
}
