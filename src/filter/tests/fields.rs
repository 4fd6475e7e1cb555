//! One table per field: prefix, substring or whole; one or all of several; names, aliases and titles.

use super::{assert_kept, near_misses};
use crate::filter::Filter;
use crate::timeline::{Actor, ActorDetails, ActorId, Event, Held, Origin, Participant, Parts};
use crate::timeline::{Record, Status, Timeline, When};

#[test]
fn actors_go_by_id_name_and_alias() {
    let cases = [
        // A whole id keeps others out whose names begin with it or hold it.
        ("actor:kim", "visit"),
        ("actor:\"kim il\"", "visit"),
        ("actor:\"great leader\"", "visit"),
        ("actor:KIM", "visit"),
        ("actor:\"City of Bergen\"", "union-day"),
        // Beginnings of ids, names and aliases.
        ("actor:ki", "visit visit-back"),
        ("actor:kimb", "visit-back"),
        ("actor:joa", "revisit"),
        ("actor:great", "visit"),
        // Beginnings of words inside a name, if no name begins so.
        ("actor:leader", "visit"),
        ("actor:lead", "visit"),
        ("actor:il", "visit"),
        ("actor:of", "union-day"),
        ("actor:berg", "union-day"),
        // One of several actors of an event is enough.
        ("actor:kimberly", "visit-back"),
        ("actor:bergen", "union-day"),
        // Two go by one alias.
        ("actor:=sl", "visit-back revisit"),
        ("-actor:kim", "visit-back revisit union-day never someday"),
    ];
    assert_kept(&near_misses(), &cases);
}

#[test]
fn a_group_has_its_members_and_theirs() {
    let cases = [
        ("actor:state", "visit visit-back"),
        ("actor:statland", "visit visit-back"),
        ("actor:statten", "visit visit-back"),
        ("actor:STÅTTEN", "visit visit-back"),
        ("actor:sl", "visit visit-back revisit"),
        ("actor:union", "visit visit-back union-day"),
        ("actor:\"the union\"", "visit visit-back union-day"),
        ("-actor:union", "revisit never someday"),
        // `=` leaves them out, whichever way the group is named.
        ("actor:=state", "visit-back"),
        ("actor:=statland", "visit-back"),
        ("actor:=stat", "visit-back"),
        ("actor:=union", "union-day"),
        ("actor:=kim", "visit"),
    ];
    assert_kept(&near_misses(), &cases);
}

#[test]
fn a_circle_of_groups_ends() {
    let actor = |slug: &str, group: usize| {
        let mut actor = Actor::new(slug, slug, ActorDetails::default());
        actor.join(ActorId::new(group));
        actor
    };
    let event = |slug: &str, actor: usize| Event {
        slug: slug.to_owned(),
        when: When::Undated { raw: "".into() },
        title: slug.to_owned(),
        actors: [Participant {
            actor: ActorId::new(actor),
            role: None,
        }]
        .into(),
        status: Status::Happened,
        citations: [].into(),
        origin: Origin::default(),
        details: None,
    };
    let mut parts = Parts {
        // The first two are in each other; the third is in itself.
        actors: vec![actor("ann", 1), actor("bob", 0), actor("cat", 2)],
        ..Parts::default()
    };
    let events = [event("a", 0), event("b", 1), event("c", 2)];
    for (at, event) in events.iter().enumerate() {
        parts.events.add(event, Record::new(0, at, 0, 1));
    }
    let cases = [
        ("actor:ann", "a b"),
        ("actor:bob", "a b"),
        ("actor:=bob", "b"),
        ("actor:cat", "c"),
    ];
    assert_kept(&Timeline::new(parts, Box::new(Held(events.into()))), &cases);
}

#[test]
fn tags_begin_so() {
    let cases = [
        ("tag:trade", "visit visit-back"),
        ("tag:TRADE", "visit visit-back"),
        ("tag:fair", "revisit"),
        ("tag:grand", "union-day"),
        ("tag:war", "visit-back"),
        ("tag:\"trade–fair\"", "visit-back"),
        ("tag:=trade", "visit"),
        ("tag:=fair", ""),
        ("tag:=\"grand fair\"", "union-day"),
        ("-tag:trade", "revisit union-day never someday"),
    ];
    assert_kept(&near_misses(), &cases);
}

#[test]
fn sources_have_this_in_their_id_or_title() {
    let cases = [
        ("source:daily", "visit visit-back"),
        ("source:ail", "visit visit-back"),
        ("source:herald", "visit visit-back revisit"),
        ("source:week", "revisit"),
        // The second citation of the event.
        ("source:post", "visit-back"),
        ("source:\"d'etat\"", "visit-back"),
        ("source:e", "visit visit-back revisit"),
        ("source:=herald", "revisit"),
        ("source:=\"THE DAILY HERALD\"", "visit visit-back"),
        ("source:=dail", ""),
        ("-source:herald", "union-day never someday"),
        ("-source:daily", "revisit union-day never someday"),
    ];
    assert_kept(&near_misses(), &cases);
}

