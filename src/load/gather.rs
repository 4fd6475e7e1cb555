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
    name: &'a str,
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
    words: Words<Texts, Vec<Date>>,
    numbers: Words<Vec<u32>, Vec<u32>>,
}

impl<'g, 'f, 'a> Gather<'g, 'f, 'a> {
    /// Starts a file with a name on a line, from 1.
    pub fn new(
        name: &'a str,
        file: &'a EventFile,
        meaning: Growing<'g, 'f>,
        report: &'g mut Report<'a>,
        line: usize,
    ) -> Self {
        Self {
            name,
            file,
            meaning,
            report,
            line,
            words: Vec::new(),
        }
    }

    /// Adds the events of a part.
    pub fn take(&mut self, part: Scanned) {
        for (key, (count, first)) in &part.unknown {
            let first = self.first(first);
            self.report.add_unknown(key, *count, first);
        }
        if let Some((count, first)) = &part.uncited {
            let first = self.first(first);
            self.report.add_uncited(*count, first);
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
        words.words.dates.extend(part.new.dates);
        let (mut actors, mut tags) = (0, 0);
        for row in &part.rows {
            let line = self.line + row.line();
            let is_added = row.facts.as_ref().is_some_and(|facts| {
                let (actors_end, tags_end) = (facts.actors_end as usize, facts.tags_end as usize);
                let values = (
                    part.actors.get(actors..actors_end).unwrap_or_default(),
                    part.tags.get(tags..tags_end).unwrap_or_default(),
                );
                (actors, tags) = (actors_end, tags_end);
                self.add(row, line, facts, values, &mut words)
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
        row: &Row,
        line: usize,
        facts: &Facts,
        (actors, tags): (&[u32], &[u32]),
        known: &mut Known,
    ) -> bool {
        let span = row.span();
        let record = self.file.text.get(span.clone()).unwrap_or_default();
        let id = record.get(facts.id.start as usize..facts.id.end as usize);
        let id = id.unwrap_or_default();
        if !self.meaning.take_free(id, facts.id_hash, line) {
            return false;
        }
        let Known { words, numbers } = known;
        let word = |name: &str| Spanned {
            value: name.to_owned(),
            span: span.clone(),
        };
        let (meaning, report) = (&mut self.meaning, &mut *self.report);
        for at in actors {
            learn(&words.actors, &mut numbers.actors, *at, |name| {
                let actor = meaning.actor(&word(name), name, report);
                actor.map_or(0, |id| id.index() as u32)
            });
        }
        if let Some(at) = facts.source {
            learn(&words.sources, &mut numbers.sources, at, |name| {
                let source = meaning.source(&word(name), report);
                source.map_or(0, |id| id.index() as u32)
            });
        }
        let events = &mut self.meaning.parts.events;
        for at in tags {
            learn(&words.tags, &mut numbers.tags, *at, |name| events.tag(name));
        }
        let (day, clock) = facts.moment;
        for date in words
            .dates
            .iter()
            .take(day as usize + 1)
            .skip(numbers.dates.len())
        {
            numbers.dates.push(events.date(date));
        }
        let of = |numbers: &[u32], at: u32| numbers.get(at as usize).copied().unwrap_or(0);
        let record = Record::new(self.report.index, span.start, span.len(), line);
        let known = timeline::Known {
            record,
            slug: id,
            flags: facts.flags,
            moment: Some((of(&numbers.dates, day), clock)),
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
        let text = self.file.text_file(self.name, span.clone(), line);
        self.report.turn_to(text);
        self.report.is_counted = row.facts.is_some();
        if let Some(node) = dialect::event_in(self.file, span.clone(), self.report)
            && let Some(event) = events::read(node, &mut self.meaning, self.report)
        {
            let record = Record::new(self.report.index, span.start, span.len(), line);
            self.meaning.parts.events.add(&event, record);
        }
        self.report.is_counted = false;
    }

    fn first(&self, first: &First) -> First {
        First {
            span: first.span.clone(),
            line: self.line + first.line,
        }
    }
}

/// Finds out what the words up to one mean, which is at most one new word, except where records turned out
/// not to be plain.
fn learn(words: &Texts, numbers: &mut Vec<u32>, at: u32, mut number: impl FnMut(&str) -> u32) {
    while numbers.len() <= at as usize {
        numbers.push(number(words.get(numbers.len())));
    }
}
