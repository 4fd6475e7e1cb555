//! Extracts the blocks of Markdown as plain text. Markup is removed, and all other characters are
//! kept as written.
//!
//! The parser needs up to fifty bytes per byte of dense markup, so long texts are parsed in
//! windows. All blocks of a window are complete except for the last, with which the next window
//! starts. A block longer than a window is split between list items or table rows or, if it has
//! none, between lines.

mod definitions;
mod raw;
mod window;

use super::body::Body;
use crate::text::width::floor_boundary;
use definitions::Definitions;
use window::{Cut, Window};

/// The number of bytes parsed at a time.
const WINDOW: usize = 1 << 17;

/// Returns one paragraph per heading, paragraph, list item, table row, code block or footnote, with
/// the line on which it starts.
pub(super) fn paragraphs(text: &str) -> Body {
    in_windows(text, WINDOW)
}

fn in_windows(text: &str, size: usize) -> Body {
    let mut known = Definitions::default();
    if text.len() > size && memchr::memmem::find(text.as_bytes(), b"]:").is_some() {
        // A first pass collects definitions, because any window may refer to any other.
        let mut found = Definitions::default();
        read(text, size, &known, Some(&mut found));
        known = found;
    }
    read(text, size, &known, None)
}

fn read(text: &str, size: usize, known: &Definitions, mut found: Option<&mut Definitions>) -> Body {
    let mut body = Body::default();
    let mut rest = text;
    let mut line = 1;
    let mut cut = Cut::default();
    let mut front = front_matter(text).filter(|_| text.len() > size);
    while !rest.is_empty() {
        let complete = front.is_some() || rest.len() <= size;
        let end = front.take().unwrap_or_else(|| window_end(rest, size));
        let piece = rest.get(..end).unwrap_or(rest);
        let window = Window::new(piece, &cut, known, complete);
        cut = window.read(line, &mut body, found.as_deref_mut());
        let (done, after) = rest.split_at_checked(cut.at).unwrap_or((rest, ""));
        line += memchr::memchr_iter(b'\n', done.as_bytes()).count();
        rest = after;
    }
    body
}

/// Returns the length of the metadata block at the start of a text. Parsed on its own, it means the
/// same.
fn front_matter(text: &str) -> Option<usize> {
    let mut len = text.strip_prefix("---\n").map(|_| 4)?;
    for line in text.get(len..)?.split_inclusive('\n') {
        len += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Some(len);
        }
    }
    None
}

