//! Which citations `--accept EVENT[#N]` and `--widen EVENT[#N]` mean, and why some cannot be changed.

use super::edit::Edit;
use crate::check::{Finding, findings};
use crate::command::input::ids_listed;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::load::Input;
use crate::timeline::{Answer, Timeline};

/// What to do with a citation.
#[derive(Clone, Copy)]
pub(super) enum Aim {
    /// Take the text of the source.
    Accept,
    /// Quote the whole sentence.
    Widen,
}

impl Aim {
    /// Returns why it cannot be done, as advice what to do instead.
    fn refusal(self, finding: &Finding<'_>) -> Option<&'static str> {
        match self {
            Self::Accept => finding.refusal(),
            Self::Widen => finding.widened().err(),
        }
    }
}

/// Returns the changes to the citations that `EVENT[#N]` means. Without a number, those of the event that can
/// be changed.
///
/// # Errors
/// There is no such event or citation, or none can be changed: a reason for each.
pub(super) fn wished(
    wish: &str,
    aim: Aim,
    timeline: &Timeline,
    inputs: &[Input],
) -> Answer<Result<Vec<Edit>, Vec<Diagnostic>>> {
    let (slug, number) = split(wish, timeline)?;
    let Some(id) = timeline.find(slug)? else {
        let help = timeline.did_you_mean(slug)?;
        let paths = inputs.iter().filter_map(|input| input.path.clone());
        let help = help.unwrap_or_else(|| ids_listed(&paths.collect::<Vec<_>>(), None));
        let found = unknown(Code::UnknownEvent, format!("no event `{slug}`"), inputs);
        return Ok(Err(vec![found.with_help(help)]));
    };
    let event = timeline.event(id)?;
    let asked = named(number, findings(timeline, id, &event));
    if asked.is_empty() {
        let numbers = event
            .citations
            .iter()
            .map(|citation| (citation.position() + 1).to_string());
        let numbers: Vec<String> = numbers.collect();
        let (Some(number), false) = (number, numbers.is_empty()) else {
            let message = format!("`{slug}` cites nothing");
            return Ok(Err(vec![unknown(Code::UnknownCitation, message, inputs)]));
        };
        let message = format!("`{slug}` has no citation {number}");
        let help = format!("it has {}", numbers.join(", "));
        let found = unknown(Code::UnknownCitation, message, inputs);
        return Ok(Err(vec![found.with_help(help)]));
    }
    let (good, bad): (Vec<_>, Vec<_>) = asked
        .into_iter()
        .partition(|finding| aim.refusal(finding).is_none());
    Ok(if good.is_empty() {
        let bad = bad.iter();
        Err(bad
            .map(|finding| refused(finding, aim))
            .collect::<Answer<_>>()?)
    } else {
        let good = good.iter();
        Ok(match aim {
            Aim::Accept => good.flat_map(corrections).collect(),
            Aim::Widen => good.filter_map(Edit::of_widened).collect(),
        })
    })
}

/// Returns the changes that make a quote equal to its source, in the right paragraph.
fn corrections(finding: &Finding<'_>) -> impl Iterator<Item = Edit> {
    let place = Edit::of_place(finding);
    place.chain(Edit::of_quote(finding))
}

/// Returns the citation with a number, from 1, or all of them without a number.
fn named<'a>(number: Option<&str>, all: impl Iterator<Item = Finding<'a>>) -> Vec<Finding<'a>> {
    let Some(number) = number else {
        return all.collect();
    };
    let number = number.parse::<usize>().ok();
    let meant = |finding: &Finding<'_>| number == Some(finding.citation.position() + 1);
    all.filter(meant).collect()
}

/// Returns an error about something that is in none of the files.
fn unknown(code: Code, message: String, inputs: &[Input]) -> Diagnostic {
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    Diagnostic::of_file(code, Severity::Error, &names.join(", "), message)
}

/// Splits a request into the id of an event and what follows the `#`, unless that is part of the id.
fn split<'w>(wish: &'w str, timeline: &Timeline) -> Answer<(&'w str, Option<&'w str>)> {
    let is_id = timeline.find(wish)?.is_some();
    Ok(match wish.rsplit_once('#') {
        Some((id, number)) if !is_id => (id, Some(number)),
        _ => (wish, None),
    })
}

fn refused(finding: &Finding<'_>, aim: Aim) -> Answer<Diagnostic> {
    let state = finding.anchor.state;
    let (id, number) = (&finding.event.slug, finding.citation.position() + 1);
    let (name, words) = (state.name(), state.words());
    let message = match aim {
        Aim::Accept => {
            format!("`{id}#{number}` cannot be accepted because it is {name}: {words}")
        }
        Aim::Widen => format!("`{id}#{number}` cannot be widened"),
    };
    let origin = finding.citation.origin;
    let place = (origin.line(), origin.column());
    let file = finding.timeline.written(finding.id)?;
    let found = file.diagnostic_at(Code::NotAccepted, Severity::Error, place, message);
    Ok(found.with_help(aim.refusal(finding).unwrap_or_default()))
}
