//! A tree resolved against a timeline, and what it says of an event. Names are looked
//! up once, so that asking about an event compares numbers and folded text.

use super::dates;
use super::parser::{Field, IS, Is, Tree};
use crate::date::Date;
use crate::date::relation::{self, Certainty, Span};
use crate::diagnostic::{Diagnostic, Severity, TextFile, did_you_mean};
use crate::text::fold::fold;
use crate::timeline::{ActorId, Event, EventId, Source, Status, Timeline};

/// A filter ready to be asked.
#[derive(Clone, Debug)]
pub enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// Per actor of the timeline: does it count?
    Actor(Vec<bool>),
    /// Per source of the timeline: does it count?
    Source(Vec<bool>),
    Tag(Text),
    Place(Text),
    Title(Text),
    Quote(Text),
    Id(Text),
    Words(String),
    Date(Relation, Span),
    Status(Status),
    Is(Is),
}

/// How a date must stand to a span. An event without a date stands in no relation.
#[derive(Clone, Copy, Debug)]
pub enum Relation {
    /// It may overlap.
    Overlaps,
    /// It certainly lies within.
    Within,
    /// It certainly lies before.
    Before,
    /// It certainly lies after.
    After,
}

impl Relation {
    fn holds(self, date: &Date, span: Span) -> bool {
        let certain = match self {
            Self::Overlaps => return relation::overlap(date, span) != Certainty::Impossible,
            Self::Within => relation::within(date, span),
            Self::Before => relation::before(date, span),
            Self::After => relation::after(date, span),
        };
        certain == Certainty::Certain
    }
}

/// A folded value; `exact` asks for the whole, not for a part.
#[derive(Clone, Debug)]
pub struct Text {
    value: String,
    exact: bool,
}

impl Text {
    fn is_in(&self, text: &str) -> bool {
        let text = fold(text);
        if self.exact {
            text == self.value
        } else {
            text.contains(&self.value)
        }
    }

    fn begins(&self, text: &str) -> bool {
        let text = fold(text);
        if self.exact {
            text == self.value
        } else {
            text.starts_with(&self.value)
        }
    }
}

/// Looks the names of a tree up.
pub fn resolve(tree: &Tree, timeline: &Timeline, file: &TextFile<'_>) -> Result<Test, Diagnostic> {
    let several = |trees: &[Tree]| {
        let tests = trees.iter().map(|tree| resolve(tree, timeline, file));
        tests.collect::<Result<Vec<_>, _>>()
    };
    Ok(match tree {
        Tree::All(trees) => Test::All(several(trees)?),
        Tree::Any(trees) => Test::Any(several(trees)?),
        Tree::Not(tree) => Test::Not(Box::new(resolve(tree, timeline, file)?)),
        Tree::Term {
            field,
            exact,
            value,
            span,
        } => {
            let wrong = |message: String, help: Option<String>| {
                let found = file.diagnostic("filter", Severity::Error, span.clone(), message);
                match help {
                    Some(help) => found.with_help(help),
                    None => found,
                }
            };
            let text = Text {
                value: fold(value),
                exact: *exact,
            };
            let related = |relation| {
                if *exact {
                    let help = "`within:` keeps what certainly falls in it".to_owned();
                    return Err(wrong(
                        "`=` means nothing before a date".to_owned(),
                        Some(help),
                    ));
                }
                let span = dates::span(value, span.clone(), file)?;
                Ok(Test::Date(relation, span))
            };
            match field {
                Field::Date => related(Relation::Overlaps)?,
                Field::Within => related(Relation::Within)?,
                Field::Before => related(Relation::Before)?,
                Field::After => related(Relation::After)?,
                Field::Any => Test::Words(text.value),
                Field::Actor => Test::Actor(actors(value, *exact, timeline).ok_or_else(|| {
                    let known = timeline.actors().iter().map(|actor| actor.slug.as_str());
                    wrong(
                        format!("no actor goes by `{value}`"),
                        did_you_mean(value, known)
                            .or_else(|| Some("`annals actors` names them all".to_owned())),
                    )
                })?),
                Field::Source => {
                    let matches =
                        |source: &Source| text.is_in(&source.slug) || text.is_in(&source.title);
                    Test::Source(timeline.sources().iter().map(matches).collect())
                }
                Field::Tag => Test::Tag(text),
                Field::Place => Test::Place(text),
                Field::Title => Test::Title(text),
                Field::Quote => Test::Quote(text),
                Field::Id => Test::Id(text),
                Field::Status => Test::Status(
                    word(&Status::ALL.map(|(status, name)| (status, name, "")), value)
                        .map_err(|help| wrong(format!("`{value}` is no status"), Some(help)))?,
                ),
                Field::Is => Test::Is(
                    word(&IS, value)
                        .map_err(|help| wrong(format!("no event is `{value}`"), Some(help)))?,
                ),
            }
        }
    })
}

