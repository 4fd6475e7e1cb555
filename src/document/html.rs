//! The paragraphs of a page of HTML: those of its main content, as a reader would see them. It must
//! not know how a paragraph is drawn or searched.

mod blocks;
mod content;
mod hints;
mod left_out;
mod main_part;
mod marks;
mod names;
mod parse;
mod tag;
mod tree;
mod weight;

#[cfg(test)]
mod tests;

use super::body::Body;

/// One paragraph per heading, paragraph, list item, table row or other block of the main content,
/// with the line at which its first word stands. The text is dropped as soon as it is parsed.
pub(super) fn paragraphs(text: String) -> Body {
    let page = parse::parse(&text);
    drop(text);
    let content = content::choose(&page);
    blocks::paragraphs(&page, &content)
}
