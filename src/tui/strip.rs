//! The density of the events over time, computed when the timeline, the width or the filter
//! changes.

use crate::date::Date;
use crate::timeline::{
    Answer, Density, Marks, Place, Query, Scale, Selection, Tick, Timeline, ticks,
};

/// The strip under the title.
#[derive(Debug, Default)]
pub struct Strip {
    scale: Scale,
    ticks: Vec<Tick>,
    all: Density,
    /// The contents of the columns. None if they have to be computed.
    bars: Option<Vec<Bar>>,
    here: Option<Place>,
    /// The first rank of each column in which kept events begin, once it was asked for.
    begins: Option<Vec<(u16, usize)>>,
}

/// The contents of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The height, from 0 to [`Density::LEVELS`].
    pub level: u8,
    /// Whether the filter keeps events there. If so, the height is that of the kept events.
    pub kept: bool,
}

impl Strip {
    /// Invalidates the bars after a change of the filter.
    pub fn invalidate_bars(&mut self) {
        (self.bars, self.begins) = (None, None);
    }

    /// Computes whatever the timeline, the width or the filter has invalidated, and the columns of
    /// the selected event.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn settle(
        &mut self,
        timeline: &Timeline,
        view: &Selection,
        width: u16,
        selected: Option<&Date>,
    ) -> Answer<()> {
        if self.scale.width() != usize::from(width) {
            let scale = timeline.scale(width)?;
            let all = timeline.select(&Query::everything())?;
            self.all = timeline.histogram(&all, &scale)?;
            self.ticks = ticks(scale.segments(), Marks::Inline);
            self.scale = scale;
            self.invalidate_bars();
        }
        if self.bars.is_none() {
            self.bars = Some(if view.len() == timeline.len() {
                bars(&self.all, &self.all, self.scale.width())
            } else {
                let kept = timeline.histogram(view, &self.scale)?;
                bars(&self.all, &kept, self.scale.width())
            });
        }
        self.here = selected.map(|date| self.scale.place(date));
        Ok(())
    }

    /// Returns the scale of the axis.
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// Returns the labels of the axis.
    pub fn ticks(&self) -> &[Tick] {
        &self.ticks
    }

    /// Returns the contents of the columns.
    pub fn bars(&self) -> &[Bar] {
        self.bars.as_deref().unwrap_or_default()
    }

    /// Returns the columns of the selected event.
    pub fn here(&self) -> Option<Place> {
        self.here
    }

    /// Returns the rank of the event in a selection whose beginning is nearest to a column.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn nearest(
        &mut self,
        timeline: &Timeline,
        selection: &Selection,
        column: u16,
    ) -> Answer<Option<usize>> {
        if self.begins.is_none() {
            self.begins = Some(self.beginnings(timeline, selection)?);
        }
        // Of two columns as near, the later one is taken.
        let far = |at: u16| (at.abs_diff(column), at < column);
        let begins = self.begins.iter().flatten();
        let nearest = begins.min_by_key(|(at, _)| far(*at));
        Ok(nearest.map(|(_, rank)| *rank))
    }

    /// Returns the columns in which events of a selection begin, each with the first of their ranks.
    fn beginnings(&self, timeline: &Timeline, selection: &Selection) -> Answer<Vec<(u16, usize)>> {
        let mut begins: Vec<(u16, usize)> = Vec::new();
        let mut rank = 0;
        for (date, count) in timeline.dates(selection)? {
            if let Some(at) = date.map(|date| self.scale.place(date).at)
                && begins.last().is_none_or(|(last, _)| *last != at)
            {
                begins.push((at, rank));
            }
            rank += count;
        }
        Ok(begins)
    }
}

/// Returns the contents of each column. A column stands out if kept events make up half of its
/// weight, or half an event. The former applies to an event that spans a year, which adds little to
/// each column.
fn bars(all: &Density, kept: &Density, width: usize) -> Vec<Bar> {
    let bar = |column: usize| {
        let weight = kept.weight(column);
        let stands_out = weight > 0 && weight >= (all.weight(column) / 2).min(Density::EVENT / 2);
        let shown = if stands_out { kept } else { all };
        Bar {
            level: shown.level(column, all),
            kept: stands_out,
        }
    };
    (0..width).map(bar).collect()
}
