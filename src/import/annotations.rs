//! Web annotations: JSON-LD after the W3C's model, and what Hypothes.is exports.

use serde_json::value::RawValue;

use super::failure::Failure;
use super::html::plain;
use super::importer::Importer;
use super::json::{self, Lines, Member, Object, begins, is_ours, items, members, values};
use super::record::{Cited, Record};
use super::texts::{beginning, cite, remark, tag, without_repeats};
use super::unplaced::Unplaced;

const UNDATED: &str =
    "an annotation has no date of the event, so it is undated; when it was made is in its note";

/// Keys that say what a collection is, and nothing of its annotations.
const OF_COLLECTIONS: [&str; 3] = ["@context", "type", "id"];

/// The types that only the model has.
const TYPES: [&str; 3] = ["Annotation", "AnnotationPage", "AnnotationCollection"];

/// The deepest collection: a page in a collection in a list.
const DEEPEST: usize = 4;

/// Tells from its beginning whether an input holds annotations: the outermost object names the model, or there is a target
/// with a selector.
pub fn recognises(text: &str) -> bool {
    if !begins(text) {
        return false;
    }
    let members: Vec<Member<'_>> = members(text).collect();
    let names_model = |it: &Member<'_>| match &*it.key {
        "@context" => it.has_text(|text| text.ends_with("/ns/anno.jsonld")),
        "type" => it.has_text(|text| TYPES.contains(&text)),
        _ => false,
    };
    let is_annotation = |it: &Member<'_>| {
        it.depth == 1 && names_model(it) || it.parent == "target" && it.key == "selector"
    };
    !is_ours(&members) && members.iter().any(is_annotation)
}

/// Imports the annotations.
///
/// # Errors
/// What is wrong with the JSON, or with what is none of annotations.
pub fn read(text: &str, importer: &mut Importer<'_>) -> Result<(), Failure> {
    let mut reading = Reading {
        lines: Lines::new(text),
        unplaced: Unplaced::default(),
        number: 0,
    };
    for value in values(text)? {
        for value in items(value) {
            reading.all(value, 0, importer)?;
        }
    }
    reading.unplaced.report(importer);
    Ok(())
}

struct Reading<'a> {
    lines: Lines<'a>,
    unplaced: Unplaced,
    /// The number of the last annotation, from 1.
    number: usize,
}

impl<'a> Reading<'a> {
    /// Imports an annotation, or those of a page, a collection or an export.
    fn all(
        &mut self,
        value: &'a RawValue,
        depth: usize,
        importer: &mut Importer<'_>,
    ) -> Result<(), Failure> {
        let object = Object::read(value);
        if let Some(object) = object.as_ref().filter(|_| depth < DEEPEST) {
            let mut lists = ["items", "rows", "first"].into_iter();
            if let Some(inside) = lists.find_map(|key| object.get(key)) {
                for key in OF_COLLECTIONS {
                    object.get(key);
                }
                for value in items(inside) {
                    self.all(value, depth.saturating_add(1), importer)?;
                }
                self.unplaced.note_rest("", object);
                return Ok(());
            }
        }
        self.number = self.number.saturating_add(1);
        importer.begin(self.lines.of(value));
        let Some(object) = object else {
            importer.refuse("it is not an object");
            return Ok(());
        };
        if object.get("target").is_none() && object.get("uri").is_none() {
            importer.refuse("it has no `target`, so it is not an annotation");
            return Ok(());
        }
        let mut record = self.annotation(&object, importer);
        if record.id.is_empty() {
            record.id = format!("annotation-{}", self.number).into();
        }
        importer.keep(record)?;
        Ok(())
    }

