//! Block elements of Markdown as plain text, letter for letter: markup goes, no character is
//! made prettier. It must not know how a paragraph is drawn or searched.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::flow;

/// HTML elements that stand inside a word or sentence; every other tag separates words.
const INLINE: [&str; 16] = [
    "a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "u",
];

/// One paragraph per heading, paragraph, list item, table row, code block or footnote.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut paragraphs = Vec::new();
    let mut open = String::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) => open.push_str(&text),
            Event::InlineHtml(html) => open.push_str(&words(&html)),
            Event::SoftBreak | Event::HardBreak => open.push('\n'),
            Event::Start(Tag::TableCell) if !open.is_empty() => open.push_str(" | "),
            Event::Start(tag) if is_inline(tag.to_end()) => {}
            Event::End(tag) if is_inline(tag) => {}
            Event::End(TagEnd::MetadataBlock(_)) => open.clear(),
            Event::End(TagEnd::HtmlBlock) => {
                open = words(&open);
                close(&mut open, &mut paragraphs);
            }
            Event::Start(_) | Event::End(_) | Event::Rule => close(&mut open, &mut paragraphs),
            // A footnote's mark is no text of the source; the rest is not enabled.
            _ => {}
        }
    }
    paragraphs
}

fn close(open: &mut String, paragraphs: &mut Vec<String>) {
    let paragraph = flow(open.lines());
    open.clear();
    if !paragraph.is_empty() {
        paragraphs.push(paragraph);
    }
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
    use super::*;

    #[test]
    fn a_comment_or_front_matter_adds_nothing() {
        assert_eq!(
            paragraphs("<!-- from\n\nthe archive -->\n\n# Title\n\nText."),
            ["Title", "Text."]
        );
        assert_eq!(paragraphs("---\ntitle: x\n---\n\nText."), ["Text."]);
        assert_eq!(paragraphs("Text <!-- aside -->goes on."), ["Text goes on."]);
    }

    #[test]
    fn blocks_become_paragraphs() {
        let text = "# A *title*\n\nA [link](u) and\n![an image](i), `code`~~x~~.  \nLine\n\n\
                    > quoted\n> text\n\n- one\n  - inner\n- two\n\n  more\n\n1. first\n\n---\n\n\
                    | a | b |\n|---|---|\n| **c** | d |\n\n```rust\nlet a;\nlet b;\n```\n";
        assert_eq!(
            paragraphs(text),
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
            paragraphs("\"it's\" -- l’invito &egrave; \\*..."),
            ["\"it's\" -- l’invito è *..."]
        );
        assert_eq!(paragraphs("well-\nknown"), ["well-known"]);
    }

    #[test]
    fn footnotes_are_paragraphs() {
        assert_eq!(
            paragraphs("Said.[^1]\n\n[^1]: By whom."),
            ["Said.", "By whom."]
        );
    }

    #[test]
    fn raw_html_keeps_its_words() {
        assert_eq!(
            paragraphs("<div>\n<p>A <b>bo</b>ld</p><p>word, 1 < 2</p>\n</div>"),
            ["A bold word, 1 < 2"]
        );
        assert_eq!(paragraphs("a<br>b <kbd>c</kbd>"), ["a b c"]);
        assert_eq!(
            paragraphs("<script>\nlet a = \"<b>\";\n</script>\n\n<STYLE>p{}</STYLE>\n\nx"),
            ["x"]
        );
        assert_eq!(words("open <b"), "open ");
    }
}
