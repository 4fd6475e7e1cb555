//! Paragraphs of plain text. It must not know markup, encodings or line ends other than `\n`.

use super::{Rule, flow};

/// Cuts at blank lines, or, in a text that has none, at every line. Page breaks are white space.
/// Each paragraph follows the number of the line at which it begins.
pub(super) fn paragraphs(text: &str, rule: Option<Rule>) -> Vec<(usize, String)> {
    let lines: Vec<(usize, &str)> = (1..).zip(text.split('\n').map(str::trim)).collect();
    let blocks: Vec<&[(usize, &str)]> = lines
        .split(|(_, line)| line.is_empty())
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
            .filter_map(|block| {
                let (number, _) = block.first()?;
                Some((*number, flow(block.iter().map(|(_, line)| *line))))
            })
            .collect(),
        Rule::Line => blocks
            .into_iter()
            .flatten()
            .map(|(number, line)| (*number, flow([*line])))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, rule: Option<Rule>) -> Vec<String> {
        let paragraphs = paragraphs(text, rule).into_iter();
        paragraphs.map(|(_, text)| text).collect()
    }

    fn lines(text: &str, rule: Option<Rule>) -> Vec<usize> {
        let paragraphs = paragraphs(text, rule).into_iter();
        paragraphs.map(|(line, _)| line).collect()
    }

    #[test]
    fn blank_lines_cut() {
        let text = "\n\none\ntwo\n \t\nthree\n\x0c\nfour\n";
        assert_eq!(texts(text, None), ["one two", "three", "four"]);
        assert_eq!(
            texts(text, Some(Rule::Line)),
            ["one", "two", "three", "four"]
        );
    }

    #[test]
    fn without_blank_lines_every_line_counts() {
        let text = "\n1\n2\n3\n4\n5\n6\n7\n8\n\n";
        assert_eq!(texts(text, None).len(), 8);
        assert_eq!(texts(text, Some(Rule::Block)), ["1 2 3 4 5 6 7 8"]);
    }

    #[test]
    fn nothing_is_no_paragraph() {
        assert!(texts("", None).is_empty());
        assert!(texts("\n \n\x0c", Some(Rule::Line)).is_empty());
    }

    #[test]
    fn lines_are_counted_from_one() {
        let text = "\n\none\ntwo\n \t\nthree\n\x0c\nfour\n";
        assert_eq!(lines(text, None), [3, 6, 8]);
        assert_eq!(lines(text, Some(Rule::Line)), [3, 4, 6, 8]);
        assert_eq!(lines("\n1\n2", None), [2, 3]);
    }
}
