//! Puts the parts of event data together: words become actors, sources and tags of the timeline, and whatever
//! is not plain is read by all rules.

use super::dialect;
use super::events;
use super::fields::Spanned;
use super::file::EventFile;
use super::meaning::{Growing, Meaning};
use super::report::{First, Report};
use super::scan::{Facts, Row, Scanned, Words};
use crate::date::Date;
use crate::text::texts::Texts;
use crate::timeline::{self, Record};

/// Takes the parts of one file.
pub struct Gather<'g, 'f, 'a> {
    file: &'a EventFile,
    meaning: Growing<'g, 'f>,
    report: &'g mut Report<'a>,
    /// The line on which the next part begins, from 1.
    line: usize,
    /// Per scanner: what its words mean.
    words: Vec<Known>,
}

/// The words of a scanner, and the numbers that they have in the timeline as far as they are known.
#[derive(Default)]
struct Known {
    words: Words<Texts>,
    numbers: Words<Vec<u32>>,
}

impl<'g, 'f, 'a> Gather<'g, 'f, 'a> {
    /// Starts a file on a line, from 1.
    pub fn new(
        file: &'a EventFile,
        meaning: Growing<'g, 'f>,
        report: &'g mut Report<'a>,
        line: usize,
    ) -> Self {
        Self {
            file,
            meaning,
            report,
            line,
            words: Vec::new(),
        }
    }

    /// Adds the events of a part.
    pub fn take(&mut self, part: &Scanned) {
        for (key, (count, first)) in &part.unknown {
            self.report
                .add_unknown(key, *count, Some(self.first(first)));
        }
        if let Some((count, first)) = &part.uncited {
            self.report.add_uncited(*count, Some(self.first(first)));
        }
        if let Some((count, first)) = &part.damaged {
            self.report.add_damaged(*count, Some(self.first(first)));
        }
        if let Some((count, first)) = &part.too_long {
            self.report.add_too_long(*count, Some(self.first(first)));
        }
        while self.words.len() <= part.scanner {
            self.words.push(Known::default());
        }
        let mut words = self
            .words
            .get_mut(part.scanner)
            .map(std::mem::take)
            .unwrap_or_default();
        words.words.actors.extend(&part.new.actors);
        words.words.sources.extend(&part.new.sources);
        words.words.tags.extend(&part.new.tags);
        words.words.dates.extend(&part.new.dates);
        let (mut actors, mut tags) = (0, 0);
        for (number, row) in part.rows.iter().enumerate() {
            let line = self.line + row.line();
            let id = part.ids.get(number);
            let is_added = row.facts.as_ref().is_some_and(|facts| {
                let (actors_end, tags_end) = (facts.actors_end as usize, facts.tags_end as usize);
                let values = (
                    part.actors.get(actors..actors_end).unwrap_or_default(),
                    part.tags.get(tags..tags_end).unwrap_or_default(),
                );
                (actors, tags) = (actors_end, tags_end);
                self.add((row, line), (id, facts), values, &mut words)
            });
            if !is_added {
                self.read(row, line);
            }
        }
        self.line += part.lines;
        if let Some(place) = self.words.get_mut(part.scanner) {
            *place = words;
        }
    }

    /// Adds what is known of a plain record, unless its id is taken.
    fn add(
        &mut self,
        (row, line): (&Row, usize),
        (id, facts): (&str, &Facts),
        (actors, tags): (&[u32], &[u32]),
        known: &mut Known,
    ) -> bool {
        let span = row.span();
        if !self.meaning.take_free(id, facts.id_hash) {
            return false;
        }
        let Known { words, numbers } = known;
        let word = |name: &str| Spanned {
            value: name.to_owned(),
            span: 0..0,
        };
        let (meaning, report) = (&mut self.meaning, &mut *self.report);
        for at in actors {
            learn(&mut numbers.actors, *at, |at| {
                let name = words.actors.get(at);
                let actor = meaning.actor(&word(name), name, report);
                actor.map_or(0, |id| id.index() as u32)
            });
        }
        if let Some(at) = facts.source {
            learn(&mut numbers.sources, at, |at| {
                let source = meaning.source(&word(words.sources.get(at)), report);
                source.map_or(0, |id| id.index() as u32)
            });
        }
        let events = &mut self.meaning.parts.events;
        for at in tags {
            learn(&mut numbers.tags, *at, |at| events.tag(words.tags.get(at)));
        }
        let (day, clock) = facts.moment;
        learn(&mut numbers.dates, day, |at| {
            Date::parse(words.dates.get(at)).map_or(0, |date| events.date(&date))
        });
        let of = |numbers: &[u32], at: u32| numbers.get(at as usize).copied().unwrap_or(0);
        let record = Record::new(self.report.index, span.start, span.len(), line);
        let known = timeline::Known {
            record,
            slug: id,
            flags: facts.flags,
            moment: Some((of(&numbers.dates, day), clock)),
            rank: 0,
            folded: "",
        };
        events.push(
            &known,
            actors.iter().map(|at| of(&numbers.actors, *at)),
            facts.source.iter().map(|at| of(&numbers.sources, *at)),
            tags.iter().map(|at| of(&numbers.tags, *at)),
        );
        true
    }

    /// Reads a record by all rules.
    fn read(&mut self, row: &Row, line: usize) {
        let span = row.span();
        let record = self.file.body.text(span.clone());
        let whole = 0..record.len();
        self.report.turn_to(&record, line);
        self.report.is_counted = row.facts.is_some();
        if let Some(node) = dialect::event_in(self.file, &record, whole, self.report)
            && let Some(event) = events::read(node, &mut self.meaning, self.report)
        {
            let record = Record::new(self.report.index, span.start, span.len(), line);
            self.meaning.parts.events.add(&event, record);
        }
        self.report.is_counted = false;
    }

    fn first(&self, first: &First) -> First {
        First {
            line: self.line + first.line,
            ..first.clone()
        }
    }
}

/// Stands for the number of a word that no event had so far.
const UNKNOWN: u32 = u32::MAX;

/// Finds out what a word means, unless that is known.
fn learn(numbers: &mut Vec<u32>, at: u32, number: impl FnOnce(usize) -> u32) {
    let at = at as usize;
    if numbers.len() <= at {
        numbers.resize(at + 1, UNKNOWN);
    }
    if let Some(known) = numbers.get_mut(at)
        && *known == UNKNOWN
    {
        *known = number(at);
    }
}
