//! A whole event file in TOML.

use std::collections::HashSet;
use std::io::Write;

use anyhow::Result;

use super::section::{Section, key, quoted};
use super::skipped::{Part, Skipped};
use super::{Ids, Setting, Used};
use crate::date::Date;
use crate::document::{Encoding, Extent, Locator, Rule, clock};
use crate::timeline::{
    Actor, Citation, Event, Kind, Participant, Selection, Source, SourceId, Stance, Status,
    Timeline, When,
};

/// Writes the title, the actors, the sources and the events of a selection.
pub fn write(
    out: &mut dyn Write,
    timeline: &Timeline,
    selection: &Selection,
    setting: &Setting,
) -> Result<Skipped> {
    let used = Used::new(timeline, selection, setting.all)?;
    let mut skipped = Skipped::default();
    let names = Names {
        actors: names("actor", timeline.actors().iter().map(Actor::slug)),
        sources: names("source", timeline.sources().iter().map(Source::slug)),
    };
    let mut head = Section::new("[timeline]");
    head.text("title", Some(timeline.title()).filter(|it| !it.is_empty()));
    head.text("summary", timeline.summary());
    head.text("language", timeline.language());
    head.write_first(out)?;
    for (id, actor) in used.actors() {
        let slug = names.actors.get(id.index()).map_or("", String::as_str);
        skipped.skip(Part::Id, usize::from(slug != actor.slug()));
        let mut section = Section::new(format!("[actors.{}]", key(slug)));
        section.text("name", Some(actor.name()));
        section.text("kind", named(actor.kind, Kind::Other, Kind::name));
        section.list("aliases", actor.aliases.iter().map(|it| quoted(it)));
        let groups = actor.member_of.iter();
        let groups = groups.filter_map(|group| names.actors.get(group.index()));
        section.list("member_of", groups.map(|slug| quoted(slug)));
        section.write(out)?;
    }
    for (id, source) in used.sources() {
        let slug = names.sources.get(id.index()).map_or("", String::as_str);
        skipped.skip(Part::Id, usize::from(slug != source.slug()));
        let mut section = Section::new(format!("[sources.{}]", key(slug)));
        describe(source, setting.text_of(id), &mut section);
        section.write(out)?;
        for (at, edition) in source.editions.iter().enumerate() {
            let mut section = Section::new(format!("[[sources.{}.edition]]", key(slug)));
            section.text("retrieved", Some(edition.retrieved.as_str()));
            section.text("file", setting.edition_of(id, at).or(Some(&edition.file)));
            section.text("sha256", edition.sha256.as_deref());
            section.write(out)?;
        }
    }
    let mut ids = Ids::new("event");
    for id in selection.iter() {
        let event = timeline.read(id?)?;
        let is_taken = |slug: &str| !matches!(timeline.find(slug), Ok(None));
        let instead = ids.instead(&event.slug, is_taken);
        skipped.skip(Part::Id, usize::from(instead.is_some()));
        skipped.skip_faults(&event);
        write_event(out, &event, instead.as_deref(), &names)?;
    }
    Ok(skipped)
}

/// The ids of the actors and sources in the file, by their positions in the timeline.
struct Names {
    actors: Vec<String>,
    sources: Vec<String>,
}

fn names<'a>(noun: &'static str, slugs: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let all: HashSet<&str> = slugs.clone().collect();
    let mut ids = Ids::new(noun);
    slugs
        .map(|slug| {
            let instead = ids.instead(slug, |id| all.contains(id));
            instead.unwrap_or_else(|| slug.to_owned())
        })
        .collect()
}

fn describe(source: &Source, file: Option<&str>, section: &mut Section) {
    section.text("title", Some(source.title()));
    section.text("author", source.author.as_deref());
    section.text("publisher", source.publisher.as_deref());
    section.text("published", source.published.as_ref().map(Date::as_str));
    section.text("url", source.page());
    section.text("archive_url", source.archive_url.as_deref());
    section.text("retrieved", source.retrieved.as_ref().map(Date::as_str));
    section.text("language", source.language.as_deref());
    section.text("file", file);
    section.text("sha256", source.sha256.as_deref());
    section.text("paragraphs", source.paragraphs.map(Rule::name));
    section.text("content", source.content.map(Extent::name));
    let encoding = source.encoding.map(Encoding::name);
    section.text("encoding", encoding.as_deref());
}

fn write_event(
    out: &mut dyn Write,
    event: &Event,
    instead: Option<&str>,
    names: &Names,
) -> Result<()> {
    let mut section = Section::new("[[event]]");
    section.text("id", instead.or(Some(&event.slug)));
    section.text(
        "date",
        match &event.when {
            When::Dated(date) => Some(date.as_str()),
            When::Undated { raw } => Some(raw.as_ref()).filter(|raw: &&str| !raw.is_empty()),
        },
    );
    section.text("title", Some(&event.title));
    section.text("summary", event.summary.as_deref());
    let actors = event.actors.iter();
    section.list("actors", actors.filter_map(|it| participant(it, names)));
    section.text("place", event.place.as_deref());
    section.list("tags", event.tags.iter().map(|tag| quoted(tag)));
    section.text(
        "status",
        named(event.status, Status::Happened, Status::name),
    );
    section.text("note", event.note.as_deref());
    section.number("rank", (event.rank != 0).then_some(event.rank));
    section.write(out)?;
    for citation in &event.citations {
        write_citation(out, citation, names)?;
    }
    Ok(())
}

fn participant(participant: &Participant, names: &Names) -> Option<String> {
    let id = quoted(names.actors.get(participant.actor.index())?);
    Some(match &participant.role {
        Some(role) => format!("{{ id = {id}, role = {} }}", quoted(role)),
        None => id,
    })
}

fn write_citation(out: &mut dyn Write, citation: &Citation, names: &Names) -> Result<()> {
    let source: SourceId = citation.source;
    let mut section = Section::new("[[event.citation]]");
    let slug = names.sources.get(source.index());
    section.text("source", slug.map(String::as_str));
    section.text("edition", citation.edition.as_ref().map(Date::as_str));
    section.number("paragraph", citation.paragraph());
    match &citation.locator {
        Some(Locator::Page(number)) => section.number("page", Some(number)),
        Some(Locator::Label(label)) => section.text("page", Some(label)),
        Some(Locator::Time(seconds)) => section.text("time", Some(&clock(*seconds))),
        Some(Locator::Message(number)) => section.number("message", Some(number)),
        None => {}
    }
    section.text("quote", citation.quote.as_deref());
    section.text("date", citation.date.as_ref().map(Date::as_str));
    section.text(
        "stance",
        named(citation.stance, Stance::Supports, Stance::name),
    );
    let acknowledged = citation.acknowledged.iter();
    section.list("acknowledged", acknowledged.map(|it| quoted(it.name())));
    section.write(out)?;
    Ok(())
}

/// Returns the name of a value, unless it is the one that is meant without it.
fn named<T: PartialEq + Copy>(
    value: T,
    default: T,
    name: fn(T) -> &'static str,
) -> Option<&'static str> {
    (value != default).then(|| name(value))
}
