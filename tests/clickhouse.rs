//! Timelines on real `ClickHouse` servers, which this machine starts for the test. Where the program
//! `clickhouse-server` is not installed, these tests say so and pass.

#[path = "clickhouse/events.rs"]
mod events;
#[path = "clickhouse/proxy.rs"]
mod proxy;
#[path = "clickhouse/server.rs"]
mod server;
#[allow(dead_code, reason = "other tests use the rest")]
mod terminal;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use annals::clickhouse::{Address, Definitions, Unopened, open, push};
use annals::date::{Date, Grain};
use annals::filter::Filter;
use annals::load;
use annals::search::Needle;
use annals::timeline::{
    Actor, Answer, Direction, Facet, Scale, Selection, Source, StoreError, Timeline,
};

use events::Numbers;
use proxy::{Behaviour, Proxy};
use server::Server;
use terminal::{Terminal, annals};

/// Starts servers, or says that a test is left out.
fn servers(count: usize) -> Option<(tempfile::TempDir, Vec<Server>)> {
    let found = server::start(count);
    if found.is_none() {
        eprintln!("left out: clickhouse-server is not installed");
    }
    found
}

/// Returns the address of a database that is spread over all servers.
fn spread(servers: &[Server], database: &str) -> Address {
    let hosts: Vec<String> = servers
        .iter()
        .map(|server| format!("127.0.0.1:{}", server.http))
        .collect();
    let text = format!("clickhouse://{}/{database}?cluster=all", hosts.join(","));
    Address::parse(&text).expect("an address")
}

fn read(folder: &Path, text: &str) -> Timeline {
    let path = folder.join("events.jsonl");
    fs::write(&path, text).expect("it is written");
    load::load(&[path]).expect("it loads").timeline
}

fn opened(address: &Address) -> Timeline {
    let found = open(address, None, None).map_err(Unopened::diagnostics);
    found.expect("it is opened").0
}

/// Puts so many events into a database on all servers.
fn filled(servers: &[Server], database: &str, folder: &Path, count: usize) -> (Timeline, Address) {
    let files = read(folder, &events::events(count));
    let address = spread(servers, database);
    let definitions = Definitions::default();
    let pushed = push(&address, None, &files, &definitions, &mut |_| ());
    assert_eq!(pushed.expect("it is pushed").new, count);
    (files, address)
}

fn kept(timeline: &Timeline, filter: &str) -> Answer<Selection> {
    let filter = Filter::parse(filter, timeline).expect(filter);
    timeline.select(filter.query())
}

/// Returns why an address cannot be opened, as a user with a password.
fn refusal(address: &str, password: Option<&str>) -> String {
    let address = Address::parse(address).expect("an address");
    let Err(unopened) = open(&address, password, None) else {
        panic!("{address} can be opened");
    };
    let found = unopened.diagnostics();
    found.iter().map(|found| found.message.clone()).collect()
}

/// What a timeline answers about a filter.
fn answers(timeline: &Timeline, scale: &Scale, filter: &str) -> Vec<String> {
    let parsed = match Filter::parse(filter, timeline) {
        Ok(parsed) => parsed,
        // The same names are known, so both refuse the same.
        Err(wrong) => return vec![wrong.message],
    };
    let kept = timeline.select(parsed.query()).expect(filter);
    let mut said = vec![format!("{} events", kept.len())];
    let headings = timeline
        .headings(&kept, timeline.grain())
        .expect("headings");
    said.push(format!("{headings:?}"));
    said.push(format!(
        "{:?}",
        timeline.histogram(&kept, scale).expect("bars")
    ));
    said.push(format!("{:?}", timeline.extent(&kept).expect("an extent")));
    let last = kept.len().saturating_sub(1);
    for start in [
        0,
        kept.len() / 4,
        kept.len() / 2,
        last.saturating_sub(130),
        last,
    ] {
        for row in timeline.window(&kept, start..start + 12).expect("a window") {
            let slug = &timeline.event(row.id).expect("an event").slug;
            let conflict = row.conflict;
            let words = row.when.words();
            said.push(format!(
                "{slug} {words} {} {:?} {conflict}",
                row.title, row.status
            ));
        }
    }
    for facet in [
        Facet::Actor,
        Facet::Participant,
        Facet::Source,
        Facet::Tag,
        Facet::Year,
    ] {
        let counts = timeline.counts(&kept, facet).expect("counts").into_iter();
        let named = counts.map(|(key, count)| {
            let actor = key.actor().and_then(|id| timeline.actor(id));
            let source = key.source().and_then(|id| timeline.source(id));
            let name = actor.map(Actor::slug).or(source.map(Source::slug));
            format!("{}={count}", name.map_or(format!("{key:?}"), str::to_owned))
        });
        let mut named: Vec<String> = named.collect();
        named.sort();
        said.push(named.join(" "));
    }
    said
}

