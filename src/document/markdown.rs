//! Extracts the blocks of Markdown as plain text. Markup is removed, and all other characters are
//! kept as written.
//!
//! The parser needs up to fifty bytes per byte of dense markup, so long texts are parsed in
//! windows. All blocks of a window are complete except for the last, with which the next window
//! starts. A block longer than a window is split between list items or table rows or, if it has
//! none, between lines.

mod definitions;
mod front;
mod numbers;
mod raw;
mod window;
mod writer;

use super::body::Body;
use super::unread::Unread;
use crate::text::width::floor_boundary;
use definitions::Definitions;
use front::front_matter;
use window::{Cut, Window};
use writer::Pages;

/// The number of bytes parsed at a time.
const WINDOW: usize = 1 << 17;

/// Returns one paragraph per heading, paragraph, list item, table row, code block or footnote, with
/// the line on which it starts, and the text that is struck through.
pub(super) fn paragraphs(text: &str) -> (Body, Unread) {
    let pages = in_windows(text, WINDOW);
    (pages.body, pages.unread)
}

fn in_windows(text: &str, size: usize) -> Pages {
    let mut known = Definitions::default();
    if text.len() > size && memchr::memmem::find(text.as_bytes(), b"]:").is_some() {
        // A first pass collects definitions, because any window may refer to any other.
        let mut found = Definitions::default();
        read(text, size, &known, Some(&mut found));
        known = found;
    }
    read(text, size, &known, None)
}

fn read(
    text: &str,
    size: usize,
    known: &Definitions,
    mut found: Option<&mut Definitions>,
) -> Pages {
    let mut pages = Pages::default();
    let (front, mut rest) = text.split_at(front_matter(text));
    let mut line = 1 + lines(front);
    let mut cut = Cut::default();
    while !rest.is_empty() {
        let complete = rest.len() <= size;
        let end = window_end(rest, size);
        let piece = rest.get(..end).unwrap_or(rest);
        let window = Window::new(piece, &cut, known, complete);
        cut = window.read(line, &mut pages, found.as_deref_mut());
        let (done, after) = rest.split_at_checked(cut.at).unwrap_or((rest, ""));
        line += lines(done);
        rest = after;
    }
    pages
}

/// Returns the number of line breaks.
fn lines(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
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
    use crate::document::{Document, Format, Why};

    fn numbered(text: &str) -> Vec<(usize, String)> {
        let (body, _) = paragraphs(text);
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
    fn rules_between_entries_hide_nothing() {
        let text = include_str!("../../tests/data/rules.md");
        let found = numbered(text);
        let found: Vec<_> = found.iter().map(|(line, text)| (*line, &**text)).collect();
        assert_eq!(
            found,
            [
                (1, "Timeline"),
                (3, "Latest first."),
                (6, "2023-06-07 18:51 UTC"),
                (
                    8,
                    "The second server was switched off by the provider of the hall."
                ),
                (11, "2023-06-07 16:00 UTC"),
                (13, "The notes were moved to a public place on 7 June."),
                (
                    17,
                    "A blank line follows this break, so that this one is kept."
                ),
                (
                    20,
                    "Denied: nobody had been paid for the key, said the firm."
                ),
            ]
        );
    }

    #[test]
    fn numbers_that_are_dates_stay() {
        let text = "Intro.\n\n1911. The ferry sank.\n\n1913. It was raised.\n\n1. Mai 1914 *fuhr* sie \
                    wieder.\n2. first\n\n   1912. # Inner\n\nText\n\n13. 5. 1911 sank\n\nText\n\n1915.\n";
        assert_eq!(
            texts(text),
            [
                "Intro.",
                "1911. The ferry sank.",
                "1913. It was raised.",
                "1. Mai 1914 fuhr sie wieder.",
                "first",
                "1912. Inner",
                "Text",
                "13. 5. 1911 sank",
                "Text",
                "1915.",
            ]
        );
        assert_eq!(
            numbered("\n1911.\n\n  x"),
            [(2, "1911.".into()), (4, "x".into())]
        );
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
                "A link and an image, code. Line",
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
    fn deleted_text_is_not_read() {
        let text = "One ~~deleted sentence here~~ two~~x~~.\n\nA <del>second *deleted* one</del> b <s>c\n\n\
                    <div>\nthree <strike>a third one here</strike>\n</div>\n\n~~\n\n~This~ ~~is\nwet as ever~~";
        let (body, unread) = paragraphs(text);
        let read: Vec<&str> = body.paragraphs().iter().collect();
        assert_eq!(read, ["One two.", "A b", "three", "~~", "This"]);
        for (quote, line) in [
            ("deleted sentence here", 1),
            ("second deleted one", 3),
            ("a third one here", 5),
            ("is wet as ever", 11),
        ] {
            let found = unread.find(quote);
            assert_eq!(
                found.map(|found| (found.line, found.why)),
                Some((line, Why::Deleted))
            );
        }
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
        let body = in_windows(text, size).body;
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

    #[test]
    fn definitions_after_a_block_go_on_in_the_next_window() {
        let text = format!(
            "```\n{}```\n\n[a]: /u\n[a]: /u\n     [a]\n\nEnd.\n",
            "code\n".repeat(20)
        );
        let whole = numbered_in(&text, usize::MAX);
        for size in 100..text.len() {
            assert_eq!(numbered_in(&text, size), whole, "{size}");
        }
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
