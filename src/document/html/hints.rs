//! What element names and roles reveal about the purpose of an element.

use super::marks::{Marks, Role};
use super::tree::{Id, Tree};
use super::walk::Step;

/// The element with what a browser without scripts shows. Its text is a page of its own.
pub(super) const NO_SCRIPT: &str = "noscript";

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

/// Returns whether an element is a heading.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
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
pub(super) fn is_never_text(page: &Tree, id: Id) -> bool {
    match page.name(id) {
        "button" => !unfolds(page, id),
        name => is_control(name),
    }
}

/// Returns whether a button unfolds a section, so that its text is the heading: it is in a heading
/// or contains one.
fn unfolds(page: &Tree, button: Id) -> bool {
    let heads = |id: Id| is_heading(page.name(id)) || matches!(page.name(id), "dt" | "summary");
    let up = std::iter::successors(Some(button), |id| page.parent(*id)).take(4);
    let mut inside = page.walk(button);
    up.skip(1).any(heads) || inside.any(|step| matches!(step, Step::Enter(id) if heads(id)))
}

fn is_control(name: &str) -> bool {
    matches!(
        name,
        "annotation"
            | "annotation-xml"
            | "audio"
            | "canvas"
            | "datalist"
            | "embed"
            | "head"
            | "iframe"
            | "input"
            | "meter"
            | "noembed"
            | "noframes"
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

/// The elements that surround the content.
const SURROUNDING: [&str; 7] = [
    "aside", "dialog", "footer", "form", "header", "nav", "search",
];

/// Returns the name of an element that surrounds the content.
pub(super) fn surrounding_name(name: &str) -> Option<&'static str> {
    SURROUNDING.into_iter().find(|known| *known == name)
}

/// Returns whether an element is marked as surrounding the content. The header and footer of an
/// article are part of the article.
pub(super) fn is_surrounding(name: &str, marks: Marks, in_article: bool) -> bool {
    match name {
        "header" | "footer" => !in_article,
        _ if surrounding_name(name).is_some() => true,
        _ => match marks.role() {
            Role::Around => true,
            Role::Edge => !in_article,
            _ => false,
        },
    }
}
