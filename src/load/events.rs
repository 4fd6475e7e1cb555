//! `[timeline]` and `[[event]]`: what happened, and who says so.

use std::collections::HashMap;

use super::fields::{Fields, Spanned, text_of};
use super::node::{Node, Span, Value};
use super::report::Report;
use crate::date::Date;
use crate::diagnostic::did_you_mean;
use crate::text::fold::fold;
use crate::text::sanitize;
use crate::timeline::{
    Actor, ActorId, Citation, Event, Kind, Participant, Parts, Source, SourceId, Stance, Status,
    When,
};

/// The keys of the one citation that may stand flat on an event of event data.
const FLAT: [&str; 4] = ["source", "paragraph", "quote", "stance"];

/// Reads `[timeline]`, and reports what no table of the file's top level knows.
pub fn read_head(tree: &Node, parts: &mut Parts, report: &mut Report<'_>) {
    let Some(mut top) = Fields::open(tree, "the file", report) else {
        return;
    };
    top.get("actors");
    top.get("sources");
    top.get("event");
    if let Some(node) = top.get("timeline")
        && let Some(mut head) = Fields::open(node, "[timeline]", report)
    {
        let title = head.line("title", report);
        let summary = head.block("summary", report);
        let language = head.line("language", report);
        head.close("[timeline]", &[], report);
        // Several files make one timeline: the first that says it is heard.
        if parts.title.is_empty() {
            parts.title = title.map(|title| title.value).unwrap_or_default();
            parts.summary = summary.map(|summary| summary.value);
            parts.language = language.map(|tag| tag.value);
        }
    }
    top.close("the file", &[], report);
    for table in ["actors", "sources"] {
        if let Some(node) = tree.get(table) {
            Fields::open(node, &format!("[{table}.…]"), report);
        }
    }
}

/// The ids that events may name, and those that events have taken.
pub struct Names {
    actors: HashMap<String, ActorId>,
    sources: HashMap<String, SourceId>,
    /// Event id to the file's name and line.
    events: HashMap<String, (String, usize)>,
}

impl Names {
    /// Ids first; in data from elsewhere, names and aliases (folded) serve as well.
    pub fn new(parts: &Parts) -> Self {
        let mut actors = HashMap::new();
        let numbered = || parts.actors.iter().enumerate();
        for (index, actor) in numbered() {
            actors.insert(actor.slug.clone(), ActorId::new(index));
        }
        for (index, actor) in numbered() {
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                actors.entry(fold(name)).or_insert(ActorId::new(index));
            }
        }
        let sources = parts.sources.iter().enumerate();
        Self {
            actors,
            sources: sources
                .map(|(index, source)| (source.slug.clone(), SourceId::new(index)))
                .collect(),
            events: HashMap::new(),
        }
    }
}

/// Adds the events of a file.
pub fn read(tree: &Node, names: &mut Names, parts: &mut Parts, report: &mut Report<'_>) {
    let Some(list) = tree.get("event") else {
        return;
    };
    let Value::List(nodes) = &list.value else {
        let message = "`event` is a list: head each event with [[event]]".to_owned();
        report.error("wrong-type", &list.span, message);
        return;
    };
    for node in nodes {
        if let Some(event) = read_event(node, names, parts, report) {
            parts.events.push(event);
        }
    }
}

