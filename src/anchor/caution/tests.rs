//! Tests of cautions: cases in eight languages.

use super::*;
use crate::anchor::anchor;
use crate::document::Format;

/// Cases: a language, a kind, whether to expect it, a paragraph, a quote, and the words that turn it.
const CASES: &str = include_str!("../../../tests/data/context_cases.tsv");

#[test]
fn every_pattern_can_be_compared() {
    for lists in languages::LANGUAGES {
        let rules = rules::of(lists.code);
        assert!(rules.is_some_and(rules::Rules::are_sound), "{}", lists.code);
    }
}

/// Returns the cautions that a case has.
fn found(language: &str, text: &str, quote: &str) -> Vec<Cue> {
    let paragraphs: Vec<&str> = text.split("\\n\\n").collect();
    let is_list = paragraphs.iter().any(|text| text.starts_with("- "));
    let format = if is_list {
        Format::Markdown
    } else {
        Format::Plain
    };
    let document = Document::read(paragraphs.join("\n\n").as_bytes(), format);
    let found = anchor(Some(quote), None, None, Some(&document));
    cues(&found, &document, Some(language))
}

#[test]
fn cases_are_told_from_controls() {
    let (mut detected, mut kinds, mut flagged, mut count, mut controls) = (0, 0, 0, 0, 0);
    for case in CASES.lines().skip(1) {
        let fields: Vec<&str> = case.split('\t').collect();
        let [language, kind, expected, text, quote, cue] = fields[..] else {
            panic!("{case}");
        };
        if kind.starts_with("elided-negation") {
            continue;
        }
        let found = found(language, text, quote);
        let list: Vec<String> = found
            .iter()
            .map(|it| format!("{} “{}”", it.caution.name(), it.text))
            .collect();
        if expected == "fine" {
            controls += 1;
            flagged += usize::from(!found.is_empty());
            if !found.is_empty() {
                println!("FALSE {language} {list:?} | {quote} | {text}");
            }
            continue;
        }
        count += 1;
        detected += usize::from(!found.is_empty());
        let is_right = found.iter().any(|it| it.caution.name() == kind);
        kinds += usize::from(is_right);
        if !is_right {
            println!("MISS {language} {kind} ({cue}) found {list:?} | {quote} | {text}");
        }
    }
    println!("{detected} detected, {kinds} right of {count}, {flagged} of {controls} controls");
    assert!(detected >= count - 2 && kinds >= count - 4 && flagged <= 2);
}
