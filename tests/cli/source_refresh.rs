//! `annals source refresh` and `diff`: originals that change.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::bench::Bench;
use super::server::Server;

const OLD: &str = "The harbour was closed on Monday.\n\nThe bridge was opened in March 2025.\n\n\
                   Nobody had expected the strike of the pilots.\n";

const NEW: &str = "Updated on Tuesday.\n\nThe harbour was closed on Monday.\n\nThe bridge was opened in March 2026.\n";

const EVENTS: &str = "\
[[event]]
id = \"closed\"
date = \"2025\"
title = \"Closed\"
[[event.citation]]
source = \"page\"
paragraph = 1
quote = \"The harbour was closed on Monday\"
[[event.citation]]
source = \"page\"
quote = \"The bridge was opened in March 2025\"
[[event.citation]]
source = \"page\"
quote = \"Nobody had expected the strike of the pilots\"
";

/// Returns a server whose page changes when the number is no longer 0.
fn changing() -> (Server, Arc<AtomicUsize>) {
    let version = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&version);
    let server = Server::start(move |_| {
        let text = [OLD, NEW, ""][seen.load(Ordering::SeqCst)];
        (
            "200 OK",
            "Content-Type: text/plain\r\n".to_owned(),
            text.to_owned(),
        )
    });
    (server, version)
}

fn plain(text: &str, server: &Server) -> String {
    let today = chrono::Local::now().format("%Y-%m-%d").to_string();
    text.replace(&today, "TODAY")
        .replace(&server.at(""), "http://SERVER")
}

#[test]
fn a_page_that_changes_keeps_its_earlier_text() {
    let (server, version) = changing();
    let bench = Bench::new().file("events.toml", EVENTS);
    let run = bench.run(&["source", "add", &server.at("/page.txt")]);
    assert_eq!(run.status, 0, "{}", run.err);
    // Retrieved long ago.
    let path = bench.path("events.toml");
    let today = chrono::Local::now().format("%Y-%m-%d").to_string();
    let events = fs::read_to_string(&path)
        .expect("a file")
        .replace(&today, "2025-09-03");
    fs::write(&path, &events).expect("a file");

    let same = bench.run(&["source", "refresh", "page"]);
    assert_eq!(
        plain(&same.out, &server),
        "page: http://SERVER/page.txt is unchanged\n"
    );
    assert_eq!(fs::read_to_string(&path).expect("a file"), events);

    version.store(1, Ordering::SeqCst);
    let diff = bench.run(&["source", "diff", "page"]);
    insta::assert_snapshot!("source_diff", plain(&diff.out, &server));
    assert_eq!(fs::read_to_string(&path).expect("a file"), events);

    let refresh = bench.run(&["source", "refresh", "page"]);
    assert_eq!((refresh.err.as_str(), refresh.status), ("", 0));
    insta::assert_snapshot!("source_refresh", plain(&refresh.out, &server));
    let new = fs::read_to_string(&path).expect("a file");
    insta::assert_snapshot!("source_refresh_events", plain(&new, &server));
    let name = format!("sources/page.{today}.txt");
    assert_eq!(fs::read_to_string(bench.path(&name)).expect("a file"), NEW);
    assert_eq!(
        fs::read_to_string(bench.path("sources/page.txt")).expect("a file"),
        OLD
    );
}

#[test]
fn what_cannot_be_refreshed_changes_nothing() {
    let (server, version) = changing();
    let bench = Bench::new()
        .file("events.toml", EVENTS)
        .file("own.txt", "Mine.");
    for original in [&server.at("/page.txt"), "own.txt"] {
        let run = bench.run(&["source", "add", original]);
        assert_eq!(run.status, 0, "{}", run.err);
    }
    let events = fs::read(bench.path("events.toml")).expect("a file");
    version.store(2, Ordering::SeqCst);
    for (id, words) in [
        ("page", "the page is empty"),
        ("own", "`own` has neither an original nor a `url`"),
        (
            "pag",
            "there is no source `pag` in `events.toml`; did you mean `page`?",
        ),
    ] {
        for command in ["refresh", "diff"] {
            let run = bench.run(&["source", command, id]);
            assert!(
                run.status == 2 && run.err.contains(words),
                "{id}: {}",
                run.err
            );
            assert_eq!(fs::read(bench.path("events.toml")).expect("a file"), events);
        }
    }
}

#[test]
fn a_file_that_changes_gets_a_second_edition() {
    let hearing = "1\n00:00:03,000 --> 00:00:05,000\nThe harbour was closed on Monday.\n";
    let bench = Bench::new()
        .file("events.toml", EVENTS)
        .file("page.srt", hearing);
    let run = bench.run(&["source", "add", "page.srt"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let run = bench.run(&["source", "refresh", "page"]);
    assert_eq!(run.out, "page: `page.srt` is unchanged\n");
    fs::write(bench.path("page.srt"), hearing.replace("Monday", "Friday")).expect("a file");
    let run = bench.run(&["source", "refresh", "page"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let today = chrono::Local::now().format("%Y-%m-%d").to_string();
    let new = fs::read_to_string(bench.path(&format!("page.{today}.srt.txt"))).expect("a file");
    assert!(
        new.contains("original: page.srt\n") && new.contains("Friday"),
        "{new}"
    );
    assert!(
        fs::read_to_string(bench.path("page.srt.txt"))
            .expect("a file")
            .contains("Monday")
    );
    let list = bench.run(&["source", "list"]);
    assert!(
        list.out.contains(&format!("page.{today}.srt.txt")),
        "{}",
        list.out
    );
}
