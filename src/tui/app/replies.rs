//! Replies to questions. [`requests`](super::requests) has what was asked.

use super::{App, Awaited, Fetching, Reselect};
use crate::timeline::{Direction, EventId, StoreError};
use crate::tui::overlay::Overlay;
use crate::tui::question::{About, Fetch, Reply};
use crate::tui::rows::Columns;

impl App {
    /// Goes on with what waited for something to be fetched.
    fn take_fetched(&mut self) {
        self.fetching = None;
        match self.awaited.take() {
            Some(Awaited::Rank(rank)) => self.select_rank(rank),
            Some(Awaited::Event(id, citation)) => self.select_event(id, citation),
            Some(Awaited::Near(id)) => self.select_near(id),
            None => {}
        }
        (self.delay, self.idle) = (0, 0);
        self.look_again();
        if self.overlay.is_none() && self.prompt.is_none() {
            self.offer_awaited_sources();
        }
    }

    /// Handles a reply of a worker about the timeline with the given number.
    pub fn reply(&mut self, generation: u64, reply: Reply) {
        if generation == self.generation {
            self.take(reply);
            self.settle();
        }
    }

    pub(super) fn take(&mut self, reply: Reply) {
        match reply {
            Reply::Problems(rows, checked, verdicts) => {
                self.problems.add(rows);
                self.problems.checked = checked;
                self.verdicts = verdicts;
            }
            Reply::Anchor => self.take_anchor(),
            // They are shown with the next rows.
            Reply::Verdicts => {}
            Reply::Fetched => self.take_fetched(),
            Reply::Holdings(source, holdings) => self.reader.set_holdings(source, holdings),
            Reply::FirstHits(number, view) => {
                if self
                    .filtering
                    .as_ref()
                    .is_some_and(|(newest, _)| *newest == number)
                {
                    self.view = view;
                    self.take_view(Reselect::Keep);
                    self.has_more = true;
                }
            }
            Reply::Selection(number, view) => {
                self.has_more = false;
                if let Some((_, reselect)) = self.filtering.take_if(|(newest, _)| *newest == number)
                {
                    self.view = view;
                    self.take_view(reselect);
                }
            }
            Reply::Hit(number, direction, rank) => {
                if self.searching.take_if(|newest| *newest == number).is_some() {
                    self.take_hit(rank, direction == Direction::Forward);
                }
            }
            Reply::Hits(number, hits) => {
                if self
                    .counting_hits
                    .take_if(|newest| *newest == number)
                    .is_some()
                {
                    self.hits = hits;
                }
            }
            Reply::Actors(number, counts) => {
                if let Some(Overlay::Actors(actors)) = &mut self.overlay {
                    actors.set_counts(number, counts);
                }
            }
            Reply::Lanes(number, set) => {
                if let Some(Overlay::Lanes(lanes)) = &mut self.overlay
                    && lanes.set_lanes(number, set)
                {
                    lanes.show(self.event.as_deref());
                }
            }
            Reply::SmallLanes(number, lanes) => self.small_lanes.set(number, lanes),
            Reply::LaneEvents(number, actor, events) => {
                if let Some(Overlay::Lanes(lanes)) = &mut self.overlay {
                    lanes.set_events(number, actor, events);
                }
            }
            Reply::Read(bytes) => self.set_read(bytes),
            Reply::Part(loaded) | Reply::Loaded(Ok(loaded)) => self.reload(*loaded),
            Reply::Loaded(Err(failed)) => self.keep_last_good(&failed),
            Reply::Failed(about, failed) => self.take_failure(&about, &failed),
        }
    }

    /// Tells that the store could not answer a question. The last good view stays; on a server the question is asked
    /// again later.
    fn take_failure(&mut self, about: &About, failed: &StoreError) {
        let may_pass = matches!(failed, StoreError::Failed(_));
        match about {
            About::Selection(number, ..) => {
                let newest = self.filtering.take_if(|(newest, _)| newest == number);
                self.failed_filter = newest.map(|(_, reselect)| reselect).filter(|_| may_pass);
            }
            About::Hit(search) => {
                self.searching.take_if(|newest| *newest == search.number);
            }
            About::Fetch(Fetch::Counts) => self.offering_sources = false,
            About::Fetch(fetch) => {
                self.fetching = may_pass.then_some(Fetching::Failed);
                if matches!(fetch, Fetch::Rank(..)) {
                    self.awaited = None;
                }
                if !may_pass {
                    self.going = None;
                }
                if let Some(prompt) = &mut self.prompt {
                    prompt.hint = failed.to_string();
                }
            }
            About::Verdicts(_) | About::SmallLanes(..) => {
                self.fetching = may_pass.then_some(Fetching::Failed);
            }
            About::LaneEvents(..) if !may_pass => {}
            About::Actors(..) | About::Lanes(..) | About::LaneEvents(..) => {
                self.overlay.take_if(|overlay| overlay.is_unanswered());
            }
            About::Hits(number, ..) => {
                self.counting_hits.take_if(|newest| newest == number);
            }
            About::Problems | About::Anchor(..) | About::Holdings(_) => {}
        }
        self.notify_error(failed.to_string());
    }

