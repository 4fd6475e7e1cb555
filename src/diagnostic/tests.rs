use super::*;

#[test]
fn position_counts_characters() {
    let file = TextFile::new("f", "ab\nçé=x\n");
    assert_eq!(file.position(0), (1, 1));
    assert_eq!(file.position(3), (2, 1));
    assert_eq!(file.position("ab\nçé".len()), (2, 3));
    assert_eq!(file.position(999), (3, 1));
}

#[test]
fn renders_the_line_under_a_caret() {
    let text = "a = 1\nactors = [\"kim-jon-un\"]\r\n";
    let file = TextFile::new("events.toml", text);
    let at = text.find("kim").unwrap_or(0);
    let found = file
        .diagnostic(
            Code::UnknownActor,
            Severity::Error,
            at..at + 10,
            "no actor `kim-jon-un`",
        )
        .with_help("did you mean `kim-jong-un`?");
    insta::assert_snapshot!(found.render(false), @r#"
    error[unknown-actor]: no actor `kim-jon-un`
     --> events.toml:2:12
      |
    2 | actors = ["kim-jon-un"]
      |            ^^^^^^^^^^
      |
      = help: did you mean `kim-jong-un`?
    "#);
}

#[test]
fn an_escape_sequence_in_a_line_is_shown_and_not_sent() {
    let text = "title = \"\u{1b}[31mred\"";
    let file = TextFile::new("e\u{1b}.toml", text);
    let found = file.diagnostic(Code::Syntax, Severity::Error, 9..12, "\u{1b}[2J");
    assert!(!found.render(false).contains('\u{1b}'));
}

#[test]
fn of_a_long_line_only_the_piece_is_shown() {
    let text = format!(
        "x = 1\ny = [{}bad, {}]\n",
        "1, ".repeat(5000),
        "2, ".repeat(5000)
    );
    let file = TextFile::new("events.toml", &text);
    let at = text.find("bad").unwrap_or(0);
    let found = file.diagnostic(Code::Syntax, Severity::Error, at..at + 3, "not a number");
    assert_eq!((found.line, found.column), (2, 15_006));
    assert_eq!(
        file.diagnostic_at(Code::Syntax, Severity::Error, (2, 15_006), "")
            .column,
        15_006
    );
    let shown = found.render(false);
    assert!(shown.contains("events.toml:2:15006"), "{shown}");
    assert!(shown.contains("1, bad, 2"), "{shown}");
    assert!(shown.len() < 1000, "{shown}");
}

#[test]
fn long_texts_are_cut() {
    let long = "é".repeat(10_000);
    let mut found = Diagnostic::of_file(Code::BadId, Severity::Error, "e", format!("`{long}`"));
    found.set_help(&long);
    found.set_note(&long);
    assert!(found.render(false).len() < 20_000);
    assert_eq!(quoted("short"), "`short`");
    assert!(quoted(&long).len() < 100);
}
