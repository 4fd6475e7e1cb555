//! Chooses which parts of a page to read. Boilerplate is removed only if it is recognisable;
//! anything that could be the article is kept.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::hints::{is_container, is_never_text, is_surrounding};
use super::left_out::{LeftOut, Reason};
use super::main_part::main_part;
use super::marks::Hint;
use super::tree::{Id, ROOT, Tree};
use super::weight::{Weight, weigh};

/// The number of letters outside links that certainly make an article.
const ENOUGH: u64 = 250;

/// The amount of prose in an element that outweighs an ambiguous class name.
const PROSE: u32 = 200;

/// Reader comments may be longer than the article. They are removed only if at least this many
/// letters remain.
const BESIDE_COMMENTS: u32 = 500;

/// The parts of a page to read.
pub(super) struct Content {
    /// The elements to read, in page order. None contains another.
    pub roots: Vec<Id>,
    pub left_out: LeftOut,
}

/// Removes as much as possible while an article remains. If a strict choice leaves almost nothing
/// of the visible page, the page is not structured as assumed, and a more lenient choice is tried.
pub(super) fn choose(page: &Tree) -> Content {
    let mut left_out = LeftOut::new(page);
    left_out.cut(page, Reason::Never, |id, _| is_never_text(page.name(id)));
    let weights = weigh(page, &left_out);
    let all = weights.get(ROOT);
    left_out.cut(page, Reason::Hidden, |id, _| {
        let marks = page.marks(id);
        let outer = matches!(page.name(id), "html" | "body");
        !outer && (marks.is_hidden() || marks.is_mute() && !is_bulk(weights.get(id), all))
    });
    drop(weights);
    let weights = weigh(page, &left_out);
    let seen = weights.get(ROOT);
    if seen.text == 0 {
        return whole(left_out, Reason::Never);
    }
    left_out.cut(page, Reason::Surrounding, |id, in_article| {
        let weight = weights.get(id);
        is_surrounding(page.name(id), page.marks(id), in_article)
            && !weight.has_title()
            && !is_bulk(weight, seen)
    });
    drop(weights);
    let weights = weigh(page, &left_out);
    let total = weights.get(ROOT);
    left_out.cut(page, Reason::Boilerplate, |id, _| {
        is_boilerplate(page, id, weights.get(id), total)
    });
    drop(weights);
    for reason in [Reason::Boilerplate, Reason::Surrounding] {
        left_out.until = reason;
        let weights = weigh(page, &left_out);
        let roots = main_part(page, &left_out, &weights);
        let plain: u64 = roots
            .iter()
            .map(|id| u64::from(weights.get(*id).plain()))
            .sum();
        if plain >= ENOUGH || plain > 0 && plain.saturating_mul(4) >= u64::from(seen.plain()) {
            return Content { roots, left_out };
        }
    }
    whole(left_out, Reason::Hidden)
}

fn whole(mut left_out: LeftOut, until: Reason) -> Content {
    left_out.until = until;
    let roots = vec![ROOT];
    Content { roots, left_out }
}

/// Returns whether an element holds most of the page.
fn is_bulk(weight: Weight, total: Weight) -> bool {
    weight.value().saturating_mul(2) > total.value()
}

fn is_boilerplate(page: &Tree, id: Id, weight: Weight, total: Weight) -> bool {
    let name = page.name(id);
    // The purpose of a custom element shows in what it contains.
    let own = name.contains('-');
    let holds = is_container(name) || own && weight.has_blocks();
    if !holds && name != "p" || weight.has_title() {
        return false;
    }
    let hint = page.marks(id).hint();
    if is_bulk(weight, total) {
        let beside = total.plain().saturating_sub(weight.plain());
        return hint == Hint::Comments && beside >= BESIDE_COMMENTS;
    }
    // Menus and lists of other articles consist almost entirely of several links. Inside a list
    // item such a list belongs to the item.
    let within = page.parent(id).map_or("", |up| page.name(up));
    let links = weight.telling == 0
        && weight.links >= 3
        && u64::from(weight.linked).saturating_mul(5) >= u64::from(weight.text).saturating_mul(4)
        && !matches!(within, "li" | "dd" | "blockquote");
    match hint {
        Hint::Comments | Hint::Boilerplate => holds,
        Hint::Perhaps => links || holds && weight.telling < PROSE,
        Hint::Nothing => links,
    }
}
