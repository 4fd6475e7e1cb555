//! Hard-wrapped lines joined into one.

use super::sanitize;
use super::typography::is_unspaced;

/// Joins hard-wrapped lines into one that is safe to draw. Paragraphs and quotes both pass here, so
/// that a quote wrapped in its own file still matches letter for letter.
///
/// A word broken at a hyphen is joined without a space and keeps the hyphen: only a dictionary
/// could tell `exam-ple` from `well-known`, and normalisation drops hyphens inside words anyway. Chinese and Japanese
/// have no spaces, so their lines are joined without one.
pub fn flow<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    flow_onto(&mut text, lines);
    text
}

/// Appends what [`flow`] returns for `lines`.
pub fn flow_onto<'a>(text: &mut String, lines: impl IntoIterator<Item = &'a str>) {
    let start = text.len();
    let mut broken = false;
    for line in lines.into_iter().map(str::trim) {
        let joins = broken && line.starts_with(char::is_alphabetic) && !follows_suspended(line);
        add_line(text, start, line, joins);
        broken = breaks_word(line);
    }
}

/// Appends a line to the text from `start` on, after a space. It goes without one if the line `joins` the last word, or
/// between two characters of a script without spaces.
pub fn add_line(text: &mut String, start: usize, line: &str, joins: bool) {
    let before = text.get(start..).and_then(|text| text.chars().next_back());
    let mut words = line.split_whitespace();
    let Some(first) = words.next() else {
        return;
    };
    let unspaced = |before| {
        first
            .chars()
            .next()
            .is_some_and(|after| is_unspaced(before, after))
    };
    if before.is_some_and(|before| !joins && !unspaced(before)) {
        text.push(' ');
    }
    let add = |word: &str, text: &mut String| {
        text.extend(word.chars().map(|c| sanitize::mark(c).unwrap_or(c)));
    };
    add(first, text);
    for word in words {
        text.push(' ');
        add(word, text);
    }
}

/// Returns whether `line` begins with a word that follows an unfinished one: `pre- and post-war`, `Vor- und Nachteile`.
/// The hyphen before it breaks no word.
pub fn follows_suspended(line: &str) -> bool {
    const WORDS: [&str; 8] = ["and", "or", "und", "oder", "bzw", "bis", "sowie", "och"];
    let word = line.split(|c: char| !c.is_alphabetic()).next();
    word.is_some_and(|word| WORDS.contains(&word))
}

/// Returns whether `line` ends in a letter and a hyphen (plain, Unicode's own, or soft).
pub fn breaks_word(line: &str) -> bool {
    line.strip_suffix(['-', '\u{2010}', '\u{ad}'])
        .is_some_and(|word| word.ends_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_flow_into_one() {
        assert_eq!(flow(["  a", "b ", "", "c"]), "a b c");
        assert_eq!(flow(["an exam-", "ple"]), "an exam-ple");
        assert_eq!(flow(["Emilia-", "Romagna"]), "Emilia-Romagna");
        assert_eq!(flow(["Vor-", "und Nachteile"]), "Vor- und Nachteile");
        assert_eq!(flow(["an under-", "standing"]), "an under-standing");
        assert_eq!(flow(["so -", "he said"]), "so - he said");
        assert_eq!(flow(["1914-", "1918"]), "1914- 1918");
        assert_eq!(flow(["exam-", "", "ple"]), "exam- ple");
        assert_eq!(flow(["a\x1b", "\u{202e}"]), "a␛ \u{fffd}");
        assert_eq!(
            flow(["港の会", "議。", "", "「はい」", "PDF", "版 と"]),
            "港の会議。「はい」 PDF 版 と"
        );
        assert_eq!(flow(["항구", "위원회"]), "항구 위원회");
    }

    #[test]
    fn a_paragraph_is_appended_without_a_space() {
        let mut text = "one-".to_owned();
        flow_onto(&mut text, [" two ", "three"]);
        assert_eq!(text, "one-two three");
    }

    proptest! {
        #[test]
        fn what_flows_is_one_safe_line(lines: Vec<String>) {
            let text = flow(lines.iter().map(String::as_str));
            prop_assert_eq!(sanitize::line(&text), text);
        }
    }
}
