//! What a book consists of.

use std::collections::HashMap;

use super::super::super::original::Facts;
use super::super::super::package::{Package, resolve};
use super::super::dublin_core;
use super::super::xml::{Step, Xml};

/// The part that says where the description of the book is.
const CONTAINER: &str = "META-INF/container.xml";

/// The largest number of chapters.
const MAX_CHAPTERS: usize = 20_000;

/// A book.
pub(super) struct Book {
    pub facts: Facts,
    /// The names of its chapters, in order.
    pub chapters: Vec<String>,
}

impl Book {
    /// Reads the description of a book.
    pub fn open(package: &mut Package<'_>) -> Result<Self, String> {
        let description = description(package)?;
        let xml = package.xml(&description)?;
        let mut items = HashMap::new();
        let mut spine = Vec::new();
        let mut reader = Xml::new(&xml);
        while let Some(step) = reader.next()? {
            let Step::Enter(element) = step else {
                continue;
            };
            match element.name() {
                "item" => {
                    if let (Some(id), Some(href)) =
                        (element.attribute("id"), element.attribute("href"))
                    {
                        items.insert(id, resolve(&description, &href));
                    }
                }
                "itemref" => {
                    let is_aside = element.attribute("linear").is_some_and(|is| is == "no");
                    spine.extend(element.attribute("idref").filter(|_| !is_aside));
                }
                _ => {}
            }
        }
        let chapters = spine.iter().filter_map(|id| items.get(id).cloned());
        Ok(Self {
            facts: dublin_core::facts(&xml),
            chapters: chapters.take(MAX_CHAPTERS).collect(),
        })
    }
}

/// Returns the name of the part that describes the book.
fn description(package: &mut Package<'_>) -> Result<String, String> {
    let container = package.xml(CONTAINER)?;
    let mut reader = Xml::new(&container);
    while let Ok(Some(step)) = reader.next() {
        if let Step::Enter(element) = step
            && element.name() == "rootfile"
            && let Some(path) = element.attribute("full-path")
        {
            return Ok(resolve("", &path));
        }
    }
    let mut parts = package.names().into_iter();
    let is_description = |part: &&str| part.rsplit_once('.').is_some_and(|(_, end)| end == "opf");
    let found = parts.find(is_description);
    found
        .map(str::to_owned)
        .ok_or_else(|| format!("{CONTAINER} does not say where the book is"))
}
