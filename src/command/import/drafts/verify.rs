//! Whether the quotes of a proposed event are in its sources.

use std::collections::HashMap;
use std::fmt::Write;
use std::io;

use super::actors::{Actors, Meant, NewActor};
use crate::cli::OnMissing;
use crate::command::new_ids::NewIds;
use crate::date::Date;
use crate::diagnostic::{did_you_mean, quoted};
use crate::import::{Cited, Importer, Named, Record};
use crate::text::fold::fold;
use crate::text::sanitize;
use crate::timeline::{Citation, Origin, Source, SourceId, Stance, Timeline};

/// A date that says nothing, for events whose date is not known.
const UNKNOWN_DATE: &str = "XXXX";

/// The most faults of an event that are named when it is refused.
const MOST_FAULTS: usize = 4;

/// What is written of the proposals.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The actors that the event files do not have.
    pub actors: Vec<NewActor>,
    /// The events.
    pub events: Vec<Record<'static>>,
}

/// Takes proposed events, verifies their quotes, and keeps or refuses them.
pub struct Verifier<'t> {
    timeline: &'t Timeline,
    on_missing: OnMissing,
    /// The sources by their ids, titles and addresses, folded.
    sources: HashMap<String, SourceId>,
    actors: Actors,
    ids: NewIds,
    events: Vec<Record<'static>>,
}

impl<'t> Verifier<'t> {
    /// Verifies against the sources of a timeline.
    pub fn new(timeline: &'t Timeline, on_missing: OnMissing) -> Self {
        let mut sources = HashMap::new();
        for (index, source) in timeline.sources().iter().enumerate() {
            let names = [Some(source.slug()), Some(source.title()), source.page()];
            for name in names.into_iter().flatten() {
                sources.entry(fold(name)).or_insert(SourceId::new(index));
            }
        }
        Self {
            timeline,
            on_missing,
            sources,
            actors: Actors::new(timeline),
            ids: NewIds::new("draft"),
            events: Vec::new(),
        }
    }

    /// Returns what is to be written.
    pub fn finish(self) -> Drafts {
        Drafts {
            actors: self.actors.added(),
            events: self.events,
        }
    }

    /// Keeps a proposed event with the citations whose quotes are verified, or refuses it.
    ///
    /// # Errors
    /// Those of the importer and of the store.
    pub fn take(&mut self, proposed: Record<'_>, importer: &mut Importer<'_>) -> io::Result<()> {
        let title = sanitize::line(&proposed.title);
        if title.is_empty() {
            importer.refuse("it has no title");
            return Ok(());
        }
        let mut notes = vec![proposed.note.to_string()];
        let mut citations = Vec::new();
        let mut verified = 0_usize;
        let mut faults = Vec::new();
        for cited in &proposed.citations {
            let Judged { citation, fault } = self.verify(cited);
            match fault {
                None => {
                    verified = verified.saturating_add(1);
                    citations.extend(citation);
                }
                Some(why) => {
                    if self.on_missing == OnMissing::Keep {
                        citations.extend(citation);
                    }
                    notes.push(format!("Draft: {why}."));
                    faults.push(why);
                }
            }
        }
        if proposed.citations.is_empty() {
            faults.push("it has no citation".to_owned());
            notes.push("Draft: it has no citation.".to_owned());
        }
        if verified == 0 && self.on_missing == OnMissing::Refuse {
            importer.refuse(first_faults(&faults));
            return Ok(());
        }
        for fault in &faults {
            importer.alter(match self.on_missing {
                OnMissing::Refuse => format!("{fault}; the citation is left out"),
                OnMissing::Keep => format!("{fault}; the note says so"),
            });
        }
        if self.on_missing == OnMissing::Refuse {
            notes.truncate(1);
        }
        let date = date(&proposed.date, &mut notes);
        let record = Record {
            id: self.id(&proposed.id, &title, importer)?.into(),
            date: date.into(),
            title: title.into(),
            summary: proposed.summary.into_owned().into(),
            actors: self.actors_of(&proposed.actors, importer),
            place: proposed.place.into_owned().into(),
            tags: proposed
                .tags
                .iter()
                .map(|tag| tag.to_string().into())
                .collect(),
            status: proposed.status.into_owned().into(),
            note: joined(&notes).into(),
            citations,
        };
        importer.keep(record.clone())?;
        self.events.push(record);
        Ok(())
    }

