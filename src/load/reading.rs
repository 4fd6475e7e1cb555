//! Reads the events of open files, whatever their formats.

use std::collections::BTreeMap;

use super::file::EventFile;
use super::format::Format;
use super::gather::Gather;
use super::ids::Ids;
use super::meaning::Growing;
use super::named;
use super::names::Names;
use super::opened::{Opened, Read};
use super::people::People;
use super::report::{Found, Report};
use super::scan::{self, Layout, Sizes};
use super::source_root::SourceRoot;
use super::{dialect, events, jsonl, texts, toml};
use crate::diagnostic::{Code, Diagnostic, TextFile};
use crate::timeline::{Parts, Record};

/// Reads everything in some files, and tells from time to time how many bytes are read.
///
/// # Errors
/// Why files are not in their format.
pub fn read(opened: &Opened, progress: &mut dyn FnMut(usize)) -> Result<Read, Vec<Diagnostic>> {
    let mut parts = Parts::default();
    let mut all_names = Names::default();
    let names = &mut all_names;
    // Actors and sources of all files first, since events of any file may name them.
    let mut people = People::default();
    let (mut documents, mut reports) = (BTreeMap::new(), BTreeMap::new());
    for ((index, (name, file)), root) in opened.iter().zip(&opened.roots) {
        if !file.format.is_curated() {
            continue;
        }
        let Some(text) = file.body.held() else {
            continue;
        };
        let lines = file.text_file(&name.name, text, 1);
        let mut report = Report::new(lines, index, file.format);
        let mut document = read_tables(
            file.format,
            text,
            root,
            &mut people,
            names,
            &mut parts,
            &mut report,
        );
        events::read_top(std::mem::take(&mut document.top), &mut parts, &mut report);
        documents.insert(index, document);
        reports.insert(index, report);
    }
    people.join(names, &mut parts.actors, &mut reports);
    names.learn_all(&parts.actors);
    let mut ids = Ids::new(&opened.names);
    let (mut found, mut broken, mut bytes) = (Found::default(), Vec::new(), 0);
    for (index, (name, file)) in opened.iter() {
        let before = parts.events.len();
        let (names, ids, parts) = (&mut *names, &mut ids, &mut parts);
        let meaning = Growing { names, ids, parts };
        let mut progress = |read| progress(bytes + read);
        let mut report = reports.remove(&index).unwrap_or_else(|| {
            let text = file.body.text(0..SHOWN).into_owned();
            Report::new(TextFile::part(&*name.name, text, 1), index, file.format)
        });
        match (documents.remove(&index), opened.faults.get(&index)) {
            (Some(document), _) => read_curated(document, meaning, &mut report),
            (None, Some(fault)) => report.fault(fault.clone()),
            (None, None) => read_data(file, meaning, &mut report, &mut progress),
        }
        bytes += file.body.len();
        let blank = name.path.as_deref().filter(|_| is_blank(file));
        if let Some(other) = blank.and_then(named::blank) {
            broken.push(other);
            continue;
        }
        // Of event data, whatever can be read is kept.
        let is_lost = file.format.is_curated() || parts.events.len() == before;
        if report.is_broken && is_lost {
            match name.path.as_deref().and_then(named::source) {
                Some(source) => broken.push(source),
                None => broken.extend(report.close()),
            }
        } else {
            found.add(report.close());
        }
    }
    if broken.is_empty() {
        return Ok(Read {
            parts,
            names: all_names,
            found: found.close(),
        });
    }
    broken.retain(|found| matches!(found.code, Code::Syntax | Code::Unreadable));
    Err(broken)
}

/// Returns whether a curated file has nothing but comments, as a text with a heading in Markdown has.
fn is_blank(file: &EventFile) -> bool {
    let text = file.body.held().filter(|_| file.format == Format::Toml);
    text.is_some_and(|text| {
        let mut lines = text.lines().map(str::trim_start);
        lines.all(|line| line.is_empty() || line.starts_with('#'))
    })
}

/// Of a file that is in another format than its name says, a diagnostic shows the beginning, in bytes.
const SHOWN: usize = 4096;

/// Reads the actors and the sources of a curated file.
fn read_tables<'a>(
    format: Format,
    text: &'a str,
    root: &SourceRoot,
    people: &mut People,
    names: &mut Names,
    parts: &mut Parts,
    report: &mut Report<'_>,
) -> toml::Document<'a> {
    let mut document = dialect::document(format, text, &mut |fault| report.fault(fault));
    while let Some((key, node)) = document.next_actor(&mut |fault| report.fault(fault)) {
        people.read(&key, node, names, &mut parts.actors, report);
    }
    while let Some((key, node)) = document.next_source(&mut |fault| report.fault(fault)) {
        texts::read(&key, node, root, names, &mut parts.sources, report);
    }
    document
}

/// Reads event data.
fn read_data<'a>(
    file: &'a EventFile,
    meaning: Growing<'_, '_>,
    report: &mut Report<'a>,
    progress: &mut dyn FnMut(usize),
) {
    let layout = match &file.header {
        Some(header) => Layout::Table(header),
        None => Layout::Lines,
    };
    if let (Layout::Lines, Some(fault)) = (layout, jsonl::mistaken(&file.head())) {
        report.fault(fault);
        return;
    }
    let hasher = meaning.ids.hasher();
    let mut gather = Gather::new(file, meaning, report, layout.first_line());
    scan::scan(&file.body, layout, &hasher, Sizes::default(), |part| {
        progress(part.span.end);
        gather.take(&part);
    });
}

/// Reads the events of a curated file.
fn read_curated(
    mut document: toml::Document<'_>,
    mut meaning: Growing<'_, '_>,
    report: &mut Report<'_>,
) {
    while let Some((event, part)) = document.next_event(&mut |fault| report.fault(fault)) {
        let line = report.file.position(part.start).0;
        let record = Record::new(report.index, part.start, part.len(), line);
        if let Some(event) = events::read(event, &mut meaning, report) {
            meaning.parts.events.add(&event, record);
        }
    }
}
