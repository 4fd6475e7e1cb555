//! Reads the parts of a Markdown document that the tests compare.

use std::collections::BTreeSet;

/// A fenced block of a document.
pub struct Block {
    /// The number of the line after the fence.
    pub line: usize,
    /// What follows the opening fence.
    pub language: String,
    /// The lines between the fences.
    pub text: String,
}

/// Returns the fenced blocks.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (index, line) in markdown.lines().enumerate() {
        open = match (open, line.strip_prefix("```")) {
            (None, None) => None,
            (None, Some(language)) => Some(Block {
                line: index + 2,
                language: language.trim().to_owned(),
                text: String::new(),
            }),
            (Some(block), Some(_)) => {
                blocks.push(block);
                None
            }
            (Some(mut block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
                Some(block)
            }
        };
    }
    assert!(open.is_none(), "the last block is not closed");
    blocks
}

/// Returns the text outside the fenced blocks.
pub fn prose(markdown: &str) -> String {
    let outside: Vec<&str> = markdown.split("\n```").step_by(2).collect();
    outside.join("\n")
}

/// Returns the text between backticks.
pub fn code_spans(text: &str) -> Vec<String> {
    let pieces = text.split('`').skip(1).step_by(2);
    pieces.map(str::to_owned).collect()
}

/// Returns the code in one column, from 0, of the table with a header.
pub fn column(markdown: &str, header: &str, column: usize) -> Vec<String> {
    let rows = markdown
        .lines()
        .skip_while(|line| *line != header)
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.trim_start_matches('|').split(" | ").nth(column));
    let found: Vec<String> = cells.flat_map(code_spans).collect();
    assert!(!found.is_empty(), "no table `{header}`");
    found
}

/// Returns the targets of the links and the pictures.
pub fn links(markdown: &str) -> Vec<String> {
    let text = prose(markdown);
    let targets = text.split("](").skip(1);
    let targets = targets.filter_map(|rest| rest.split(')').next());
    targets.map(str::to_owned).collect()
}

/// Returns the anchors that GitHub gives to the headings.
pub fn anchors(markdown: &str) -> BTreeSet<String> {
    let text = prose(markdown);
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|heading| {
            let words = heading.trim_start_matches('#').trim().to_lowercase();
            let kept = words.replace(' ', "-");
            kept.replace(|c: char| !c.is_alphanumeric() && c != '-' && c != '_', "")
        })
        .collect()
}
