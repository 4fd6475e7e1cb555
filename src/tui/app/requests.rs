//! Questions that may take a while. [`replies`](super::replies) has what becomes of their answers.

use ratatui::layout::Rect;

use super::{App, Fetching, Pane};
use crate::timeline::{Direction, EventId, SourceId};
use crate::tui::overlay::Overlay;
use crate::tui::problems::ProblemList;
use crate::tui::question::{About, Fetch, Question, Search};
use crate::tui::rows::ListRow;

/// So many citations of the selected event are looked for at once.
const FEW_CITATIONS: usize = 8;

/// What failed is asked for again after so many seconds at most.
const LONGEST_DELAY: u32 = 30;

impl App {
    /// Returns the questions for the worker and removes them from the queue.
    pub fn take_questions(&mut self) -> Vec<Question> {
        std::mem::take(&mut self.questions)
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
            self.requested_verdicts.clear();
            self.small_lanes.invalidate();
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

    /// Requests the anchors of the shown citation and of the first few others of its event, unless
    /// they are known.
    pub(super) fn request_anchors(&mut self) {
        let Some((event, id)) = self.event.clone().zip(self.selected) else {
            self.anchor = None;
            return;
        };
        let shown = self.citation;
        // Those of other events may have been dropped.
        self.requested_anchors.retain(|(event, _)| *event == id);
        for index in std::iter::once(shown).chain(0..FEW_CITATIONS) {
            let Some(citation) = event.citations.get(index) else {
                continue;
            };
            if !self.timeline.is_known_everywhere(citation)
                && self.requested_anchors.insert((id, index))
            {
                self.ask(About::Anchor(id, index));
            }
        }
        self.choose_version();
        self.anchor = self.shown_anchor();
    }

    /// Requests the verdicts of the visible events on a server, where not all citations are checked.
    pub(super) fn request_verdicts(&mut self) {
        if self.timeline.is_in_files() {
            return;
        }
        let unknown = self.rows.iter().filter_map(|row| match row {
            ListRow::Event(row, _) if row.verdict.is_none() => Some(row.id),
            _ => None,
        });
        let unknown: Vec<EventId> = unknown.collect();
        if !unknown.is_empty() && unknown != self.requested_verdicts {
            self.requested_verdicts.clone_from(&unknown);
            self.ask(About::Verdicts(unknown));
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

    /// Requests the lanes of the actors of the selected event, if there is room for them.
    pub(super) fn request_small_lanes(&mut self, area: Rect) {
        if area.is_empty() {
            return;
        }
        let number = self.number + 1;
        let (event, scale) = (self.event.as_deref(), self.strip.scale().clone());
        let wanted = self
            .small_lanes
            .request(event, self.filter.text(), scale.width(), number);
        if let Some(actors) = wanted {
            self.number = number;
            let query = self.filter.query().clone();
            self.ask(About::SmallLanes(number, query, actors, Box::new(scale)));
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

    /// Counts the events of the view that match the search, unless they are on a server.
    pub(in crate::tui) fn request_hits(&mut self) {
        let Some(needle) = self.needle.clone().filter(|_| self.timeline.is_in_files()) else {
            return;
        };
        if self.focus == Pane::Source || self.hits.is_some() || self.counting_hits.is_some() {
            return;
        }
        let number = self.next_number();
        self.counting_hits = Some(number);
        let query = self.filter.query().clone();
        self.ask(About::Hits(number, query, Box::new(needle)));
    }
}
