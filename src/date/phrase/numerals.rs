//! Dates in digits alone as programs write them: compact days, days of a year, weeks, and numbers that count days
//! or seconds.

use chrono::{DateTime, NaiveDate, NaiveTime, Weekday};

use super::meant::Meant;

/// Days that spreadsheets count as these numbers: those of 1954 to 2064. Other numbers are more likely years.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=60_000;

/// Seconds since 1970 in the years 1973 to 2099.
const SECONDS: std::ops::Range<i64> = 100_000_000..4_102_444_800;

/// Years that a compact date can have.
const YEARS: std::ops::Range<i32> = 1000..2200;

const SERIAL: &str = "this is a number of days, as spreadsheets count them";
const EPOCH: &str = "this is a number of seconds since 1970, as programs count them";
const MILLISECONDS: &str = "this is a number of milliseconds since 1970, as programs count them";

/// Returns what a text means that programs write.
pub(super) fn meant(text: &str) -> Option<Meant> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // The fraction is the time of day.
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if !whole.is_empty() && !fraction.is_empty() && digits(whole) && digits(fraction) {
        return compact(whole).or_else(|| counted(whole.parse().ok()?));
    }
    let upper = text.to_uppercase();
    if let Some((date, clock)) = upper.split_once(['T', ' ']) {
        return moment(date, clock).or_else(|| timed(date, clock));
    }
    if let Some((year, week)) = upper.split_once('W') {
        return week_of(year.trim_end_matches('-'), week);
    }
    let (year, day) = upper.split_once('-')?;
    let is_numbered = year.len() == 4 && day.len() == 3 && digits(year) && digits(day);
    is_numbered.then(|| day_of_year(year, day).unwrap_or_default())
}

/// Returns the day or the time that a number of days or seconds stands for.
fn counted(number: i64) -> Option<Meant> {
    let instant = |seconds: i64, reason| {
        let instant = DateTime::from_timestamp(seconds, 0)?;
        let format = if instant.time() == NaiveTime::MIN {
            "%Y-%m-%d"
        } else {
            "%Y-%m-%dT%H:%M:%SZ"
        };
        Some(Meant::corrected(instant.format(format).to_string(), reason))
    };
    if SERIALS.contains(&number) {
        // As if 1900 had been a leap year.
        let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
        let day = first.checked_add_days(chrono::Days::new(number.unsigned_abs()))?;
        Some(Meant::corrected(day.to_string(), SERIAL))
    } else if SECONDS.contains(&number) {
        instant(number, EPOCH)
    } else if SECONDS.contains(&(number / 1000)) && number.ilog10() > 10 {
        instant(number / 1000, MILLISECONDS)
    } else {
        None
    }
}

/// Reads `20190502`, `20190502103000`, `2019122`, `201905` and `02052019`.
fn compact(text: &str) -> Option<Meant> {
    let (year, rest) = text.split_at_checked(4)?;
    if !YEARS.contains(&year.parse().ok()?) {
        let (day, month) = year.split_at_checked(2)?;
        let is_year = text.len() == 8 && YEARS.contains(&rest.parse().ok()?);
        // Most countries put the day first, some the month.
        let dates = [
            format!("{rest}-{month}-{day}"),
            format!("{rest}-{day}-{month}"),
        ];
        return is_year.then(|| Meant::any_of(dates));
    }
    match rest.len() {
        10 | 8 => moment(text.get(..8)?, text.get(8..)?),
        4 => Some(day(text).map_or_else(Meant::default, |day| Meant::date(day.to_string()))),
        3 => Some(day_of_year(year, rest).unwrap_or_default()),
        2 if matches!(year.get(..2), Some("19" | "20")) => {
            Some(Meant::date(format!("{year}-{rest}")))
        }
        _ => None,
    }
}

/// Reads `20190502T103000Z`.
fn moment(date: &str, clock: &str) -> Option<Meant> {
    let (clock, zone) = match clock.strip_suffix('Z') {
        Some(clock) => (clock, "Z"),
        None => (clock, ""),
    };
    let format = if clock.len() == 4 { "%H%M" } else { "%H%M%S" };
    let time = NaiveTime::parse_from_str(clock, format).ok()?;
    Some(Meant::date(format!("{}T{time}{zone}", day(date)?)))
}

/// Reads `2019-05-02 10:30+0200` and `2019-05-02T10:30:00.123Z`: seconds may be missing, or have a fraction.
fn timed(date: &str, clock: &str) -> Option<Meant> {
    let clock = clock.trim();
    let end = clock.find(['Z', 'U', '+', '-', ' ']).unwrap_or(clock.len());
    let (time, zone) = clock.split_at_checked(end)?;
    let time = time.split(['.', ',']).next()?;
    let time = if time.len() == 5 {
        format!("{time}:00")
    } else {
        time.to_owned()
    };
    let zone = match zone.trim() {
        "UTC" => "Z".to_owned(),
        zone if zone.len() == 5 && !zone.contains(':') => {
            let (hours, minutes) = zone.split_at_checked(3)?;
            format!("{hours}:{minutes}")
        }
        zone => zone.to_owned(),
    };
    let meant = Meant::date(format!("{date}T{time}{zone}"));
    (!meant.dates.is_empty()).then_some(meant)
}

fn day(text: &str) -> Option<NaiveDate> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok())
        .flatten()
}

fn day_of_year(year: &str, day: &str) -> Option<Meant> {
    let year = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    let day = NaiveDate::from_yo_opt(year, day.parse().ok()?)?;
    Some(Meant::date(day.to_string()))
}

/// Reads the day or the week after a year, as in `2019-W18-5` and `2019W18`.
fn week_of(year: &str, week: &str) -> Option<Meant> {
    let year = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    let (week, day) = week.split_at_checked(2)?;
    let week = week.parse().ok()?;
    let on = |weekday| NaiveDate::from_isoywd_opt(year, week, weekday);
    let date = match day.trim_start_matches('-') {
        "" => format!("{}/{}", on(Weekday::Mon)?, on(Weekday::Sun)?),
        number => {
            let number = number.parse::<u8>().ok()?.checked_sub(1)?;
            on(Weekday::try_from(number).ok()?)?.to_string()
        }
    };
    Some(Meant::date(date))
}