fn word<T: Copy>(table: &[(T, &'static str, &'static str)], value: &str) -> Result<T, String> {
    let value = fold(value);
    let found = table.iter().find(|(_, name, _)| *name == value);
    found.map(|(known, ..)| *known).ok_or_else(|| {
        let names = table.iter().map(|(_, name, _)| *name);
        did_you_mean(&value, names.clone())
            .unwrap_or_else(|| format!("use one of: {}", names.collect::<Vec<_>>().join(", ")))
    })
}

/// Those who go by a name, and unless `exact` those who belong to them. An actor who
/// has the whole name keeps those away who only begin with it.
fn actors(value: &str, exact: bool, timeline: &Timeline) -> Option<Vec<bool>> {
    let value = fold(value);
    let goes_by = |test: &dyn Fn(&str) -> bool| -> Vec<ActorId> {
        let numbered = timeline.actors().iter().enumerate();
        let found = numbered.filter(|(_, actor)| {
            let mut names = [&actor.slug, &actor.name].into_iter().chain(&actor.aliases);
            names.any(|name| test(&fold(name)))
        });
        found.map(|(index, _)| ActorId::new(index)).collect()
    };
    let mut named = goes_by(&|name| name == value);
    if named.is_empty() {
        named = goes_by(&|name| name.starts_with(&value));
    }
    if named.is_empty() {
        // Last, the beginning of any word of a name: `jong` finds Kim Jong-un.
        let apart = |c: char| !c.is_alphanumeric();
        named = goes_by(&|name| name.split(apart).any(|word| word.starts_with(&value)));
    }
    if named.is_empty() {
        return None;
    }
    let mut among = vec![false; timeline.actors().len()];
    for id in named {
        if let Some(is_named) = among.get_mut(id.index()) {
            *is_named = true;
        }
    }
    let is_named = |id: &ActorId| among.get(id.index()).copied().unwrap_or_default();
    let counts = |index| {
        let id = ActorId::new(index);
        if exact {
            is_named(&id)
        } else {
            timeline.groups(id).iter().any(is_named)
        }
    };
    Some((0..timeline.actors().len()).map(counts).collect())
}

impl Test {
    /// Whether an event passes.
    pub fn keeps(&self, timeline: &Timeline, id: EventId) -> bool {
        let Some(event) = timeline.event(id) else {
            return false;
        };
        let mut citations = event.citations.iter();
        match self {
            Self::All(tests) => tests.iter().all(|test| test.keeps(timeline, id)),
            Self::Any(tests) => tests.iter().any(|test| test.keeps(timeline, id)),
            Self::Not(test) => !test.keeps(timeline, id),
            Self::Actor(counts) => {
                let mut actors = event.actors.iter();
                actors.any(|p| counts.get(p.actor.index()).copied().unwrap_or_default())
            }
            Self::Source(counts) => {
                citations.any(|c| counts.get(c.source.index()).copied().unwrap_or_default())
            }
            Self::Tag(text) => event.tags.iter().any(|tag| text.begins(tag)),
            Self::Place(text) => event.place.as_ref().is_some_and(|place| text.is_in(place)),
            Self::Title(text) => text.is_in(&event.title),
            Self::Quote(text) => citations.any(|c| c.quote.as_ref().is_some_and(|q| text.is_in(q))),
            Self::Id(text) => text.begins(&event.slug),
            Self::Words(folded) => timeline.folded(id).contains(folded.as_str()),
            Self::Date(relation, span) => {
                let date = event.when.date();
                date.is_some_and(|date| relation.holds(date, *span))
            }
            Self::Status(status) => event.status == *status,
            Self::Is(property) => is(*property, id, event, timeline),
        }
    }
}

fn is(property: Is, id: EventId, event: &Event, timeline: &Timeline) -> bool {
    let date = event.when.date();
    match property {
        Is::Planned => event.status == Status::Planned,
        Is::Disputed => event.status == Status::Disputed,
        Is::Denied => event.status == Status::Denied,
        Is::Approximate => date.is_some_and(Date::is_approximate),
        Is::Uncertain => date.is_some_and(Date::is_uncertain),
        Is::Undated => date.is_none(),
        Is::Uncited => event.citations.is_empty(),
        Is::Unverified => {
            let mut citations = event.citations.iter();
            citations.any(|citation| !timeline.anchor(citation).state.is_verified())
        }
        Is::Conflict => timeline.has_conflict(id),
    }
}
