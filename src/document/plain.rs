//! Paragraphs of plain text. It must not know markup, encodings or line ends other than `\n`.

use super::{Rule, flow};

/// Cuts at blank lines, or, in a text that has none, at every line. Page breaks are white space.
pub(super) fn paragraphs(text: &str, rule: Option<Rule>) -> Vec<String> {
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    let blocks: Vec<&[&str]> = lines
        .split(|line| line.is_empty())
        .filter(|block| !block.is_empty())
        .collect();
    let rule = rule.unwrap_or(if blocks.len() > 1 {
        Rule::Block
    } else {
        Rule::Line
    });
    match rule {
        Rule::Block => blocks
            .into_iter()
            .map(|block| flow(block.iter().copied()))
            .collect(),
        Rule::Line => blocks
            .into_iter()
            .flatten()
            .map(|line| flow([*line]))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_cut() {
        let text = "\n\none\ntwo\n \t\nthree\n\x0c\nfour\n";
        assert_eq!(paragraphs(text, None), ["one two", "three", "four"]);
        assert_eq!(
            paragraphs(text, Some(Rule::Line)),
            ["one", "two", "three", "four"]
        );
    }

    #[test]
    fn without_blank_lines_every_line_counts() {
        let text = "\n1\n2\n3\n4\n5\n6\n7\n8\n\n";
        assert_eq!(paragraphs(text, None).len(), 8);
        assert_eq!(paragraphs(text, Some(Rule::Block)), ["1 2 3 4 5 6 7 8"]);
    }

    #[test]
    fn nothing_is_no_paragraph() {
        assert!(paragraphs("", None).is_empty());
        assert!(paragraphs("\n \n\x0c", Some(Rule::Line)).is_empty());
    }
}
