//! Puts what is said into paragraphs.

use super::sentence::ends_sentence;
use super::speakers::Line;
use crate::document::edition::EditionWriter;

/// The pause after a sentence that ends a paragraph, in milliseconds.
const PAUSE: u64 = 3_000;

/// How long a paragraph lasts before the next sentence begins a new one, in milliseconds.
const LONG: u64 = 60_000;

/// How many bytes a paragraph has before the next sentence begins a new one.
const MANY: usize = 600;

/// The pause that ends a long paragraph where no sentences end, in milliseconds.
const BREATH: u64 = 1_000;

/// How long a paragraph may last at most, in milliseconds.
const LONGEST: u64 = 600_000;

/// Writes the body of an edition: a line per cue, and a paragraph per speaker, shorter ones where somebody speaks long.
pub(super) fn write(lines: Vec<Line>) -> String {
    let mut paragraphs = Paragraphs::default();
    for line in lines {
        paragraphs.add(line);
    }
    paragraphs.writer.finish()
}

#[derive(Default)]
struct Paragraphs {
    writer: EditionWriter,
    /// Who speaks.
    speaker: Option<String>,
    /// The paragraph that is open.
    open: Option<Open>,
}

struct Open {
    start: u64,
    /// When its last cue ends.
    end: u64,
    bytes: usize,
    /// Whether its text ends with a sentence.
    ended: bool,
}

impl Paragraphs {
    fn add(&mut self, line: Line) {
        if line.text.is_empty() && line.name.is_none() {
            if let Some(open) = &mut self.open {
                open.end = line.end;
            }
            return;
        }
        let changed = line.turn || line.name.is_some() && line.name != self.speaker;
        if changed {
            self.speaker = line.name;
        }
        if changed
            || self
                .open
                .as_ref()
                .is_some_and(|open| open.is_over(line.start))
        {
            self.writer.end_paragraph();
            self.open = None;
        }
        let seconds = u32::try_from(line.start / 1000).unwrap_or(u32::MAX);
        match (&self.open, &self.speaker) {
            (None, Some(name)) => self
                .writer
                .cue(seconds, format!("{name}: {}", line.text).trim_end()),
            _ => self.writer.cue(seconds, &line.text),
        }
        let before = self.open.take();
        self.open = Some(Open {
            start: before.as_ref().map_or(line.start, |open| open.start),
            end: line.end,
            bytes: before.map_or(0, |open| open.bytes) + line.text.len(),
            ended: ends_sentence(&line.text),
        });
    }
}

impl Open {
    /// Returns whether a cue that starts at a time begins another paragraph, even if nobody else speaks.
    fn is_over(&self, start: u64) -> bool {
        let lasted = start.saturating_sub(self.start);
        let pause = start.saturating_sub(self.end);
        if self.ended {
            pause > PAUSE || lasted > LONG || self.bytes > MANY
        } else {
            lasted > LONGEST || pause > BREATH && lasted > LONG
        }
    }
}
