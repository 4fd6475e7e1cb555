//! Time zones as a calendar defines them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDateTime, TimeDelta};

use super::components::Component;
use super::property::Property;
use super::rule::Rule;
use super::time::{Stamp, Zone, offset_seconds};
use crate::import::when::Moment;

/// The time zones of a calendar by their names.
pub struct Zones(BTreeMap<String, Vec<Change>>);

/// A change of the offset, such as that to summer time.
struct Change {
    /// The first time that it takes place, in the local time before it.
    first: NaiveDateTime,
    /// The offsets before and after it, in seconds.
    from: i32,
    to: i32,
    /// When it takes place again. None if that cannot be told.
    again: Option<Again>,
}

#[derive(Default)]
struct Again {
    rules: Vec<Rule>,
    dates: Vec<NaiveDateTime>,
}

impl Zones {
    /// Returns the time zones of all calendars of an input. The first definition of a name counts.
    pub fn of(components: &[Component]) -> Self {
        let mut zones: BTreeMap<String, Vec<Change>> = BTreeMap::new();
        let mut of_zones: BTreeMap<usize, String> = BTreeMap::new();
        for (position, component) in components.iter().enumerate() {
            if component.name == "VTIMEZONE" {
                let name = component.get("TZID").map(Property::text);
                if let Some(name) = name.filter(|name| !zones.contains_key(name)) {
                    zones.insert(name.clone(), Vec::new());
                    of_zones.insert(position, name);
                }
                continue;
            }
            let name = component.parent.and_then(|parent| of_zones.get(&parent));
            if let Some(changes) = name.and_then(|name| zones.get_mut(name)) {
                changes.extend(Change::of(component));
            }
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

    /// Returns the offset of a zone at a local time, in seconds, if it is certain.
    fn offset(&self, zone: &str, local: NaiveDateTime) -> Option<i32> {
        let changes = self.0.get(zone)?;
        let first = changes.first()?;
        if changes
            .iter()
            .all(|change| change.to == first.to && change.from == first.to)
        {
            return Some(first.to);
        }
        let mut latest: Option<(NaiveDateTime, i32)> = None;
        for change in changes {
            let length = TimeDelta::seconds(i64::from(change.to.abs_diff(change.from)));
            for time in change.times(local.year())? {
                // The hour that is there twice or not at all.
                let distance = local.signed_duration_since(time);
                if distance.abs() < length {
                    return None;
                }
                if time <= local && latest.is_none_or(|(latest, _)| latest < time) {
                    latest = Some((time, change.to));
                }
            }
        }
        latest.map(|(_, offset)| offset)
    }
}

impl Change {
    /// Reads the standard or the summer time of a zone.
    fn of(component: &Component) -> Option<Self> {
        let offset = |name| offset_seconds(&component.get(name)?.value);
        let first = Stamp::read(component.get("DTSTART")?)?.local()?;
        let (from, to) = (offset("TZOFFSETFROM")?, offset("TZOFFSETTO")?);
        let rules = component.all("RRULE").map(|rule| Rule::read(&rule.value));
        let rules: Option<Vec<Rule>> = rules.collect();
        let dates = component.all("RDATE").flat_map(|dates| {
            let texts: Vec<String> = dates.texts().collect();
            texts
                .into_iter()
                .map(|text| Stamp::of(&text, dates)?.local())
        });
        let dates: Option<Vec<NaiveDateTime>> = dates.collect();
        let again = rules
            .zip(dates)
            .map(|(rules, dates)| Again { rules, dates });
        Some(Self {
            first,
            from,
            to,
            again,
        })
    }

    /// Returns the times that it takes place, of those with a rule only the ones around a year. None if they cannot be
    /// told.
    fn times(&self, year: i32) -> Option<Vec<NaiveDateTime>> {
        let again = self.again.as_ref()?;
        let mut times = vec![self.first];
        times.extend(&again.dates);
        for rule in &again.rules {
            for year in [year.checked_sub(1)?, year, year.checked_add(1)?] {
                times.extend(
                    rule.time(year, self.first)
                        .filter(|time| *time > self.first),
                );
            }
        }
        // A rule that ended goes on to hold.
        let ended = again.rules.iter().filter_map(|rule| rule.last(self.first));
        times.extend(ended);
        Some(times)
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
