//! Scans event data: what ordering, filtering and counting need of plain records, without making events of
//! them. The parts of a file are scanned by all processors, and put together in their order.

mod moment;
mod scanned;
mod scanner;
#[cfg(test)]
mod tests;
mod turns;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use super::body::Body;
use crate::text::distinct::NameHasher;
pub use scanned::{Facts, Layout, Row, Scanned, Sizes, Words};
use scanner::Scanner;
use turns::Turns;

/// So many parts, per thread, are scanned before their turn.
const AHEAD: usize = 4;

/// Scans a text, and passes its parts on in their order. `hasher` hashes ids.
///
/// A part is the records that begin in so many bytes. Where the first of them begins is only known once the part
/// before is scanned, since a record can have line breaks; so it is assumed to begin with the first line, and the
/// part is scanned again if it did not.
pub fn scan(
    body: &Body,
    layout: Layout<'_>,
    hasher: &NameHasher,
    sizes: Sizes,
    mut take: impl FnMut(Scanned),
) {
    let start = match layout {
        Layout::Lines => 0,
        Layout::Table(header) => header.end(),
    };
    let bytes = body.len().saturating_sub(start);
    let part = |number: usize| {
        let from = start + number * sizes.part;
        from..(from + sizes.part).min(body.len())
    };
    let parts = bytes.div_ceil(sizes.part);
    let threads = sizes.threads.min(parts);
    let scanner = |number| Scanner::new(body, layout, hasher, sizes, number);
    let mut again = scanner(threads);
    let mut next_record = start;
    let mut check = |number: usize, found: Scanned| {
        let end = part(number).end;
        if next_record >= end {
            return take(found.without_records());
        }
        if found.span.start == next_record {
            next_record = found.span.end;
            return take(found);
        }
        take(found.without_records());
        let found = again.scan(next_record..end);
        next_record = found.span.end;
        take(found);
    };
    if threads <= 1 {
        let mut scanner = scanner(0);
        for number in 0..parts {
            check(number, scanner.scan_from(part(number), number == 0));
        }
        return;
    }
    // Few parts wait for their turn, so that they take little memory.
    let (next, turns) = (AtomicUsize::new(0), Turns::new(AHEAD * threads));
    let (send, receive) = channel();
    thread::scope(|scope| {
        for number in 0..threads {
            let (send, mut scanner) = (send.clone(), scanner(number));
            let (next, turns, part) = (&next, &turns, &part);
            scope.spawn(move || {
                let _release = turns.release();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= parts {
                        break;
                    }
                    turns.wait(number);
                    let found = scanner.scan_from(part(number), number == 0);
                    if send.send((number, found)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let _release = turns.release();
        let (mut early, mut expected) = (BTreeMap::new(), 0);
        for (number, found) in receive {
            early.insert(number, found);
            while let Some(found) = early.remove(&expected) {
                check(expected, found);
                expected += 1;
                turns.take(expected);
            }
        }
    });
}
