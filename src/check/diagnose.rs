//! The problem of one citation, and what to do about it.

use std::path::{Path, PathBuf};

use super::kind::Kind;
use super::{Finding, Problem, lost};
use crate::anchor::Caution;
use crate::anchor::{Anchor, Context, Limit, Place, SHORT, State};
use crate::diagnostic::Subject;
use crate::document::{Document, Locator};
use crate::text::sanitize;
use crate::text::shell;
use crate::timeline::NoText;

/// The most places of an ambiguous quote that are shown.
const MOST_PLACES: usize = 4;

/// Iterates over the problems of a citation; none if its quote is verified in its paragraph, and nothing around it
/// turns it. `strict` adds quotes whose typography differs.
pub fn diagnose(finding: &Finding<'_>, strict: bool) -> impl Iterator<Item = Problem> {
    Kind::all(finding, strict).filter_map(|kind| problem(finding, kind))
}

fn problem(finding: &Finding<'_>, kind: Kind) -> Option<Problem> {
    let Words {
        message,
        note,
        help,
    } = words(finding, kind)?;
    Some(Problem {
        event: finding.id,
        citation: finding.index,
        subject: Subject::citation(finding.event.origin, finding.citation.position()),
        origin: finding.citation.origin,
        code: kind.code(finding.anchor.state),
        severity: kind.severity(),
        message: format!("`{}`: {message}", finding.name()),
        note,
        help,
    })
}

/// A problem in words.
struct Words {
    message: String,
    note: Option<String>,
    help: String,
}

fn words(finding: &Finding<'_>, kind: Kind) -> Option<Words> {
    Some(match kind {
        Kind::Typography => typography(finding),
        Kind::Moved => return moved(finding),
        Kind::Unplaced => return unplaced(finding),
        Kind::Short => return short(finding),
        Kind::Differs => differs(finding),
        Kind::Ambiguous => ambiguous(finding),
        Kind::Exceeds(limit) => exceeds(finding, limit),
        Kind::Missing => missing(finding),
        Kind::Unquoted | Kind::NoParagraph => unquoted(finding, kind),
        Kind::NoSource => no_source(finding),
        Kind::Context(caution) => return context(finding, caution),
        Kind::Unneeded(caution) => unneeded(caution),
        Kind::Gone => return gone(finding),
    })
}

fn say(message: impl Into<String>, help: impl Into<String>) -> Words {
    Words {
        message: message.into(),
        note: None,
        help: help.into(),
    }
}

fn moved(finding: &Finding<'_>) -> Option<Words> {
    let moved = finding.anchor.moved()?;
    let message = format!("the quote has moved {}", moved.words());
    let locator = moved.locator.map(|(_, found)| found.toml());
    let paragraph = moved
        .paragraph
        .map(|(_, found)| format!("paragraph = {found}"));
    let values = locator.into_iter().chain(paragraph);
    let values: Vec<String> = values.map(|value| format!("`{value}`")).collect();
    let mut help = format!("write {}", values.join(" and "));
    if let Some(command) = command(finding, "--fix") {
        help = format!("{help}, or let `{command}` do so");
    }
    Some(say(message, help))
}

fn short(finding: &Finding<'_>) -> Option<Words> {
    let found = finding.anchor.paragraph()?;
    let message = "a short quote without a paragraph may match another place some day";
    let page = finding.anchor.at.as_ref().and_then(|at| at.page);
    let value = match page {
        Some(page) => format!("page = {page}"),
        None => format!("paragraph = {found}"),
    };
    let help = format!("write `{value}`, or quote {SHORT} characters or more");
    Some(say(message, help))
}

fn unplaced(finding: &Finding<'_>) -> Option<Words> {
    let locator = finding.anchor.unplaced()?;
    let (key, name) = (locator.key(), finding.source.slug());
    let has_kind = finding
        .anchor
        .located
        .as_ref()
        .is_some_and(|it| it.has_kind);
    let message = if has_kind {
        format!("the quote is not at {locator}, but before the first {key} of `{name}`")
    } else {
        format!("`{key}` is given, but `{name}` has no {}", locator.kind())
    };
    Some(say(message, format!("remove `{key}`")))
}