#[test]
fn both_stores_give_the_same_answers() {
    let Some((folder, servers)) = servers(2) else {
        return;
    };
    let (files, address) = filled(&servers, "everything", folder.path(), 100_000);
    for server in &servers {
        let held: usize = server
            .run("SELECT count() FROM everything.ev")
            .parse()
            .expect("a number");
        assert!(
            (49_000..51_000).contains(&held),
            "{held} events on one server"
        );
    }
    let remote = opened(&address);
    let mut random = Numbers(4_101_842_887_655_102_017);
    let filters =
        std::iter::once(String::new()).chain((0..300).map(|_| events::filter(&mut random)));
    let filters: Vec<String> = filters.collect();
    let scale = files.scale(80).expect("a scale");
    assert_eq!(remote.scale(80).as_ref(), Ok(&scale));
    let compared = |filters: &[String]| {
        let counts = filters.iter().map(|filter| {
            let (here, there) = (
                answers(&files, &scale, filter),
                answers(&remote, &scale, filter),
            );
            compare(filter, &here, &there);
            (
                usize::from(here[0] != "0 events"),
                usize::from(here.len() == 1),
            )
        });
        counts.fold((0, 0), |(a, b), (c, d)| (a + c, b + d))
    };
    let (first, second) = filters.split_at(filters.len() / 2);
    let (first, second) = thread::scope(|scope| {
        let first = scope.spawn(|| compared(first));
        (compared(second), first.join().expect("the same answers"))
    });
    let (some, refused) = (first.0 + second.0, first.1 + second.1);
    assert!(
        some > 150 && refused < 60,
        "{some} filters keep something, {refused} are refused"
    );
}

/// Compares what two stores answer, and shows where it differs.
fn compare(filter: &str, here: &[String], there: &[String]) {
    if let Some((here, there)) = here.iter().zip(there).find(|(here, there)| here != there) {
        let pairs = here.chars().zip(there.chars());
        let same = pairs.take_while(|(a, b)| a == b).count();
        let rest = |text: &str| -> String {
            text.chars()
                .skip(same.saturating_sub(80))
                .take(300)
                .collect()
        };
        panic!("{filter}\nfiles:  {}\nserver: {}", rest(here), rest(there));
    }
    assert_eq!(there.len(), here.len(), "{filter}");
}

#[test]
fn an_event_that_is_pushed_again_counts_once() {
    let Some((folder, servers)) = servers(2) else {
        return;
    };
    let some = read(folder.path(), &events::events(300));
    let address = spread(&servers, "again");
    let mut told = Vec::new();
    let definitions = Definitions::default();
    let first = push(&address, None, &some, &definitions, &mut |done| {
        told.push(done);
    });
    let first = first.expect("it is pushed");
    assert_eq!((first.new, first.known, first.total), (300, 0, 300));
    assert_eq!(told, [0, 300]);
    // The rest of the file, after a push that was ended before all tables were filled.
    for table in ["day", "post"] {
        servers[0].run(&format!("TRUNCATE TABLE again.{table}"));
    }
    let all = read(folder.path(), &events::events(1000));
    for known in [300, 1000] {
        let pushed = push(&address, None, &all, &definitions, &mut |_| ()).expect("it is pushed");
        assert_eq!(
            (pushed.new, pushed.known, pushed.total),
            (1000 - known, known, 1000)
        );
        assert_eq!(opened(&address).len(), 1000);
        let posts = servers.iter().map(|server| {
            let sql = "SELECT toInt64(count()) - (SELECT toInt64(sum(length(actors))) FROM again.ev) FROM again.post";
            server.run(sql)
        });
        assert_eq!(posts.collect::<Vec<_>>(), ["0", "0"]);
    }
}

