//! Events by the ids of their file.

use super::*;

fn ids(slugs: &[&str]) -> Timeline {
    // Later in the file, earlier in time.
    let events = slugs.iter().zip(0..).map(|(id, n)| {
        format!(
            "[[event]]\nid = \"{id}\"\ntitle = \"t\"\ndate = \"{}\"\n",
            3000 - n
        )
    });
    read(&events.collect::<String>())
}

#[test]
fn an_event_is_found_by_its_whole_id_only() {
    let timeline = ids(&["kim-2", "kim", "ann", "kimono", "xi", "kim-10"]);
    for found in ["ann", "kim", "kim-2", "kim-10", "kimono", "xi"] {
        let id = timeline.find(found).expect("an answer").expect(found);
        assert_eq!(slug(&timeline, id), found);
    }
    for missing in [
        "", "ki", "kim-", "Kim", "kim-3", "x", "xii", "a", "zed", "kim ",
    ] {
        assert_eq!(timeline.find(missing), Ok(None), "{missing}");
    }
}

#[test]
fn ids_that_begin_so_come_in_their_own_order() {
    let timeline = ids(&["kim-2", "kim", "ann", "kimono", "xi", "kim-10"]);
    for (begun, wanted) in [
        ("kim", "kim kim-10 kim-2 kimono"),
        ("kim-", "kim-10 kim-2"),
        ("kimo", "kimono"),
        ("", "ann kim kim-10 kim-2 kimono xi"),
        ("a", "ann"),
        ("xi", "xi"),
        ("xii", ""),
        ("im", ""),
        ("KIM", ""),
        ("0", ""),
    ] {
        let found = timeline.beginning(begun, 9).expect("an answer");
        let found = found.iter().map(|id| slug(&timeline, *id));
        assert_eq!(found.collect::<Vec<_>>().join(" "), wanted, "{begun}");
        let first = timeline.beginning(begun, 2).expect("an answer");
        let first = first.iter().map(|id| slug(&timeline, *id));
        let wanted: Vec<&str> = wanted.split_whitespace().take(2).collect();
        assert_eq!(first.collect::<Vec<_>>(), wanted, "{begun}");
    }
    assert_eq!(ids(&[]).beginning("", 9), Ok(Vec::new()));
}

#[test]
fn a_misspelt_id_leads_to_the_nearest() {
    let timeline = ids(&["harbour", "treaty", "treason"]);
    let meant = |slug| timeline.did_you_mean(slug).expect("an answer");
    assert_eq!(meant("traety").as_deref(), Some("did you mean `treaty`?"));
    assert_eq!(meant("reason").as_deref(), Some("did you mean `treason`?"));
    assert_eq!(meant("somewhere-else"), None);
    assert_eq!(ids(&[]).did_you_mean("treaty"), Ok(None));
}

#[test]
fn actors_belong_to_their_groups_and_go_by_their_names() {
    let timeline = read(
        "[actors.union]\nname = \"Union\"\n[actors.state]\nname = \"Ståtland\"\n\
         aliases = [\"SL\"]\nmember_of = [\"union\"]\n[actors.kim]\nname = \"Kim\"\n\
         member_of = [\"state\"]\n",
    );
    let id = ActorId::new;
    for (actor, group, belongs) in [
        (2, 0, true),
        (2, 1, true),
        (2, 2, true),
        (1, 2, false),
        (0, 1, false),
        (0, 9, false),
        (9, 0, false),
    ] {
        assert_eq!(
            timeline.belongs(id(actor), id(group)),
            belongs,
            "{actor} {group}"
        );
    }
    let state = timeline.actor(id(1)).expect("an actor");
    for (name, goes) in [
        ("Ståtland", true),
        ("STATLAND", true),
        ("sl", true),
        ("stat", false),
        ("state", false),
        ("", false),
    ] {
        assert_eq!(state.goes_by(name), goes, "{name}");
    }
}
