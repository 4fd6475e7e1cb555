//! Citations of pages, times and messages, in every command that shows citations.

use std::fmt::Write;
use std::fs;

use annals::document::{Header, assemble};

use super::bench::Bench;

const BODY: &str = "\
[p. 1] Harbour Board · 1 / 3

It was so.

The clerk had countersigned the order, which prohibited
[p. 2 \"ii\"] Harbour Board · 2 / 3
the committee from publishing it.

It was so.
[p. 3]

The bridge was opened to traffic on the first day of June.
";

const BRIDGE: &str = "The bridge was opened to traffic on the first day of June.";

const EVENTS: &str = r#"[sources.report]
title = "Report"
file = "report.pdf.txt"
language = "en"
[sources.plain]
title = "Plain"
file = "plain.txt"
language = "en"

[[event]]
id = "order"
date = "2017"
title = "The order"
[[event.citation]]
source = "report"
page = 1
quote = "prohibited the committee from publishing it"
[[event.citation]]
source = "report"
page = "ii"
quote = "It was so."

[[event]]
id = "bridge"
date = "2018"
title = "The bridge"
[[event.citation]]
source = "report"
page = 1   # as viewers count
quote = "The bridge was opened to traffic on the first day of June."
[[event.citation]]
source = "report"
page = 'ii'
paragraph = 1
quote = "The bridge was opened to traffic on the first day of June"
[[event.citation]]
source = "report"
page = 9
[[event.citation]]
source = "report"
page = 3
[[event.citation]]
source = "plain"
time = "00:01:00"
quote = "The bridge was opened to traffic on the first day of June."
"#;

fn edition(body: &str) -> String {
    let header = Header {
        original: "report.pdf".to_owned(),
        // Of a file that has `PDF` in it.
        sha256: "bdb8bc6ce09ef1d90a3f9b7f3e5b4d8a1ab2f2a24f2e5e46a6c1b0b2a0b8a2f1".to_owned(),
        extractor: "annals pdf".to_owned(),
        taken: "2026-11-27".to_owned(),
        ..Header::default()
    };
    assemble(&header, body)
}

fn bench(events: &str) -> Bench {
    Bench::new()
        .file("events.toml", events)
        .file("report.pdf.txt", edition(BODY))
        .file(
            "plain.txt",
            "The bridge was opened to traffic on the first day of June.\n",
        )
}

#[test]
fn pages_are_checked_and_corrected() {
    let bench = bench(EVENTS);
    let run = bench.run(&["check"]);
    assert_eq!((run.err.as_str(), run.status), ("", 1));
    insta::assert_snapshot!("pages_check", run.out);
    let run = bench.run(&["check", "--fix"]);
    let changes = [
        "events.toml:29: bridge: page 1 → 3",
        "events.toml:33: bridge: page \"ii\" → \"3\"",
        "events.toml:34: bridge: paragraph 1 → 4",
    ];
    let printed: Vec<&str> = run.out.lines().take(3).collect();
    assert_eq!(printed, changes);
    let text = fs::read_to_string(bench.path("events.toml")).expect("a file");
    let expected = EVENTS
        .replace("page = 1   #", "page = 3   #")
        .replace("page = 'ii'\nparagraph = 1", "page = '3'\nparagraph = 4");
    assert_eq!(text, expected);
}

#[test]
fn programs_are_told_the_pages() {
    let bench = bench(EVENTS);
    let at = |page, page_end, label| {
        serde_json::json!({
            "page": page, "page_end": page_end, "label": label, "time": null, "message": null
        })
    };
    let none: Option<&str> = None;
    let checked = bench.run(&["check", "--format", "json"]).json();
    let listed = bench.run(&["list", "--format", "json"]).json();
    let listed = listed.as_array().expect("a list").iter();
    let listed = listed.flat_map(|event| event["citations"].as_array().expect("a list"));
    let checked = checked["citations"].as_array().expect("a list");
    assert_eq!(checked.len(), 7);
    let wanted = [
        (serde_json::json!(1), at(1, 2, none)),
        (serde_json::json!("ii"), at(2, 2, Some("ii"))),
        (serde_json::json!(1), at(3, 3, none)),
        (serde_json::json!("ii"), at(3, 3, none)),
        (serde_json::json!(9), serde_json::Value::Null),
        (serde_json::json!(3), serde_json::Value::Null),
        (serde_json::Value::Null, serde_json::Value::Null),
    ];
    for ((checked, listed), (page, at)) in checked.iter().zip(listed).zip(wanted) {
        for citation in [checked, listed] {
            assert_eq!((&citation["page"], &citation["at"]), (&page, &at));
            assert!(citation.get("at").is_some());
            assert_eq!(citation.get("page").is_some(), !page.is_null());
        }
    }
    assert_eq!(checked[6]["time"], "00:01:00");
    // What is listed is read again.
    for format in ["jsonl", "csv"] {
        let lines = bench.run(&["list", "--format", format]).quiet();
        let name = format!("again.{format}");
        fs::write(bench.path(&name), &lines).expect("a file");
        let again = bench.run(&["list", "--format", format, &name]);
        let given = |lines: &str, value: &str| lines.matches(value).count();
        let values = match format {
            "csv" => [",ii,,", ",9,,", ",00:01:00,"],
            _ => ["\"page\":\"ii\"", "\"page\":9", "\"time\":\"00:01:00\""],
        };
        for (value, count) in values.into_iter().zip([2, 1, 1]) {
            assert_eq!(given(&lines, value), count, "{value} in {lines}");
            assert_eq!(given(&again.out, value), count, "{value} in {}", again.out);
        }
    }
}

#[test]
fn people_are_told_the_pages() {
    let bench = bench(EVENTS);
    let mut all = String::new();
    for arguments in [
        &["show", "order"][..],
        &["read"],
        &["list", "--format", "md"],
        &["export", "md"],
    ] {
        let _ = writeln!(all, "$ annals {}", arguments.join(" "));
        all.push_str(&bench.run(arguments).quiet());
    }
    insta::assert_snapshot!("pages_for_people", all);
    let lock = bench.run(&["check", "--lock"]);
    assert_eq!(lock.status, 1);
    let lock = fs::read_to_string(bench.path("events.lock")).expect("a file");
    assert!(lock.contains("at = \"p. 1–2\"\n"), "{lock}");
}

#[test]
fn mistakes_in_places_are_told_at_their_values() {
    let citation = |keys: &str| {
        format!(
            "[sources.s]\ntitle = \"S\"\nfile = \"report.pdf.txt\"\n[[event]]\nid = \"e\"\ndate = \"2020\"\n\
             title = \"T\"\n[[event.citation]]\nsource = \"s\"\nquote = \"{BRIDGE}\"\n{keys}\n"
        )
    };
    let mut all = String::new();
    for keys in [
        "page = 1\ntime = \"00:01\"",
        "page = 0",
        "page = 1.5",
        "page = \"\"",
        "time = \"noon\"",
        "time = 12",
        "time = 2020-01-01",
        "message = \"x\"",
    ] {
        let bench = bench(&citation(keys));
        all.push_str(&bench.run(&["check"]).out);
    }
    insta::assert_snapshot!("pages_mistakes", all);
    let bench = bench(&citation("time = 00:12:31"));
    let checked = bench.run(&["check", "--format", "json"]).json();
    assert_eq!(checked["citations"][0]["time"], "00:12:31");
    // A page may be of an event, which it is not.
    let text = citation("").replace("[[event.citation]]", "page = 3\n[[event.citation]]");
    let run = self::bench(&text).run(&["check"]);
    let help = "it belongs under [[event.citation]]";
    assert!(run.out.contains(help), "{}", run.out);
}

#[test]
fn tables_of_other_programs_keep_their_pages() {
    let found = |name: &str, text: &str| {
        let bench = Bench::new().file(name, text);
        let listed = bench.run(&["list", "--format", "json", name]);
        let json = listed.json();
        let citation = &json[0]["citations"][0];
        let keys = ["page", "time", "message"].map(|key| citation.get(key).cloned());
        let keys = keys.into_iter().flatten().map(|value| value.to_string());
        keys.collect::<Vec<_>>().join(" ")
    };
    let head = "id,date,title,source,quote";
    let row = "a,2020,A,s,q";
    for (columns, cells, keys) in [
        (",page,time,message", ",12,noon,hello", ""),
        (",paragraph,page", ",,12", "12"),
        (",paragraph,page", ",,ii", "\"ii\""),
        (",paragraph,time", ",3,12:31", "\"00:12:31\""),
        (",message,paragraph", ",3,", "3"),
        (",paragraph,page,time", ",,,", ""),
    ] {
        let text = format!("{head}{columns}\n{row}{cells}\n");
        assert_eq!(found("e.csv", &text), keys, "{columns}");
    }
    let line = r#"{"id":"a","date":"2020","title":"A","source":"s","quote":"q""#;
    for (more, keys) in [
        (r#","page":12,"time":"noon","message":"hello""#, ""),
        (r#","page":12,"paragraph":null"#, "12"),
        (r#","page":"ii","paragraph":3"#, "\"ii\""),
        (r#","page":"12","paragraph":3"#, "\"12\""),
    ] {
        assert_eq!(
            found("e.jsonl", &format!("{line}{more}}}\n")),
            keys,
            "{more}"
        );
    }
}

#[test]
fn editions_that_were_changed_are_noted() {
    let events = "[sources.report]\ntitle = \"Report\"\nfile = \"sources/report.pdf.txt\"\nlanguage = \"en\"\n\
        [[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"T\"\n[[event.citation]]\nsource = \"report\"\n\
        quote = \"The bridge was opened to traffic on the first day of June.\"\n";
    let text = edition(BODY);
    let bench = |text: &str| {
        Bench::new()
            .file("events.toml", events)
            .file("sources/report.pdf.txt", text)
    };
    // Nothing beside it, and nothing changed.
    let quiet = bench(&text).run(&["check", "--strict"]).quiet();
    assert_eq!(
        quiet,
        "1 event, 1 citation: 1 exact.\n0 errors, 0 warnings.\n"
    );
    // A note does not fail, a warning does if it should.
    let edited = bench(&text.replace("It was so.\n\nThe", "It was not so.\n\nThe"));
    let run = edited.run(&["check", "--strict"]);
    insta::assert_snapshot!("pages_edited", run.out);
    assert_eq!(run.status, 0);
    let changed = bench(&text).file("sources/report.pdf", "another one");
    let run = changed.run(&["check", "--strict"]);
    insta::assert_snapshot!("pages_changed", run.out);
    assert_eq!(run.status, 1);
    // Other files are none of its business.
    for name in ["../secret.pdf", "/etc/passwd", ".", "..", "sub/report.pdf"] {
        let text = text.replace("original: report.pdf", &format!("original: {name}"));
        let bench = bench(&text)
            .file("secret.pdf", "x")
            .file("sources/sub/report.pdf", "x");
        bench.run(&["check", "--strict"]).quiet();
    }
    let same = annals::load::sha256(b"the same");
    let header = format!("sha256: {same}");
    let old = text
        .lines()
        .find(|line| line.starts_with("sha256: "))
        .expect("a hash");
    let whole = bench(&text.replace(old, &header)).file("sources/report.pdf", "the same");
    whole.run(&["check", "--strict"]).quiet();
    let broken = bench(
        &text
            .replace("[p. 3]", "[p. 1]")
            .replace("annals text edition 1", "annals text edition 2"),
    );
    insta::assert_snapshot!("pages_broken", broken.run(&["check"]).out);
}

#[test]
fn earlier_editions_are_noted_at_the_file_that_names_them() {
    let event = |id: &str, source: &str| {
        format!(
            "[[event]]\nid = \"{id}\"\ndate = \"2020\"\ntitle = \"T\"\n[[event.citation]]\n\
             source = \"{source}\"\nquote = \"{BRIDGE}\"\n"
        )
    };
    let plain = "title = \"P\"\nlanguage = \"en\"\nfile = \"plain.txt\"\n";
    let editions = "[[sources.S.edition]]\nretrieved = \"2020\"\nfile = \"report.pdf.txt\"\n";
    let first = format!("[sources.plain]\n{plain}{}", event("a", "plain"));
    // Two sources with the same edition.
    let second = ["b", "c"].map(|name| {
        let editions = editions.replace("sources.S", &format!("sources.{name}"));
        format!("[sources.{name}]\n{plain}{editions}{}", event(name, name))
    });
    let edited = edition(BODY).replace("It was so.\n\nThe", "It was not so.\n\nThe");
    let bench = Bench::new()
        .file("first.toml", first)
        .file("second.toml", second.concat())
        .file("plain.txt", format!("{BRIDGE}\n"))
        .file("report.pdf.txt", edited)
        .file("report.pdf", "another one");
    let checked = bench.run(&["check", "first.toml", "second.toml", "--format", "github"]);
    let told: Vec<&str> = checked.out.lines().collect();
    let of = |word: &str| told.iter().filter(|line| line.contains(word)).count();
    assert_eq!(of("file=second.toml"), 2, "{}", checked.out);
    assert_eq!(
        (of("page 1 was edited by hand"), of("its hash differs")),
        (1, 1)
    );
    assert_eq!(of("source refresh"), 0, "{}", checked.out);
}

#[test]
fn the_place_to_give_is_named_as_the_original_has_it() {
    let check = |body: &str, quote: &str, keys: &str| {
        let events = format!(
            "[sources.s]\ntitle = \"S\"\nfile = \"now.txt\"\nlanguage = \"en\"\n[[sources.s.edition]]\n\
             retrieved = \"2020\"\nfile = \"then.txt\"\n[[event]]\nid = \"e\"\ndate = \"2020\"\n\
             title = \"T\"\n[[event.citation]]\nsource = \"s\"\nedition = \"2020\"\n{quote}{keys}\n"
        );
        let bench = Bench::new()
            .file("events.toml", events)
            .file("then.txt", edition(body))
            .file("now.txt", "It was so.\n");
        bench.run(&["check"]).out
    };
    let twice = "quote = \"It was so.\"\n";
    for (body, quote, keys, said) in [
        (
            "[p. 1]\nIt was so.\n\nIt was so.\n",
            twice,
            "",
            "give the `page` or the `paragraph`",
        ),
        (
            "[m. 1]\nIt was so.\n\nIt was so.\n",
            twice,
            "",
            "give the `message` or the `paragraph`",
        ),
        (
            "[00:00:01] It was so.\n\n[00:00:05] It was so.\n",
            twice,
            "",
            "give the `time` or the `paragraph`",
        ),
        (
            "It was so.\n\nIt was so.\n",
            twice,
            "",
            "give the `paragraph`",
        ),
        (
            "[p. 1]\na\n[p. 2]\n",
            "",
            "page = 2",
            "there is no text at p. 2: the source has 2 pages",
        ),
        (
            "[p. 1]\na\n[p. 2]\n",
            "",
            "page = 99",
            "there is no p. 99: the source has 2 pages",
        ),
        ("[p. 1]\na\n[p. 2]\n", "", "page = 99", "correct the `page`"),
        (
            "[m. 1]\na\n",
            "",
            "message = 9",
            "the source has no message 9",
        ),
        (
            "[00:00:01] a\n",
            "",
            "time = \"01:00:00\"",
            "the source has nothing at 01:00:00",
        ),
    ] {
        let out = check(body, quote, keys);
        assert!(out.contains(said), "{said}\n{out}");
    }
}

#[test]
fn a_table_has_no_place_for_a_printed_page_number_in_digits() {
    let events = EVENTS.replacen("page = \"ii\"", "page = \"12\"", 1);
    let run = bench(&events).run(&["export", "csv"]);
    let said = "simplifies 1 printed page number in digits";
    assert!(run.err.contains(said), "{}", run.err);
    assert!(
        !bench(EVENTS)
            .run(&["export", "csv"])
            .err
            .contains("printed")
    );
}