#[test]
fn texts_never_become_part_of_a_query() {
    let Some((folder, servers)) = servers(2) else {
        return;
    };
    let (files, address) = filled(&servers, "quoted", folder.path(), 2000);
    let remote = opened(&address);
    let scale = files.scale(80).expect("a scale");
    let evil = [
        "'",
        "''",
        "\\",
        "\\'",
        "'; DROP TABLE ev; --",
        "x' OR 1 = 1",
        "\0",
        "a\0b",
        "`",
        "/*",
        "{x:String}",
        "%s",
        "\r\n--annals0end",
        "(SELECT v0 FROM bound)",
        "it's",
        "naïve",
        "\u{202e}",
        "𝔘",
    ];
    for text in evil {
        for field in [
            "", "actor:", "tag:", "source:", "place:", "title:", "quote:", "id:", "status:", "is:",
            "date:",
        ] {
            for equals in ["", "="] {
                let equals = if field.is_empty() { "" } else { equals };
                let filter = format!("{field}{equals}\"{text}\"");
                let (here, there) = (
                    answers(&files, &scale, &filter),
                    answers(&remote, &scale, &filter),
                );
                compare(&filter, &here, &there);
            }
        }
        assert_eq!(remote.find(text), Ok(None), "{text}");
        assert_eq!(
            remote.beginning(text, 5).map(|found| found.len()),
            files.beginning(text, 5).map(|found| found.len())
        );
        assert!(remote.did_you_mean(text).is_ok(), "{text}");
    }
    assert_eq!(servers[0].run("SELECT count() FROM quoted.evd"), "2000");
}

#[test]
fn the_next_hit_is_the_same_in_both_stores() {
    let Some((folder, servers)) = servers(2) else {
        return;
    };
    let (files, address) = filled(&servers, "sought", folder.path(), 3000);
    let remote = opened(&address);
    for filter in ["", "tag:\"tag 3\"", "is:undated"] {
        let (here, there) = (
            kept(&files, filter).expect("some"),
            kept(&remote, filter).expect("some"),
        );
        for pattern in [
            "treaty",
            "Treaty",
            "treaty naïve",
            "actor ne 7",
            "Né 150",
            "no such words",
            "o'clock",
        ] {
            let needle = Needle::new(pattern).expect("a needle");
            for direction in [Direction::Forward, Direction::Backward] {
                for from in [0, 1, here.len() / 2, here.len() - 1] {
                    let seek = |timeline: &Timeline, kept: &Selection| {
                        timeline.seek(kept, from, &needle, direction, &|| true)
                    };
                    assert_eq!(
                        seek(&remote, &there),
                        seek(&files, &here),
                        "{filter} {pattern} {direction:?} {from}"
                    );
                }
            }
        }
        for date in [
            "1999",
            "2001-05-03",
            "1066",
            "2030-01",
            "2001-07-04T10:00:00Z",
            "2005-09-23",
        ] {
            let date = Date::parse(date).expect("a date");
            assert_eq!(
                remote.rank_near(&there, &date),
                files.rank_near(&here, &date),
                "{filter} {date:?}"
            );
        }
    }
    let whole = kept(&files, "").expect("all");
    for rank in (0..whole.len()).step_by(271) {
        let id = whole.at(rank).expect("an answer").expect("an event");
        let slug = &files.event(id).expect("an event").slug;
        let there = remote.find(slug).expect("an answer").expect("an event");
        let all = kept(&remote, "").expect("all");
        assert_eq!(all.rank(there), Ok(Ok(rank)));
        let some = kept(&remote, "tag:\"tag 3\"").expect("some");
        assert_eq!(
            some.rank(there),
            kept(&files, "tag:\"tag 3\"").expect("some").rank(id)
        );
        assert_eq!(
            remote
                .did_you_mean(&format!("{slug}x"))
                .map(|it| it.is_some()),
            Ok(true)
        );
    }
}

#[test]
fn whoever_may_only_read_can_browse() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let (files, address) = filled(&servers, "read", folder.path(), 500);
    let scale = files.scale(80).expect("a scale");
    let reader = Address::parse(&servers[0].address("reader", "read")).expect("an address");
    let remote = opened(&reader);
    for filter in [
        "",
        "title:treaty",
        "actor:\"Actor Né 1\"",
        "1999",
        "place:=\"old town\"",
    ] {
        compare(
            filter,
            &answers(&files, &scale, filter),
            &answers(&remote, &scale, filter),
        );
    }
    let all = read(folder.path(), &events::events(501));
    let definitions = Definitions::default();
    assert!(push(&reader, None, &all, &definitions, &mut |_| ()).is_err());
    assert_eq!(opened(&address).len(), 500);
}

