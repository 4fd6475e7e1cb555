//! The markup in the text of cues: tags, voices, entities, and positions in braces.

use super::super::entities;

/// The number of characters in which a tag must end.
const MAX_TAG: usize = 250;

/// A piece of text in a cue, with its voice if markup names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub voice: Option<String>,
    pub text: String,
}

/// Returns what the lines of a cue say, without markup, one or more pieces per line.
pub(super) fn plain<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<Said> {
    let mut said = Vec::new();
    // A voice lasts until the end of its cue, unless it is closed.
    let mut voice: Option<String> = None;
    for line in lines {
        let mut text = String::new();
        let mut rest = line;
        while let Some(at) = rest.find(['<', '{']) {
            let (before, from) = rest.split_at(at);
            text.push_str(before);
            if let Some((inner, after)) = tag(from) {
                if let Some(change) = Change::of(inner) {
                    push(&mut said, voice.as_ref(), &text);
                    text.clear();
                    voice = match change {
                        Change::Begins(name) => Some(name),
                        Change::Ends => None,
                    };
                }
                rest = after;
            } else {
                let sign = from.chars().next().map_or(0, char::len_utf8);
                let (sign, after) = from.split_at(sign);
                text.push_str(sign);
                rest = after;
            }
        }
        text.push_str(rest);
        push(&mut said, voice.as_ref(), &text);
    }
    said
}

fn push(said: &mut Vec<Said>, voice: Option<&String>, text: &str) {
    let text = entities::decode(text);
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        let voice = voice.cloned();
        said.push(Said { voice, text });
    }
}

/// Splits a text into the inside of the tag at its beginning and what follows. Returns `None` if it is no tag, as in
/// `a < b`.
fn tag(text: &str) -> Option<(&str, &str)> {
    let (close, inner) = match text.strip_prefix('<') {
        Some(inner) => ('>', inner),
        None => ('}', text.strip_prefix('{')?),
    };
    let (end, _) = inner
        .char_indices()
        .take(MAX_TAG)
        .find(|(_, c)| *c == close)?;
    let (inner, after) = inner.split_at(end);
    let starts = |c: char| match close {
        '>' => c.is_ascii_alphabetic() || c == '/',
        _ => c == '\\',
    };
    let is_time = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || b":.".contains(&byte))
    };
    let is_tag = inner.starts_with(starts) || close == '>' && inner.contains(':') && is_time(inner);
    Some((inner, after.get(1..)?)).filter(|_| is_tag)
}

/// What a tag does to the voice.
enum Change {
    /// It begins: `v Name`, `v.loud Name`.
    Begins(String),
    /// It ends: `/v`.
    Ends,
}

impl Change {
    fn of(tag: &str) -> Option<Self> {
        if tag.trim() == "/v" {
            return Some(Self::Ends);
        }
        let (class, name) = tag.split_once(char::is_whitespace)?;
        if class != "v" && !class.starts_with("v.") {
            return None;
        }
        let name = entities::decode(name.trim());
        Some(if name.is_empty() {
            Self::Ends
        } else {
            Self::Begins(name)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(lines: &[&str]) -> Vec<String> {
        let said = plain(lines.iter().copied()).into_iter();
        said.map(|piece| match piece.voice {
            Some(voice) => format!("{voice}={}", piece.text),
            None => piece.text,
        })
        .collect()
    }

    #[test]
    fn markup_is_left_out() {
        for (line, text) in [
            (
                "<i>Reflecting</i> on <font color=\"#fff\">those</font>",
                "Reflecting on those",
            ),
            (
                "According<00:00:03.340><c> to</c><c.yellow> it</c>",
                "According to it",
            ),
            ("{\\an8}Up {here}", "Up {here}"),
            ("a < b and <3 and x > y", "a < b and <3 and x > y"),
            (
                "Fennwick &amp; Daughters&nbsp;&#39;s &lt;b&gt;",
                "Fennwick & Daughters 's <b>",
            ),
            ("an <unclosed tag", "an <unclosed tag"),
        ] {
            assert_eq!(pieces(&[line]), [text], "{line}");
        }
    }

    #[test]
    fn voices_last_until_they_are_closed() {
        assert_eq!(
            pieces(&[
                "<v Ruth Lind>One",
                "two</v> three",
                "<v.loud Cem>four <v Ruth>five"
            ]),
            [
                "Ruth Lind=One",
                "Ruth Lind=two",
                "three",
                "Cem=four",
                "Ruth=five"
            ]
        );
    }
}
