//! Which dates tell the texts of a source apart.

use anyhow::{Context, Result, bail, ensure};

use crate::command::environment::Environment;
use crate::command::source::known::Known;
use crate::date::Date;
use crate::diagnostic::quoted;

/// The dates of two texts of one source. No other text of the source has either of them.
pub struct Dates {
    /// That of the text that the event file has.
    pub before: String,
    /// That of the newer one: the day, or also the time if there is a text of that day already.
    pub now: String,
}

impl Dates {
    /// Returns the dates of the text of a source and of one that replaces it now.
    ///
    /// # Errors
    /// Nothing says from when the text of the source is, or it has the date of an edition; a text was replaced less than
    /// a second ago.
    pub fn of(known: &Known<'_>, environment: &Environment) -> Result<Self> {
        let id = quoted(known.source.slug());
        let Some(before) = date(known) else {
            bail!(
                "nothing says from which day the text of {id} is; give it `retrieved = \"YYYY-MM-DD\"`"
            );
        };
        let editions = known.source.editions.iter();
        let mut taken: Vec<&str> = editions.map(|it| it.retrieved.as_str()).collect();
        ensure!(
            !taken.contains(&before.as_str()),
            "{id} has an edition of {before}, which may also be the day of its text; give it a later `retrieved`"
        );
        taken.push(&before);
        let now = free(&environment.today, &environment.now, &taken);
        let now = now.with_context(|| {
            format!("{id} got a new text less than a second ago; run the command again")
        })?;
        let now = now.to_owned();
        Ok(Self { before, now })
    }
}

/// Returns the date of the text that the event file has.
fn date(known: &Known<'_>) -> Option<String> {
    let source = known.source;
    let taken = || Some(known.header?.taken.clone()).filter(|day| Date::parse(day).is_ok());
    let written = |date: &Option<Date>| date.as_ref().map(|date| date.as_str().to_owned());
    let retrieved = written(&source.retrieved);
    retrieved
        .or_else(taken)
        .or_else(|| written(&source.published))
}

/// Returns a day, or a time on that day if one of the taken dates is of it. `None` if that is taken too.
fn free<'a>(today: &'a str, now: &'a str, taken: &[&str]) -> Option<&'a str> {
    if taken.iter().any(|date| date.starts_with(today)) {
        Some(now).filter(|now| !taken.contains(now))
    } else {
        Some(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_second_text_of_a_day_has_a_time() {
        let (today, now) = ("2026-11-28", "2026-11-28T16:05:09");
        for (taken, expected) in [
            (&["2025-09-03", "2026-11"][..], Some(today)),
            (&["2026-11-28"], Some(now)),
            (&["2026-11-28T09:00:00Z"], Some(now)),
            (&["2026-11-28", "2026-11-28T16:05:08"], Some(now)),
            (&["2026-11-28", now], None),
        ] {
            assert_eq!(free(today, now, taken), expected, "{taken:?}");
        }
        let order = |date: &str| Date::parse(date).expect("a date").order();
        assert!(order(today) < order(now));
    }
}
