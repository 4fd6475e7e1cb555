//! Which elements hold the article: those that say so, if most of the prose is in them, else those
//! around which the prose gathers.

use super::hints::{is_article, is_article_body, is_main};
use super::tree::{Node, Page, ROOT};
use super::weight::Weight;

/// A block of this length beside the main part belongs to it: a lead, a box of the story.
const LEAD: usize = 100;

/// The roots of the article, in the order of the page.
pub(super) fn main_part(page: &Page, left_out: &[bool], weights: &[Weight]) -> Vec<usize> {
    let mut roots = match declared(page, weights) {
        Some(root) => vec![root],
        None => gathered(page, weights),
    };
    if !roots.iter().any(|id| weights[*id].title) {
        let first = roots.first().copied().unwrap_or(ROOT);
        let before = page.order().take_while(|id| *id != first);
        let heading = |id: &usize| page.node(*id).name() == "h1" && weights[*id].title;
        if let Some(title) = before.filter(|id| !left_out[*id]).filter(heading).last() {
            roots.insert(0, title);
        }
    }
    roots
}

/// The element that says it is the article and holds at least two thirds of it.
fn declared(page: &Page, weights: &[Weight]) -> Option<usize> {
    let whole = weights[ROOT].value();
    let kinds: [fn(&Node) -> bool; 3] = [is_article, is_main, is_article_body];
    kinds.into_iter().find_map(|kind| {
        let those = page.order().filter(|id| kind(page.node(*id)));
        // The first of equals is the outermost; `max_by_key` would take the last.
        let best = those.rev().max_by_key(|id| weights[*id].value())?;
        let there = weights[best].value();
        (there > 0 && there * 3 >= whole * 2).then_some(best)
    })
}

/// Goes down to the element that holds at least three quarters of the article and has no prose of
/// its own, and takes along what on the way there is more than a teaser.
fn gathered(page: &Page, weights: &[Weight]) -> Vec<usize> {
    let whole = weights[ROOT].value();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut root = ROOT;
    loop {
        let children = &page.node(root).children;
        let down = children.iter().position(|id| {
            let weight = weights[*id];
            let opens = weight.blocks > 0 && is_opened(page.node(*id).name());
            opens && whole > 0 && weight.value() * 4 >= whole * 3
        });
        let Some(down) = down.filter(|_| weights[root].prose() == 0) else {
            break;
        };
        let belongs = |id: &&usize| belongs(page.node(**id), weights[**id]);
        before.extend(children[..down].iter().filter(belongs));
        after.extend(children[down + 1..].iter().rev().filter(belongs));
        root = children[down];
    }
    after.reverse();
    [before, vec![root], after].concat()
}

/// Elements that are there to hold others; a list or a quotation is left whole.
fn is_opened(name: &str) -> bool {
    !matches!(
        name,
        "ul" | "ol" | "dl" | "blockquote" | "figure" | "details" | "pre" | "p"
    )
}

/// Whether what stands beside the main part is part of it. Boilerplate stands in boxes.
fn belongs(node: &Node, weight: Weight) -> bool {
    let bare = matches!(
        node.name(),
        "h1" | "h2" | "h3" | "h4" | "p" | "blockquote" | "pre" | "figure" | "address"
    );
    weight.title || weight.longest >= LEAD || bare && weight.linked * 2 < weight.text
}
