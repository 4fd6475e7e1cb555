//! Extracts the paragraphs of an HTML page's main content, as a reader would see them.

mod blocks;
mod content;
mod hints;
mod left_out;
mod main_part;
mod marks;
mod names;
mod parse;
mod sink;
mod tag;
mod tree;
mod walk;
mod weight;

#[cfg(test)]
mod tests;

use super::body::Body;

/// Returns one paragraph per heading, paragraph, list item, table row or other block of the main
/// content, with the line of its first word. Takes the text by value to free it after parsing.
pub(super) fn paragraphs(text: String) -> Body {
    let page = parse::parse(&text);
    drop(text);
    let content = content::choose(&page);
    blocks::paragraphs(&page, &content)
}
