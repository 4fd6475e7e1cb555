//! A first mapping for a table, to be finished by hand.

use std::fmt::Write;

use super::columns::comparable;
use super::guess::{DELIMITERS, first_row};

/// The names of columns that usually have what is wanted, most telling first; part of a name is enough.
const USUAL: [(&str, &[&str]); 7] = [
    ("date", &["date", "time", "day", "when", "year"]),
    (
        "title",
        &["title", "headline", "subject", "name", "event", "message"],
    ),
    (
        "summary",
        &["summary", "description", "notes", "text", "body", "content"],
    ),
    (
        "place",
        &["place", "location", "city", "country", "address", "where"],
    ),
    (
        "actor",
        &["actor", "person", "people", "who", "author", "from", "user"],
    ),
    (
        "source",
        &["url", "link", "source", "publisher", "outlet", "file"],
    ),
    ("id", &["id", "number", "key", "uuid"]),
];

/// So many characters of a cell are shown.
const SHOWN: usize = 40;

/// Writes a first mapping for a table with this beginning: with the columns that can be guessed by their names, and a
/// list of all.
pub fn sketch(head: &str) -> String {
    let head = head.trim_start_matches('\u{feff}');
    let counted = DELIMITERS.map(|delimiter| (first_row(head, delimiter), delimiter));
    let (columns, delimiter) = counted
        .into_iter()
        .max_by_key(|(cells, _)| cells.len())
        .unwrap_or_default();
    let after = head.split_once('\n').map_or("", |(_, rest)| rest);
    let cells = first_row(after, delimiter);
    let mut taken: Vec<&str> = Vec::new();
    let mut found = |wanted: &str| -> Option<&str> {
        let (_, words) = USUAL.iter().find(|(name, _)| *name == wanted)?;
        let mut words = words.iter();
        let column = words.find_map(|word| {
            let fits = |name: &&String| is_named(name, word) && !taken.contains(&name.as_str());
            columns.iter().find(fits)
        })?;
        taken.push(column);
        Some(column)
    };
    let (date, title) = (found("date"), found("title"));
    let (summary, place) = (found("summary"), found("place"));
    let (actor, source, id) = (found("actor"), found("source"), found("id"));
    let mut text = String::from(HEADER);
    for (at, column) in columns.iter().enumerate() {
        let cell = cells.get(at).map_or("", |cell| cell.trim());
        let cell: String = cell
            .chars()
            .take(SHOWN)
            .filter(|c| !c.is_control())
            .collect();
        let _ = writeln!(text, "#   {}   {cell}", clean(column));
    }
    let template = |column: Option<&str>| {
        let column = column.map_or("?".to_owned(), clean);
        toml::Value::String(format!("{{{column}}}"))
    };
    let recognise = [date, title].into_iter().flatten().map(clean);
    let recognise = toml::Value::Array(recognise.map(toml::Value::String).collect());
    let _ = write!(
        text,
        "\nname = \"mine\"\ntitle = \"my events\"\nrecognise = {recognise}\n\n[date]\nstart = {}\n\
         formats = []        # such as \"DD/MM/YYYY\", \"D Month YYYY\", \"YYYYMMDD\", \"ISO\", \"epoch\"\n\n\
         [event]\n",
        template(date)
    );
    for (key, column) in [
        ("id", id),
        ("title", title),
        ("summary", summary),
        ("place", place),
    ] {
        if column.is_some() || key == "title" {
            let _ = writeln!(text, "{key} = {}", template(column));
        }
    }
    for (table, key, column) in [("actor", "name", actor), ("citation", "source", source)] {
        if column.is_some() {
            let column = template(column);
            let _ = write!(text, "\n[[{table}]]\n{key} = {column}\n# split = \";\"\n");
        }
    }
    text
}

const HEADER: &str = "\
# A mapping for `annals import --mapping THIS-FILE TABLE`. It was guessed from the names of the columns: go through it.
# A text in braces stands for the cell of a column; of a list of texts, the first without a missing cell is taken.
# All keys are described in docs/import.md. The columns, and the cells below them:
#
";

/// Returns whether a name of a column has a word in it.
fn is_named(name: &str, word: &str) -> bool {
    let name = comparable(name);
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.any(|it| it == word) || (word.len() > 4 && name.contains(word))
}

/// Returns a name of a column as it can be written in a template, on one line.
fn clean(name: &str) -> String {
    let name = name.trim().chars();
    name.filter(|c| !c.is_control() && !['{', '}'].contains(c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::mapping::Mapping;

    #[test]
    fn a_first_mapping_is_one() {
        for head in [
            "Ref;Date of event;What happened (headline);Link\n1;02/05/2019;Talks;https://e.org\n",
            "a,b\n",
            "",
            "one\"\ttwo\nx\ty\n",
        ] {
            let text = sketch(head);
            let mapping = Mapping::read(&text);
            assert!(mapping.is_ok(), "{text}{mapping:?}");
        }
        let text =
            sketch("Ref;Date of event;What happened (headline);Link\n1;02/05/2019;Talks;x\n");
        assert!(text.contains("start = \"{Date of event}\""), "{text}");
        assert!(
            text.contains("title = \"{What happened (headline)}\""),
            "{text}"
        );
        assert!(text.contains("source = \"{Link}\""), "{text}");
    }
}