fn typography(finding: &Finding<'_>) -> Words {
    let name = finding.source.slug();
    let mut message = format!("the quote differs from `{name}` in case, spacing or typography");
    if let Some(moved) = finding.anchor.moved() {
        message = format!("{message}, and has moved {}", moved.words());
    }
    let found = finding.anchor.paragraph().zip(finding.matched());
    Words {
        message,
        note: found.map(|(number, text)| format!("{} has:\n{text}", at(finding, number))),
        help: accept(finding, "write it as the source has it"),
    }
}

/// Returns the problem of a quote that the edition cited has, and the current text has not.
fn gone(finding: &Finding<'_>) -> Option<Words> {
    let loss = finding.loss()?;
    let now = finding.in_current(&loss);
    Some(Words {
        message: lost::message(finding, &loss),
        note: compared(&now)
            .or_else(|| similar(&now))
            .or_else(|| had(finding)),
        help: "see why, and whether the event still holds".to_owned(),
    })
}

/// Returns the problem of a quote that the current text has no longer, if an earlier edition has it.
fn lost(finding: &Finding<'_>) -> Option<Words> {
    let (date, loss) = finding.edition_to_cite()?;
    let message = lost::message(finding, &loss);
    let mut help = format!("write `edition = \"{date}\"` to cite the text as it was then");
    let by_command = if loss.is_gone() {
        let command = command(finding, "--fix");
        command.map(|it| format!("or let `{it}` do so"))
    } else if finding.refusal().is_none() {
        let command = command(finding, &format!("--accept {}", finding.name()));
        command.map(|it| format!("or take what is there now: `{it}`"))
    } else {
        None
    };
    if let Some(by_command) = by_command {
        help = format!("{help}, {by_command}");
    }
    Some(Words {
        message: format!("{message}; that of {date} has it"),
        note: compared(finding)
            .or_else(|| similar(finding))
            .or_else(|| had(&finding.in_edition(&loss))),
        help,
    })
}

/// Returns the passage of an edition that has the quote.
fn had(finding: &Finding<'_>) -> Option<String> {
    let (first, last) = (
        finding.anchor.places.first()?,
        finding.anchor.places.last()?,
    );
    let text = finding.document().ok()?.paragraph(first.paragraph)?;
    let quote = text.get(first.bytes(text)).filter(|_| first == last)?;
    let passage = within(finding, *first, *last, &format!("[{quote}]"))?;
    Some(format!("{} had:\n{passage}", at(finding, first.paragraph)))
}

fn differs(finding: &Finding<'_>) -> Words {
    if let Some(words) = lost(finding) {
        return words;
    }
    let (name, words) = (finding.source.slug(), finding.anchor.state.words());
    let message = format!("the quote is not what `{name}` says: {words}");
    if let Some(Words { note, help, .. }) = elsewhere(finding) {
        let notes: Vec<String> = compared(finding).into_iter().chain(note).collect();
        return Words {
            message,
            note: Some(notes.join("\n")),
            help,
        };
    }
    let by_hand = match finding.anchor.state {
        State::Altered => "correct the quote and see whether the event still holds",
        _ => "correct the quote",
    };
    Words {
        message,
        note: compared(finding),
        help: accept(finding, by_hand),
    }
}

/// Returns what the words around a quote make of it.
fn context(finding: &Finding<'_>, caution: Caution) -> Option<Words> {
    let cues = &finding.anchor.cues;
    let cue = cues.iter().find(|cue| cue.caution == caution)?;
    let mut help = "quote these words as well".to_owned();
    if let (Ok(_), Some(command)) = (
        finding.widened(),
        command(finding, &format!("--widen {}", finding.name())),
    ) {
        help = format!("quote the whole sentence, as `{command}` does");
    }
    let help = format!(
        "{help}, or write `acknowledged = [\"{}\"]` in the citation",
        caution.name()
    );
    let first = *finding.anchor.places.first()?;
    let last = *finding.anchor.places.last()?;
    let document = finding.document().ok()?;
    let text = document.paragraph(first.paragraph)?;
    let quote = text.get(first.bytes(text)).filter(|_| first == last);
    Some(Words {
        message: cue.words(),
        note: quote.and_then(|quote| has(finding, first, last, &format!("[{quote}]"))),
        help,
    })
}

