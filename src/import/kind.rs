//! The dialect of an input, whatever its kind.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};

use super::dialect::{DOCUMENTS, Document};
use super::failure::Failure;
use super::importer::Importer;
use super::mapping::Mapping;
use super::objects;
use super::plan::Plan;
use super::report::Report;
use super::table::{self, Layout};

/// A dialect, with what is known of an input that is in it.
#[derive(Clone)]
pub enum Dialect {
    /// A table.
    Table(Box<Mapping>, Layout),
    /// JSON objects.
    Objects(Box<Mapping>),
    /// What is read as a whole.
    Document(Document),
}

/// The bytes at the beginning of an input that tell its dialect.
pub const HEAD: usize = 1 << 16;

/// No longer input is read as a whole, in bytes.
const LONGEST: u64 = 1 << 30;

impl Dialect {
    /// Returns the names of all dialects.
    pub fn names() -> Vec<String> {
        let documents = DOCUMENTS.iter().map(|it| it.name.to_owned());
        let mut names: Vec<String> = Mapping::built_in().map(|it| it.name.clone()).collect();
        names.extend(documents);
        names.sort();
        names
    }

    /// Returns the name on the command line.
    pub fn name(&self) -> &str {
        match self {
            Self::Table(mapping, _) | Self::Objects(mapping) => &mapping.name,
            Self::Document(document) => document.name,
        }
    }

    /// Returns what it is, for people.
    pub fn title(&self) -> &str {
        match self {
            Self::Table(mapping, _) | Self::Objects(mapping) => &mapping.title,
            Self::Document(document) => document.title,
        }
    }

    /// Returns whether the beginning of an input, up to the end of a line, can be read by itself.
    pub fn is_by_line(&self) -> bool {
        matches!(self, Self::Table(..))
    }

    /// Hands every record of an input to an importer. Returns what became of the records.
    ///
    /// # Errors
    /// It cannot be read or written, or is not what the dialect says that it is.
    pub fn convert(&self, input: impl Read, mut importer: Importer<'_>) -> Result<Report, Failure> {
        let input = BufReader::with_capacity(HEAD, input);
        match self {
            Self::Table(mapping, layout) => {
                let plan = plan(mapping)?;
                table::import(&plan, layout, without_mark(input)?, &mut importer)?;
            }
            Self::Objects(mapping) => {
                objects::import(&plan(mapping)?, &mapping.recognise, input, &mut importer)?;
            }
            Self::Document(document) => {
                let mut bytes = Vec::new();
                input.take(LONGEST).read_to_end(&mut bytes)?;
                if bytes.len() as u64 == LONGEST {
                    let help = "split it into several files";
                    return Err(Failure::wrong(0, "it is longer than 1 GB", help));
                }
                let text = String::from_utf8_lossy(&bytes);
                if matches!(text, Cow::Owned(_)) {
                    importer.damage();
                }
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                (document.read)(text, &mut importer)?;
            }
        }
        Ok(importer.finish()?)
    }
}

/// Leaves out what some programs put before a text.
fn without_mark<R: BufRead>(mut input: R) -> std::io::Result<R> {
    if input.fill_buf()?.starts_with("\u{feff}".as_bytes()) {
        input.consume("\u{feff}".len());
    }
    Ok(input)
}

fn plan(mapping: &Mapping) -> Result<Plan, Failure> {
    Plan::new(mapping).map_err(|message| {
        let help = "the keys of a mapping are described in docs/import.md";
        Failure::wrong(
            0,
            format!("the mapping `{}`: {message}", mapping.name),
            help,
        )
    })
}