    fn annotation(&mut self, object: &Object<'a>, importer: &mut Importer<'_>) -> Record<'a> {
        let mut record = Record {
            id: object.text("id"),
            ..Record::default()
        };
        for key in ["@context", "type"] {
            object.get(key);
        }
        importer.read_as(UNDATED);
        let mut summary = object.text("bodyValue").into_owned();
        for body in object.items("body") {
            self.body(body, &mut record, &mut summary, importer);
        }
        let text = object.text("text");
        join(&mut summary, &text);
        for item in object.items("tags") {
            tag(&mut record, &json::text(item).unwrap_or_default());
        }
        let uri = object.text("uri");
        for target in object.items("target") {
            self.target(target, &uri, &mut record, importer);
        }
        if record.citations.is_empty() && !uri.is_empty() {
            cite(&mut record, uri.into_owned());
        }
        made(object, &mut record);
        let quotes = record.citations.iter().map(|citation| &citation.quote);
        let quote = quotes.into_iter().find(|quote| !quote.is_empty());
        let quote = quote.map(|quote| beginning(quote)).unwrap_or_default();
        record.title = match beginning(&summary) {
            title if title.is_empty() && !quote.is_empty() => {
                importer.read_as("the beginning of the quote is the title, as there is no text");
                quote.into()
            }
            title => title.into(),
        };
        if summary != *record.title {
            record.summary = summary.into();
        }
        self.unplaced.note_rest("", object);
        without_repeats(&mut record);
        record
    }

    /// Reads a body: a text, an address, or an object with its purpose.
    fn body(
        &mut self,
        body: &RawValue,
        record: &mut Record<'_>,
        summary: &mut String,
        importer: &mut Importer<'_>,
    ) {
        let Some(body) = Object::read(body) else {
            let address = json::text(body).unwrap_or_default();
            match super::address::of(&address) {
                Some(address) => cite(record, address),
                None => join(summary, &address),
            }
            return;
        };
        body.get("type");
        let value = body.text("value");
        let (value, links) = match &*body.text("format") {
            "text/html" => plain(&value, importer),
            _ => (value.into_owned(), Vec::new()),
        };
        for link in links {
            cite(record, link);
        }
        match &*body.text("purpose") {
            "tagging" => tag(record, &value),
            _ => join(summary, &value),
        }
        for key in ["id", "source"] {
            if let Some(address) = super::address::of(&body.text(key)) {
                cite(record, address);
            }
        }
        self.unplaced.note_rest("body.", &body);
    }

    /// Reads a target: the address of a text, or an object with its source and the quote.
    fn target(
        &mut self,
        target: &RawValue,
        uri: &str,
        record: &mut Record<'_>,
        importer: &mut Importer<'_>,
    ) {
        let Some(target) = Object::read(target) else {
            match json::text(target) {
                Some(source) if !source.trim().is_empty() => {
                    cite(record, source.trim().to_owned());
                }
                _ => importer.alter("a target without a source is left out"),
            }
            return;
        };
        let inside = target.object("source");
        let inside = inside.map(|source| source.text("id").into_owned());
        let names = [
            target.text("source").into_owned(),
            inside.unwrap_or_default(),
            uri.to_owned(),
            target.text("id").into_owned(),
        ];
        let source = names.into_iter().find(|name| !name.is_empty());
        target.get("type");
        let mut quotes = Vec::new();
        for selector in target.items("selector") {
            quotes.extend(self.selector(selector));
        }
        self.unplaced.note_rest("target.", &target);
        let Some(source) = source else {
            importer.alter(if quotes.is_empty() {
                "a target without a source is left out"
            } else {
                "a quote has no source; it is kept in the note"
            });
            for quote in quotes {
                remark(record, &format!("Quote: {quote}"));
            }
            return;
        };
        if quotes.is_empty() {
            cite(record, source);
            return;
        }
        record
            .citations
            .extend(quotes.into_iter().map(|quote| Cited {
                source: source.clone().into(),
                quote: quote.into(),
                ..Cited::default()
            }));
    }

    /// Returns the quote of a selector.
    fn selector(&mut self, selector: &RawValue) -> Option<String> {
        let selector = Object::read(selector)?;
        let kind = selector.text("type");
        if kind != "TextQuoteSelector" {
            self.unplaced
                .note(&format!("target.selector of type {kind}"));
            return None;
        }
        let quote = selector.text("exact").into_owned();
        self.unplaced.note_rest("target.selector.", &selector);
        (!quote.is_empty()).then_some(quote)
    }
}

/// Adds a paragraph to a text.
fn join(text: &mut String, more: &str) {
    let more = more.trim();
    if !text.is_empty() && !more.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(more);
}

/// Notes who made an annotation, and when.
fn made(object: &Object<'_>, record: &mut Record<'_>) {
    let creator = object.object("creator");
    let name = creator.as_ref().map(|creator| {
        let keys = ["name", "nickname", "id"].into_iter();
        keys.map(|key| creator.text(key))
            .find(|name| !name.is_empty())
    });
    let who = [
        name.flatten().unwrap_or_default(),
        object.text("creator"),
        object.text("user"),
    ];
    let who = who.into_iter().find(|name| !name.is_empty());
    let created = object.text("created");
    match (who, &*created) {
        (Some(who), "") => remark(record, &format!("Annotated by {who}.")),
        (Some(who), when) => remark(record, &format!("Annotated by {who}, {when}.")),
        (None, "") => {}
        (None, when) => remark(record, &format!("Annotated {when}.")),
    }
}
