//! The keys in the beginning of JSON.

use std::borrow::Cow;

use serde_json::Value;

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

    /// Returns whether the value is a text that fits, or an array with one. A value that is cut off does not count.
    pub fn has_text(&self, fits: impl Fn(&str) -> bool) -> bool {
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter::<Value>();
        match values.next() {
            Some(Ok(Value::String(text))) => fits(&text),
            Some(Ok(Value::Array(items))) => items.iter().filter_map(Value::as_str).any(fits),
            _ => false,
        }
    }
}

/// Returns whether members of outermost objects are those of an event in our own keys.
pub fn is_ours(members: &[Member<'_>]) -> bool {
    let outer = |key: &str| members.iter().find(|it| it.depth == 1 && it.key == key);
    match (outer("title"), outer("date")) {
        (Some(title), Some(date)) => title.is_text() && date.is_text() || outer("id").is_some(),
        _ => false,
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
                    let key = unescaped(key);
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

/// Returns the length of the JavaScript before a value: names, dots, an equals sign, an opening parenthesis.
pub fn script_len(text: &str) -> usize {
    let is_script = |c: &char| {
        c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '$' | '.' | '=' | '(')
    };
    let len = text.chars().take_while(is_script).map(char::len_utf8).sum();
    let before = text.get(..len).unwrap_or_default();
    if before.contains(['=', '(']) { len } else { 0 }
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

/// Returns a key without its escapes. One that is not a text, such as half of a surrogate pair, stays as it is written.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let key = serde_json::from_str(&format!("\"{text}\"")).map(Cow::Owned);
    key.unwrap_or(Cow::Borrowed(text))
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
        let text = r#"{"a": "x", "b": ["x", 1], "c": {"x": 1}, "d": ["y"], "e": ["x"#;
        let is_x = |it: &Member<'_>| it.has_text(|text| text == "x");
        let found = members(text).map(|it| format!("{} {} {}", it.key, it.is_text(), is_x(&it)));
        let expected = [
            "a true true",
            "b false true",
            "c false false",
            "x false false",
            "d false false",
            "e false false",
        ];
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn events_of_ours_are_known_by_their_keys() {
        for (text, expected) in [
            (r#"{"title": "t", "date": "2020"}"#, true),
            (r#"{"id": 1, "date": 2020, "title": "t"}"#, true),
            (r#"{"title": "t", "date": 2020}"#, false),
            (r#"{"title": "t", "x": {"date": "2020"}}"#, false),
        ] {
            let members: Vec<_> = members(text).collect();
            assert_eq!(is_ours(&members), expected, "{text}");
        }
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
