//! Time zones as a calendar defines them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDateTime, TimeDelta};

use super::components::Component;
use super::property::Property;
use super::rule::Rule;
use super::time::{Stamp, Zone, offset_seconds};
use crate::import::when::Moment;

/// A zone with more rules that hold for ever, or with more changes within some days, is none that there is.
const MOST: usize = 64;

/// The time zones of a calendar by their names.
pub struct Zones(BTreeMap<String, Changes>);

/// The changes of the offset of a zone.
#[derive(Default)]
struct Changes {
    /// Those of which the day is known, in their order.
    known: Vec<Change>,
    /// The rules after which there are others every year, each with its first change.
    rules: Vec<(Rule, Change)>,
    /// Whether the offset is always the same.
    is_constant: bool,
    /// Whether there are changes of which it cannot be told when they are.
    has_unknown: bool,
}

/// A change of the offset, such as that to summer time.
#[derive(Clone, Copy)]
struct Change {
    /// When it takes place, in the local time before it.
    time: NaiveDateTime,
    /// The offsets before and after it, in seconds.
    from: i32,
    to: i32,
}

impl Zones {
    /// Returns the time zones of all calendars of an input. The first definition of a name counts.
    pub fn of(components: &[Component]) -> Self {
        let mut zones: BTreeMap<String, Changes> = BTreeMap::new();
        let mut of_zones: BTreeMap<usize, String> = BTreeMap::new();
        for (position, component) in components.iter().enumerate() {
            if component.name == "VTIMEZONE" {
                let name = component.get("TZID").map(Property::text);
                if let Some(name) = name.filter(|name| !zones.contains_key(name)) {
                    zones.insert(name.clone(), Changes::default());
                    of_zones.insert(position, name);
                }
                continue;
            }
            let name = component.parent.and_then(|parent| of_zones.get(&parent));
            if let Some(changes) = name.and_then(|name| zones.get_mut(name)) {
                changes.add(component);
            }
        }
        for changes in zones.values_mut() {
            changes.sort();
        }
        Self(zones)
    }

    /// Returns the moment of a stamp, and what it does not say: the local time in a zone whose offset is not certain.
    pub fn moment(&self, stamp: &Stamp) -> (Moment, Option<String>) {
        let mut moment = Moment {
            day: stamp.day.to_string(),
            time: String::new(),
        };
        let Some(local) = stamp.local() else {
            return (moment, None);
        };
        let time = local.time().to_string();
        match &stamp.zone {
            Zone::None => moment.time = time,
            Zone::Utc => moment.time = time + "Z",
            Zone::Named(zone) => match self.offset(zone, local).and_then(offset_text) {
                Some(offset) => moment.time = time + &offset,
                None => return (moment, Some(format!("{time} ({zone})"))),
            },
        }
        (moment, None)
    }

    /// Returns the time of a stamp at the offset 0. None if the offset is not certain, or there is no time.
    pub fn instant(&self, stamp: &Stamp) -> Option<NaiveDateTime> {
        let offset = match &stamp.zone {
            Zone::None => None,
            Zone::Utc => Some(0),
            Zone::Named(zone) => self.offset(zone, stamp.local()?),
        };
        let offset = TimeDelta::seconds(i64::from(offset?));
        stamp.local()?.checked_sub_signed(offset)
    }

    /// Returns a stamp in another time zone. None if an offset is not certain.
    pub fn seen_from(&self, stamp: &Stamp, zone: &Zone) -> Option<Stamp> {
        let instant = self.instant(stamp)?;
        let at = |local: NaiveDateTime| Stamp {
            day: local.date(),
            time: Some(local.time()),
            zone: zone.clone(),
            is_leap: stamp.is_leap,
        };
        // The offset before a change may lead to a time after it, whose offset is another one.
        let mut seen = at(instant);
        for _ in 0..2 {
            let error = instant.signed_duration_since(self.instant(&seen)?);
            seen = at(seen.local()?.checked_add_signed(error)?);
        }
        (self.instant(&seen)? == instant).then_some(seen)
    }

    /// Returns the offset of a zone at a local time, in seconds, if it is certain.
    fn offset(&self, zone: &str, local: NaiveDateTime) -> Option<i32> {
        self.0.get(zone)?.offset(local)
    }
}

impl Changes {
    /// Adds the standard or the summer time of a zone.
    fn add(&mut self, component: &Component) {
        let offset = |name| offset_seconds(&component.get(name)?.value);
        let first = component.get("DTSTART").and_then(Stamp::read);
        let first = first.and_then(|first| first.local());
        let (Some(time), Some(from), Some(to)) =
            (first, offset("TZOFFSETFROM"), offset("TZOFFSETTO"))
        else {
            return;
        };
        let first = Change { time, from, to };
        self.known.push(first);
        for dates in component.all("RDATE") {
            for text in dates.texts() {
                match Stamp::of(&text, dates).and_then(|stamp| stamp.local()) {
                    Some(time) => self.known.push(Change { time, ..first }),
                    None => self.has_unknown = true,
                }
            }
        }
        for rule in component.all("RRULE") {
            let Some(rule) = Rule::read(&rule.value) else {
                self.has_unknown = true;
                continue;
            };
            // A rule that ended goes on to hold.
            let last = rule.last(time);
            self.known.extend(last.map(|time| Change { time, ..first }));
            self.rules.push((rule, first));
        }
        self.has_unknown |= self.rules.len() > MOST;
    }

    /// Brings what was added in order.
    fn sort(&mut self) {
        self.known.sort_by_key(|change| change.time);
        let first = self.known.first().copied();
        let is_same = |change: &Change| {
            first.is_some_and(|first| change.to == first.to && change.from == first.to)
        };
        self.is_constant = self.known.iter().all(is_same);
    }