fn read_event(
    node: &Node,
    names: &mut Names,
    parts: &mut Parts,
    report: &mut Report<'_>,
) -> Option<Event> {
    let faults = report.found.len();
    let mut fields = Fields::open(node, "an event", report)?;
    let (slug, span) = read_id(&mut fields, names, parts.events.len(), report);
    let when = match read_date(&mut fields, "date", report) {
        Some(Ok(date)) => When::Dated(date),
        Some(Err(raw)) => When::Undated { raw },
        None => {
            let message = format!("the event `{slug}` has no `date`");
            report
                .error("missing-key", &fields.span.clone(), message)
                .help =
                Some("an unknown date is \"XXXX\"; a guess is marked: \"2023~\"".to_owned());
            When::Undated { raw: String::new() }
        }
    };
    let what = format!("the event `{slug}`");
    let title = fields.required_line("title", &what, report);
    let summary = fields.block("summary", report);
    let mut actors: Vec<Participant> = Vec::new();
    for item in fields.items("actors", report) {
        if let Some(participant) = read_participant(&item, names, &mut parts.actors, report)
            && !actors.contains(&participant)
        {
            actors.push(participant);
        }
    }
    let place = fields.line("place", report);
    let tags = fields.lines("tags", report);
    let status = fields.choice("status", &Status::ALL, report);
    let note = fields.block("note", report);
    let mut citations = Vec::new();
    let keys: &[_] = if report.lenient {
        &["citation", "citations"]
    } else {
        &["citation"]
    };
    for key in keys {
        for item in fields.items(key, report) {
            let Some(mut inner) = Fields::open(&item, "a citation", report) else {
                continue;
            };
            let date = read_date(&mut inner, "date", report).and_then(Result::ok);
            if let Some(mut citation) = read_citation(&mut inner, names, &mut parts.sources, report)
            {
                citation.date = date;
                citations.push(citation);
            }
            // What `list` adds to a citation is no fault when it comes back.
            inner.close("a citation", &["state", "found"], report);
        }
    }
    // In event data the only citation may stand flat on the event.
    if report.lenient && citations.is_empty() && fields.get("source").is_some() {
        citations.extend(read_citation(
            &mut fields,
            names,
            &mut parts.sources,
            report,
        ));
    }
    let flat: &[&str] = if report.lenient { &FLAT } else { &[] };
    fields.close("an event", flat, report);
    if citations.is_empty() {
        let message = format!("nothing is cited for the event `{slug}`");
        report.warning("uncited", &span, message).help =
            Some("add [[event.citation]] with `source`, `paragraph` and `quote`".to_owned());
    }
    Some(Event {
        title: title.map_or_else(|| slug.clone(), |title| title.value),
        slug,
        when,
        summary: summary.map(|summary| summary.value),
        actors,
        place: place.map(|place| place.value),
        tags: tags.into_iter().map(|tag| tag.value).collect(),
        status: status.unwrap_or_default(),
        note: note.map(|note| note.value),
        citations,
        origin: report.origin(&node.span),
        problems: report
            .found
            .iter()
            .skip(faults)
            .map(|d| d.message.clone())
            .collect(),
    })
}

/// The id and its place. One that is missing or taken is replaced, so that every event
/// of the timeline has an id of its own.
fn read_id(
    fields: &mut Fields<'_>,
    names: &mut Names,
    count: usize,
    report: &mut Report<'_>,
) -> (String, Span) {
    let given = fields.required_line("id", "an event", report);
    let span = given.as_ref().map_or(&fields.span, |id| &id.span).clone();
    let line = report.file.position(span.start).0;
    let mut slug = given.map_or_else(|| format!("event-{}", count + 1), |id| id.value);
    let kebab = |c: char| c == '-' || (c.is_alphanumeric() && !c.is_uppercase());
    if !report.lenient && !slug.chars().all(kebab) {
        let message = format!("the id `{slug}` is not in kebab-case");
        report.error("bad-id", &span, message).help =
            Some(format!("write it as `{}`", kebab_case(&slug)));
    }
    if let Some((file, other)) = names.events.get(&slug) {
        let message = format!("the id `{slug}` is taken by another event");
        let help = format!("the other one is at {file}:{other}");
        report.error("duplicate-id", &span, message).help = Some(help);
        let free = |n: &usize| !names.events.contains_key(&format!("{slug}-{n}"));
        let number = (2..).find(free).unwrap_or(2);
        slug = format!("{slug}-{number}");
    }
    let place = (report.file.name.clone(), line);
    names.events.insert(slug.clone(), place);
    (slug, span)
}

fn kebab_case(text: &str) -> String {
    let pieces = text.split(|c: char| !c.is_alphanumeric());
    let pieces: Vec<String> = pieces
        .filter(|piece| !piece.is_empty())
        .map(str::to_lowercase)
        .collect();
    pieces.join("-")
}

