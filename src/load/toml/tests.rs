use std::collections::HashSet;

use ::toml::de::DeTable;
use proptest::prelude::*;

use super::*;
use crate::load::node::Fault;

/// Reads all of a file. Returns what is wrong with it, and everything in it as text.
fn read(text: &str) -> (Vec<String>, String) {
    let mut faults = Vec::new();
    let mut report = |fault: Fault| faults.push(format!("{:?} {}", fault.span, fault.message));
    let mut document = Document::new(text, 0..text.len(), &mut report);
    let mut out = Vec::new();
    let top = std::mem::take(&mut document.top);
    show_table(top, &mut out, &mut report);
    // Those who read actors and sources find out which are defined twice.
    let mut keys = HashSet::new();
    while let Some((key, node)) = document.next_actor(&mut report) {
        if !keys.insert(("actors", key.name.clone())) {
            report(Fault::duplicate(&key));
        }
        out.push(format!("actor {} ", key.name));
        show(node, &mut out, &mut report);
    }
    while let Some((key, node)) = document.next_source(&mut report) {
        if !keys.insert(("sources", key.name.clone())) {
            report(Fault::duplicate(&key));
        }
        out.push(format!("source {} ", key.name));
        show(node, &mut out, &mut report);
    }
    while let Some((node, _)) = document.next_event(&mut report) {
        out.push("event ".to_owned());
        show(node, &mut out, &mut report);
    }
    (faults, out.concat())
}

fn show(node: Node<'_>, out: &mut Vec<String>, report: Sink<'_>) {
    match node.value {
        Value::Text(text) => out.push(format!("{text:?} ")),
        Value::Integer(number) => out.push(format!("{number} ")),
        Value::Moment(text) => out.push(format!("{text} ")),
        Value::Unfit(kind) => out.push(format!("<{kind}> ")),
        Value::Null => out.push("- ".to_owned()),
        Value::List(items) => {
            out.push("[ ".to_owned());
            for item in items {
                match item {
                    Ok(node) => show(node, out, report),
                    Err(fault) => report(fault),
                }
            }
            out.push("] ".to_owned());
        }
        Value::Table(table) | Value::Items(table) => {
            out.push("{ ".to_owned());
            show_table(*table, out, report);
            out.push("} ".to_owned());
        }
    }
}

fn show_table(table: Table<'_>, out: &mut Vec<String>, report: Sink<'_>) {
    for (key, node) in table.entries {
        out.push(format!("{}=", key.name));
        show(node, out, report);
    }
}

fn faults(text: &str) -> Vec<String> {
    read(text).0
}

const EVENTS: &str = r#"
timeline.title = "T"
[actors.kim]
name = 'K' # comment
"member_of" = [ "a", # one
  "b", ]
[[event]]
id = "a"
date = 2020-05-06
[[event.citation]]
source = "s"
paragraph = 0x1_0
[sources.s]
title = """
two
lines"""
[[event.citation]]
source = "t"
  [event.citation.more]
  x.y = {a.b = 1.5, c = [[1], []]}
[event.place]
[[event]]
id = "b"
"#;

#[test]
fn a_file_is_read_piece_by_piece() {
    let (faults, out) = read(EVENTS);
    assert_eq!(faults, [""; 0]);
    assert_eq!(
        out,
        "timeline={ title=\"T\" } actors=- event={ } sources=- \
         actor kim { name=\"K\" member_of=[ \"a\" \"b\" ] } \
         source s { title=\"two\\nlines\" } \
         event { id=\"a\" date=2020-05-06 place={ } citation=[ { source=\"s\" paragraph=16 } \
         { source=\"t\" more={ x={ y={ a={ b=<a number with a fraction> } c=[ [ 1 ] [ ] ] } } } } ] } \
         event { id=\"b\" } "
    );
}

