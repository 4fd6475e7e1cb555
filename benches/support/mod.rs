//! Generates events for benchmarks, always the same, with actors, groups, tags, sources
//! whose paragraphs are quoted, and dates of every precision.

#![allow(
    dead_code,
    reason = "each program that includes this uses a part of it"
)]

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The number of actors; one in ten is a group with members.
const ACTORS: usize = 200;
/// The number of sources, and of paragraphs in each.
const SOURCES: usize = 50;
const PARAGRAPHS: usize = 200;

const WORDS: [&str; 40] = [
    "agreement",
    "assembly",
    "border",
    "bridge",
    "cabinet",
    "charter",
    "città",
    "commission",
    "congress",
    "convoy",
    "council",
    "decree",
    "delegation",
    "election",
    "embassy",
    "envoy",
    "frontier",
    "garrison",
    "harbour",
    "hearing",
    "inquiry",
    "Łódź",
    "mandate",
    "ministry",
    "naïve",
    "negotiation",
    "observer",
    "parliament",
    "petition",
    "protocol",
    "province",
    "railway",
    "referendum",
    "reserve",
    "São",
    "secretary",
    "session",
    "telegram",
    "treaty",
    "verdict",
];

/// A random number generator with the same sequence on every platform (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.roll(WORDS.len())]).collect();
        words.join(" ")
    }

    fn date(&mut self) -> String {
        let (year, month, day) = (1850 + self.roll(175), 1 + self.roll(12), 1 + self.roll(28));
        match self.roll(20) {
            0 | 1 => format!("{year}"),
            2 => format!("{year}~"),
            3 => format!("{year}-{month:02}?"),
            4 => format!("{}X", year / 10),
            5 => format!("{year}-{}", 21 + self.roll(4)),
            6 => format!("{year}/{}", year + 1 + self.roll(5)),
            7 => format!("{year}-{month:02}-{day:02}/.."),
            8..11 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        }
    }
}

/// A generated event.
struct Event {
    id: String,
    date: String,
    title: String,
    summary: String,
    actors: Vec<String>,
    place: String,
    tags: Vec<String>,
    status: &'static str,
    /// Source, paragraph from 1, quote.
    citation: Option<(usize, usize, String)>,
}

/// Returns a text that is in no other document.
pub fn paragraphs(seed: usize) -> Vec<String> {
    let mut dice = Dice(seed as u64);
    let sentence = |dice: &mut Dice| {
        let words = 8 + dice.roll(12);
        let text = dice.words(words);
        format!("The {text} of {}.", 1 + dice.roll(100_000))
    };
    let paragraph = |dice: &mut Dice| {
        let sentences: Vec<String> = (0..3).map(|_| sentence(dice)).collect();
        sentences.join(" ")
    };
    (0..PARAGRAPHS).map(|_| paragraph(&mut dice)).collect()
}

fn events(count: usize) -> Vec<Event> {
    let texts: Vec<Vec<String>> = (0..SOURCES).map(paragraphs).collect();
    let mut dice = Dice(1);
    (0..count)
        .map(|index| {
            let mut actors: Vec<String> = (0..=dice.roll(3))
                .map(|_| format!("actor-{}", dice.roll(ACTORS)))
                .collect();
            actors.sort();
            actors.dedup();
            let citation = (dice.roll(10) > 0).then(|| {
                let (source, paragraph) = (dice.roll(SOURCES), dice.roll(PARAGRAPHS));
                let mut sentences = texts[source][paragraph].split_inclusive('.');
                let quote = sentences.nth(dice.roll(3)).expect("three sentences").trim();
                // One in five is quoted with different typography.
                let quote = match dice.roll(5) {
                    0 => quote.to_uppercase(),
                    _ => quote.to_owned(),
                };
                (source, paragraph + 1, quote)
            });
            Event {
                id: format!("event-{index}"),
                date: dice.date(),
                title: format!("The {} of {}", dice.words(5), dice.roll(100_000)),
                summary: format!("A {}.", dice.words(15)),
                actors,
                place: dice.words(1),
                tags: (0..=dice.roll(2))
                    .map(|_| format!("tag-{}", dice.roll(40)))
                    .collect(),
                status: ["happened", "planned", "disputed", "denied"][dice.roll(40).min(39) / 37],
                citation,
            }
        })
        .collect()
}

