//! How much work it is to draw a page.
//!
//! A page draws forms, and forms draw forms: a few hundred bytes can ask for more than a computer does in a year.

use std::collections::HashMap;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

/// The most bytes of instructions that are followed for a page.
const PAGE: u64 = 32 << 20;

/// The most bytes of instructions that are followed for a file.
const FILE: u64 = 1 << 30;

/// How deep forms may be nested; the interpreter draws none below.
const DEPTH: usize = 50;

/// The most forms of a file that are looked at.
const FORMS: usize = 100_000;

/// The instructions of a page or a form.
#[derive(Debug, Clone, Default)]
struct Content {
    bytes: u64,
    /// The forms that it draws, with repetitions.
    forms: Vec<ObjectIdentifier>,
}

/// How much work a file has been so far.
#[derive(Debug, Default)]
pub(super) struct Effort {
    forms: HashMap<ObjectIdentifier, Content>,
    spent: u64,
}

impl Effort {
    /// Returns whether a page can be drawn in reasonable time.
    pub(super) fn allows(&mut self, page: &Page<'_>) -> bool {
        let bytes = page.page_stream().unwrap_or_default();
        if bytes.len() as u64 > PAGE {
            return false;
        }
        let mut pending = Vec::new();
        let content = content(bytes, page.resources(), &mut pending);
        while let Some((form, resources)) = pending.pop() {
            if self.forms.len() >= FORMS {
                return false;
            }
            if self.forms.contains_key(&form.obj_id()) {
                continue;
            }
            let decoded = form.decoded_data().unwrap_or_default();
            let own = form
                .dict()
                .get::<Dict<'_>>(b"Resources")
                .map(Resources::new);
            let found = self::content(&decoded, own.as_ref().unwrap_or(&resources), &mut pending);
            self.forms.insert(form.obj_id(), found);
        }
        let work = work(&content, &self.forms);
        if work > PAGE || self.spent.saturating_add(work) > FILE {
            return false;
        }
        self.spent = self.spent.saturating_add(work);
        true
    }
}

/// Finds the forms that instructions draw, and adds them to `pending` with the resources around them.
fn content<'a>(
    bytes: &[u8],
    resources: &Resources<'a>,
    pending: &mut Vec<(Stream<'a>, Resources<'a>)>,
) -> Content {
    let mut content = Content {
        bytes: bytes.len() as u64,
        forms: Vec::new(),
    };
    if resources.x_objects.is_empty() {
        return content;
    }
    let mut known: HashMap<Vec<u8>, Option<ObjectIdentifier>> = HashMap::new();
    let mut instructions = TypedIter::new(bytes);
    while let Some(instruction) = instructions.next() {
        let TypedInstruction::XObject(drawn) = instruction else {
            continue;
        };
        let form = known.entry(drawn.0.as_ref().to_vec()).or_insert_with(|| {
            let Some(object) = resources.get_x_object(drawn.0) else {
                // A form is not found while it is read itself: it draws itself.
                return resources.x_objects.get_ref(drawn.0).map(Into::into);
            };
            let kind = object.dict().get::<Name<'_>>(b"Subtype")?;
            let id = object.obj_id();
            (kind.as_ref() == b"Form").then(|| {
                pending.push((object, resources.clone()));
                id
            })
        });
        content.forms.extend(*form);
    }
    content
}

/// Returns how many bytes of instructions are followed to draw a page.
fn work(page: &Content, forms: &HashMap<ObjectIdentifier, Content>) -> u64 {
    let mut work: HashMap<ObjectIdentifier, u64> = HashMap::new();
    let sum = |content: &Content, work: &HashMap<ObjectIdentifier, u64>| {
        let drawn = content.forms.iter().filter_map(|form| work.get(form));
        drawn.fold(content.bytes, |sum, bytes| sum.saturating_add(*bytes))
    };
    // Only the forms of this page: others of the file may be many.
    let mut used = page.forms.clone();
    let mut index = 0;
    while let Some(form) = used.get(index).copied() {
        index += 1;
        if work.insert(form, 0).is_none()
            && let Some(content) = forms.get(&form)
        {
            used.extend(&content.forms);
        }
    }
    let used: Vec<ObjectIdentifier> = work.keys().copied().collect();
    for _ in 0..DEPTH {
        let deeper: HashMap<ObjectIdentifier, u64> = used
            .iter()
            .filter_map(|form| Some((*form, sum(forms.get(form)?, &work))))
            .collect();
        if deeper == work {
            break;
        }
        work = deeper;
    }
    sum(page, &work)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_count_as_often_as_they_are_drawn() {
        let id = |number| ObjectIdentifier::new(number, 0);
        let content = |bytes, forms: &[u32]| Content {
            bytes,
            forms: forms.iter().map(|number| id(*number)).collect(),
        };
        let forms = HashMap::from([
            (id(1), content(10, &[2, 2])),
            (id(2), content(5, &[])),
            (id(3), content(1, &[3])),
            (id(4), content(1, &[4, 4])),
        ]);
        for (page, wanted) in [
            (content(7, &[]), 7),
            (content(7, &[2]), 12),
            (content(7, &[1, 2, 9]), 32),
            (content(7, &[3]), 57),
        ] {
            assert_eq!(work(&page, &forms), wanted);
        }
        assert!(work(&content(7, &[4]), &forms) > PAGE);
    }
}