fn unneeded(caution: Caution) -> Words {
    say(
        format!(
            "nothing around the quote is to be acknowledged as `{}`",
            caution.name()
        ),
        format!("remove \"{}\" from `acknowledged`", caution.name()),
    )
}

/// Returns what to do about a quote that differs from its source.
fn accept(finding: &Finding<'_>, by_hand: &str) -> String {
    if let Some(advice) = finding.refusal() {
        return advice.to_owned();
    }
    match command(finding, &format!("--accept {}", finding.name())) {
        Some(command) => format!("{by_hand}, or take what is there: `{command}`"),
        None => by_hand.to_owned(),
    }
}

/// Returns the command that corrects a citation; none if its file is not TOML, which is never rewritten. It
/// names the files unless `events.toml` is the only one.
fn command(finding: &Finding<'_>, options: &str) -> Option<String> {
    let names: Vec<&str> = finding
        .timeline
        .files()
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    let own = names.get(finding.citation.origin.file())?;
    if Path::new(own)
        .extension()
        .is_none_or(|ending| ending != "toml")
    {
        return None;
    }
    if names == ["events.toml"] {
        return Some(format!("annals check {options}"));
    }
    let names: Vec<String> = names.into_iter().map(shell::path).collect();
    Some(format!("annals check {options} {}", names.join(" ")))
}

fn ambiguous(finding: &Finding<'_>) -> Words {
    let places = &finding.anchor.places;
    let numbers = places.iter().take(MOST_PLACES);
    let numbers: Vec<String> = numbers.map(|p| p.paragraph.to_string()).collect();
    let name = finding.source.slug();
    let mut message = format!(
        "the quote is in `{name}` in paragraphs {}",
        numbers.join(", ")
    );
    let all = places.len().saturating_add(finding.anchor.more);
    if let Some(more) = all.checked_sub(MOST_PLACES).filter(|more| *more > 0) {
        let least = if all > Anchor::COUNTED {
            "at least "
        } else {
            ""
        };
        message = format!("{message} and {least}{more} more");
    }
    let shown = places.iter().take(MOST_PLACES).filter_map(|place| {
        let document = finding.document().ok()?;
        let text = document.paragraph(place.paragraph)?;
        has(finding, *place, *place, text.get(place.bytes(text))?)
    });
    let shown: Vec<String> = shown.collect();
    let edition = finding.document().ok().and_then(Document::edition);
    let kinds = [Locator::Page(1), Locator::Message(1), Locator::Time(0)];
    let mut kinds = kinds.iter();
    let kind = edition.and_then(|edition| kinds.find(|kind| edition.has_kind(kind)));
    let keys = match kind {
        Some(kind) => format!("`{}` or the `paragraph`", kind.key()),
        None => "`paragraph`".to_owned(),
    };
    Words {
        message,
        note: Some(shown.join("\n")),
        help: format!("give the {keys} that is meant, or quote more of the sentence"),
    }
}

fn missing(finding: &Finding<'_>) -> Words {
    if let Some(words) = lost(finding) {
        return words;
    }
    if let Some(words) = elsewhere(finding) {
        return words;
    }
    let help = "compare the quote with the source; if the passage is gone, the event has lost its evidence";
    Words {
        message: format!("the quote is not in `{}`", finding.source.slug()),
        note: nearest(finding),
        help: help.to_owned(),
    }
}

