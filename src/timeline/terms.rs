//! Which events satisfy a query.
//!
//! A query narrows a set of events. What the columns answer comes first, so that as few events as possible
//! have to be read for the rest.

use super::flags::Flags;
use super::set::Set;
use super::wanted::Wanted;
use super::{
    ActorId, Answer, Citation, Citing, Event, EventId, Field, FileStore, Part, Property, Query,
    StoreError, Term, Text, Verdict, share,
};
use crate::anchor::Anchor;
use crate::date::Date;
use crate::parallel;

impl FileStore {
    /// Returns those of some events that a query keeps.
    pub(super) fn narrow(
        &self,
        query: &Query,
        events: &Set,
        wanted: &(dyn Fn() -> bool + Sync),
    ) -> Answer<Set> {
        if !wanted() {
            return Err(StoreError::Unwanted);
        }
        match query {
            Query::All(parts) => {
                let mut parts: Vec<&Query> = parts.iter().collect();
                parts.sort_by_key(|part| part.reads_events());
                let mut kept = events.clone();
                for part in parts {
                    kept = self.narrow(part, &kept, wanted)?;
                }
                Ok(kept)
            }
            Query::Any(parts) => {
                let mut kept = self.none();
                for part in parts {
                    kept = kept.or(&self.narrow(part, &events.without(&kept), wanted)?);
                }
                Ok(kept)
            }
            Query::Not(part) => Ok(events.without(&self.narrow(part, events, wanted)?)),
            Query::Term(term) => match self.known(term) {
                Some(kept) => Ok(kept.and(events)),
                None => self.read_for(term, events, wanted),
            },
        }
    }

    /// Returns the events that satisfy a term, if the columns tell.
    fn known(&self, term: &Term) -> Option<Set> {
        let columns = &self.columns;
        let flagged = |is: &dyn Fn(usize) -> bool| {
            Set::of(self.len(), (0..self.len()).filter(|rank| is(*rank)))
        };
        let dated = |is: &dyn Fn(Option<&Date>) -> bool| {
            let runs = columns.runs.iter().filter(|(date, _)| is(*date));
            Set::ranges(self.len(), runs.map(|(_, ranks)| ranks))
        };
        let posted = |lists: &mut dyn Iterator<Item = &[u32]>| {
            let ranks = lists.flatten().map(|rank| *rank as usize);
            Set::of(self.len(), ranks)
        };
        let flag = |rank: usize| columns.flags.get(rank);
        Some(match term {
            Term::Actor(ids) => posted(&mut ids.iter().map(|id| columns.actors.of(id.index()))),
            Term::Source(ids) => posted(&mut ids.iter().map(|id| columns.sources.of(id.index()))),
            Term::Tag(text) => {
                let names = columns.tag_names.iter().enumerate();
                let names = names.filter(|(_, name)| text.matches(name));
                posted(&mut names.map(|(tag, _)| columns.tags.of(tag)))
            }
            Term::NoActor => flagged(&|rank| flag(rank).is_some_and(|it| !it.has_actors())),
            Term::Status(status) => {
                flagged(&|rank| flag(rank).is_some_and(|it| it.has_status(*status)))
            }
            Term::Id(text) => flagged(&|rank| text.matches(columns.slugs.get(rank))),
            Term::Date(relation, span) => {
                dated(&|date| date.is_some_and(|date| relation.holds(date, *span)))
            }
            Term::Is(property) => match property {
                Property::Approximate => dated(&|date| date.is_some_and(Date::is_approximate)),
                Property::Uncertain => dated(&|date| date.is_some_and(Date::is_uncertain)),
                Property::Undated => dated(&|date| date.is_none()),
                Property::Uncited => flagged(&|rank| flag(rank).is_some_and(|it| !it.is_cited())),
                Property::Conflict => {
                    flagged(&|rank| flag(rank).is_some_and(|it| it.has_conflict()))
                }
                Property::Unverified | Property::Cut => return None,
            },
            Term::Place(_)
            | Term::Title(_)
            | Term::Quote(_)
            | Term::Words(_)
            | Term::Verdict(_) => return None,
        })
    }

    /// Returns those of some events that satisfy a term that only the events themselves tell.
    fn read_for(
        &self,
        term: &Term,
        events: &Set,
        wanted: &(dyn Fn() -> bool + Sync),
    ) -> Answer<Set> {
        let text = match term {
            Term::Title(text) => in_field(Field::Title, text),
            Term::Place(text) => in_field(Field::Place, text),
            Term::Quote(text) => in_field(Field::Quote, text),
            Term::Words(folded) => {
                let named = self.actors_named(|name| name.contains(folded.as_str()));
                let named = self.with_actors(named.into_iter());
                let text = Wanted::new(None, Part::Any, folded);
                let rest = self.search(&text, &events.without(&named), wanted)?;
                return Ok(named.and(events).or(&rest));
            }
            Term::Verdict(verdict) => return self.with_verdict(*verdict, events, wanted),
            Term::Is(Property::Cut) => {
                return self.citing(&Event::is_cut, events, wanted);
            }
            _ => {
                let is_unverified =
                    |_: &Event, _: &Citation, anchor: &Anchor| !anchor.state.is_verified();
                return self.citing(&is_unverified, events, wanted);
            }
        };
        self.search(&text, events, wanted)
    }

