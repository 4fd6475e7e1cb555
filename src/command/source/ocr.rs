//! The text of an original that another program has made, for example by recognising the letters of a scan.

use crate::document::EditionWriter;

/// Returns the body of an edition of a plain text in which form feeds part pages. Without one there are no pages.
pub fn body(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Programs end each page with a form feed, the last one too.
    let pages: Vec<&str> = text
        .strip_suffix('\u{c}')
        .unwrap_or(text)
        .split('\u{c}')
        .collect();
    let has_pages = text.contains('\u{c}');
    let mut writer = EditionWriter::default();
    let mut before = "";
    for (index, page) in pages.into_iter().enumerate() {
        if continues(before, page) {
            writer.page(index.saturating_add(1), None, &[]);
        } else {
            writer.end_paragraph();
            if has_pages {
                writer.page(index.saturating_add(1), None, &[]);
                writer.end_paragraph();
            }
        }
        for line in whole_words(page) {
            if line.trim().is_empty() {
                writer.end_paragraph();
            } else {
                writer.line(&line);
            }
        }
        before = page;
    }
    writer.finish()
}

/// Returns whether the last sentence of a page goes on, on the next one.
fn continues(page: &str, next: &str) -> bool {
    let is_open = page
        .trim_end()
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-'));
    is_open && next.trim_start().starts_with(char::is_lowercase)
}

/// Returns the lines of a page; what was broken at a hyphen is on the line where it begins, with its hyphen.
fn whole_words(page: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in page.lines() {
        let rest = match lines.last_mut() {
            Some(last) if is_broken(last) && line.trim_start().starts_with(char::is_lowercase) => {
                let line = line.trim_start();
                let end = line.find(char::is_whitespace).unwrap_or(line.len());
                let (word, rest) = line.split_at_checked(end).unwrap_or((line, ""));
                last.truncate(last.trim_end().len());
                last.push_str(word);
                // An empty line would end the paragraph.
                if rest.trim().is_empty() {
                    continue;
                }
                rest
            }
            _ => line,
        };
        lines.push(rest.to_owned());
    }
    lines
}

/// Returns whether a line ends in a letter and a hyphen.
fn is_broken(line: &str) -> bool {
    let word = line.trim_end().strip_suffix(['-', '\u{2010}', '\u{ad}']);
    word.is_some_and(|word| word.ends_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_feeds_part_pages() {
        for (text, wanted) in [
            ("One.\n\nTwo\nlines.\n", "One.\n\nTwo\nlines.\n"),
            (
                "One.\n\u{c}Two.\n\u{c}",
                "[p. 1]\n\nOne.\n\n[p. 2]\n\nTwo.\n",
            ),
            (
                "\u{feff}One,\n\u{c}and on.\n",
                "[p. 1]\n\nOne,\n[p. 2]\nand on.\n",
            ),
            (
                "One.\n\u{c}\u{c}Three.",
                "[p. 1]\n\nOne.\n\n[p. 2]\n\n[p. 3]\n\nThree.\n",
            ),
            (
                "an exam-\nple of\nit-\n\nno",
                "an exam-ple\nof\nit-\n\nno\n",
            ),
            ("a well-\n  known\nfact", "a well-known\nfact\n"),
            ("", ""),
        ] {
            assert_eq!(body(text), wanted, "{text:?}");
        }
    }
}
