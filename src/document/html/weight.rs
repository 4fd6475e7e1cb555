//! How much is said in each part of a page, and how much of it is links.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::hints::is_block;
use super::left_out::LeftOut;
use super::tree::{Column, Id, ROOT, Step, Tree};

/// A block with fewer letters of its own is a label, a button or a teaser, or may be.
const TELLING: u32 = 40;

/// A block of this length beside the main part belongs to it: a lead, a box of the story.
const LEAD: u32 = 100;

/// What stands in an element and in those below it. Letters are counted as [`letters`] does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weight {
    pub text: u32,
    /// How much of `text` is in links.
    pub linked: u32,
    /// The text outside of links of all blocks that are long enough to be prose.
    pub telling: u32,
    /// How many links there are, up to 255.
    pub links: u8,
    flags: u8,
}

const TITLE: u8 = 1;
const BLOCKS: u8 = 1 << 1;
const LONG: u8 = 1 << 2;
const PROSE: u8 = 1 << 3;

impl Weight {
    /// The letters outside of links.
    pub fn plain(self) -> u32 {
        self.text.saturating_sub(self.linked)
    }

    /// How likely this is what the page is there for: prose counts four times what other text does.
    pub fn value(self) -> u64 {
        u64::from(self.plain()).saturating_add(u64::from(self.telling).saturating_mul(3))
    }

    /// Whether there is a heading of the first level that is more than a link.
    pub fn has_title(self) -> bool {
        self.flags & TITLE != 0
    }

    /// Whether there are blocks, the element itself not counted.
    pub fn has_blocks(self) -> bool {
        self.flags & BLOCKS != 0
    }

    /// Whether there is a block of prose that is no teaser.
    pub fn has_lead(self) -> bool {
        self.flags & LONG != 0
    }

    /// Whether there is prose in the element itself, and not in a block within it.
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

/// An element that is being weighed.
#[derive(Default)]
struct Open {
    weight: Weight,
    block: bool,
    linked: bool,
    /// What stands in the element itself and in no block within it, if it is a block.
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

    /// The weight of the element, now that all in it is weighed.
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

/// How many letters a character is worth: none if it is white space, and three where a few of them
/// make a sentence, as in Chinese.
fn letters(c: char) -> u32 {
    match c {
        c if c.is_whitespace() => 0,
        '\u{2e80}'.. => 3,
        _ => 1,
    }
}

/// The weight of every element; what is left out weighs nothing.
pub(super) fn weigh(page: &Tree, left_out: &LeftOut) -> Column<Weight> {
    let mut weights = Column::new(page);
    let mut open: Vec<Open> = Vec::new();
    let mut steps = page.walk(ROOT);
    while let Some(step) = steps.next() {
        match step {
            Step::Enter(id) if left_out.has(id) => {
                steps.pass_over();
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

/// Counts letters for the innermost element, and as its own for the block around it.
fn add_text(open: &mut [Open], count: u32) {
    let Some(inner) = open.last_mut() else { return };
    let linked = inner.linked;
    inner.weight.add(Weight {
        text: count,
        linked: if linked { count } else { 0 },
        ..Weight::default()
    });
    // The root is the block around what is in no other.
    let block = open.iter().rposition(|element| element.block).unwrap_or(0);
    if let Some(block) = open.get_mut(block) {
        block.add_text(count, linked);
    }
}
