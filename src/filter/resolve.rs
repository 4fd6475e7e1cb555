//! Resolves a filter against a timeline: names become ids, text is folded, dates become spans of days.

use super::dates;
use super::mistakes::{self, Mistake};
use super::parser::{Field, Is, Tree};
use crate::diagnostic::{Code, Diagnostic, Severity, TextFile};
use crate::text::fold::fold;
use crate::timeline::{
    ActorId, Part, Property, Query, Relation, SourceId, Status, Term, Text, Timeline, Verdict,
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
            let wrong = |Mistake { message, help }| {
                let found = file.diagnostic(Code::Filter, Severity::Error, span.clone(), message);
                match help {
                    Some(help) => found.with_help(help),
                    None => found,
                }
            };
            let refuse = |found: Option<Mistake>| found.map_or(Ok(()), |found| Err(wrong(found)));
            let is_known = |found: fn(&str, &Timeline) -> Option<Mistake>| match unknown {
                Unknown::Refused => refuse(found(value, timeline)),
                Unknown::Kept => Ok(()),
            };
            let Some(field) = field else {
                let is_quoted = span.len() > value.len();
                if !is_quoted {
                    let after = file.text.get(span.end..).unwrap_or_default();
                    refuse(mistakes::misread(value, after, timeline))?;
                }
                return Ok(Query::Term(Term::Words(fold(value))));
            };
            let text = |part| Text::new(value, if *exact { Part::Whole } else { part });
            let related =
                |relation| {
                    if *exact {
                        return Err(wrong(mistakes::exact_date()));
                    }
                    let span = dates::span(value, span.clone(), file).map_err(|found| {
                        match mistakes::either(*field, value).filter(|_| dates::are_several(value))
                        {
                            Some(help) => found.with_help(help),
                            None => found,
                        }
                    })?;
                    Ok(Term::Date(relation, span))
                };
            let no_such = || wrong(mistakes::unknown_keyword(*field, value));
            Query::Term(match field {
                Field::Date => related(Relation::Overlaps)?,
                Field::Within => related(Relation::Within)?,
                Field::Before => related(Relation::Before)?,
                Field::After => related(Relation::After)?,
                Field::Actor => {
                    let named = actors(value, *exact, timeline);
                    if named.is_empty() {
                        refuse(mistakes::unknown_actor(value, timeline))?;
                    }
                    Term::Actor(named)
                }
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
                Field::Status => Term::Status(Status::named(&fold(value)).ok_or_else(no_such)?),
                Field::Verdict => Term::Verdict(Verdict::named(&fold(value)).ok_or_else(no_such)?),
                Field::Is => property(Is::named(&fold(value)).ok_or_else(no_such)?),
            })
        }
    })
}

/// Returns the actors with a name and, unless `exact`, everyone who belongs to them, in the order of ids. A
/// whole id, name or alias takes precedence over the beginning of one, and that over the beginning of a word.
fn actors(value: &str, exact: bool, timeline: &Timeline) -> Vec<ActorId> {
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
    if !exact {
        named = timeline.members(&named);
    }
    named
}

/// Returns the condition that a property stands for.
pub fn property(word: Is) -> Term {
    match word {
        Is::Planned => Term::Status(Status::Planned),
        Is::Disputed => Term::Status(Status::Disputed),
        Is::Denied => Term::Status(Status::Denied),
        Is::Draft => Term::Status(Status::Draft),
        Is::Approximate => Term::Is(Property::Approximate),
        Is::Uncertain => Term::Is(Property::Uncertain),
        Is::Undated => Term::Is(Property::Undated),
        Is::Uncited => Term::Is(Property::Uncited),
        Is::Unverified => Term::Is(Property::Unverified),
        Is::Cut => Term::Is(Property::Cut),
        Is::Conflict => Term::Is(Property::Conflict),
    }
}