#[test]
fn what_is_wrong_with_a_server_is_said() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let server = &servers[0];
    filled(&servers, "held", folder.path(), 10);
    let wrong = refusal(&server.address("desk", "held"), Some("guess-7"));
    assert!(
        wrong.contains("desk") && !wrong.contains("guess-7"),
        "{wrong}"
    );
    let right = Address::parse(&server.address("desk", "held")).expect("an address");
    assert!(open(&right, Some("opensesame"), None).is_ok());
    let missing = refusal(&server.address("default", "nowhere"), None);
    assert!(missing.contains("nowhere"), "{missing}");
    server.run("CREATE DATABASE empty");
    let empty = refusal(&server.address("default", "empty"), None);
    assert!(
        empty.contains("there is no timeline at") && empty.contains("annals push"),
        "{empty}"
    );
    server.run("CREATE DATABASE other");
    server.run("CREATE TABLE other.ev (earliest Int64, title String) ENGINE = Memory");
    let other = refusal(&server.address("default", "other"), None);
    assert!(
        other.contains("`ev`") && other.contains("`latest`") && other.contains("of something else"),
        "{other}"
    );
    let nobody = refusal("clickhouse://127.0.0.1:1/held", None);
    assert!(nobody.contains("127.0.0.1:1"), "{nobody}");
}

#[test]
fn a_shard_that_is_down_is_named_and_comes_back() {
    let Some((folder, mut servers)) = servers(2) else {
        return;
    };
    let (_, address) = filled(&servers, "shards", folder.path(), 2000);
    let remote = opened(&address);
    let count = kept(&remote, "title:treaty").expect("some").len();
    servers[1].kill();
    let failed = kept(&remote, "title:treaty").expect_err("half an answer is none");
    let StoreError::Failed(why) = failed else {
        panic!("{failed:?}");
    };
    assert!(
        why.contains(&format!("127.0.0.1:{}", servers[1].tcp)),
        "{why}"
    );
    servers[1].restart();
    assert_eq!(kept(&remote, "title:treaty").expect("some").len(), count);
}

#[test]
fn half_an_answer_is_none_and_a_question_can_be_withdrawn() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let (_, address) = filled(&servers, "cut", folder.path(), 2000);
    let proxy = Proxy::start(servers[0].http);
    let hosts = vec![format!("127.0.0.1:{}", proxy.port)];
    let remote = opened(&Address { hosts, ..address });
    let count = kept(&remote, "treaty").expect("some").len();
    proxy.set(Behaviour::Cut);
    for filter in ["treaty", "bridge", "date:1990.."] {
        assert!(
            matches!(kept(&remote, filter), Err(StoreError::Failed(_))),
            "{filter}"
        );
    }
    proxy.set(Behaviour::Hang);
    let since = Instant::now();
    let wanted = || since.elapsed() < Duration::from_millis(100);
    let filter = Filter::parse("treaty", &remote).expect("a filter");
    let withdrawn = remote.select_while(filter.query(), &wanted);
    assert_eq!(withdrawn.map(|it| it.len()), Err(StoreError::Unwanted));
    proxy.set(Behaviour::Pass);
    assert_eq!(kept(&remote, "treaty").expect("some").len(), count);
}

