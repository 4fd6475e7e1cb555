//! What every part of the page is written from.

use anyhow::Result;

use super::strip::Strip;
use super::survey::Survey;
use crate::timeline::{Selection, Timeline};

/// The events of the page, and what is known of them before the first is written.
pub struct Page<'a> {
    pub timeline: &'a Timeline,
    pub selection: &'a Selection,
    /// How many events there are to select from.
    pub all: usize,
    pub survey: Survey,
    /// The density of the events, for wide and for narrow screens.
    pub strips: [Strip; 2],
}

impl<'a> Page<'a> {
    /// Goes through the events of a selection from `all`.
    pub fn new(timeline: &'a Timeline, selection: &'a Selection, all: usize) -> Result<Self> {
        Ok(Self {
            timeline,
            selection,
            all,
            survey: Survey::new(timeline, selection)?,
            strips: Strip::both(timeline, selection)?,
        })
    }
}
