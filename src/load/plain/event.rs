//! The event of a plain record.

use super::Plain;
use crate::date::Date;
use crate::load::fields::Spanned;
use crate::load::meaning::Meaning;
use crate::load::node::Span;
use crate::load::participants::each_once;
use crate::load::report::Report;
use crate::timeline::{Citation, Details, Event, Participant, When};

/// Makes an event of a record in `text`. In CSV, whose values have no place of their own, everything is at the
/// place of the row. None if the record is not plain after all, because its id is taken or its date is none.
pub fn event(
    plain: &Plain<'_>,
    text: &str,
    row: &Span,
    is_csv: bool,
    meaning: &mut impl Meaning,
    report: &mut Report<'_>,
) -> Option<Event> {
    let origin = report.origin(row);
    meaning.take(plain.id, 0).ok()?;
    let date = Date::parse(plain.date).ok()?;
    // A value begins with its quotation mark, if it has one.
    let place = |value: &str| {
        let inside = (value.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let before = text.get(..inside).unwrap_or_default();
        let start = inside - usize::from(before.ends_with('"'));
        if is_csv {
            row.clone()
        } else {
            start..inside + value.len()
        }
    };
    let spanned = |value: &str| Spanned {
        span: place(value),
        value: value.to_owned(),
    };
    let mut actors: Vec<Participant> = Vec::new();
    for name in &plain.actors {
        let actor = meaning.actor(&spanned(name), name, report)?;
        actors.push(Participant { actor, role: None });
    }
    let mut citations = Vec::new();
    if let Some(name) = plain.source {
        let source = meaning.source(&spanned(name), report)?;
        let telling = match (plain.quote, plain.paragraph) {
            (Some(quote), _) => quote,
            (None, Some((_, number))) => number,
            (None, None) => name,
        };
        let mut citation = Citation::new(source, report.origin(&place(telling)));
        if let Some((number, _)) = plain.paragraph {
            citation.set_paragraph(number);
        }
        citation.quote = plain.quote.map(Into::into);
        citation.set_stance(plain.stance.unwrap_or_default());
        citation.set_claim(None, plain.claims.then_some(origin));
        citations.push(citation);
    }
    let details = Details {
        summary: plain.summary.map(Into::into),
        place: plain.place.map(Into::into),
        tags: plain.tags.iter().map(|tag| (*tag).into()).collect(),
        note: plain.note.map(Into::into),
        rank: 0,
        problems: Vec::new(),
    };
    Some(Event {
        slug: plain.id.into(),
        when: When::Dated(date),
        title: plain.title.into(),
        actors: each_once(actors).into(),
        status: plain.status,
        citations: citations.into(),
        origin,
        details: details.some(),
    })
}
