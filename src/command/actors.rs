//! `annals actors`

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;

use super::environment::{Environment, Outcome, Streams};
use super::input::loaded;
use crate::export;
use crate::timeline::{ActorId, Facet, Key, Query};

/// Prints every actor with the number of events that `actor:` with its id keeps, the most first. Events of
/// its members count.
pub fn run(
    file: Option<PathBuf>,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let files: Vec<PathBuf> = file.into_iter().collect();
    let Some(loaded) = loaded(&files, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let timeline = &loaded.timeline;
    let all = timeline.select(&Query::everything())?;
    let counts: BTreeMap<Key, usize> = timeline.counts(&all, Facet::Actor)?.into_iter().collect();
    let actors = timeline.actors().iter().enumerate();
    let count = |index| counts.get(&Key::Actor(ActorId::new(index))).copied();
    let mut rows: Vec<_> = actors
        .map(|(index, actor)| (actor, count(index).unwrap_or_default()))
        .collect();
    rows.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.name().cmp(b.name())));
    let most = rows
        .first()
        .map_or(0, |(_, count)| *count)
        .to_string()
        .len();
    export::columns(
        streams.out,
        rows.iter().map(|(actor, count)| {
            Ok([
                format!("{count:>most$}"),
                actor.slug().to_owned(),
                actor.name().to_owned(),
                actor.kind.name().to_owned(),
            ])
        }),
    )?;
    Ok(Outcome::Fine)
}
