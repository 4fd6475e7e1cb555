//! Block elements of Markdown as plain text, letter for letter: markup goes, no character is
//! made prettier. It must not know how a paragraph is drawn or searched.

use memchr::memchr_iter;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::body::Body;

/// HTML elements that stand inside a word or sentence; every other tag separates words.
const INLINE: [&str; 16] = [
    "a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "u",
];

/// One paragraph per heading, paragraph, list item, table row, code block or footnote. Each follows
/// the number of the line at which it begins.
pub(super) fn paragraphs(text: &str) -> Body {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let ends: Vec<usize> = memchr_iter(b'\n', text.as_bytes()).collect();
    let mut body = Body::default();
    let mut open = String::new();
    // How much of `open` is known to be blank, so that no stretch is looked at twice; more than
    // there is once `open` is cleared.
    let mut blank = 0;
    let mut start = 0;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        // A paragraph begins with its first word, not with the fence or the blank line above.
        if open
            .get(blank..)
            .unwrap_or_default()
            .trim_start()
            .is_empty()
        {
            blank = open.len();
            let source = text.get(range.clone()).unwrap_or_default();
            start = range.start + source.len() - source.trim_start().len();
        }
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) => open.push_str(&text),
            Event::InlineHtml(html) => open.push_str(&words(&html)),
            Event::SoftBreak | Event::HardBreak => open.push('\n'),
            Event::Start(Tag::TableCell) if !open.is_empty() => open.push_str(" | "),
            Event::Start(tag) if is_inline(tag.to_end()) => {}
            Event::End(tag) if is_inline(tag) => {}
            Event::End(TagEnd::MetadataBlock(_)) => open.clear(),
            end @ (Event::Start(_) | Event::End(_) | Event::Rule) => {
                if end == Event::End(TagEnd::HtmlBlock) {
                    open = words(&open);
                }
                if !open.is_empty() {
                    let line = 1 + ends.partition_point(|end| *end < start);
                    body.push(line, open.lines());
                    open.clear();
                }
            }
            // A footnote's mark is no text of the source; the rest is not enabled.
            _ => {}
        }
    }
    body
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
    )
}

/// Raw HTML without its tags, comments, scripts and styles: crude, for the stray tag in Markdown.
fn words(html: &str) -> String {
    // Of the same length, so that offsets serve both.
    let lower = html.to_ascii_lowercase();
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        let lower = &lower[html.len() - tag.len()..];
        let name = lower.trim_start_matches('/');
        let name = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let end = match name {
            "script" => "</script>",
            "style" => "</style>",
            "" if tag.starts_with("!--") => "-->",
            "" if !tag.starts_with(['!', '?']) => {
                // No tag at all, as in `a < b`.
                words.push('<');
                rest = tag;
                continue;
            }
            _ => ">",
        };
        if !name.is_empty() && !INLINE.contains(&name) {
            words.push(' ');
        }
        rest = lower.find(end).map_or("", |at| &tag[at + end.len()..]);
    }
    words + rest
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
    fn a_comment_or_front_matter_adds_nothing() {
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
    fn letters_stay() {
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
        assert_eq!(words("open <b"), "open ");
    }

    #[test]
    fn a_paragraph_begins_at_its_first_word() {
        let text = "---\ntitle: x\n---\n\n# 5\n\n[r]: u\n\n9\nwraps\n***\n- 12\n  - 13\n-\n  15\n\n\
                    > > 17\n\n| 19 | b |\n|---|---|\n| | 21 |\n\n```rust\n\n25\n\nmore\n```\n\n    30\n\n\
                    32\n======\n&nbsp;\n*35*[^1]\n\n[^1]: 37\n\n    39\n\n<b>\n\n43 è</b>\n\n`45`\n";
        let paragraphs = numbered(text);
        assert_eq!(paragraphs.len(), 16);
        for (line, paragraph) in paragraphs {
            let first = paragraph.split(' ').next().unwrap();
            assert_eq!(first, line.to_string());
        }
        // Raw HTML begins with its first tag.
        assert_eq!(numbered("\n<div>\nx\n</div>"), [(2, "x".into())]);
    }

    proptest! {
        #[test]
        fn any_block_begins_at_its_first_word(prefixes in proptest::collection::vec("|- |> |> - |    |# |```|---|\\*|&amp;|è |  \\| ", 0..20), crlf: bool) {
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
}
