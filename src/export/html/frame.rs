//! What stands around the events and the sources: the head, the title and the end of the page.

use std::io::{self, Write};

use anyhow::Result;
use sha2::{Digest, Sha256};

use super::escape::{Lang, OWN_LANGUAGE, Text};
use super::filter;
use super::page::Page;
use crate::timeline::Verdict;

const STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/frame.css"),
    include_str!("style/events.css"),
    include_str!("style/sources.css"),
    include_str!("style/layout.css"),
    include_str!("style/print.css"),
);
const SCRIPT: &str = include_str!("script.js");

/// A selection of more events is laid out only where it is in sight.
const MANY: usize = 200;

/// Writes everything up to the events.
pub fn write_top(out: &mut dyn Write, page: &Page<'_>) -> Result<()> {
    let title = match page.timeline.title() {
        "" => "Timeline",
        title => title,
    };
    let many = page.selection.len() > MANY;
    // The policy allows this style and this script by their hashes, and nothing else: no request, no other code.
    writeln!(
        out,
        "<!DOCTYPE html>\n\
         <html lang=\"{OWN_LANGUAGE}\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
         script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"annals\">\n\
         <title>{}</title>\n\
         <style>{STYLE}</style>\n\
         </head>\n\
         <body{}>\n\
         <a class=\"skip\" href=\"#timeline\">Skip to the timeline</a>",
        hash(STYLE),
        hash(SCRIPT),
        Text(title),
        if many { " class=\"many\"" } else { "" },
    )?;
    let language = Lang::new(page.timeline.language());
    writeln!(
        out,
        "<header>\n<h1 dir=\"auto\"{language}>{}</h1>",
        Text(title)
    )?;
    if let Some(summary) = page.timeline.summary() {
        writeln!(
            out,
            "<p class=\"lead\" dir=\"auto\"{language}>{}</p>",
            Text(summary)
        )?;
    }
    write_tally(out, page)?;
    if page.strips.iter().all(|strip| !strip.is_empty()) {
        writeln!(out, "<nav aria-label=\"Dates\">")?;
        page.strips.iter().try_for_each(|strip| strip.write(out))?;
        writeln!(out, "</nav>")?;
    }
    let beside = match page.survey.sources.len() {
        0 => "",
        _ => " class=\"beside\"",
    };
    writeln!(
        out,
        "</header>\n<main{beside}>\n\
         <section id=\"timeline\" tabindex=\"-1\" aria-labelledby=\"timeline-title\">\n\
         <h2 class=\"unseen\" id=\"timeline-title\">Timeline</h2>"
    )?;
    filter::write(out, page)
}

/// Writes how many events there are, and how many of each verdict.
fn write_tally(out: &mut dyn Write, page: &Page<'_>) -> io::Result<()> {
    let (kept, all) = (page.selection.len(), page.all);
    let events = if kept == all {
        counted(all, "event")
    } else {
        format!("{kept} of {}", counted(all, "event"))
    };
    let sources = match page.survey.sources.len() {
        0 => String::new(),
        number => format!(" from {}", counted(number, "source")),
    };
    writeln!(out, "<ul class=\"tally\">\n<li>{events}{sources}</li>")?;
    for (verdict, count) in &page.survey.verdicts {
        let (tone, sign, name) = (tone(*verdict), verdict.sign(), verdict.name());
        writeln!(
            out,
            "<li>{count} <b class=\"{tone}\"><span aria-hidden=\"true\">{sign}</span> {name}</b></li>"
        )?;
    }
    writeln!(out, "</ul>")
}

/// Returns a number with a noun.
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Returns the class of a verdict's colour.
pub fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verified => "good",
        Verdict::Unproven => "dim",
        Verdict::Differs | Verdict::Cut => "doubt",
        Verdict::Conflict | Verdict::Broken => "bad",
    }
}

/// Writes what the signs mean, and the script.
pub fn write_end(out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<footer>\n<h2>Verdicts</h2>\n\
         <p>The verdict of an event is the worst of its citations.</p>\n<dl>"
    )?;
    for verdict in Verdict::ALL {
        writeln!(
            out,
            "<div><dt><b class=\"{}\"><span aria-hidden=\"true\">{}</span> {}</b></dt><dd>{}</dd></div>",
            tone(*verdict),
            verdict.sign(),
            verdict.name(),
            Text(verdict.words())
        )?;
    }
    writeln!(
        out,
        "</dl>\n<p>Made with annals, which looks for every quote in its source.</p>\n\
         </footer>\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>"
    )
}

/// Returns the SHA-256 of a text in Base64, as a policy names it.
fn hash(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

/// Returns bytes in Base64 with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let three = chunk.iter().chain(&[0, 0]).take(3);
        let bits = three.fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        for digit in 0..4_usize {
            let shift = 18_usize.saturating_sub(digit.saturating_mul(6));
            let value = (bits >> shift & 63) as usize;
            let letter = DIGITS.get(value).filter(|_| digit <= chunk.len());
            text.push(letter.map_or('=', |letter| char::from(*letter)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
        assert_eq!(hash("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn style_and_script_end_where_their_elements_do() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }
}
