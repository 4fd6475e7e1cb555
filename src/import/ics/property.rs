//! A property of a component: a name, parameters and a value.

/// A property such as `DTSTART;TZID=Europe/Rome:20190502T100000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// The name in capitals.
    pub name: String,
    /// The names of the parameters in capitals, and their values without quotation marks.
    parameters: Vec<(String, String)>,
    /// The value as it is written.
    pub value: String,
}

impl Property {
    /// Reads a line. None if it has no name or no colon.
    pub fn read(line: &str) -> Option<Self> {
        let end = line.find([':', ';'])?;
        let (name, mut rest) = line.split_at_checked(end)?;
        let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if name.is_empty() || !name.chars().all(of_name) {
            return None;
        }
        // A group before the name is only for the program that wrote it.
        let name = name.rsplit('.').next()?.to_ascii_uppercase();
        let mut parameters = Vec::new();
        while let Some(after) = rest.strip_prefix(';') {
            let end = parameter_len(after)?;
            let (parameter, after) = after.split_at_checked(end)?;
            let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            parameters.push((key.to_ascii_uppercase(), value.replace('"', "")));
            rest = after;
        }
        let value = rest.strip_prefix(':')?.to_owned();
        Some(Self {
            name,
            parameters,
            value,
        })
    }

    /// Returns a parameter, which is empty if there is none.
    pub fn parameter(&self, name: &str) -> &str {
        let mut all = self.parameters.iter();
        let found = all.find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    /// Iterates over the names of the parameters.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.parameters.iter().map(|(key, _)| key.as_str())
    }

    /// Returns the value as text.
    pub fn text(&self) -> String {
        unescaped(&self.value).trim().to_owned()
    }

    /// Iterates over the texts of a list.
    pub fn texts(&self) -> impl Iterator<Item = String> {
        let mut rest = Some(&*self.value);
        std::iter::from_fn(move || {
            let text = rest?;
            let end = list_item_len(text);
            let (item, after) = text.split_at_checked(end)?;
            rest = after.strip_prefix(',');
            Some(unescaped(item).trim().to_owned())
        })
    }
}

/// Returns the length of a parameter, up to a colon or a semicolon that is not in quotation marks.
fn parameter_len(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    let ends = |(_, c): &(usize, char)| {
        is_quoted ^= *c == '"';
        !is_quoted && matches!(c, ':' | ';')
    };
    text.char_indices().find(ends).map(|(at, _)| at)
}

/// Returns the length of a text up to a comma that is not escaped.
fn list_item_len(text: &str) -> usize {
    let mut is_escaped = false;
    let ends = |(_, c): &(usize, char)| {
        let ends = !is_escaped && *c == ',';
        is_escaped = !is_escaped && *c == '\\';
        ends
    };
    let end = text.char_indices().find(ends);
    end.map_or(text.len(), |(at, _)| at)
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ',' | ';' | ':' | '"')) => out.push(c),
                Some(c) => out.extend(['\\', c]),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_have_parameters_and_a_value() {
        let property =
            Property::read("item1.attendee;cn=\"Doe; Ann: x\";ROLE=CHAIR;RSVP:mailto:a@b")
                .expect("a property");
        assert_eq!(property.name, "ATTENDEE");
        assert_eq!(property.parameter("CN"), "Doe; Ann: x");
        assert_eq!(property.parameter("ROLE"), "CHAIR");
        assert_eq!(property.parameter("RSVP"), "");
        assert_eq!(property.parameter("X"), "");
        assert_eq!(property.value, "mailto:a@b");
        for broken in ["", ":", "no colon", "a b:c", "A;B=\"c:d", "A;B"] {
            assert_eq!(Property::read(broken), None, "{broken}");
        }
    }

    #[test]
    fn texts_are_unescaped() {
        let property = Property::read(r"X: a\, b\; c\\n\nd\x\N,e,,f\\,g\").expect("a property");
        assert_eq!(property.text(), "a, b; c\\n\nd\\x\n,e,,f\\,g\\");
        let texts: Vec<String> = property.texts().collect();
        assert_eq!(texts, ["a, b; c\\n\nd\\x", "e", "", "f\\", "g\\"]);
    }
}
