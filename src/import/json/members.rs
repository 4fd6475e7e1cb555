//! The keys in the beginning of JSON.

use std::borrow::Cow;

use super::script_len;

/// A key of an object, and what is known of its value.
#[derive(Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// The number of objects that the key is in, from 1.
    pub depth: usize,
    /// The key under which its object is, directly or in an array. It is empty for an outermost object.
    pub parent: Cow<'a, str>,
    /// The key without escapes.
    pub key: String,
    /// The text from the value on, which may be cut off.
    pub rest: &'a str,
}

impl Member<'_> {
    /// Returns whether the value is a text.
    pub fn is_text(&self) -> bool {
        self.rest.starts_with('"')
    }

    /// Returns whether the value is an array.
    pub fn is_array(&self) -> bool {
        self.rest.starts_with('[')
    }
}

/// Iterates over the keys in the beginning of JSON, which may end anywhere, in their order. What is not JSON ends it.
pub fn members(head: &str) -> impl Iterator<Item = Member<'_>> {
    let head = head.trim_start_matches('\u{feff}');
    let mut rest = head.get(script_len(head)..).unwrap_or_default();
    // The keys under which the open objects are, and none for an open array.
    let mut open: Vec<Option<Cow<'_, str>>> = Vec::new();
    let mut depth = 0_usize;
    let mut last = Cow::Borrowed("");
    std::iter::from_fn(move || {
        loop {
            let at = rest.find(['"', '{', '[', '}', ']'])?;
            let (text, after) = rest.get(at..)?.split_at_checked(1)?;
            rest = after;
            match text {
                "{" => {
                    depth = depth.saturating_add(1);
                    open.push(Some(last.clone()));
                }
                "[" => open.push(None),
                "\"" => {
                    let (key, after) = after.split_at_checked(text_len(after)?)?;
                    rest = after.get(1..)?;
                    let Some(Some(parent)) = open.last() else {
                        continue;
                    };
                    let Some(value) = rest.trim_start().strip_prefix(':') else {
                        continue;
                    };
                    let parent = parent.clone();
                    let key = unescaped(key)?;
                    last.clone_from(&key);
                    let key = key.into_owned();
                    return Some(Member {
                        depth,
                        parent,
                        key,
                        rest: value.trim_start(),
                    });
                }
                _ => {
                    let closed = open.pop()?;
                    if let Some(key) = closed {
                        depth = depth.saturating_sub(1);
                        last = key;
                    }
                }
            }
        }
    })
}

/// Returns the length of a text up to its closing quotation mark. None if it has none.
fn text_len(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    let ends = |byte: u8| {
        let ends = !is_escaped && byte == b'"';
        is_escaped = !is_escaped && byte == b'\\';
        ends
    };
    text.bytes().position(ends)
}

fn unescaped(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('\\') {
        return Some(Cow::Borrowed(text));
    }
    serde_json::from_str(&format!("\"{text}\"")).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_have_their_depths_and_parents() {
        let text = r#"data = [{"a": "b\": {", "c\u0041" : {"d": ["e", {"f": 1}], "g":2}, "h": [{"i": {}}, {"j": 1}]}, {"k": 0, "l"}]"#;
        let found = members(text).map(|it| format!("{}.{} {}", it.parent, it.key, it.depth));
        let expected = [
            ".a 1", ".cA 1", "cA.d 2", "d.f 3", "cA.g 2", ".h 1", "h.i 2", "h.j 2", ".k 1",
        ];
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn values_show_what_they_are() {
        let text = r#"{"a": "x", "b": [1], "c": {}, "d":"#;
        let found = members(text).map(|it| (it.key.clone(), it.is_text(), it.is_array()));
        let expected = [
            ("a", true, false),
            ("b", false, true),
            ("c", false, false),
            ("d", false, false),
        ];
        let expected = expected.map(|(key, is_text, is_array)| (key.to_owned(), is_text, is_array));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    proptest! {
        #[test]
        fn a_beginning_has_the_first_keys(keys in prop::collection::vec("[a-z\\\\\"{}:é]{0,4}", 0..6), at in 0_usize..80) {
            let pairs = keys.iter().map(|key| {
                let key = serde_json::to_string(key).expect("a text");
                format!("{key}: {{{key}: [{key}]}}")
            });
            let text = format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "));
            let whole: Vec<_> = members(&text).map(|it| (it.depth, it.key)).collect();
            let expected: Vec<_> = keys.iter().flat_map(|key| [(1, key.clone()), (2, key.clone())]).collect();
            prop_assert_eq!(&whole, &expected);
            let cut = text.floor_char_boundary(at.min(text.len()));
            let head: Vec<_> = members(&text[..cut]).map(|it| (it.depth, it.key)).collect();
            prop_assert!(whole.starts_with(&head));
        }
    }
}
