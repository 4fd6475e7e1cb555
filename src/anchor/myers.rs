//! Where a pattern stands in a text with at most so many edits. It knows characters only.
//!
//! The algorithm is the bit-parallel one of G. Myers, "A Fast Bit-Vector Algorithm for Approximate
//! String Matching Based on Dynamic Programming" (J. ACM 46, 1999), with the pattern in blocks of 64
//! and Ukkonen's cut-off: blocks that no place within the limit can need are not computed.

/// How many characters of the pattern one machine word holds.
const BLOCK: usize = 64;

/// A pattern, ready to be looked for.
#[derive(Debug)]
pub(super) struct Pattern {
    /// How many characters it has.
    pub len: usize,
    blocks: usize,
    /// Per character of the pattern its row of `masks`; open addressing, a power of two long.
    rows: Vec<(char, usize)>,
    /// The same for ASCII, without the search.
    ascii: [usize; 128],
    /// Per row, a bit for every position of the pattern that has the character. The first row is
    /// that of all characters that the pattern has not.
    masks: Vec<u64>,
}

impl Pattern {
    /// Prepares a pattern; `None` if it is empty.
    pub fn new(chars: &[char]) -> Option<Self> {
        let blocks = chars.len().div_ceil(BLOCK);
        let mut pattern = Self {
            len: chars.len(),
            blocks,
            rows: vec![('\0', 0); (2 * chars.len()).next_power_of_two()],
            ascii: [0; 128],
            masks: vec![0; blocks],
        };
        for (index, c) in chars.iter().enumerate() {
            let slot = pattern.slot(*c);
            if pattern.rows.get(slot)?.1 == 0 {
                let row = pattern.masks.len();
                pattern.masks.resize(row + blocks, 0);
                *pattern.rows.get_mut(slot)? = (*c, row);
                if let Some(ascii) = pattern.ascii.get_mut(*c as usize) {
                    *ascii = row;
                }
            }
            let row = pattern.rows.get(slot)?.1;
            *pattern.masks.get_mut(row + index / BLOCK)? |= 1 << (index % BLOCK);
        }
        (!chars.is_empty()).then_some(pattern)
    }

    /// Where a character's row is noted, or would be.
    fn slot(&self, c: char) -> usize {
        let last = self.rows.len() - 1;
        let mut slot = (c as usize).wrapping_mul(0x9e37_79b1) >> 7 & last;
        while self.rows[slot].1 != 0 && self.rows[slot].0 != c {
            slot = (slot + 1) & last;
        }
        slot
    }

    fn row(&self, c: char) -> usize {
        match self.ascii.get(c as usize) {
            Some(row) => *row,
            None => self.rows[self.slot(c)].1,
        }
    }
}

/// One block of a column of the table of edit distances, as differences down the column.
#[derive(Debug, Clone, Copy)]
struct Block {
    plus: u64,
    minus: u64,
    /// The distance at its last row.
    score: usize,
}

/// A search under way: fed with the text, character by character.
#[derive(Debug)]
pub(super) struct Scan<'p> {
    pattern: &'p Pattern,
    limit: usize,
    column: Vec<Block>,
    /// How many blocks of the column are computed.
    active: usize,
    /// By how much a character of the text costs more before the pattern than the one before it.
    top: isize,
}

impl<'p> Scan<'p> {
    /// Begins a search for places with at most `limit` edits.
    pub fn new(pattern: &'p Pattern, limit: usize) -> Self {
        let column = (1..=pattern.blocks).map(|number| Block {
            plus: u64::MAX,
            minus: 0,
            score: pattern.len.min(number * BLOCK),
        });
        let active = (limit / BLOCK + 1).min(pattern.blocks);
        Self {
            pattern,
            limit,
            column: column.collect(),
            active,
            top: 0,
        }
    }

    /// The same for places that begin with the text itself.
    pub fn anchored(pattern: &'p Pattern, limit: usize) -> Self {
        Self {
            top: 1,
            ..Self::new(pattern, limit)
        }
    }

    /// Asks for better places only from here on.
    pub fn tighten(&mut self, limit: usize) {
        self.limit = self.limit.min(limit);
    }

