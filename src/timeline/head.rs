//! What a timeline holds in memory wherever its events are: title, actors, sources, and where quotes were found.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::anchors::{self, Anchors};
use super::membership::Membership;
use super::{
    Actor, ActorId, Citation, Edition, Event, File, NoText, Parts, Source, SourceId, Verdict,
    Version,
};
use crate::anchor::Anchor;
use crate::document::Document;
use crate::text::fold::fold;
use crate::text::texts::Texts;

/// The part of a timeline that is in memory wherever its events are.
#[derive(Debug)]
pub struct Head {
    title: String,
    summary: Option<String>,
    language: Option<String>,
    files: Arc<[File]>,
    actors: Vec<Actor>,
    sources: Vec<Source>,
    /// The names of all actors, folded.
    folded_names: OnceLock<Texts>,
    anchors: OnceLock<Anchors>,
    /// Per source: the bytes of its texts.
    text_lens: Vec<usize>,
    /// Per source: a number for its text, worked out when a quote is first looked for in it.
    fingerprints: Vec<OnceLock<(u64, u64)>>,
    /// The same for earlier editions, of the sources that have any.
    earlier_fingerprints: BTreeMap<SourceId, Vec<OnceLock<(u64, u64)>>>,
}

impl Head {
    /// Takes the head from what a loader hands over. Its events are not looked at.
    pub fn new(parts: Parts) -> Self {
        Self {
            text_lens: parts.sources.iter().map(texts_len).collect(),
            earlier_fingerprints: unknown_fingerprints(&parts.sources),
            fingerprints: vec![OnceLock::new(); parts.sources.len()],
            title: parts.title,
            summary: parts.summary,
            language: parts.language,
            files: parts.files.into(),
            actors: parts.actors,
            sources: parts.sources,
            folded_names: OnceLock::new(),
            anchors: OnceLock::new(),
        }
    }

    /// Takes over what another timeline knows of quotes, where source and citation are the same.
    pub(super) fn take_anchors_of(&self, former: &Self) {
        // They are kept only if nothing was asked before.
        let _ = self.anchors.set(Anchors::after(former.anchors()));
    }

    fn anchors(&self) -> &Anchors {
        self.anchors.get_or_init(Anchors::default)
    }

    /// Returns the title, or an empty text.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns what the timeline is about.
    pub fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// Returns the language of the events, a BCP 47 tag.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Returns the language of a source, or else that of the events.
    pub fn language_of(&self, source: SourceId) -> Option<&str> {
        let own = self.source(source).and_then(|it| it.language.as_deref());
        own.or(self.language())
    }

    /// Returns the files it was read from.
    pub fn files(&self) -> &Arc<[File]> {
        &self.files
    }

