//! Calendars in iCalendar.

mod components;
mod event;
mod lines;
mod people;
mod property;
mod rule;
mod span;
mod time;
mod zone;

use self::components::Component;
use self::zone::Zones;
use super::failure::Failure;
use super::importer::Importer;
use super::unplaced::Unplaced;

/// Tells from its beginning whether an input is a calendar.
pub fn recognises(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let begins = text.get(.."BEGIN:VCALENDAR".len());
    begins.is_some_and(|begins| begins.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
}

/// Properties that say what a calendar is, and nothing of its events.
const OF_CALENDARS: [&str; 3] = ["VERSION", "PRODID", "CALSCALE"];

/// Imports the events of one calendar or several.
///
/// # Errors
/// What is wrong if it is none.
pub fn read(text: &str, importer: &mut Importer<'_>) -> Result<(), Failure> {
    let components = components::read(text);
    if !components.iter().any(Component::is_of_calendars) {
        let help = "a calendar begins with BEGIN:VCALENDAR";
        return Err(Failure::wrong(1, "this is not a calendar", help));
    }
    let zones = Zones::of(&components);
    let mut unplaced = Unplaced::default();
    for component in &components {
        match &*component.name {
            "VEVENT" => {
                importer.begin(component.line);
                let record = event::read(component, &zones, &mut unplaced, importer);
                importer.keep(record)?;
            }
            "VTIMEZONE" | "STANDARD" | "DAYLIGHT" => {}
            "VCALENDAR" | "" => {
                for property in &component.properties {
                    if !OF_CALENDARS.contains(&&*property.name) {
                        unplaced.note(&property.name);
                    }
                }
                for line in &component.broken {
                    unplaced.note(line);
                }
            }
            other => unplaced.note(&format!("{other}, which is not an event")),
        }
    }
    unplaced.report(importer);
    Ok(())
}
