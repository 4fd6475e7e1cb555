//! Changes the definition of a source to a newer text, and no other byte of its event file.

use std::ops::Range;

use anyhow::{Context, Result, bail};
use toml_edit::{Document, Item, Table};

use super::insertion::{apart, end_of_line, end_of_table, spliced};
use crate::export::{Section, key, quoted};

/// A newer text of a source, and how the one before is called.
#[derive(Clone, Debug)]
pub struct Revision<'a> {
    /// The id of the source.
    pub id: &'a str,
    /// The file with the newer text, relative to the event file.
    pub file: &'a str,
    /// When the newer text was retrieved.
    pub retrieved: &'a str,
    /// When the text before was retrieved.
    pub before: &'a str,
}

/// Lets `file` and `retrieved` of a source name the newer text, and adds `[[sources.ID.edition]]` for the one before.
///
/// # Errors
/// The source has no table of its own, or names no file.
pub fn revise(text: &str, revision: &Revision<'_>) -> Result<String> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let bom = text.strip_suffix(body).unwrap_or_default();
    let document = Document::parse(body).context("it is not TOML")?;
    let sources = document.as_table().get("sources").and_then(Item::as_table);
    let item = sources.and_then(|sources| sources.get(revision.id));
    let Some(table) = item
        .and_then(Item::as_table)
        .filter(|table| !table.is_dotted())
    else {
        let header = format!("[sources.{}]", key(revision.id));
        bail!("the source is not in a table of its own; write it under a header `{header}`");
    };
    let Some((file, old)) = value(table, "file") else {
        bail!("the source names no `file`");
    };
    let mut edition = Section::new(format!("[[sources.{}.edition]]", key(revision.id)));
    edition.text("retrieved", Some(revision.before));
    edition.text("file", Some(&old));
    let sha256 = value(table, "sha256");
    edition.text("sha256", sha256.as_ref().map(|(_, hash)| hash.as_str()));
    let end = end_of_line(body, end_of_table(table).unwrap_or(body.len()));
    let mut edits: Vec<(Range<usize>, String)> = vec![(file.clone(), quoted(revision.file))];
    if let Some((retrieved, _)) = value(table, "retrieved") {
        edits.push((retrieved, quoted(revision.retrieved)));
    } else {
        let line = end_of_line(body, file.end);
        let start = line_around(body, &file).start;
        // The key stands below the other, padded like it.
        let padded = body.get(start..file.start).unwrap_or_default();
        let width = padded.find('=').unwrap_or_default();
        let retrieved = format!("{:width$}= {}", "retrieved ", quoted(revision.retrieved));
        edits.push((line..line, line_of(body, line, &retrieved)));
    }
    // The hash of the old text goes with it.
    edits.extend(sha256.map(|(span, _)| (line_around(body, &span), String::new())));
    // Last, since what is added at the same place belongs to the table before.
    edits.push((end..end, apart(body, end, &edition.toml())));
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let new = edits
        .iter()
        .rev()
        .fold(body.to_owned(), |text, (range, new)| {
            spliced(&text, range.clone(), new)
        });
    Document::parse(new.as_str()).context("its definition cannot be changed")?;
    Ok(format!("{bom}{new}"))
}

/// Returns where the value of a key is, and its text. A date has no quotation marks.
fn value(table: &Table, key: &str) -> Option<(Range<usize>, String)> {
    let value = table.get(key)?.as_value()?;
    let text = value.as_str().map(str::to_owned);
    let text = text.or_else(|| Some(value.as_datetime()?.to_string()))?;
    Some((value.span()?, text))
}

/// Returns a line with the line break of the file, to be put at a place where a line begins.
fn line_of(text: &str, at: usize, line: &str) -> String {
    let (before, _) = text.split_at_checked(at).unwrap_or((text, ""));
    let first = if before.ends_with('\n') { "" } else { "\n" };
    let line = format!("{first}{line}\n");
    let is_dos = before.ends_with("\r\n");
    if is_dos {
        line.replace('\n', "\r\n")
    } else {
        line
    }
}

/// Returns the whole line that a value is in.
fn line_around(text: &str, value: &Range<usize>) -> Range<usize> {
    let start = text
        .get(..value.start)
        .and_then(|before| before.rfind('\n'));
    let start = start.map_or(0, |at| at.saturating_add(1));
    start..end_of_line(text, value.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REVISION: Revision<'_> = Revision {
        id: "a",
        file: "sources/x.2026-11-27.html.txt",
        retrieved: "2026-11-27",
        before: "2025-09-03",
    };

    #[test]
    fn the_old_text_becomes_an_edition() {
        let old = "# top\n[sources.a] # mine\ntitle     = \"A\"\nfile      = 'x.html.txt' # text\n\
                   retrieved = 2025-09-03\nsha256    = \"00\"\n\n# events\n[[event]]\nid = \"e\"\n";
        let new = "# top\n[sources.a] # mine\ntitle     = \"A\"\nfile      = \"sources/x.2026-11-27.html.txt\" # text\n\
                   retrieved = \"2026-11-27\"\n\n[[sources.a.edition]]\nretrieved = \"2025-09-03\"\n\
                   file      = \"x.html.txt\"\nsha256    = \"00\"\n\n# events\n[[event]]\nid = \"e\"\n";
        assert_eq!(revise(old, &REVISION).expect("it is revised"), new);
    }

    #[test]
    fn a_day_is_added_if_there_was_none() {
        let old = "[sources.a]\ntitle = \"A\"\nfile  = \"x.txt\"";
        let new = "[sources.a]\ntitle = \"A\"\nfile  = \"sources/x.2026-11-27.html.txt\"\n\
                   retrieved = \"2026-11-27\"\n\n\n[[sources.a.edition]]\nretrieved = \"2025-09-03\"\n\
                   file      = \"x.txt\"\n";
        assert_eq!(revise(old, &REVISION).expect("it is revised"), new);
    }

    #[test]
    fn later_editions_follow_earlier_ones() {
        let old = "\u{feff}[sources.a]\r\nfile = \"x.txt\"\r\n[[sources.a.edition]]\r\nfile = \"w.txt\"\r\n\
                   [sources.b]\r\nfile = \"b\"\r\n";
        let new = "\u{feff}[sources.a]\r\nfile = \"sources/x.2026-11-27.html.txt\"\r\nretrieved = \"2026-11-27\"\r\n\
                   [[sources.a.edition]]\r\nfile = \"w.txt\"\r\n\r\n[[sources.a.edition]]\r\n\
                   retrieved = \"2025-09-03\"\r\nfile      = \"x.txt\"\r\n\r\n[sources.b]\r\nfile = \"b\"\r\n";
        assert_eq!(revise(old, &REVISION).expect("it is revised"), new);
    }

    #[test]
    fn what_cannot_be_revised_is_refused() {
        for text in [
            "sources = { a = { file = \"x\" } }\n",
            "[sources]\na = { file = \"x\" }\n",
            "[sources]\na.file = \"x\"\n",
            "[sources.a]\ntitle = \"A\"\n",
            "[sources.b]\nfile = \"x\"\n",
            "",
        ] {
            revise(text, &REVISION).expect_err(text);
        }
    }
}
