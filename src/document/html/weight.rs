//! Measures how much text, prose and links each element contains.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::hints::is_block;
use super::left_out::LeftOut;
use super::tree::{Column, Id, ROOT, Tree};
use super::walk::Step;

/// The minimum number of letters in prose. Shorter blocks may be labels, buttons or teasers.
const TELLING: u32 = 40;

/// The minimum number of letters in a lead or a sidebar of the story. Blocks of this length beside
/// the main part belong to it.
const LEAD: u32 = 100;

/// The measures of an element and everything in it. Letters are counted with [`letters`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weight {
    /// All letters.
    pub text: u32,
    /// The letters inside links.
    pub linked: u32,
    /// The letters outside links in blocks that are long enough to be prose.
    pub telling: u32,
    /// The number of links, at most 255.
    pub links: u8,
    flags: u8,
}

const TITLE: u8 = 1;
const BLOCKS: u8 = 1 << 1;
const LONG: u8 = 1 << 2;
const PROSE: u8 = 1 << 3;

impl Weight {
    /// Returns the number of letters outside links.
    pub fn plain(self) -> u32 {
        self.text.saturating_sub(self.linked)
    }

    /// Returns how likely the element is the main content. Prose counts four times as much as other
    /// text.
    pub fn value(self) -> u64 {
        u64::from(self.plain()).saturating_add(u64::from(self.telling).saturating_mul(3))
    }

    /// Returns whether there is a first-level heading that is not just a link.
    pub fn has_title(self) -> bool {
        self.flags & TITLE != 0
    }

    /// Returns whether there are blocks inside the element.
    pub fn has_blocks(self) -> bool {
        self.flags & BLOCKS != 0
    }

    /// Returns whether there is a block of prose that is too long for a teaser.
    pub fn has_lead(self) -> bool {
        self.flags & LONG != 0
    }

    /// Returns whether the element itself is a block of prose.
    pub fn is_prose(self) -> bool {
        self.flags & PROSE != 0
    }

    fn add(&mut self, part: Self) {
        self.text = self.text.saturating_add(part.text);
        self.linked = self.linked.saturating_add(part.linked);
        self.telling = self.telling.saturating_add(part.telling);
        self.links = self.links.saturating_add(part.links);
        self.flags |= part.flags & !PROSE;
    }
}

/// An element whose contents are being measured.
#[derive(Default)]
struct Open {
    weight: Weight,
    block: bool,
    linked: bool,
    /// If the element is a block, the letters that are not in a nested block.
    own: u32,
    own_linked: u32,
}

impl Open {
    fn add_text(&mut self, count: u32, linked: bool) {
        self.own = self.own.saturating_add(count);
        if linked {
            self.own_linked = self.own_linked.saturating_add(count);
        }
    }

    /// Returns the final weight of the element.
    fn close(self, name: &str) -> Weight {
        let mut weight = self.weight;
        let own_linked = u64::from(self.own_linked);
        if self.own >= TELLING && own_linked.saturating_mul(2) < u64::from(self.own) {
            let prose = self.own.saturating_sub(self.own_linked);
            weight.telling = weight.telling.saturating_add(prose);
            weight.flags |= PROSE;
            if prose >= LEAD && own_linked.saturating_mul(4) < u64::from(self.own) {
                weight.flags |= LONG;
            }
        }
        if name == "h1" && weight.text > weight.linked {
            weight.flags |= TITLE;
        }
        weight
    }
}

/// Returns how many letters a character counts for: none for white space, and three in scripts such
/// as Chinese, where few characters make a sentence.
fn letters(c: char) -> u32 {
    match c {
        c if c.is_whitespace() => 0,
        '\u{2e80}'.. => 3,
        _ => 1,
    }
}

/// Returns the weight of every element. Elements that are left out weigh nothing.
pub(super) fn weigh(page: &Tree, left_out: &LeftOut) -> Column<Weight> {
    let mut weights = Column::new(page);
    let mut open: Vec<Open> = Vec::new();
    let mut steps = page.walk(ROOT);
    while let Some(step) = steps.next() {
        match step {
            Step::Enter(id) if left_out.has(id) => {
                steps.skip_contents();
                if let Some(around) = open.last_mut()
                    && is_block(page.name(id))
                {
                    around.weight.flags |= BLOCKS;
                }
            }
            Step::Enter(id) => open.push(enter(page, id, open.last())),
            Step::Text(text, _) => {
                let count = text.chars().map(letters).fold(0, u32::saturating_add);
                add_text(&mut open, count);
            }
            Step::Leave(id) => {
                let Some(closed) = open.pop() else { break };
                let block = closed.block;
                let weight = closed.close(page.name(id));
                weights.set(id, weight);
                if let Some(around) = open.last_mut() {
                    around.weight.add(weight);
                    if block {
                        around.weight.flags |= BLOCKS;
                    }
                }
            }
        }
    }
    weights
}

fn enter(page: &Tree, id: Id, around: Option<&Open>) -> Open {
    let name = page.name(id);
    let link = name == "a";
    Open {
        weight: Weight {
            links: u8::from(link),
            ..Weight::default()
        },
        block: is_block(name),
        linked: link || around.is_some_and(|around| around.linked),
        ..Open::default()
    }
}

/// Adds letters to the innermost element and to the block around them.
fn add_text(open: &mut [Open], count: u32) {
    let Some(inner) = open.last_mut() else { return };
    let linked = inner.linked;
    inner.weight.add(Weight {
        text: count,
        linked: if linked { count } else { 0 },
        ..Weight::default()
    });
    // Text outside all blocks counts for the root.
    let block = open.iter().rposition(|element| element.block).unwrap_or(0);
    if let Some(block) = open.get_mut(block) {
        block.add_text(count, linked);
    }
}
