//! Chooses which parts of a page to read. Boilerplate is removed only if it is recognisable;
//! anything that could be the article is kept.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::boilerplate::{
    STORY, is_announced, is_behind, is_boilerplate, is_bulk, is_labelled, is_needed, is_note,
    is_of_teasers,
};
use super::hints::{NO_SCRIPT, is_heading, is_never_text, is_surrounding};
use super::labels::{Label, Labels, labels};
use super::left_out::{LeftOut, Reason};
use super::main_part::main_part;
use super::tree::{Child, Column, Id, ROOT, Tree};
use super::walk::Step;
use super::weight::{ENOUGH, Weight, weigh};

/// The parts of a page to read.
pub(super) struct Content {
    /// The elements to read, in page order. None contains another.
    pub roots: Vec<Id>,
    pub left_out: LeftOut,
}

/// Removes as much as possible while an article remains. If a strict choice leaves almost nothing
/// of the visible page, the page is not structured as assumed, and a more lenient choice is tried.
pub(super) fn choose(page: &Tree) -> Content {
    let mut left_out = without_scripts(page);
    cut_hidden(page, &mut left_out);
    let weights = weigh(page, &left_out);
    let seen = weights.get(ROOT);
    if seen.text == 0 {
        return whole(left_out, Reason::Deleted);
    }
    left_out.cut(page, Reason::Surrounding, |id, in_article| {
        let weight = weights.get(id);
        let note = in_article && is_note(page, id, weight);
        is_surrounding(page.name(id), page.marks(id), in_article)
            && !weight.has_title()
            && !is_needed(weight, seen)
            && !note
    });
    drop(weights);
    cut_boilerplate(page, &mut left_out);
    let strictest = cut_teasers(page, &mut left_out);
    let reasons = [Reason::Teasers, Reason::Boilerplate, Reason::Surrounding].into_iter();
    for reason in reasons.filter(|reason| *reason <= strictest) {
        left_out.until = reason;
        let weights = weigh(page, &left_out);
        let roots = main_part(page, &left_out, &weights);
        let plain: u64 = roots
            .iter()
            .map(|id| u64::from(weights.get(*id).plain()))
            .sum();
        if plain >= ENOUGH.into() || plain > 0 && plain.saturating_mul(4) >= u64::from(seen.plain())
        {
            return Content { roots, left_out };
        }
    }
    whole(left_out, Reason::Hidden)
}

/// Chooses everything that is text.
pub(super) fn all(page: &Tree) -> Content {
    whole(without_scripts(page), Reason::Deleted)
}

/// Leaves out what is never text, and what is no longer part of the text.
fn without_scripts(page: &Tree) -> LeftOut {
    let mut left_out = LeftOut::new(page);
    left_out.cut(page, Reason::Never, |id, _| is_never_text(page, id));
    left_out.cut(page, Reason::Deleted, |id, _| {
        page.name(id) == "del" || page.marks(id).is_deleted()
    });
    left_out
}

fn cut_hidden(page: &Tree, left_out: &mut LeftOut) {
    let weights = weigh(page, left_out);
    let all = weights.get(ROOT);
    left_out.cut(page, Reason::Hidden, |id, _| {
        let (name, marks) = (page.name(id), page.marks(id));
        let outer = matches!(name, "html" | "body");
        let mute = marks.is_mute() || name == NO_SCRIPT;
        !outer && (marks.is_hidden() || mute && !is_behind(weights.get(id), all))
    });
}

fn cut_boilerplate(page: &Tree, left_out: &mut LeftOut) {
    let weights = weigh(page, left_out);
    let labels = labels(page, left_out);
    let announced = announced(page, &weights, &labels);
    let total = weights.get(ROOT);
    left_out.cut(page, Reason::Boilerplate, |id, _| {
        let weight = weights.get(id);
        let labelled = is_labelled(page.name(id), weight, total, labels.of(id));
        is_boilerplate(page, id, weight, total, &labels)
            || labelled && !labels.has_note(id)
            || announced.get(id)
    });
    let bare = bare_headings(page, left_out, &weights, &labels);
    left_out.cut(page, Reason::Boilerplate, |id, _| bare.get(id));
}

/// Returns the headings after the article that are all that is left of a box of links.
fn bare_headings(
    page: &Tree,
    left_out: &LeftOut,
    weights: &Column<Weight>,
    labels: &Labels,
) -> Column<bool> {
    let mut bare = Column::new(page);
    for step in page.walk(ROOT) {
        let Step::Enter(parent) = step else { continue };
        let is_box = matches!(page.name(parent), "div" | "section" | "aside" | "li");
        if !is_box || !labels.is_late(parent) {
            continue;
        }
        let (mut heading, mut links, mut more) = (None, false, false);
        for child in page.children(parent) {
            match child {
                Child::Element(id) if weights.get(id).text == 0 => {}
                Child::Element(id) if left_out.reason(id) == Some(Reason::Boilerplate) => {
                    links |= weights.get(id).links >= 3;
                }
                Child::Element(id) if is_heading(page.name(id)) && heading.is_none() => {
                    heading = Some(id);
                }
                Child::Element(_) => more = true,
                Child::Text(text, _) => more |= !text.trim().is_empty(),
            }
        }
        if let Some(id) = heading.filter(|_| links && !more) {
            bare.set(id, true);
        }
    }
    bare
}

/// Returns the elements after a label, beside it, that are nothing but links.
fn announced(page: &Tree, weights: &Column<Weight>, labels: &Labels) -> Column<bool> {
    let mut announced = Column::new(page);
    for step in page.walk(ROOT) {
        let Step::Enter(parent) = step else { continue };
        let mut after = false;
        for child in page.children(parent) {
            match child {
                Child::Element(id) if labels.of(id) == Label::Heading => after = true,
                Child::Element(id) if after && weights.get(id).text > 0 => {
                    after = is_announced(weights.get(id));
                    announced.set(id, after);
                }
                Child::Text(text, _) if !text.trim().is_empty() => after = false,
                _ => {}
            }
        }
    }
    announced
}

/// Leaves out lists of other articles, and returns the weakest reason to apply. If there is more in
/// such lists than beside them, the page is a list itself.
fn cut_teasers(page: &Tree, left_out: &mut LeftOut) -> Reason {
    let weights = weigh(page, left_out);
    let total = weights.get(ROOT);
    left_out.cut(page, Reason::Teasers, |id, _| {
        is_of_teasers(page, id, weights.get(id))
    });
    drop(weights);
    let left = weigh(page, left_out).get(ROOT);
    if is_bulk(left, total) || left.has_title() && left.telling >= STORY {
        Reason::Teasers
    } else {
        Reason::Boilerplate
    }
}

fn whole(mut left_out: LeftOut, until: Reason) -> Content {
    left_out.until = until;
    let roots = vec![ROOT];
    Content { roots, left_out }
}