/// Returns the end of the first window: after a line or, in a very long line, after a word.
fn window_end(text: &str, size: usize) -> usize {
    if text.len() <= size {
        return text.len();
    }
    let most = floor_boundary(text, size);
    let window = text.as_bytes().get(..most).unwrap_or_default();
    let last = |byte| memchr::memrchr(byte, window).map(|at| at + 1);
    last(b'\n').or_else(|| last(b' ')).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Document, Format};

    fn numbered(text: &str) -> Vec<(usize, String)> {
        let body = paragraphs(text);
        let all = body.paragraphs().iter().enumerate();
        all.filter_map(|(index, text)| Some((body.line(index)?, text.to_owned())))
            .collect()
    }

    fn texts(text: &str) -> Vec<String> {
        let paragraphs = numbered(text).into_iter();
        paragraphs.map(|(_, text)| text).collect()
    }

    #[test]
    fn comments_and_front_matter_are_removed() {
        assert_eq!(
            texts("<!-- from\n\nthe archive -->\n\n# Title\n\nText."),
            ["Title", "Text."]
        );
        assert_eq!(texts("---\ntitle: x\n---\n\nText."), ["Text."]);
        assert_eq!(texts("Text <!-- aside -->goes on."), ["Text goes on."]);
    }

    #[test]
    fn blocks_become_paragraphs() {
        let text = "# A *title*\n\nA [link](u) and\n![an image](i), `code`~~x~~.  \nLine\n\n\
                    > quoted\n> text\n\n- one\n  - inner\n- two\n\n  more\n\n1. first\n\n---\n\n\
                    | a | b |\n|---|---|\n| **c** | d |\n\n```rust\nlet a;\nlet b;\n```\n";
        assert_eq!(
            texts(text),
            [
                "A title",
                "A link and an image, codex. Line",
                "quoted text",
                "one",
                "inner",
                "two",
                "more",
                "first",
                "a | b",
                "c | d",
                "let a; let b;",
            ]
        );
    }

    #[test]
    fn characters_are_kept() {
        assert_eq!(
            texts("\"it's\" -- l’invito &egrave; \\*..."),
            ["\"it's\" -- l’invito è *..."]
        );
        assert_eq!(texts("well-\nknown"), ["well-known"]);
    }

    #[test]
    fn footnotes_are_paragraphs() {
        assert_eq!(texts("Said.[^1]\n\n[^1]: By whom."), ["Said.", "By whom."]);
    }

    #[test]
    fn raw_html_keeps_its_words() {
        assert_eq!(
            texts("<div>\n<p>A <b>bo</b>ld</p><p>word, 1 < 2</p>\n</div>"),
            ["A bold word, 1 < 2"]
        );
        assert_eq!(texts("a<br>b <kbd>c</kbd>"), ["a b c"]);
        assert_eq!(
            texts("<script>\nlet a = \"<b>\";\n</script>\n\n<STYLE>p{}</STYLE>\n\nx"),
            ["x"]
        );
    }

    #[test]
    fn a_paragraph_starts_at_its_first_word() {
        let text = "---\ntitle: x\n---\n\n# 5\n\n[r]: u\n\n9\nwraps\n***\n- 12\n  - 13\n-\n  15\n\n\
                    > > 17\n\n| 19 | b |\n|---|---|\n| | 21 |\n\n```rust\n\n25\n\nmore\n```\n\n    30\n\n\
                    32\n======\n&nbsp;\n*35*[^1]\n\n[^1]: 37\n\n    39\n\n<b>\n\n43 è</b>\n\n`45`\n";
        let paragraphs = numbered(text);
        assert_eq!(paragraphs.len(), 16);
        for (line, paragraph) in paragraphs {
            let first = paragraph.split(' ').next().unwrap();
            assert_eq!(first, line.to_string());
        }
        // Raw HTML starts at its first tag.
        assert_eq!(numbered("\n<div>\nx\n</div>"), [(2, "x".into())]);
    }

    proptest! {
        #[test]
        fn any_block_starts_at_its_first_word(prefixes in proptest::collection::vec("|- |> |> - |    |# |```|---|\\*|&amp;|è |  \\| ", 0..20), crlf: bool) {
            let lines = (1..).zip(prefixes).map(|(number, prefix)| match prefix.as_str() {
                "" => "\n".into(),
                prefix => format!("{prefix}w{number}\n"),
            });
            let text: String = lines.collect();
            let text = if crlf { text.replace('\n', "\r\n") } else { text };
            let document = Document::read(text.as_bytes(), Format::Markdown);
            for (number, paragraph) in (1..).zip(document.paragraphs().iter()) {
                let word = paragraph.split(|c: char| !c.is_ascii_digit()).find(|word| !word.is_empty());
                prop_assert_eq!(word.map(str::to_owned), document.line(number).map(|line| line.to_string()), "{:?}", text);
            }
        }
    }

    fn numbered_in(text: &str, size: usize) -> Vec<(usize, String)> {
        let body = in_windows(text, size);
        let all = body.paragraphs().iter().enumerate();
        all.filter_map(|(index, text)| Some((body.line(index)?, text.to_owned())))
            .collect()
    }

    #[test]
    fn blocks_longer_than_a_window_stay_whole() {
        let many = |line: &str| line.repeat(50);
        for text in [
            many("some *words* of a line\n"),
            many("word "),
            many("word"),
            format!("```rust\n{}```\n\nnext\n", many("let a = b;\n\n")),
            format!("x\n\n    {}\nnext\n", many("code\n    ")),
            format!("| a | b |\n|---|---|\n{}\nnext\n", many("| c | d |\n")),
            format!("{}\nnext\n", many("- item\n  more\n")),
            format!("{}\nnext\n", many("1. item\n\n   more\n")),
            format!("{}\nnext\n", many("> one\n>\n> - two\n")),
            format!("<div>\n{}</div>\n\nnext\n", many("\n<p>one</p>\n")),
        ] {
            let whole = numbered_in(&text, usize::MAX);
            let spaces = |text: &str| text.replace(' ', "");
            let cut = numbered_in(&text, 64);
            assert_eq!(cut.len(), whole.len(), "{cut:?}");
            for (cut, whole) in cut.iter().zip(&whole) {
                assert_eq!((cut.0, spaces(&cut.1)), (whole.0, spaces(&whole.1)));
            }
        }
    }

    #[test]
    fn definitions_apply_in_every_window() {
        let filler = "Words that fill a window.\n\n".repeat(9);
        let text = format!(
            "---\ntitle: x\n---\n\nSaid[^1] [there] and [here][There].\n\n{filler}Again[^ONE].\n\n\
             [there]: /url\n\n{filler}[^1]: By whom.\n\n[^one]: And when."
        );
        let found = numbered_in(&text, 64);
        assert_eq!(found, numbered_in(&text, usize::MAX));
        assert_eq!(found[0], (5, "Said there and here.".to_owned()));
    }

    proptest! {
        #[test]
        fn windows_change_nothing(lines in proptest::collection::vec("(|- |> |> - |  - |    |# |\\| a \\|\n\\|---\\|\n\\| |1. |\\*\\*\\*\n)[a-z\\*`_]{0,9}( \\[a\\]|\\[\\^b\\])?|\n|```|\\[a\\]: /u|\\[\\^b\\]: note|<div>|</div>|<!-- x -->", 0..60)) {
            let text = lines.join("\n");
            let most = text.split("\n\n").map(str::len).max().unwrap_or_default();
            // A window holds the longest block and the start of the next one.
            let size = 4 * most + 64;
            prop_assert_eq!(numbered_in(&text, size), numbered_in(&text, usize::MAX), "{:?}", text);
        }
    }
}
