//! A wrong filter is one message: where, what, and what to write instead.

use super::near_misses;
use crate::filter::Filter;

/// Asserts what is said of filters. The brackets are around what is marked.
fn assert_refused(cases: &[(&str, &str)]) {
    let timeline = near_misses();
    let mut wrong = Vec::new();
    for (text, wanted) in cases {
        let found = Filter::parse(&text.replace(['[', ']'], ""), &timeline).expect_err(text);
        let mut excerpt = found.excerpt.expect("a line");
        excerpt.line.insert(excerpt.marked.end, ']');
        excerpt.line.insert(excerpt.marked.start, '[');
        let said = [Some(found.message.as_str()), found.help.as_deref()];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join("; ");
        if (excerpt.line.as_str(), said.as_str()) != (*text, *wanted) {
            wrong.push(format!("{text}: {}: {said}", excerpt.line));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Asserts the same of words that can also be searched for.
fn assert_refused_as_syntax<const N: usize>(cases: [(&str, &str); N]) {
    let said = cases.map(|(text, meant)| {
        let help = format!("{meant}; to search for it as text, put it in quotes");
        (text, help)
    });
    assert_refused(&said.each_ref().map(|(text, said)| (*text, said.as_str())));
}

#[test]
fn a_wrong_name_says_what_was_meant() {
    assert_refused(&[
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
            "unknown status `gone`; use one of: happened, planned, disputed, denied, draft",
        ),
        (
            "verdict:[broke]",
            "unknown verdict `broke`; did you mean `broken`?",
        ),
        (
            "-verdict:[good]",
            "unknown verdict `good`; use one of: verified, unproven, differs, cut, conflict, broken",
        ),
        (
            "is:[plan]",
            "unknown property `plan`; did you mean `planned`?",
        ),
        (
            "is:[happened]",
            "unknown property `happened`; use one of: planned, disputed, denied, draft, approximate, uncertain, undated, uncited, unverified, cut, conflict",
        ),
        (
            "-is:[conflicts]",
            "unknown property `conflicts`; did you mean `conflict`?",
        ),
        ("[titel]:x", "unknown field `titel`; did you mean `title`?"),
        (
            "[http]:x",
            "unknown field `http`; fields are actor, tag, source, date, within, before, after, place, status, verdict, title, quote, id, is; put words with a colon in quotes",
        ),
    ]);
}

#[test]
fn what_is_missing_is_marked() {
    assert_refused(&[
        ("[actor:]", "expected a value after the colon"),
        (
            "[tag:] x",
            "expected a value after the colon; write `tag:x`",
        ),
        (
            "-[tag:=] \"x y\" z",
            "expected a value after the colon; write `tag:=\"x y\"`",
        ),
        ("[tag:] title:x", "expected a value after the colon"),
        ("[tag:] OR x", "expected a value after the colon"),
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
    ]);
}

#[test]
fn a_name_that_nothing_has_says_what_was_meant() {
    assert_refused(&[
        (
            "war tag:[trde]",
            "no tag begins with `trde`; did you mean `trade`?",
        ),
        (
            "tag:[rade]",
            "no tag begins with `rade`; did you mean `trade`?",
        ),
        (
            "-tag:=[nowhere]",
            "no tag begins with `nowhere`; use one of: Grand Fair, fair-trade, kim, trade, trade-fair, war",
        ),
        (
            "tag:[war|trade]",
            "no tag begins with `war|trade`; for one of several write `(tag:war OR tag:trade)`",
        ),
        (
            "tag:[\"war, trade\"]",
            "no tag begins with `war, trade`; for one of several write `(tag:war OR tag:trade)`",
        ),
        (
            "tag:[\"war, trade fair,\"]",
            "no tag begins with `war, trade fair,`; for one of several write `(tag:war OR tag:\"trade fair\")`",
        ),
        (
            "tag:[,wars]",
            "no tag begins with `,wars`; did you mean `war`?",
        ),
        (
            "actor:[kim|state]",
            "no actor matches `kim|state`; for one of several write `(actor:kim OR actor:state)`",
        ),
        (
            "verdict:[broken|cut]",
            "unknown verdict `broken|cut`; for one of several write `(verdict:broken OR verdict:cut)`",
        ),
        (
            "-status:[planned,denied]",
            "unknown status `planned,denied`; for one of several write `(status:planned OR status:denied)`",
        ),
        (
            "is:[\"cut | conflict\"]",
            "unknown property `cut | conflict`; for one of several write `(is:cut OR is:conflict)`",
        ),
        (
            "within:[2001,2003]..",
            "`2001,2003` is not a date: a year is written with four digits, then a hyphen before the month; for one of several write `(within:2001 OR within:2003..)`",
        ),
        (
            "source:[heralt]",
            "no source has `heralt` in its id or title; did you mean `herald`?",
        ),
        (
            "source:=[nowhere]",
            "no source has `nowhere` in its id or title; use one of: daily, herald, post",
        ),
    ]);
}

#[test]
fn other_languages_of_filters_are_translated() {
    assert_refused_as_syntax([
        ("war [|] trade", "`|` is not an operator; write `OR`"),
        ("war [||] trade", "`||` is not an operator; write `OR`"),
        (
            "war [&] trade",
            "`&` is not an operator; leave it out, since terms side by side are already combined with AND",
        ),
        (
            "war [&&] trade",
            "`&&` is not an operator; leave it out, since terms side by side are already combined with AND",
        ),
        ("[!](war)", "`!` does not negate a term; write `-`"),
        (
            "a [!tag:war]",
            "`!` does not negate a term; write `-tag:war`",
        ),
        ("[!war]", "`!` does not negate a term; write `-war`"),
        ("[tag=war]", "expected a colon after `tag`; write `tag:war`"),
        (
            "-[TAG=war]",
            "expected a colon after `TAG`; write `tag:war`",
        ),
        (
            "[actor==kim]",
            "expected a colon after `actor`; write `actor:=kim`",
        ),
        (
            "[tag=] war",
            "expected a colon after `tag`; write the value after a colon, as in `tag:…`",
        ),
        (
            r#"[actor=]"Mayor Lind" war"#,
            r#"expected a colon after `actor`; write `actor:"Mayor Lind"`"#,
        ),
        (
            r#"war [actor!=]"Mayor Lind""#,
            r#"expected a colon after `actor`; write `-actor:"Mayor Lind"`"#,
        ),
        (
            "[tag!=war]",
            "expected a colon after `tag`; write `-tag:war`",
        ),
        (
            "[tag<>war]",
            "expected a colon after `tag`; write `-tag:war`",
        ),
        (
            "[date!=1999]",
            "expected a colon after `date`; write `-date:1999`",
        ),
        (
            "[place!=]",
            "expected a colon after `place`; write the value after a colon, as in `-place:…`",
        ),
        (
            r#"[date<=]"june 1999""#,
            r#"expected a colon after `date`; write `date:"..june 1999"`"#,
        ),
        (
            "[date>=june] 1999",
            "expected a colon after `date`; write a date, as in `date:2023..`",
        ),
        (
            "[date==1999]",
            "expected a colon after `date`; write `date:1999`",
        ),
        (
            "[date<1999]",
            "expected a colon after `date`; write `before:1999`",
        ),
        (
            "[date>1999]",
            "expected a colon after `date`; write `after:1999`",
        ),
        (
            "[date<=1999]",
            "expected a colon after `date`; write `date:..1999`",
        ),
        (
            "[date>=1999]",
            "expected a colon after `date`; write `date:1999..`",
        ),
        (
            "[#Trade]",
            "expected a field before `#Trade`; write `tag:trade`",
        ),
        (
            "[@statland]",
            "expected a field before `@statland`; write `actor:state`",
        ),
    ]);
}

#[test]
fn operators_in_small_letters_are_refused_beside_terms() {
    assert_refused_as_syntax([
        (
            "tag:war [or] tag:trade",
            "`or` is not an operator; write `OR`",
        ),
        ("war [or] tag:trade", "`or` is not an operator; write `OR`"),
        (
            "tag:war [Or] trade",
            "`Or` is not an operator; write `(tag:war OR tag:trade)`",
        ),
        (
            "-within:2018 [or] 2019 or 2020 trade",
            "`or` is not an operator; write `(within:2018 OR within:2019 OR within:2020)`",
        ),
        (
            r#"actor:="a b" [or] "c d" or tag:x"#,
            r#"`or` is not an operator; write `(actor:="a b" OR actor:="c d")`"#,
        ),
        (
            "tag:war [and] trade",
            "`and` is not an operator; write `AND`",
        ),
        ("tag:war [or] -trade", "`or` is not an operator; write `OR`"),
        (
            "tag:war [not] trade",
            "`not` is not an operator; write `NOT`",
        ),
        // There is nothing before them that they could join.
        ("[or] tag:war", "`or` is not an operator; leave it out"),
        ("[and] (war)", "`and` is not an operator; leave it out"),
        ("([and] tag:war)", "`and` is not an operator; leave it out"),
        ("NOT [or] tag:war", "`or` is not an operator; leave it out"),
        (
            "tag:war OR [or] tag:trade",
            "`or` is not an operator; leave it out",
        ),
        (
            "tag:war AND [and] tag:trade",
            "`and` is not an operator; leave it out",
        ),
        (
            "tag:war OR [not] tag:trade",
            "`not` is not an operator; write `NOT`",
        ),
        ("(war) [or] trade", "`or` is not an operator; write `OR`"),
        ("war [and] (trade)", "`and` is not an operator; write `AND`"),
        ("war [or] -trade", "`or` is not an operator; write `OR`"),
        ("[not] tag:trade", "`not` is not an operator; write `NOT`"),
        ("war [not] (trade)", "`not` is not an operator; write `NOT`"),
    ]);
}

#[test]
fn what_may_be_meant_as_it_is_written_is_searched() {
    let timeline = near_misses();
    for text in [
        "AT&T",
        "a|b",
        "\"|\"",
        "\"&\"",
        "\"!war\"",
        "!!",
        "!?",
        "war!",
        "place!",
        "war!=trade",
        "a=b",
        "=",
        "\"tag=war\"",
        "\"tag:war\"",
        "#nowhere",
        "#trad",
        "\"#trade\"",
        "#",
        "@nobody",
        "@",
        "a@kim",
        "x<1",
        "title:a|b",
        "tag:TRAD",
        "-tag:war",
        "war or peace",
        "war and peace",
        "not war",
        "tag:war or",
        "or",
        "or trade",
        "tag:war OR or trade",
        "tag:war \"or\" tag:trade",
        "tag:war not",
        "(war or) trade",
        "tag:war title:or",
        "source:rald",
    ] {
        let found = Filter::parse(text, &timeline);
        assert!(found.is_ok(), "{text}: {found:?}");
    }
}

#[test]
fn names_that_may_still_be_read_are_not_refused() {
    let part = near_misses().as_part();
    for text in ["actor:nowhere", "tag:nowhere", "source:nowhere"] {
        assert!(Filter::parse(text, &part).is_ok(), "{text}");
    }
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

#[test]
fn a_range_with_very_many_dots_is_refused() {
    let timeline = near_misses();
    for first in ["1", "may", "[2001..2002]"] {
        let text = format!("date:{first}{}", "..".repeat(40_000));
        assert!(Filter::parse(&text, &timeline).is_err(), "{first}");
    }
}
