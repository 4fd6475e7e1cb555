//! Every word of `is:`, of `status:` and of `verdict:`.

use super::{assert_kept, near_misses};
use crate::filter::{Filter, Is};
use crate::load::{self, Input, SourceRoot};
use crate::timeline::{Status, Timeline, Verdict};

const SOURCE: &str = "All of the ships came home before the storm.\n\n\
                      The harvest of 1999 was the best for many years.\n\n\
                      The mill may close in May, provided that the council agrees.\n";

const EVENTS: &str = r#"
[sources.paper]
title = "Paper"
file = "paper.txt"
[sources.lost]
title = "Lost"

[[event]]
id = "exact"
date = "2001"
title = "t"
[[event.citation]]
source = "paper"
quote = "All of the ships came home before the storm."
date = "2001-05"

[[event]]
id = "normalized"
date = "2002"
title = "t"
[[event.citation]]
source = "paper"
quote = "all of the  SHIPS came home before the storm"

[[event]]
id = "fuzzy"
date = "2003~"
title = "t"
[[event.citation]]
source = "paper"
quote = "All of the shipps came home before the storm."

[[event]]
id = "altered"
date = "2004?"
title = "t"
[[event.citation]]
source = "paper"
quote = "The harvest of 1989 was the best for many years."

[[event]]
id = "second-missing"
date = "2005%"
title = "t"
[[event.citation]]
source = "paper"
quote = "All of the ships came home before the storm."
[[event.citation]]
source = "paper"
quote = "Nobody has ever written any such sentence there."

[[event]]
id = "unquoted"
date = "2006"
title = "t"
status = "planned"
[[event.citation]]
source = "paper"
paragraph = 1

[[event]]
id = "no-text"
date = "2007"
title = "t"
[[event.citation]]
source = "lost"
quote = "All of the ships came home before the storm."

[[event]]
id = "dated-otherwise"
date = "2008"
title = "t"
status = "disputed"
[[event.citation]]
source = "paper"
quote = "All of the ships came home before the storm."
[[event.citation]]
source = "paper"
quote = "The harvest of 1999 was the best for many years."
date = "2009"

[[event]]
id = "contradicted"
date = "2010"
title = "t"
status = "denied"
[[event.citation]]
source = "paper"
quote = "All of the ships came home before the storm."
stance = "contradicts"

[[event]]
id = "at-odds"
date = "2011"
title = "t"
[[event.citation]]
source = "paper"
quote = "All of the ships came home before the storm."
date = "2011-05"
[[event.citation]]
source = "paper"
quote = "The harvest of 1999 was the best for many years."
date = "2011-06"

[[event]]
id = "uncited"
date = "2012"
title = "approximate uncertain undated uncited unverified conflict"
tags = ["planned", "disputed", "denied", "draft"]

[[event]]
id = "turned"
date = "2013"
title = "t"
[[event.citation]]
source = "paper"
paragraph = 3
quote = "The mill may close in May"

[[event]]
id = "acknowledged"
date = "2014"
title = "t"
status = "draft"
[[event.citation]]
source = "paper"
paragraph = 3
quote = "The mill may close in May"
acknowledged = ["condition"]

[[event]]
id = "undated"
title = "t"

[[event]]
id = "unreadable"
date = "some day"
title = "t"
"#;

fn timeline() -> Timeline {
    with_paper(EVENTS)
}

fn with_paper(events: &str) -> Timeline {
    let input = Input {
        root: SourceRoot::Embedded(&[("paper.txt", SOURCE)]),
        ..Input::of_text("events.toml", events)
    };
    load::from_inputs(&[input]).expect("it loads").timeline
}

/// What each property keeps.
const CASES: [(&str, &str); 11] = [
    ("is:planned", "unquoted"),
    ("is:disputed", "dated-otherwise"),
    ("is:denied", "contradicted"),
    ("is:draft", "acknowledged"),
    ("is:approximate", "fuzzy second-missing"),
    ("is:uncertain", "altered second-missing"),
    ("is:undated", "undated unreadable"),
    ("is:uncited", "uncited undated unreadable"),
    (
        "is:unverified",
        "fuzzy altered second-missing unquoted no-text",
    ),
    ("is:cut", "turned"),
    ("is:conflict", "dated-otherwise contradicted at-odds"),
];

#[test]
fn every_property_keeps_what_has_it() {
    let timeline = timeline();
    assert_kept(&timeline, &CASES);
    let words = Is::ALL.iter().map(|known| format!("is:{}", known.name()));
    let words: Vec<String> = words.collect();
    assert_eq!(words, CASES.map(|(text, _)| text), "a row for each");
    for (text, wanted) in CASES {
        let all = super::kept("", &timeline);
        let rest = all
            .split(' ')
            .filter(|id| !wanted.split(' ').any(|kept| kept == *id));
        let rest = rest.collect::<Vec<_>>().join(" ");
        assert_kept(&timeline, &[(&format!("-{text}"), &rest)]);
        // `=` has nothing to add to a whole word, and case does not matter.
        let (field, word) = text.split_once(':').expect("a field");
        assert_kept(&timeline, &[(&format!("{field}:={word}"), wanted)]);
        assert_kept(&timeline, &[(&text.to_uppercase(), wanted)]);
    }
}

