//! Limits the number of attributes in a tag. The parser compares each attribute with all previous
//! ones, so an unlimited number would make its time quadratic.

use std::borrow::Cow;

/// The maximum number of attributes. Those that reveal the purpose of an element come early.
const MAX_ATTRIBUTES: usize = 256;

/// Returns the tag at the start of `text` and its length in `text`, which must start with `<` or
/// `</` and a letter. Attributes over the limit are removed, except for their line breaks, so that
/// lines are still counted correctly.
pub(crate) fn limited(text: &str) -> (Cow<'_, str>, usize) {
    let Extent { kept, len } = extent(text.as_bytes());
    let tag = text.get(..len).unwrap_or(text);
    let Some((kept, dropped)) = kept.and_then(|kept| tag.split_at_checked(kept)) else {
        return (Cow::Borrowed(tag), len);
    };
    let mut short = kept.to_owned();
    short.extend(dropped.matches('\n'));
    short.push_str(match dropped.strip_suffix('>') {
        Some(inside) if inside.ends_with('/') => "/>",
        Some(_) => ">",
        None => "",
    });
    (Cow::Owned(short), len)
}

struct Extent {
    /// The offset of the first attribute over the limit.
    kept: Option<usize>,
    len: usize,
}

/// Finds the end of a tag by the rules of the HTML tokenizer.
fn extent(tag: &[u8]) -> Extent {
    let find = |from: usize, ends: fn(u8) -> bool| {
        let rest = tag.get(from..).unwrap_or_default();
        let length = rest.iter().position(|byte| ends(*byte));
        length.map_or(tag.len(), |length| from + length)
    };
    let in_tag = |byte: u8| !is_space(byte) && byte != b'/';
    let ends_name = |byte: u8| is_space(byte) || matches!(byte, b'/' | b'>');
    let mut kept = None;
    let mut at = find(2, ends_name);
    for number in 0.. {
        at = find(at, in_tag);
        match tag.get(at) {
            None => break,
            Some(b'>') => {
                at += 1;
                break;
            }
            Some(_) => {}
        }
        if number == MAX_ATTRIBUTES {
            kept = Some(at);
        }
        // A leading equals sign is part of the name.
        at = find(at + 1, |byte| {
            is_space(byte) || matches!(byte, b'/' | b'>' | b'=')
        });
        let value = find(at, |byte| !is_space(byte));
        if tag.get(value) != Some(&b'=') {
            continue;
        }
        let value = find(value + 1, |byte| !is_space(byte));
        at = match tag.get(value) {
            Some(b'"') => find(value + 1, |byte| byte == b'"') + 1,
            Some(b'\'') => find(value + 1, |byte| byte == b'\'') + 1,
            _ => find(value, |byte| is_space(byte) || byte == b'>'),
        };
    }
    Extent {
        kept,
        len: at.min(tag.len()),
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_after_their_attributes() {
        for (text, tag) in [
            ("<p>x>", "<p>"),
            ("</p >x", "</p >"),
            ("<br/>x", "<br/>"),
            ("<p a b=c/>x>", "<p a b=c/>"),
            ("<p a='>' b = \">\">x>", "<p a='>' b = \">\">"),
            ("<p a=x'>'>", "<p a=x'>"),
            ("<p a=>x", "<p a=>"),
            ("<p =\">x", "<p =\">"),
            ("<p a=\"x\"b='>'>x", "<p a=\"x\"b='>'>"),
            ("<p a / b='>'\n>x", "<p a / b='>'\n>"),
            ("<p a='>x", "<p a='>x"),
            ("<p", "<p"),
            ("<é>x", "<é>"),
        ] {
            assert_eq!(limited(text), (Cow::Borrowed(tag), tag.len()), "{text}");
        }
    }

    #[test]
    fn attributes_over_the_limit_are_removed() {
        let few = " a".repeat(MAX_ATTRIBUTES);
        for (end, short) in [(">", ">"), ("/>", "/>"), ("", ""), (" />", "/>")] {
            let text = format!("<p{few} b='\n>'\nc{end}");
            let (tag, len) = limited(&text);
            assert_eq!(tag, format!("<p{few} \n\n{short}"));
            assert_eq!(len, text.len());
        }
        let text = format!("<p{few}>");
        assert_eq!(limited(&text).0, text);
    }
}
