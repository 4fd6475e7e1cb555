//! Questions that may take a while, and their replies.

use super::{App, Awaited, Fetching, Reselect};
use crate::timeline::{Direction, EventId, SourceId, StoreError};
use crate::tui::overlay::Overlay;
use crate::tui::problems::ProblemList;
use crate::tui::question::{About, Fetch, Question, Reply, Search};

/// What failed is asked for again after so many seconds at most.
const LONGEST_DELAY: u32 = 30;

impl App {
    /// Returns the questions for the worker and removes them from the queue.
    pub fn take_questions(&mut self) -> Vec<Question> {
        std::mem::take(&mut self.questions)
    }

    /// Returns whether the events of the filter are still to come.
    pub fn is_waiting(&self) -> bool {
        let is_open = self.filtering.is_some() || self.failed_filter.is_some();
        is_open && !self.timeline.is_in_files()
    }

    /// Returns whether questions wait for the worker.
    pub fn has_questions(&self) -> bool {
        !self.questions.is_empty()
    }

    /// Returns the number of the shown timeline. Replies about earlier ones are dropped.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Answers a small question immediately, and queues any other for the worker.
    pub(in crate::tui) fn ask(&mut self, about: About) {
        let question = Question {
            timeline: self.timeline.clone(),
            generation: self.generation,
            about,
        };
        if question.is_small() {
            let mut replies = Vec::new();
            question.answer(&|| true, &mut |reply| replies.push(reply));
            for reply in replies {
                self.take(reply);
            }
        } else {
            self.questions.push(question);
        }
    }

    /// Asks the store for what is not at hand.
    pub(in crate::tui) fn fetch(&mut self, fetch: Fetch) {
        let fetching = match &fetch {
            Fetch::Ranks(_, ranks) => Fetching::Ranks(ranks.clone()),
            _ => Fetching::Other,
        };
        if self.fetching.as_ref() != Some(&fetching) || fetching == Fetching::Other {
            self.fetching = Some(fetching);
            self.ask(About::Fetch(fetch));
        }
    }

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

    /// Asks again for what failed, later and later. Is called about once a second.
    pub fn retry(&mut self) {
        let has_failed = self.failed_filter.is_some() || self.fetching == Some(Fetching::Failed);
        self.idle += 1;
        if !has_failed || self.idle < self.delay {
            return;
        }
        (self.delay, self.idle) = ((self.delay * 2).clamp(1, LONGEST_DELAY), 0);
        if let Some(reselect) = self.failed_filter.take() {
            self.filter_then(self.filter.clone(), reselect);
        }
        if self.fetching == Some(Fetching::Failed) {
            self.fetching = None;
            self.look_again();
            self.settle();
        }
    }

    /// Starts checking all citations.
    pub(super) fn check(&mut self) {
        if !self.timeline.is_in_files() {
            // Quotes are looked for when they are shown.
            self.problems = ProblemList::of_files(&self.faults, &self.timeline);
            return;
        }
        let known = ProblemList::new(&self.timeline, &self.faults);
        self.problems = self.ok_or_notify(known).unwrap_or_default();
        // Of a timeline that will be replaced in a moment nothing is checked.
        let is_partial = self.read.is_some_and(|read| !read.is_unknown());
        if !is_partial {
            self.ask(About::Problems);
        }
    }

    /// Requests the anchor of the shown citation, unless it is known.
    pub(super) fn request_anchor(&mut self) {
        let Some((citation, _)) = self.cited() else {
            self.anchor = None;
            return;
        };
        self.anchor = self.timeline.known_anchor(citation);
        let shown = self.selected.map(|id| (id, self.citation));
        if let (None, Some((id, index))) = (&self.anchor, shown)
            && self.requested_anchor != shown
        {
            self.requested_anchor = shown;
            self.ask(About::Anchor(id, index));
        }
    }

    /// Requests the holdings of a source, unless they are known or were requested.
    pub(super) fn request_holdings(&mut self, source: SourceId) {
        // Without a text there is nothing to mark.
        if self.timeline.text_len(source) > 0
            && !self.reader.has_holdings(source)
            && self.requested_holdings.insert(source)
        {
            self.ask(About::Holdings(source));
        }
    }

    /// Returns a number for a question whose answer replaces earlier ones.
    pub(in crate::tui) fn next_number(&mut self) -> u64 {
        self.number += 1;
        self.number
    }

    /// Counts the events of the actors in the open list.
    pub(in crate::tui) fn count_actors(&mut self) {
        let number = self.next_number();
        if let Some(Overlay::Actors(actors)) = &mut self.overlay
            && let Some(about) = actors.request_counts(&self.timeline, number)
        {
            self.ask(about);
        }
    }

    /// Requests the events of visible lanes, unless they are known or were requested.
    pub(super) fn request_lane_events(&mut self) {
        if let Some(Overlay::Lanes(lanes)) = &mut self.overlay
            && let Some(about) = lanes.request_events()
        {
            self.ask(about);
        }
    }

    /// Searches the events of the view, starting from the selected one.
    pub(in crate::tui) fn search_events(&mut self, count: usize, direction: Direction) {
        let Some(needle) = self.needle.clone() else {
            return;
        };
        let number = self.next_number();
        self.searching = Some(number);
        let search = Search {
            number,
            selection: self.view.selection().clone(),
            needle,
            from: self.rank().unwrap_or_default(),
            direction,
            count,
        };
        self.ask(About::Hit(Box::new(search)));
    }

    /// Handles a reply of a worker about the timeline with the given number.
    pub fn reply(&mut self, generation: u64, reply: Reply) {
        if generation == self.generation {
            self.take(reply);
            self.settle();
        }
    }

    fn take(&mut self, reply: Reply) {
        match reply {
            Reply::Problems(rows, checked, verdicts) => {
                self.problems.add(rows);
                self.problems.checked = checked;
                self.verdicts = verdicts;
            }
            Reply::Anchor => self.take_anchor(),
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
            Reply::Hit(number, rank) => {
                if self.searching.take_if(|newest| *newest == number).is_some() {
                    self.take_hit(rank);
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
            About::LaneEvents(..) if !may_pass => {}
            About::Actors(..) | About::Lanes(..) | About::LaneEvents(..) => {
                self.overlay.take_if(|overlay| overlay.is_unanswered());
            }
            About::Problems | About::Anchor(..) | About::Holdings(_) => {}
        }
        self.notify_error(failed.to_string());
    }

    fn take_anchor(&mut self) {
        if self.anchor.is_some() {
            return;
        }
        let citation = self.cited().map(|(citation, _)| citation);
        self.anchor = citation.and_then(|citation| self.timeline.known_anchor(citation));
        // If the user has scrolled in the meantime, stay there.
        if self.anchor.is_some() && !self.reader.has_moved() {
            self.lay_out_source();
            self.show_quote();
        }
    }

    fn take_view(&mut self, reselect: Reselect) {
        self.strip.invalidate_bars();
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

    /// Selects an event, or what stands in its place if the filter hides it.
    fn select_near(&mut self, id: EventId) {
        match self.view.rank(id) {
            Ok(Ok(rank) | Err(rank)) => self.select_rank(rank),
            Err(StoreError::Pending) => {
                self.awaited = Some(Awaited::Near(id));
                self.fetch(Fetch::Rank(self.view.selection().clone(), id));
            }
            Err(_) => self.select_rank(0),
        }
    }

    fn take_hit(&mut self, rank: Option<usize>) {
        match rank {
            Some(rank) => self.select_rank(rank),
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
