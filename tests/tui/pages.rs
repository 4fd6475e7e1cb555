//! Sources with pages and times.

use std::fmt::Write;

use annals::tui::app::App;

use crate::screen::{drive, text, with_sources};

const EVENTS: &str = r#"[sources.report]
title = "Report"
file = "report.pdf.txt"
[sources.hearing]
title = "Hearing"
file = "hearing.srt.txt"
[[event]]
id = "order"
date = "2017"
title = "The order"
[[event.citation]]
source = "report"
page = 3
quote = "the committee from publishing it"
[[event.citation]]
source = "hearing"
time = "00:00:05"
quote = "I was there the whole night."
[[event.citation]]
source = "report"
page = 4
"#;

const SOURCES: &[(&str, &str)] = &[
    (
        "report.pdf.txt",
        "annals text edition 1\noriginal: report.pdf\n\n[p. 1] Head · 1\n\nThe report.\n\nThe clerk had countersigned \
         the order in the evening of the day on which it was made, in the presence of two\nwitnesses, and this order, \
         which nobody had read to the end, prohibited\n[p. 2 \"ii\"] Head · 2\nthe committee from publishing it.\n[p. 3]\n\
         [p. 4]\n\nIt was so.\n",
    ),
    (
        "hearing.srt.txt",
        "annals text edition 1\noriginal: hearing.srt\n\n[00:00:01] Ann: Where were you?\n\n[00:00:05] Bob: I was there\n\
         [00:00:07] the whole night.\n\n[01:02:03] Ann: Thank you.\n",
    ),
];

fn desk(width: u16, height: u16) -> App {
    with_sources(EVENTS, SOURCES, width, height)
}

#[test]
fn pages_are_beside_the_citations_and_in_the_margin() {
    let mut all = String::new();
    for (width, height) in [(120, 30), (80, 24), (30, 12)] {
        let mut app = desk(width, height);
        for keys in ["", "<enter>", "]"] {
            drive(&mut app, keys);
            let _ = writeln!(all, "{width}x{height} {keys}\n{}", text(&app));
        }
    }
    insta::assert_snapshot!(all);
    for (width, height) in [(1, 1), (0, 0)] {
        let mut app = desk(width, height);
        drive(&mut app, "<enter>]j");
        text(&app);
    }
}
