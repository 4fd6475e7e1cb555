//! The browser: a loop that draws the state, waits for a key, lets it change the state,
//! and performs what the state cannot. It sleeps while nothing happens.

pub mod action;
pub mod app;
mod card;
pub mod checked;
pub mod effect;
mod external;
mod input;
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
pub mod signals;
pub mod strip;
pub mod terminal;
pub mod theme;
mod tty;
mod update;
pub mod view;
mod watch;
pub mod worker;

use std::io;
use std::sync::mpsc;

use ratatui::crossterm::event::{Event, KeyEventKind};
use ratatui::crossterm::terminal::size;
use ratatui::layout::Size;

use crate::diagnostic::Diagnostic;
use crate::load::Loaded;
use app::App;
use effect::Effect;
use input::{Input, Wakeup};
use keymap::Context;
use signals::Signals;
use terminal::Screen;
use watch::Watch;

/// What the loop needs of the world around it.
pub struct Host<'a> {
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
pub fn run(app: &mut App, files: &[std::path::PathBuf], host: &Host<'_>) -> io::Result<Option<u8>> {
    terminal::give_back_on_panic();
    let signals = Signals::catch()?;
    let result = browse(app, files, host, &signals);
    match signals.ending() {
        // Also the reason for any error: a terminal that is gone cannot be drawn on.
        Some(signal) => Ok(Some(signal)),
        None => result.map(|()| None),
    }
}

fn browse(
    app: &mut App,
    files: &[std::path::PathBuf],
    host: &Host<'_>,
    signals: &Signals,
) -> io::Result<()> {
    let mut watch = Watch::default();
    watch.follow(files);
    let mut input = Input::open(signals)?;
    let mut screen = Screen::open(host.mouse, signals)?;
    let (failed, failures) = mpsc::channel::<String>();
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
        let effect = loop {
            match input.wait()? {
                Wakeup::Ending => return Ok(()),
                Wakeup::Input(event) => break take_burst(app, event, &mut input)?,
                // Not under the hands of someone who is writing or choosing.
                Wakeup::Rested if app.context() == Context::Browse && watch.changed() => {
                    break Some(Effect::Reload);
                }
                Wakeup::Rested => {}
                Wakeup::Resized => {
                    app.resize(screen_size()?);
                    break None;
                }
                Wakeup::Resumed => {
                    // Others may have used the terminal while the program stood still.
                    screen.lend(|| ())?;
                    app.resize(screen_size()?);
                    break None;
                }
                Wakeup::Called => {
                    for why in failures.try_iter() {
                        app.notify_error(why);
                    }
                    break None;
                }
            }
        };
        match effect {
            None => {}
            Some(Effect::Quit) => return Ok(()),
            Some(Effect::Copy(text)) => screen.copy(&text)?,
            Some(Effect::Reload) => reload(app, &mut watch, host),
            Some(Effect::OpenUrl(url)) => {
                let (failed, waker) = (failed.clone(), signals.waker());
                let report = move |why| {
                    let _ = failed.send(why);
                    waker.wake();
                };
                match external::open_url(host.browser, &url, report) {
                    Ok(()) => app.say(format!("opened {url}")),
                    Err(why) => app.notify_error(why),
                }
            }
            Some(Effect::Suspend) => {
                screen.lend(signals::suspend)??;
                app.resize(screen_size()?);
            }
            Some(Effect::Edit(path, line)) => {
                let edited = screen.lend(|| {
                    let edited = external::edit(host.editor, &path, line);
                    signals.forgive_interrupt();
                    edited
                })?;
                app.resize(screen_size()?);
                reload(app, &mut watch, host);
                if let Err(why) = edited {
                    app.notify_error(why);
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

/// Takes every event that has arrived, so that a burst of keys is drawn once. Stops at the
/// first that asks for an effect: the keys after `e` are for the editor.
fn take_burst(app: &mut App, first: Event, input: &mut Input<'_>) -> io::Result<Option<Effect>> {
    let mut next = Some(first);
    while let Some(event) = next {
        match event {
            // Some terminals tell of a key being released, too.
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                if let Some(effect) = app.key(key) {
                    return Ok(Some(effect));
                }
            }
            Event::Mouse(mouse) => app.mouse(mouse),
            Event::Paste(text) => app.paste(&text),
            _ => {}
        }
        next = input.next()?;
    }
    Ok(None)
}

fn reload(app: &mut App, watch: &mut Watch, host: &Host<'_>) {
    watch.changed(); // What it says now is about to be read.
    match (host.load)() {
        Ok(loaded) => {
            watch.follow(&loaded.files);
            app.reload(loaded);
        }
        Err(failed) => app.keep_after(&failed),
    }
}
