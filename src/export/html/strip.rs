//! The density of the events over time.

use std::io::{self, Write};

use anyhow::Result;

use super::escape::{Target, Text};
use crate::date::Date;
use crate::timeline::{Density, Marks, Place, Scale, Selection, Tick, Timeline, ticks};

/// The columns on wide and on narrow screens, so many that the labels of the axis have room.
const WIDTHS: [(&str, u16); 2] = [("wide", 100), ("narrow", 40)];

/// The density on so many columns, and the labels of its axis.
pub struct Strip {
    name: &'static str,
    scale: Scale,
    density: Density,
    labels: Vec<Label>,
}

/// A label of the axis, and the event that it leads to: the first from there on.
struct Label {
    tick: Tick,
    slug: String,
}

impl Strip {
    /// Returns the strips for wide and for narrow screens.
    pub fn both(timeline: &Timeline, selection: &Selection) -> Result<[Self; 2]> {
        let [wide, narrow] = WIDTHS.map(|width| Self::new(timeline, selection, width));
        Ok([wide?, narrow?])
    }

    fn new(
        timeline: &Timeline,
        selection: &Selection,
        (name, width): (&'static str, u16),
    ) -> Result<Self> {
        let runs: Vec<_> = timeline.dates(selection)?.collect();
        let dated = runs
            .iter()
            .filter_map(|(date, count)| Some(((*date)?, *count)));
        let scale = Scale::new(dated, width);
        let density = timeline.histogram(selection, &scale)?;
        let mut begins = Vec::new();
        let mut rank = 0_usize;
        for (date, count) in runs {
            begins.extend(date.map(|date| (usize::from(scale.place(date).at), rank)));
            rank = rank.saturating_add(count);
        }
        let mut labels = Vec::new();
        for tick in ticks(scale.segments(), Marks::Inline) {
            let after = begins.partition_point(|(at, _)| *at < tick.column);
            let Some((_, rank)) = begins.get(after).or(begins.last()) else {
                continue;
            };
            if let Some(id) = selection.at(*rank)? {
                let slug = timeline.read(id)?.slug.clone();
                labels.push(Label { tick, slug });
            }
        }
        Ok(Self {
            name,
            scale,
            density,
            labels,
        })
    }

    /// Returns whether no event has a date that can be laid out.
    pub fn is_empty(&self) -> bool {
        self.scale.segments().is_empty()
    }

    /// Returns the columns of a date, first and last.
    pub fn columns(&self, date: &Date) -> (u16, u16) {
        let Place { first, last, .. } = self.scale.place(date);
        (first, last)
    }

    /// Writes the bars, and below them the labels as links.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let (name, width, levels) = (self.name, self.scale.width(), Density::LEVELS);
        write!(
            out,
            "<div class=\"strip {name}\">\n\
             <svg class=\"bars\" viewBox=\"0 0 {width} {levels}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        )?;
        for class in ["all", "kept"] {
            write!(out, "<path class=\"{class}\" d=\"")?;
            self.write_bars(out)?;
            write!(out, "\"/>")?;
        }
        write!(out, "</svg>\n<svg class=\"axis\">")?;
        for cut in self.scale.cuts() {
            let x = self.percent(cut, 5);
            write!(
                out,
                "<text class=\"cut\" x=\"{x}\" y=\"14\" aria-hidden=\"true\">⋯</text>"
            )?;
        }
        for Label { tick, slug } in &self.labels {
            let x = self.percent(tick.column, 0);
            if tick.mark {
                write!(out, "<line x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"6\"/>")?;
            }
            write!(
                out,
                "<a href=\"#{}\"><text x=\"{x}\" dx=\"{}\" y=\"14\">{}</text></a>",
                Target::Event(slug),
                if tick.mark { 4 } else { 0 },
                Text(&tick.label)
            )?;
        }
        writeln!(out, "</svg>\n</div>")
    }

    fn write_bars(&self, out: &mut dyn Write) -> io::Result<()> {
        for column in 0..self.scale.width() {
            let level = self.density.level(column, &self.density);
            if level > 0 {
                write!(out, "M{column} {}v-{level}h.8v{level}z", Density::LEVELS)?;
            }
        }
        Ok(())
    }

    /// Returns where a column begins, or some tenths of a column later.
    fn percent(&self, column: usize, tenths: usize) -> String {
        let tenths = column.saturating_mul(10).saturating_add(tenths);
        let width = self.scale.width().max(1);
        format!("{:.2}%", tenths as f64 * 10.0 / width as f64)
    }
}
