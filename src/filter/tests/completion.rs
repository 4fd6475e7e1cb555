//! What can be written at the cursor, field by field.

use proptest::prelude::*;

use super::near_misses;
use crate::filter::{
    Completion, Field, Filter, Sign, chips, complete, is_half_written, toggle, without,
};
use crate::timeline::Timeline;

#[test]
fn each_field_is_completed_from_what_the_timeline_has() {
    let timeline = near_misses();
    let mut wrong = Vec::new();
    // The cursor stands at `|`; then what is replaced and what may stand there.
    for (text, replaced, wanted) in [
        ("t|", "t", "tag: title:"),
        ("T|", "T", "tag: title:"),
        ("tag|", "tag", "tag:"),
        ("-(a|", "a", "actor: after:"),
        ("ag|", "ag", ""),
        // By any part of any name, those that begin with it first.
        ("actor:ber|", "ber", "bergen kimberly"),
        ("actor:leader|", "leader", "kim"),
        ("actor:JOAKIM|", "JOAKIM", "sloane"),
        ("actor:statt|", "statt", "state"),
        ("actor:=uni|", "uni", "union"),
        ("actor:|", "", "bergen sloane kim kimberly state union"),
        ("tag:tr|", "tr", "trade trade-fair fair-trade"),
        ("TAG:F|", "F", "fair-trade \"Grand Fair\" trade-fair"),
        ("tag:g|", "g", "\"Grand Fair\""),
        ("tag:\"gra|", "\"gra", "\"Grand Fair\""),
        (
            "tag:|",
            "",
            "fair-trade \"Grand Fair\" kim trade trade-fair war",
        ),
        ("source:h|", "h", "herald daily"),
        ("source:week|", "week", "herald"),
        ("source:|", "", "post daily herald"),
        // Years and keywords by their beginning.
        ("date:19|", "19", "1999"),
        ("date:|", "", "1999 2000 2001"),
        ("within:20|", "20", "2000 2001"),
        ("before:2|", "2", "2000 2001"),
        ("-after:2001|", "2001", "2001"),
        ("status:d|", "d", "disputed denied draft"),
        ("status:|", "", "happened planned disputed denied draft"),
        ("ver|", "ver", "verdict:"),
        ("verdict:c|", "c", "cut conflict"),
        ("is:un|", "un", "uncertain undated uncited unverified"),
        ("is:fl|", "fl", ""),
        // Nothing that can be listed.
        ("title:w|", "w", ""),
        ("place:p|", "p", ""),
        ("quote:a|", "a", ""),
        ("id:v|", "v", ""),
        ("nofield:a|", "a", ""),
        // Only the term that ends at the cursor counts.
        ("tag:tr|ade", "tr", "trade trade-fair fair-trade"),
        ("tag:war|", "war", "war"),
        ("tag:t|r actor:kim", "t", "trade trade-fair fair-trade"),
        ("actor:kim tag:t|", "t", "trade trade-fair fair-trade"),
        ("OR|", "", ""),
    ] {
        let cursor = text.find('|').expect("a cursor");
        let text = text.replace('|', "");
        let found = complete(&text, cursor, &timeline, None);
        let range = text.get(found.range.clone()).expect("a piece of it");
        let candidates = found.candidates.iter().map(|found| found.text.as_str());
        let candidates: Vec<&str> = candidates.collect();
        if (range, candidates.join(" ").as_str()) != (replaced, wanted) {
            wrong.push(format!("{text}: {found:?}"));
        }
        if found.range.end != cursor {
            wrong.push(format!("{text}: {found:?} does not end at the cursor"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_completed_inside_a_character_or_past_the_end() {
    let timeline = near_misses();
    for (text, cursor) in [("é", 1), ("tag:", 9)] {
        let none = Completion {
            range: cursor..cursor,
            candidates: Vec::new(),
        };
        assert_eq!(complete(text, cursor, &timeline, None), none);
    }
}

#[test]
fn every_field_can_be_written_where_no_term_has_begun() {
    let timeline = near_misses();
    let names = Field::ALL.iter().map(|field| format!("{}:", field.name()));
    let names: Vec<String> = names.collect();
    for (text, is_empty) in [
        ("|", true),
        ("tag:tr |", true),
        ("tag:tr | war", true),
        ("(|", true),
        ("(|)", true),
        ("war -|", true),
        ("-(|", true),
        ("war OR |", true),
        ("|war", false),
        ("(|war", false),
        ("war OR|", false),
        ("(war)|", false),
        ("\"two |", false),
    ] {
        let cursor = text.find('|').expect("a cursor");
        let found = complete(&text.replace('|', ""), cursor, &timeline, None);
        let texts: Vec<&String> = found.candidates.iter().map(|found| &found.text).collect();
        let wanted: Vec<&String> = names.iter().filter(|_| is_empty).collect();
        assert_eq!(texts, wanted, "{text}");
        if is_empty {
            assert_eq!(found.range, cursor..cursor, "{text}");
            let words = found.candidates.iter().map(|found| found.words.as_str());
            assert!(words.eq(Field::ALL.iter().map(|field| field.words())));
        }
    }
}

/// Returns what is shown of each completion of a text, with its count among the events that a filter keeps.
fn counted(text: &str, filter: &str, timeline: &Timeline) -> String {
    let filter = Filter::parse(filter, timeline).expect("a filter");
    let kept = timeline.select(filter.query()).expect("an answer");
    let found = complete(text, text.len(), timeline, Some(&kept));
    let shown = found.candidates.iter().map(|found| match found.count {
        Some(count) => format!("{} {count}", found.label),
        None => found.label.clone(),
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[test]
fn values_are_counted_in_what_is_kept() {
    let timeline = near_misses();
    for (text, filter, wanted) in [
        (
            "actor:",
            "",
            "The Union 3, Statland 2, City of Bergen 1, Joakim Sloane 1, Kim Il 1, Kimberly Berg 1",
        ),
        (
            "actor:ber",
            "date:1999",
            "City of Bergen 0, Kimberly Berg 1",
        ),
        (
            "tag:",
            "date:1999",
            "trade 1, trade-fair 1, war 1, fair-trade 0, Grand Fair 0, kim 0",
        ),
        (
            "source:",
            "",
            "The Daily Herald 2, Courrier d’État 1, Weekly 1",
        ),
        ("date:", "actor:sloane", "1999 0, 2000 1, 2001 0"),
        (
            "status:",
            "",
            "happened 2, planned 1, disputed 1, denied 1, draft 1",
        ),
        (
            "status:",
            "tag:war",
            "planned 1, happened 0, disputed 0, denied 0, draft 0",
        ),
        ("is:u", "", "uncited 3, undated 2, uncertain 1, unverified"),
        ("ta", "", "tag:"),
    ] {
        assert_eq!(counted(text, filter, &timeline), wanted, "{text} {filter}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_completed_and_edited(
        text in "([a-z:=\"() \\-ORNTAD|é.]|tag:|date:2|verdict:|actor:kim|war){0,12}",
        cursor in 0..40_usize,
    ) {
        let timeline = near_misses();
        let found = complete(&text, cursor, &timeline, None);
        prop_assert!(found.candidates.is_empty() || text.get(found.range.clone()).is_some());
        is_half_written(&text, cursor);
        let mut end = 0;
        for chip in chips(&text) {
            prop_assert!(chip.start >= end && text.get(chip.clone()).is_some_and(|chip| !chip.trim().is_empty()));
            end = chip.end;
        }
        // Only a valid filter has to stay one.
        if let Ok(filter) = Filter::parse(&text, &timeline) {
            let with = toggle(&text, Field::Tag, "war", Sign::Include);
            prop_assert!(Filter::parse(&with, &timeline).is_ok(), "{}", with);
            let rest = without(&text, usize::MAX);
            let rest = Filter::parse(&rest, &timeline).expect("the same filter");
            prop_assert_eq!(rest.query(), filter.query());
        }
    }
}
