//! Keys while a pane has focus.

use crate::date::Date;
use crate::filter::Filter;
use crate::timeline::{EventId, Version};
use crate::tui::action::Action;
use crate::tui::app::{App, Pane, Reselect};
use crate::tui::effect::Effect;
use crate::tui::overlay::{Choice, Destination, HelpList, Overlay};

/// So many citations of a paragraph are listed.
const MOST_LINKS: usize = 500;

impl App {
    /// Performs an action.
    pub(super) fn browse(&mut self, action: Action) -> Option<Effect> {
        let given = self.count.take();
        let count = given.unwrap_or(1);
        match action {
            Action::Down => self.step(count, true),
            Action::Up => self.step(count, false),
            Action::HalfDown => self.page(self.height() / 2, count, true),
            Action::HalfUp => self.page(self.height() / 2, count, false),
            Action::PageDown => self.page(self.height().saturating_sub(1), count, true),
            Action::PageUp => self.page(self.height().saturating_sub(1), count, false),
            Action::First | Action::Last => self.end(action == Action::Last, given),
            Action::Enter => self.enter(),
            Action::Back => self.back(),
            Action::NextPane => self.step_pane(true),
            Action::PreviousPane => self.step_pane(false),
            Action::Zoom => self.zoomed = !self.zoomed,
            Action::NextEvent => self.step_event(count, true),
            Action::PreviousEvent => self.step_event(count, false),
            Action::NextHeading => self.step_heading(count, true),
            Action::PreviousHeading => self.step_heading(count, false),
            Action::Finer => self.regroup(count, true),
            Action::Coarser => self.regroup(count, false),
            Action::GoTo => self.open_goto(),
            Action::NextEdition => self.next_edition(),
            Action::NextCitation => self.step_citation(count, true),
            Action::PreviousCitation => self.step_citation(count, false),
            Action::Search => self.open_search(),
            Action::NextHit => self.next_hit(count, true),
            Action::PreviousHit => self.next_hit(count, false),
            Action::Filter => self.open_filter(),
            Action::ClearFilter => self.apply_filter(Filter::default()),
            Action::UndoFilter => self.undo_filter(),
            Action::Actors => self.open_actors(),
            Action::FilterByActor => self.filter_by_actor(),
            Action::Lanes => self.open_lanes(),
            Action::Problems => self.open_problems(),
            Action::Sources => self.offer_sources(),
            Action::Copy => self.offer_copies(),
            Action::AcceptDraft => return self.accept_draft(),
            Action::EditEvent => return self.edit_event(),
            Action::EditSource => return self.edit_source(),
            Action::OpenUrl => return self.open_url(),
            Action::Reload => return Some(Effect::Reload),
            Action::Help => self.overlay = Some(Overlay::Help(HelpList::default())),
            Action::Quit => return Some(Effect::Quit),
            _ => {}
        }
        None
    }

    /// Returns the number of rows of the focused pane.
    fn height(&self) -> usize {
        let areas = self.areas();
        usize::from(match self.focus {
            Pane::Timeline => areas.timeline.height,
            Pane::Event => areas.event.height,
            Pane::Evidence => areas.evidence.height,
            Pane::Source => areas.source.height,
        })
    }

    fn step(&mut self, count: usize, down: bool) {
        match self.focus {
            Pane::Timeline => self.step_event(count, down),
            Pane::Event => self.event_top = moved(self.event_top, count, down),
            Pane::Evidence => self.step_evidence(count, count, down),
            Pane::Source if self.reader.comparison.is_some() => self.scroll_comparison(count, down),
            Pane::Source => {
                let height = self.height();
                let most = self.reader.page().map_or(0, crate::tui::page::Page::height);
                for _ in 0..count.min(most) {
                    if down {
                        self.reader.down(height);
                    } else {
                        self.reader.up(height);
                    }
                }
            }
        }
    }

    fn page(&mut self, rows: usize, count: usize, down: bool) {
        let rows = rows.max(1).saturating_mul(count);
        match self.focus {
            Pane::Timeline => self.step_event(rows, down),
            Pane::Event => self.event_top = moved(self.event_top, rows, down),
            Pane::Evidence => {
                let citations = self
                    .evidence
                    .citations_in(self.height())
                    .saturating_mul(count);
                self.step_evidence(rows, citations, down);
            }
            Pane::Source if self.reader.comparison.is_some() => self.scroll_comparison(rows, down),
            Pane::Source => {
                let rows = isize::try_from(rows).unwrap_or(isize::MAX);
                self.reader
                    .scroll(if down { rows } else { -rows }, self.height());
            }
        }
    }

