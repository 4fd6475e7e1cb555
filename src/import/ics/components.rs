//! The components of a calendar, such as events and alarms.

use super::lines::unfolded;
use super::property::Property;

/// A component, with its own properties only.
#[derive(Debug, Default)]
pub struct Component {
    /// The name in capitals; empty for what is outside of all.
    pub name: String,
    /// The line on which it begins.
    pub line: u64,
    /// The position of the component that it is in.
    pub parent: Option<usize>,
    /// Its properties in their order.
    pub properties: Vec<Property>,
    /// Its lines that are not properties.
    pub broken: Vec<String>,
    /// Whether its end is missing.
    pub is_open: bool,
}

impl Component {
    /// Returns whether there can be such a component only in a calendar.
    pub fn is_of_calendars(&self) -> bool {
        matches!(&*self.name, "VCALENDAR" | "VEVENT")
    }

    /// Returns the first property with a name.
    pub fn get(&self, name: &str) -> Option<&Property> {
        let mut properties = self.properties.iter();
        properties.find(|property| property.name == name)
    }

    /// Iterates over the properties with a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        let properties = self.properties.iter();
        properties.filter(move |property| property.name == name)
    }
}

/// Components are nested no deeper in any calendar.
const DEEPEST: usize = 8;

/// Reads the components in the order in which they begin. The first one has what is outside of all.
pub fn read(text: &str) -> Vec<Component> {
    let mut reader = Reader {
        all: vec![Component::default()],
        open: vec![0],
    };
    for (number, line) in unfolded(text) {
        reader.line(&line, number);
    }
    reader.close_from(1);
    reader.all
}

struct Reader {
    all: Vec<Component>,
    /// The positions of the components that are open, the innermost last.
    open: Vec<usize>,
}

impl Reader {
    fn line(&mut self, line: &str, number: u64) {
        let property = Property::read(line);
        let boundary = property.as_ref().map(|property| {
            let name = property.value.trim().to_ascii_uppercase();
            (&*property.name, name)
        });
        match boundary {
            Some(("BEGIN", name)) if self.open.len() < DEEPEST => self.begin(name, number),
            Some(("END", name)) if self.depth_of(&name).is_some() => self.end(&name),
            Some(("BEGIN" | "END", _)) | None => {
                if let Some(inside) = self.innermost() {
                    inside.broken.push(line.trim().to_owned());
                }
            }
            Some(_) => {
                if let Some(inside) = self.innermost() {
                    inside.properties.extend(property);
                }
            }
        }
    }

    fn innermost(&mut self) -> Option<&mut Component> {
        self.all.get_mut(*self.open.last()?)
    }

    /// Returns how deep the innermost open component with a name is.
    fn depth_of(&self, name: &str) -> Option<usize> {
        let is_it = |at: &usize| self.all.get(*at).is_some_and(|open| open.name == name);
        self.open.iter().rposition(is_it).filter(|depth| *depth > 0)
    }

    fn begin(&mut self, name: String, line: u64) {
        let is_outer = matches!(&*name, "VEVENT" | "VCALENDAR");
        if let Some(depth) = self.depth_of("VEVENT").filter(|_| is_outer) {
            self.close_from(depth);
        }
        let parent = self.open.last().copied();
        self.open.push(self.all.len());
        self.all.push(Component {
            name,
            line,
            parent,
            ..Component::default()
        });
    }

    fn end(&mut self, name: &str) {
        if let Some(depth) = self.depth_of(name) {
            self.close_from(depth.saturating_add(1));
            self.open.truncate(depth);
        }
    }

    /// Closes the components from a depth on, whose ends are missing.
    fn close_from(&mut self, depth: usize) {
        for at in self.open.drain(depth.min(self.open.len())..) {
            if let Some(component) = self.all.get_mut(at) {
                component.is_open = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> String {
        let all = read(text);
        let outlines = all.iter().map(|component| {
            let names = component.properties.iter().map(|property| &*property.name);
            let names: Vec<&str> = names.collect();
            let open = if component.is_open { "…" } else { "" };
            let broken = component.broken.join("|");
            format!("{}{open}[{}]{broken}", component.name, names.join(","))
        });
        outlines.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn properties_belong_to_the_component_that_they_are_in() {
        for (text, expected) in [
            (
                "BEGIN:vevent\nA:1\nBEGIN:VALARM\nB:2\nEND:VALARM\nC:3\nEND:VEVENT",
                "[] VEVENT[A,C] VALARM[B]",
            ),
            (
                "BEGIN:VEVENT\nA:1\nBEGIN:VEVENT\nB:1\nEND:VEVENT",
                "[] VEVENT…[A] VEVENT[B]",
            ),
            (
                "BEGIN:VEVENT\nBEGIN:VALARM\nA:1\nEND:VEVENT\nB:1",
                "[B] VEVENT[] VALARM…[A]",
            ),
            (
                "A:1\nBEGIN:VEVENT\nno property\nEND:VTODO\nB:1",
                "[A] VEVENT…[B]no property|END:VTODO",
            ),
            ("END:\nEND:VEVENT", "[]END:|END:VEVENT"),
        ] {
            assert_eq!(outline(text), expected);
        }
        let deep = "BEGIN:A\n".repeat(100_000) + &"END:B\n".repeat(100_000);
        let all = read(&deep);
        assert_eq!(all.len(), DEEPEST);
        assert_eq!(
            all.last().map(|last| last.broken.len()),
            Some(200_001 - DEEPEST)
        );
    }
}
