//! A Markdown table: date, event, actors, sources.

use std::io::{self, Write};

use crate::timeline::{EventId, Timeline};

pub fn write(out: &mut dyn Write, timeline: &Timeline, ids: &[EventId]) -> io::Result<()> {
    writeln!(out, "| Date | Event | Actors | Source |")?;
    writeln!(out, "| --- | --- | --- | --- |")?;
    for event in ids.iter().filter_map(|id| timeline.event(*id)) {
        let actors = event.actors.iter().filter_map(|p| timeline.actor(p.actor));
        let actors: Vec<String> = actors.map(|actor| escape(&actor.name)).collect();
        let citations = event.citations.iter().filter_map(|citation| {
            let source = timeline.source(citation.source)?;
            let paragraph = timeline.anchor(citation).paragraph().or(citation.paragraph);
            let paragraph = paragraph.map_or(String::new(), |number| format!(" ¶{number}"));
            let title = escape(&source.title);
            Some(match &source.url {
                Some(url) => format!("[{title}](<{}>){paragraph}", url.replace(['<', '>'], "")),
                None => format!("{title}{paragraph}"),
            })
        });
        let citations: Vec<String> = citations.collect();
        writeln!(
            out,
            "| {} | {} | {} | {} |",
            escape(&event.when.words()),
            escape(&event.title),
            actors.join(", "),
            citations.join("; ")
        )?;
    }
    Ok(())
}

/// Keeps text from being read as markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>|#~".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