    /// Takes the next character of the text. The number of edits of the best place that ends with
    /// it, if that is within the limit.
    #[inline]
    pub fn step(&mut self, c: char) -> Option<usize> {
        let row = self.pattern.row(c);
        let masks = &self.pattern.masks[row..row + self.pattern.blocks];
        let last_bit = (self.pattern.len - 1) % BLOCK;
        let all = self.pattern.blocks;
        let mut carry = self.top;
        for (index, block) in self.column[..self.active].iter_mut().enumerate() {
            let bit = if index + 1 == all {
                last_bit
            } else {
                BLOCK - 1
            };
            carry = advance(block, masks[index], carry, bit);
        }
        let last = self.active - 1;
        let score = self.column[last].score;
        let before = score.wrapping_add_signed(-carry);
        let next = self.active;
        if next < all && before <= self.limit && (masks[next] & 1 == 1 || carry < 0) {
            let rows = (self.pattern.len - next * BLOCK).min(BLOCK);
            self.column[next] = Block {
                plus: u64::MAX,
                minus: 0,
                score: before + rows,
            };
            let bit = if next + 1 == all { last_bit } else { BLOCK - 1 };
            advance(&mut self.column[next], masks[next], carry, bit);
            self.active += 1;
        } else {
            while self.active > 1 && self.column[self.active - 1].score >= self.limit + BLOCK {
                self.active -= 1;
            }
        }
        let bottom = self.column[all - 1].score;
        (self.active == all && bottom <= self.limit).then_some(bottom)
    }
}

/// Whether one text becomes the other with at most so many characters replaced, put in or taken out.
pub(super) fn is_within(a: &str, b: &str, limit: usize) -> bool {
    let chars: Vec<char> = a.chars().collect();
    let Some(pattern) = Pattern::new(&chars) else {
        return b.chars().count() <= limit;
    };
    let mut scan = Scan::anchored(&pattern, limit);
    let last = b.chars().map(|c| scan.step(c)).last();
    last.map_or(chars.len() <= limit, |edits| edits.is_some())
}

/// Computes one block of the next column. `carry` is the difference that comes in from above; the
/// one that goes out below is returned.
#[inline]
fn advance(block: &mut Block, mask: u64, carry: isize, last_bit: usize) -> isize {
    let Block { plus, minus, .. } = *block;
    let vertical = mask | minus;
    let mask = mask | u64::from(carry < 0);
    let diagonal = ((mask & plus).wrapping_add(plus) ^ plus) | mask;
    let up = minus | !(diagonal | plus);
    let down = plus & diagonal;
    let out = isize::from(up >> last_bit & 1 == 1) - isize::from(down >> last_bit & 1 == 1);
    let up = up << 1 | u64::from(carry > 0);
    let down = down << 1 | u64::from(carry < 0);
    block.plus = down | !(vertical | up);
    block.minus = up & vertical;
    block.score = block.score.wrapping_add_signed(out);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the definition says, cell by cell.
    fn table(pattern: &[char], text: &[char], top: usize) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        text.iter()
            .map(|c| {
                let mut diagonal = column[0];
                column[0] += top;
                for row in 1..=pattern.len() {
                    let same = diagonal + usize::from(pattern[row - 1] != *c);
                    diagonal = column[row];
                    column[row] = same.min(column[row] + 1).min(column[row - 1] + 1);
                }
                column[pattern.len()]
            })
            .collect()
    }

    #[test]
    fn nothing_is_no_pattern() {
        assert!(Pattern::new(&[]).is_none());
    }

    #[test]
    fn whole_texts_are_compared() {
        for (a, b, edits) in [
            ("", "", 0),
            ("ab", "", 2),
            ("", "ab", 2),
            ("abc", "adc", 1),
            ("abcd", "bd", 2),
        ] {
            assert!(is_within(a, b, edits), "{a} {b}");
            assert!(edits == 0 || !is_within(a, b, edits - 1), "{a} {b}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn agrees_with_the_table(
            pattern in "[abжñ人]{1,20}|[ab]{60,70}|[a-dж]{120,200}",
            middle in "[abж]{0,30}",
            around in "[abжñ人]{0,40}",
            limit in 0usize..90,
        ) {
            let pattern: Vec<char> = pattern.chars().collect();
            // A text that has the pattern in it, changed a little, and something around.
            let mut text: Vec<char> = around.chars().collect();
            text.extend(&pattern[..pattern.len() / 2]);
            text.extend(middle.chars());
            text.extend(&pattern[pattern.len() / 2..]);
            text.extend(around.chars());
            let ready = Pattern::new(&pattern).unwrap();
            for (mut scan, top) in [(Scan::new(&ready, limit), 0), (Scan::anchored(&ready, limit), 1)] {
                for (c, distance) in text.iter().zip(table(&pattern, &text, top)) {
                    prop_assert_eq!(scan.step(*c), Some(distance).filter(|d| *d <= limit));
                }
            }
        }
    }
}
