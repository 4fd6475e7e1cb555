//! A file of another program that is opened as it is.

use std::fs;

use crate::terminal::{Terminal, annals};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tables");

#[test]
fn a_table_of_another_program_is_opened_and_reloaded() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("acled.csv");
    let table = fs::read_to_string(format!("{FOLDER}/acled.csv")).expect("a file");
    fs::write(&path, &table).expect("a file");
    let mut command = annals(folder.path());
    command.arg("acled.csv");
    let mut terminal = Terminal::start(command, 120, 30);
    terminal.wait_for("read as ACLED events: 7 rows read, 6 kept (3 altered), 1 refused");
    assert!(
        terminal.text().contains("Peaceful protest: Quay 4"),
        "{}",
        terminal.text()
    );
    fs::write(&path, table.replace("Quay 4", "Quay 9")).expect("a file");
    terminal.wait_for("Peaceful protest: Quay 9");
    terminal.keys("!");
    terminal.wait_for("the row is blank (line 8)");
    terminal.keys("q");
    terminal.keys("q");
    assert_eq!(terminal.end().exit_code(), 0);
}
