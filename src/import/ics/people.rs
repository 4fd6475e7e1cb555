//! Who takes part in an event.

use std::collections::HashSet;

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

/// Returns the organizer and the attendees. Who is both is the organizer. Of people with the same name the second and
/// others have their address in it.
pub fn read(event: &Component, unplaced: &mut Unplaced) -> Vec<Named<'static>> {
    let mut people: Vec<Named<'static>> = Vec::new();
    let (mut seen, mut names) = (HashSet::new(), HashSet::new());
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
        let (called, address) = (line(person.parameter("CN")), address(person));
        let name = if called.is_empty() { address } else { &called };
        let is_new = seen.insert((name.to_owned(), address.to_lowercase()));
        let is_other = names.contains(name);
        if name.is_empty() || !is_new || is_other && address.is_empty() {
            continue;
        }
        // Two people may have the same name.
        let id = if is_other {
            format!("{name} ({address})")
        } else {
            name.to_owned()
        };
        names.insert(id.clone());
        people.push(Named {
            id: id.into(),
            role: role.into(),
        });
    }
    people
}

/// Returns the address of a person without what says that it is one of mail.
fn address(person: &Property) -> &str {
    let address = person.value.trim();
    match address.split_at_checked("mailto:".len()) {
        Some((scheme, mail)) if scheme.eq_ignore_ascii_case("mailto:") => mail,
        _ => address,
    }
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

#[cfg(test)]
mod tests {
    use super::super::components;
    use super::*;

    fn names(lines: &str) -> Vec<String> {
        let components = components::read(&format!("BEGIN:VEVENT\n{lines}END:VEVENT\n"));
        let event = components.last().expect("an event");
        let people = read(event, &mut Unplaced::default());
        people.into_iter().map(|it| it.id.into_owned()).collect()
    }

    #[test]
    fn people_are_told_apart_by_their_addresses() {
        let found = names(
            "ATTENDEE;CN=Ann:mailto:ann@a\nATTENDEE;CN=Ann:mailto:ann@b\nATTENDEE;CN=Ann:MAILTO:Ann@A\n\
             ATTENDEE;CN=Ann:\nATTENDEE:mailto:bo@a\nORGANIZER;CN=Ann:mailto:ann@b\nATTENDEE:\n",
        );
        assert_eq!(found, ["Ann", "Ann (ann@a)", "bo@a"]);
    }

    #[test]
    fn many_people_take_no_time() {
        let line = |number| format!("ATTENDEE;CN=Ann:mailto:{number}\n");
        let lines: Vec<String> = (0..50_000).map(line).collect();
        assert_eq!(names(&lines.concat()).len(), 50_000);
    }
}
