//! What element names and roles reveal about the purpose of an element.

use super::marks::{Marks, Role};

/// Returns whether an element starts on a new line. All others are inline.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Returns whether line breaks in an element are significant.
pub(super) fn is_preformatted(name: &str) -> bool {
    matches!(name, "pre" | "listing" | "plaintext" | "xmp")
}

/// Returns whether an element only groups other blocks.
pub(super) fn is_container(name: &str) -> bool {
    let plain = is_block(name) && !is_preformatted(name);
    let speaks = matches!(
        name,
        "html"
            | "body"
            | "p"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "dt"
            | "dd"
            | "blockquote"
            | "figcaption"
            | "caption"
            | "summary"
            | "td"
            | "th"
            | "tr"
            | "tbody"
    );
    plain && !speaks
}

/// Returns whether the text in an element is never shown, or only as part of a control.
pub(super) fn is_never_text(name: &str) -> bool {
    matches!(
        name,
        "annotation"
            | "annotation-xml"
            | "audio"
            | "button"
            | "canvas"
            | "datalist"
            | "embed"
            | "head"
            | "iframe"
            | "input"
            | "meter"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "progress"
            | "rp"
            | "rt"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
            | "title"
            | "video"
    )
}

/// Returns whether an element is marked as an article.
pub(super) fn is_article(name: &str, marks: Marks) -> bool {
    name == "article" || marks.role() == Role::Article
}

/// Returns whether an element is marked as the main part of the page.
pub(super) fn is_main(name: &str, marks: Marks) -> bool {
    name == "main" || marks.role() == Role::Main
}

/// Returns whether an element is marked as surrounding the content. The header and footer of an
/// article are part of the article.
pub(super) fn is_surrounding(name: &str, marks: Marks, in_article: bool) -> bool {
    match name {
        "aside" | "dialog" | "form" | "nav" | "search" => true,
        "header" | "footer" => !in_article,
        _ => match marks.role() {
            Role::Around => true,
            Role::Edge => !in_article,
            _ => false,
        },
    }
}