    /// Goes to the first or last event, row or paragraph. A count gives the number of an event or
    /// paragraph instead.
    fn end(&mut self, last: bool, given: Option<usize>) {
        match (self.focus, given) {
            (Pane::Timeline, Some(number)) => self.select_rank(number - 1),
            (Pane::Timeline, None) => self.select_rank(if last { usize::MAX } else { 0 }),
            (Pane::Event, _) => self.event_top = if last { usize::MAX } else { 0 },
            (Pane::Evidence, Some(number)) => self.move_to_citation(number - 1),
            (Pane::Evidence, None) => self.step_evidence(usize::MAX, usize::MAX, last),
            (Pane::Source, _) if self.reader.comparison.is_some() => {
                self.scroll_comparison(usize::MAX, last);
            }
            (Pane::Source, Some(number)) => self.show_paragraph(number),
            (Pane::Source, None) => self.reader.end(last, self.height()),
        }
    }

    /// Scrolls the passage in both editions.
    fn scroll_comparison(&mut self, lines: usize, down: bool) {
        let height = self.height();
        if let Some(comparison) = &mut self.reader.comparison {
            let lines = isize::try_from(lines).unwrap_or(isize::MAX);
            comparison.scroll(if down { lines } else { -lines }, height);
        }
    }

    fn show_paragraph(&mut self, number: usize) {
        let row = self
            .reader
            .page()
            .map_or(0, |page| page.rows_of(number).start);
        self.reader.show(number, row, self.height());
    }

    pub(super) fn step_event(&mut self, count: usize, down: bool) {
        if let Some(rank) = self.rank() {
            self.select_rank(moved(rank, count, down));
        }
    }

    fn step_citation(&mut self, count: usize, next: bool) {
        let Some(event) = self.event() else {
            return self.say("no event is selected");
        };
        let all = event.citations.len();
        match all {
            0 => self.say("this event has no citations"),
            1 => self.say("this event has only one citation"),
            _ => {
                let step = count % all;
                let index = self.citation + if next { step } else { all - step };
                self.show_citation(index % all);
            }
        }
    }

    /// Scrolls within a citation that is higher than the pane. At its end, moves by some citations.
    pub(super) fn step_evidence(&mut self, rows: usize, citations: usize, down: bool) {
        let height = usize::from(self.areas().evidence.height);
        if !self
            .evidence
            .scroll_within(self.citation, height, rows, down)
        {
            self.move_to_citation(moved(self.citation, citations, down));
        }
    }

    /// Shows a citation of the selected event, or the last one if the index is too high.
    pub(super) fn move_to_citation(&mut self, index: usize) {
        let all = self.event().map_or(0, |event| event.citations.len());
        let index = index.min(all.saturating_sub(1));
        if index != self.citation {
            self.show_citation(index);
        }
    }

    /// Focuses the next or previous pane. One citation that is shown whole has nothing to choose or scroll.
    fn step_pane(&mut self, forward: bool) {
        let several = self.event().is_some_and(|event| event.citations.len() > 1);
        let is_cut = self.evidence.rows().len() > usize::from(self.areas().evidence.height);
        let mut panes = vec![Pane::Timeline, Pane::Event];
        if (several || is_cut) && self.opened_source().is_none() {
            panes.push(Pane::Evidence);
        }
        panes.push(Pane::Source);
        let step = if forward { 1 } else { panes.len() - 1 };
        let mut at = panes
            .iter()
            .position(|pane| *pane == self.focus)
            .unwrap_or_default();
        for _ in 0..panes.len() {
            at = (at + step) % panes.len();
            self.focus = panes.get(at).copied().unwrap_or_default();
            // A low screen may have no room for the citations.
            if self.focus != Pane::Evidence || !self.areas().evidence.is_empty() {
                break;
            }
        }
    }

    fn enter(&mut self) {
        match self.focus {
            Pane::Timeline | Pane::Event | Pane::Evidence => {
                if self.event().is_some_and(|event| event.citations.is_empty()) {
                    self.say("this event has no citations");
                    // On a narrow screen, this is the way to read the event itself.
                    self.focus = Pane::Event;
                } else if self.event().is_some() {
                    self.focus = Pane::Source;
                }
            }
            // From the passage in both editions to the one that is cited.
            Pane::Source if self.reader.comparison.is_some() => {
                self.show_version(Some(self.reader.version));
            }
            Pane::Source => self.follow_citations(),
        }
    }

