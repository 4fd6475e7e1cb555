//! Accepts a draft: writes in its file that the event happened.

use std::fs;

use super::replace::replace;
use crate::amend::{Amendment, Change, amend};
use crate::diagnostic::quoted;
use crate::timeline::{EventId, Status, Timeline};

/// Changes the status of a draft in its event file, unless the file was changed after it was read. Returns what was done,
/// in words.
///
/// # Errors
/// Why it is not done, in words. The file is left as it is then.
pub fn accept(timeline: &Timeline, id: EventId) -> Result<String, String> {
    let event = timeline.event(id).map_err(|failed| failed.to_string())?;
    let slug = quoted(&event.slug);
    if event.status != Status::Draft {
        return Err(format!("{slug} is not a draft"));
    }
    let file = timeline.files().get(event.origin.file());
    let Some((name, path)) = file.and_then(|file| Some((&file.name, file.path.as_ref()?))) else {
        return Err("these events are not in a file".to_owned());
    };
    let read = timeline.written(id).map_err(|failed| failed.to_string())?;
    let old = fs::read_to_string(path).map_err(|error| format!("cannot read {name}: {error}"))?;
    if old.strip_prefix('\u{feff}').unwrap_or(&old) != read.text {
        return Err(format!(
            "{name} was changed after it was read; reload first"
        ));
    }
    let amendment = Amendment {
        event: event.slug.clone(),
        citation: 0,
        change: Change::Status(Status::Happened.name()),
    };
    let amended = amend(name, &old, &[amendment]).map_err(|refused| refused.message)?;
    replace(path, old.as_bytes(), amended.text.as_bytes())
        .map_err(|error| format!("cannot rewrite {name}: {error:#}"))?;
    Ok(format!("accepted {slug} in {name}"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::load;

    const EVENTS: &str = "\u{feff}# mine\n[[event]]\nid = \"a\"\ndate = \"2019\"\ntitle = \"A\"\nstatus = 'draft' # so far\n\
                          [[event]]\nid = \"b\"\ndate = \"2020\"\ntitle = \"B\"\n";

    /// Writes a file, and accepts one of its events after something else was done.
    fn accepted(
        path: &Path,
        text: &str,
        slug: &str,
        meanwhile: impl Fn(),
    ) -> Result<String, String> {
        fs::write(path, text).expect("a file");
        let inputs = load::read_inputs(&[path.to_owned()]).expect("it is read");
        let timeline = load::from_inputs(&inputs).expect("it parses").timeline;
        let id = timeline.find(slug).expect("an answer").expect("an event");
        meanwhile();
        accept(&timeline, id)
    }

    #[test]
    fn nothing_but_the_status_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("e.toml");
        let said = accepted(&path, EVENTS, "a", || ()).expect("it is accepted");
        assert_eq!(said, format!("accepted `a` in {}", path.display()));
        let now = fs::read_to_string(&path).expect("a file");
        assert_eq!(now, EVENTS.replace("'draft'", "'happened'"));
    }

    #[test]
    fn what_cannot_be_accepted_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("e.toml");
        let refused = |text: &str, slug, meanwhile: &dyn Fn()| {
            accepted(&path, text, slug, meanwhile).expect_err("it is refused")
        };
        assert_eq!(refused(EVENTS, "b", &|| ()), "`b` is not a draft");
        let change = || fs::write(&path, "# other").expect("a file");
        let why = refused(EVENTS, "a", &change);
        assert!(
            why.ends_with("was changed after it was read; reload first"),
            "{why}"
        );
        assert_eq!(fs::read_to_string(&path).expect("a file"), "# other");
        let twice = EVENTS.replace("\"b\"", "\"a\"");
        let why = refused(&twice, "a", &|| ());
        assert_eq!(why, "several events have the id `a`");
        assert_eq!(fs::read_to_string(&path).expect("a file"), twice);
    }
}
