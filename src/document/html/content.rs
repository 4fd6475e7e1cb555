//! What of a page is its content. Boilerplate is left out where something says that it is; whatever
//! could be the article is kept.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::hints::{is_container, is_never_text, is_surrounding};
use super::left_out::{LeftOut, Reason};
use super::main_part::main_part;
use super::marks::Hint;
use super::tree::{Id, ROOT, Tree};
use super::weight::{Weight, weigh};

/// So many letters outside of links are an article for certain.
const ENOUGH: u64 = 250;

/// Prose of this length in an element speaks against what its class only may mean.
const PROSE: u32 = 200;

/// What is left beside the readers' comments, when they are longer than the article, has at least
/// this length.
const BESIDE_COMMENTS: u32 = 500;

/// The parts of a page to read.
pub(super) struct Content {
    /// In the order of the page; none within another.
    pub roots: Vec<Id>,
    pub left_out: LeftOut,
}

/// Leaves out as much as leaves an article. If strictness leaves next to nothing of what the page
/// shows, the page is not built as supposed, and more is read.
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

/// Whether most of the page is there.
fn is_bulk(weight: Weight, total: Weight) -> bool {
    weight.value().saturating_mul(2) > total.value()
}

fn is_boilerplate(page: &Tree, id: Id, weight: Weight, total: Weight) -> bool {
    let name = page.name(id);
    // What elements of a page's own making are for shows in what they hold.
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
    // A menu, a list of other articles: nearly all of it links, and several of them. One under an
    // item of a list that is kept belongs to that item.
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
