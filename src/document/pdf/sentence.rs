//! What the ends and the beginnings of lines say about sentences.

/// Returns whether a line ends a sentence or a clause before a list, apart from brackets, quotation marks and the
/// numbers of notes.
pub(super) fn ends_sentence(line: &str) -> bool {
    let closing = |c: char| {
        c.is_ascii_digit() || matches!(c, ']' | ')' | '[' | '"' | '\'' | '”' | '’' | '»' | '」')
    };
    let before = line.trim_end_matches(closing);
    let is_end = |c: char| {
        matches!(
            c,
            '.' | '!' | '?' | '。' | '！' | '？' | '…' | ':' | ';' | '؟' | '：' | '；'
        )
    };
    before.ends_with(is_end)
}

/// Returns whether a line begins with a bullet or a number, as items of lists do.
pub(super) fn is_item(line: &str) -> bool {
    let Some((first, _)) = line.split_once(' ') else {
        return false;
    };
    if matches!(
        first,
        "•" | "·" | "▪" | "◦" | "‣" | "–" | "—" | "-" | "\u{fffd}"
    ) {
        return true;
    }
    let inner = first.strip_prefix('(').unwrap_or(first);
    let Some(label) = inner.strip_suffix(['.', ')']) else {
        return false;
    };
    let is_number =
        (1..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_number || is_letter
}

/// Returns whether a line begins with the label of a figure or a table: `Figure 3:`.
pub(super) fn is_caption(line: &str) -> bool {
    const LABELS: [&str; 14] = [
        "figure",
        "fig.",
        "table",
        "abbildung",
        "abb.",
        "tabelle",
        "tableau",
        "figura",
        "tabla",
        "рисунок",
        "рис.",
        "таблица",
        "табл.",
        "tabella",
    ];
    let mut words = line.split_whitespace();
    let (Some(label), Some(number)) = (words.next(), words.next()) else {
        return false;
    };
    LABELS.contains(&label.to_lowercase().as_str())
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.ends_with([':', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_before_brackets_and_notes() {
        for line in [
            "It ended.",
            "“It ended.”",
            "It ended.[12]",
            "(It ended.)",
            "as follows:",
            "结束了。",
            "It ended.12",
        ] {
            assert!(ends_sentence(line), "{line}");
        }
        for line in ["", "It", "in 2014", "(see", "it,"] {
            assert!(!ends_sentence(line), "{line}");
        }
    }

    #[test]
    fn items_begin_with_bullets_and_numbers() {
        for line in ["• one", "12. one", "(a) one", "b) one", "– one"] {
            assert!(is_item(line), "{line}");
        }
        for line in [
            "one", "2014. It", "12 one", "a one", "e.g. one", ". one", "-one",
        ] {
            assert!(!is_item(line), "{line}");
        }
    }

    #[test]
    fn captions_begin_with_a_label() {
        for line in ["Figure 3: The quay", "Tabelle 12. Orte", "Рис. 4. Причал"] {
            assert!(is_caption(line), "{line}");
        }
        for line in ["Figure 3 shows", "Figures: 3", "The figure 3:", "Figure"] {
            assert!(!is_caption(line), "{line}");
        }
    }
}
