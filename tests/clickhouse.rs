//! Timelines on real ClickHouse servers, which this machine starts for the test. Where the program
//! `clickhouse-server` is not installed, these tests say so and pass.

#[path = "clickhouse/events.rs"]
mod events;
#[path = "clickhouse/failing.rs"]
mod failing;
#[path = "clickhouse/proxy.rs"]
mod proxy;
#[path = "clickhouse/pushing.rs"]
mod pushing;
#[path = "clickhouse/screen.rs"]
mod screen;
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
            let words = row.when.words();
            said.push(format!(
                "{slug} {words} {} {:?} {:?}",
                row.title, row.status, row.verdict
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
