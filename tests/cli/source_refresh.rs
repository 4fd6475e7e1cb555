//! `annals source refresh` and `diff`: originals that change.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use super::bench::Bench;
use super::server::{Server, serve};

const OLD: &str = "The harbour was closed on Monday.\n\nThe bridge was opened in March 2025.\n\n\
                   Nobody had expected the strike of the pilots.\n";

const NEW: &str = "Updated on Tuesday.\n\nThe harbour was closed on Monday.\n\nThe bridge was opened in March 2026.\n";

/// The old text with a paragraph before it, and without the last one.
const SHORTER: &str = "Updated on Tuesday.\n\nThe harbour was closed on Monday.\n\nThe bridge was opened in March 2025.\n";

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
    let server = serve(move |_| {
        let text = [OLD, NEW, "", SHORTER][seen.load(Ordering::SeqCst)];
        (
            "200 OK",
            "Content-Type: text/plain\r\n".to_owned(),
            text.to_owned(),
        )
    });
    (server, version)
}

fn today() -> String {
    chrono::Local::now().format("%Y-%m-%d").to_string()
}

fn plain(text: &str, server: &Server) -> String {
    text.replace(&today(), "TODAY")
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
    let today = today();
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
    let today = today();
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

#[test]
fn a_quote_that_is_gone_cites_the_edition_that_has_it() {
    let (server, version) = changing();
    let bench = Bench::new().file("events.toml", EVENTS);
    let run = bench.run(&["source", "add", &server.at("/page.txt")]);
    assert_eq!(run.status, 0, "{}", run.err);
    bench.run(&["check"]).quiet();

    version.store(3, Ordering::SeqCst);
    let refresh = bench.run(&["source", "refresh", "page"]).quiet();
    let day = today();
    let advice = format!(
        "`annals check --fix` follows quotes that have moved, and makes quotes that are gone cite the edition of {day}\n"
    );
    assert!(refresh.ends_with(&advice), "{refresh}");

    let check = bench.run(&["check"]);
    assert_eq!(check.status, 1);
    let gone = "error[missing]: `closed#3`: the quote is gone from `page` since the edition of ";
    assert!(
        check.out.contains(&format!("{gone}{day}T")),
        "{}",
        check.out
    );

    let fix = bench.run(&["check", "--fix"]);
    let fixed = format!("closed: cites the edition of {day}\n");
    assert!(fix.status == 0 && fix.out.contains(&fixed), "{}", fix.out);
    let note = "note[gone]: `closed#3`: the quote is gone from `page` since the edition of ";
    let check = bench.run(&["check"]);
    assert!(
        check.status == 0 && check.out.contains(note),
        "{}",
        check.out
    );
    assert!(check.out.contains("3 citations: 3 exact."), "{}", check.out);
}

#[test]
fn each_text_of_a_day_has_a_date_of_its_own() {
    let (server, version) = changing();
    let bench = Bench::new()
        .file("events.toml", EVENTS)
        .file("own.srt", "1\n00:00:03,000 --> 00:00:05,000\nOne.\n");
    for original in [&server.at("/page.txt"), "own.srt"] {
        let run = bench.run(&["source", "add", original]);
        assert_eq!(run.status, 0, "{}", run.err);
    }
    for (text, number) in [("Two", 1), ("Three", 3)] {
        // The time of a text is in seconds.
        std::thread::sleep(std::time::Duration::from_millis(1100));
        version.store(number, Ordering::SeqCst);
        let captions = format!("1\n00:00:03,000 --> 00:00:05,000\n{text}.\n");
        fs::write(bench.path("own.srt"), captions).expect("a file");
        bench.run(&["source", "refresh", "page", "own"]).quiet();
    }
    let events = fs::read_to_string(bench.path("events.toml")).expect("a file");
    assert_eq!(events.matches("edition]]\n").count(), 4, "{events}");
    let check = bench.run(&["check"]);
    assert!(check.out.contains("is gone from `page`"), "{}", check.out);
    assert!(!check.out.contains("the date of another"), "{}", check.out);
}

#[test]
fn an_encoding_that_was_given_is_known_when_the_original_is_read_again() {
    let captions = |day: &str| {
        let text = format!("1\n00:00:03,000 --> 00:00:05,000\nDer Hafen war am {day} ge");
        [text.as_bytes(), b"\xf6ffnet.\n"].concat()
    };
    let bench = Bench::new()
        .file("events.toml", EVENTS)
        .file("page.srt", captions("Montag"));
    let add = ["source", "add", "page.srt", "--encoding", "latin1"];
    let run = bench.run(&add);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
    let edition = fs::read_to_string(bench.path("page.srt.txt")).expect("a file");
    assert!(edition.contains("\nencoding: windows-1252\n"), "{edition}");
    assert!(edition.contains("am Montag geöffnet."), "{edition}");

    fs::write(bench.path("page.srt"), captions("Freitag")).expect("a file");
    let run = bench.run(&["source", "refresh", "page"]);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
    let name = format!("page.{}.srt.txt", today());
    let edition = fs::read_to_string(bench.path(&name)).expect("a file");
    assert!(edition.contains("\nencoding: windows-1252\n"), "{edition}");
    assert!(edition.contains("am Freitag geöffnet."), "{edition}");
}

#[test]
fn a_signal_ends_a_refresh_after_a_text_was_written() {
    let is_later = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&is_later);
    let (reach, reached) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let server = serve(move |path| {
        let version = seen.load(Ordering::SeqCst);
        if version == 1 && path == "/second.txt" {
            reach.send(()).expect("the test waits");
            let _ = released.recv();
        }
        (
            "200 OK",
            "Content-Type: text/plain\r\n".to_owned(),
            format!("{path}\n\n{}", [OLD, NEW][version]),
        )
    });
    let bench = Bench::new().file("events.toml", "");
    for path in ["/first.txt", "/second.txt"] {
        bench.run(&["source", "add", &server.at(path)]).quiet();
    }
    is_later.store(1, Ordering::SeqCst);
    let refresh = bench
        .command(&["source", "refresh", "first", "second"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let mut refresh = refresh.expect("it runs");
    reached.recv().expect("the second page is asked for");
    let pid = refresh.id().to_string();
    let kill = Command::new("kill").args(["-INT", &pid]).status();
    assert!(kill.expect("kill runs").success());
    release.send(()).expect("the server waits");
    let ended = refresh.wait().expect("it ends");
    assert_eq!(ended.signal(), Some(2), "{ended}");
    let events = fs::read_to_string(bench.path("events.toml")).expect("a file");
    let today = today();
    assert!(
        events.contains(&format!("sources/first.{today}.txt")),
        "{events}"
    );
    assert!(
        !events.contains(&format!("sources/second.{today}.txt")),
        "{events}"
    );
}
