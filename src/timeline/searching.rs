//! Which events a text is in.
//!
//! Events are gone through in the order of their files, so that those near each other are read together, and by
//! all processors.

use std::ops::Range;

use super::set::Set;
use super::wanted::Wanted;
use super::{Answer, Field, FileStore, Record, StoreError};
use crate::parallel;

/// So many events are given to a processor at a time. No more are searched by one.
const SHARE: usize = 4096;

/// At most so many bytes are read at once.
const MOST: usize = 1 << 18;

/// What lies between two records is read over if it is no longer, in bytes.
const GAP: usize = 1 << 12;

impl FileStore {
    /// Returns those of some events in whose texts something is.
    pub(super) fn search(
        &self,
        text: &Wanted<'_>,
        events: &Set,
        wanted: &(dyn Fn() -> bool + Sync),
    ) -> Answer<Set> {
        let len = self.len();
        if events.len() <= SHARE {
            let mut found = Vec::new();
            self.search_some(events.iter(), text, &mut found);
            return Ok(Set::of(len, found.into_iter()));
        }
        let shares = (0..len).step_by(SHARE);
        let shares = shares.map(|start| start..(start + SHARE).min(len));
        let mut all = Vec::new();
        let search = |share: Range<usize>, pass: &mut dyn FnMut(Vec<usize>)| {
            let mut found = Vec::new();
            let ranks = share.map(|position| self.columns.rank_of(position));
            self.search_some(ranks.filter(|rank| events.has(*rank)), text, &mut found);
            pass(found);
        };
        parallel::in_order(parallel::processors(), shares, search, |found| {
            all.extend(found);
            if wanted() {
                Ok(())
            } else {
                Err(StoreError::Unwanted)
            }
        })?;
        Ok(Set::of(len, all.into_iter()))
    }

    /// Searches events, of which those near each other are read together.
    fn search_some(
        &self,
        ranks: impl Iterator<Item = usize>,
        wanted: &Wanted<'_>,
        found: &mut Vec<usize>,
    ) {
        let columns = &self.columns;
        let mut near = Near::default();
        for rank in ranks {
            let is_plain = columns.flags.get(rank).is_some_and(|it| it.is_plain());
            match columns.records.get(rank) {
                Some(record) if is_plain => {
                    if !near.takes(*record) {
                        self.search_near(&near, wanted, found);
                        near.clear();
                    }
                    near.add(rank, *record);
                }
                _ if wanted.is_in_folded(columns.folded.get(rank)) => found.push(rank),
                _ => {}
            }
        }
        self.search_near(&near, wanted, found);
    }

    fn search_near(&self, near: &Near, wanted: &Wanted<'_>, found: &mut Vec<usize>) {
        if near.records.is_empty() {
            return;
        }
        let text = self.records().bytes(near.file, near.span.clone());
        let mut buffer = String::new();
        for (rank, span) in &near.records {
            let within = span.start - near.span.start..span.end - near.span.start;
            let record = text.get(within).unwrap_or_default();
            if self.is_in(near.file, record, wanted, &mut buffer) {
                found.push(*rank);
            }
        }
    }

    /// Returns whether something is in a plain record of a file.
    fn is_in(&self, file: usize, record: &str, wanted: &Wanted<'_>, buffer: &mut String) -> bool {
        wanted.may_be_in(record, buffer)
            && self
                .records()
                .find_text(file, record, &mut |field: Field, text: &str| {
                    wanted.is_text(field, text, buffer)
                })
    }

    /// Returns whether something is in the texts of an event.
    pub(super) fn has_text(&self, rank: usize, wanted: &Wanted<'_>, buffer: &mut String) -> bool {
        let columns = &self.columns;
        let is_plain = columns.flags.get(rank).is_some_and(|it| it.is_plain());
        match columns.records.get(rank) {
            Some(record) if is_plain => {
                let text = self.records().bytes(record.file(), record.range());
                self.is_in(record.file(), &text, wanted, buffer)
            }
            _ => wanted.is_in_folded(columns.folded.get(rank)),
        }
    }
}

/// Plain records that are near each other in one file.
#[derive(Default)]
struct Near {
    file: usize,
    span: Range<usize>,
    /// Their events and their places.
    records: Vec<(usize, Range<usize>)>,
}

impl Near {
    fn takes(&self, record: Record) -> bool {
        let range = record.range();
        self.records.is_empty()
            || record.file() == self.file
                && range.start >= self.span.end
                && range.start - self.span.end <= GAP
                && range.end - self.span.start <= MOST
    }

    fn add(&mut self, rank: usize, record: Record) {
        let range = record.range();
        if self.records.is_empty() {
            (self.file, self.span) = (record.file(), range.clone());
        }
        self.span.end = range.end;
        self.records.push((rank, range));
    }

    fn clear(&mut self) {
        self.records.clear();
    }
}
