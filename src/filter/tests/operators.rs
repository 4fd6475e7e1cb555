//! What binds how tightly: negation before side by side, side by side before `OR`.

use std::fmt::Write;

use super::{assert_kept, read};

#[test]
fn operators_bind_in_their_order() {
    let mut events = String::new();
    for letters in ["o", "a", "b", "c", "ab", "ac", "bc", "abc"] {
        let _ = write!(
            events,
            "[[event]]\nid = \"{letters}\"\ndate = \"2001\"\ntitle = \"{letters}\"\n"
        );
    }
    let cases = [
        ("", "o a b c ab ac bc abc"),
        ("a", "a ab ac abc"),
        ("a b", "ab abc"),
        ("a AND b", "ab abc"),
        ("a b c", "abc"),
        ("a OR b", "a b ab ac bc abc"),
        ("a OR b OR c", "a b c ab ac bc abc"),
        ("a OR b c", "a ab ac bc abc"),
        ("a b OR c", "c ab ac bc abc"),
        ("a AND b OR c", "c ab ac bc abc"),
        ("(a OR b) c", "ac bc abc"),
        ("a (b OR c)", "ab ac abc"),
        ("((a)(b))", "ab abc"),
        ("-a", "o b c bc"),
        ("NOT a", "o b c bc"),
        ("-a b", "b bc"),
        ("NOT a b", "b bc"),
        ("NOT a AND NOT b", "o c"),
        ("a -b", "a ac"),
        ("-(a b)", "o a b c ac bc"),
        ("NOT (a b)", "o a b c ac bc"),
        ("-(a OR b)", "o c"),
        ("-a OR b", "o b c ab bc abc"),
        ("-a OR -b", "o a b c ac bc"),
        ("a OR -b", "o a c ab ac abc"),
        ("--a", "a ab ac abc"),
        ("NOT -a", "a ab ac abc"),
        ("-a -b -c", "o"),
        ("-\"ab\"", "o a b c ac bc"),
        ("-title:=a", "o b c ab ac bc abc"),
        // Without its capitals, in quotes or apart from its term, it is a word.
        ("a or b", ""),
        ("a and b", ""),
        ("not a", ""),
        ("a \"OR\" b", ""),
        ("\"NOT\" a", ""),
        ("- a", ""),
        // A hyphen inside a word, and a letter beside a parenthesis.
        ("a-b", ""),
        ("a(b)", "ab abc"),
        ("(a)b", "ab abc"),
    ];
    assert_kept(&read(&events), &cases);
}
