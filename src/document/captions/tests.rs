use proptest::prelude::*;

use super::read;
use crate::document::Extract;

fn extract(text: &str) -> Extract {
    read(text.as_bytes(), None).expect("captions")
}

fn body(text: &str) -> String {
    extract(text).body
}

#[test]
fn cues_are_lines_with_their_times() {
    let srt = "1\n00:00:03,000 --> 00:00:06,740\n<i>Reflecting on</i>\nthose 22 days,\n\n\
               2\n00:00:06,780 --> 00:00:10,520\nhe wrote.\n";
    let expected = "[00:00:03] Reflecting on those 22 days,\n[00:00:06] he wrote.\n";
    for (before, after) in [("", ""), ("\n", "\r\n"), ("\n", "\r"), ("\n\n", "\n")] {
        let text = if before.is_empty() {
            srt.to_owned()
        } else {
            srt.replace(before, after)
        };
        assert_eq!(body(&text), expected, "{text:?}");
        assert_eq!(body(&format!("\u{feff}{text}")), expected, "{text:?}");
    }
}

#[test]
fn numbers_of_cues_are_no_text() {
    for (text, expected) in [
        // No blank line before a number.
        (
            "1\n00:01 --> 00:02\nover 30\n2\n00:02 --> 00:03\ndays",
            "over 30|days",
        ),
        // A number that is text, before a cue without a number.
        (
            "00:01 --> 00:02\nover\n41\n\n00:02 --> 00:03\ndays",
            "over 41|days",
        ),
        (
            "1\n00:01 --> 00:02\nover\n41\n00:02 --> 00:03\ndays",
            "over 41|days",
        ),
        // A blank line within a cue, and numbers that are missing or out of order.
        (
            "1\n00:01 --> 00:02\nso\n\nit was\n\n7\n00:02 --> 00:03\nsaid",
            "so it was|said",
        ),
        ("00:01 --> 00:02\nso\n00:02 --> 00:03\nsaid", "so|said"),
        // Names of cues, comments and styles, only in WebVTT.
        (
            "WEBVTT\n\nx\n00:01 --> 00:02\nso\n\ncue two\n00:02 --> 00:03\nsaid",
            "so|said",
        ),
        (
            "WEBVTT\n\n00:01 --> 00:02\nso\n\nNOTE\nby two\npeople\n\n00:02 --> 00:03\nsaid",
            "so|said",
        ),
        (
            "00:01 --> 00:02\nso\n\nNOTE this\n\n2\n00:02 --> 00:03\nsaid",
            "so NOTE this|said",
        ),
    ] {
        let lines: Vec<String> = body(text)
            .lines()
            .map(|line| line[11..].to_owned())
            .collect();
        assert_eq!(lines.join("|"), expected, "{text:?}");
    }
}

#[test]
fn speakers_begin_paragraphs() {
    for (cues, expected) in [
        // One sentence over two cues, then somebody else.
        (
            &["ANNA LIND: We saw", "it. All of it.", "BEN: No."][..],
            "ANNA LIND: We saw|it. All of it.||BEN: No.",
        ),
        (
            &["<v Anna Lind>We saw", "<v Anna Lind>it.</v>", "<v Ben>No."],
            "Anna Lind: We saw|it.||Ben: No.",
        ),
        (
            &[">> Anna: We saw", "it.", ">> No."],
            "Anna: We saw|it.||No.",
        ),
        (
            &["[Anna Lind] We saw", "[Anna Lind] it.", "[Ben Cole] No."],
            "Anna Lind: We saw|it.||Ben Cole: No.",
        ),
        (
            &[
                "Frau Dr. Müller: Wir sahen",
                "es.",
                "M. Lefèvre\u{a0}: Non.",
            ],
            "Frau Dr. Müller: Wir sahen|es.||M. Lefèvre: Non.",
        ),
        (
            &["Ruth: Yes.", "Cem: No.", "Ruth: Why?", "Cem: So."],
            "Ruth: Yes.||Cem: No.||Ruth: Why?||Cem: So.",
        ),
        // Two in one cue.
        (&["- We saw it.\n- No."], "We saw it.||No."),
        (&["<v Anna>Yes.</v>\n<v Ben>No."], "Anna: Yes.||Ben: No."),
        // No speakers.
        (
            &[
                "He told the Coastal",
                "Audit Office: no, and",
                "Ruth: only once.",
            ],
            "He told the Coastal|Audit Office: no, and|Ruth: only once.",
        ),
        (&["between 5 and", "-7 degrees"], "between 5 and|-7 degrees"),
        (&["[Applause]", "Thank you."], "[Applause]|Thank you."),
    ] {
        let cues = cues.iter().zip(1..);
        let cues: Vec<String> = cues
            .map(|(cue, at)| format!("{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{cue}\n\n"))
            .collect();
        let text = cues.concat();
        let body = body(&text);
        let plain: Vec<&str> = body
            .lines()
            .map(|line| line.get(11..).unwrap_or_default())
            .collect();
        assert_eq!(plain.join("|"), expected, "{text:?}");
    }
}

