//! Text as TOML writes it, in the four kinds of strings that it has.

use std::fmt::Write as _;

/// Writes a text in the manner of the string that stood there, where that manner can hold it, else
/// between plain double quotes.
pub(super) fn like(old: &str, text: &str) -> String {
    for (delimiter, fits, write) in STYLES {
        if let Some(inside) = old.strip_prefix(delimiter)
            && fits(text)
        {
            // A line break right after the opening is no part of the text, not even of one that
            // begins with a line break.
            let begin = match delimiter.len() {
                3 => opening_break(inside, text),
                _ => "",
            };
            let written = write(text);
            return format!("{delimiter}{begin}{written}{delimiter}");
        }
    }
    format!("\"{}\"", escaped(text))
}

type Style = (&'static str, fn(&str) -> bool, fn(&str) -> String);

/// What a string is set in, whether it can hold a text, and how it does. The long ones first, since
/// the others begin like them.
const STYLES: [Style; 4] = [
    ("\"\"\"", |_| true, escaped_lines),
    (
        "'''",
        |text| {
            let raw = |c| matches!(c, '\n' | '\t') || !needs_escape(c);
            text.chars().all(raw) && !text.contains("'''") && !text.ends_with('\'')
        },
        str::to_owned,
    ),
    ("\"", |_| true, escaped),
    (
        "'",
        |text| {
            let raw = |c| c == '\t' || (c != '\'' && !needs_escape(c));
            text.chars().all(raw)
        },
        str::to_owned,
    ),
];

fn opening_break(inside: &str, text: &str) -> &'static str {
    if inside.starts_with("\r\n") {
        "\r\n"
    } else if inside.starts_with('\n') || text.starts_with('\n') {
        "\n"
    } else {
        ""
    }
}

/// The characters that stand in no string as they are, or not in each.
fn needs_escape(c: char) -> bool {
    matches!(c, '\0'..='\x1f' | '\x7f')
}

/// For a string in one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '"' {
            out.push('\\');
        }
        push(c, &mut out);
    }
    out
}

/// For a string of several lines: a quotation mark is only escaped where it could be taken for a part
/// of the end.
fn escaped_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '"' && chars.peek().is_none_or(|next| *next == '"') {
            out.push('\\');
        }
        match c {
            '\n' => out.push(c),
            c => push(c, &mut out),
        }
    }
    out
}

fn push(c: char, out: &mut String) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        c if needs_escape(c) => {
            let _ = write!(out, "\\u{:04X}", u32::from(c));
        }
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_manner_of_the_old_string_is_kept_where_it_can_hold_the_text() {
        for (old, text, expected) in [
            ("'a'", "b \\ \"c\"", "'b \\ \"c\"'"),
            ("'a'", "it's", "\"it's\""),
            ("'a'", "it's \"so\" \\", r#""it's \"so\" \\""#),
            ("'a'", "two\nlines", r#""two\nlines""#),
            ("\"a\"", "it's \"so\"", r#""it's \"so\"""#),
            ("'''a'''", "it's \"so\"", "'''it's \"so\"'''"),
            ("'''a'''", "the dogs'", "\"the dogs'\""),
            ("'''\na'''", "b", "'''\nb'''"),
            ("\"\"\"\r\na\"\"\"", "b", "\"\"\"\r\nb\"\"\""),
            (r#""""a""""#, r#"a "b" c"#, r#""""a "b" c""""#),
            (r#""""a""""#, r#"say "b""#, r#""""say "b\"""""#),
            ("\"\"\"a\"\"\"", "\"\"\"", r#""""\"\"\"""""#),
            ("'''a'''", "\nb", "'''\n\nb'''"),
            ("''", "b", "'b'"),
            ("\"\"", "b", "\"b\""),
            ("\"a\"", "\u{1}\u{7f}\r", r#""\u0001\u007F\r""#),
        ] {
            assert_eq!(like(old, text), expected, "{old} {text:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_as_the_same(
            old in prop::sample::select(vec!["'a'", "\"a\"", "'''a'''", "\"\"\"a\"\"\"", "''", "\"\"", "'''\n'''"]),
            text in prop_oneof!["\\PC*", "['\"\\\\ a\n\t\r\u{1}\u{7f}]*", any::<String>()],
        ) {
            let written = format!("k = {}", like(old, &text));
            let read = toml::from_str::<toml::Table>(&written);
            let read = read.map_err(|error| TestCaseError::fail(format!("{written:?}: {error}")))?;
            prop_assert_eq!(read.get("k").and_then(toml::Value::as_str), Some(text.as_str()));
        }
    }
}