#[test]
fn a_withdrawn_question_ends_on_the_server_too_and_a_view_is_a_timeline() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let server = &servers[0];
    let (files, _) = filled(&servers, "held", folder.path(), 3000);
    // Somebody else's table, through views.
    server.run("CREATE DATABASE view");
    server.run("CREATE VIEW view.names AS SELECT * FROM held.names");
    server.run("CREATE VIEW view.ev AS SELECT * FROM held.ev WHERE seq >= 0");
    let remote = opened(&Address::parse(&server.address("default", "view")).expect("an address"));
    let scale = files.scale(80).expect("a scale");
    compare(
        "1999",
        &answers(&files, &scale, "1999"),
        &answers(&remote, &scale, "1999"),
    );
    server.run("DROP TABLE view.ev");
    server.run(
        "CREATE VIEW view.ev AS SELECT * FROM held.ev CROSS JOIN \
         (SELECT number AS n FROM system.numbers LIMIT 3000000)",
    );
    let since = Instant::now();
    let wanted = || since.elapsed() < Duration::from_millis(500);
    let filter = Filter::parse("bridge", &remote).expect("a filter");
    let withdrawn = remote.select_while(filter.query(), &wanted);
    assert_eq!(withdrawn.map(|it| it.len()), Err(StoreError::Unwanted));
    let running = "SELECT count() FROM system.processes WHERE query LIKE '%bridge%' OR query LIKE '%position%'";
    while server.run(running) != "1" {
        assert!(
            since.elapsed() < Duration::from_secs(60),
            "the server still works on it"
        );
        thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn keys_work_while_a_server_does_nothing() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let (_, address) = filled(&servers, "slow", folder.path(), 2000);
    let proxy = Proxy::start(servers[0].http);
    let hosts = vec![format!("127.0.0.1:{}", proxy.port)];
    let address = Address { hosts, ..address };
    let mut command = annals(folder.path());
    command.arg(address.to_string());
    let mut terminal = Terminal::start(command, 120, 30);
    terminal.wait_for("2000 events");
    terminal.wait_for("15 March 45 BCE");
    proxy.set(Behaviour::Hang);
    // The end of the list is not here yet, but it is gone to, and the help opens and closes.
    terminal.keys(b"G");
    terminal.wait_for("▌ …");
    terminal.keys(b"kkk?");
    terminal.wait_for("Keys");
    terminal.keys(b"\x1b");
    terminal.wait("the list", |terminal| !terminal.text().contains("Keys"));
    terminal.keys(b"ftitle:treaty\r");
    terminal.wait_for("title:treaty");
    proxy.set(Behaviour::Pass);
    terminal.wait("its events", |terminal| {
        let text = terminal.text();
        let rows = text.lines().skip(4).take(24);
        text.contains(" of 2000")
            && !text.contains("filter:")
            && rows.clone().any(|row| row.contains("Treaty"))
    });
    // A server that is away is said, and what is shown stays until it is back.
    proxy.set(Behaviour::Cut);
    terminal.keys(b"x:1991\r");
    terminal.wait_for("failed");
    proxy.set(Behaviour::Pass);
    terminal.wait_for("▌ 1991");
    terminal.keys(b"q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn the_views_of_the_manual_are_a_timeline() {
    let Some((_folder, servers)) = servers(1) else {
        return;
    };
    let server = &servers[0];
    server.run("CREATE DATABASE gdelt");
    server.run(
        "CREATE TABLE gdelt.events (GLOBALEVENTID UInt32, SQLDATE UInt32, Actor1Name String, Actor2Name String, \
         Actor1CountryCode String, Actor2CountryCode String, EventRootCode String, ActionGeo_FullName String) \
         ENGINE = MergeTree ORDER BY (SQLDATE, GLOBALEVENTID)",
    );
    server.run(
        "INSERT INTO gdelt.events VALUES (7, 19790105, 'POLICE', '', 'USA', '', '03', 'Paris, \"Texas\"'), \
         (8, 19790104, 'MOSCOW', 'BEIJING', 'RUS', 'CHN', '04', 'Beijing\\\\, China'), \
         (9, 20200229, 'PARIS', 'LYON', 'FRA', 'FRA', '03', 'Lyon')",
    );
    let manual = include_str!("../docs/engine.md");
    let blocks = manual.split("```sql\n").skip(1);
    let blocks = blocks.filter_map(|block| block.split("```").next());
    for statement in blocks.flat_map(|block| block.split(";\n")) {
        if !statement.trim().is_empty() {
            server.run(statement);
        }
    }
    let address = Address::parse(&server.address("default", "gdelt_timeline"));
    let timeline = opened(&address.expect("an address"));
    let slugs = |filter: &str| {
        let kept = kept(&timeline, filter).expect("an answer");
        let rows = timeline.window(&kept, 0..9).expect("rows").into_iter();
        let rows = rows.map(|row| format!("{} {}", row.when.words(), row.title));
        rows.collect::<Vec<_>>().join("; ")
    };
    assert_eq!(
        slugs(""),
        "4 January 1979 MOSCOW – BEIJING, 04; 5 January 1979 POLICE – , 03; 29 February 2020 PARIS – LYON, 03"
    );
    assert_eq!(slugs("actor:chn"), "4 January 1979 MOSCOW – BEIJING, 04");
    assert_eq!(slugs("tag:03 place:texas"), "5 January 1979 POLICE – , 03");
    assert_eq!(
        slugs("place:\"beijing\\,\""),
        "4 January 1979 MOSCOW – BEIJING, 04"
    );
    assert_eq!(
        slugs("lyon source:gdelt date:2020"),
        "29 February 2020 PARIS – LYON, 03"
    );
    let id = timeline.find("7").expect("an answer").expect("an event");
    assert_eq!(
        timeline.event(id).expect("an event").place.as_deref(),
        Some("Paris, \"Texas\"")
    );
}

#[test]
fn what_a_later_file_says_of_an_actor_counts() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let address = spread(&servers, "defined");
    let events = "{\"id\":\"a\",\"title\":\"A\",\"date\":\"2001\",\"actors\":[\"kim\"],\"source\":\"s\",\"quote\":\"The harbour board met again on Monday and adjourned until the pilots had been heard.\"}\n";
    let first = read(folder.path(), events);
    let none = Definitions::default();
    push(&address, None, &first, &none, &mut |_| ()).expect("it is pushed");
    assert_eq!(opened(&address).actors()[0].name(), "kim");
    let toml = "[timeline]\ntitle = \"T\"\n[actors.kim]\nname = \"Kim\"\nmember_of = [\"all\"]\n[actors.all]\n\
                name = \"All\"\n[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n[[event]]\nid = \"b\"\ntitle = \"B\"\n\
                date = \"2002\"\nactors = [\"all\"]\n[[event.citation]]\nsource = \"s\"\nquote = \"The harbour board met again on Monday and adjourned until the pilots had been heard.\"\n";
    fs::write(
        folder.path().join("s.txt"),
        "The harbour board met again on Monday and adjourned until the pilots had been heard.\n",
    )
    .expect("it is written");
    let path = folder.path().join("events.toml");
    fs::write(&path, toml).expect("it is written");
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_annals"));
        let output = command.current_dir(folder.path()).args(arguments).output();
        let output = output.expect("it runs");
        let [out, err] =
            [output.stdout, output.stderr].map(|it| String::from_utf8(it).expect("text"));
        (output.status.code(), out, err)
    };
    let address = servers[0].address("default", "defined");
    let pushed = run(&["push", &address, "events.toml"]);
    assert_eq!(
        pushed.1,
        format!(
            "1 new event. clickhouse://127.0.0.1:{}/defined has 2 events.\n",
            servers[0].http
        )
    );
    let listed = run(&["list", &address, "-f", "actor:all"]);
    assert_eq!(listed.1, "2001  a  A\n2002  b  B\n");
    let checked = run(&["check", &address, "--sources", "."]);
    assert_eq!(
        checked.1, "2 events, 2 citations: 2 exact.\n0 errors, 0 warnings.\n",
        "{}",
        checked.2
    );
    let some = run(&["check", &address, "--sources", ".", "-f", "id:b"]);
    assert!(
        some.1.starts_with("1 event, 1 citation: 1 exact."),
        "{}",
        some.1
    );
    let shown = run(&["show", "b", &address, "--sources", "."]);
    assert!(
        shown.1.contains("harbour board met again") && shown.1.contains("exact"),
        "{}",
        shown.1
    );
    let (code, _, why) = run(&["check", &address, "--fix"]);
    assert!(
        code == Some(2) && why.contains("only event files are written"),
        "{why}"
    );
    // Without ids, and into a view, nothing is pushed.
    fs::write(
        folder.path().join("x.jsonl"),
        "{\"title\":\"X\",\"date\":\"2003\"}\n",
    )
    .expect("it is written");
    let (code, _, why) = run(&["push", &address, "x.jsonl"]);
    assert!(code == Some(2) && why.contains("have no `id`"), "{why}");
    servers[0].run("CREATE DATABASE seen");
    servers[0].run("CREATE VIEW seen.names AS SELECT * FROM defined.names");
    servers[0].run("CREATE VIEW seen.ev AS SELECT * FROM defined.ev");
    let seen = servers[0].address("default", "seen");
    let (code, _, why) = run(&["push", &seen, "events.toml"]);
    assert!(
        code == Some(2) && why.contains("a view of another table"),
        "{why}"
    );
    assert_eq!(run(&["list", &seen]).1.lines().count(), 2);
}