#[test]
fn events_and_actors_may_be_inline() {
    let (faults, out) = read("event = [{id = 'a'},\n# one\n{}]\n[actors]\nkim = {}\n[actors.xi]\n");
    assert_eq!(faults, [""; 0]);
    assert_eq!(
        out,
        "event=- actors=- actor kim { } actor xi { } event { id=\"a\" } event { } "
    );
}

#[test]
fn each_line_has_its_fault() {
    let text =
        "a = = 1\nb = 2\nc = [1\nd = 'x\n[e\nf = 1 2\n[[event]]\ng\n[[event.citation]]\n= 1\n";
    let lines: Vec<usize> = faults(text)
        .iter()
        .map(|fault| {
            let at: usize = fault
                .split("..")
                .next()
                .and_then(|at| at.parse().ok())
                .expect("a place");
            text[..at].matches('\n').count() + 1
        })
        .collect();
    assert_eq!(lines, [1, 4, 5, 6, 8, 10]);
}

#[test]
fn what_is_defined_twice_is_a_fault() {
    for text in [
        "a = 1\na = 2",
        "a.b = 1\na.b = 2",
        "a = {}\na.b = 1",
        "[a]\n[a]",
        "[a.b]\n[a]\n[a]",
        "[a]\nb.c = 1\n[a.b]",
        "[[event]]\n[event]",
        "event = []\n[[event]]",
        "[event]\n[[event]]",
        "actors = 1\n[actors.a]",
        "actors.a.x = 1\n[actors.a]",
        "[[actors]]\n[actors]",
        "[[event]]\ncitation = []\n[[event.citation]]",
        "[[event]]\n[event.citation]\n[[event.citation]]",
    ] {
        assert_eq!(faults(text).len(), 1, "{text}");
    }
}

#[test]
fn nothing_nests_without_end() {
    let deep = 100_000;
    for text in [
        format!("x = {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("x = {}1{}", "{a = ".repeat(deep), "}".repeat(deep)),
        format!("a{} = 1", ".a".repeat(deep)),
        format!("[a{}]", ".a".repeat(deep)),
        format!("[[event]]\nx = {}", "[".repeat(deep)),
    ] {
        let faults = faults(&text);
        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("more than 32"), "{faults:?}");
    }
    let fits = format!("x = {}{}", "[".repeat(32), "]".repeat(32));
    assert_eq!(faults(&fits), [""; 0]);
}

fn documents() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "[[event]]",
        "[[event.citation]]",
        "[event.a]",
        "[[event.a.b]]",
        "[actors.a]",
        "[actors]",
        "[sources.\"b c\"]",
        "[timeline]",
        "[x]",
        "[x.y]",
        "[[x]]",
        "a = 1",
        "a.b = 2",
        "c = {d = 1, d.e = 2}",
        "c = {d.e = 1}",
        "e = [1, 'a', [\"\\u00e9\"], {x=1}]",
        "f = 1.5 # c",
        "g = 2020-05-06 07:08:09",
        "h = tru",
        "i = \"a",
        "j = '''",
        "''' # b",
        "k = [",
        "]",
        "l = {a = 1,",
        "}",
        "citation = []",
        "\"a\" = 3",
        "event = 1",
        "",
        "actors.a.x = 1",
        "event.x = 1",
        "x = 1 2",
        "= 1",
        "n = \"\"\"a\\\n  b\"\"\"",
        "o = 0x1_f",
        "p = 99999999999999999999",
    ]);
    prop::collection::vec(line, 0..9).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn what_is_toml_is_read(text in documents()) {
        let other = DeTable::parse(&text);
        let faults = faults(&text);
        prop_assert_eq!(faults.is_empty(), other.is_ok(), "{:?} {:?}", faults, other.err());
    }

    #[test]
    fn any_text_is_read(text in "[\\[\\]event.citaonrs=\"'{}, 0-9\n#\r\t]{0,80}") {
        prop_assert_eq!(faults(&text).is_empty(), DeTable::parse(&text).is_ok());
    }
}