    /// Returns the offset at a local time, in seconds, if it is certain.
    fn offset(&self, local: NaiveDateTime) -> Option<i32> {
        let first = self.known.first()?;
        if self.is_constant {
            return Some(first.to);
        }
        if self.has_unknown {
            return None;
        }
        let near = TimeDelta::days(2);
        let (early, late) = (
            local.checked_sub_signed(near)?,
            local.checked_add_signed(near)?,
        );
        let early = self.known.partition_point(|change| change.time < early);
        let late = self.known.partition_point(|change| change.time <= late);
        // The last one before the others may be the latest.
        let around = self.known.get(early.saturating_sub(1)..late)?;
        if around.len() > MOST {
            return None;
        }
        let mut latest: Option<Change> = None;
        for change in around.iter().copied().chain(self.by_rules(local.year())) {
            // The hour that is there twice or not at all.
            let length = TimeDelta::seconds(i64::from(change.to.abs_diff(change.from)));
            if local.signed_duration_since(change.time).abs() < length {
                return None;
            }
            if change.time <= local && latest.is_none_or(|latest| latest.time <= change.time) {
                latest = Some(change);
            }
        }
        latest.map(|latest| latest.to)
    }

    /// Iterates over the changes by rules around a year.
    fn by_rules(&self, year: i32) -> impl Iterator<Item = Change> {
        let years = year.saturating_sub(1)..=year.saturating_add(1);
        self.rules.iter().flat_map(move |(rule, first)| {
            let times = years.clone().filter_map(|year| rule.time(year, first.time));
            let later = times.filter(|time| *time > first.time);
            later.map(|time| Change { time, ..*first })
        })
    }
}

/// Returns an offset in EDTF. None if it has seconds.
fn offset_text(seconds: i32) -> Option<String> {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    let is_whole = seconds % 60 == 0;
    is_whole.then(|| format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
}

#[cfg(test)]
mod tests {
    use super::super::components;
    use super::*;

    const EU: &str = "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU";

    fn zones(rule: &str) -> Zones {
        let text = format!(
            "BEGIN:VTIMEZONE\nTZID:Rome\n\
             BEGIN:STANDARD\nDTSTART:19961027T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n{rule}\nEND:STANDARD\n\
             BEGIN:DAYLIGHT\nDTSTART:19960331T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
             RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n\
             BEGIN:VTIMEZONE\nTZID:Lagos\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\n\
             TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
        );
        Zones::of(&components::read(&text))
    }

    fn time(zones: &Zones, zone: &str, stamp: &str) -> String {
        let mut stamp = Stamp::parse(stamp).expect("a stamp");
        stamp.zone = Zone::Named(zone.to_owned());
        let (moment, lost) = zones.moment(&stamp);
        lost.unwrap_or(moment.time)
    }

    #[test]
    fn offsets_follow_the_rules_of_the_zone() {
        let zones = zones(EU);
        for (zone, stamp, expected) in [
            ("Rome", "20180607T210000", "21:00:00+02:00"),
            ("Rome", "20180107T210000", "21:00:00+01:00"),
            ("Rome", "20181231T235959", "23:59:59+01:00"),
            // The hours that are there twice, or not at all.
            ("Rome", "20181028T015959", "01:59:59+02:00"),
            ("Rome", "20181028T023000", "02:30:00 (Rome)"),
            ("Rome", "20181028T040000", "04:00:00+01:00"),
            ("Rome", "20180325T023000", "02:30:00 (Rome)"),
            ("Rome", "20180325T030000", "03:00:00+02:00"),
            // Before the first change.
            ("Rome", "19950607T210000", "21:00:00 (Rome)"),
            ("Lagos", "19500607T210000", "21:00:00+01:00"),
            ("Oslo", "20180607T210000", "21:00:00 (Oslo)"),
        ] {
            assert_eq!(time(&zones, zone, stamp), expected, "{stamp}");
        }
    }

    #[test]
    fn rules_that_cannot_be_read_make_no_offset() {
        let other = zones("RRULE:FREQ=YEARLY;BYYEARDAY=300");
        assert_eq!(time(&other, "Rome", "20180607T210000"), "21:00:00 (Rome)");
        let dates = zones("RDATE:19971026T030000,19981025T030000");
        assert_eq!(time(&dates, "Rome", "19981107T210000"), "21:00:00+01:00");
        let ended = zones(&format!("{EU};UNTIL=20001029T010000Z"));
        assert_eq!(time(&ended, "Rome", "20001107T210000"), "21:00:00+01:00");
    }

    #[test]
    fn many_changes_take_no_time() {
        let change = |day: u32| {
            format!(
                "BEGIN:STANDARD\nDTSTART:{:04}0101T000000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0{}00\nEND:STANDARD\n",
                1000 + day / 20,
                day % 2
            )
        };
        let many: Vec<String> = (0..20_000).map(change).collect();
        let many = many.concat();
        let text = format!("BEGIN:VTIMEZONE\nTZID:X\n{many}END:VTIMEZONE\n");
        let zones = Zones::of(&components::read(&text));
        for _ in 0..20_000 {
            assert_eq!(time(&zones, "X", "15000607T210000"), "21:00:00+01:00");
        }
        let repeated = format!("{EU}\n").repeat(MOST + 1);
        let crowded = super::tests::zones(&repeated);
        assert_eq!(time(&crowded, "Rome", "20180607T210000"), "21:00:00 (Rome)");
    }

    #[test]
    fn offsets_are_written() {
        for (seconds, written) in [
            (3600, Some("+01:00")),
            (-34_200, Some("-09:30")),
            (0, Some("+00:00")),
            (3416, None),
        ] {
            assert_eq!(offset_text(seconds).as_deref(), written);
        }
    }
}