#[test]
fn one_push_at_a_time() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let (files, address) = filled(&servers, "busy", folder.path(), 20);
    servers[0].run("INSERT INTO busy.pushing SELECT toUInt64(7), now(), toUInt8(0)");
    let none = Definitions::default();
    let failed = push(&address, None, &files, &none, &mut |_| ()).expect_err("somebody else is");
    assert!(
        failed.to_string().contains("somebody is pushing"),
        "{failed}"
    );
    servers[0].run("INSERT INTO busy.pushing SELECT toUInt64(7), now(), toUInt8(1)");
    let pushed = push(&address, None, &files, &none, &mut |_| ()).expect("it is pushed");
    assert_eq!((pushed.known, pushed.total), (20, 20));
}

#[test]
fn headings_of_moments_are_those_of_their_own_days() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let moments = [
        "2022-06-14T09:00:00-07:00",
        "2022-06-15T23:30:00-07:00",
        "2022-06-16T09:00:00-07:00",
        "2022-06-16",
    ];
    let event = |(number, date): (usize, &&str)| {
        format!("{{\"id\":\"e{number}\",\"title\":\"T\",\"date\":\"{date}\"}}\n")
    };
    let text: String = moments.iter().enumerate().map(event).collect();
    let files = read(folder.path(), &text);
    let address = spread(&servers, "moments");
    push(&address, None, &files, &Definitions::default(), &mut |_| ()).expect("it is pushed");
    let headings = |timeline: &Timeline| {
        let all = kept(timeline, "").expect("all");
        timeline.headings(&all, Grain::Day).expect("headings")
    };
    let labels = headings(&opened(&address)).into_iter().map(|it| it.label);
    assert_eq!(
        labels.collect::<Vec<_>>(),
        ["14 June 2022", "15 June 2022", "16 June 2022"]
    );
}

