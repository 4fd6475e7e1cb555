//! What of a page is its content. Boilerplate is left out where something says that it is; whatever
//! could be the article is kept.

use super::hints::{
    Hint, hint, is_article, is_container, is_hidden, is_main, is_mute, is_never_text,
    is_surrounding,
};
use super::main_part::main_part;
use super::tree::{Page, ROOT};
use super::weight::{Weight, weigh};

/// So many letters outside of links are an article for certain.
const ENOUGH: usize = 250;

/// Prose of this length in an element speaks against what its class only may mean.
const PROSE: usize = 200;

/// What is left beside the readers' comments, when they are longer than the article, has at least
/// this length.
const BESIDE_COMMENTS: usize = 500;

/// The parts of a page to read.
pub(super) struct Content {
    /// In the order of the page; none within another.
    pub roots: Vec<usize>,
    /// For each node, whether it and all in it is passed over.
    pub left_out: Vec<bool>,
}

/// Leaves out as much as leaves an article. If strictness leaves next to nothing of what the page
/// shows, the page is not built as supposed, and more is read.
pub(super) fn choose(page: &Page) -> Content {
    let nothing = vec![false; page.len()];
    let never = cut(page, &nothing, |id, _| is_never_text(page.node(id).name()));
    let all = weigh(page, &never);
    let shown = cut(page, &never, |id, _| {
        let node = page.node(id);
        let outer = matches!(node.name(), "html" | "body");
        !outer && (is_hidden(node) || is_mute(node) && !is_bulk(all[id], all[ROOT]))
    });
    let seen = weigh(page, &shown);
    if seen[ROOT].text == 0 {
        return whole(never);
    }
    let centre = cut(page, &shown, |id, in_article| {
        let weight = seen[id];
        is_surrounding(page.node(id), in_article) && !weight.title && !is_bulk(weight, seen[ROOT])
    });
    let weights = weigh(page, &centre);
    let strict = cut(page, &centre, |id, _| {
        is_boilerplate(page, id, weights[id], weights[ROOT])
    });
    for left_out in [strict, centre] {
        let weights = weigh(page, &left_out);
        let roots = main_part(page, &left_out, &weights);
        let plain: usize = roots.iter().map(|id| weights[*id].plain()).sum();
        if plain >= ENOUGH || plain > 0 && plain * 4 >= seen[ROOT].plain() {
            return Content { roots, left_out };
        }
    }
    whole(shown)
}

fn whole(left_out: Vec<bool>) -> Content {
    let roots = vec![ROOT];
    Content { roots, left_out }
}

/// Leaves out more: what `rule` says of an element that still is there, given whether an article or
/// the main part of the page is around it.
fn cut(page: &Page, left_out: &[bool], rule: impl Fn(usize, bool) -> bool) -> Vec<bool> {
    let mut result = left_out.to_vec();
    let mut inside = vec![false; page.len()];
    for id in page.order() {
        let node = page.node(id);
        let (out, around) = page
            .parent(id)
            .map_or((false, false), |up| (result[up], inside[up]));
        inside[id] = around || is_article(node) || is_main(node);
        result[id] = out || result[id] || !node.name().is_empty() && rule(id, around);
    }
    result
}

/// Whether most of the page is there.
fn is_bulk(weight: Weight, total: Weight) -> bool {
    weight.value() * 2 > total.value()
}

fn is_boilerplate(page: &Page, id: usize, weight: Weight, total: Weight) -> bool {
    let node = page.node(id);
    // What elements of a page's own making are for shows in what they hold.
    let own = node.name().contains('-');
    let holds = is_container(node.name()) || own && weight.blocks > 0;
    if !holds && node.name() != "p" || weight.title {
        return false;
    }
    let hint = hint(node);
    if is_bulk(weight, total) {
        return hint == Hint::Comments && total.plain() - weight.plain() >= BESIDE_COMMENTS;
    }
    // A menu, a list of other articles: nearly all of it links, and several of them. One under an
    // item of a list that is kept belongs to that item.
    let within = page.parent(id).map_or("", |up| page.node(up).name());
    let links = weight.telling == 0
        && weight.links >= 3
        && weight.linked * 5 >= weight.text * 4
        && !matches!(within, "li" | "dd" | "blockquote");
    match hint {
        Hint::Comments | Hint::Boilerplate => holds,
        Hint::Perhaps => links || holds && weight.telling < PROSE,
        Hint::Nothing => links,
    }
}
