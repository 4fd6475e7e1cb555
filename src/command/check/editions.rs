//! Text editions that were edited by hand, or whose originals were changed.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::command::originals::State;
use crate::diagnostic::{Code, Diagnostic, Severity, quoted};
use crate::document::Document;
use crate::timeline::{Timeline, Version};

/// Returns what is to be said of the text editions of a timeline, the earlier ones as well: of each file once, at the
/// event file that names it first.
pub fn notes(timeline: &Timeline) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let sources = timeline.sources().iter();
    let all = sources.flat_map(|source| source.versions().map(move |version| (source, version)));
    for (source, version) in all {
        let edition = source.text(version).ok().and_then(Document::edition);
        let Some((edition, name)) = edition.zip(source.file_of(version)) else {
            continue;
        };
        let path = source.path_of(version).map(PathBuf::as_path);
        if path.is_some_and(|path| !seen.insert(path)) {
            continue;
        }
        let file = timeline.files().get(source.event_file());
        let file = file.map_or("", |file| &file.name);
        let edited = edition.edits().clauses().map(|clause| {
            let message = format!("{}: {clause}", quoted(name));
            Diagnostic::of_file(Code::EditedEdition, Severity::Note, file, message)
        });
        found.extend(edited);
        let state = path.and_then(|path| State::of(path, edition.header()));
        if state == Some(State::Changed) {
            let original = quoted(&edition.header().original);
            let message = format!(
                "{}: {original} is not the file that it was made from: its hash differs",
                quoted(name)
            );
            let help = match version {
                Version::Current => {
                    let name = source.slug();
                    format!("read it again with `annals source refresh {name}`, or restore it")
                }
                Version::Earlier(_) => "restore it".to_owned(),
            };
            let found_here =
                Diagnostic::of_file(Code::ChangedOriginal, Severity::Warning, file, message);
            found.push(found_here.with_help(help));
        }
    }
    found
}
