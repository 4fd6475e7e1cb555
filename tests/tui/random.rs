//! Random keys at random sizes: nothing panics, and the selection stays visible.

use annals::load;
use annals::tui::app::App;
use annals::tui::keymap::BINDINGS;
use annals::tui::theme::Theme;
use proptest::prelude::*;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;

use crate::screen::open;
use crate::{consistent, many};

/// An input of the program.
#[derive(Clone, Debug)]
enum Happening {
    Key(KeyEvent),
    Paste(String),
    Resize(u16, u16),
    Reload(usize),
}

/// Texts to paste.
const PIECES: &[&str] = &[
    "tag:war",
    "actor:kim ",
    "(",
    "\"",
    "date:2023",
    " OR ",
    "\x1b[31m\u{202e}",
    "é\u{301}普👩‍🔬",
];

/// Returns the key with a name in the table.
fn key(name: &str) -> KeyEvent {
    let code = match name {
        "⏎" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "⌫" => KeyCode::Backspace,
        "Del" => KeyCode::Delete,
        "Tab" => KeyCode::Tab,
        "↑" => KeyCode::Up,
        "↓" => KeyCode::Down,
        "←" => KeyCode::Left,
        "→" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "F1" => KeyCode::F(1),
        "F5" => KeyCode::F(5),
        "Space" => KeyCode::Char(' '),
        "⇧Tab" => KeyCode::BackTab,
        name => {
            let mut chars = name.chars();
            return match (chars.next(), chars.next()) {
                (Some('^'), Some(c)) => {
                    KeyEvent::new(KeyCode::Char(c.to_ascii_lowercase()), KeyModifiers::CONTROL)
                }
                (Some(c), None) => KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE),
                _ => panic!("no key is called {name}"),
            };
        }
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

fn happening() -> impl Strategy<Value = Happening> {
    let names: Vec<&str> = BINDINGS
        .iter()
        .flat_map(|binding| binding.keys.iter().copied())
        .collect();
    let typed = |c| Happening::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
    let likely: Vec<char> = "kimparde:tgwOR()\"-=1290 普é".chars().collect();

    prop_oneof![
        8 => prop::sample::select(names).prop_map(|name| Happening::Key(key(name))),
        4 => prop::sample::select(likely).prop_map(typed),
        1 => any::<char>().prop_map(typed),
        1 => prop::sample::select(PIECES).prop_map(|text| Happening::Paste(text.to_owned())),
        2 => (0u16..14, 0u16..14).prop_map(|(w, h)| Happening::Resize(w, h)),
        2 => (90u16..130, 5u16..40).prop_map(|(w, h)| Happening::Resize(w, h)),
        1 => (0usize..4).prop_map(Happening::Reload),
    ]
}

/// Timelines to start with and to reload.
fn timeline(which: usize) -> load::Loaded {
    let loaded = match which {
        0 => load::from_inputs(&[load::example()]),
        1 => load::from_text("events.toml", &many(60)),
        2 => load::from_text("events.toml", "[timeline]\ntitle = \"None\"\n"),
        _ => load::from_text("events.toml", &many(3)),
    };
    loaded.expect("it loads")
}

fn play(app: &mut App, happenings: Vec<Happening>) {
    for happening in happenings {
        match happening {
            Happening::Key(key) => {
                app.key(key);
            }
            Happening::Paste(text) => app.paste(&text),
            Happening::Resize(width, height) => app.resize(Size { width, height }),
            Happening::Reload(which) => app.reload(timeline(which)),
        }
        consistent(app);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_work_at_any_size(
        which in prop_oneof![3 => Just(0usize), 1 => Just(1usize), 1 => Just(2usize)],
        theme in (any::<bool>(), any::<bool>()),
        size in (0u16..130, 0u16..40),
        happenings in prop::collection::vec(happening(), 0..50),
    ) {
        let mut app = open(timeline(which), Theme::new(theme.0, theme.1), size.0, size.1);
        consistent(&app);
        play(&mut app, happenings);
    }
}
