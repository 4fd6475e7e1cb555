//! What of an original becomes a source: its text, or that of one or all pages of an archive.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::cli::{AddSource, Second};
use crate::command::environment::{Environment, Streams};
use crate::command::print::{counted, named, with_causes};
use crate::command::source::edition::{self, Text};
use crate::command::source::ocr;
use crate::command::source::original::{self, Original};
use crate::command::source::second;
use crate::document::{Kind, Member, Refusal};
use crate::export::columns;
use crate::text::shell;

/// What there is to add.
pub enum Choice {
    /// These texts. One without a body is the original itself.
    Read {
        /// The texts.
        texts: Vec<Text>,
        /// The pages that cannot be read, a sentence each.
        left_out: Vec<String>,
    },
    /// Nothing yet: the pages were listed.
    Listed,
}

impl Choice {
    fn one(text: Text) -> Self {
        let texts = vec![text];
        let left_out = Vec::new();
        Self::Read { texts, left_out }
    }
}

/// Reads what is asked for.
///
/// # Errors
/// It cannot be read; the options do not fit the original.
pub fn texts(
    asked: &AddSource,
    original: &Original,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Choice> {
    if let Some(path) = &asked.text {
        return Ok(Choice::one(made_elsewhere(path, original)?));
    }
    let kind = original.kind()?;
    let is_archive = matches!(kind, Kind::Warc | Kind::Wacz);
    ensure!(
        is_archive || (asked.record.is_none() && !asked.all),
        "`--record` and `--all` are for web archives, and {} is none",
        original.shown()
    );
    ensure!(
        kind == Kind::Pdf || asked.second.is_none(),
        "`--second` compares PDFs, and {} is none",
        original.shown()
    );
    let is_undeclared = matches!(
        kind,
        Kind::Html | Kind::Srt | Kind::Vtt | Kind::Text | Kind::Markdown
    );
    ensure!(
        is_undeclared || asked.encoding.is_none(),
        "`--encoding` is for captions, web pages and text, and {} is none of them",
        original.shown()
    );
    let is_text = matches!(asked.kind, Some(Kind::Text | Kind::Markdown));
    ensure!(
        !is_text || asked.encoding.is_some() || !Kind::is_binary(&original.name, &original.bytes),
        "cannot read {} as text: it is none; convert it to PDF or text",
        original.shown()
    );
    if !edition::is_needed(kind) {
        return Ok(Choice::one(Text::default()));
    }
    // First, since it takes less time to find out that a program is missing.
    let second = match asked.second {
        Some(Second::Pdftotext) => Some(second::pdftotext(&original.bytes)?),
        None => None,
    };
    let read = edition::read(original, asked.record.as_deref(), environment, streams)?;
    let members = match read {
        Err(Refusal::Several(members)) => members,
        read => {
            let mut text = edition::text(read, original)?;
            let differences = second.map(|second| second::differences(&text.body, &second));
            text.notes.extend(differences.into_iter().flatten());
            return Ok(Choice::one(text));
        }
    };
    if asked.all {
        return all(&members, original, environment, streams);
    }
    list(&members, original, asked, streams)?;
    Ok(Choice::Listed)
}

/// Returns the text of an original that another program has made.
fn made_elsewhere(path: &Path, original: &Original) -> Result<Text> {
    let bytes = original::read(path)?;
    let text = String::from_utf8(bytes);
    let text = text
        .ok()
        .with_context(|| format!("cannot read {}: it is not UTF-8 text", named(path)))?;
    let body = ocr::body(&text);
    ensure!(
        !body.is_empty(),
        "cannot read {}: there is no text in it",
        named(path)
    );
    let is_text = original.kind.is_some_and(|kind| !edition::is_needed(kind));
    ensure!(
        !is_text,
        "{} is text itself; leave out `--text`",
        original.shown()
    );
    Ok(Text {
        extractor: edition::ELSEWHERE.to_owned(),
        body,
        ..Text::default()
    })
}

/// Reads all pages of an archive that can be read.
fn all(
    members: &[Member],
    original: &Original,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Choice> {
    let mut texts = Vec::new();
    let mut left_out = Vec::new();
    for member in members {
        let record = record(member);
        if Kind::of_media_type(&member.media_type).is_none() {
            left_out.push(format!(
                "{record} is left out: {} is not read",
                member.media_type
            ));
            continue;
        }
        let read = edition::read(original, Some(&record), environment, streams);
        match read.and_then(|read| edition::text(read, original)) {
            Ok(text) => texts.push(text),
            Err(why) => left_out.push(format!("{record} is left out: {}", with_causes(&why))),
        }
    }
    ensure!(
        !texts.is_empty(),
        "cannot read {}: no page in it can be read; {}",
        original.shown(),
        left_out.first().map_or("", String::as_str)
    );
    Ok(Choice::Read { texts, left_out })
}

/// Returns what `--record` takes for a page of an archive.
fn record(member: &Member) -> String {
    format!("{} {}", member.url, member.date)
}

/// Prints the pages of an archive, and how to choose among them.
fn list(
    members: &[Member],
    original: &Original,
    asked: &AddSource,
    streams: &mut Streams<'_>,
) -> Result<()> {
    columns(
        streams.out,
        members.iter().map(|member| {
            let Member {
                url,
                date,
                media_type,
                bytes,
            } = member;
            Ok([date.clone(), size(*bytes), media_type.clone(), url.clone()])
        }),
    )?;
    let example = members.first().map(|member| shell::word(&record(member)));
    let path = shell::path(&asked.original.display().to_string());
    writeln!(
        streams.err,
        "annals: {} holds {}; add one with `annals source add {path} --record {}`, or all with `--all`",
        original.shown(),
        counted(members.len(), "page"),
        example.unwrap_or_default(),
    )?;
    Ok(())
}

/// Returns a number of bytes in the unit that fits.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::source::original::Origin;

    fn member(url: &str) -> Member {
        Member {
            url: url.to_owned(),
            date: "2025".to_owned(),
            media_type: "text/html".to_owned(),
            bytes: 1,
        }
    }

    /// Reads all pages with a script that ends as the address of a page says.
    fn all_of(urls: &[&str]) -> Result<Choice> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/reader.sh");
        let environment = Environment {
            program: Some(script.into()),
            ..Environment::default()
        };
        let original = Original {
            bytes: b"archive".to_vec(),
            kind: Some(Kind::Warc),
            charset: None,
            encoding: None,
            name: "crawl.warc".to_owned(),
            origin: Origin::File("crawl.warc".into()),
        };
        let members: Vec<Member> = urls.iter().map(|url| member(url)).collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams {
            out: &mut out,
            err: &mut err,
        };
        all(&members, &original, &environment, &mut streams)
    }

    #[test]
    fn a_page_that_breaks_its_reader_is_left_out() {
        let Ok(Choice::Read { texts, left_out }) = all_of(&["dies", "reads", "works"]) else {
            panic!("one page is read");
        };
        let records: Vec<Option<&str>> = texts.iter().map(|text| text.record.as_deref()).collect();
        assert_eq!(records, [Some("reads 2025")]);
        assert_eq!(
            left_out,
            [
                "dies 2025 is left out: cannot read `crawl.warc`: the process that reads it was killed",
                "works 2025 is left out: cannot read `crawl.warc`: reading it takes more than 20 seconds of processor \
                 time",
            ]
        );
        let failed = all_of(&["dies"])
            .err()
            .expect("no page is read")
            .to_string();
        assert!(
            failed.ends_with("the process that reads it was killed"),
            "{failed}"
        );
    }
}
