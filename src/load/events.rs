//! `[timeline]` and `[[event]]`: what happened, and who says so.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::citations;
use super::fields::{Fields, Spanned, read_date, text_of};
use super::meaning::Meaning;
use super::node::{Node, Span, Table, Value};
use super::participants::each_once;
use super::report::Report;
use crate::diagnostic::{Code, Origin, Subject, quoted};
use crate::text::kebab::{is_kebab_case, kebab_case};
use crate::text::sanitize;
use crate::timeline::{Details, Event, Participant, Parts, Status, When};

/// Reads the top level of a file, which is `[timeline]` above all. Keys that do not belong there are
/// reported. Actors, sources and events are left out, unless they are not what they should be.
pub fn read_top(table: Table<'_>, parts: &mut Parts, report: &mut Report<'_>) {
    let mut top = Fields::of(table, 0..0);
    for (key, what) in [("actors", "[actors.…]"), ("sources", "[sources.…]")] {
        if let Some(node) = top.take(key) {
            Fields::open(node, what, report);
        }
    }
    let (key, help) = if report.is_json() {
        ("events", "`\"events\": [{…}, {…}]` is a list of objects")
    } else {
        ("event", "head each event with [[event]], in two brackets")
    };
    if let Some(node) = top.get(key)
        && !matches!(node.value, Value::Items(_))
    {
        let message = format!("`{key}` is a list, not {}", node.value.kind());
        let found = report.error(Code::WrongType, &node.span, message);
        found.set_help(help);
    }
    let timeline = top.take("timeline");
    if let Some(mut head) = timeline.and_then(|node| Fields::open(node, "[timeline]", report)) {
        let title = head.line("title", report);
        let summary = head.block("summary", report);
        let language = head.line("language", report);
        head.close("[timeline]", &[], report);
        // Several files make one timeline: the first that has a title gives all of it.
        if parts.title.is_empty() {
            parts.title = title.map(|title| title.value).unwrap_or_default();
            parts.summary = summary.map(|summary| summary.value);
            parts.language = language.map(|tag| tag.value);
        }
    }
    top.close("this file", &[], report);
}

/// Reads an event. None for what is no table.
pub fn read(node: Node<'_>, meaning: &mut impl Meaning, report: &mut Report<'_>) -> Option<Event> {
    let origin = report.origin(&node.span);
    report.subject = Subject::Event(origin);
    report.problems.clear();
    let event = read_event(node, origin, meaning, report);
    report.subject = Subject::File;
    event
}

/// The keys that event data may have on an event beside its own: those of its one citation, and what `list` adds.
const OTHERS: [&str; 4] = ["source", "quote", "stance", "verdict"];
/// The same with those that are only known where an event has a paragraph.
const WITH_PARAGRAPH: [&str; 8] = [
    "source",
    "quote",
    "stance",
    "verdict",
    "paragraph",
    "page",
    "time",
    "message",
];

fn read_event(
    node: Node<'_>,
    origin: Origin,
    meaning: &mut impl Meaning,
    report: &mut Report<'_>,
) -> Option<Event> {
    let mut fields = Fields::open(node, "an event", report)?;
    report.subject = Subject::EventId(origin);
    let id = read_id(&mut fields, meaning, report);
    report.subject = Subject::Event(origin);
    let what = format!("the event {}", quoted(&id.given));
    let when = read_when(&mut fields, &what, report);
    let rank = fields.whole("rank", report);
    let title = fields.required_line("title", &what, report);
    let summary = fields.block("summary", report);
    let actors = read_actors(&mut fields, meaning, report);
    let place = fields.line("place", report);
    let tags = fields.lines("tags", report);
    let status = fields.choice("status", Status::NAMES, report);
    let remark = fields.block("note", report);
    let citations = citations::read(origin, &mut fields, meaning, report);
    let others: &[&str] = match (report.lenient, report.has_records()) {
        (true, _) if fields.has("paragraph") => &WITH_PARAGRAPH,
        (true, _) => &OTHERS,
        (_, true) => &["verdict"],
        _ => &[],
    };
    fields.close("an event", others, report);
    if citations.is_empty() {
        report.uncited(&id.span, &what);
    }
    let details = Details {
        summary: summary.map(|summary| summary.value),
        place: place.map(|place| place.value),
        tags: tags.into_iter().map(|tag| tag.value).collect(),
        note: remark.map(|note| note.value),
        rank: rank.unwrap_or_default(),
        problems: std::mem::take(&mut report.problems),
    };
    Some(Event {
        title: title.map_or_else(|| id.slug.clone(), |title| title.value),
        slug: id.slug,
        when,
        actors: actors.into(),
        status: status.unwrap_or_default(),
        citations: citations.into(),
        origin,
        details: details.some(),
    })
}

