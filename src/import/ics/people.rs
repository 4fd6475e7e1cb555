//! Who takes part in an event.

use super::components::Component;
use super::property::Property;
use crate::import::record::Named;
use crate::import::texts::line;
use crate::import::unplaced::Unplaced;

/// What a participant answered that changes what they are.
const ANSWERS: [(&str, &str); 3] = [
    ("DECLINED", "declined"),
    ("TENTATIVE", "tentative"),
    ("DELEGATED", "delegated"),
];

/// Parameters that are read here.
const KNOWN: [&str; 4] = ["CN", "ROLE", "PARTSTAT", "RSVP"];

/// Returns the organizer and the attendees. Who is both is the organizer.
pub fn read(event: &Component, unplaced: &mut Unplaced) -> Vec<Named<'static>> {
    let mut people: Vec<Named<'static>> = Vec::new();
    let organizers = event
        .all("ORGANIZER")
        .map(|person| (person, "organizer".to_owned()));
    let attendees = event.all("ATTENDEE").map(|person| (person, role(person)));
    for (person, role) in organizers.chain(attendees) {
        for name in person.parameters() {
            if !KNOWN.contains(&name) {
                unplaced.note(&format!("{};{name}", person.name));
            }
        }
        let name = name(person);
        if !name.is_empty() && !people.iter().any(|known| known.id == name) {
            people.push(Named {
                id: name.into(),
                role: role.into(),
            });
        }
    }
    people
}

/// Returns the name of a person, or else their address.
fn name(person: &Property) -> String {
    let name = line(person.parameter("CN"));
    if !name.is_empty() {
        return name;
    }
    let address = person.value.trim();
    let scheme = address.get(.."mailto:".len());
    let is_mail = scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    let address = if is_mail {
        address.get("mailto:".len()..)
    } else {
        Some(address)
    };
    address.unwrap_or_default().to_owned()
}

fn role(person: &Property) -> String {
    let role = match person.parameter("ROLE") {
        "CHAIR" => "chair",
        "OPT-PARTICIPANT" => "optional attendee",
        "NON-PARTICIPANT" => "informed",
        _ => "attendee",
    };
    let mut answers = ANSWERS.iter();
    let answer = answers.find(|(answer, _)| person.parameter("PARTSTAT") == *answer);
    match answer {
        Some((_, answer)) => format!("{role}, {answer}"),
        None => role.to_owned(),
    }
}
