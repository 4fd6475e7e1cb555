//! Terms put in, taken out and turned round; the rest of the text stays as it was written.

use super::near_misses;
use crate::filter::Sign::{Exclude, Include};
use crate::filter::edit::quoted;
use crate::filter::{Field, Filter, chips, term_for, toggle, without};

#[test]
fn only_the_own_term_of_a_value_is_touched() {
    // The text, what it says of `kim`, and the same with his term put in, or taken out if it is there.
    for (text, said, toggled) in [
        ("", None, "actor:kim"),
        ("  a  ", None, "a actor:kim"),
        ("actor:kim", Some(Include), ""),
        ("a actor:kim b", Some(Include), "a b"),
        ("a AND actor:kim", Some(Include), "a"),
        ("a -actor:kim b", Some(Exclude), "a b actor:kim"),
        ("a NOT actor:kim b", Some(Exclude), "a b actor:kim"),
        ("-a actor:kim -b", Some(Include), "-a -b"),
        ("ACTOR:kim", Some(Include), ""),
        ("actor:\"kim\"", Some(Include), ""),
        ("--actor:kim", None, "--actor:kim actor:kim"),
        ("(a b) actor:kim", Some(Include), "(a b)"),
        ("((a) b) actor:kim", Some(Include), "((a) b)"),
        ("a) actor:kim", Some(Include), "a )"),
        ("actor:kimberly", None, "actor:kimberly actor:kim"),
        ("actor:Kim", None, "actor:Kim actor:kim"),
        ("tag:kim", None, "tag:kim actor:kim"),
        ("kim", None, "kim actor:kim"),
        ("(actor:kim)", None, "(actor:kim) actor:kim"),
        ("((a) actor:kim)", None, "((a) actor:kim) actor:kim"),
        ("(a OR b)", None, "(a OR b) actor:kim"),
        ("(a OR b) actor:kim", Some(Include), "(a OR b)"),
        ("actor:kim OR a", None, "(actor:kim OR a) actor:kim"),
    ] {
        assert_eq!(term_for(text, Field::Actor, "kim"), said, "{text}");
        let found = toggle(text, Field::Actor, "kim", Include);
        assert_eq!(found, toggled, "{text}");
    }
}

#[test]
fn a_term_goes_in_turns_round_and_comes_out() {
    for (field, value, term) in [
        (Field::Actor, "kim", "actor:kim"),
        (Field::Tag, "Grand Fair", "tag:\"Grand Fair\""),
        (Field::Date, "2001", "date:2001"),
        (Field::Verdict, "broken", "verdict:broken"),
    ] {
        let with = toggle("a", field, value, Include);
        assert_eq!(with, format!("a {term}"));
        assert_eq!(term_for(&with, field, value), Some(Include));
        let against = toggle(&with, field, value, Exclude);
        assert_eq!(against, format!("a -{term}"));
        assert_eq!(term_for(&against, field, value), Some(Exclude));
        assert_eq!(toggle(&against, field, value, Exclude), "a");
    }
}

#[test]
fn a_filter_is_cut_into_what_must_hold() {
    // The text with its chips in brackets, and the same without the second one.
    for (text, rest) in [
        ("", ""),
        ("  ", ""),
        ("[a]", "a"),
        ("  [a]  [b] ", "a"),
        ("[a] AND [b] [c]", "a c"),
        ("[-a] [NOT b] [--c]", "-a --c"),
        (
            "[tag:\"x y\"] [actor:=kim] [\"two words\"]",
            "tag:\"x y\" \"two words\"",
        ),
        ("[(a OR b)] [-(c (d OR e))] [f]", "(a OR b) f"),
        ("[a OR b c]", "a OR b c"),
        ("[-a OR (b c)]", "-a OR (b c)"),
        ("[a][(b)]", "a"),
        // What is not closed, or closes nothing.
        ("[a] [(b c]", "a"),
        ("[a] [\"b c]", "a"),
        ("[a] [NOT]", "a"),
        ("[a] [)] [b]", "a b"),
    ] {
        let plain = text.replace(['[', ']'], "");
        let mut marked = plain.clone();
        for chip in chips(&plain).into_iter().rev() {
            marked.insert(chip.end, ']');
            marked.insert(chip.start, '[');
        }
        assert_eq!(marked, text);
        assert_eq!(without(&plain, 1), rest, "{text}");
    }
}

#[test]
fn chips_together_keep_what_the_filter_keeps() {
    let timeline = near_misses();
    let query = |text: &str| {
        let filter = Filter::parse(text, &timeline);
        filter
            .unwrap_or_else(|wrong| panic!("{}", wrong.render(false)))
            .query()
            .clone()
    };
    for text in [
        "",
        "war AND tag:trade",
        "-actor:kim (war OR tag:trade) date:1999",
        "war OR tag:trade -actor:kim",
        "NOT (war AND tag:trade)",
    ] {
        // No chip has this number.
        assert_eq!(query(&without(text, usize::MAX)), query(text), "{text}");
    }
}

#[test]
fn a_value_is_quoted_where_it_would_be_read_otherwise() {
    for value in ["", "a b", "a\tb", "a(b", "a)b", "a=b"] {
        assert_eq!(quoted(value), format!("\"{value}\""));
    }
    assert_eq!(quoted("a\"b"), "\"ab\"");
    assert_eq!(quoted("a-b"), "a-b");
}
