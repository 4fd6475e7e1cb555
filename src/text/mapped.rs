//! A text made from another one, with a map back to the original.

use std::cell::RefCell;
use std::ops::Range;
use std::thread::LocalKey;

/// A text made from another one, cluster by cluster. A cluster is a character with its marks, or
/// several characters that become one. Offsets are in bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapped {
    /// The text that was made.
    pub text: Box<str>,
    /// The clusters that changed their length. Between them, offsets in both texts advance
    /// together.
    changes: Box<[Change]>,
}

/// A cluster that did not become one character of the same length. There is no map back beyond 4
/// GB.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    text: Range<u32>,
    source: Range<u32>,
}

/// A text that is being made.
struct Draft {
    text: String,
    changes: Vec<Change>,
}

impl Draft {
    /// Records a cluster that ends at `end` and became the text from `start` on, if it changed.
    fn note<P: Policy>(&mut self, cluster: &str, start: usize, end: usize) {
        let made = &self.text[start..];
        let is_single = |text: &str| text.chars().nth(1).is_none();
        let same = made.len() == cluster.len()
            && (!P::WHOLE && made == cluster || is_single(made) && is_single(cluster));
        if !same {
            self.changes.push(Change {
                text: offset(start)..offset(self.text.len()),
                source: offset(end.saturating_sub(cluster.len()))..offset(end),
            });
        }
    }
}

/// How a text is made.
pub(super) trait Policy {
    /// Whether ASCII letters become lower case.
    const LOWER: bool;
    /// Whether a range in an unchanged cluster of several characters maps back to the whole
    /// cluster.
    const WHOLE: bool;

    /// Returns the number of bytes at the beginning of a text that stay the same, apart from case.
    /// They must be ASCII.
    fn plain_len(text: &str) -> usize;

    /// Returns the length of the first cluster of a text.
    fn cluster_len(text: &str) -> usize;

    /// Appends what a cluster becomes. `rest` is the original text from the cluster on.
    fn push(cluster: &str, rest: &str, memo: &mut Memo, text: &mut String);

    fn memo() -> &'static LocalKey<RefCell<Memo>>;
}

impl Mapped {
    pub(super) fn new<P: Policy>(source: &str) -> Self {
        P::memo().with_borrow_mut(|memo| {
            let mut made = Draft {
                text: String::with_capacity(source.len()),
                changes: Vec::new(),
            };
            let mut rest = source;
            while !rest.is_empty() {
                let start = made.text.len();
                let (plain, after) = rest.split_at(P::plain_len(rest));
                if plain.is_empty() {
                    let (cluster, after) = rest.split_at(P::cluster_len(rest));
                    P::push(cluster, rest, memo, &mut made.text);
                    let end = source.len().saturating_sub(after.len());
                    made.note::<P>(cluster, start, end);
                    rest = after;
                } else {
                    made.text.push_str(plain);
                    if P::LOWER {
                        made.text[start..].make_ascii_lowercase();
                    }
                    rest = after;
                }
            }
            Self {
                text: made.text.into(),
                changes: made.changes.into(),
            }
        })
    }

    /// Returns the range of the original that a range of the text came from, extended to whole
    /// clusters. Invisible characters at the ends are not included.
    pub fn source(&self, text: Range<usize>) -> Range<usize> {
        let [from, to] = [text.start, text.end].map(|at| at.min(self.text.len()));
        let before = |is_before: &dyn Fn(&Change) -> bool| {
            let count = self.changes.partition_point(is_before);
            count.checked_sub(1).and_then(|last| self.changes.get(last))
        };
        let start = match before(&|change| at(change.text.start) <= from) {
            Some(change) if from < at(change.text.end) => at(change.source.start),
            change => carried(change, from),
        };
        let end = match before(&|change| at(change.text.start) < to) {
            Some(change) if to < at(change.text.end) => at(change.source.end),
            change => carried(change, to),
        };
        start..end.max(start)
    }

    /// Whether a range of the text begins and ends outside of changed clusters. A part of a
    /// ligature does not.
    pub fn is_whole(&self, text: Range<usize>) -> bool {
        [text.start, text.end].into_iter().all(|end| {
            let before = self
                .changes
                .partition_point(|change| at(change.text.end) <= end);
            let change = self.changes.get(before);
            change.is_none_or(|change| at(change.text.start) >= end)
        })
    }
}

/// Returns the offset in the original of an offset between a change and the next one.
fn carried(change: Option<&Change>, offset: usize) -> usize {
    change.map_or(offset, |change| {
        let beyond = offset.saturating_sub(at(change.text.end));
        at(change.source.end).saturating_add(beyond)
    })
}

fn at(offset: u32) -> usize {
    offset as usize
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A cache of what clusters become. A few clusters make up most of a text, and folding one takes
/// long.
pub(super) struct Memo(Vec<Known>);

/// A cluster and what it became, if both are short.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    cluster: Key,
    made: [u8; 16],
    len: usize,
}

/// Up to 15 bytes and their number. The number tells an empty slot from a cluster of zeros.
type Key = [u8; 16];

impl Memo {
    pub fn new() -> Self {
        Self(vec![Known::default(); 4096])
    }

    /// Appends what a cluster becomes: from the cache, or else with `fold`.
    pub fn fold(&mut self, cluster: &str, text: &mut String, fold: impl FnOnce(&mut String)) {
        let key = key(cluster);
        let slot = key.and_then(|key| self.0.get_mut(slot(key)));
        if let Some(known) = slot.as_deref()
            && Some(known.cluster) == key
            && let Some(Ok(made)) = known.made.get(..known.len).map(str::from_utf8)
        {
            return text.push_str(made);
        }
        let start = text.len();
        fold(text);
        let made = text.as_bytes().get(start..).unwrap_or_default();
        if let (Some(known), Some(key)) = (slot, key)
            && let Some(place) = known.made.get_mut(..made.len())
        {
            place.copy_from_slice(made);
            (known.cluster, known.len) = (key, made.len());
        }
    }
}

fn key(text: &str) -> Option<Key> {
    let mut key = Key::default();
    let (len, bytes) = key.split_last_mut()?;
    bytes
        .get_mut(..text.len())?
        .copy_from_slice(text.as_bytes());
    *len = u8::try_from(text.len()).ok()?;
    Some(key)
}

/// Returns the slot of a key, below 4096.
fn slot(key: Key) -> usize {
    let number = u128::from_le_bytes(key);
    let mixed = (number as u64 ^ (number >> 61) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 52) as usize
}