/// Returns the problem of a quote that is in the file of its source, but not in what is read of it.
fn elsewhere(finding: &Finding<'_>) -> Option<Words> {
    let quote = finding.citation.quote.as_ref()?;
    let found = finding.document().ok()?.elsewhere(quote)?;
    let name = finding.source.slug();
    let help = if found.why.is_readable() {
        format!("to read all of the page, add `content = \"all\"` to `[sources.{name}]`")
    } else {
        "quote what has replaced it; the source no longer says what it has deleted".to_owned()
    };
    Some(Words {
        message: format!("the quote is not in what is read of `{name}`"),
        note: Some(format!(
            "{} has it {}, which is not read",
            line(finding, found.line),
            found.why.words()
        )),
        help,
    })
}

/// Returns the problem of a missing quote that exceeds a limit of the search.
fn exceeds(finding: &Finding<'_>, limit: Limit) -> Words {
    let message = match limit {
        Limit::Pieces => format!(
            "brackets cut the quote into more than {} pieces",
            Limit::PIECES
        ),
        Limit::Characters => format!(
            "the quote is not in `{}` in the same words; with more than {} characters it is not \
             searched for in other words",
            finding.source.slug(),
            Limit::CHARACTERS
        ),
    };
    say(message, "split the quote into several citations")
}

/// Returns the nearest text.
fn similar(finding: &Finding<'_>) -> Option<String> {
    let document = finding.document().ok()?;
    let quote = finding.citation.quote.as_ref()?;
    let (first, last, difference) = finding.anchor.difference(quote, document)?;
    let passage = within(finding, first, last, &difference.brief().to_string())?;
    let at = at(finding, first.paragraph);
    Some(format!("the nearest is in {at}:\n{passage}"))
}

/// Returns the nearest text, else the beginning of the paragraph given.
fn nearest(finding: &Finding<'_>) -> Option<String> {
    const BEGINNING: usize = 160;
    let document = finding.document().ok()?;
    if document.paragraphs().is_empty() {
        return Some("the source has no text".to_owned());
    }
    if let Some(found) = similar(finding) {
        return Some(found);
    }
    let number = finding.anchor.hinted()?;
    let text = document.paragraph(number)?;
    let end = text
        .char_indices()
        .nth(BEGINNING)
        .map_or(text.len(), |(at, _)| at);
    let more = if end < text.len() { "…" } else { "" };
    let beginning = text.get(..end)?;
    Some(format!("{} reads:\n{beginning}{more}", at(finding, number)))
}

fn unquoted(finding: &Finding<'_>, kind: Kind) -> Words {
    let citation = finding.citation;
    if let Some(words) = no_such_place(finding).filter(|_| kind == Kind::NoParagraph) {
        return words;
    }
    let message = match (citation.paragraph(), citation.locator.as_ref()) {
        (Some(number), _) if kind == Kind::NoParagraph && finding.anchor.given.is_none() => {
            let document = finding.document();
            let count = document.map_or(0, |document| document.paragraphs().len());
            format!("there is no paragraph {number}: the source has {count}")
        }
        (_, Some(locator)) if kind == Kind::NoParagraph => no_place(finding, locator),
        (_, Some(locator)) => {
            format!("{locator} is cited without a quote, so it cannot be verified")
        }
        (Some(number), None) => {
            format!("paragraph {number} is cited without a quote, so it cannot be verified")
        }
        (None, None) => "the citation has neither quote nor paragraph".to_owned(),
    };
    say(message, "add the sentence as `quote`, letter for letter")
}

/// Returns the problem of a page, a time or a message that the original does not have, although it has others.
fn no_such_place(finding: &Finding<'_>) -> Option<Words> {
    let located = finding.anchor.located.as_ref();
    let located = located.filter(|located| located.has_kind && !located.exists)?;
    let edition = finding.document().ok().and_then(Document::edition)?;
    let (locator, key) = (&located.given, located.given.key());
    let message = match (locator, edition.pages()) {
        (Locator::Time(_), _) => format!("the source has nothing at {locator}"),
        (Locator::Message(_), _) => format!("the source has no {locator}"),
        (_, 1) => format!("there is no {locator}: the source has one page"),
        (_, pages) => format!("there is no {locator}: the source has {pages} pages"),
    };
    let help = format!("correct the `{key}`, and add the sentence as `quote`, letter for letter");
    Some(say(message, help))
}

