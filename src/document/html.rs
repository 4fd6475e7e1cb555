//! Extracts the paragraphs of an HTML page's main content, as a reader would see them.

mod blocks;
mod boilerplate;
mod content;
mod hints;
mod label_words;
mod labels;
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

pub(crate) use tag::limited as limited_tag;

use super::body::Body;
use super::reading::Extent;
use super::unread::Unread;

/// Returns one paragraph per heading, paragraph, list item, table row or other block of the main
/// content, with the line of its first word, and the text that is not read. Takes the text by value
/// to free it after parsing.
pub(super) fn paragraphs(text: String, extent: Extent) -> (Body, Unread) {
    let page = parse::parse(&text);
    drop(text);
    let content = match extent {
        Extent::Main => content::choose(&page),
        Extent::All => content::all(&page),
    };
    let body = blocks::paragraphs(&page, &content);
    (body, blocks::unread(&page, &content))
}
