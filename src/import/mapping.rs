//! Mappings: which columns of a table become what of an event.
//!
//! A mapping is a TOML file. Its keys are described in `docs/import.md`; those of the dialects that are built in are in
//! `dialects/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A mapping, as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The name on the command line.
    pub name: String,
    /// What it is, for people.
    pub title: String,
    /// A table whose header has all of these columns is in this dialect.
    #[serde(default)]
    pub recognise: Vec<String>,
    /// All columns, of a table without a header.
    #[serde(default)]
    pub header: Vec<String>,
    /// Columns of digits, which tell a table without a header: how many digits, 0 for any number.
    #[serde(default)]
    pub digits: BTreeMap<String, usize>,
    /// So many of the last columns of such a table may not be there.
    #[serde(default)]
    pub optional: usize,
    /// The character between cells; by default, it is found out.
    pub delimiter: Option<char>,
    /// The column that can have the character between cells in it, without quotation marks.
    pub surplus: Option<String>,
    /// Whether cells may be in quotation marks.
    #[serde(default = "yes")]
    pub quoted: bool,
    /// The cells that stand for a missing value.
    #[serde(default = "usual_missing")]
    pub missing: Vec<String>,
    /// The columns whose cells are HTML.
    #[serde(default)]
    pub html: Vec<String>,
    /// Rows that are no events.
    #[serde(default)]
    pub refuse: Vec<Refuse>,
    /// When it happened.
    pub date: Dates,
    /// What it is.
    pub event: Event,
    /// Who took part.
    #[serde(default)]
    pub actor: Vec<Actor>,
    /// What it is taken from.
    #[serde(default)]
    pub citation: Vec<Citation>,
}

/// Rows that are no events.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refuse {
    /// The column.
    pub column: String,
    /// The cells, without case.
    pub cells: Vec<String>,
    /// Why such a row is no event.
    pub why: String,
}

/// When an event happened.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// The date, or its beginning: the first that a row has.
    #[serde(default)]
    pub start: Templates,
    /// The end, likewise.
    #[serde(default)]
    pub end: Templates,
    /// The date, or its beginning, if year, month, day and time have cells of their own.
    pub parts: Option<[String; 4]>,
    /// The end, likewise.
    pub end_parts: Option<[String; 4]>,
    /// The offset from UTC, if it is not part of the time.
    pub zone: Option<String>,
    /// How dates are written, tried in this order.
    #[serde(default)]
    pub formats: Vec<String>,
    /// How precise they are.
    pub precision: Option<Precision>,
    /// Several points in time, of which each becomes an event with a word of its own.
    #[serde(default)]
    pub each: Vec<Each>,
}

/// One of several points in time of a row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Each {
    /// The date.
    pub start: String,
    /// The tag of the event that happened then.
    pub tag: String,
}

/// How precise dates are: which cells of a column stand for what.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precision {
    /// The column.
    pub column: String,
    /// Some day of the week around the date.
    #[serde(default)]
    pub week: Vec<String>,
    /// Some day of the month.
    #[serde(default)]
    pub month: Vec<String>,
    /// Some day of the year.
    #[serde(default)]
    pub year: Vec<String>,
    /// Some day between the beginning and the end.
    #[serde(default)]
    pub between: Vec<String>,
}

/// What an event is, in templates.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The first that a row has.
    #[serde(default)]
    pub id: Templates,
    /// The first that a row has.
    pub title: Templates,
    /// The first that a row has.
    #[serde(default)]
    pub summary: Templates,
    /// All that a row has, with commas between them.
    #[serde(default)]
    pub place: Templates,
    /// All that a row has.
    #[serde(default)]
    pub tags: Templates,
    /// The character between several tags in a cell.
    pub split: Option<String>,
    /// The first that a row has: the name of a status of ours.
    #[serde(default)]
    pub status: Templates,
    /// All that a row has, as sentences.
    #[serde(default)]
    pub note: Templates,
}

/// Who took part.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The id or the name.
    pub name: String,
    /// Their part.
    pub role: Option<String>,
    /// What is between several in a cell.
    pub split: Option<String>,
}

/// What an event is taken from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The first that a row has.
    pub source: Templates,
    /// Its words.
    pub quote: Option<String>,
    /// The paragraph, from 1.
    pub paragraph: Option<String>,
    /// The stance.
    pub stance: Option<String>,
    /// What is between several sources in a cell.
    pub split: Option<String>,
    /// What is around each of them.
    pub trim: Option<String>,
}

/// One template or several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Templates {
    /// None.
    #[default]
    None,
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Templates {
    /// Returns them.
    pub fn all(&self) -> &[String] {
        match self {
            Self::None => &[],
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// What stands for a missing value where a mapping does not say it.
const MISSING: [&str; 6] = ["NA", "N/A", "NULL", "\"NULL\"", "null", "None"];

fn yes() -> bool {
    true
}

fn usual_missing() -> Vec<String> {
    MISSING.map(str::to_owned).to_vec()
}

/// The mappings that are built in, in the order in which they are tried.
const BUILT_IN: [&str; 13] = [
    include_str!("dialects/acled.toml"),
    include_str!("dialects/ucdp-ged.toml"),
    include_str!("dialects/icews.toml"),
    include_str!("dialects/gdelt-events.toml"),
    include_str!("dialects/gdelt-events-1.toml"),
    include_str!("dialects/gdelt-mentions.toml"),
    include_str!("dialects/timelinejs-csv.toml"),
    include_str!("dialects/timelinejs-csv-1.toml"),
    include_str!("dialects/l2tcsv.toml"),
    include_str!("dialects/plaso.toml"),
    include_str!("dialects/timesketch.toml"),
    include_str!("dialects/bodyfile.toml"),
    include_str!("dialects/csv.toml"),
];

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// What is wrong with it, with the line under a caret.
    pub fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// Iterates over the mappings that are built in.
    pub fn built_in() -> impl Iterator<Item = &'static Self> {
        static ALL: LazyLock<Vec<Mapping>> = LazyLock::new(|| {
            let read = BUILT_IN.iter().filter_map(|text| Mapping::read(text).ok());
            read.collect()
        });
        ALL.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_can_be_read() {
        for text in BUILT_IN {
            if let Err(error) = Mapping::read(text) {
                panic!("{error}");
            }
        }
        let mut names: Vec<String> = Mapping::built_in().map(|it| it.name.clone()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), BUILT_IN.len());
    }

    #[test]
    fn a_mistake_is_shown_where_it_is() {
        let error = Mapping::read("name = \"x\"\ntitel = \"X\"\n").expect_err("a mistake");
        assert!(
            error.contains("line 2") && error.contains("titel"),
            "{error}"
        );
    }
}
