//! `annals init`

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::environment::{Environment, Outcome, Streams};
use crate::diagnostic::safe;
use crate::schema;

const SOURCE: &str = "\
This is an example of a source: a text that your events cite. Paragraphs are separated by
blank lines and numbered from 1.

The bridge over the river was opened to traffic on Monday, 3 March 2025, after two
years of work. Replace this text with a source of your own.
";

/// The schema, for editors that complete and check event files.
const SCHEMA: &str = "events.schema.json";

/// Creates a folder with one source and one event. Existing files are left unchanged.
pub fn run(folder: &Path, environment: &Environment, streams: &mut Streams<'_>) -> Result<Outcome> {
    let files = [
        ("events.toml", events(&environment.today)),
        ("sources/first-source.txt", SOURCE.to_owned()),
        (SCHEMA, format!("{:#}\n", schema::event_file())),
    ];
    if folder.exists() && !folder.is_dir() {
        let name = shown(folder);
        writeln!(streams.err, "annals: `{name}` is a file, not a folder")?;
        return Ok(Outcome::Unusable);
    }
    for (name, _) in &files {
        let path = folder.join(name);
        if path.exists() {
            let name = shown(&path);
            writeln!(
                streams.err,
                "annals: {name} already exists; nothing was changed"
            )?;
            return Ok(Outcome::Unusable);
        }
    }
    let sources = folder.join("sources");
    std::fs::create_dir_all(&sources)
        .with_context(|| format!("cannot create the folder {}", shown(&sources)))?;
    for (name, text) in &files {
        let path = folder.join(name);
        // `create_new` refuses a file that was created since the check above.
        let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let name = shown(&path);
                writeln!(
                    streams.err,
                    "annals: {name} already exists; it was left unchanged"
                )?;
                return Ok(Outcome::Unusable);
            }
            opened => opened.with_context(|| format!("cannot write {}", shown(&path)))?,
        };
        file.write_all(text.as_bytes())
            .with_context(|| format!("cannot write {}", shown(&path)))?;
        writeln!(streams.out, "{}", shown(&path))?;
    }
    let events = folder.join("events.toml");
    let events = shown(&events);
    writeln!(streams.out, "\nannals {events}        browse it")?;
    writeln!(streams.out, "annals check {events}  check its quotes")?;
    Ok(Outcome::Fine)
}

/// Returns a path that is safe to print.
fn shown(path: &Path) -> String {
    safe(&path.display().to_string())
}

fn events(today: &str) -> String {
    format!(
        "\
#:schema ./{SCHEMA}

[timeline]
title = \"A new timeline\"

[actors.city-council]
name    = \"City council\"
kind    = \"organization\"      # person | state | organization | group | other
aliases = [\"Council\"]

[sources.first-source]
title     = \"A first source\"
# Optional: author, publisher, url, archive_url, published, language.
retrieved = \"{today}\"
file      = \"sources/first-source.txt\"

# Dates are EDTF: 2025, 2025-03, 2025-03-03, 2025~ (approximate), 2025? (uncertain),
# 2024/2025 (from, to), [2024..2025] (some day in this range), ../2025 (until).

[[event]]
id      = \"bridge-opened\"
date    = \"2025-03-03\"
title   = \"The bridge is opened to traffic\"
actors  = [\"city-council\"]
tags    = [\"transport\"]
# Optional: place, summary, note, status = \"planned\" | \"disputed\" | \"denied\".

[[event.citation]]
source    = \"first-source\"
paragraph = 2
quote     = \"The bridge over the river was opened to traffic on Monday, 3 March 2025\"
"
    )
}
