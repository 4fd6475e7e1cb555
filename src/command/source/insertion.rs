//! Puts new tables into the text of an event file, and changes no other byte.

use std::ops::Range;

use anyhow::{Context, Result};
use toml_edit::{Document, Item, Table};

/// Adds sources to an event file: after the last source, else after the actors, else after the timeline, else at its
/// end.
///
/// # Errors
/// The file is not TOML, or has its sources in a form that cannot be added to.
pub fn add_sources(text: &str, definitions: &[String]) -> Result<String> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let bom = text.strip_suffix(body).unwrap_or_default();
    let document = Document::parse(body).context("it is not TOML")?;
    let root = document.as_table();
    let last = ["sources", "actors", "timeline"]
        .into_iter()
        .find_map(|name| end(root.get(name)?));
    let near = last.map(|end| end_of_line(body, end));
    let added = near.into_iter().chain([body.len()]).find_map(|at| {
        let new = spliced(body, at..at, &apart(body, at, &definitions.join("\n")));
        is_added(body, &new, definitions.len()).then_some(new)
    });
    let added = added.context(
        "its sources are not in tables of their own; write each under a header such as `[sources.report]`",
    )?;
    Ok(format!("{bom}{added}"))
}

/// Returns whether a new text has so many more sources than the old one, and nothing else in another way.
fn is_added(old: &str, new: &str, count: usize) -> bool {
    let (Ok(old), Ok(mut new)) = (old.parse::<toml::Table>(), new.parse::<toml::Table>()) else {
        return false;
    };
    let before = old.get("sources").and_then(toml::Value::as_table);
    let Some(sources) = new.get_mut("sources").and_then(toml::Value::as_table_mut) else {
        return false;
    };
    let len = sources.len();
    sources.retain(|id, _| before.is_some_and(|before| before.contains_key(id)));
    let is_added = len.checked_sub(sources.len()) == Some(count);
    if before.is_none() {
        new.remove("sources");
    }
    is_added && new == old
}

/// Returns the end of the last byte of a table, with the tables in it. None if nothing of it has a place.
fn end(item: &Item) -> Option<usize> {
    let own = item.span().map(|span| span.end);
    let inner = match item {
        Item::Table(table) => end_of_table(table),
        Item::ArrayOfTables(tables) => tables.iter().filter_map(end_of_table).max(),
        Item::Value(_) | Item::None => None,
    };
    own.max(inner)
}

pub fn end_of_table(table: &Table) -> Option<usize> {
    let own = table.span().map(|span| span.end);
    own.max(table.iter().filter_map(|(_, item)| end(item)).max())
}

/// Returns where the line ends that a place is in, after its line break.
pub fn end_of_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n')
        .map_or(text.len(), |end| at.saturating_add(end).saturating_add(1))
}

/// Returns what to insert, with an empty line before and after it, and with the line breaks of the file.
pub fn apart(text: &str, at: usize, new: &str) -> String {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let mut whole = String::new();
    if !before.is_empty() && !before.ends_with('\n') {
        whole.push('\n');
    }
    let is_blank = |line: &str| line.trim().is_empty();
    if before
        .lines()
        .next_back()
        .is_some_and(|line| !is_blank(line))
    {
        whole.push('\n');
    }
    whole.push_str(new);
    if after.lines().next().is_some_and(|line| !is_blank(line)) {
        whole.push('\n');
    }
    let is_dos = text
        .split_once('\n')
        .is_some_and(|(first, _)| first.ends_with('\r'));
    if is_dos {
        whole.replace('\n', "\r\n")
    } else {
        whole
    }
}

pub fn spliced(text: &str, range: Range<usize>, new: &str) -> String {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    format!("{before}{new}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &str = "[sources.new]\ntitle = \"N\"\n";

    fn added(text: &str) -> String {
        add_sources(text, &[NEW.to_owned()]).expect("it is added")
    }

    #[test]
    fn a_source_is_added_after_the_last_one() {
        for (before, after) in [
            (
                "[timeline]\ntitle = \"A\"\n\n[sources.a]\ntitle = '''\n[x]\n''' # c\n",
                "\n# Events\n\n[[event]]\nid = \"x\"\n",
            ),
            (
                "[sources.a]\ntitle = \"A\"\n[[sources.a.edition]]\nfile = \"f\"   \n",
                "\n[actors.b]\nname = \"B\"\n",
            ),
            (
                "[sources.a]\n[[event]]\nid='x'\n[sources.b]\nfile='b'\n",
                "\n[[event]]\nid='y'\n",
            ),
            (
                "[sources]\na = { title = \"A\" }\nb.title = \"B\"\n",
                "\n[[event]]\n",
            ),
            ("[sources.a]\n", ""),
            ("[timeline]\ntitle = \"A\"\n", "\n[[event]]\nid = \"x\"\n"),
            (
                "[timeline]\n[actors.a]\nname = \"A\" # last\n",
                "\n# one\n[[event]]\n",
            ),
            ("[[event]]\nid = \"x\"\n", ""),
        ] {
            assert_eq!(
                added(&format!("{before}{after}")),
                format!("{before}\n{NEW}{after}")
            );
        }
    }

    #[test]
    fn what_is_added_stands_apart() {
        assert_eq!(added(""), NEW);
        assert_eq!(added("# mine"), format!("# mine\n\n{NEW}"));
        assert_eq!(
            added("[sources.a]\n[[event]]\n"),
            format!("[sources.a]\n\n{NEW}\n[[event]]\n")
        );
        let two = [NEW.to_owned(), NEW.replace("new", "newer")];
        let both = format!("{}\n{}", two[0], two[1]);
        assert_eq!(add_sources("", &two).expect("they are added"), both);
    }

    #[test]
    fn keys_without_a_table_stay_where_they_are() {
        let old = "sources.a.title = \"A\"\ntimeline.title = \"T\"\n[[event]]\nid = \"x\"\n";
        assert_eq!(added(old), format!("{old}\n{NEW}"));
    }

    #[test]
    fn line_breaks_and_the_byte_order_mark_stay() {
        let old = "\u{feff}# top\r\n[sources.a]\r\ntitle = \"A\"\r\n\r\n[[event]]\r\n";
        let new = NEW.replace('\n', "\r\n");
        let at = old.find("\r\n[[event]]").expect("the event");
        let wanted = format!("{}\r\n{new}{}", &old[..at], &old[at..]);
        assert_eq!(added(old), wanted);
    }

    #[test]
    fn what_cannot_be_added_to_is_refused() {
        for text in [
            "sources = { a = { title = \"A\" } }\n",
            "[sources.new]\n",
            "[[sources]]\n",
            "sources = 1\n",
            "not TOML",
        ] {
            add_sources(text, &[NEW.to_owned()]).expect_err(text);
        }
    }
}