#[test]
fn every_way_to_an_event_works_on_a_server() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let (files, _) = filled(&servers, "ways", folder.path(), 2000);
    let hidden = kept(&files, "-tag:\"tag 3\" date:1995 -is:approximate").expect("some");
    let hidden = hidden.at(0).expect("an answer").expect("an event");
    let hidden = files.event(hidden).expect("an event");
    let mut command = annals(folder.path());
    command.arg(servers[0].address("default", "ways"));
    let mut terminal = Terminal::start(command, 120, 30);
    let selected = |text: &str| {
        let row = text.lines().find(|line| line.starts_with('▌'));
        let row = row.and_then(|row| row.split(['│', '├']).next());
        row.unwrap_or_default().trim_end().to_owned()
    };
    terminal.wait_for("▌ Mar 45 BCE");
    terminal.keys(b":2001-07-04T10:00:00Z\r");
    terminal.wait("a day of 2001", |terminal| {
        selected(&terminal.text()).contains("2001")
    });
    terminal.keys(b"s");
    terminal.wait_for("citations");
    terminal.keys(b"\x1b");
    terminal.wait("the list", |terminal| {
        !terminal.text().contains("citations")
    });
    let some = kept(&files, "tag:\"tag 3\"").expect("some").len();
    let some = format!(" {some} of 2000");
    terminal.keys(b"ftag:\"tag 3\"\r");
    terminal.wait_for(&some);
    terminal.keys(format!(":{}\r", hidden.slug));
    let title = format!(" {} ", hidden.title);
    terminal.wait("the hidden event", |terminal| {
        format!("{} ", selected(&terminal.text())).contains(&title)
    });
    terminal.wait_for("filter cleared because it hid this event");
    terminal.keys(b"u");
    terminal.wait_for(&some);
    terminal.keys(b"x/bridge\r");
    terminal.wait("a hit", |terminal| {
        selected(&terminal.text()).contains("ridge")
    });
    let before = selected(&terminal.text());
    terminal.keys(b"n");
    terminal.wait("the next hit", |terminal| {
        let row = selected(&terminal.text());
        row != before && !row.ends_with('…')
    });
    let before = selected(&terminal.text());
    terminal.keys(b"R");
    terminal.wait_for("reloaded");
    terminal.wait("the same event", |terminal| {
        selected(&terminal.text()) == before
    });
    terminal.keys(b"a");
    terminal.wait_for("more below");
    terminal.keys(b"\x1b");
    terminal.wait("the list", |terminal| {
        !terminal.text().contains("more below")
    });
    terminal.keys(b"L");
    terminal.wait("lanes", |terminal| {
        let text = terminal.text();
        text.contains("Actor Né 1") && text.contains('●')
    });
    terminal.keys(b"q");
    terminal.wait("the list", |terminal| selected(&terminal.text()) == before);
    terminal.keys(b"q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}
