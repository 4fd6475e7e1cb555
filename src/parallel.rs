//! Work on several threads, whose results come in the order of the work.

use std::collections::VecDeque;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The number of pieces, per thread, that may be begun or done before their turn. Threads rarely wait for a
/// slow piece, and few results are in memory.
const AHEAD: usize = 8;

/// Returns the number of processors that the program may use.
pub fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does two things at once, or if they are small, one after the other.
pub fn both<A: Send, B>(
    are_large: bool,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if !are_large || processors() == 1 {
        return (one(), other());
    }
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|why| resume_unwind(why)), other)
    })
}

/// Does the pieces of some work on several threads. `work` passes on any number of results of a piece;
/// `take` gets those of all pieces in order, on the thread of the caller, which also asks for the pieces.
///
/// # Errors
/// The first error of `take`. Nothing is taken after it, and no more pieces are asked for.
pub fn in_order<P: Send, R: Send, E>(
    threads: usize,
    mut pieces: impl Iterator<Item = P>,
    work: impl Fn(P, &mut dyn FnMut(R)) + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let first: Vec<P> = pieces.by_ref().take(threads).collect();
    let threads = first.len();
    let mut pieces = first.into_iter().chain(pieces);
    if threads <= 1 {
        return pieces.try_for_each(|piece| {
            let mut taken = Ok(());
            work(piece, &mut |result| {
                if taken.is_ok() {
                    taken = take(result);
                }
            });
            taken
        });
    }
    let (offer, offered) = mpsc::channel();
    let offered = Mutex::new(offered);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work_on(&offered, &work));
        }
        // Each piece has a channel of its own, so that its results wait there for their turn. Dropping
        // `offer` at the end lets the threads end.
        let mut begun = pieces.map(move |piece| {
            let (send, results) = mpsc::channel();
            // It cannot fail, since the receiver outlives the threads.
            let _ = offer.send((piece, send));
            results
        });
        let most = threads.saturating_mul(AHEAD);
        let mut waiting: VecDeque<Receiver<Option<R>>> = begun.by_ref().take(most).collect();
        while let Some(results) = waiting.pop_front() {
            loop {
                match results.recv() {
                    Ok(Some(result)) => take(result)?,
                    Ok(None) => break,
                    // The thread panicked, and so does the scope once the others have ended.
                    Err(_) => return Ok(()),
                }
            }
            waiting.extend(begun.next());
        }
        Ok(())
    })
}

/// A piece of work, and where its results go. `None` follows the last one.
type Offer<P, R> = (P, Sender<Option<R>>);

/// Works on pieces until there are no more.
fn work_on<P, R>(offered: &Mutex<Receiver<Offer<P, R>>>, work: &impl Fn(P, &mut dyn FnMut(R))) {
    let next = || {
        let offered = offered.lock().unwrap_or_else(PoisonError::into_inner);
        offered.recv().ok()
    };
    while let Some((piece, results)) = next() {
        // Sending fails after an error, when nobody takes results any more.
        work(piece, &mut |result| {
            let _ = results.send(Some(result));
        });
        let _ = results.send(None);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Passes on each piece as many times as it says.
    fn repeat(piece: usize, pass: &mut dyn FnMut(usize)) {
        (0..piece).for_each(|_| pass(piece));
    }

    #[test]
    fn results_come_in_the_order_of_the_pieces() {
        for count in [0, 1, 2, 5, 500] {
            let pieces = || (0..count).map(|number| number % 4);
            let expected: Vec<usize> = pieces().flat_map(|n| [n].repeat(n)).collect();
            for threads in [0, 1, 2, 7] {
                let mut taken = Vec::new();
                let done: Result<(), ()> = in_order(threads.max(1), pieces(), repeat, |result| {
                    taken.push(result);
                    Ok(())
                });
                assert_eq!((done, &taken), (Ok(()), &expected), "{count} {threads}");
            }
        }
    }

    #[test]
    fn pieces_are_worked_on_at_the_same_time() {
        let together = Barrier::new(3);
        let done: Result<(), ()> = in_order(
            3,
            0..3,
            |_, pass| {
                together.wait();
                pass(());
            },
            Ok,
        );
        assert_eq!(done, Ok(()));
    }

    #[test]
    fn few_results_wait_for_a_slow_piece() {
        for threads in [1, 2, 7] {
            let (asked, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let pieces = (0..1000).inspect(|_| {
                let ahead = asked.fetch_add(1, Ordering::Relaxed) - taken.load(Ordering::Relaxed);
                assert!(ahead <= threads * AHEAD, "{threads}: {ahead}");
            });
            let done: Result<(), ()> = in_order(
                threads,
                pieces,
                |piece, pass| pass(piece),
                |_| {
                    taken.fetch_add(1, Ordering::Relaxed);
                    Ok(())
                },
            );
            assert_eq!(done, Ok(()));
        }
    }

    #[test]
    fn an_error_is_the_last_that_is_taken() {
        for threads in [1, 2, 7] {
            let (mut asked, mut taken) = (0, Vec::new());
            let pieces = (0..1000).inspect(|_| asked += 1);
            let take = |result| {
                taken.push(result);
                if result == 3 { Err("three") } else { Ok(()) }
            };
            let done = in_order(threads, pieces, repeat, take);
            assert_eq!((done, &*taken), (Err("three"), &[1, 2, 2, 3][..]));
            assert!(asked < 100, "{threads}: {asked}");
        }
    }

    #[test]
    fn a_panic_ends_all_threads() {
        for threads in [1, 2, 7] {
            let run = || {
                let work = |piece: usize, pass: &mut dyn FnMut(usize)| {
                    assert_ne!(piece % 10, 9, "as intended");
                    pass(piece);
                };
                in_order(threads, 0..1000, work, |_| Ok::<(), ()>(()))
            };
            assert!(std::panic::catch_unwind(run).is_err(), "{threads}");
        }
    }
}
