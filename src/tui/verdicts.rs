//! How many events have which verdict.

use crate::timeline::{Answer, EventId, Property, Query, Term, Timeline, Verdict};

/// The number of events with each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerdictCounts([usize; Verdict::ALL.len()]);

impl VerdictCounts {
    /// Returns the number of events with a verdict.
    pub fn of(&self, verdict: Verdict) -> usize {
        self.0.get(verdict as usize).copied().unwrap_or_default()
    }

    fn change(&mut self, verdict: Verdict, change: impl Fn(usize) -> usize) {
        if let Some(count) = self.0.get_mut(verdict as usize) {
            *count = change(*count);
        }
    }
}

/// Counts verdicts while citations are checked one after the other.
#[derive(Debug)]
pub struct Tally {
    /// The worst verdict so far of each event.
    worst: Vec<Option<Verdict>>,
    counts: VerdictCounts,
}

impl Tally {
    /// Starts with what is known before any quote is looked for.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn of(timeline: &Timeline) -> Answer<Self> {
        let mut tally = Self {
            worst: vec![None; timeline.len()],
            counts: VerdictCounts::default(),
        };
        for (property, verdict) in [
            (Property::Uncited, Verdict::Unproven),
            (Property::Conflict, Verdict::Conflict),
        ] {
            let known = timeline.select(&Query::Term(Term::Is(property)))?;
            for event in known.iter() {
                tally.add(event?, verdict);
            }
        }
        Ok(tally)
    }

    /// Adds the verdict of a citation of an event.
    pub fn add(&mut self, event: EventId, verdict: Verdict) {
        let Some(worst) = self.worst.get_mut(event.index()) else {
            return;
        };
        let before = worst.replace(verdict.max(worst.unwrap_or(verdict)));
        if *worst != before {
            if let Some(before) = before {
                self.counts.change(before, |count| count.saturating_sub(1));
            }
            if let Some(now) = *worst {
                self.counts.change(now, |count| count.saturating_add(1));
            }
        }
    }

    /// Returns the counts so far.
    pub fn counts(&self) -> VerdictCounts {
        self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;

    #[test]
    fn an_event_counts_once_with_its_worst_verdict() {
        let event = |id| format!("[[event]]\nid = \"{id}\"\ntitle = \"t\"\ndate = \"2001\"\n");
        let citation = "[[event.citation]]\nsource = \"s\"\nquote = \"q\"\n";
        let text = [
            "[sources.s]\ntitle = \"S\"\n".to_owned(),
            event("uncited"),
            event("conflict") + citation + "stance = \"contradicts\"\n",
            event("other") + citation,
        ];
        let loaded = load::from_text("events.toml", &text.concat()).expect("it parses");
        let mut tally = Tally::of(&loaded.timeline).expect("an answer");
        let counts = |tally: &Tally| -> Vec<usize> {
            let all = Verdict::ALL.iter();
            all.map(|verdict| tally.counts().of(*verdict)).collect()
        };
        assert_eq!(counts(&tally), [0, 1, 0, 0, 1, 0]);
        for (event, verdict) in [
            (1, Verdict::Cut),
            (2, Verdict::Verified),
            (2, Verdict::Broken),
            (2, Verdict::Differs),
            (9, Verdict::Broken),
        ] {
            tally.add(EventId::new(event), verdict);
        }
        assert_eq!(counts(&tally), [0, 1, 0, 0, 1, 1]);
    }
}