    /// Returns the actors in file order.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// Returns the sources in file order.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Returns the actor of an id of this timeline.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.index())
    }

    /// Returns the source of an id of this timeline.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.index())
    }

    /// Returns the bytes of the texts of a source, which is what looking for a quote in it costs.
    pub fn text_len(&self, id: SourceId) -> usize {
        self.text_lens.get(id.index()).copied().unwrap_or(0)
    }

    /// Returns an actor and every group it belongs to, directly or through others, in the order of ids.
    pub fn groups(&self, actor: ActorId) -> Vec<ActorId> {
        Membership::new(&self.actors).of(actor)
    }

    /// Returns some actors and everyone who belongs to one of them, in the order of ids.
    pub fn members(&self, of: &[ActorId]) -> Vec<ActorId> {
        Membership::new(&self.actors).members(of)
    }

    /// Returns whether `actor` is `group` or belongs to it, directly or through others.
    pub fn belongs(&self, actor: ActorId, group: ActorId) -> bool {
        self.groups(actor).binary_search(&group).is_ok()
    }

    /// Returns whether an actor belongs to another.
    pub fn has_groups(&self) -> bool {
        self.actors.iter().any(|actor| !actor.member_of.is_empty())
    }

    /// Returns the actors in whose names something is, which is told from the folded name.
    pub fn actors_named(&self, is: impl Fn(&str) -> bool) -> Vec<ActorId> {
        let fold_all = || {
            let mut names = Texts::default();
            for actor in &self.actors {
                names.push(&fold(actor.name()));
            }
            names
        };
        let names = self.folded_names.get_or_init(fold_all).iter().enumerate();
        let found = names.filter(|(_, name)| is(name));
        found.map(|(index, _)| ActorId::new(index)).collect()
    }

    /// Returns the version of its source that a citation cites. None if there is no such edition.
    pub fn cited_version(&self, citation: &Citation) -> Option<Version> {
        self.source(citation.source)?
            .version(citation.edition.as_ref())
    }

    /// Returns the text that a citation cites, or why there is none.
    pub fn cited_text(&self, citation: &Citation) -> Result<&Document, &NoText> {
        let Some(source) = self.source(citation.source) else {
            return Err(&NoText::Undefined);
        };
        match source.version(citation.edition.as_ref()) {
            Some(version) => source.text(version),
            None => Err(&NoText::UnknownEdition),
        }
    }

    /// Returns where the quote of a citation stands in the text that it cites, and works it out if it is not known.
    /// That can take long in a large source.
    pub fn anchor(&self, citation: &Citation) -> Arc<Anchor> {
        match self.cited_version(citation) {
            Some(version) => self.anchor_in(citation, version),
            None => Arc::new(anchors::without_text(citation)),
        }
    }

    /// Returns where the quote of a citation stands in the text that it cites, if that is known already.
    pub fn known_anchor(&self, citation: &Citation) -> Option<Arc<Anchor>> {
        match self.cited_version(citation) {
            Some(version) => self.known_anchor_in(citation, version),
            None => Some(Arc::new(anchors::without_text(citation))),
        }
    }

    /// Returns where the quote of a citation stands in a version of its source, and works it out if it is not known.
    pub fn anchor_in(&self, citation: &Citation, version: Version) -> Arc<Anchor> {
        let source = self.source(citation.source);
        let Some(document) = source.and_then(|source| source.text(version).ok()) else {
            return Arc::new(anchors::without_text(citation));
        };
        let language = self.language_of(citation.source);
        let known = self.fingerprint_of(citation.source, version);
        let fingerprint = known.map_or((0, 0), |known| {
            *known.get_or_init(|| self.anchors().fingerprint(document, language))
        });
        self.anchors()
            .get(citation, fingerprint, document, language)
    }

    /// Returns where the quote of a citation stands in a version of its source, if that is known already.
    pub fn known_anchor_in(&self, citation: &Citation, version: Version) -> Option<Arc<Anchor>> {
        let source = self.source(citation.source);
        if source.is_none_or(|source| source.text(version).is_err()) {
            return Some(Arc::new(anchors::without_text(citation)));
        }
        let fingerprint = self.fingerprint_of(citation.source, version)?.get()?;
        self.anchors().known(citation, *fingerprint)
    }

    /// Looks for the quote of a citation in all versions of its source.
    pub fn look_everywhere(&self, citation: &Citation) {
        for version in self.versions_of(citation) {
            self.anchor_in(citation, version);
        }
    }

    /// Returns whether the quote of a citation was looked for in all versions of its source.
    pub fn is_known_everywhere(&self, citation: &Citation) -> bool {
        let mut versions = self.versions_of(citation);
        versions.all(|version| self.known_anchor_in(citation, version).is_some())
    }

    fn versions_of(&self, citation: &Citation) -> impl Iterator<Item = Version> + use<> {
        let source = self.source(citation.source);
        source
            .into_iter()
            .flat_map(Source::versions)
            .collect::<Vec<_>>()
            .into_iter()
    }

    fn fingerprint_of(&self, source: SourceId, version: Version) -> Option<&OnceLock<(u64, u64)>> {
        match version {
            Version::Current => self.fingerprints.get(source.index()),
            Version::Earlier(at) => self.earlier_fingerprints.get(&source)?.get(at),
        }
    }

    /// Returns the verdict of an event if all of its anchors are known.
    pub fn known_verdict(&self, event: &Event) -> Option<Verdict> {
        event.verdict(|citation| self.known_anchor(citation))
    }

    /// Returns the verdict of an event, and looks for its quotes if that was not done before.
    pub fn verdict(&self, event: &Event) -> Verdict {
        let verdict = event.verdict(|citation| Some(self.anchor(citation)));
        verdict.unwrap_or_else(|| event.best_verdict())
    }
}

/// Returns the bytes of all texts of a source.
fn texts_len(source: &Source) -> usize {
    let earlier = source.editions.iter().map(Edition::text_len);
    earlier.fold(source.text_len(), usize::saturating_add)
}

fn unknown_fingerprints(sources: &[Source]) -> BTreeMap<SourceId, Vec<OnceLock<(u64, u64)>>> {
    let sources = sources.iter().enumerate();
    let with_editions = sources.filter(|(_, source)| !source.editions.is_empty());
    with_editions
        .map(|(index, source)| {
            let unknown = vec![OnceLock::new(); source.editions.len()];
            (SourceId::new(index), unknown)
        })
        .collect()
}