    /// Returns those of some events that have a citation for which something holds.
    fn citing(
        &self,
        holds: &(dyn Fn(&Event, &Citation, &Anchor) -> bool + Sync),
        events: &Set,
        wanted: &(dyn Fn() -> bool + Sync),
    ) -> Answer<Set> {
        let judge = |citing: &Citing| {
            let mut citations = citing.citations().iter();
            citations.any(|citation| holds(&citing.event, citation, &self.anchor(citation)))
        };
        let mut kept = Vec::new();
        self.judge_each(events, wanted, &judge, &mut |rank, holds| {
            kept.extend(holds.then_some(rank));
        })?;
        Ok(Set::of(self.len(), kept.into_iter()))
    }

    /// Returns those of some events with a verdict. Quotes are looked for only where they decide.
    fn with_verdict(
        &self,
        verdict: Verdict,
        events: &Set,
        wanted: &(dyn Fn() -> bool + Sync),
    ) -> Answer<Set> {
        let have = |is: &dyn Fn(Flags) -> bool| {
            let flags = &self.columns.flags;
            let have = events
                .iter()
                .filter(|rank| flags.get(*rank).copied().is_some_and(is));
            Set::of(self.len(), have)
        };
        let mut kept: Vec<usize> = Vec::new();
        let open = match verdict {
            Verdict::Unproven => {
                kept.extend(have(&|it| !it.is_cited()).iter());
                have(&|it| it.is_cited() && !it.has_conflict())
            }
            Verdict::Verified | Verdict::Differs | Verdict::Cut => {
                have(&|it| it.is_cited() && !it.has_conflict())
            }
            Verdict::Conflict => have(&Flags::has_conflict),
            Verdict::Broken => have(&Flags::is_cited),
        };
        let judge = |citing: &Citing| {
            let citations = citing.citations().iter();
            let verdicts =
                citations.map(|citation| citing.event.verdict_of(citation, &self.anchor(citation)));
            // A long event comes in several pieces. Conflicts are those of the whole event, and take a look at each of
            // its citations, so they are sought once.
            let best = if citing.is_beginning() {
                citing.event.best_verdict()
            } else {
                Verdict::Verified
            };
            verdicts.fold(best, Verdict::max)
        };
        let mut last: Option<(usize, Verdict)> = None;
        self.judge_each(&open, wanted, &judge, &mut |rank, part| {
            last = match last {
                Some((before, worst)) if before == rank => Some((rank, worst.max(part))),
                before => {
                    kept.extend(
                        before
                            .filter(|(_, it)| *it == verdict)
                            .map(|(rank, _)| rank),
                    );
                    Some((rank, part))
                }
            };
        })?;
        kept.extend(last.filter(|(_, it)| *it == verdict).map(|(rank, _)| rank));
        Ok(Set::of(self.len(), kept.into_iter()))
    }

    /// Reads some events on all processors, and takes what each amounts to, in order. One with very many citations
    /// comes in several pieces.
    fn judge_each<T: Send>(
        &self,
        events: &Set,
        wanted: &(dyn Fn() -> bool + Sync),
        judge: &(dyn Fn(&Citing) -> T + Sync),
        take: &mut dyn FnMut(usize, T),
    ) -> Answer<()> {
        parallel::in_order(
            parallel::processors(),
            share::shares(self, events.iter().map(|rank| Ok(EventId::new(rank)))),
            |share, pass| {
                for citing in share.read(self) {
                    pass(citing.map(|citing| (citing.id.index(), judge(&citing))));
                }
            },
            |judged| {
                let (rank, judged) = judged?;
                take(rank, judged);
                if wanted() {
                    Ok(())
                } else {
                    Err(StoreError::Unwanted)
                }
            },
        )
    }

    /// Returns the events in which one of some actors takes part.
    pub(super) fn with_actors(&self, actors: impl Iterator<Item = ActorId>) -> Set {
        let ranks = actors.flat_map(|actor| self.columns.actors.of(actor.index()));
        Set::of(self.len(), ranks.map(|rank| *rank as usize))
    }

    fn none(&self) -> Set {
        Set::of(self.len(), std::iter::empty())
    }
}

/// Looks for a text in a field.
fn in_field(field: Field, text: &Text) -> Wanted<'_> {
    Wanted::new(Some(field), text.part(), text.folded())
}
