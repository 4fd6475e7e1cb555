//! When an event of a calendar begins and ends, and whether it repeats.

use super::components::Component;
use super::property::Property;
use super::time::{Stamp, length};
use super::zone::Zones;
use crate::diagnostic::quoted;
use crate::import::date::understood;
use crate::import::importer::Importer;
use crate::import::record::Record;
use crate::import::texts::remark;
use crate::import::when::{Moment, spanning};

const REPEATS: &str = "it repeats; only its first time is an event, and the rule is in its note";
const UNCERTAIN: &str = "the offset of its time zone is not certain, so the date is the local day and the time is in its note";
const LEAP_SECOND: &str = "a leap second is read as the second before it";

/// Reads when an event is. What has no place in a date goes into the note.
pub fn read(
    event: &Component,
    zones: &Zones,
    record: &mut Record<'static>,
    importer: &mut Importer<'_>,
) {
    let begin = event.get("DTSTART");
    match begin.map(|start| (start, Stamp::read(start))) {
        Some((_, Some(from))) => span(event, &from, zones, record, importer),
        Some((start, None)) => {
            record.date = understood(start.value.trim(), importer).into();
            keep_end(event, record, importer);
        }
        None => {
            importer.alter("there is no date");
            keep_end(event, record, importer);
        }
    }
    repeats(event, record, importer);
    if let Some(instance) = event.get("RECURRENCE-ID") {
        if record.id.is_empty() {
            note(instance, record);
        } else {
            record.id = format!("{}-{}", record.id, instance.value).into();
        }
    }
}

/// Notes the end of an event whose beginning is not known.
fn keep_end(event: &Component, record: &mut Record<'static>, importer: &mut Importer<'_>) {
    for name in ["DTEND", "DURATION"] {
        if let Some(end) = event.get(name) {
            let why = "it ends without a beginning that can be read; the end is kept in the note";
            importer.alter(why);
            note(end, record);
        }
    }
}

fn span(
    event: &Component,
    from: &Stamp,
    zones: &Zones,
    record: &mut Record<'static>,
    importer: &mut Importer<'_>,
) {
    let (begin, lost) = zones.moment(from);
    if let Some(time) = lost {
        importer.alter(UNCERTAIN);
        remark(record, &format!("Local time: {time}."));
    }
    let until = end(event, from, zones, record, importer);
    let is_leap = until.as_ref().is_some_and(|until| until.is_leap);
    if from.is_leap || is_leap {
        importer.alter(LEAP_SECOND);
    }
    let (date, note) = match &until {
        Some(until) => ending(from, until, &begin, zones, record),
        None => spanning(&begin, None),
    };
    record.date = date.into();
    remark(record, &note.unwrap_or_default());
}

/// Returns when an event ends, exclusive. An end that does not fit the beginning is kept in the note.
fn end(
    event: &Component,
    from: &Stamp,
    zones: &Zones,
    record: &mut Record<'static>,
    importer: &mut Importer<'_>,
) -> Option<Stamp> {
    let (property, end) = match (event.get("DTEND"), event.get("DURATION")) {
        (Some(end), duration) => {
            if let Some(duration) = duration {
                importer.alter("it has an end and a length; the length is kept in the note");
                note(duration, record);
            }
            (end, Stamp::read(end))
        }
        (None, Some(duration)) => {
            let end = length(&duration.value).and_then(|length| from.after(length));
            (duration, end)
        }
        (None, None) => return None,
    };
    let value = quoted(&property.value);
    let why = match end {
        None => format!("invalid end {value}, which is kept in the note"),
        Some(end) => match is_before(&end, from, zones) {
            Some(false) => return Some(zones.seen_from(&end, &from.zone).unwrap_or(end)),
            Some(true) => {
                format!("the end {value} is before the beginning, and is kept in the note")
            }
            None => format!(
                "the end {value} is in another time zone, whose offset is not certain, and is kept in the note"
            ),
        },
    };
    importer.alter(why);
    note(property, record);
    None
}

/// Returns whether an end is before its beginning. None if that cannot be told.
fn is_before(end: &Stamp, from: &Stamp, zones: &Zones) -> Option<bool> {
    let (Some(last), Some(first)) = (end.local(), from.local()) else {
        return Some(end.day < from.day);
    };
    match (zones.instant(end), zones.instant(from)) {
        (Some(last), Some(first)) => Some(last < first),
        _ => (end.zone == from.zone).then_some(last < first),
    }
}

/// Returns the date from one moment up to another.
fn ending(
    from: &Stamp,
    until: &Stamp,
    begin: &Moment,
    zones: &Zones,
    record: &mut Record<'static>,
) -> (String, Option<String>) {
    let last_day = until.last_day().max(from.day);
    let (mut end, lost) = zones.moment(until);
    if !until.has_time() {
        end.day = last_day.to_string();
        return spanning(begin, Some(&end));
    }
    if let Some(time) = lost {
        remark(record, &format!("Until {}, {time}.", end.day));
    }
    if last_day == until.day {
        return spanning(begin, Some(&end));
    }
    // It ends at midnight, which is part of the day before.
    let note = format!("Until {}.", end.edtf());
    end = Moment {
        day: last_day.to_string(),
        time: String::new(),
    };
    let (date, _) = if begin.day == end.day {
        (begin.edtf(), None)
    } else {
        spanning(begin, Some(&end))
    };
    (date, Some(note))
}

