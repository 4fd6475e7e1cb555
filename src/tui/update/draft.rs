//! Accepting a draft.

use crate::diagnostic::quoted;
use crate::timeline::{Status, Verdict};
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::overlay::{Choice, Destination, Entry, Overlay};

impl App {
    /// Accepts the selected draft, or asks first if its quotes are not verified.
    pub(super) fn accept_draft(&mut self) -> Option<Effect> {
        let (id, event) = (self.selected?, self.event()?);
        let slug = quoted(&event.slug);
        if event.status != Status::Draft {
            self.say(format!("{slug} is not a draft"));
            return None;
        }
        let file = self.timeline.files().get(event.origin.file());
        let path = file.and_then(|file| file.path.as_deref());
        if path.is_none_or(|path| path.extension().is_none_or(|it| it != "toml")) {
            self.say(
                "only drafts in .toml files are accepted here; change `status` where they are made",
            );
            return None;
        }
        let doubt = match self.timeline.known_verdict(event) {
            Some(Verdict::Verified) => return Some(Effect::AcceptDraft(id)),
            Some(verdict) => verdict.words(),
            None => "its quotes are not checked yet",
        };
        let entries = [
            ('n', "no, leave it a draft".to_owned(), Destination::Nothing),
            (
                'y',
                format!("yes, although {doubt}"),
                Destination::Accept(id),
            ),
        ];
        let entries = entries.map(|(key, label, destination)| Entry {
            key: Some(key),
            label,
            destination,
        });
        let title = format!("Accept {slug}?");
        self.overlay = Some(Overlay::Choice(Choice::new(&title, entries.into())));
        None
    }
}
