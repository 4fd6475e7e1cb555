//! What is still being written, and what is finished.

use crate::filter::is_half_written;

/// Asserts which texts are half-written. The cursor stands at `|`.
fn assert_half_written(cases: &[(&str, bool)]) {
    let is_wrong = |(text, half): &&(&str, bool)| {
        let cursor = text.find('|').expect("a cursor");
        is_half_written(&text.replace('|', ""), cursor) != *half
    };
    let wrong: Vec<_> = cases.iter().filter(is_wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_term_is_half_written_until_it_can_be_applied() {
    assert_half_written(&[
        // Bare words that may become a field or an operator.
        ("s|", true),
        ("ta|", true),
        ("tag|", true),
        ("TaG|", true),
        ("war -pla|", true),
        ("(i|", true),
        ("O|", true),
        ("AN|", true),
        ("NO|", true),
        ("war|", false),
        ("tags|", false),
        ("o|", false),
        ("\"tag\"|", false),
        ("|", false),
        ("tag |", false),
        ("|tag", false),
        ("t|ag", false),
        ("ta| war", true),
        ("war| ta", false),
        // Fields without a value.
        ("actor:|", true),
        ("-tag:|", true),
        ("actor:=|", true),
        ("DATE:|", true),
        ("actor:| war", true),
        ("actor: |", false),
        ("actor:k|", false),
        ("acto:|", false),
        // Quotation marks.
        ("\"|", true),
        ("\"two wo|", true),
        ("\"two |", true),
        ("tag:\"gr|", true),
        ("tag:\"gr| war", true),
        ("\"two\"|", false),
        ("\"tw|o\"", false),
        ("\"two\" a|", true),
        // Operators and parentheses.
        ("-|", true),
        ("war -|", true),
        ("war - |", false),
        ("NOT|", true),
        ("war OR|", true),
        ("war OR |", true),
        ("war AND |", true),
        ("war OR | )", true),
        ("war OR| peace", false),
        ("(|", true),
        ("-(|", true),
        ("(war|", true),
        ("(war |", true),
        ("(war| )", false),
        ("(war)|", false),
        ("war)|", false),
        // Keywords.
        ("is:unv|", true),
        ("is:unverified|", false),
        ("IS:Unv|", true),
        ("is:=cu|", true),
        ("is:unx|", false),
        ("is:unv |", false),
        ("is:\"unv\"|", false),
        ("is:unv|x", false),
        ("verdict:bro|", true),
        ("verdict:|", true),
        ("verdict:broken|", false),
        ("status:pl|", true),
        ("status:planned|", false),
        ("status:plant|", false),
    ]);
}

#[test]
fn a_date_is_half_written_until_it_is_one() {
    assert_half_written(&[
        ("date:2|", true),
        ("date:202|", true),
        ("date:2023|", false),
        ("date:2023-|", true),
        ("date:2023-0|", true),
        ("date:2023-1|", true),
        ("date:2023-12|", false),
        ("date:2023-13|", false),
        ("date:2023-12-|", true),
        ("date:2023-12-3|", true),
        ("date:2023-12-31|", false),
        ("date:2023.|", true),
        ("date:2023..|", false),
        ("date:2023..2|", true),
        ("date:2023..2024-|", true),
        ("date:2023..2022|", false),
        ("date:..|", true),
        ("within:[2019..2021|", true),
        ("within:[2019|", true),
        ("within:[2019..2021]|", false),
        ("date:se|", true),
        ("date:sept|", true),
        ("date:sept |", false),
        ("date:early|", true),
        ("date:2023..se|", true),
        ("date:\"sept|", true),
        ("before:янв|", true),
        ("date:soon|", false),
        ("date:soo |", false),
    ]);
}

#[test]
fn nothing_is_half_written_inside_a_character_or_past_the_end() {
    assert!(!is_half_written("é", 1));
    assert!(!is_half_written("tag:", 9));
}
