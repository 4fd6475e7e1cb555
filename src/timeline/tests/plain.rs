//! Plain records give the same answers as records of the same events that are not plain.

use super::*;
use crate::search::Needle;

const WORDS: &[&str] = &[
    "Łódź",
    "harbour",
    "Treaty",
    "the",
    "São Tomé",
    "quote",
    "title",
    "ships",
    "“came”",
    "home",
    "Zoë",
    "x",
];

/// A line of JSON, and the same with an escape, which makes it not plain.
fn lines(number: usize) -> [String; 2] {
    let word = |at: usize| WORDS[(number * 7 + at * 5) % WORDS.len()];
    let id = format!("e{number}");
    let date = match number % 6 {
        0 => "2020",
        1 => "2020-05",
        2 => "2020-05-03",
        3 if number % 12 == 3 => "2020-05-03T10:20:30Z",
        3 => "2020-05-03T01:20:30+05:00",
        4 => "2019~",
        _ => "2019-12-31/2020-01-02",
    };
    let line = |id: &str| {
        format!(
            "{{\"id\":\"{id}\",\"date\":\"{date}\",\"title\":\"{} {}\",\"summary\":\"{} of {}\",\"place\":\"{}\",\
             \"actors\":[\"{}\",\"{}\"],\"tags\":[\"{}\"],\"source\":\"S{}\",\"quote\":\"{} {}\"}}\n",
            word(0),
            word(1),
            word(2),
            word(3),
            word(4),
            word(5),
            word(6),
            word(7),
            number % 3,
            word(8),
            word(9),
        )
    };
    [line(&id), line(&format!("\\u0065{number}"))]
}

#[test]
fn both_answer_every_query_alike() {
    let load = |which: usize| {
        let text: String = (0..300)
            .map(|number| lines(number)[which].clone())
            .collect();
        load::from_text("events.jsonl", &text)
            .expect("it loads")
            .timeline
    };
    let (plain, other) = (load(0), load(1));
    let is_plain = |timeline: &Timeline| {
        let files = timeline.files.as_ref().expect("files");
        files.columns.flags.iter().all(|flags| flags.is_plain())
    };
    assert!(is_plain(&plain) && !is_plain(&other));
    let mut filters: Vec<String> = [
        "is:approximate",
        "date:2020-05-03",
        "before:2020",
        "e1",
        "id:e12",
    ]
    .map(str::to_owned)
    .into();
    for word in WORDS.iter().flat_map(|words| words.split(' ')) {
        for field in [
            "",
            "title:",
            "title:=",
            "place:",
            "quote:",
            "tag:",
            "actor:",
            "source:S1 ",
            "-",
        ] {
            filters.push(format!("{field}{word}"));
        }
    }
    for filter in filters {
        let kept = |timeline: &Timeline| {
            let parsed = Filter::parse(&filter, timeline).ok()?;
            Some(slugs(
                timeline,
                &timeline.select(parsed.query()).expect("an answer"),
            ))
        };
        assert_eq!(kept(&plain), kept(&other), "{filter}");
    }
    for pattern in ["lodz", "Łódź", "SHIPS", "tome", "title", "nowhere"] {
        let needle = Needle::new(pattern).expect("a needle");
        let found = |timeline: &Timeline| {
            timeline
                .seek(&all(timeline), 40, &needle, Direction::Forward, &|| true)
                .expect("an answer")
        };
        assert_eq!(found(&plain), found(&other), "{pattern}");
    }
    for facet in [
        Facet::Actor,
        Facet::Participant,
        Facet::Source,
        Facet::Tag,
        Facet::Year,
    ] {
        let counts = |timeline: &Timeline| timeline.counts(&all(timeline), facet);
        assert_eq!(counts(&plain), counts(&other), "{facet:?}");
    }
    for id in all(&plain).ids() {
        let event = |timeline: &Timeline| timeline.event(id).expect("an event");
        let (a, b) = (event(&plain), event(&other));
        assert_eq!(
            (&a.slug, &a.title, &a.when, &a.actors),
            (&b.slug, &b.title, &b.when, &b.actors)
        );
    }
}

#[test]
fn a_hit_that_is_far_away_is_found_in_both_directions() {
    use std::fmt::Write;
    let mut text = String::new();
    for number in 0..9000 {
        let word = match number {
            4000 => "Needle",
            8000 => "needle",
            _ => "hay",
        };
        let _ = writeln!(
            text,
            "{{\"id\":\"e{number}\",\"date\":\"{}\",\"title\":\"{word}\"}}",
            1000 + number
        );
    }
    let timeline = load::from_text("events.jsonl", &text)
        .expect("it loads")
        .timeline;
    let everything = all(&timeline);
    let needle = |word| Needle::new(word).expect("a word");
    let seek = |from, word, direction| {
        timeline.seek(&everything, from, &needle(word), direction, &|| true)
    };
    let (forward, backward) = (Direction::Forward, Direction::Backward);
    for (from, word, direction, expected) in [
        (0, "needle", forward, Some(4000)),
        (4000, "needle", forward, Some(8000)),
        (8000, "needle", forward, Some(4000)),
        (0, "needle", backward, Some(8000)),
        (7999, "needle", backward, Some(4000)),
        (4000, "Needle", forward, Some(4000)),
        (5000, "Needle", backward, Some(4000)),
        (0, "absent", forward, None),
    ] {
        assert_eq!(seek(from, word, direction), Ok(expected), "{from} {word}");
    }
    let stopped = timeline.seek(&everything, 0, &needle("absent"), forward, &|| false);
    assert_eq!(stopped, Err(StoreError::Unwanted));
}
