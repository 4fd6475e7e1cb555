//! Reads the body of an edition, to look for quotes in it.

use crate::anchor::anchor;
use crate::document::{Document, Format, Mark, Reading, Rule};

pub struct Body {
    document: Document,
    /// For each paragraph, the offsets in characters where a mark changes the place, with the place.
    places: Vec<Vec<(usize, String)>>,
}

impl Body {
    pub fn read(body: &str) -> Self {
        let mut place = String::new();
        let (mut texts, mut places) = (Vec::new(), Vec::new());
        for block in body.split("\n\n") {
            let mut text = String::new();
            let mut changes = vec![(0, place.clone())];
            for line in block.lines() {
                let (mark, rest) = match Mark::split(line) {
                    Some((mark, rest)) => (Some(mark), rest),
                    None => (None, line.strip_prefix('\\').unwrap_or(line)),
                };
                let rest = match &mark {
                    Some(Mark::Page { .. } | Mark::Message(_)) => "",
                    _ => rest,
                };
                if let Some(mark) = mark {
                    place = match mark {
                        Mark::Page {
                            label: Some(label), ..
                        } => label,
                        Mark::Page { number, .. } | Mark::Message(number) => number.to_string(),
                        Mark::Time(_) => mark.to_string().trim_matches(['[', ']']).to_owned(),
                    };
                    let gap = usize::from(!text.is_empty() && !rest.is_empty());
                    changes.push((text.chars().count() + gap, place.clone()));
                }
                if !text.is_empty() && !rest.is_empty() {
                    text.push(' ');
                }
                text.push_str(rest);
            }
            if !text.is_empty() {
                texts.push(text);
                places.push(changes);
            }
        }
        let reading = Reading {
            rule: Some(Rule::Block),
            ..Format::Plain.into()
        };
        let document = Document::read(texts.join("\n\n").as_bytes(), reading);
        assert_eq!(document.paragraphs().len(), texts.len());
        Self { document, places }
    }

    /// Returns the place where a quote is verified, empty if no mark says it.
    pub fn find(&self, quote: &str) -> Option<String> {
        let answer = anchor(Some(quote), None, None, Some(&self.document));
        let place = answer.state.is_verified().then(|| answer.found())??;
        let changes = &self.places[place.paragraph - 1];
        let before = changes.iter().rfind(|(at, _)| *at <= place.start);
        Some(before.map_or(String::new(), |(_, place)| place.clone()))
    }
}
