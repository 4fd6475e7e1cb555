//! `TimelineJS` as JSON: version 3, and version 1.

mod content;
mod first;
mod slide;

use serde_json::value::RawValue;

use super::failure::Failure;
use super::html::text_and_links;
use super::importer::Importer;
use super::json::{Lines, Member, Object, begins, is_ours, members, values};
use super::record::Record;
use super::texts::{beginning, line, without_repeats};
use super::unplaced::Unplaced;

/// Tells from its beginning whether an input is `TimelineJS`: version 3 has slides in `events`, and version 1 has all in
/// `timeline`.
pub fn recognises(text: &str) -> bool {
    if !begins(text) {
        return false;
    }
    let members: Vec<Member<'_>> = members(text).collect();
    let has = |depth: usize, parent: &str, key: &str| {
        let is_it = |it: &Member<'_>| it.depth == depth && it.parent == parent && it.key == key;
        members.iter().any(is_it)
    };
    let is_slides = |outer: usize| {
        let (slide, text) = (outer.saturating_add(1), outer.saturating_add(2));
        has(slide, "events", "start_date") || has(text, "text", "headline")
    };
    let is_third = has(1, "", "events") && is_slides(1);
    let is_wrapped = has(2, "timeline", "events") && is_slides(2);
    let is_first = has(2, "timeline", "date") || has(2, "timeline", "headline");
    !is_ours(&members) && (is_third || !has(1, "", "events") && (is_wrapped || is_first))
}

/// Imports a timeline.
///
/// # Errors
/// What is wrong if it is none.
pub fn read(text: &str, importer: &mut Importer<'_>) -> Result<(), Failure> {
    let mut reading = Reading {
        lines: Lines::new(text),
        unplaced: Unplaced::default(),
        number: 0,
    };
    for value in values(text)? {
        let line = reading.lines.of(value);
        let whole = Object::read(value);
        let object = whole.as_ref().and_then(|whole| whole.object("timeline"));
        let Some(object) = object.or(whole) else {
            return Err(wrong(line));
        };
        if object.get("events").is_some() {
            reading.third(&object, importer)?;
        } else if object.get("date").is_some() {
            reading.first(&object, importer)?;
        } else {
            return Err(wrong(line));
        }
    }
    reading.unplaced.report(importer);
    Ok(())
}

fn wrong(line: u64) -> Failure {
    let help = "TimelineJS has an object with a list of `events`, or of `date` in version 1";
    Failure::wrong(line, "this is not a TimelineJS timeline", help)
}

/// What is common to all slides of an input.
struct Reading<'a> {
    lines: Lines<'a>,
    unplaced: Unplaced,
    /// The number of the last slide, from 1.
    number: usize,
}

impl<'a> Reading<'a> {
    fn third(&mut self, timeline: &Object<'a>, importer: &mut Importer<'_>) -> Result<(), Failure> {
        if let Some(title) = timeline.object("title") {
            let text = title.object("text");
            let part = |key: &str| {
                let part = text.as_ref().map(|text| text.text(key).into_owned());
                part.unwrap_or_default()
            };
            drop_title(&part("headline"), &part("text"), importer);
        }
        drop_eras(timeline.items("eras").len(), importer);
        let slides = timeline.items("events");
        self.slides(slides, importer, slide::read)?;
        self.unplaced.note_rest("", timeline);
        Ok(())
    }

    fn first(&mut self, timeline: &Object<'a>, importer: &mut Importer<'_>) -> Result<(), Failure> {
        drop_title(&timeline.text("headline"), &timeline.text("text"), importer);
        drop_eras(timeline.items("era").len(), importer);
        let slides = timeline.items("date");
        self.slides(slides, importer, first::read)?;
        self.unplaced.note_rest("", timeline);
        Ok(())
    }

    fn slides(
        &mut self,
        slides: Vec<&'a RawValue>,
        importer: &mut Importer<'_>,
        read: fn(&Object<'a>, &mut Unplaced, &mut Importer<'_>) -> Record<'a>,
    ) -> Result<(), Failure> {
        for value in slides {
            self.number = self.number.saturating_add(1);
            importer.begin(self.lines.of(value));
            let Some(slide) = Object::read(value) else {
                importer.refuse("it is not an object");
                continue;
            };
            let mut record = read(&slide, &mut self.unplaced, importer);
            without_repeats(&mut record);
            if record.id.is_empty() {
                record.id = format!("event-{}", self.number).into();
            }
            importer.keep(record)?;
        }
        Ok(())
    }
}

/// Names a title slide by its headline, or else by the beginning of its text.
fn drop_title(headline: &str, text: &str, importer: &mut Importer<'_>) {
    let texts = [headline, text].into_iter();
    let mut names = texts.map(|html| beginning(&line(&text_and_links(html).0)));
    if let Some(name) = names.find(|name| !name.is_empty()) {
        importer.drop_all(format!("the title slide “{name}”, which is not an event"));
    }
}

fn drop_eras(count: usize, importer: &mut Importer<'_>) {
    match count {
        0 => {}
        1 => importer.drop_all("1 era, which is not an event".to_owned()),
        count => importer.drop_all(format!("{count} eras, which are not events")),
    }
}
