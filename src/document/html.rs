//! The paragraphs of a page of HTML: those of its main content, as a reader would see them. It must
//! not know how a paragraph is drawn or searched.

mod blocks;
mod content;
mod hints;
mod main_part;
mod tree;
mod weight;

#[cfg(test)]
mod tests;

use tree::Page;

/// One paragraph per heading, paragraph, list item, table row or other block of the main content.
/// Each follows the number of the line at which its first word stands.
pub(super) fn paragraphs(text: &str) -> Vec<(usize, String)> {
    let page = Page::parse(text);
    let content = content::choose(&page);
    blocks::paragraphs(&page, &content)
}