/// A date as text, as a whole number of years or in the format's own way. `Err` holds
/// what is written where it is no date, which has been reported.
pub fn read_date(
    fields: &mut Fields<'_>,
    key: &'static str,
    report: &mut Report<'_>,
) -> Option<Result<Date, String>> {
    let mut node = fields.get(key)?;
    if report.lenient
        && let Some(edtf) = node.get("edtf")
    {
        node = edtf;
    }
    let (raw, date) = match &node.value {
        Value::Integer(year) => (year.to_string(), Date::from_year(*year)),
        Value::Moment(text) => (text.clone(), Date::parse(text)),
        _ => {
            let text = sanitize::line(text_of(node, key, report)?);
            if text.is_empty() {
                return None;
            }
            let date = Date::parse(&text);
            (text, date)
        }
    };
    Some(date.map_err(|error| {
        let message = format!("`{raw}` is not a date: {}", error.message);
        let meant: Vec<String> = error
            .meant
            .iter()
            .map(|edtf| format!("\"{edtf}\""))
            .collect();
        report.error("bad-date", &node.span, message).help =
            (!meant.is_empty()).then(|| format!("did you mean {}?", meant.join(" or ")));
        raw
    }))
}

fn read_participant(
    node: &Node,
    names: &mut Names,
    actors: &mut Vec<Actor>,
    report: &mut Report<'_>,
) -> Option<Participant> {
    let (name, role) = if let Value::Table(_) = &node.value {
        let mut fields = Fields::open(node, "an actor", report)?;
        let id = fields.required_line("id", "an actor of an event", report);
        let role = fields.line("role", report);
        fields.close("an actor of an event", &["name"], report);
        (id?, role.map(|role| role.value))
    } else {
        let value = sanitize::line(text_of(node, "actors", report)?);
        let span = node.span.clone();
        (Spanned { value, span }, None)
    };
    if name.value.is_empty() {
        return None;
    }
    let known = names.actors.get(&name.value).copied();
    let by_name = || names.actors.get(&fold(&name.value)).copied();
    let found = known.or_else(|| if report.lenient { by_name() } else { None });
    let actor = found.unwrap_or_else(|| {
        if !report.lenient {
            let help = actors
                .iter()
                .find(|actor| actor.goes_by(&name.value))
                .map_or_else(
                    || did_you_mean(&name.value, actors.iter().map(|a| a.slug.as_str())),
                    |actor| Some(format!("actors are named by id: `{}`", actor.slug)),
                );
            let message = format!("no actor `{}` in this timeline", name.value);
            report.error("unknown-actor", &name.span, message).help = help;
        }
        let id = ActorId::new(actors.len());
        let mut slug = if report.lenient {
            kebab_case(&name.value)
        } else {
            name.value.clone()
        };
        if slug.is_empty() || names.actors.contains_key(&slug) {
            slug.clone_from(&name.value);
        }
        for key in [slug.clone(), fold(&name.value), name.value.clone()] {
            names.actors.entry(key).or_insert(id);
        }
        actors.push(Actor {
            slug,
            name: name.value.clone(),
            kind: Kind::Other,
            aliases: Vec::new(),
            member_of: Vec::new(),
        });
        id
    });
    Some(Participant { actor, role })
}

fn read_citation(
    fields: &mut Fields<'_>,
    names: &mut Names,
    sources: &mut Vec<Source>,
    report: &mut Report<'_>,
) -> Option<Citation> {
    let source = fields.required_line("source", "a citation", report);
    let paragraph = fields.count("paragraph", report);
    let quote = fields.block("quote", report);
    let stance = fields.choice("stance", &Stance::ALL, report);
    let source = source?;
    let id = names
        .sources
        .get(&source.value)
        .copied()
        .unwrap_or_else(|| {
            if !report.lenient {
                let known = sources.iter().map(|source| source.slug.as_str());
                let help = did_you_mean(&source.value, known);
                let message = format!("no source `{}` in this timeline", source.value);
                report.error("unknown-source", &source.span, message).help = help;
            }
            let id = SourceId::new(sources.len());
            names.sources.insert(source.value.clone(), id);
            sources.push(Source::named(source.value.clone()));
            id
        });
    let place = quote.as_ref().map_or(&source.span, |quote| &quote.span);
    let mut citation = Citation::new(id, report.origin(place));
    citation.paragraph = paragraph.map(|number| number.value);
    citation.quote = quote.map(|quote| quote.value);
    citation.stance = stance.unwrap_or_default();
    Some(citation)
}
