//! Finds the elements that hold the article: one that is marked as such and contains most of the
//! prose, or else the smallest one around most of the prose.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::hints::{is_article, is_block, is_main};
use super::left_out::LeftOut;
use super::tree::{Child, Column, Id, ROOT, Tree};
use super::walk::Step;
use super::weight::Weight;

/// The fewest letters of a subtitle. Shorter headings may be labels.
const SUBTITLE: u32 = 20;

/// The most letters of a line with the date of an article.
const DATELINE: u32 = 150;

/// Returns the elements that make up the article, in page order.
pub(super) fn main_part(page: &Tree, left_out: &LeftOut, weights: &Column<Weight>) -> Vec<Id> {
    let mut roots = match declared(page, weights) {
        Some(root) => with_siblings(page, weights, root),
        None => gathered(page, weights),
    };
    if !roots.iter().any(|id| weights.get(*id).has_title()) {
        let first = roots.first().copied().unwrap_or(ROOT);
        if let Some(title) = last_title(page, left_out, weights, first) {
            let mut before = leads(page, left_out, weights, title, first);
            before.append(&mut roots);
            roots = before;
        }
    }
    roots
}

/// Returns a title and the leads between it and the article: prose, subtitles and the date that are
/// not in a box with the headline of another article.
fn leads(
    page: &Tree,
    left_out: &LeftOut,
    weights: &Column<Weight>,
    title: Id,
    article: Id,
) -> Vec<Id> {
    let mut leads = vec![title];
    let mut begun = false;
    let mut steps = page.walk(ROOT);
    while let Some(step) = steps.next() {
        let Step::Enter(id) = step else { continue };
        let weight = weights.get(id);
        if id == article {
            break;
        } else if id == title {
            begun = true;
            steps.skip_contents();
        } else if left_out.has(id) || begun && weight.headlines > 0 {
            steps.skip_contents();
        } else if begun
            && (weight.is_prose()
                || is_subtitle(page.name(id), weight)
                || is_dateline(page, id, weight))
        {
            leads.push(id);
            steps.skip_contents();
        }
    }
    leads
}

fn is_subtitle(name: &str, weight: Weight) -> bool {
    matches!(name, "h2" | "h3") && weight.is_unlinked() && weight.text >= SUBTITLE
}

/// Returns whether an element is a line with a year or a time, and perhaps the author.
fn is_dateline(page: &Tree, id: Id, weight: Weight) -> bool {
    let line = is_block(page.name(id)) && !weight.has_blocks();
    if !line || weight.text > DATELINE || weight.is_half_linked() {
        return false;
    }
    page.walk(id).any(|step| match step {
        Step::Text(text, _) => has_date(text),
        _ => false,
    })
}

/// Returns whether a text has a number that may be a year.
fn has_date(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.any(|number| {
        number.len() == 4
            && number
                .parse()
                .is_ok_and(|year| (1500..2100).contains(&year))
    })
}

/// Returns an article and those beside it that belong to it. The entries of a live blog are articles
/// without a title of their own; one of them may be longer than all others together.
fn with_siblings(page: &Tree, weights: &Column<Weight>, article: Id) -> Vec<Id> {
    let is_entry = |id: Id| {
        let weight = weights.get(id);
        let plain = weight.is_unlinked() && weight.headlines == 0;
        plain && !weight.has_title() && is_article(page.name(id), page.marks(id))
    };
    let Some(parent) = page.parent(article).filter(|_| is_entry(article)) else {
        return vec![article];
    };
    let children = page.children(parent).filter_map(|child| match child {
        Child::Element(id) => Some(id),
        Child::Text(..) => None,
    });
    children.filter(|id| is_entry(*id)).collect()
}

/// Returns the last title before an element. If none is without a link, a single one with a link may
/// lead to the page itself.
fn last_title(page: &Tree, left_out: &LeftOut, weights: &Column<Weight>, end: Id) -> Option<Id> {
    let (mut title, mut linked, mut others) = (None, None, false);
    let mut steps = page.walk(ROOT);
    while let Some(step) = steps.next() {
        match step {
            Step::Enter(id) if id == end => break,
            Step::Enter(id) if left_out.has(id) => steps.skip_contents(),
            Step::Enter(id) if page.name(id) == "h1" && weights.get(id).has_title() => {
                title = Some(id);
            }
            Step::Enter(id) if page.name(id) == "h1" && weights.get(id).text >= SUBTITLE => {
                others |= linked.is_some();
                linked = Some(id);
            }
            _ => {}
        }
    }
    title.or(linked.filter(|_| !others))
}

/// Returns the element that is marked as the article and holds at least two thirds of the text.
fn declared(page: &Tree, weights: &Column<Weight>) -> Option<Id> {
    let whole = weights.get(ROOT).value();
    let kinds: [fn(&Tree, Id) -> bool; 3] = [
        |page, id| is_article(page.name(id), page.marks(id)),
        |page, id| is_main(page.name(id), page.marks(id)),
        |page, id| page.marks(id).is_article_body(),
    ];
    kinds.into_iter().find_map(|kind| {
        // Among equals the first is the outermost.
        let mut best = None;
        for step in page.walk(ROOT) {
            let Step::Enter(id) = step else { continue };
            let there = weights.get(id).value();
            if kind(page, id) && best.is_none_or(|(_, most)| there > most) {
                best = Some((id, there));
            }
        }
        let (best, there) = best?;
        (there > 0 && there.saturating_mul(3) >= whole.saturating_mul(2)).then_some(best)
    })
}

/// Descends into the child that holds at least three quarters of the text as long as the element
/// has no prose of its own, and collects siblings on the way that are more than teasers.
fn gathered(page: &Tree, weights: &Column<Weight>) -> Vec<Id> {
    let whole = weights.get(ROOT).value();
    let holds_most = |id: Id| {
        let weight = weights.get(id);
        let opens = weight.has_blocks() && is_opened(page.name(id));
        opens && whole > 0 && weight.value().saturating_mul(4) >= whole.saturating_mul(3)
    };
    let belongs = |id: &Id| belongs(page.name(*id), weights.get(*id));
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut root = ROOT;
    while !weights.get(root).is_prose() {
        let mut children = page.children(root).filter_map(|child| match child {
            Child::Element(id) => Some(id),
            Child::Text(..) => None,
        });
        let mut passed = Vec::new();
        let Some(down) = children.find(|id| {
            let down = holds_most(*id);
            let dated = !passed.is_empty() && is_dateline(page, *id, weights.get(*id));
            if !down && (belongs(id) || dated) {
                passed.push(*id);
            }
            down
        }) else {
            break;
        };
        before.append(&mut passed);
        let mut rest: Vec<Id> = children.filter(belongs).collect();
        rest.append(&mut after);
        after = rest;
        root = down;
    }
    before.push(root);
    before.append(&mut after);
    before
}

/// Returns whether an element can be descended into. Lists, quotations and the like stay whole.
fn is_opened(name: &str) -> bool {
    !matches!(
        name,
        "ul" | "ol" | "dl" | "blockquote" | "figure" | "details" | "pre" | "p"
    )
}

/// Returns whether a sibling of the main part belongs to it. Boilerplate usually comes in boxes, so
/// bare headings and paragraphs belong.
fn belongs(name: &str, weight: Weight) -> bool {
    let bare = matches!(
        name,
        "h1" | "h2" | "h3" | "h4" | "p" | "blockquote" | "pre" | "figure" | "address"
    );
    let mostly_text = u64::from(weight.linked).saturating_mul(2) < u64::from(weight.text);
    weight.has_title() || weight.has_lead() || bare && mostly_text
}
