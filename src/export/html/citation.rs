//! A citation below its event: the source, the quote, and what was found.

use std::io::{self, Write};

use super::escape::{Lang, Text};
use super::frame::tone;
use super::links::Found;
use crate::anchor::{Difference, Limit, Side, State};
use crate::timeline::{Event, Stance, Verdict};

/// Writes a citation of an event.
pub fn write(
    out: &mut dyn Write,
    event: &Event,
    found: &Found<'_>,
    verdict: Verdict,
    language: Option<&str>,
) -> io::Result<()> {
    let (citation, anchor) = (found.citation, &found.anchor);
    write!(
        out,
        "<li>\n<p class=\"cite\"><span class=\"{}\" aria-hidden=\"true\">{}</span> \
         <a href=\"#{}\"><bdi>{}</bdi>{}</a>",
        tone(verdict),
        verdict.sign(),
        found.target(),
        Text(found.source.title()),
        paragraphs(found)
    )?;
    write!(
        out,
        " <span class=\"state {}\">{}</span>",
        tone(Verdict::of_state(anchor.state)),
        state(found)
    )?;
    match citation.stance {
        Stance::Supports => write!(out, " <span class=\"stance\">supports</span>")?,
        Stance::Contradicts => write!(out, " <span class=\"stance bad\">contradicts</span>")?,
    }
    if let Some(date) = &citation.date {
        write!(
            out,
            " <span class=\"dated\">dates it {}</span>",
            Text(&date.words())
        )?;
    }
    if let Some(url) = found.address() {
        write!(
            out,
            " <a class=\"web\" href=\"{}\" rel=\"noopener noreferrer\" target=\"_blank\">on the web</a>",
            Text(&url)
        )?;
    }
    writeln!(out, "</p>")?;
    let language = Lang::new(language);
    let quote = citation.quote.as_deref();
    if let Some(quote) = quote {
        writeln!(
            out,
            "<blockquote dir=\"auto\"{language}><p>“{}”</p></blockquote>",
            Text(quote)
        )?;
    }
    let difference = quote.zip(found.cited);
    let difference = difference.and_then(|(quote, document)| anchor.difference(quote, document));
    if let Some((.., difference)) = difference {
        let label = match anchor.state {
            State::Missing => "Compared with the most similar passage",
            _ => "What differs",
        };
        write!(
            out,
            "<p class=\"differs\"><b>{label}</b> <span dir=\"auto\"{language}>"
        )?;
        write_difference(out, &difference.brief())?;
        writeln!(out, "</span></p>")?;
    }
    for remark in remarks(found) {
        writeln!(out, "<p class=\"remark\">{}</p>", Text(&remark))?;
    }
    for cue in event.cues(citation, anchor) {
        let words = cue.words();
        writeln!(
            out,
            "<p class=\"remark doubt\"><b>Caution</b> {}</p>",
            Text(&words)
        )?;
    }
    writeln!(out, "</li>")
}

/// Returns the numbers of the paragraphs that the quote is or may be in, with the space before them.
fn paragraphs(found: &Found<'_>) -> String {
    let mut numbers: Vec<String> = found
        .paragraphs()
        .iter()
        .map(|number| format!("¶{number}"))
        .collect();
    if let Some(at) = &found.anchor.at {
        numbers = vec![Text(&at.to_string()).to_string()];
    }
    let given = found
        .citation
        .place(None, "¶")
        .filter(|_| numbers.is_empty());
    numbers.extend(given.map(|place| Text(&place).to_string()));
    if numbers.is_empty() {
        String::new()
    } else {
        format!(" <span class=\"number\">{}</span>", numbers.join(", "))
    }
}

/// Returns the state of a quote: in one word where it is verified, else what is the matter.
fn state(found: &Found<'_>) -> &'static str {
    match found.anchor.state {
        State::NoSource => "no text to look in",
        state if state.is_verified() => state.name(),
        state => state.words(),
    }
}

/// Returns what else there is to say about a citation, a sentence each.
fn remarks(found: &Found<'_>) -> Vec<String> {
    let (citation, anchor) = (found.citation, &found.anchor);
    let mut remarks = Vec::new();
    remarks.extend(found.edition.iter().map(|words| format!("{words}.")));
    if let Some(moved) = anchor.moved() {
        remarks.push(format!("Moved {}.", moved.words()));
    }
    if let Some((number, count)) = found.beyond() {
        remarks.push(format!("There is no ¶{number}: the source has {count}."));
    }
    if anchor.more > 0 {
        remarks.push(format!("It may be in {} more paragraphs.", anchor.more));
    }
    remarks.extend(anchor.exceeds.map(|limit| match limit {
        Limit::Pieces => format!("The quote has more than {} pieces.", Limit::PIECES),
        Limit::Characters => format!("The quote has more than {} characters.", Limit::CHARACTERS),
    }));
    let quote = citation
        .quote
        .as_deref()
        .filter(|_| anchor.state.is_doubtful());
    let elsewhere = quote.zip(found.cited);
    if let Some(found) = elsewhere.and_then(|(quote, document)| document.elsewhere(quote)) {
        let (line, why) = (found.line, found.why.words());
        remarks.push(format!(
            "Line {line} of the file has it {why}, which is not read."
        ));
    }
    remarks
}

/// Writes the words of the quote and those of the source. Their signs are for screen readers, and for copies.
fn write_difference(out: &mut dyn Write, difference: &Difference) -> io::Result<()> {
    for (side, text) in difference.parts() {
        let element = match side {
            Side::Both => {
                write!(out, "{}", Text(text))?;
                continue;
            }
            Side::Quote => "del",
            Side::Source => "ins",
        };
        let (left, right) = side.signs();
        write!(
            out,
            "<{element}><span class=\"unseen\">{left}</span>{}<span class=\"unseen\">{right}</span></{element}>",
            Text(text)
        )?;
    }
    Ok(())
}
