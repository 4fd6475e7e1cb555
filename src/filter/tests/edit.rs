//! An actor's term put in, taken out and turned round; the rest of the text stays as it was written.

use crate::filter::ActorTerm::{Exclude, Include};
use crate::filter::edit::quoted;
use crate::filter::{actor_term, toggle_actor};

#[test]
fn only_the_actors_own_term_is_touched() {
    // The text, what it says of `kim`, and the same with his term put in, or taken out if it is there.
    for (text, said, toggled) in [
        ("", None, "actor:kim"),
        ("  a  ", None, "a actor:kim"),
        ("actor:kim", Some(Include), ""),
        ("a actor:kim b", Some(Include), "a b"),
        ("a -actor:kim b", Some(Exclude), "a b actor:kim"),
        ("a NOT actor:kim b", Some(Exclude), "a b actor:kim"),
        ("-a actor:kim -b", Some(Include), "-a -b"),
        ("ACTOR:kim", Some(Include), ""),
        ("(a b) actor:kim", Some(Include), "(a b)"),
        ("((a) b) actor:kim", Some(Include), "((a) b)"),
        ("a) actor:kim", Some(Include), "a)"),
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
        assert_eq!(actor_term(text, "kim"), said, "{text}");
        assert_eq!(toggle_actor(text, "kim", Include), toggled, "{text}");
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