/// The id of an event as it is and as the file gives it, and where.
struct Id {
    slug: String,
    given: String,
    span: Span,
}

/// An id that is missing or taken is replaced, so that every event of the timeline has
/// an id of its own.
fn read_id(fields: &mut Fields<'_>, meaning: &mut impl Meaning, report: &mut Report<'_>) -> Id {
    let id = fields.required_line("id", "an event", report);
    let span = id.as_ref().map_or(&fields.span, |id| &id.span).clone();
    let given = id.map_or_else(|| meaning.unnamed(), |id| id.value);
    if !report.has_records() && !is_kebab_case(&given) {
        let message = format!("the id {} is not in kebab-case", quoted(&given));
        let help = match kebab_case(&given) {
            better if better.is_empty() => "use small letters, digits and hyphens".to_owned(),
            better => format!("write it as `{better}`"),
        };
        report.error(Code::BadId, &span, message).set_help(help);
    }
    let line = report.file.position(span.start).0;
    let slug = match meaning.take(&given, line) {
        Ok(()) => given.clone(),
        Err(taken) => {
            let message = format!("the id {} already exists", quoted(&given));
            let help = format!("the other one is at {}", taken.by);
            report
                .error(Code::DuplicateId, &span, message)
                .set_help(help);
            taken.instead
        }
    };
    Id { slug, given, span }
}

fn read_when(fields: &mut Fields<'_>, what: &str, report: &mut Report<'_>) -> When {
    match read_date(fields, "date", report) {
        Some(Ok(date)) => When::Dated(date),
        Some(Err(raw)) => When::Undated { raw: raw.into() },
        None => {
            let blank = fields.get("date").map(|node| node.span.clone());
            let span = blank.unwrap_or_else(|| fields.span.clone());
            report
                .error(Code::MissingKey, &span, format!("{what} has no `date`"))
                .set_help("an unknown date is \"XXXX\"; a guess is marked: \"2023~\"");
            When::Undated { raw: "".into() }
        }
    }
}

fn read_actors(
    fields: &mut Fields<'_>,
    meaning: &mut impl Meaning,
    report: &mut Report<'_>,
) -> Vec<Participant> {
    let mut found = Vec::new();
    for item in fields.items("actors", report) {
        let item = report.sound(item);
        let read = item.and_then(|node| read_participant(node, meaning, report));
        found.extend(read);
    }
    each_once(found)
}

fn read_participant(
    node: Node<'_>,
    meaning: &mut impl Meaning,
    report: &mut Report<'_>,
) -> Option<Participant> {
    let (id, name, role) = if let Value::Table(_) = &node.value {
        let mut fields = Fields::open(node, "an actor", report)?;
        let id = fields.required_line("id", "an actor of an event", report);
        let role = fields.line("role", report);
        // As `list` writes it: to be read, and a name where no table gives a better one.
        let name = report
            .has_records()
            .then(|| fields.line("name", report))
            .flatten();
        fields.close("an actor of an event", &[], report);
        (id?, name, role.map(|role| role.value.into()))
    } else {
        let value = sanitize::line(text_of(&node, "actors", report)?);
        let span = node.span;
        (Spanned { value, span }, None, None)
    };
    let name = name.map_or_else(|| id.value.clone(), |name| name.value);
    if id.value.is_empty() {
        return None;
    }
    let actor = meaning.actor(&id, &name, report)?;
    Some(Participant { actor, role })
}