#[test]
fn rolling_captions_are_written_once() {
    let rolling = "WEBVTT\n\n00:01.000 --> 00:02.000\n \nSo<00:01.500><c> it</c> was\n\n\
                   00:02.000 --> 00:02.010\nSo it was\n \n\n\
                   00:02.010 --> 00:04.000\nSo it was\nthat they went\n\n\
                   00:04.000 --> 00:04.010\nthat they went\n \n\n\
                   00:04.010 --> 00:05.000\nthat they went\nthat way.\n\n";
    assert_eq!(
        body(rolling),
        "[00:00:01] So it was\n[00:00:02] that they went\n[00:00:04] that way.\n"
    );
    let growing =
        "1\n00:01 --> 00:02\nSo\n\n2\n00:02 --> 00:03\nSo it\n\n3\n00:03 --> 00:04\nSo it was.\n";
    assert_eq!(
        body(growing),
        "[00:00:01] So\n[00:00:02] it\n[00:00:03] was.\n"
    );
    // Said twice, not repeated.
    let twice =
        "1\n00:01 --> 00:02\nNo.\n\n2\n00:02 --> 00:03\nNo.\n\n3\n00:03 --> 00:04\nI said no.\n";
    assert_eq!(
        body(twice),
        "[00:00:01] No.\n[00:00:02] No.\n[00:00:03] I said no.\n"
    );
}

#[test]
fn long_speech_has_several_paragraphs() {
    let cues: Vec<String> = (0..40)
        .map(|at| {
            let (minute, second) = (at / 12, at % 12 * 5);
            format!("{at}\n00:{minute:02}:{second:02},000 --> 00:{minute:02}:{second:02},900\nNow {at} so.\n\n")
        })
        .collect();
    let cues = cues.concat();
    // Pauses of more than three seconds, each after a sentence.
    assert_eq!(body(&cues).matches("\n\n").count(), 39);
    let steady = cues
        .replace(",900", ",000 ")
        .replace("Now", "and now")
        .replace(".\n", "\n");
    assert_eq!(body(&steady).matches("\n\n").count(), 3);
}

#[test]
fn a_file_tells_its_title_and_language() {
    let read = extract(
        "WEBVTT - In the shed\nKind: captions\nLanguage: en-GB\n\n00:01.000 --> 00:02.000\nHi\n",
    );
    assert_eq!(read.facts.title.as_deref(), Some("In the shed"));
    assert_eq!(read.facts.language.as_deref(), Some("en-GB"));
}

#[test]
fn other_encodings_are_read() {
    let text = "WEBVTT\n\n00:01.000 --> 00:02.000\nLefèvre – “già”\n";
    let expected = "[00:00:01] Lefèvre – “già”\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    for (bytes, charset) in [
        ([&[0xff, 0xfe][..], &little].concat(), None),
        ([&[0xfe, 0xff][..], &big].concat(), Some("utf-8")),
        (latin.to_vec(), Some("windows-1252")),
    ] {
        let read = read(&bytes, charset).expect("captions");
        assert_eq!(read.body, expected);
        assert!(read.notes.is_empty());
    }
    let undecoded = super::read(&latin, None).expect("captions");
    assert_eq!(undecoded.notes.len(), 1);
}

#[test]
fn text_without_times_is_refused() {
    for text in ["", "WEBVTT\n", "1\nhello --> you\n"] {
        assert!(read(text.as_bytes(), None).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "(00:00:0[1-9],000 --> 00:00:09,000\n|WEBVTT\n|NOTE|[A-Z]{1,3}: |>> |- |\\[|\\]|<v |</v>|>|\\{|[0-9]\n|\n|a b|\u{e9}|&amp;|&){0,40}") {
        let _ = read(text.as_bytes(), None);
    }
}