fn repeats(event: &Component, record: &mut Record<'static>, importer: &mut Importer<'_>) {
    let repeats = ["RRULE", "RDATE", "EXRULE", "EXDATE"];
    let repeats = repeats.iter().flat_map(|name| event.all(name));
    let mut is_repeated = false;
    for property in repeats {
        is_repeated |= property.name.starts_with('R');
        note(property, record);
    }
    if is_repeated {
        importer.alter(REPEATS);
    }
}

/// Notes a property as it is written, with its time zone.
fn note(property: &Property, record: &mut Record<'static>) {
    let zone = match property.parameter("TZID") {
        "" => String::new(),
        zone => format!(" ({zone})"),
    };
    remark(
        record,
        &format!("{}: {}{zone}", property.name, property.value),
    );
}

#[cfg(test)]
mod tests {
    use super::super::components;
    use super::*;

    const ROME: &str = "BEGIN:VTIMEZONE\nTZID:Rome\nBEGIN:DAYLIGHT\nDTSTART:20000101T000000\n\
                        TZOFFSETFROM:+0200\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n";

    /// Returns the id, the date, the note and the reasons of an event with these lines.
    fn read_event(lines: &str) -> (String, String, String, Vec<String>) {
        let text = format!("{ROME}BEGIN:VEVENT\n{lines}\nEND:VEVENT\n");
        let components = components::read(&text);
        let event = components.iter().find(|it| it.name == "VEVENT");
        let mut out = Vec::new();
        let mut importer = Importer::new(&mut out);
        importer.begin(1);
        let mut record = Record {
            id: "a".into(),
            ..Record::default()
        };
        let zones = Zones::of(&components);
        read(event.expect("an event"), &zones, &mut record, &mut importer);
        let report = importer.finish().expect("it is written");
        let why = report.reasons().map(|(_, why, _)| why.to_owned());
        let [id, date, note] = [record.id, record.date, record.note].map(Into::into);
        (id, date, note, why.collect())
    }

    #[test]
    fn nothing_is_lost_without_a_beginning() {
        for start in ["X-A:1", "DTSTART:soon"] {
            let (id, _, note, why) = read_event(&format!(
                "{start}\nDTEND;TZID=Rome:20190502T220000\nDURATION:PT1H\nRRULE:FREQ=YEARLY\nRECURRENCE-ID:20190502"
            ));
            assert_eq!(id, "a-20190502");
            let expected = "DTEND: 20190502T220000 (Rome)\nDURATION: PT1H\nRRULE: FREQ=YEARLY";
            assert_eq!(note, expected, "{start}");
            assert!(why.iter().any(|why| why == REPEATS), "{why:?}");
            assert!(why.iter().any(|why| why.starts_with("it ends")), "{why:?}");
        }
    }

    #[test]
    fn ends_are_compared_across_time_zones() {
        let before = "is before the beginning, and is kept in the note";
        let uncertain = "whose offset is not certain, and is kept in the note";
        for (start, end, date, note, why) in [
            (
                ";TZID=Rome:20190502T230000",
                ":20190502T220000Z",
                "2019-05-02T23:00:00+02:00",
                "Until 2019-05-03T00:00:00+02:00.",
                "",
            ),
            (
                ":20190502T220000Z",
                ";TZID=Rome:20190502T230000",
                "2019-05-02T22:00:00Z",
                "DTEND: 20190502T230000 (Rome)",
                before,
            ),
            (
                ":20190502T213000Z",
                ";TZID=Rome:20190503T003000",
                "2019-05-02T21:30:00Z",
                "Until 22:30:00Z.",
                "",
            ),
            (
                ":20190502T220000",
                ":20190502T230000Z",
                "2019-05-02T22:00:00",
                "DTEND: 20190502T230000Z",
                uncertain,
            ),
            (
                ":20190502T220000",
                ":20190502T230000",
                "2019-05-02T22:00:00",
                "Until 23:00:00.",
                "",
            ),
            (
                ":20190502",
                ":20190501",
                "2019-05-02",
                "DTEND: 20190501",
                before,
            ),
            (
                ":20190502T235960Z",
                ":20190503T100000Z",
                "2019-05-02/2019-05-03",
                "From 2019-05-02T23:59:59Z to 2019-05-03T10:00:00Z.",
                LEAP_SECOND,
            ),
        ] {
            let (_, found, remark, reasons) = read_event(&format!("DTSTART{start}\nDTEND{end}"));
            assert_eq!((&*found, &*remark), (date, note), "{start} {end}");
            let reasons = reasons.join("|");
            assert_eq!(
                reasons.is_empty(),
                why.is_empty(),
                "{start} {end}: {reasons}"
            );
            assert!(reasons.ends_with(why), "{start} {end}: {reasons}");
        }
    }

    #[test]
    fn a_length_beside_an_end_is_noted() {
        let (_, date, note, why) = read_event("DTSTART:20190502\nDTEND:20190504\nDURATION:P9D");
        assert_eq!((&*date, &*note), ("2019-05-02/2019-05-03", "DURATION: P9D"));
        assert_eq!(why.len(), 1);
        let (_, date, note, _) = read_event("DTSTART:20190502\nDURATION:a day");
        assert_eq!((&*date, &*note), ("2019-05-02", "DURATION: a day"));
    }
}
