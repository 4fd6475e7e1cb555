//! The browser: a loop that draws the state, waits for a key, lets it change the state,
//! and performs what the state cannot. It sleeps while nothing happens.

pub mod action;
pub mod app;
mod card;
pub mod checked;
pub mod effect;
mod external;
pub mod keymap;
pub mod lanes;
pub mod layout;
pub mod list;
mod marked;
pub mod note;
pub mod outline;
pub mod overlay;
pub mod page;
pub mod problems;
pub mod prompt;
pub mod question;
pub mod reader;
pub mod strip;
mod system;
pub mod terminal;
pub mod theme;
mod update;
pub mod view;
mod watch;
pub mod worker;

use std::io;
use std::time::Duration;

use ratatui::crossterm::event::{self, Event, KeyEventKind};
use ratatui::crossterm::terminal::size;
use ratatui::layout::Size;

use crate::diagnostic::Diagnostic;
use crate::load::Loaded;
use app::App;
use effect::Effect;
use keymap::Context;
use system::{Wakes, Woken};
use terminal::Screen;
use watch::Watch;

/// What the loop needs of the world around it.
pub struct World<'a> {
    /// Reads the files again.
    pub load: &'a dyn Fn() -> Result<Loaded, Vec<Diagnostic>>,
    /// The user's editor, as $VISUAL has it.
    pub editor: &'a str,
    /// The user's browser, as $BROWSER has it.
    pub browser: Option<&'a str>,
    /// Whether the mouse is ours, and not the terminal's.
    pub mouse: bool,
}

/// Shows a timeline until the user leaves. The answer is the signal that ended it, if
/// one did.
///
/// # Errors
/// Those of the terminal.
pub fn run(
    app: &mut App,
    files: &[std::path::PathBuf],
    world: &World<'_>,
) -> io::Result<Option<u8>> {
    terminal::give_back_on_panic();
    let wakes = Wakes::catch()?;
    let mut watch = Watch::default();
    watch.follow(files);
    let mut screen = Screen::open(world.mouse)?;
    // The first look makes resizes heard; one before it would be lost.
    event::poll(Duration::ZERO)?;
    app.resize(screen_size()?);
    loop {
        screen.draw(app)?;
        let questions = app.take_questions();
        if !questions.is_empty() {
            for question in questions {
                answer(&question, app);
            }
            continue;
        }
        // Nothing is drawn until something happened that may have changed the screen.
        let effects = loop {
            match wakes.wait()? {
                Woken::Ending(signal) => return Ok(Some(signal)),
                Woken::Event => break read_burst(app)?,
                // Not under the hands of someone who is writing or choosing.
                Woken::Rested if app.context() == Context::Browse && watch.changed() => {
                    break vec![Effect::Reload];
                }
                Woken::Rested => {}
                Woken::Resumed => {
                    // Others may have used the terminal while the program stood still.
                    screen.lend(|| ())?;
                    app.resize(screen_size()?);
                    break Vec::new();
                }
            }
        };
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(None),
                Effect::Copy(text) => screen.copy(&text)?,
                Effect::Reload => reload(app, &mut watch, world),
                Effect::OpenUrl(url) => match external::open_url(world.browser, &url) {
                    Ok(()) => app.say(format!("opened {url}")),
                    Err(why) => app.notify_error(why),
                },
                Effect::Suspend => {
                    screen.lend(system::suspend)??;
                    app.resize(screen_size()?);
                }
                Effect::Edit(path, line) => {
                    let edited = screen.lend(|| external::edit(world.editor, &path, line))?;
                    wakes.forgive_interrupt();
                    app.resize(screen_size()?);
                    reload(app, &mut watch, world);
                    if let Err(why) = edited {
                        app.notify_error(why);
                    }
                }
            }
        }
    }
}

fn answer(question: &question::Question, app: &mut App) {
    let mut replies = Vec::new();
    question.answer(&|| true, &mut |reply| replies.push(reply));
    for reply in replies {
        app.reply(question.generation, reply);
    }
}

fn screen_size() -> io::Result<Size> {
    size().map(|(width, height)| Size { width, height })
}

/// Takes every event that is there, so that a burst of keys is drawn once.
fn read_burst(app: &mut App) -> io::Result<Vec<Effect>> {
    let mut effects = Vec::new();
    loop {
        match event::read()? {
            // Some terminals tell of a key being released, too.
            Event::Key(key) if key.kind != KeyEventKind::Release => effects.extend(app.key(key)),
            Event::Mouse(mouse) => app.mouse(mouse),
            Event::Resize(width, height) => app.resize(Size { width, height }),
            Event::Paste(text) => app.paste(&text),
            _ => {}
        }
        // What a key asks for is done before the next key is looked at: the keys after
        // `e` are for the editor.
        if !effects.is_empty() || !event::poll(Duration::ZERO)? {
            return Ok(effects);
        }
    }
}

fn reload(app: &mut App, watch: &mut Watch, world: &World<'_>) {
    watch.changed(); // What it says now is about to be read.
    match (world.load)() {
        Ok(loaded) => {
            watch.follow(&loaded.files);
            app.reload(loaded);
        }
        Err(failed) => app.keep_after(&failed),
    }
}
