//! Drafts on the screen, and the key that accepts them.

use annals::tui::app::App;
use annals::tui::effect::Effect;
use annals::tui::theme::Theme;

use crate::screen::{drive, rows_with, text, with_sources};
use crate::{said, select};

const PAPER: &str = "The quay was sold in June 2018, for a price that nobody names.";

const EVENTS: &str = r#"[timeline]
title = "The quay"
[sources.paper]
title = "The paper"
file = "paper.txt"
[[event]]
id = "sale"
date = "2018-06"
title = "The quay is sold"
status = "draft"
[[event.citation]]
source = "paper"
paragraph = 1
quote = "The quay was sold in June 2018"
[[event]]
id = "gift"
date = "2019"
title = "The quay is given away"
status = "draft"
[[event.citation]]
source = "paper"
paragraph = 1
quote = "The mayor got it as a present"
[[event]]
id = "rest"
date = "2020"
title = "Nothing happens"
[[event.citation]]
source = "paper"
paragraph = 1
quote = "for a price that nobody names."
"#;

fn drafts(width: u16, height: u16) -> App {
    with_sources(EVENTS, &[("paper.txt", PAPER)], width, height)
}

#[test]
fn a_draft_has_a_sign_and_a_word_of_its_own() {
    let mut app = drafts(120, 24);
    select(&mut app, "sale");
    let screen = text(&app);
    assert_eq!(
        rows_with(&app, "□ The quay is sold · draft").len(),
        1,
        "{screen}"
    );
    assert_eq!(
        rows_with(&app, "□ The quay is given away · draft").len(),
        1,
        "{screen}"
    );
    assert_eq!(rows_with(&app, "○ Nothing happens").len(), 1, "{screen}");
    assert!(
        screen.contains("June 2018 · month only · draft"),
        "{screen}"
    );
    app.theme = Theme::new(false, true);
    assert_eq!(
        rows_with(&app, "_ The quay is sold").len(),
        1,
        "{}",
        text(&app)
    );
    assert_eq!(rows_with(&app, " draft").len(), 2, "{}", text(&app));
    for (width, height) in [(1, 1), (0, 0), (20, 3)] {
        text(&drafts(width, height));
    }
}

#[test]
fn a_draft_whose_quotes_are_verified_is_accepted_at_once() {
    let mut app = drafts(120, 24);
    select(&mut app, "sale");
    let id = app.selected.expect("an event");
    assert_eq!(drive(&mut app, "A"), [Effect::AcceptDraft(id)]);
    assert!(app.overlay.is_none());
}

#[test]
fn a_draft_whose_quotes_are_not_verified_is_accepted_on_request() {
    let mut app = drafts(120, 24);
    select(&mut app, "gift");
    let id = app.selected.expect("an event");
    assert_eq!(drive(&mut app, "A"), []);
    let screen = text(&app);
    assert!(screen.contains("Accept `gift`?"), "{screen}");
    assert!(
        screen.contains("yes, although a quote is not in its source"),
        "{screen}"
    );
    for no in ["n", "<enter>", "<esc>"] {
        assert_eq!(drive(&mut app, no), [], "{no}");
        assert!(app.overlay.is_none(), "{no}");
        drive(&mut app, "A");
    }
    assert_eq!(drive(&mut app, "y"), [Effect::AcceptDraft(id)]);
    assert!(app.overlay.is_none());
}

#[test]
fn what_is_no_draft_or_cannot_be_written_says_so() {
    let mut app = drafts(120, 24);
    select(&mut app, "rest");
    assert_eq!(drive(&mut app, "A"), []);
    assert_eq!(said(&app), "`rest` is not a draft");
    let mut app = crate::screen::from_text(
        "[[event]]\nid = \"a\"\ndate = \"2019\"\ntitle = \"A\"\nstatus = \"draft\"\n",
        80,
        24,
    );
    assert_eq!(drive(&mut app, "A"), []);
    assert_eq!(
        said(&app),
        "only drafts in .toml files are accepted here; change `status` where they are made"
    );
}
