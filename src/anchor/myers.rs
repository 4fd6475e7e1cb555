//! Finds a pattern in a text with a limited number of edits.
//!
//! This is the bit-parallel algorithm of G. Myers, "A Fast Bit-Vector Algorithm for Approximate
//! String Matching Based on Dynamic Programming" (J. ACM 46, 1999), with the pattern in blocks of
//! 64 characters and Ukkonen's cut-off: blocks that cannot lead to a place within the limit are not
//! computed.

#![cfg_attr(
    not(test),
    expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "checks in the innermost loop would cost time; rows, blocks and masks are sized together, \
                  and numbers are limited by the length of the pattern"
    )
)]

/// The number of characters in a block.
const BLOCK: usize = 64;

/// A pattern prepared for searching.
#[derive(Debug)]
pub(super) struct Pattern {
    /// The number of characters.
    pub len: usize,
    blocks: usize,
    /// A hash table with the row of `masks` for each character, by open addressing. Its length is a
    /// power of two.
    rows: Vec<(char, usize)>,
    /// The rows of ASCII characters.
    ascii: [usize; 128],
    /// One bit for each position at which the pattern has the character of the row. The first row
    /// is for characters that are not in the pattern.
    masks: Vec<u64>,
}

impl Pattern {
    /// Returns `None` if the pattern is empty.
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

    /// Returns the index into `rows` of a character, whether it is there or not.
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

/// One block of a column of the table of edit distances.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// The cells that are greater by one than the cell above.
    plus: u64,
    /// The cells that are less by one.
    minus: u64,
    /// The distance in the last row.
    score: usize,
}

/// A search that takes the text character by character.
#[derive(Debug)]
pub(super) struct Scan<'p> {
    pattern: &'p Pattern,
    limit: usize,
    column: Vec<Block>,
    /// The number of blocks that are computed.
    active: usize,
    /// What each character before the place costs: 0, or 1 if the place must begin with the text.
    top: isize,
}

impl<'p> Scan<'p> {
    /// Starts a search for places with at most `limit` edits.
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

    /// Starts a search for places that begin with the text.
    pub fn anchored(pattern: &'p Pattern, limit: usize) -> Self {
        Self {
            top: 1,
            ..Self::new(pattern, limit)
        }
    }

    /// Lowers the limit for the rest of the text.
    pub fn tighten(&mut self, limit: usize) {
        self.limit = self.limit.min(limit);
    }

    /// Takes the next character of the text. Returns the edits of the best place that ends with
    /// this character, if they are within the limit.
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

/// Whether at most `limit` edits turn one text into the other.
pub(super) fn is_within(a: &str, b: &str, limit: usize) -> bool {
    let chars: Vec<char> = a.chars().collect();
    let Some(pattern) = Pattern::new(&chars) else {
        return b.chars().count() <= limit;
    };
    let mut scan = Scan::anchored(&pattern, limit);
    let last = b.chars().map(|c| scan.step(c)).last();
    last.map_or(chars.len() <= limit, |edits| edits.is_some())
}

/// Computes a block of the next column from the difference at its upper end. Returns the difference
/// at its lower end.
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

    /// The distances by definition, cell by cell.
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
    fn an_empty_text_is_not_a_pattern() {
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
            // The pattern, changed a little, with something around it.
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
