//! Reads XML step by step. Entities that a document defines are left out, and nesting is limited.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::document::entities;

/// The largest depth of elements.
const MAX_DEPTH: usize = 1_000;

/// A step through a document.
pub(super) enum Step<'a> {
    /// An element begins.
    Enter(Element<'a>),
    /// The element that began last ends.
    Leave,
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Returns its name without its prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Returns its name with its prefix, as it is written.
    pub fn full_name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// Returns an attribute by its name without its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let all = attributes.with_checks(false).flatten();
        let mut named = all.filter(|attribute| attribute.key.local_name().into_inner() == name);
        named.next().map(|found| entities::decode(&found.value))
    }
}

/// A document that is being read.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0 }
    }

    /// Returns the next step, or `None` at the end.
    pub fn next(&mut self) -> Result<Option<Step<'a>>, String> {
        loop {
            let event = self.reader.read_event();
            let step = match event.map_err(|error| error.to_string())? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(format!("elements are nested more than {MAX_DEPTH} deep"));
                    }
                    Step::Enter(Element(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Leave
                }
                Event::Text(text) => Step::Text(text.into_inner()),
                Event::CData(text) => Step::Text(text.into_inner()),
                Event::GeneralRef(name) => match entities::named(&name) {
                    Some(c) => Step::Text(Cow::Owned(c.to_string())),
                    None => continue,
                },
                Event::Eof if self.depth > 0 => return Err("it ends too early".to_owned()),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(step));
        }
    }

    /// Skips to the end of the element that began last.
    pub fn skip(&mut self) -> Result<(), String> {
        let mut open = 1usize;
        while open > 0 {
            match self.next()? {
                Some(Step::Enter(_)) => open += 1,
                Some(Step::Leave) => open -= 1,
                Some(Step::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    /// Returns the text to the end of the element that began last.
    pub fn text(&mut self) -> Result<String, String> {
        let mut all = String::new();
        let mut open = 1usize;
        while open > 0 {
            match self.next()? {
                Some(Step::Enter(_)) => open += 1,
                Some(Step::Leave) => open -= 1,
                Some(Step::Text(text)) => all.push_str(&text),
                None => break,
            }
        }
        Ok(all)
    }
}
