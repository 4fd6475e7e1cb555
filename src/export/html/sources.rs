//! The sources that the events cite, with numbered paragraphs.

use std::io::{self, Write};

use super::escape::{Lang, Target, Text};
use super::frame::{counted, tone};
use super::page::Page;
use super::passage;
use super::survey::{Cited, Link};
use crate::document::Document;
use crate::export::skipped::{Part, Skipped};
use crate::text::web;
use crate::timeline::{Source, SourceId, Stance};

/// A source with more bytes of text is not shown whole, but only what is cited of it, with so many paragraphs on
/// either side.
const WHOLE: usize = 200_000;
const NEIGHBOURS: usize = 3;

/// A list has at most so many paragraphs, since a large page is laid out list by list.
const LISTED: usize = 40;

/// So many links back from one place are always in sight; more are folded away.
const LINKS: usize = 6;

/// Writes the sources, and counts the paragraphs that it leaves out.
pub fn write(out: &mut dyn Write, page: &Page<'_>, skipped: &mut Skipped) -> io::Result<()> {
    if page.survey.sources.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section id=\"sources\" tabindex=\"0\" aria-labelledby=\"sources-title\">\n\
         <h2 class=\"unseen\" id=\"sources-title\">Sources</h2>"
    )?;
    for (id, cited) in &page.survey.sources {
        if let Some(source) = page.timeline.source(*id) {
            write_source(out, page, (*id, source), cited, skipped)?;
        }
    }
    writeln!(out, "</section>")
}

fn write_source(
    out: &mut dyn Write,
    page: &Page<'_>,
    (id, source): (SourceId, &Source),
    cited: &Cited,
    skipped: &mut Skipped,
) -> io::Result<()> {
    let language = Lang::new(page.timeline.language_of(id));
    writeln!(
        out,
        "<article class=\"source\" id=\"{}\" tabindex=\"-1\">\n<h3 dir=\"auto\"{language}>{}</h3>",
        Target::Source(source.slug()),
        Text(source.title())
    )?;
    let imprint = source.imprint();
    if !imprint.is_empty() {
        writeln!(
            out,
            "<p class=\"imprint\" dir=\"auto\">{}</p>",
            Text(&imprint)
        )?;
    }
    write_addresses(out, source)?;
    if let Some(links) = cited.links.get(&None) {
        write_links(out, page, links)?;
    }
    match source.document() {
        Ok(document) => {
            for warning in document.warnings() {
                writeln!(out, "<p class=\"remark\">{}</p>", Text(warning))?;
            }
            let begin = format!("<ol class=\"paragraphs\"{language}>");
            writeln!(out, "{begin}")?;
            write_text(out, page, (source, document, &begin), cited, skipped)?;
            writeln!(out, "</ol>")?;
        }
        Err(why) => writeln!(
            out,
            "<p class=\"remark\">No text: {}.</p>",
            Text(why.words())
        )?,
    }
    writeln!(out, "</article>")
}

fn write_addresses(out: &mut dyn Write, source: &Source) -> io::Result<()> {
    let archived = source.archive_url.as_deref();
    for (url, name) in [(source.page(), ""), (archived, "archived: ")] {
        let Some(url) = url else { continue };
        if web::is_address(url) {
            writeln!(
                out,
                "<p class=\"address\">{name}<a href=\"{0}\" rel=\"noopener noreferrer\" target=\"_blank\">{0}</a></p>",
                Text(url)
            )?;
        } else {
            writeln!(out, "<p class=\"address\">{name}{}</p>", Text(url))?;
        }
    }
    if let Some(date) = &source.retrieved {
        writeln!(
            out,
            "<p class=\"address\">retrieved {}</p>",
            Text(&date.words())
        )?;
    }
    Ok(())
}

fn write_text(
    out: &mut dyn Write,
    page: &Page<'_>,
    (source, document, begin): (&Source, &Document, &str),
    cited: &Cited,
    skipped: &mut Skipped,
) -> io::Result<()> {
    let is_whole = source.text_len() <= WHOLE;
    let count = document.paragraphs().len();
    let (mut written, mut left_out) = (0_usize, 0_usize);
    for (text, number) in document.paragraphs().iter().zip(1..) {
        let is_shown = is_whole || cited.is_near(number, NEIGHBOURS);
        if !is_shown {
            left_out = left_out.saturating_add(1);
        }
        if left_out > 0 && (is_shown || number == count) {
            let paragraphs = counted(left_out, "paragraph");
            writeln!(out, "<li class=\"gap\">{paragraphs} left out</li>")?;
            skipped.skip(Part::Paragraph, left_out);
            left_out = 0;
        }
        if is_shown {
            write_paragraph(out, page, (source, document, number), text, cited)?;
            written = written.saturating_add(1);
            if written % LISTED == 0 && number < count {
                writeln!(out, "</ol>\n{begin}")?;
            }
        }
    }
    Ok(())
}

fn write_paragraph(
    out: &mut dyn Write,
    page: &Page<'_>,
    (source, document, number): (&Source, &Document, usize),
    text: &str,
    cited: &Cited,
) -> io::Result<()> {
    let links = cited.links.get(&Some(number));
    let is_heading = document.is_heading(number);
    let classes = [(links.is_some(), " cited"), (is_heading, " heading")];
    let classes = classes.iter().filter(|(is, _)| *is);
    let classes: String = classes.map(|(_, class)| *class).collect();
    write!(
        out,
        "<li class=\"passage{classes}\" id=\"{}\" value=\"{number}\" tabindex=\"-1\"><p dir=\"auto\">",
        Target::Paragraph(source.slug(), number)
    )?;
    let marks = cited.marks.get(&number).map_or(&[][..], Vec::as_slice);
    passage::write(out, text, source.slug(), marks)?;
    writeln!(out, "</p>")?;
    if let Some(links) = links {
        write_links(out, page, links)?;
    }
    writeln!(out, "</li>")
}

/// Writes the links back to the events that cite something.
fn write_links(out: &mut dyn Write, page: &Page<'_>, links: &[Link]) -> io::Result<()> {
    let is_long = links.len() > LINKS;
    if is_long {
        let events = counted(links.len(), "event");
        writeln!(out, "<details><summary>Cited by {events}</summary>")?;
    }
    writeln!(out, "<ul class=\"back\" aria-label=\"Cited by\">")?;
    for link in links {
        let Some(event) = page.survey.event(*link) else {
            continue;
        };
        let stance = match link.stance {
            Stance::Supports => "",
            Stance::Contradicts => " <b class=\"bad\">contradicts</b>",
        };
        writeln!(
            out,
            "<li><span class=\"{}\" aria-hidden=\"true\">{}</span> \
             <a href=\"#{}\"><bdi>{}</bdi></a>{stance} <small>{}</small></li>",
            tone(link.verdict),
            link.verdict.sign(),
            Target::Event(&event.slug),
            Text(&event.title),
            Text(&event.when)
        )?;
    }
    writeln!(out, "</ul>")?;
    if is_long {
        writeln!(out, "</details>")?;
    }
    Ok(())
}
