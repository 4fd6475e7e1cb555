//! A wrong filter is one message: where, what, and what to write instead.

use super::near_misses;
use crate::filter::Filter;

#[test]
fn a_wrong_filter_says_where_and_what() {
    let timeline = near_misses();
    let mut wrong = Vec::new();
    // The brackets are around what is marked.
    for (text, wanted) in [
        // Names.
        (
            "actor:[im]",
            "no actor matches `im`; `annals actors` lists all actors",
        ),
        (
            "actor:[kimm]",
            "no actor matches `kimm`; did you mean `kim`?",
        ),
        (
            r#"actor:["leader great"]"#,
            "no actor matches `leader great`; `annals actors` lists all actors",
        ),
        (
            "actor:=[herald]",
            "no actor matches `herald`; `annals actors` lists all actors",
        ),
        (
            "a status:[plan] b",
            "unknown status `plan`; did you mean `planned`?",
        ),
        (
            "status:[gone]",
            "unknown status `gone`; use one of: happened, planned, disputed, denied",
        ),
        (
            "is:[plan]",
            "unknown property `plan`; did you mean `planned`?",
        ),
        (
            "is:[happened]",
            "unknown property `happened`; use one of: planned, disputed, denied, approximate, uncertain, undated, uncited, unverified, cut, conflict",
        ),
        (
            "-is:[conflicts]",
            "unknown property `conflicts`; did you mean `conflict`?",
        ),
        ("[titel]:x", "unknown field `titel`; did you mean `title`?"),
        (
            "[http]:x",
            "unknown field `http`; fields are actor, tag, source, date, within, before, after, place, status, title, quote, id, is; put words with a colon in quotes",
        ),
        // Nothing where something must be.
        ("[actor:]", "expected a value after the colon"),
        ("[tag:] x", "expected a value after the colon"),
        (r#"[tag:""]"#, "expected a value after the colon"),
        ("[tag:=] ", "expected a value after the colon"),
        (r#"[""]"#, "expected a word between the quotation marks"),
        (r#"a [" "]"#, "expected a word between the quotation marks"),
        ("a OR[]", "expected a term"),
        ("[OR] a", "expected a term"),
        ("a OR [OR] b", "expected a term"),
        ("[AND] a", "expected a term"),
        ("a NOT[]", "expected a term"),
        ("a -([]", "expected a term"),
        ("([)]", "expected a term"),
        ("a ([)]", "expected a term"),
        // What is not closed, or closes nothing.
        ("a [(]b (c) ", "unclosed `(`"),
        ("a [(]b", "unclosed `(`"),
        ("a [)] b", "unmatched `)`"),
        (r#"a ["b c]"#, "unclosed quotation mark"),
        (r#"[tag:"b c]"#, "unclosed quotation mark"),
        // Dates.
        (
            "a date:=[2001]",
            "`=` has no meaning before a date; use `within:` for what certainly falls in it",
        ),
        (
            r#"within:=["2001"]"#,
            "`=` has no meaning before a date; use `within:` for what certainly falls in it",
        ),
        (
            "before:[soon]",
            "`soon` is not a date: a date is written like 2023, 2023-09, 2023-09-01, 2023~ or 2019/2021",
        ),
    ] {
        let found = Filter::parse(&text.replace(['[', ']'], ""), &timeline).expect_err(text);
        let mut excerpt = found.excerpt.expect("a line");
        excerpt.line.insert(excerpt.marked.end, ']');
        excerpt.line.insert(excerpt.marked.start, '[');
        let said = [Some(found.message.as_str()), found.help.as_deref()];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join("; ");
        if (excerpt.line.as_str(), said.as_str()) != (text, wanted) {
            wrong.push(format!("{text}: {}: {said}", excerpt.line));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn deep_nesting_does_not_exhaust_the_stack() {
    let timeline = near_misses();
    for (open, close) in [("(", ")"), ("-", ""), ("-(", ")"), ("NOT ", "")] {
        let nested = |depth| format!("{}zebra{}", open.repeat(depth), close.repeat(depth));
        assert!(Filter::parse(&nested(40), &timeline).is_ok(), "{open}");
        // Whether this is refused or answered does not matter here.
        let _ = Filter::parse(&nested(100_000), &timeline);
        let _ = Filter::parse(&open.repeat(100_000), &timeline);
    }
}