/// Returns why there is no text at a page, a time or a message.
fn no_place(finding: &Finding<'_>, locator: &Locator) -> String {
    let edition = finding.document().ok().and_then(Document::edition);
    match edition {
        Some(edition) if edition.has_kind(locator) => match edition.pages() {
            0 => format!("the source has no text at {locator}"),
            1 => format!("there is no text at {locator}: the source has one page"),
            pages => format!("there is no text at {locator}: the source has {pages} pages"),
        },
        _ => format!(
            "there is no {locator}: the source has no {}",
            locator.kind()
        ),
    }
}

fn no_source(finding: &Finding<'_>) -> Words {
    let source = &finding.source;
    let why = finding.document().err();
    let words = why.map_or("", NoText::words);
    let message = format!("cannot verify anything in `{}`: {words}", source.slug());
    let help = match why {
        Some(NoText::Undefined) => {
            "define it with `[sources.…]`, for event data in a .toml file named beside it"
        }
        Some(NoText::NoFile) => "give the source a `file` with its text",
        Some(NoText::UnknownEdition) => "see the message about `edition`",
        _ => "see the message about the source's `file`",
    };
    say(message, help)
}

/// Returns the quote and the text found merged into one, with the words around them.
fn compared(finding: &Finding<'_>) -> Option<String> {
    let document = finding.document().ok()?;
    let quote = finding.citation.quote.as_ref()?;
    let (first, last, difference) = finding.anchor.difference(quote, document)?;
    has(finding, first, last, &difference.brief().to_string())
}

fn has(finding: &Finding<'_>, first: Place, last: Place, passage: &str) -> Option<String> {
    let passage = within(finding, first, last, passage)?;
    Some(format!("{} has:\n{passage}", at(finding, first.paragraph)))
}

/// Returns a passage with some words of its context on both sides.
fn within(finding: &Finding<'_>, first: Place, last: Place, passage: &str) -> Option<String> {
    let document = finding.document().ok()?;
    let around = Context::around(document, first, last)?;
    // Cut between words, within the paragraph.
    let text = document.paragraph(first.paragraph)?;
    let before = match text.get(..first.bytes(text).start)? {
        whole if whole.len() <= around.before.len() => whole.to_owned(),
        _ => match around.before.split_once(' ') {
            Some((_, words)) => format!("… {words}"),
            None => format!("…{}", around.before),
        },
    };
    let text = document.paragraph(last.paragraph)?;
    let after = match text.get(last.bytes(text).end..)? {
        whole if whole.len() <= around.after.len() => whole.to_owned(),
        _ => match around.after.rsplit_once(' ') {
            Some((words, _)) => format!("{words} …"),
            None => format!("{}…", around.after),
        },
    };
    Some(format!("{before}{passage}{after}"))
}

/// Returns the file of the text that is cited.
fn path<'a>(finding: &Finding<'a>) -> Option<&'a PathBuf> {
    finding.source.path_of(finding.version?)
}

/// Returns the place of a line: `sources/page.html:40`.
fn line(finding: &Finding<'_>, line: usize) -> String {
    match path(finding) {
        Some(path) => {
            let path = path.strip_prefix(".").unwrap_or(path);
            format!("{}:{line}", sanitize::line(&path.display().to_string()))
        }
        None => format!("line {line} of `{}`", finding.source.slug()),
    }
}

/// Returns the place of a paragraph: `paragraph 6 (sources/report.md:14)`, or `p. 12, paragraph 6 (…)`.
fn at(finding: &Finding<'_>, paragraph: usize) -> String {
    let document = finding.document().ok();
    let first = document.and_then(|document| document.line(paragraph));
    let at = document.map(|document| document.at(paragraph, 0..usize::MAX));
    let at = at.filter(|at| !at.is_empty());
    let at = at.map_or(String::new(), |at| format!("{at}, "));
    match (path(finding), first) {
        (Some(_), Some(first)) => format!("{at}paragraph {paragraph} ({})", line(finding, first)),
        _ => format!("{at}paragraph {paragraph} of `{}`", finding.source.slug()),
    }
}
