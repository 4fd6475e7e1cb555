//! Keys that go by time: from heading to heading, to a date, to an event by its id.

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Severity, TextFile};
use crate::filter::Completion;
use crate::timeline::{EventId, Timeline};
use crate::tui::app::{App, Pane};
use crate::tui::outline::Outline;
use crate::tui::prompt::Prompt;

/// What a line that says where to go leads to.
struct Target {
    id: EventId,
    /// What the line is understood as.
    understood: String,
    /// What to say on arrival.
    said: String,
}

impl App {
    /// Selects an event in the timeline, one of its citations shown.
    pub(super) fn go_to(&mut self, id: EventId, citation: usize) {
        self.focus = Pane::Timeline;
        self.select_event(id, citation);
    }

    /// To the first event under a heading so many away.
    pub(super) fn leap(&mut self, count: usize, down: bool) {
        let Some(rank) = self.rank() else {
            return;
        };
        let to = self.view.leap(rank, count, down);
        if to == rank {
            self.say(if down {
                "no heading below this one"
            } else {
                "no heading above this one"
            });
        }
        self.select_rank(to);
    }

    /// Puts the events under finer or coarser headings. A grain that would change
    /// nothing is passed over; the selected event keeps its place on the screen.
    pub(super) fn regroup(&mut self, count: usize, finer: bool) {
        let row = |app: &Self| app.view.row_of(app.rank().unwrap_or_default());
        let above = row(self).saturating_sub(self.top);
        let (mut grain, mut steps) = (self.grain(), 0);
        while let Some(next) = grain.next(finer).filter(|_| steps < count) {
            grain = next;
            let selection = self.view.selection().clone();
            let view = Outline::new(&self.timeline, selection, grain);
            if let Some(view) = self.answered(view)
                && view != self.view
            {
                self.view = view;
                self.grain = Some(grain);
                steps += 1;
            }
        }
        if steps == 0 {
            let way = if finer { "finer" } else { "coarser" };
            return self.say(format!("no {way} headings"));
        }
        self.top = row(self).saturating_sub(above);
        self.say(format!("headings by {}", self.grain().name()));
    }

    /// Shows where the line leads so far.
    pub(super) fn preview(&mut self, prompt: &mut Prompt) {
        prompt.error = None;
        prompt.hint.clear();
        if let Some(target) = self.target(prompt.input.value()) {
            prompt.hint = target.understood;
            match self.view.rank(target.id) {
                Ok(rank) => self.select_rank(rank),
                Err(_) => prompt.hint.push_str(", hidden by the filter"),
            }
        }
    }

    /// Goes where the line leads; one that leads nowhere stays open.
    pub(super) fn arrive(&mut self, mut prompt: Prompt) {
        let text = prompt.input.value();
        if text.trim().is_empty() {
            return;
        }
        if let Some(target) = self.target(text) {
            self.select_event(target.id, 0);
            if !target.said.is_empty() {
                self.say(target.said);
            }
        } else {
            prompt.error = Some(self.refusal(text));
            self.prompt = Some(prompt);
        }
    }

    /// What a line leads to: an event by its id, a date, an event by the beginning of
    /// its id, or the date that was meant by what is none.
    fn target(&self, line: &str) -> Option<Target> {
        let text = line.trim();
        let begun = match text {
            "" => None,
            text => self.timeline.beginning(text).ok()?.first(),
        };
        let event = begun.and_then(|id| Some((*id, self.timeline.event(*id).ok()?)));
        let event = event.map(|(id, event)| (id, event.slug.clone()));
        match (event, Date::parse(text)) {
            (Some((id, slug)), date) if date.is_err() || slug == text => Some(Target {
                id,
                understood: slug,
                said: String::new(),
            }),
            (_, Ok(date)) => self.target_date(&date, false),
            (_, Err(error)) => match &error.meant[..] {
                [meant] => self.target_date(&Date::parse(meant).ok()?, true),
                _ => None,
            },
        }
    }

    /// Of the events that the filter leaves, the one at a date or nearest to it.
    fn target_date(&self, date: &Date, guessed: bool) -> Option<Target> {
        let rank = self.timeline.rank_near(self.view.selection(), date).ok()?;
        let id = self.view.at(rank?)?;
        let start = self.timeline.event(id).ok()?.when.date()?.start();
        let within = date.earliest().is_none_or(|day| day <= start)
            && date.latest().is_none_or(|day| start <= day);
        let words = date.words();
        Some(Target {
            id,
            said: match (within, guessed) {
                (false, _) => format!("{words}: nothing begins then, this is the nearest"),
                (true, true) => format!("{words} is written {}", date.as_str()),
                (true, false) => String::new(),
            },
            understood: words,
        })
    }

    /// Why a line leads nowhere.
    fn refusal(&self, line: &str) -> Diagnostic {
        let text = line.trim();
        let margin = line.len() - line.trim_start().len();
        let wrong = |at: usize, message: String| {
            let span = margin + at..line.len();
            TextFile::new("go to", line).diagnostic("goto", Severity::Error, span, message)
        };
        match Date::parse(text) {
            // Which one is all that matters here, and it has to fit on one line.
            Err(error) if error.meant.len() > 1 => {
                wrong(0, format!("which date: {}?", error.meant.join(" or ")))
            }
            Err(error) if error.meant.is_empty() && text.contains(|c: char| c.is_ascii_digit()) => {
                wrong(error.offset, error.message)
            }
            // Other words are more likely an id than a date.
            Err(error) if error.meant.is_empty() => {
                let wrong = wrong(0, "no such date or id".to_owned());
                match self.timeline.did_you_mean(text).ok().flatten() {
                    Some(help) => wrong.with_help(help),
                    None => wrong,
                }
            }
            _ => wrong(0, "there is no dated event to go to".to_owned()),
        }
    }
}

/// The ids that begin as the line does.
pub(super) fn complete(line: &str, _cursor: usize, timeline: &Timeline) -> Completion {
    let begun = timeline.beginning(line.trim()).unwrap_or_default();
    let slugs = begun.iter().filter_map(|id| timeline.event(*id).ok());
    Completion {
        range: 0..line.len(),
        candidates: slugs.map(|event| event.slug.clone()).collect(),
    }
}
