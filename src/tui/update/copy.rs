//! Copying parts of the selected event.

use crate::text::{fragment, sanitize};
use crate::tui::app::App;
use crate::tui::overlay::{Choice, Destination, Entry, Overlay};

impl App {
    /// Opens a menu of what can be copied from the event and its citation.
    pub(super) fn offer_copies(&mut self) {
        let Some(event) = self.event() else { return };
        let mut entries = Vec::new();
        let mut offer = |key, name, text: String| {
            entries.push(Entry {
                key: Some(key),
                label: format!("{name:<9}  {}", sanitize::line(&text)),
                destination: Destination::Clipboard(name, text),
            });
        };
        if let Some((citation, source)) = self.cited() {
            let place = citation.place(self.anchor.as_deref(), "¶");
            if let Some(quote) = &citation.quote {
                offer('q', "quote", quote.to_string());
            }
            let mut whole = String::new();
            if let Some(quote) = &citation.quote {
                whole = format!("“{quote}” ");
            }
            whole.push_str(source.title());
            let imprint = source.imprint();
            if !imprint.is_empty() {
                whole = format!("{whole} ({imprint})");
            }
            if let Some(place) = place {
                whole = format!("{whole}, {place}");
            }
            if let Some(url) = source.page() {
                whole = format!("{whole}, {url}");
            }
            offer('c', "citation", whole);
        }
        offer('i', "event id", event.slug.clone());
        if let Some(url) = self.quote_url() {
            offer('u', "URL", url);
        }
        let file = self.timeline.files().get(event.origin.file());
        // The example, a server and standard input have no file to open.
        if let Some(file) = file.filter(|file| file.path.is_some()) {
            offer(
                'f',
                "file:line",
                format!("{}:{}", file.name, event.origin.line()),
            );
        }
        self.overlay = Some(Overlay::Choice(Choice::new("Copy", entries)));
    }

    /// Returns the URL of the source with a fragment that scrolls to the quote.
    pub(super) fn quote_url(&self) -> Option<String> {
        let (citation, source) = self.cited()?;
        let url = source.address()?;
        let document = source.text(self.reader.version).ok();
        let places = self.anchor.iter().flat_map(|anchor| &anchor.places);
        let found = places.filter_map(|place| {
            let text = document?.paragraph(place.paragraph)?;
            text.get(place.bytes(text))
        });
        let mut passages: Vec<&str> = found.collect();
        if passages.is_empty() {
            // The local copy lacks the quote, but the page may still have it.
            passages.extend(citation.quote.as_deref());
        }
        Some(fragment::with_passages(url, passages))
    }
}
