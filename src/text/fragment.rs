//! Text fragments: the end of a URL that makes a browser scroll to a passage
//! (<https://wicg.github.io/scroll-to-text-fragment/>).

use std::fmt::Write;

/// A passage of more words than this is named by its beginning and its end.
const WHOLE: usize = 12;
/// So many words each.
const ENDS: usize = 5;

/// `url` with a directive that scrolls to the first of the passages found there.
pub fn with_passages<'a>(url: &str, passages: impl IntoIterator<Item = &'a str>) -> String {
    let directives: Vec<String> = passages.into_iter().filter_map(directive).collect();
    if directives.is_empty() {
        return url.to_owned();
    }
    // A URL may have a fragment of its own; the directive follows it.
    let hash = if url.contains('#') { "" } else { "#" };
    format!("{url}{hash}:~:{}", directives.join("&"))
}

fn directive(passage: &str) -> Option<String> {
    let words: Vec<&str> = passage.split_whitespace().collect();
    if words.is_empty() {
        return None;
    }
    Some(if words.len() <= WHOLE {
        format!("text={}", encode(&words.join(" ")))
    } else {
        let (start, end) = (words.get(..ENDS)?, words.get(words.len() - ENDS..)?);
        format!(
            "text={},{}",
            encode(&start.join(" ")),
            encode(&end.join(" "))
        )
    })
}

/// Percent-encodes all but letters and digits: `-`, `,` and `&` mean something here.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 3);
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
    fn a_short_passage_is_named_whole_and_a_long_one_by_its_ends() {
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
