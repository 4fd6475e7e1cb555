//! Splits plain text with `\n` line endings into paragraphs.

use super::body::Body;
use super::reading::Rule;

/// Splits `text` at blank lines or, if it has none, at every line. Form feeds count as white space.
pub(super) fn paragraphs(text: &str, rule: Option<Rule>) -> Body {
    let rule = rule.unwrap_or(if blocks(text).nth(1).is_some() {
        Rule::Block
    } else {
        Rule::Line
    });
    let mut body = Body::default();
    match rule {
        Rule::Block => {
            for (line, block) in blocks(text) {
                body.push(line, block.split('\n'));
            }
        }
        Rule::Line => {
            for (line, text) in (1..).zip(text.split('\n')) {
                body.push(line, [text]);
            }
        }
    }
    body
}

/// Returns the blocks between blank lines, each with the number of its first line.
fn blocks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let mut lines = (1..)
        .zip(text.split('\n'))
        .map(move |(number, line)| {
            let start = at;
            at += line.len() + 1;
            (number, start, line)
        })
        .peekable();
    let blank = |line: &str| line.trim().is_empty();
    std::iter::from_fn(move || {
        let (number, start, first) = lines.find(|(_, _, line)| !blank(line))?;
        let mut end = start + first.len();
        while let Some((_, start, line)) = lines.next_if(|(_, _, line)| !blank(line)) {
            end = start + line.len();
        }
        Some((number, text.get(start..end)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, rule: Option<Rule>) -> Vec<String> {
        let body = paragraphs(text, rule);
        body.paragraphs().iter().map(str::to_owned).collect()
    }

    fn lines(text: &str, rule: Option<Rule>) -> Vec<usize> {
        let body = paragraphs(text, rule);
        (0..).map_while(|index| body.line(index)).collect()
    }

    #[test]
    fn blank_lines_separate_paragraphs() {
        let text = "\n\none\ntwo\n \t\nthree\n\x0c\nfour\n";
        assert_eq!(texts(text, None), ["one two", "three", "four"]);
        assert_eq!(
            texts(text, Some(Rule::Line)),
            ["one", "two", "three", "four"]
        );
    }

    #[test]
    fn without_blank_lines_every_line_is_a_paragraph() {
        let text = "\n1\n2\n3\n4\n5\n6\n7\n8\n\n";
        assert_eq!(texts(text, None).len(), 8);
        assert_eq!(texts(text, Some(Rule::Block)), ["1 2 3 4 5 6 7 8"]);
    }

    #[test]
    fn blank_text_has_no_paragraphs() {
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
