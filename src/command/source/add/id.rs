//! Ids for new sources.

use crate::text::fold::strip_accents;
use crate::text::kebab::kebab_case;

/// The most words of a title that become an id.
const MOST_WORDS: usize = 5;

/// No id is longer, in characters.
const LONGEST: usize = 60;

/// No word at which a title is cut is as short as this, in letters: it is hardly the last of a phrase.
const SHORT_WORD: usize = 2;

/// Returns the first words of a title in kebab-case.
pub fn of_title(title: &str) -> String {
    let title = kebab_case(&strip_accents(title));
    let mut words: Vec<&str> = title.split('-').collect();
    if words.len() > MOST_WORDS {
        words.truncate(MOST_WORDS);
        let is_short = |word: &&str| {
            word.chars().count() <= SHORT_WORD && word.chars().all(char::is_alphabetic)
        };
        while words.len() > 1 && words.last().is_some_and(is_short) {
            words.pop();
        }
    }
    cut(&words.join("-"))
}

/// Returns the name of a file without its extension in kebab-case.
pub fn of_stem(stem: &str) -> String {
    cut(&kebab_case(stem))
}

/// Returns the first of two ids, unless only the second has letters, or needs no quotation marks in an event file.
pub fn better(first: String, second: String) -> String {
    let worth = |id: &str| {
        let has_letter = id.chars().any(char::is_alphabetic);
        (has_letter, has_letter && id.is_ascii(), !id.is_empty())
    };
    if worth(&second) > worth(&first) {
        second
    } else {
        first
    }
}

fn cut(id: &str) -> String {
    let id: String = id.chars().take(LONGEST).collect();
    id.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_gives_its_first_words() {
        let long = "a".repeat(100);
        let exact = format!("{}-b", "a".repeat(59));
        for (title, id) in [
            ("The bridge", "the-bridge"),
            (
                "Die Brücke über den See: eine Geschichte",
                "die-brucke-uber-den-see",
            ),
            (
                "Report on the grounding of the ferry",
                "report-on-the-grounding",
            ),
            ("One two three of a kind", "one-two-three"),
            ("A b c d e f", "a"),
            (
                "Agreement between the parties of 12 May",
                "agreement-between-the-parties",
            ),
            ("Minutes of the meeting 12 May", "minutes-of-the-meeting-12"),
            ("A history of vitamin C", "a-history-of-vitamin-c"),
            (&long, &long[..60]),
            (&exact, &exact[..59]),
            ("Папка с делом", "папка-с-делом"),
            ("…", ""),
        ] {
            assert_eq!(of_title(title), id, "{title}");
        }
        assert_eq!(
            of_stem("Annual Report (final) of the year"),
            "annual-report-final-of-the-year"
        );
        assert_eq!(of_stem(&long).len(), 60);
    }

    #[test]
    fn an_id_has_letters_and_needs_no_quotation_marks_if_that_can_be() {
        for (first, second, id) in [
            ("report", "the-bridge", "report"),
            ("2025-03", "the-bridge", "the-bridge"),
            ("2025-03", "12", "2025-03"),
            ("дело", "the-case", "the-case"),
            ("дело", "папка", "дело"),
            ("дело", "12", "дело"),
            ("", "12", "12"),
            ("", "", ""),
        ] {
            assert_eq!(
                better(first.to_owned(), second.to_owned()),
                id,
                "{first} {second}"
            );
        }
    }
}
