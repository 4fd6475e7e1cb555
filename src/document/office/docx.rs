//! Documents of Microsoft Word.
//!
//! The text is what the document says with all its changes accepted: without deleted and hidden text, comments, headers
//! and footers. A note comes after the paragraph that refers to it.

mod story;

use std::collections::HashMap;

use super::dublin_core;
use super::styles::Styles;
use super::xml::{Step, Xml};
use crate::document::original::Extract;
use crate::document::package::{Package, resolve};
use story::{NoteKind, Notes, Story};

/// Where the text is, if nothing else is said.
const MAIN: &str = "word/document.xml";

/// Reads the text of a document and what it says about itself.
pub(super) fn read(package: &mut Package<'_>) -> Result<(Vec<String>, Extract), String> {
    let roots = relations(package, "");
    let main = roots.get("officeDocument").map_or(MAIN, String::as_str);
    let relations = relations(package, main);
    let text = package.xml(main)?;
    let mut extract = Extract::default();

    let styles = optional(package, &relations, main, "styles");
    let styles = styles.map_or_else(Styles::default, |xml| styles_of(&xml));
    let mut notes = Notes::default();
    for kind in [NoteKind::Footnote, NoteKind::Endnote] {
        if let Some(xml) = optional(package, &relations, main, kind.relation()) {
            let damage = Story::new(&styles, Notes::default()).read_notes(&xml, kind, &mut notes);
            extract.notes.extend(damage.err().map(|error| {
                format!(
                    "the {} could not be read to the end: {error}",
                    kind.relation()
                )
            }));
        }
    }
    let mut story = Story::new(&styles, notes);
    if let Err(error) = story.read(&text) {
        extract
            .notes
            .push(format!("{main} could not be read to the end: {error}"));
    }
    if let Ok(core) = package.xml("docProps/core.xml") {
        extract.facts = dublin_core::facts(&core);
    }
    Ok((story.take(), extract))
}

/// Returns which styles hide text, as far as they can be read.
fn styles_of(xml: &str) -> Styles {
    let mut styles = Styles::default();
    let mut reader = Xml::new(xml);
    let mut name = None;
    while let Ok(Some(step)) = reader.next() {
        let Step::Enter(element) = step else {
            continue;
        };
        if element.name() == "style" {
            name = element.attribute("styleId");
        }
        match (element.name(), &name) {
            ("basedOn", Some(name)) => styles.base(name, element.attribute("val")),
            ("vanish", Some(name)) => styles.hide(name, story::is_on(&element)),
            _ => {}
        }
    }
    styles
}

/// Returns the part that a document refers to, or that has the usual name.
fn optional(
    package: &mut Package<'_>,
    relations: &HashMap<String, String>,
    main: &str,
    name: &str,
) -> Option<String> {
    let usual = resolve(main, &format!("{name}.xml"));
    let part = relations.get(name).unwrap_or(&usual);
    package.xml(part).ok()
}

/// Returns the parts that a part refers to, by the last word of what they are to it.
fn relations(package: &mut Package<'_>, part: &str) -> HashMap<String, String> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let mut relations = HashMap::new();
    let Ok(xml) = package.xml(&format!("{folder}/_rels/{name}.rels")) else {
        return relations;
    };
    let mut reader = Xml::new(&xml);
    while let Ok(Some(step)) = reader.next() {
        let Step::Enter(element) = step else {
            continue;
        };
        if let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default();
            relations.insert(kind.to_owned(), resolve(part, &target));
        }
    }
    relations
}