#[test]
fn places_titles_and_quotes_have_this_in_them() {
    let cases = [
        ("place:royal", "visit visit-back"),
        ("place:oya", "visit visit-back"),
        ("place:port", "visit"),
        ("place:lodz", "union-day"),
        ("place:\"ŁÓDŹ, Old\"", "union-day"),
        ("place:=royal", "visit-back"),
        ("place:=lodz", ""),
        ("-place:royal", "revisit union-day never someday"),
        ("title:war", "visit visit-back revisit"),
        ("title:\"the war\"", "visit-back revisit"),
        ("title:=\"the war\"", "visit-back"),
        ("title:alk", "never someday"),
        ("title:lodz", "union-day"),
        ("title:zebra", ""),
        ("-title:war", "union-day never someday"),
        // One of several quotes is enough, and each term may have its own.
        ("quote:ships", "visit visit-back"),
        ("quote:harvest", "visit-back revisit"),
        ("quote:ships quote:harvest", "visit-back"),
        ("quote:\"CAME home\"", "visit revisit"),
        ("quote:\"home came\"", ""),
        ("quote:\"poor. the\"", ""),
        ("quote:=\"the ships were late.\"", "visit-back"),
        ("quote:=ships", ""),
        ("-quote:ships", "revisit union-day never someday"),
    ];
    assert_kept(&near_misses(), &cases);
}

#[test]
fn ids_begin_so() {
    let cases = [
        ("id:visit", "visit visit-back"),
        ("id:VISIT-", "visit-back"),
        ("id:back", ""),
        ("id:=visit", "visit"),
        ("id:=visit-b", ""),
        ("-id:visit", "revisit union-day never someday"),
    ];
    assert_kept(&near_misses(), &cases);
}

#[test]
fn dates_may_have_been_or_certainly_were() {
    let cases = [
        ("date:1999", "visit visit-back"),
        ("date:1999-05", "visit"),
        ("date:2000-02-02", "revisit"),
        ("date:1999-06..2000", "visit-back revisit"),
        ("within:1999", "visit visit-back"),
        ("within:1999-06-15", ""),
        ("within:2000", "revisit"),
        ("before:1999-06", "visit"),
        ("before:1999-06-15", "visit"),
        ("after:1999-06-15", "revisit union-day"),
        ("after:1999", "revisit union-day"),
        ("-date:1999", "revisit union-day never someday"),
        ("-date:0000..9999", "never someday"),
    ];
    assert_kept(&near_misses(), &cases);
}

#[test]
fn bare_words_look_into_every_text_of_an_event() {
    let cases = [
        // Title, summary, note, place, tag, name of an actor, quote.
        ("words", "visit"),
        ("zebra", "visit"),
        ("yak", "visit"),
        ("port", "visit"),
        ("trade", "visit visit-back revisit"),
        ("kimberly", "visit-back"),
        ("storm", "visit"),
        // Any part of a word will do, in any case.
        ("EBR", "visit"),
        ("lodz", "union-day"),
        ("kim", "visit visit-back revisit never"),
        // No id, alias, role, group, title of a source, status or date.
        ("revisit", ""),
        ("leader", ""),
        ("envoy", ""),
        ("statland", "visit-back"),
        ("herald", ""),
        ("planned", ""),
        ("1999", ""),
        // Words come in any order and from any text; a phrase stands as it is in one text.
        ("storm ships", "visit"),
        ("late zebra", ""),
        ("yak \"port royal\"", "visit"),
        ("\"ships came\"", "visit"),
        ("\"storm ships\"", ""),
        ("\"words a zebra\"", ""),
        ("\"d’etat\"", ""),
        // A colon makes a field only after a name.
        (":zebra", ""),
        ("12:30", ""),
        ("-war", "union-day never someday"),
    ];
    assert_kept(&near_misses(), &cases);
}

#[test]
fn field_names_are_read_in_any_case() {
    let timeline = near_misses();
    for text in ["ID:=visit", "Id:=visit", "id:=\"VISIT\""] {
        assert_kept(&timeline, &[(text, "visit")]);
    }
}

#[test]
fn a_filter_keeps_its_text() {
    let timeline = near_misses();
    let filter = |text| Filter::parse(text, &timeline).expect("a filter");
    assert_eq!(filter(" \t tag:war  x ").text(), "tag:war  x");
    assert_eq!(filter("\"a\tb\u{202e}\"").text(), "\"a b�\"");
    for (text, empty) in [("", true), ("  ", true), ("x", false), ("-x", false)] {
        assert_eq!(filter(text).is_empty(), empty, "{text:?}");
        assert_eq!(filter(text).query().is_everything(), empty, "{text:?}");
    }
}
