//! What can be written at the cursor, field by field.

use super::near_misses;
use crate::filter::{Completion, complete};

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
        // Actors by any part of any name; the others by their beginning.
        ("actor:ber|", "ber", "kimberly bergen"),
        ("actor:leader|", "leader", "kim"),
        ("actor:JOAKIM|", "JOAKIM", "sloane"),
        ("actor:statt|", "statt", "state"),
        ("actor:=uni|", "uni", "union"),
        ("actor:|", "", "union state kim kimberly sloane bergen"),
        ("tag:tr|", "tr", "trade trade-fair"),
        ("TAG:F|", "F", "fair-trade"),
        ("tag:g|", "g", "\"Grand Fair\""),
        ("tag:\"gra|", "\"gra", "\"Grand Fair\""),
        (
            "tag:|",
            "",
            "\"Grand Fair\" fair-trade kim trade trade-fair war",
        ),
        ("source:h|", "h", "herald"),
        ("source:|", "", "daily post herald"),
        ("date:19|", "19", "1999"),
        ("date:|", "", "1999 2000 2001"),
        ("within:20|", "20", "2000 2001"),
        ("before:2|", "2", "2000 2001"),
        ("-after:2001|", "2001", "2001"),
        ("status:d|", "d", "disputed denied"),
        ("status:|", "", "happened planned disputed denied"),
        ("is:un|", "un", "uncertain undated uncited unverified"),
        ("is:fl|", "fl", ""),
        // Nothing that can be listed.
        ("title:w|", "w", ""),
        ("place:p|", "p", ""),
        ("quote:a|", "a", ""),
        ("id:v|", "v", ""),
        ("nofield:a|", "a", ""),
        // Only the term that ends at the cursor counts.
        ("|", "", ""),
        ("tag:tr |", "", ""),
        ("tag:war|", "war", "war"),
        ("tag:t|r actor:kim", "t", "trade trade-fair"),
        ("actor:kim tag:t|", "t", "trade trade-fair"),
        ("OR|", "", ""),
        ("(|", "", ""),
    ] {
        let cursor = text.find('|').expect("a cursor");
        let text = text.replace('|', "");
        let found = complete(&text, cursor, &timeline);
        let range = text.get(found.range.clone()).expect("a piece of it");
        let candidates: Vec<&str> = found.candidates.iter().map(String::as_str).collect();
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
        assert_eq!(complete(text, cursor, &timeline), none);
    }
}
