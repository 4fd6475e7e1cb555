//! The filter of the page, which only its script shows.

use std::cmp::Reverse;
use std::io::{self, Write};

use anyhow::Result;

use super::escape::Text;
use super::page::Page;
use crate::timeline::{Actor, ActorId, Facet, Key};

/// Writes the filter.
pub fn write(out: &mut dyn Write, page: &Page<'_>) -> Result<()> {
    writeln!(
        out,
        "<form id=\"filter\" role=\"search\" hidden>\n\
         <label><span class=\"unseen\">Search the events</span>\
         <input type=\"search\" name=\"q\" placeholder=\"Search\" autocomplete=\"off\" spellcheck=\"false\"></label>"
    )?;
    begin_choice(out, ["actor", "Actor", "All actors"])?;
    write_actors(out, page)?;
    end_choice(out)?;
    begin_choice(out, ["verdict", "Verdict", "All verdicts"])?;
    for (verdict, count) in &page.survey.verdicts {
        let (name, sign) = (verdict.name(), verdict.sign());
        writeln!(
            out,
            "<option value=\"{name}\">{sign} {name} ({count})</option>"
        )?;
    }
    end_choice(out)?;
    writeln!(
        out,
        "<button type=\"reset\">Show all</button>\n\
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

fn end_choice(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</select></label>")
}

/// Writes the actors as choices, those of most events first. Each names the groups that it belongs to directly. The
/// script follows them, so that a group keeps the events of its members.
fn write_actors(out: &mut dyn Write, page: &Page<'_>) -> Result<()> {
    let counts = page.timeline.counts(page.selection, Facet::Actor)?;
    let actors = counts.into_iter().filter_map(|(key, count)| match key {
        Key::Actor(id) => Some((id, count)),
        _ => None,
    });
    let mut actors: Vec<(ActorId, usize)> = actors.collect();
    actors.sort_by_key(|(id, count)| (Reverse(*count), *id));
    for (id, count) in actors {
        let Some(actor) = page.timeline.actor(id) else {
            continue;
        };
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
    Ok(())
}
