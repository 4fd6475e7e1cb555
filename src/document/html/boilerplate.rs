//! What is recognised as boilerplate.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::hints::is_container;
use super::labels::{Label, Labels};
use super::marks::Hint;
use super::tree::{Id, Tree};
use super::weight::{ENOUGH, TEASER, Weight};

/// The number of letters of prose that make an article, whatever is listed beside it.
pub(super) const STORY: u32 = 1000;

/// The amount of prose in an element that outweighs an ambiguous class name.
const PROSE: u32 = 200;

/// The most letters of a text beside a link in a list of links.
const LINE: u32 = 100;

/// The most letters on a button.
const BUTTON: u32 = 40;

/// Returns whether an element holds most of the page.
pub(super) fn is_bulk(weight: Weight, total: Weight) -> bool {
    weight.value().saturating_mul(2) > total.value()
}

/// Returns whether an element that is hidden from screen readers is the page behind a dialog.
pub(super) fn is_behind(weight: Weight, total: Weight) -> bool {
    is_bulk(weight, total) || weight.has_title() && weight.telling >= PROSE
}

/// Returns whether an element that surrounds the content must be kept because it holds most of the
/// page. It need not if there is a whole story with its title beside it.
pub(super) fn is_needed(weight: Weight, total: Weight) -> bool {
    let beside = total.telling.saturating_sub(weight.telling);
    let story = total.has_title() && !weight.has_title() && beside >= STORY;
    is_bulk(weight, total) && !story
}

/// Returns whether an `aside` in an article is a note on it, such as a correction or a box with
/// facts, rather than a list of other articles.
pub(super) fn is_note(page: &Tree, id: Id, weight: Weight) -> bool {
    page.name(id) == "aside"
        && page.marks(id).hint() <= Hint::Caption
        && weight.telling > 0
        && weight.headlines == 0
        && weight.is_unlinked()
}

/// Returns whether the links, the class or the id of an element mark it as boilerplate.
pub(super) fn is_boilerplate(
    page: &Tree,
    id: Id,
    weight: Weight,
    total: Weight,
    labels: &Labels,
) -> bool {
    let (noted, late) = (labels.has_note(id), labels.is_late(id));
    let name = page.name(id);
    let holds = holds(name, weight);
    let hint = page.marks(id).hint();
    // Old pages are laid out in tables.
    let cell = name == "td" && hint == Hint::Boilerplate && weight.links > 0;
    if !holds && !cell && name != "p" || weight.has_title() {
        return false;
    }
    if is_bulk(weight, total) {
        // Reader comments may be longer than the article.
        let beside = total.plain().saturating_sub(weight.plain());
        return hint == Hint::Apart && beside >= ENOUGH;
    }
    // Menus and lists of other articles consist almost entirely of several links. Inside a list
    // item such a list belongs to the item.
    let within = page.parent(id).map_or("", |up| page.name(up));
    let links = weight.telling == 0
        && weight.links >= 3
        && weight.is_linked()
        && !weight.has_entries()
        && !matches!(within, "li" | "dd" | "blockquote");
    let half = weight.is_half_linked();
    match hint {
        Hint::Apart => holds,
        Hint::Boilerplate | Hint::Perhaps if noted => false,
        Hint::Boilerplate => holds || cell,
        Hint::Button => links || is_button(weight),
        Hint::Perhaps if name == "p" => links || is_button(weight),
        // A post that is embedded in the article.
        Hint::Perhaps if weight.has_quotation() => links,
        Hint::Perhaps => links || holds && (half || weight.telling < PROSE || lists(weight)),
        Hint::Author => late && holds && weight.telling > 0,
        Hint::Nothing | Hint::Caption | Hint::Teaser => links || name == "footer" && half,
    }
}

/// Returns whether a paragraph with a telling class is nothing but the text of a button.
fn is_button(weight: Weight) -> bool {
    weight.links == 1 && weight.linked == weight.text && weight.text < BUTTON
}

/// Returns whether an element groups other blocks. The purpose of a custom element shows in what it
/// contains.
fn holds(name: &str, weight: Weight) -> bool {
    is_container(name) || name.contains('-') && weight.has_blocks()
}

/// Returns whether an element is a label, or a box of links that starts with one.
pub(super) fn is_labelled(name: &str, weight: Weight, total: Weight, label: Label) -> bool {
    if weight.has_title() || is_bulk(weight, total) {
        return false;
    }
    let is_box = matches!(name, "div" | "section" | "aside" | "footer" | "article");
    let links = weight.links > 0 && (is_box || name.contains('-'));
    match label {
        Label::None => false,
        Label::Whole | Label::Heading => true,
        Label::Aside => links && weight.telling == 0,
        Label::List => links && (weight.telling < PROSE || announces(weight) || lists(weight)),
    }
}

/// Returns whether the links in an element belong to the label before it.
pub(super) fn is_announced(weight: Weight) -> bool {
    weight.links > 0 && weight.telling == 0 && weight.is_linked()
}

/// Returns whether an element is a list of other articles, with their headlines and perhaps the
/// first sentence of each.
pub(super) fn is_of_teasers(page: &Tree, id: Id, weight: Weight) -> bool {
    let marks = page.marks(id);
    // One headline with its prose is enough if the class says so.
    let one = marks.hint() == Hint::Teaser && weight.telling > 0;
    let few = if one { 1 } else { 2 };
    holds(page.name(id), weight)
        && weight.headlines >= few
        && announces(weight)
        && !weight.has_title()
        && !marks.is_article_body()
}

/// Returns whether an element has short texts, each with a link.
fn lists(weight: Weight) -> bool {
    let most = u32::from(weight.links).saturating_mul(LINE);
    weight.links >= 3 && !weight.has_lead() && weight.telling < most
}

/// Returns whether all prose in an element is below headlines of other articles, and short.
fn announces(weight: Weight) -> bool {
    let most = u64::from(weight.headlines).saturating_mul(TEASER.into());
    u64::from(weight.telling) < most && !weight.has_loose_prose()
}
