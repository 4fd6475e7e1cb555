//! Resolves a filter against a timeline: names become ids, text is folded, dates become spans of days.

use super::dates;
use super::mistakes::{self, Mistake};
use super::parser::{Field, Is, Tree};
use crate::diagnostic::{Code, Diagnostic, Severity, TextFile, did_you_mean, quoted};
use crate::text::fold::fold;
use crate::timeline::{
    Actor, ActorId, Part, Property, Query, Relation, SourceId, Status, Term, Text, Timeline,
    Verdict,
};

/// What becomes of tags and sources that the timeline does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// They are errors.
    Refused,
    /// They keep nothing.
    Kept,
}

/// Turns the tree of a filter into a query.
///
/// # Errors
/// Unknown names and invalid values, at their place in the text.
pub fn resolve(
    tree: &Tree,
    timeline: &Timeline,
    unknown: Unknown,
    file: &TextFile<'_>,
) -> Result<Query, Diagnostic> {
    let several = |trees: &[Tree]| {
        let parts = trees
            .iter()
            .map(|tree| resolve(tree, timeline, unknown, file));
        parts.collect::<Result<Vec<_>, _>>()
    };
    Ok(match tree {
        Tree::All(trees) => Query::All(several(trees)?),
        Tree::Any(trees) => Query::Any(several(trees)?),
        Tree::Not(tree) => Query::Not(Box::new(resolve(tree, timeline, unknown, file)?)),
        Tree::Term {
            field,
            exact,
            value,
            span,
        } => {
            let wrong = |message: String, help: Option<String>| {
                let found = file.diagnostic(Code::Filter, Severity::Error, span.clone(), message);
                match help {
                    Some(help) => found.with_help(help),
                    None => found,
                }
            };
            let text = |part| Text::new(value, if *exact { Part::Whole } else { part });
            let related = |relation| {
                if *exact {
                    let help = "use `within:` for what certainly falls in it".to_owned();
                    return Err(wrong(
                        "`=` has no meaning before a date".to_owned(),
                        Some(help),
                    ));
                }
                let span = dates::span(value, span.clone(), file)?;
                Ok(Term::Date(relation, span))
            };
            let refuse = |found: Option<Mistake>| match found {
                Some(Mistake { message, help }) => Err(wrong(message, help)),
                None => Ok(()),
            };
            let is_known = |found: fn(&str, &Timeline) -> Option<Mistake>| match unknown {
                Unknown::Refused => refuse(found(value, timeline)),
                Unknown::Kept => Ok(()),
            };
            let Some(field) = field else {
                let is_quoted = span.len() > value.len();
                if !is_quoted {
                    refuse(mistakes::misread(value, timeline))?;
                }
                return Ok(Query::Term(Term::Words(fold(value))));
            };
            let no_such = |what: &str| {
                let help = one_of(value, *field);
                wrong(format!("unknown {what} {}", quoted(value)), Some(help))
            };
            Query::Term(match field {
                Field::Date => related(Relation::Overlaps)?,
                Field::Within => related(Relation::Within)?,
                Field::Before => related(Relation::Before)?,
                Field::After => related(Relation::After)?,
                Field::Actor => Term::Actor(actors(value, *exact, timeline).ok_or_else(|| {
                    let known = timeline.actors().iter().map(Actor::slug);
                    wrong(
                        format!("no actor matches {}", quoted(value)),
                        did_you_mean(value, known)
                            .or_else(|| Some("`annals actors` lists all actors".to_owned())),
                    )
                })?),
                Field::Source => {
                    is_known(mistakes::unknown_source)?;
                    let text = text(Part::Any);
                    let sources = timeline.sources().iter().enumerate();
                    let matching = sources.filter(|(_, source)| {
                        text.matches(source.slug()) || text.matches(source.title())
                    });
                    Term::Source(matching.map(|(index, _)| SourceId::new(index)).collect())
                }
                Field::Tag => {
                    is_known(mistakes::unknown_tag)?;
                    Term::Tag(text(Part::Start))
                }
                Field::Place => Term::Place(text(Part::Any)),
                Field::Title => Term::Title(text(Part::Any)),
                Field::Quote => Term::Quote(text(Part::Any)),
                Field::Id => Term::Id(text(Part::Start)),
                Field::Status => {
                    Term::Status(Status::named(&fold(value)).ok_or_else(|| no_such("status"))?)
                }
                Field::Verdict => {
                    Term::Verdict(Verdict::named(&fold(value)).ok_or_else(|| no_such("verdict"))?)
                }
                Field::Is => property(Is::named(&fold(value)).ok_or_else(|| no_such("property"))?),
            })
        }
    })
}

/// Returns a hint at the words that can be written instead of a value.
fn one_of(value: &str, field: Field) -> String {
    let words = field.keywords();
    did_you_mean(&fold(value), words.iter().copied())
        .unwrap_or_else(|| format!("use one of: {}", words.join(", ")))
}

/// Returns the actors with a name and, unless `exact`, everyone who belongs to them, in the order of ids. A
/// whole id, name or alias takes precedence over the beginning of one, and that over the beginning of a word.
fn actors(value: &str, exact: bool, timeline: &Timeline) -> Option<Vec<ActorId>> {
    let value = fold(value);
    let goes_by = |test: &dyn Fn(&str) -> bool| -> Vec<ActorId> {
        let numbered = timeline.actors().iter().enumerate();
        let found = numbered.filter(|(_, actor)| actor.names().any(|name| test(&fold(name))));
        found.map(|(index, _)| ActorId::new(index)).collect()
    };
    let mut named = goes_by(&|name| name == value);
    if named.is_empty() {
        named = goes_by(&|name| name.starts_with(&value));
    }
    if named.is_empty() {
        // `jong` finds Kim Jong-un.
        let apart = |c: char| !c.is_alphanumeric();
        named = goes_by(&|name| name.split(apart).any(|word| word.starts_with(&value)));
    }
    if named.is_empty() {
        return None;
    }
    if !exact {
        named = timeline.members(&named);
    }
    Some(named)
}

/// Returns the condition that a property stands for.
pub fn property(word: Is) -> Term {
    match word {
        Is::Planned => Term::Status(Status::Planned),
        Is::Disputed => Term::Status(Status::Disputed),
        Is::Denied => Term::Status(Status::Denied),
        Is::Approximate => Term::Is(Property::Approximate),
        Is::Uncertain => Term::Is(Property::Uncertain),
        Is::Undated => Term::Is(Property::Undated),
        Is::Uncited => Term::Is(Property::Uncited),
        Is::Unverified => Term::Is(Property::Unverified),
        Is::Cut => Term::Is(Property::Cut),
        Is::Conflict => Term::Is(Property::Conflict),
    }
}
