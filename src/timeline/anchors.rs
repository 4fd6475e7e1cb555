//! Where quotes were found, kept outside of the events, so that an answer is worked out once and
//! survives a reload.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use super::Citation;
use crate::anchor::{self, Anchor};
use crate::document::Document;

/// Everything that an anchor depends on, as a number: the text of the source, the quote, the paragraph
/// given and the recorded context. Two hashes with keys of their own make it unique for all purposes, and
/// nobody who writes a file can aim for a collision.
type Key = (u64, u64);

/// Returns the anchor of a citation whose source has no text. That takes no time, so it is not kept.
pub fn without_text(citation: &Citation) -> Anchor {
    anchor::anchor(citation.quote.as_deref(), citation.paragraph(), None, None)
}

/// Answers of [`anchor::anchor`].
#[derive(Debug, Default)]
pub struct Anchors {
    hashers: (RandomState, RandomState),
    known: Mutex<HashMap<Key, Arc<Anchor>>>,
    /// What the timeline before a reload knew. Replaced at each reload, so that answers which are no
    /// longer asked for go away.
    former: HashMap<Key, Arc<Anchor>>,
}

impl Anchors {
    /// Starts with what is known already.
    pub fn after(former: &Self) -> Self {
        Self {
            hashers: former.hashers.clone(),
            known: Mutex::default(),
            former: former.lock().clone(),
        }
    }

    /// Returns a number for the text of a document, to be given with each question about it.
    pub fn fingerprint(&self, document: &Document) -> (u64, u64) {
        let (mut first, mut second) =
            (self.hashers.0.build_hasher(), self.hashers.1.build_hasher());
        for paragraph in document.paragraphs().iter() {
            paragraph.hash(&mut first);
            paragraph.hash(&mut second);
        }
        (first.finish(), second.finish())
    }

    /// Returns the anchor of a citation if it is known.
    pub fn known(&self, citation: &Citation, fingerprint: (u64, u64)) -> Option<Arc<Anchor>> {
        self.look_up(self.key(citation, fingerprint))
    }

    /// Returns the anchor of a citation, and works it out if it is not known.
    pub fn get(
        &self,
        citation: &Citation,
        fingerprint: (u64, u64),
        document: &Document,
    ) -> Arc<Anchor> {
        let key = self.key(citation, fingerprint);
        self.look_up(key).unwrap_or_else(|| {
            let (quote, context) = (citation.quote.as_deref(), citation.context.as_ref());
            let found = anchor::anchor(quote, citation.paragraph(), context, Some(document));
            let found = Arc::new(found);
            self.lock().insert(key, Arc::clone(&found));
            found
        })
    }

    fn look_up(&self, key: Key) -> Option<Arc<Anchor>> {
        let mut known = self.lock();
        if let Some(found) = known.get(&key) {
            return Some(Arc::clone(found));
        }
        let found = self.former.get(&key)?;
        known.insert(key, Arc::clone(found));
        Some(Arc::clone(found))
    }

    fn key(&self, citation: &Citation, fingerprint: (u64, u64)) -> Key {
        let around = citation.context.as_ref();
        let around = around.map(|context| (&context.before, &context.after));
        self.hash(&(fingerprint, &citation.quote, citation.paragraph(), around))
    }

    fn hash(&self, value: &impl Hash) -> (u64, u64) {
        (
            self.hashers.0.hash_one(value),
            self.hashers.1.hash_one(value),
        )
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Arc<Anchor>>> {
        // A thread that panicked left whole answers behind.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