#[test]
fn only_what_depends_on_quotes_looks_for_them() {
    let timeline = timeline();
    for word in Is::ALL.iter().map(|known| known.name()) {
        let filter = Filter::parse(&format!("is:{word}"), &timeline).expect("a property");
        let needs = filter.query().needs_anchors();
        assert_eq!(needs, ["unverified", "cut"].contains(&word), "{word}");
    }
    for (text, needs) in [
        ("a is:unverified", true),
        ("a OR (b -is:unverified)", true),
        ("a (b OR -c) quote:unverified", false),
        ("verdict:verified", true),
        ("a OR -verdict:unproven", true),
        ("", false),
    ] {
        let filter = Filter::parse(text, &timeline).expect("a filter");
        assert_eq!(filter.query().needs_anchors(), needs, "{text}");
    }
}

#[test]
fn every_verdict_keeps_what_has_it() {
    let timeline = timeline();
    let cases = [
        ("verdict:verified", "exact normalized acknowledged"),
        (
            "verdict:unproven",
            "unquoted no-text uncited undated unreadable",
        ),
        ("verdict:differs", "fuzzy"),
        ("verdict:cut", "turned"),
        ("verdict:conflict", "dated-otherwise contradicted at-odds"),
        ("verdict:broken", "altered second-missing"),
    ];
    assert_kept(&timeline, &cases);
    let words = Verdict::ALL
        .iter()
        .map(|known| format!("verdict:{}", known.name()));
    let words: Vec<String> = words.collect();
    assert_eq!(words, cases.map(|(text, _)| text), "a row for each");
    let more = [
        ("VERDICT:Cut", "turned"),
        ("verdict:=cut", "turned"),
        ("verdict:\"cut\"", "turned"),
        ("date:..2003 verdict:differs", "fuzzy"),
        ("date:..2002 verdict:differs", ""),
        ("verdict:cut OR verdict:differs", "fuzzy turned"),
        (
            "-verdict:verified -verdict:unproven -verdict:conflict",
            "fuzzy altered second-missing turned",
        ),
    ];
    assert_kept(&timeline, &more);
    // The screen says the same of each.
    let all = timeline.select(Filter::default().query()).expect("all");
    for id in all.iter() {
        let event = timeline.event(id.expect("an id")).expect("an event");
        let word = timeline.verdict(&event).name();
        let kept = super::kept(&format!("id:={} verdict:{word}", event.slug), &timeline);
        assert_eq!(kept, event.slug, "{word}");
    }
}

#[test]
fn a_contradicted_event_with_a_broken_quote_is_broken() {
    let events = |quote: &str| {
        format!(
            "[sources.paper]\ntitle = \"Paper\"\nfile = \"paper.txt\"\n[[event]]\nid = \"e\"\ntitle = \"t\"\n\
             date = \"2001\"\n[[event.citation]]\nsource = \"paper\"\nquote = \"{quote}\"\n\
             stance = \"contradicts\"\n"
        )
    };
    for (quote, wanted) in [
        ("All of the ships came home", "conflict"),
        ("Nobody has ever written that.", "broken"),
    ] {
        for verdict in Verdict::ALL.iter().map(|known| known.name()) {
            let kept = super::kept(&format!("verdict:{verdict}"), &with_paper(&events(quote)));
            assert_eq!(kept == "e", verdict == wanted, "{quote} {verdict}");
        }
    }
}

#[test]
fn the_worst_citation_counts_in_whichever_piece_of_a_long_event() {
    let cite =
        |quote: &str| format!("[[event.citation]]\nsource = \"paper\"\nquote = \"{quote}\"\n");
    let event = |id: &str, first: &str, last: &str| {
        let many = cite("All of the ships came home before the storm.").repeat(250);
        format!("[[event]]\nid = \"{id}\"\ntitle = \"t\"\ndate = \"2001\"\n{first}{many}{last}")
    };
    let wrong = cite("Nobody has ever written any such sentence there.");
    let against = "[[event.citation]]\nsource = \"paper\"\nstance = \"contradicts\"\n";
    let timeline = with_paper(&format!(
        "[sources.paper]\ntitle = \"Paper\"\nfile = \"paper.txt\"\n{}{}{}{}",
        event("a", &wrong, ""),
        event("b", "", ""),
        event("c", "", &wrong),
        event("d", "", against),
    ));
    let cases = [
        ("verdict:verified", "b"),
        ("verdict:broken", "a c"),
        ("verdict:conflict", "d"),
    ];
    assert_kept(&timeline, &cases);
}

#[test]
fn every_status_keeps_what_has_it() {
    let cases = [
        ("status:happened", "visit never"),
        ("status:planned", "visit-back"),
        ("status:disputed", "revisit"),
        ("status:denied", "union-day"),
        ("status:draft", "someday"),
    ];
    let timeline = near_misses();
    assert_kept(&timeline, &cases);
    let words = Status::NAMES
        .iter()
        .map(|(_, word)| format!("status:{word}"));
    let words: Vec<String> = words.collect();
    assert_eq!(words, cases.map(|(text, _)| text), "a row for each");
    let more = [
        ("status:PLANNED", "visit-back"),
        ("status:=planned", "visit-back"),
        ("status:\"planned\"", "visit-back"),
        ("-status:happened", "visit-back revisit union-day someday"),
    ];
    assert_kept(&timeline, &more);
}