    /// Looks for the quote of a citation in its source. A verified one gets the paragraph in which it is.
    fn verify(&self, cited: &Cited<'_>) -> Judged {
        let name = quoted(&cited.source);
        let id = self.sources.get(&fold(&cited.source)).copied();
        let known = id.and_then(|id| Some((id, self.timeline.source(id)?)));
        let Some((id, source)) = known else {
            let slugs = self.timeline.sources().iter().map(Source::slug);
            let near = did_you_mean(&cited.source, slugs);
            let near = near.map_or_else(String::new, |near| format!(" ({near})"));
            return Judged {
                citation: None,
                fault: Some(format!("there is no source {name}{near}")),
            };
        };
        let mut found = Cited {
            source: source.slug().to_owned().into(),
            paragraph: cited.paragraph,
            quote: cited.quote.to_string().into(),
            ..Cited::default()
        };
        let stance = Stance::named(cited.stance.trim());
        if let Some(stance) = stance.filter(|stance| *stance != Stance::default()) {
            found.stance = stance.name().into();
        }
        let mut citation = Citation::new(id, Origin::default());
        citation.quote = Some(sanitize::block(cited.quote.trim()).as_ref().into());
        if let Some(number) = cited.paragraph {
            citation.set_paragraph(number);
        }
        let anchor = self.timeline.anchor(&citation);
        let fault = if cited.quote.trim().is_empty() {
            Some(format!("the citation of {name} has no quote"))
        } else if stance.is_none() && !cited.stance.is_empty() {
            let stance = quoted(&sanitize::line(&cited.stance));
            let known = Stance::NAMES.iter().map(|(_, name)| quoted(name));
            let known: Vec<String> = known.collect();
            let known = known.join(" or ");
            Some(format!(
                "the citation of {name} has the stance {stance}, which is not {known}"
            ))
        } else if anchor.state.is_verified() {
            found.paragraph = anchor.paragraph();
            None
        } else {
            let said = quoted(&sanitize::line(&cited.quote));
            let words = anchor.state.words();
            Some(format!(
                "the quote {said} is not verified in {name}: {words}"
            ))
        };
        Judged {
            citation: Some(found),
            fault,
        }
    }

    /// Returns an id that no event of the event files and no other draft has.
    fn id(&mut self, given: &str, title: &str, importer: &mut Importer<'_>) -> io::Result<String> {
        let timeline = self.timeline;
        let mut failed = None;
        let name = if given.is_empty() { title } else { given };
        let id = self.ids.give(name, |id| match timeline.find(id) {
            Ok(found) => found.is_some(),
            Err(error) => {
                failed = Some(error.to_string());
                false
            }
        });
        if let Some(error) = failed {
            return Err(io::Error::other(error));
        }
        if !given.is_empty() && id != given {
            importer.alter(format!(
                "the id {} is taken or not in kebab-case; it is {}",
                quoted(given),
                quoted(&id)
            ));
        }
        Ok(id)
    }

    fn actors_of(
        &mut self,
        proposed: &[Named<'_>],
        importer: &mut Importer<'_>,
    ) -> Vec<Named<'static>> {
        let mut actors: Vec<Named<'static>> = Vec::new();
        for named in proposed {
            let name = sanitize::line(&named.id);
            let slug = match self.actors.find(&name) {
                Meant::Known(slug) => slug,
                Meant::New(slug) => {
                    importer.read_as(format!("{} is a new actor, `{slug}`", quoted(&name)));
                    slug
                }
                Meant::Several(slugs) => {
                    let slugs = slugs.join("` or `");
                    importer.alter(format!(
                        "the actor {} may be `{slugs}`, and is left out",
                        quoted(&name)
                    ));
                    continue;
                }
            };
            if !actors.iter().any(|actor| actor.id == slug) {
                actors.push(Named {
                    id: slug.into(),
                    role: named.role.to_string().into(),
                });
            }
        }
        actors
    }
}

/// What is found of a citation.
struct Judged {
    /// The citation as it can be written. None if its source is not known.
    citation: Option<Cited<'static>>,
    /// Why it is not verified.
    fault: Option<String>,
}

/// Returns a date that an event file can have. What is not one goes into the note.
fn date(proposed: &str, notes: &mut Vec<String>) -> String {
    if Date::parse(proposed).is_ok() {
        return proposed.to_owned();
    }
    if !proposed.is_empty() {
        notes.push(format!("Proposed date: {proposed}"));
    }
    UNKNOWN_DATE.to_owned()
}

/// Returns the first faults of an event, and how many others there are.
fn first_faults(faults: &[String]) -> String {
    let (first, others) = faults.split_at(faults.len().min(MOST_FAULTS));
    let mut text = first.join("; ");
    if !others.is_empty() {
        let _ = write!(text, "; and {} more", others.len());
    }
    text
}

fn joined(notes: &[String]) -> String {
    let notes = notes.iter().filter(|note| !note.is_empty());
    let notes: Vec<&str> = notes.map(String::as_str).collect();
    notes.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_faults_are_named() {
        let faults: Vec<String> = (1..=6).map(|number| number.to_string()).collect();
        assert_eq!(first_faults(&faults), "1; 2; 3; 4; and 2 more");
        assert_eq!(first_faults(&faults[..4]), "1; 2; 3; 4");
    }
}