/// Returns dates of every precision, in no order.
pub fn dates(count: usize) -> Vec<String> {
    let mut dice = Dice(2);
    (0..count).map(|_| dice.date()).collect()
}

/// JSON strings are valid TOML strings.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text becomes JSON")
}

fn listed(texts: &[String]) -> String {
    serde_json::to_string(texts).expect("texts become JSON")
}

/// Returns actors and sources as TOML.
fn tables() -> String {
    let mut text = String::from("[timeline]\ntitle = \"Made up for measuring\"\n\n");
    for index in 0..ACTORS {
        let member_of = match index % 10 {
            0 => Vec::new(),
            _ => vec![format!("actor-{}", index / 10 * 10)],
        };
        let _ = write!(
            text,
            "[actors.actor-{index}]\nname = \"Actor Number {index}\"\naliases = [\"No. {index}\"]\n\
             member_of = {}\n\n",
            listed(&member_of)
        );
    }
    for index in 0..SOURCES {
        let _ = write!(
            text,
            "[sources.source-{index}]\ntitle = \"Source Number {index}\"\n\
             file = \"sources/source-{index}.txt\"\n\n"
        );
    }
    text
}

/// Returns a TOML event file.
pub fn toml(count: usize) -> String {
    let mut text = tables();
    for event in events(count) {
        let _ = write!(
            text,
            "[[event]]\nid = {}\ndate = {}\ntitle = {}\nsummary = {}\nactors = {}\nplace = {}\n\
             tags = {}\nstatus = {}\n",
            quoted(&event.id),
            quoted(&event.date),
            quoted(&event.title),
            quoted(&event.summary),
            listed(&event.actors),
            quoted(&event.place),
            listed(&event.tags),
            quoted(event.status),
        );
        if let Some((source, paragraph, quote)) = &event.citation {
            let _ = write!(
                text,
                "[[event.citation]]\nsource = \"source-{source}\"\nparagraph = {paragraph}\nquote = {}\n",
                quoted(quote)
            );
        }
        text.push('\n');
    }
    text
}

/// Returns the same events as JSON Lines. Actors and sources are given by name, because
/// such a file has no tables for them.
pub fn jsonl(count: usize) -> String {
    let mut text = String::new();
    for event in events(count) {
        let _ = write!(
            text,
            "{{\"id\":{},\"date\":{},\"title\":{},\"summary\":{},\"actors\":{},\"place\":{},\
             \"tags\":{},\"status\":{}",
            quoted(&event.id),
            quoted(&event.date),
            quoted(&event.title),
            quoted(&event.summary),
            listed(&event.actors),
            quoted(&event.place),
            listed(&event.tags),
            quoted(event.status),
        );
        if let Some((source, paragraph, quote)) = &event.citation {
            let _ = write!(
                text,
                ",\"source\":\"source-{source}\",\"paragraph\":{paragraph},\"quote\":{}",
                quoted(quote)
            );
        }
        text.push_str("}\n");
    }
    text
}

/// Writes the TOML event file and its sources into a folder, and returns the path of the
/// event file.
pub fn write(folder: &Path, count: usize) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder.join("sources"))?;
    for index in 0..SOURCES {
        let path = folder.join(format!("sources/source-{index}.txt"));
        std::fs::write(path, paragraphs(index).join("\n\n"))?;
    }
    let path = folder.join("events.toml");
    std::fs::write(&path, toml(count))?;
    Ok(path)
}
