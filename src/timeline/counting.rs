//! How many events of a selection have which actor, source, tag or year.

use super::membership::Tally;
use super::postings::Postings;
use super::{ActorId, Answer, EventId, Facet, FileStore, Key, Query, Selection, SourceId, Term};

impl FileStore {
    /// Returns how many events of a selection each value of a facet has, in the order of values. Values
    /// without an event are left out.
    pub(super) fn counts(&self, selection: &Selection, facet: Facet) -> Answer<Vec<(Key, usize)>> {
        let selected = self.set_of(selection)?;
        let columns = &self.columns;
        let found = match facet {
            // Its dates tell.
            Facet::Year => Vec::new(),
            Facet::Tag => {
                let names = columns.tag_names.iter();
                let names = names.map(|name| Key::Tag(name.to_owned()));
                let mut found = counted(names, count_each(&columns.tags, selection, true));
                found.sort_unstable();
                return Ok(found);
            }
            Facet::Source => counted(
                (0..).map(|index| Key::Source(SourceId::new(index))),
                count_each(&columns.sources, selection, false),
            ),
            Facet::Actor if self.has_groups() => {
                let counts = self.tally(selection).count(self.actors());
                counted(actor_keys(), counts.into_iter())
            }
            Facet::Actor | Facet::Participant => {
                counted(actor_keys(), count_each(&columns.actors, selection, true))
            }
        };
        if facet != Facet::Participant {
            return Ok(found);
        }
        let nobody = self.narrow(&Query::Term(Term::NoActor), &selected, &|| true)?;
        let nobody = Some((Key::Nobody, nobody.len())).filter(|(_, count)| *count > 0);
        Ok(found.into_iter().chain(nobody).collect())
    }

    /// Collects who takes part in which event of a selection.
    fn tally(&self, selection: &Selection) -> Tally {
        let mut pairs = Vec::new();
        for actor in 0..self.columns.actors.values() {
            let ranks = self.columns.actors.of(actor).iter();
            pairs.extend(ranks.filter_map(|event| {
                let rank = selection.rank_here(EventId::new(*event as usize)).ok()?;
                Some((rank as u32, actor as u32))
            }));
        }
        pairs.sort_unstable();
        let mut tally = Tally::default();
        for event in pairs.chunk_by(|(a, _), (b, _)| a == b) {
            tally.add(event.iter().map(|(_, actor)| ActorId::new(*actor as usize)));
        }
        tally
    }
}

/// Returns for each value how many events of a selection have it. `once` counts an event once that has a
/// value several times.
fn count_each(
    postings: &Postings,
    selection: &Selection,
    once: bool,
) -> impl Iterator<Item = usize> {
    (0..postings.values()).map(move |value| {
        let mut ranks = postings.of(value).to_vec();
        if once {
            ranks.dedup();
        }
        let is_selected = |rank: &&u32| selection.rank_here(EventId::new(**rank as usize)).is_ok();
        ranks.iter().filter(is_selected).count()
    })
}

/// Pairs keys with their counts, without those that do not occur.
fn counted(
    keys: impl Iterator<Item = Key>,
    counts: impl Iterator<Item = usize>,
) -> Vec<(Key, usize)> {
    keys.zip(counts).filter(|(_, count)| *count > 0).collect()
}

fn actor_keys() -> impl Iterator<Item = Key> {
    (0..).map(|index| Key::Actor(ActorId::new(index)))
}
