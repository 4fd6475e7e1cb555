//! How much is said in each part of a page, and how much of that is links.

use super::hints::is_block;
use super::tree::{Page, ROOT};

/// A block with fewer letters of its own is a label, a button or a teaser, or may be.
const TELLING: usize = 40;

/// What stands in a node and in those below it. Letters are counted as [`letters`] does.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    pub text: usize,
    /// How much of `text` is in links.
    pub linked: usize,
    pub links: usize,
    /// The text outside of links of all blocks that are long enough to be prose.
    pub telling: usize,
    /// The longest single block of prose.
    pub longest: usize,
    /// How many blocks there are, this one not counted.
    pub blocks: usize,
    /// Whether there is a heading of the first level that is more than a link.
    pub title: bool,
    /// What stands in the node itself and in no block within it.
    own: usize,
    own_linked: usize,
}

impl Weight {
    /// The letters outside of links.
    pub fn plain(self) -> usize {
        self.text - self.linked
    }

    /// How likely this is what the page is there for: prose counts four times what other text does.
    pub fn value(self) -> usize {
        self.plain() + 3 * self.telling
    }

    /// The prose that stands in the block itself.
    pub fn prose(self) -> usize {
        let prose = self.own >= TELLING && self.own_linked * 2 < self.own;
        if prose { self.own - self.own_linked } else { 0 }
    }

    fn add(&mut self, part: Self) {
        self.text += part.text;
        self.linked += part.linked;
        self.links += part.links;
        self.telling += part.telling;
        self.longest = self.longest.max(part.longest);
        self.blocks += part.blocks;
        self.title |= part.title;
    }
}

/// How many letters a character is worth: none if it is white space, and three where a few of them
/// make a sentence, as in Chinese.
fn letters(c: char) -> usize {
    match c {
        c if c.is_whitespace() => 0,
        '\u{2e80}'.. => 3,
        _ => 1,
    }
}

/// The weight of every node; what is left out weighs nothing.
pub(super) fn weigh(page: &Page, left_out: &[bool]) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); page.len()];
    // The block and whether there is a link around each node.
    let mut around = vec![(ROOT, false); page.len()];
    for id in page.order().filter(|id| !left_out[*id]) {
        let node = page.node(id);
        let (mut block, mut linked) = page.parent(id).map_or((ROOT, false), |up| around[up]);
        if is_block(node.name()) {
            block = id;
        }
        if node.name() == "a" {
            linked = true;
            weights[id].links = 1;
        }
        around[id] = (block, linked);
        if let Some(text) = node.text() {
            let count = text.text.chars().map(letters).sum();
            let count_linked = if linked { count } else { 0 };
            weights[id].text = count;
            weights[id].linked = count_linked;
            weights[block].own += count;
            weights[block].own_linked += count_linked;
        }
    }
    for id in page.order().rev() {
        let name = page.node(id).name();
        let weight = &mut weights[id];
        let prose = weight.prose();
        weight.telling += prose;
        if weight.own_linked * 4 < weight.own {
            weight.longest = weight.longest.max(prose);
        }
        weight.title |= name == "h1" && weight.text > weight.linked;
        let mut part = *weight;
        part.blocks += usize::from(is_block(name));
        if let Some(parent) = page.parent(id) {
            weights[parent].add(part);
        }
    }
    weights
}
