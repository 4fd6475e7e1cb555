//! Dates in sources that the timeline does not cover.

use std::fs;

use annals::load;
use annals::tui::app::App;
use annals::tui::theme::Theme;
use ratatui::buffer::Cell;
use ratatui::style::Modifier;
use tempfile::TempDir;

use crate::consistent;
use crate::screen::{drive, event_file, folder, open, text, text_where};

const EVENTS: &str = "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n\
    [[event]]\nid = \"a\"\ndate = \"2024-05-03\"\ntitle = \"It opens\"\n\
    [[event.citation]]\nsource = \"s\"\nquote = \"It opened on 3 May\"\n";

const SOURCE: &str = "It opened on 3 May, and closed on 9 June.\n\n\
    On 4 May nobody came.\n\nThen came 3 May.\n";

fn zoomed(folder: &TempDir, theme: Theme) -> App {
    let loaded = load::load(&[event_file(folder)]).expect("it loads");
    let mut app = open(loaded, theme, 60, 20);
    drive(&mut app, "<enter>z");
    app
}

fn underlined(app: &App) -> String {
    text_where(app, |cell: &Cell| {
        cell.modifier.contains(Modifier::UNDERLINED)
    })
}

#[test]
fn a_date_without_an_event_is_underlined() {
    let folder = folder(&[("events.toml", EVENTS), ("s.txt", SOURCE)]);
    for (colours, ascii, here) in [(true, false, "┃"), (false, false, "┃"), (false, true, "|")]
    {
        let mut app = zoomed(&folder, Theme::new(colours, ascii));
        assert_eq!(underlined(&app), "9 June4 May");
        let screen = text(&app);
        let begins = |row: &str| screen.lines().any(|line| line.starts_with(row));
        assert!(begins(here) && begins("?    2  On 4 May"), "{screen}");
        assert!(begins("     3  Then came"), "{screen}");

        // Another event covers the date.
        let more = "[[event]]\nid = \"b\"\ndate = \"2024-05-04/2024-05-05\"\ntitle = \"Nobody\"\n\
            [[event.citation]]\nsource = \"s\"\nquote = \"It opened on 3 May\"\n\
            date = \"2024-06\"\n";
        fs::write(event_file(&folder), format!("{EVENTS}{more}")).expect("a file");
        app.reload(load::load(&[event_file(&folder)]).expect("it loads"));
        consistent(&app);
        assert_eq!(underlined(&app), "");
        let marked = text(&app).lines().any(|line| line.starts_with('?'));
        assert!(!marked, "{}", text(&app));
        fs::write(event_file(&folder), EVENTS).expect("a file");
    }
}
