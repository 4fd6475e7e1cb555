//! `check --lock`, and the effect of the lock file next to an event file.

use super::bench::Bench;

const EVENTS: &str = r#"[sources.report]
title = "R"
file = "report.txt"
[[event]]
id = "thanks"
date = "2024"
title = "T"
[[event.citation]]
source = "report"
paragraph = 2
quote = "He thanked the firemen for all that they had done that night."
[[event]]
id = "fire"
date = "2024"
title = "T"
[[event.citation]]
source = "report"
paragraph = 1
quote = "There was a fire."
"#;

const REPORT: &str = "There was a fire.\n\n\
    Nobody slept. He thanked the firemen for all that they had done that night. Then he left.\n\n\
    He thanked the firemen for all that they had done that night. They were asleep.\n";

fn bench() -> Bench {
    Bench::new()
        .file("events.toml", EVENTS)
        .file("report.txt", REPORT)
}

fn read(bench: &Bench, name: &str) -> String {
    std::fs::read_to_string(bench.path(name)).expect("a text")
}

/// Returns the line of the lock file that begins with a key, for the event `thanks`.
fn recorded(bench: &Bench, key: &str) -> Option<String> {
    let text = read(bench, "events.lock");
    let (_, entry) = text.split_once("event = \"thanks\"").expect("an entry");
    let mut lines = entry.lines();
    lines.find(|line| line.starts_with(key)).map(str::to_owned)
}

#[test]
fn a_second_run_changes_nothing() {
    let bench = bench();
    let run = bench.run(&["check", "--lock"]).quiet();
    assert!(
        run.ends_with("\nevents.lock: 2 citations recorded, 2 new or changed.\n"),
        "{run}"
    );
    let first = read(&bench, "events.lock");
    assert!(
        first.contains("before = \"There was a fire. Nobody slept. \"\nafter = \" Then he left. He thanked the fi\""),
        "{first}"
    );
    // Pretend that it was done long ago.
    let day = first
        .lines()
        .find(|line| line.starts_with("checked = "))
        .expect("a date");
    let old = first.replace(day, "checked = \"2020-02-29\"");
    std::fs::write(bench.path("events.lock"), &old).expect("a file");
    let run = bench.run(&["check", "--lock"]).quiet();
    assert!(
        run.ends_with("events.lock: 2 citations recorded, as before.\n"),
        "{run}"
    );
    assert_eq!(read(&bench, "events.lock"), old);
}

#[test]
fn context_distinguishes_repeated_passages() {
    let bench = bench();
    bench.run(&["check", "--lock"]).quiet();
    let without = EVENTS.replace("paragraph = 2\n", "");
    let bench = bench.file("events.toml", &without);
    bench.run(&["check", "--strict"]).quiet();
    let found = bench.run(&["check", "--format", "json"]).json();
    assert_eq!(found["citations"][0]["paragraph"]["found"], 2);
    std::fs::remove_file(bench.path("events.lock")).expect("it was there");
    let run = bench.run(&["check"]);
    assert!(run.out.contains("error[ambiguous]"), "{}", run.out);
}

#[test]
fn a_missing_quote_keeps_its_recorded_context() {
    let bench = bench();
    bench.run(&["check", "--lock"]).quiet();
    let before = recorded(&bench, "before");
    assert_eq!(
        before.as_deref(),
        Some("before = \"There was a fire. Nobody slept. \"")
    );
    let bench = bench.file(
        "report.txt",
        "There was a fire.\n\nNobody slept. Then he left.\n",
    );
    let run = bench.run(&["check", "--lock", "--format", "json"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.json()["citations"][0]["state"], "missing");
    assert_eq!(
        run.err,
        "events.lock: 2 citations recorded, 2 new or changed.\n"
    );
    assert_eq!(
        recorded(&bench, "state").as_deref(),
        Some("state = \"missing\"")
    );
    assert_eq!(recorded(&bench, "before"), before);
}

#[test]
fn an_invalid_lock_file_is_reported_and_kept() {
    let bench = bench().file("events.lock", "[sources]\nreport = 3\n");
    let run = bench.run(&["check"]);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
    insta::assert_snapshot!("broken_lock", run.out);
    let run = bench.run(&["check", "--lock"]);
    assert_eq!(run.status, 2);
    assert!(
        run.out
            .ends_with("events.lock cannot be read and is left unchanged.\n"),
        "{}",
        run.out
    );
    assert_eq!(read(&bench, "events.lock"), "[sources]\nreport = 3\n");
}

#[test]
fn removed_entries_are_reported() {
    let bench = bench();
    bench.run(&["check", "--lock"]).quiet();
    let (first, _) = EVENTS.split_at(EVENTS.rfind("[[event]]").expect("an event"));
    let bench = bench.file("events.toml", first);
    let run = bench.run(&["check", "--lock"]).quiet();
    assert!(
        run.ends_with("events.lock: 1 citation recorded, 1 gone.\n"),
        "{run}"
    );
    let bench = bench.file("report.txt", format!("{REPORT}\nThe end.\n"));
    let run = bench.run(&["check", "--lock"]).quiet();
    let told = "events.lock: 1 citation recorded, as before in sources that have changed.\n";
    assert!(run.ends_with(told), "{run}");
    let run = bench.run(&["check", "--lock"]).quiet();
    assert!(
        run.ends_with("events.lock: 1 citation recorded, as before.\n"),
        "{run}"
    );
}

#[test]
fn a_mistake_in_the_event_file_keeps_the_recorded_entries() {
    let bench = bench();
    bench.run(&["check", "--lock"]).quiet();
    let before = read(&bench, "events.lock");
    let bench = bench.file("events.toml", EVENTS.replace("source = ", "sorce = "));
    let run = bench.run(&["check", "--lock"]);
    assert_eq!(run.status, 1);
    let entries = |text: &str| {
        text.split_once("[[citation]]")
            .map(|(_, all)| all.to_owned())
    };
    assert_eq!(entries(&read(&bench, "events.lock")), entries(&before));
    // The hash belongs to the kept entry.
    assert!(
        run.out
            .ends_with("events.lock: 2 citations recorded, as before.\n"),
        "{}",
        run.out
    );
}

#[test]
fn files_with_different_extensions_have_separate_locks() {
    let line = r#"{"id":"line","date":"2024","title":"T","source":"report","paragraph":1,"quote":"There was a fire."}"#;
    let bench = bench().file("events.jsonl", line);
    let names = ["events.toml", "events.jsonl"];
    bench.run(&["check", "--lock", names[0], names[1]]);
    let run = bench.run(&["check", "--lock", names[0]]).quiet();
    assert!(
        run.ends_with("events.lock: 2 citations recorded, as before.\n"),
        "{run}"
    );
    assert!(read(&bench, "events.jsonl.lock").contains("event = \"line\""));
}

#[test]
fn every_event_file_has_its_own_lock() {
    let other = EVENTS
        .replace("report", "memo")
        .replace("\"thanks\"", "\"t\"")
        .replace("\"fire\"", "\"f\"");
    let bench = bench()
        .file("sub/other.toml", other)
        .file("sub/memo.txt", REPORT);
    let run = bench
        .run(&["check", "--lock", "events.toml", "sub/other.toml"])
        .quiet();
    for name in ["events.lock", "sub/other.lock"] {
        assert!(
            run.contains(&format!(
                "\n{name}: 2 citations recorded, 2 new or changed.\n"
            )),
            "{run}"
        );
        assert!(read(&bench, name).contains("quote = \"There was a fire.\""));
    }
}