    /// Goes from the paragraph under the cursor to the events that cite it.
    fn follow_citations(&mut self) {
        if self.reader.version != Version::Current {
            return self.say("the events that cite a paragraph are listed in the current text");
        }
        let text = self.reader.source.map(|id| self.timeline.text_len(id));
        let Some(holdings) = self.reader.holdings() else {
            return self.say(if text.is_some_and(|bytes| bytes > 0) {
                "still finding the events that cite this source"
            } else {
                "this source has no text"
            });
        };
        let cites = holdings.citing(self.reader.cursor).to_vec();
        match cites[..] {
            [] => self.say("no event cites this paragraph"),
            [(id, index)] => self.go_to(id, index),
            _ => {
                let current = (self.selected, self.citation);
                let here = |(id, index): &(EventId, usize)| (Some(*id), *index) == current;
                let cursor = cites.iter().position(here).unwrap_or_default();
                // Of very many, those around the selected one are listed.
                let last = cites.len().saturating_sub(MOST_LINKS);
                let first = cursor.saturating_sub(MOST_LINKS / 2).min(last);
                let shown = cites.iter().skip(first).take(MOST_LINKS);
                let entries = shown.filter_map(|(id, index)| {
                    let event = self.timeline.event(*id).ok()?;
                    let date = event.when.date().map_or("undated".to_owned(), Date::short);
                    let number = match event.citations.len() {
                        1 => String::new(),
                        all => format!("  ({} of {all})", index + 1),
                    };
                    let label = format!("{date}  {}{number}", event.title);
                    Some((label, Destination::Event(*id, *index)))
                });
                let title = match cites.len() {
                    ..=MOST_LINKS => "Events that cite this paragraph".to_owned(),
                    all => format!("{MOST_LINKS} of {all} citations of this paragraph"),
                };
                let choice = Choice::numbered(&title, entries, cursor - first);
                self.overlay = Some(Overlay::Choice(choice));
            }
        }
    }

    fn back(&mut self) {
        let was_asked = std::mem::take(&mut self.asks_to_clear);
        if self.focus != Pane::Timeline {
            self.focus = Pane::Timeline;
            self.zoomed = false;
            if self.reader.source != self.cited().map(|(citation, _)| citation.source) {
                self.show_citation(self.citation);
            }
        } else if self.zoomed {
            self.zoomed = false;
        } else if self.needle.is_some() {
            self.set_needle(None);
        } else if self.filter.is_empty() {
            self.say("q quits");
        } else if was_asked {
            self.apply_filter(Filter::default());
        } else {
            self.asks_to_clear = true;
            self.say("Esc again clears the filter; q quits");
        }
    }

    fn undo_filter(&mut self) {
        let Some((text, selected)) = self.undo.pop() else {
            return self.say("no filter to undo");
        };
        let reselect = match selected {
            Some(id) if self.selected == Some(id) => Reselect::Select(id, self.citation),
            Some(id) => Reselect::Select(id, 0),
            None => Reselect::Keep,
        };
        match Filter::parse_again(&text, &self.timeline) {
            Ok(filter) => self.filter_then(filter, reselect),
            Err(wrong) => {
                // It may be valid again after the next reload.
                self.undo.push((text, selected));
                self.notify_error(wrong.message);
            }
        }
    }

    fn filter_by_actor(&mut self) {
        let mut actors: Vec<_> = self.event().map_or(Vec::new(), |event| {
            event
                .actors
                .iter()
                .map(|participant| participant.actor)
                .collect()
        });
        actors.dedup();
        match actors[..] {
            [] if self.selected.is_none() => self.say("no event is selected"),
            [] => self.say("this event has no actors"),
            [only] => self.filter_by(only),
            _ => {
                let entries = actors.iter().filter_map(|id| {
                    let name = self.timeline.actor(*id)?.name().to_owned();
                    Some((name, Destination::Actor(*id)))
                });
                let choice = Choice::numbered("Only events with", entries, 0);
                self.overlay = Some(Overlay::Choice(choice));
            }
        }
    }

    fn edit_event(&mut self) -> Option<Effect> {
        let origin = self.event()?.origin;
        let file = self.timeline.files().get(origin.file())?;
        let effect = file
            .path
            .clone()
            .map(|path| Effect::Edit(path, origin.line()));
        if effect.is_none() {
            self.say("these events are not in a file; `annals init` creates one to edit");
        }
        effect
    }

    fn edit_source(&mut self) -> Option<Effect> {
        let source = self.reader.source.and_then(|id| self.timeline.source(id));
        let version = self.reader.version;
        let document = source.and_then(|source| source.text(version).ok());
        let line = document.and_then(|document| document.line(self.reader.cursor));
        let path = source.and_then(|source| source.path_of(version).cloned());
        let effect = path.map(|path| Effect::Edit(path, line.unwrap_or(1)));
        if effect.is_none() {
            self.say("this source has no file to edit");
        }
        effect
    }

    fn open_url(&mut self) -> Option<Effect> {
        // A source opened independently of the event has no quote to scroll to.
        let effect = match self.reading() {
            Some((source, None)) => source.address().map(str::to_owned),
            _ => self.quote_url(),
        };
        let effect = effect.map(Effect::OpenUrl);
        if effect.is_none() {
            self.say("this source has no URL");
        }
        effect
    }
}

/// Returns a position moved down or up by `count`.
pub(super) fn moved(at: usize, count: usize, down: bool) -> usize {
    if down {
        at.saturating_add(count)
    } else {
        at.saturating_sub(count)
    }
}
