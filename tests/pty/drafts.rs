//! A draft that is accepted with a key.

use std::fs;

use crate::terminal::{Terminal, annals};
use crate::{EVENTS, letters, ready};

#[test]
fn a_draft_is_accepted_in_its_file() {
    let folder = letters();
    let path = folder.path().join("events.toml");
    let draft = EVENTS.replace(
        "title = \"Anna sails\"\n",
        "title = \"Anna sails\"\nstatus = \"draft\" # proposed\n",
    );
    fs::write(&path, &draft).expect("a file");
    let mut terminal = Terminal::start(annals(folder.path()), 120, 24);
    ready(&mut terminal);
    terminal.wait_for("Anna sails · draft");
    terminal.wait_for("exact");
    terminal.keys("A");
    terminal.wait_for("accepted `sails`");
    assert!(!terminal.text().contains("· draft"), "{}", terminal.text());
    let now = fs::read_to_string(&path).expect("a file");
    assert_eq!(now, draft.replace("\"draft\"", "\"happened\""));
    terminal.keys("A");
    terminal.wait_for("`sails` is not a draft");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}
