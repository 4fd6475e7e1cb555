//! The questions that a timeline answers. The screen, the command line, the check and the exports use
//! these and nothing else, so that another store can stand behind them.

use std::ops::Range;
use std::sync::Arc;

use super::set::Set;
use super::store::Timeline;
use super::{
    Answer, Citation, Density, Event, EventId, Extent, Heading, Query, Row, Scale, Selection,
    StoreError, anchors, headings,
};
use crate::anchor::Anchor;
use crate::date::{Date, Grain};

impl Timeline {
    /// Returns the events that a query keeps.
    pub fn select(&self, query: &Query) -> Answer<Selection> {
        self.select_while(query, &|| true)
    }

    /// Returns the events that a query keeps. Stops with [`StoreError::Unwanted`] once `wanted` returns false.
    pub fn select_while(
        &self,
        query: &Query,
        wanted: &(dyn Fn() -> bool + Sync),
    ) -> Answer<Selection> {
        let all = Selection::all(self.len());
        if query.is_everything() {
            return Ok(all);
        }
        let kept = self.narrow(query, &all.to_set(self.len()), wanted)?;
        Ok(Selection::of(kept))
    }

    /// Returns the events of a range of ranks that a query keeps.
    pub fn select_among(
        &self,
        query: &Query,
        ranks: Range<usize>,
        wanted: &(dyn Fn() -> bool + Sync),
    ) -> Answer<Selection> {
        let among = Set::ranges(self.len(), std::iter::once(ranks));
        Ok(Selection::of(self.narrow(query, &among, wanted)?))
    }

    /// Returns the rows of some ranks. Ranks past the end are left out.
    pub fn window(&self, selection: &Selection, ranks: Range<usize>) -> Answer<Vec<Row>> {
        let ids = ranks.map_while(|rank| selection.at(rank));
        ids.map(|id| {
            let event = self.event(id)?;
            let doubt = self.doubt(&event);
            Ok(Row::new(id, &event, self.has_conflict(id), doubt))
        })
        .collect()
    }

    /// Returns the headings of a grain above the events of a selection.
    pub fn headings(&self, selection: &Selection, grain: Grain) -> Answer<Vec<Heading>> {
        Ok(headings::of(self.dates(selection)?, grain))
    }

    /// Returns how the events of a selection spread over the columns of a scale.
    pub fn histogram(&self, selection: &Selection, scale: &Scale) -> Answer<Density> {
        let dates = self.dates(selection)?;
        let places = dates.filter_map(|(date, count)| Some((scale.place(date?), count)));
        Ok(Density::new(places, scale.width()))
    }

    /// Returns the scale that suits the whole timeline on so many columns.
    pub fn scale(&self, width: u16) -> Answer<Scale> {
        let runs = self.columns.runs.iter();
        let dates = runs.filter_map(|(date, ranks)| Some((date?, ranks.len())));
        Ok(Scale::new(dates, width))
    }

    /// Returns how far the events of a selection reach in time.
    pub fn extent(&self, selection: &Selection) -> Answer<Extent> {
        let mut extent = Extent::default();
        for (date, count) in self.dates(selection)? {
            extent.add(date, count);
        }
        Ok(extent)
    }

    /// Returns the grain of headings that suits the whole timeline.
    pub fn grain(&self) -> Grain {
        let dates = || self.columns.runs.iter().map(|(date, _)| date);
        *self
            .grain
            .get_or_init(|| headings::fitting(self.len(), dates))
    }

    /// Returns the dates of a selection in order, without times, and how many of its events in a row have
    /// each.
    pub(super) fn dates<'t>(
        &'t self,
        selection: &'t Selection,
    ) -> Answer<impl Iterator<Item = (Option<&'t Date>, usize)> + 't> {
        self.check(selection)?;
        let runs = &self.columns.runs;
        // Whichever is less to go through.
        let (events, all) = if selection.len() < runs.len() {
            (Some(selection.iter()), None)
        } else {
            (None, Some(runs.iter()))
        };
        let events = events.into_iter().flatten();
        let all = all.into_iter().flatten();
        let all = all.map(|(date, ranks)| (date, selection.count(ranks)));
        let dates = events.map(|id| (runs.date(id.index()), 1)).chain(all);
        Ok(dates.filter(|(_, count)| *count > 0))
    }

    /// Refuses a selection of another timeline.
    pub(super) fn check(&self, selection: &Selection) -> Answer<()> {
        if selection.bound() > self.len() {
            return Err(StoreError::UnknownEvent(EventId::new(self.len())));
        }
        Ok(())
    }

    /// Returns whether the sources of an event contradict it or each other.
    pub fn has_conflict(&self, id: EventId) -> bool {
        let flags = self.columns.flags.get(id.index());
        flags.is_some_and(|flags| flags.has_conflict())
    }

    /// Returns where the quote of a citation stands, and works it out if it is not known. That can take
    /// long in a large source.
    pub fn anchor(&self, citation: &Citation) -> Arc<Anchor> {
        let source = self.source(citation.source);
        let Some(document) = source.and_then(|source| source.document().ok()) else {
            return Arc::new(anchors::without_text(citation));
        };
        let language = self.language_of(citation.source);
        let known = self.fingerprints.get(citation.source.index());
        let fingerprint = known.map_or((0, 0), |known| {
            *known.get_or_init(|| self.anchors.fingerprint(document, language))
        });
        self.anchors.get(citation, fingerprint, document, language)
    }

    /// Returns where the quote of a citation stands if that is known already.
    pub fn known_anchor(&self, citation: &Citation) -> Option<Arc<Anchor>> {
        let source = self.source(citation.source);
        if source.is_none_or(|source| source.document().is_err()) {
            return Some(Arc::new(anchors::without_text(citation)));
        }
        let fingerprint = self.fingerprints.get(citation.source.index())?.get()?;
        self.anchors.known(citation, *fingerprint)
    }

    /// Returns the worst state among the known anchors of an event, if a quote is not verified.
    fn doubt(&self, event: &Event) -> Option<crate::anchor::State> {
        let known = event.citations.iter().filter_map(|c| self.known_anchor(c));
        let states = known.map(|anchor| anchor.state);
        states.filter(|state| state.is_doubtful()).max()
    }
}