    fn take_anchor(&mut self) {
        if self.anchor.is_some() {
            return;
        }
        self.choose_version();
        self.anchor = self.shown_anchor();
        // If the user has scrolled in the meantime, stay there.
        if self.anchor.is_some() && !self.reader.has_moved() {
            self.lay_out_source();
            self.show_quote();
        }
    }

    fn take_view(&mut self, reselect: Reselect) {
        self.strip.invalidate_bars();
        (self.hits, self.counting_hits) = (None, None);
        self.request_hits();
        if self.prompt.is_none() {
            self.columns = Columns::default();
        }
        if matches!(self.overlay, Some(Overlay::Lanes(_))) {
            self.overlay = None;
        }
        // These were ranks of the former view.
        self.fetching
            .take_if(|fetching| matches!(fetching, Fetching::Ranks(_)));
        match (self.awaited, self.selected) {
            (Some(Awaited::Rank(rank)), _) => self.select_rank(rank),
            (_, Some(id)) => self.select_near(id),
            (_, None) => self.select_rank(0),
        }
        match reselect {
            Reselect::Keep => {}
            Reselect::Last => self.select_rank(usize::MAX),
            Reselect::Restore(start) => self.restore(&start),
            Reselect::Select(id, citation) => self.select_in_view(id, citation),
        }
    }

    fn take_hit(&mut self, rank: Option<usize>, forward: bool) {
        match rank {
            Some(rank) => {
                let before = self.rank();
                self.select_rank(rank);
                if self.prompt.is_none() {
                    let is_back = before.is_some_and(|before| rank <= before);
                    self.say_wrapped(is_back == forward, forward);
                }
                self.request_hits();
            }
            None if self.prompt.is_none() => self.say("no hit in this pane"),
            None => {}
        }
    }

    /// Returns whether a search among the events is in progress.
    pub(in crate::tui) fn is_searching(&self) -> bool {
        self.searching.is_some()
    }

    /// Returns whether an event matches the search.
    pub(in crate::tui) fn is_hit(&self, id: EventId) -> bool {
        let needle = self.needle.as_ref();
        needle.is_some_and(|needle| self.timeline.mentions(id, needle).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;

    use super::*;
    use crate::filter::Filter;
    use crate::load;
    use crate::timeline::{Query, Selection};
    use crate::tui::lanes::Lanes;
    use crate::tui::outline::Outline;
    use crate::tui::overlay::{ActorList, HelpList};
    use crate::tui::theme::Theme;

    fn app() -> App {
        let size = Size::new(80, 24);
        let loaded = load::from_inputs(&[load::example()]).expect("the example loads");
        App::new(loaded, Filter::default(), Theme::new(true, false), size)
    }

    #[test]
    fn an_overlay_whose_question_fails_is_closed() {
        let mut app = app();
        let lanes = Lanes::new(1, &Query::everything(), app.overlay_bounds());
        for (overlay, is_closed) in [
            (Overlay::Lanes(Box::new(lanes)), true),
            (Overlay::Actors(ActorList::new(&app.timeline, "")), true),
            (Overlay::Help(HelpList::default()), false),
        ] {
            app.overlay = Some(overlay);
            let lanes = Box::new(About::Lanes(1, Selection::default()));
            let failed = Reply::Failed(lanes, StoreError::UnknownEvent(EventId::new(0)));
            app.reply(app.generation(), failed);
            assert_eq!(app.overlay.is_none(), is_closed, "{:?}", app.overlay);
            assert!(app.message.as_ref().is_some_and(|message| message.bad));
        }
        // A list that is open keeps its counts.
        app.open_actors();
        let counts = Box::new(About::Actors(1, Query::everything(), true));
        let failed = StoreError::UnknownEvent(EventId::new(0));
        app.take(Reply::Failed(counts, failed));
        assert!(matches!(app.overlay, Some(Overlay::Actors(_))));
    }

    #[test]
    fn the_first_hits_are_shown_until_all_are_there() {
        let mut app = app();
        let all = app.view.selection().clone();
        let view = || Outline::new(&app.timeline, all.clone(), app.grain()).expect("an answer");
        let (some, whole) = (view(), view());
        app.filtering = Some((9, Reselect::Keep));
        app.take(Reply::FirstHits(8, Outline::default()));
        assert!(!app.has_more);
        app.take(Reply::FirstHits(9, some));
        assert!(app.has_more && app.filtering.is_some());
        app.take(Reply::Selection(9, whole));
        assert!(!app.has_more && app.filtering.is_none());
    }
}
