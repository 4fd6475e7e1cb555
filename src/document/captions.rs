//! Subtitles and captions to editions: `SubRip` and `WebVTT`, read as forgivingly as players do.
//!
//! A cue becomes a line with its time, and the cues of one speaker a paragraph, so that a sentence over several cues is
//! one text. Rolling captions, where each cue repeats lines of the cue before, are written once.

mod cues;
mod markup;
mod paragraphs;
mod rolling;
mod sentence;
mod speakers;
mod times;

use super::charset;
use super::original::{Extract, Facts, Refusal};

/// Reads captions of either kind.
pub(super) fn read(bytes: &[u8], charset: Option<&str>) -> Result<Extract, Refusal> {
    let mut notes = Vec::new();
    let text = charset::text(bytes, charset, &mut notes);
    let captions = cues::read(&text);
    if captions.cues.is_empty() {
        return Err("it has no line with two times".into());
    }
    let facts = Facts {
        title: captions.title,
        language: captions.language,
        ..Facts::default()
    };
    let cues = rolling::unroll(captions.cues);
    let body = paragraphs::write(speakers::lines(&cues));
    Ok(Extract { body, facts, notes })
}

#[cfg(test)]
mod tests;
