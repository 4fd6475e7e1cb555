//! Where quotes were found, kept outside of the events, so that an answer is worked out once and
//! survives a reload.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::Citation;
use crate::anchor::{self, Anchor, caution};
use crate::document::{Document, Edition};

/// Everything that an anchor depends on, as a number: the text of the source with its marks, its language, the quote, the
/// place given and the recorded context. Two hashes with keys of their own make it unique for all purposes, and
/// nobody who writes a file can aim for a collision.
type Key = (u64, u64);

/// Returns the anchor of a citation whose source has no text. That takes no time, so it is not kept.
pub fn without_text(citation: &Citation) -> Anchor {
    anchor::anchor(citation.quote.as_deref(), citation.hint(), None, None)
}

/// Answers of [`anchor::anchor`].
#[derive(Debug, Default)]
pub struct Anchors {
    hashers: (RandomState, RandomState),
    answers: Mutex<Answers>,
    /// What the timeline before a reload knew. Replaced at each reload, so that answers which are no
    /// longer asked for go away.
    former: HashMap<Key, Arc<Anchor>>,
}

#[derive(Debug, Default)]
struct Answers {
    known: HashMap<Key, Arc<Anchor>>,
    /// What a thread is working out. Others that need it wait, rather than do the same work.
    awaited: HashMap<Key, Arc<OnceLock<Arc<Anchor>>>>,
}

impl Anchors {
    /// Starts with what is known already.
    pub fn after(former: &Self) -> Self {
        Self {
            hashers: former.hashers.clone(),
            answers: Mutex::default(),
            former: former.lock().known.clone(),
        }
    }

    /// Returns a number for the text of a document in a language, to be given with each question about it.
    pub fn fingerprint(&self, document: &Document, language: Option<&str>) -> (u64, u64) {
        let (mut first, mut second) =
            (self.hashers.0.build_hasher(), self.hashers.1.build_hasher());
        language.hash(&mut first);
        language.hash(&mut second);
        for paragraph in document.paragraphs().iter() {
            paragraph.hash(&mut first);
            paragraph.hash(&mut second);
        }
        let locations = document.edition().map(Edition::locations);
        locations.hash(&mut first);
        locations.hash(&mut second);
        (first.finish(), second.finish())
    }

    /// Returns the anchor of a citation if it is known.
    pub fn known(&self, citation: &Citation, fingerprint: (u64, u64)) -> Option<Arc<Anchor>> {
        self.look_up(self.key(citation, fingerprint), &mut self.lock())
    }

    /// Returns the anchor of a citation, and works it out if it is not known. If another thread is working it
    /// out, waits for that.
    pub fn get(
        &self,
        citation: &Citation,
        fingerprint: (u64, u64),
        document: &Document,
        language: Option<&str>,
    ) -> Arc<Anchor> {
        let key = self.key(citation, fingerprint);
        let answer = {
            let mut answers = self.lock();
            if let Some(found) = self.look_up(key, &mut answers) {
                return found;
            }
            Arc::clone(answers.awaited.entry(key).or_default())
        };
        let found = answer.get_or_init(|| {
            let (quote, context) = (citation.quote.as_deref(), citation.context.as_ref());
            let mut found = anchor::anchor(quote, citation.hint(), context, Some(document));
            found.cues = caution::cues(&found, document, language);
            Arc::new(found)
        });
        let mut answers = self.lock();
        if answers.awaited.remove(&key).is_some() {
            answers.known.insert(key, Arc::clone(found));
        }
        Arc::clone(found)
    }

    fn look_up(&self, key: Key, answers: &mut Answers) -> Option<Arc<Anchor>> {
        if let Some(found) = answers.known.get(&key) {
            return Some(Arc::clone(found));
        }
        let found = self.former.get(&key)?;
        answers.known.insert(key, Arc::clone(found));
        Some(Arc::clone(found))
    }

    fn key(&self, citation: &Citation, fingerprint: (u64, u64)) -> Key {
        let around = citation.context.as_ref();
        let around = around.map(|context| (&context.before, &context.after));
        let hint = (citation.paragraph(), &citation.locator);
        self.hash(&(fingerprint, &citation.quote, hint, around))
    }

    fn hash(&self, value: &impl Hash) -> (u64, u64) {
        (
            self.hashers.0.hash_one(value),
            self.hashers.1.hash_one(value),
        )
    }

    fn lock(&self) -> MutexGuard<'_, Answers> {
        // A thread that panicked left whole answers behind.
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
