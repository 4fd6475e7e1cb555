//! Tests of cautions: cases in eight languages.

use super::*;
use crate::anchor::anchor;
use crate::document::Format;

/// Cases: a language, a kind, whether to expect it, a paragraph, a quote, and the words that turn it. Those of the
/// second and the third set were written without knowing the lists.
const CASES: [&str; 3] = [
    include_str!("../../../tests/data/context_cases.tsv"),
    include_str!("../../../tests/data/context_more.tsv"),
    include_str!("../../../tests/data/context_third.tsv"),
];

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

/// What the lists make of a set of cases.
#[derive(Default)]
struct Score {
    cases: usize,
    detected: usize,
    /// How many of them as what they are.
    right: usize,
    controls: usize,
    flagged: usize,
}

fn score(cases: &str) -> Score {
    let mut score = Score::default();
    for case in cases.lines().skip(1) {
        let fields: Vec<&str> = case.split('\t').collect();
        let [language, kind, expected, text, quote, _] = fields[..] else {
            panic!("{case}");
        };
        // A negation that is left out makes the quote altered.
        if kind == "elided-negation" {
            continue;
        }
        let found = found(language, text, quote);
        let is_flagged = usize::from(!found.is_empty());
        if expected == "fine" {
            score.controls += 1;
            score.flagged += is_flagged;
        } else {
            score.cases += 1;
            score.detected += is_flagged;
            let is_right = found.iter().any(|cue| cue.caution.name() == kind);
            score.right += usize::from(is_right);
        }
    }
    score
}

#[test]
fn cases_are_told_from_controls() {
    let of = |score: &Score| (score.cases, score.controls);
    let found = |score: &Score| (score.detected, score.right, score.flagged);
    // The sizes of the sets, and what is detected and right at least, and flagged at most.
    let wanted = [
        ((60, 58), (60, 60, 1)),
        ((82, 75), (82, 79, 2)),
        ((60, 58), (60, 57, 0)),
    ];
    for (score, (sizes, (detected, right, flagged))) in CASES.map(score).iter().zip(wanted) {
        assert_eq!(of(score), sizes);
        let (a, b, c) = found(score);
        assert!(
            a >= detected && b >= right && c <= flagged,
            "{:?}",
            (a, b, c)
        );
    }
}
