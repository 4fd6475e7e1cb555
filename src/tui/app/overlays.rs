//! Brings the open overlay in line with a change.

use super::App;
use crate::tui::overlay::Overlay;

impl App {
    /// Fits the open overlay to its bounds, and loads what it shows.
    pub(super) fn settle_overlay(&mut self) {
        let bounds = self.overlay_bounds();
        let glyphs = self.theme.glyphs;
        if let Some(overlay) = &mut self.overlay {
            overlay.fit(&mut self.problems, glyphs, bounds);
        }
        match &mut self.overlay {
            Some(Overlay::Problems) => {
                let details = self.problems.panel(glyphs).areas(bounds).details;
                let (width, height) = (usize::from(details.width), usize::from(details.height));
                let timeline = &self.timeline;
                let laid_out = self
                    .problems
                    .lay_out(timeline, width.saturating_sub(2), height);
                self.ok_or_notify(laid_out);
            }
            Some(Overlay::Lanes(lanes)) => lanes.resize(bounds, self.event.as_deref()),
            _ => {}
        }
        self.request_lane_events();
        if let Some(Overlay::Lanes(lanes)) = &mut self.overlay {
            lanes.settle(self.selected.zip(self.event.as_deref()));
        }
    }
}
