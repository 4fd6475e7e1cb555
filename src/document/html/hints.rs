//! What the names of elements say about their use.

use super::marks::{Marks, Role};

/// Elements that begin on a line of their own. Any other stands within a line.
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

/// Elements whose line breaks are meant.
pub(super) fn is_preformatted(name: &str) -> bool {
    matches!(name, "pre" | "listing" | "plaintext" | "xmp")
}

/// Elements that hold other blocks and say nothing themselves.
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

/// Elements whose text no reader sees, or sees as a part of a control.
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

/// Whether the element is the whole of an article, as it says itself.
pub(super) fn is_article(name: &str, marks: Marks) -> bool {
    name == "article" || marks.role() == Role::Article
}

/// Whether the element is what the page is there for, as it says itself.
pub(super) fn is_main(name: &str, marks: Marks) -> bool {
    name == "main" || marks.role() == Role::Main
}

/// Whether the element is, by its name or role, a part of the page around the content. The head and
/// the foot of an article are part of it.
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
