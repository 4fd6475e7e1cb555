//! A screen without a terminal: opens a timeline, sends keys, and returns what is drawn as
//! text, as text with styles, or as a picture.

#![allow(
    dead_code,
    reason = "each program that includes this uses a part of it"
)]

pub mod svg;

use std::fs;
use std::path::PathBuf;

use annals::filter::Filter;
use annals::load::{self, Input, Loaded, SourceRoot};
use annals::tui::app::App;
use annals::tui::effect::Effect;
use annals::tui::theme::Theme;
use annals::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};

/// Opens the built-in example on a screen of a given size.
pub fn example(width: u16, height: u16) -> App {
    let loaded = load::from_inputs(&[load::example()]).expect("the example loads");
    let mut app = open(loaded, Theme::new(true, false), width, height);
    app.is_example = true;
    app
}

/// Returns an event file in memory.
pub fn from_text(text: &str, width: u16, height: u16) -> App {
    let loaded = load::from_text("events.toml", text).expect("it is TOML");
    open(loaded, Theme::new(true, false), width, height)
}

/// Returns an event file in memory, with the text of its sources.
pub fn with_sources(
    text: &str,
    sources: &'static [(&'static str, &'static str)],
    width: u16,
    height: u16,
) -> App {
    let input = Input {
        // Not read; only the path that an editor would get.
        path: Some("nowhere/events.toml".into()),
        root: SourceRoot::Embedded(sources),
        ..Input::of_text("events.toml", text)
    };
    let loaded = load::from_inputs(&[input]).expect("the events load");
    open(loaded, Theme::new(true, false), width, height)
}

/// Writes files into a temporary folder, which is deleted when the result is dropped.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// Returns the path of the event file in a folder.
pub fn event_file(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("events.toml")
}

/// Loads the event file in a folder.
pub fn from_folder(folder: &tempfile::TempDir, width: u16, height: u16) -> App {
    let loaded = load::load(&[event_file(folder)]).expect("it loads");
    open(loaded, Theme::new(true, false), width, height)
}

/// Opens a timeline on a screen of a given size.
pub fn open(loaded: Loaded, theme: Theme, width: u16, height: u16) -> App {
    let mut app = App::new(loaded, Filter::default(), theme, Size { width, height });
    answer(&mut app);
    app
}

/// Answers all pending questions for the worker.
pub fn answer(app: &mut App) {
    loop {
        let questions = app.take_questions();
        if questions.is_empty() {
            return;
        }
        for question in questions {
            let mut replies = Vec::new();
            question.answer(&|| true, &mut |reply| replies.push(reply));
            for reply in replies {
                app.reply(question.generation, reply);
            }
        }
    }
}

/// Sends keys: characters as they are, others by name, as in `jj/kursk<enter>`.
pub fn drive(app: &mut App, script: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let key = if let Some((name, after)) = named {
            rest = after;
            key(name)
        } else {
            rest = &rest[c.len_utf8()..];
            KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
        };
        effects.extend(app.key(key));
        answer(app);
    }
    effects
}

fn key(name: &str) -> KeyEvent {
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "space" => KeyCode::Char(' '),
        "back" => KeyCode::Backspace,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "f1" => KeyCode::F(1),
        "f5" => KeyCode::F(5),
        "del" => KeyCode::Delete,
        "lt" => KeyCode::Char('<'),
        control => {
            let c = control.strip_prefix("c-").and_then(|c| c.chars().next());
            let c = c.unwrap_or_else(|| panic!("no key is called <{name}>"));
            return KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
        }
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// Draws the screen.
pub fn buffer(app: &App) -> Buffer {
    let backend = TestBackend::new(app.size.width, app.size.height);
    let mut terminal = Terminal::new(backend).expect("a test backend opens");
    terminal
        .draw(|frame| view::draw(app, frame))
        .expect("a test backend draws");
    terminal.backend().buffer().clone()
}

/// Returns the position of the terminal's cursor, if it is visible.
pub fn cursor(app: &App) -> Option<(u16, u16)> {
    let backend = TestBackend::new(app.size.width, app.size.height);
    let mut terminal = Terminal::new(backend).expect("a test backend opens");
    terminal
        .draw(|frame| view::draw(app, frame))
        .expect("a test backend draws");
    let backend = terminal.backend();
    let position = backend.cursor_position();
    backend.cursor_visible().then_some((position.x, position.y))
}

/// Returns the rows of the screen that contain a text.
pub fn rows_with(app: &App, wanted: &str) -> Vec<usize> {
    let text = text(app);
    let rows = text.lines().enumerate();
    rows.filter(|(_, row)| row.contains(wanted))
        .map(|(y, _)| y)
        .collect()
}

/// Returns the text of the cells whose style matches, in reading order.
pub fn text_where(app: &App, fits: impl Fn(&Cell) -> bool) -> String {
    let buffer = buffer(app);
    let cells = buffer.content().iter().filter(|cell| fits(cell));
    cells.map(Cell::symbol).collect()
}

/// Returns the screen as text, without trailing spaces.
pub fn text(app: &App) -> String {
    lines(&buffer(app), |cell, line| line.push_str(cell.symbol()))
}

/// Returns the screen as text, with changes of style marked, as in `{bold}`.
pub fn styled(app: &App) -> String {
    let mut last = String::new();
    lines(&buffer(app), |cell, line| {
        let style = style_words(cell);
        if style != last {
            line.extend(["{", &style, "}"]);
            last = style;
        }
        line.push_str(cell.symbol());
    })
}

fn lines(buffer: &Buffer, mut add: impl FnMut(&Cell, &mut String)) -> String {
    let mut all = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            if skip == 0 {
                add(cell, &mut line);
                skip = annals::text::width::width(cell.symbol()).max(1);
            }
            skip -= 1;
        }
        all.push_str(line.trim_end());
        all.push('\n');
    }
    all
}

fn style_words(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string().to_lowercase());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg.to_string().to_lowercase()));
    }
    let modifiers = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ];
    for (modifier, word) in modifiers {
        if cell.modifier.contains(modifier) {
            words.push(word.to_owned());
        }
    }
    words.join(" ")
}
