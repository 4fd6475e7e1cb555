//! Questions that may take long, and their replies.

use super::{App, Then};
use crate::timeline::{Direction, EventId, SourceId};
use crate::tui::overlay::Overlay;
use crate::tui::problems::ProblemList;
use crate::tui::question::{About, Question, Reply, Search};

impl App {
    /// Returns the questions that a worker has to answer.
    pub fn take_questions(&mut self) -> Vec<Question> {
        std::mem::take(&mut self.questions)
    }

    /// Returns the number of the timeline that is shown. Replies about another one are out of date.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Asks: a small question is answered at once, another one is left for a worker.
    pub(super) fn ask(&mut self, about: About) {
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

    /// Starts to check all citations.
    pub(super) fn check(&mut self) {
        let known = ProblemList::new(&self.timeline, &self.faults);
        self.problems = self.answered(known).unwrap_or_default();
        self.ask(About::Problems);
    }

    /// Asks where the quote of the shown citation stands, unless that is known.
    pub(super) fn look_for_quote(&mut self) {
        let Some((citation, _)) = self.cited() else {
            self.anchor = None;
            return;
        };
        self.anchor = self.timeline.known_anchor(citation);
        let shown = self.selected.map(|id| (id, self.citation));
        if let (None, Some((id, index))) = (&self.anchor, shown)
            && self.sought != shown
        {
            self.sought = shown;
            self.ask(About::Anchor(id, index));
        }
    }

    /// Asks what the timeline has of the shown source, unless that is known.
    pub(super) fn look_up_source(&mut self, source: SourceId) {
        if !self.reader.holds(source) && self.looked_up.insert(source) {
            self.ask(About::Holdings(source));
        }
    }

    /// Searches the events of the view for the needle, from the selected one on.
    pub(in crate::tui) fn search_events(&mut self, count: usize, direction: Direction) {
        let Some(needle) = self.needle.clone() else {
            return;
        };
        self.number += 1;
        self.searching = Some(self.number);
        let search = Search {
            number: self.number,
            selection: self.view.selection().clone(),
            needle,
            from: self.rank().unwrap_or_default(),
            direction,
            count,
        };
        self.ask(About::Hit(Box::new(search)));
    }

    /// Takes a reply of a worker about a timeline, given the number of that timeline.
    pub fn reply(&mut self, generation: u64, reply: Reply) {
        if generation == self.generation {
            self.take(reply);
            self.settle();
        }
    }

    fn take(&mut self, reply: Reply) {
        match reply {
            Reply::Problems(rows, checked) => {
                self.problems.add(rows);
                self.problems.checked = checked;
            }
            Reply::Anchor => self.take_anchor(),
            Reply::Holdings(source, held) => self.reader.hold(source, held),
            Reply::Selection(number, view) => {
                if let Some((_, then)) = self.filtering.take_if(|(newest, _)| *newest == number) {
                    self.view = view;
                    self.take_view(then);
                }
            }
            Reply::Hit(number, rank) => {
                if self.searching.take_if(|newest| *newest == number).is_some() {
                    self.take_hit(rank);
                }
            }
            Reply::Loaded(Ok(loaded)) => self.reload(*loaded),
            Reply::Loaded(Err(failed)) => self.keep_after(&failed),
            Reply::Failed(failed) => {
                // Nothing is waited for any more; the last good view stays.
                (self.filtering, self.searching) = (None, None);
                self.notify_error(failed.to_string());
            }
        }
    }

    fn take_anchor(&mut self) {
        if self.anchor.is_some() {
            return;
        }
        let citation = self.cited().map(|(citation, _)| citation);
        self.anchor = citation.and_then(|citation| self.timeline.known_anchor(citation));
        // Whoever has moved on in the source meanwhile is not taken away from there.
        if self.anchor.is_some() && self.reader.is_where_put() {
            self.set_source();
            self.follow();
        }
    }

    fn take_view(&mut self, then: Then) {
        self.strip.forget_kept();
        if matches!(self.overlay, Some(Overlay::Lanes(_))) {
            self.overlay = None;
        }
        let rank = self.selected.map_or(0, |id| match self.view.rank(id) {
            Ok(rank) | Err(rank) => rank,
        });
        self.select_rank(rank);
        match then {
            Then::Keep => {}
            Then::Restore(start) => self.restore(&start),
            Then::Select(id, citation) => self.arrive_at(id, citation),
        }
    }

    fn take_hit(&mut self, rank: Option<usize>) {
        match rank {
            Some(rank) => self.select_rank(rank),
            None if self.prompt.is_none() => self.say("no hit in this pane"),
            None => {}
        }
    }

    /// Returns whether a search among the events is going on.
    pub(in crate::tui) fn is_searching(&self) -> bool {
        self.searching.is_some()
    }

    /// Returns whether the needle is in an event.
    pub(in crate::tui) fn is_hit(&self, id: EventId) -> bool {
        let needle = self.needle.as_ref();
        needle.is_some_and(|needle| self.timeline.mentions(id, needle).unwrap_or_default())
    }
}
