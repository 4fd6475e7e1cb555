//! What stands around the events and the sources: the head, the title, the filter and the end of the page.

use std::io::{self, Write};

use anyhow::Result;
use sha2::{Digest, Sha256};

use super::escape::{Lang, Text};
use super::page::Page;
use crate::timeline::{Actor, ActorId, Facet, Head, Key, Verdict};

const STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/frame.css"),
    include_str!("style/events.css"),
    include_str!("style/sources.css"),
    include_str!("style/layout.css"),
    include_str!("style/print.css"),
);
const SCRIPT: &str = include_str!("script.js");

/// The language of what the program itself says.
const OWN_LANGUAGE: &str = "en";

/// Returns the language of the events, unless it is that of the page.
pub fn language(timeline: &Head) -> Lang<'_> {
    foreign(timeline.language())
}

/// Returns a language, unless it is that of the page.
pub fn foreign(language: Option<&str>) -> Lang<'_> {
    Lang(language.filter(|language| *language != OWN_LANGUAGE))
}

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
    let language = language(page.timeline);
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
    writeln!(out, "</header>")?;
    write_filter(out, page)
}

/// Writes how many events there are, and how many of each verdict.
fn write_tally(out: &mut dyn Write, page: &Page<'_>) -> io::Result<()> {
    let (kept, all) = (page.selection.len(), page.timeline.len());
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

/// Writes the filter, which only the script shows.
fn write_filter(out: &mut dyn Write, page: &Page<'_>) -> Result<()> {
    let beside = match page.survey.sources.len() {
        0 => "",
        _ => " class=\"beside\"",
    };
    writeln!(
        out,
        "<main{beside}>\n<section id=\"timeline\" tabindex=\"-1\" aria-labelledby=\"timeline-title\">\n\
         <h2 class=\"unseen\" id=\"timeline-title\">Timeline</h2>\n\
         <form id=\"filter\" role=\"search\" hidden>\n\
         <label><span class=\"unseen\">Search the events</span>\
         <input type=\"search\" name=\"q\" placeholder=\"Search\" autocomplete=\"off\" spellcheck=\"false\"></label>"
    )?;
    let counts = page.timeline.counts(page.selection, Facet::Actor)?;
    let actors = counts.into_iter().filter_map(|(key, count)| match key {
        Key::Actor(id) => Some((id, count)),
        _ => None,
    });
    let mut actors: Vec<(ActorId, usize)> = actors.collect();
    actors.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    begin_choice(out, ["actor", "Actor", "All actors"])?;
    for (id, count) in actors {
        let Some(actor) = page.timeline.actor(id) else {
            continue;
        };
        // The script follows these groups, so that an actor keeps the events of its members.
        let groups = actor.member_of.iter();
        let groups = groups.filter_map(|group| page.timeline.actor(*group));
        let groups: Vec<&str> = groups.map(Actor::slug).collect();
        writeln!(
            out,
            "<option value=\"{}\" data-groups=\"{}\">{} ({count})</option>",
            Text(actor.slug()),
            Text(&serde_json::to_string(&groups)?),
            Text(actor.name())
        )?;
    }
    writeln!(out, "</select></label>")?;
    begin_choice(out, ["verdict", "Verdict", "All verdicts"])?;
    for (verdict, count) in &page.survey.verdicts {
        let (name, sign) = (verdict.name(), verdict.sign());
        writeln!(
            out,
            "<option value=\"{name}\">{sign} {name} ({count})</option>"
        )?;
    }
    writeln!(
        out,
        "</select></label>\n\
         <button type=\"reset\">Show all</button>\n\
         <p class=\"count\"><span role=\"status\" aria-live=\"polite\"></span><span class=\"paper\"></span></p>\n</form>"
    )?;
    Ok(())
}

/// Begins a list of choices, of which the first keeps all events.
fn begin_choice(out: &mut dyn Write, [name, label, all]: [&str; 3]) -> io::Result<()> {
    writeln!(
        out,
        "<label><span class=\"unseen\">{label}</span>\
         <select name=\"{name}\"><option value=\"\">{all}</option>"
    )
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
