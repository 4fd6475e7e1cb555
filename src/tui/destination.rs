//! Where a text in the go-to prompt leads: an event by its id or by a date.

use crate::date::Date;
use crate::timeline::{Answer, EventId, Selection, Timeline};

/// The destination that a text describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The event.
    pub id: EventId,
    /// The interpretation of the text, shown while typing.
    pub understood: String,
    /// The message to show on arrival; empty for none.
    pub said: String,
}

/// Returns the destination for a text. Tries, in this order: an event id, a date, the beginning of an event id, and a
/// date written differently if it has only one interpretation.
///
/// # Errors
/// Returns any error of the store.
pub fn destination(
    timeline: &Timeline,
    view: &Selection,
    line: &str,
) -> Answer<Option<Destination>> {
    let text = line.trim();
    let begun = match text {
        "" => None,
        text => timeline.beginning(text, 1)?.first().copied(),
    };
    let event = begun.map(|id| Ok((id, timeline.event(id)?.slug.clone())));
    Ok(match (event.transpose()?, Date::parse(text)) {
        (Some((id, slug)), date) if date.is_err() || slug == text => Some(Destination {
            id,
            understood: slug,
            said: String::new(),
        }),
        (_, Ok(date)) => at_date(timeline, view, &date, false)?,
        (_, Err(error)) => match &error.meant[..] {
            [meant] => match Date::parse(meant) {
                Ok(date) => at_date(timeline, view, &date, true)?,
                Err(_) => None,
            },
            _ => None,
        },
    })
}

/// Returns the event at or nearest to a date, among those of a selection.
fn at_date(
    timeline: &Timeline,
    view: &Selection,
    date: &Date,
    guessed: bool,
) -> Answer<Option<Destination>> {
    let rank = timeline.rank_near(view, date)?;
    let id = rank.map(|rank| view.at(rank)).transpose()?.flatten();
    let Some(id) = id else {
        return Ok(None);
    };
    let event = timeline.event(id)?;
    let Some(start) = event.when.date().map(Date::start) else {
        return Ok(None);
    };
    let within = date.earliest().is_none_or(|day| day <= start)
        && date.latest().is_none_or(|day| start <= day);
    let words = date.words();
    Ok(Some(Destination {
        id,
        said: match (within, guessed) {
            (false, _) => format!("{words}: no event begins then; this is the nearest"),
            (true, true) => format!("{words} is written {}", date.as_str()),
            (true, false) => String::new(),
        },
        understood: words,
    }))
}
