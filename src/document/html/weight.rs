//! Measures how much text, prose and links each element contains.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::hints::{NO_SCRIPT, is_block, is_heading};
use super::left_out::LeftOut;
use super::marks::Role;
use super::tree::{Column, Id, ROOT, Tree};
use super::walk::Step;

/// The minimum number of letters in prose. Shorter blocks may be labels, buttons or teasers.
const TELLING: u32 = 40;

/// The minimum number of letters in a headline. Shorter headings may be links within the page.
const HEADLINE: u32 = 20;

/// The number of letters outside links that certainly make an article.
pub(super) const ENOUGH: u32 = 250;

/// The most letters of prose that announce another article below its headline.
pub(super) const TEASER: u32 = 400;

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
    /// The number of headings that are links, at most 255. They usually lead to other articles.
    pub headlines: u8,
    flags: u8,
}

const TITLE: u8 = 1;
const BLOCKS: u8 = 1 << 1;
const LONG: u8 = 1 << 2;
const PROSE: u8 = 1 << 3;
const LOOSE: u8 = 1 << 4;
const QUOTATION: u8 = 1 << 5;
const ENTRIES: u8 = 1 << 6;

impl Weight {
    /// Returns the number of letters outside links.
    pub fn plain(self) -> u32 {
        self.text.saturating_sub(self.linked)
    }

    /// Returns whether there is prose beside the headlines that belongs to none of them.
    pub fn has_loose_prose(self) -> bool {
        self.flags & LOOSE != 0
    }

    /// Returns whether there is a quotation.
    pub fn has_quotation(self) -> bool {
        self.flags & QUOTATION != 0
    }

    /// Returns whether there are links that people write into an article: the address itself, or a
    /// sentence that is linked except for its beginning, as in a list of what happened when.
    pub fn has_entries(self) -> bool {
        self.flags & ENTRIES != 0
    }

    /// Returns whether almost all text is in links.
    pub fn is_linked(self) -> bool {
        let linked = u64::from(self.linked);
        self.text > 0 && linked.saturating_mul(5) >= u64::from(self.text).saturating_mul(4)
    }

    /// Returns whether at least half of the text is in links.
    pub fn is_half_linked(self) -> bool {
        u64::from(self.linked).saturating_mul(2) >= u64::from(self.text)
    }

    /// Returns whether hardly any text is in links.
    pub fn is_unlinked(self) -> bool {
        u64::from(self.linked).saturating_mul(4) < u64::from(self.text)
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
        self.headlines = self.headlines.saturating_add(part.headlines);
        self.flags |= part.flags & !PROSE;
    }
}

/// An element whose contents are being measured.
#[derive(Default)]
struct Open {
    weight: Weight,
    block: bool,
    linked: bool,
    /// Whether its text is markup.
    markup: bool,
    /// If the element is a block, the letters that are not in a nested block.
    own: u32,
    own_linked: u32,
    start: Start,
    /// The last character of these.
    last: char,
    headlines: Headlines,
}

/// How the own text of a block starts.
#[derive(Default, PartialEq)]
enum Start {
    #[default]
    Nothing,
    Plain,
    Linked,
    /// With the address of a link on the web.
    Address,
}

/// Headlines and prose among the children of an element.
#[derive(Default)]
struct Headlines {
    /// Whether the last headline is still without prose.
    open: bool,
    /// The letters of prose that belong to no headline.
    loose: u32,
}

impl Headlines {
    fn add(&mut self, child: Weight) {
        if child.headlines > 0 {
            self.open = child.telling == 0;
        } else if child.telling > 0 {
            if !self.open || child.telling > TEASER {
                self.loose = self.loose.saturating_add(child.telling);
            }
            self.open = false;
        }
    }
}

impl Open {
    fn add_text(&mut self, text: &str, count: u32, linked: bool) {
        if count > 0 {
            self.last = text.trim_end().chars().next_back().unwrap_or_default();
        }
        if count > 0 && self.start == Start::Nothing {
            self.start = match linked {
                false => Start::Plain,
                true if text.trim_start().starts_with("http") => Start::Address,
                true => Start::Linked,
            };
        }
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
        let sentence = self.own >= TELLING && matches!(self.last, '.' | '。');
        if self.start == Start::Address || self.start == Start::Plain && sentence {
            weight.flags |= ENTRIES;
        }
        // A list of articles may also have an advertisement.
        let loose = u64::from(self.headlines.loose).saturating_mul(8) > u64::from(weight.telling);
        if loose && weight.headlines > 1 {
            weight.flags |= LOOSE;
        }
        if name == "h1" && weight.text > weight.linked {
            weight.flags |= TITLE;
        }
        if name == "blockquote" && weight.text > 0 {
            weight.flags |= QUOTATION;
        }
        if is_heading(name) && weight.is_linked() && weight.text >= HEADLINE {
            weight.headlines = weight.headlines.saturating_add(1);
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

/// Returns the letters of a text, without those in tags if it is markup.
fn count(text: &str, markup: bool) -> u32 {
    let mut inside = false;
    let shown = text.chars().filter(|c| {
        inside = markup && (inside && *c != '>' || *c == '<');
        !inside
    });
    shown.map(letters).fold(0, u32::saturating_add)
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
                let markup = open.last().is_some_and(|inner| inner.markup);
                add_text(&mut open, text, count(text, markup));
            }
            Step::Leave(id) => {
                let Some(closed) = open.pop() else { break };
                let block = closed.block;
                let weight = closed.close(page.name(id));
                weights.set(id, weight);
                if let Some(around) = open.last_mut() {
                    around.weight.add(weight);
                    around.headlines.add(weight);
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
    let link = name == "a" && page.marks(id).role() != Role::Inner;
    Open {
        weight: Weight {
            links: u8::from(link),
            ..Weight::default()
        },
        block: is_block(name) || name == NO_SCRIPT,
        markup: name == NO_SCRIPT,
        linked: link || around.is_some_and(|around| around.linked),
        ..Open::default()
    }
}

/// Adds letters to the innermost element and to the block around them.
fn add_text(open: &mut [Open], text: &str, count: u32) {
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
        block.add_text(text, count, linked);
    }
}
