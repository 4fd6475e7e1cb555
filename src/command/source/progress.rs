//! A line on the terminal that says how far something is.

use std::io::Write;
use std::time::{Duration, Instant};

/// Nothing is shown of what takes less time.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line that is written again and again, and cleared at the end.
pub struct Progress<'a> {
    /// None if nobody watches.
    out: Option<&'a mut dyn Write>,
    what: String,
    start: Instant,
    is_shown: bool,
}

impl<'a> Progress<'a> {
    /// Begins without showing anything. `what` is safe to print; without `is_watched` nothing is shown ever.
    pub fn new(what: String, out: &'a mut dyn Write, is_watched: bool) -> Self {
        Self {
            out: is_watched.then_some(out),
            what,
            start: Instant::now(),
            is_shown: false,
        }
    }

    /// Says that some of all parts are done.
    pub fn tell(&mut self, done: usize, all: usize) {
        if self.start.elapsed() >= PATIENCE {
            self.show(done, all);
        }
    }

    fn show(&mut self, done: usize, all: usize) {
        if let Some(out) = &mut self.out {
            // A terminal that is gone is no reason to stop.
            let _ = write!(out, "\r\u{1b}[K{}: {done} of {all}", self.what);
            let _ = out.flush();
            self.is_shown = true;
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(out) = self.out.as_mut().filter(|_| self.is_shown) {
            let _ = write!(out, "\r\u{1b}[K");
            let _ = out.flush();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_late_and_only_to_people() {
        for (is_watched, is_late, wanted) in [
            (true, true, "\r\u{1b}[Kreading: 2 of 9\r\u{1b}[K"),
            (true, false, ""),
            (false, true, ""),
        ] {
            let mut out = Vec::new();
            let mut progress = Progress::new("reading".to_owned(), &mut out, is_watched);
            progress.tell(1, 9);
            if is_late {
                progress.show(2, 9);
            }
            drop(progress);
            assert_eq!(String::from_utf8(out).expect("text"), wanted);
        }
    }
}
