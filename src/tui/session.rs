//! The event loop: draws the state, sleeps until something happens, updates the state, and performs
//! side effects. Slow work goes to the worker, so that the loop never waits for it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{Event, KeyEventKind};
use ratatui::crossterm::terminal::size;
use ratatui::layout::Size;

use super::app::App;
use super::effect::Effect;
use super::external;
use super::input::{Input, Wakeup};
use super::keymap::Context;
use super::question::Reply;
use super::signals::{self, Signals};
use super::terminal::Screen;
use super::watch::Watch;
use super::worker::{Load, Worker};
use crate::diagnostic::Diagnostic;
use crate::load::Loaded;
use crate::timeline::{EventId, Timeline};

/// How long to wait for answers before drawing, so that fast ones do not make the screen flicker.
/// The delay is too short to notice.
const GRACE: Duration = Duration::from_millis(4);

/// After so many times as long as it took, files are read again.
const REST: u32 = 4;

/// What the event loop needs from its environment.
pub struct Host<'a> {
    /// Loads the files.
    pub load: Arc<Load>,
    /// The user's editor, from $VISUAL or $EDITOR.
    pub editor: &'a str,
    /// The user's browser, from $BROWSER.
    pub browser: Option<&'a str>,
    /// Whether to capture the mouse.
    pub mouse: bool,
    /// Accepts a draft in its event file.
    pub accept: &'a Accept,
}

/// Accepts a draft in its event file. Returns what was done, or why it is not done, in words.
pub type Accept = dyn Fn(&Timeline, EventId) -> Result<String, String>;

/// Returns the size of the terminal.
///
/// # Errors
/// Returns any error of the terminal.
pub fn screen_size() -> io::Result<Size> {
    size().map(|(width, height)| Size { width, height })
}

/// A run of the browser.
pub struct Session<'a> {
    app: &'a mut App,
    host: &'a Host<'a>,
    signals: &'a Signals,
    input: Input<'a>,
    screen: Screen<'a>,
    watch: Watch,
    worker: Worker,
    /// Whether the files are being read.
    loading: bool,
    /// Whether they have changed since that began.
    outdated: bool,
    /// When the files may be read again, so that reading does not take all the time while they grow.
    rested: Instant,
    /// The loaded files, until no prompt or overlay is open.
    loaded: Option<Result<Box<Loaded>, Vec<Diagnostic>>>,
    /// What to say once the files are read again.
    done: Option<String>,
    /// Error messages about external programs.
    failures: (Sender<String>, Receiver<String>),
}

impl<'a> Session<'a> {
    /// Takes over the terminal.
    ///
    /// # Errors
    /// Returns any error of the terminal.
    pub fn open(
        app: &'a mut App,
        files: &[PathBuf],
        host: &'a Host<'a>,
        signals: &'a Signals,
    ) -> io::Result<Self> {
        let mut watch = Watch::default();
        watch.follow(files);
        let waker = signals.waker();
        let mut session = Self {
            app,
            host,
            signals,
            input: Input::open(signals)?,
            screen: Screen::open(host.mouse, signals)?,
            watch,
            worker: Worker::new(move || waker.wake()),
            loading: false,
            outdated: false,
            rested: Instant::now(),
            loaded: None,
            done: None,
            failures: mpsc::channel(),
        };
        session.resize()?;
        if session.app.read.is_some() {
            session.load();
        }
        Ok(session)
    }

    /// Runs until the user quits or a signal asks the program to exit.
    ///
    /// # Errors
    /// Returns any error of the terminal.
    pub fn run(&mut self) -> io::Result<()> {
        loop {
            self.take_loaded();
            self.submit_questions();
            self.screen.draw(self.app)?;
            // Draw again only after something that may have changed the screen.
            let effect = loop {
                match self.input.wait()? {
                    Wakeup::Ending => return Ok(()),
                    Wakeup::Input(event) => break self.take_burst(event)?,
                    // A prompt or an overlay must not be disturbed.
                    Wakeup::Idle
                        if self.is_browsing()
                            && !self.loading
                            && Instant::now() >= self.rested
                            && self.watch.changed() =>
                    {
                        break Some(Effect::Reload);
                    }
                    Wakeup::Idle => {
                        self.app.retry();
                        if self.app.has_questions() {
                            break None;
                        }
                    }
                    Wakeup::Resized => break self.resize().map(|()| None)?,
                    Wakeup::Resumed => {
                        // Other programs may have used the terminal while this one was stopped.
                        self.screen.lend(|| ())?;
                        break self.resize().map(|()| None)?;
                    }
                    Wakeup::Woken => {
                        self.take_replies();
                        break None;
                    }
                }
            };
            match effect {
                None => {}
                Some(Effect::Quit) => return Ok(()),
                Some(effect) => self.perform(effect)?,
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Quit => {}
            Effect::Copy(text) => self.screen.copy(&text)?,
            Effect::Reload => self.load(),
            Effect::Redraw => self.screen.redraw()?,
            Effect::OpenUrl(url) => self.open_url(&url),
            Effect::Suspend => {
                self.screen.lend(signals::suspend)??;
                self.resize()?;
            }
            Effect::Edit(path, line) => self.edit(&path, line)?,
            Effect::AcceptDraft(id) => match (self.host.accept)(&self.app.timeline, id) {
                Ok(done) => {
                    self.done = Some(done);
                    self.load();
                }
                Err(why) => self.app.notify_error(why),
            },
        }
        Ok(())
    }

    fn is_browsing(&self) -> bool {
        self.app.context() == Context::Browse
    }

    fn resize(&mut self) -> io::Result<()> {
        self.app.resize(screen_size()?);
        Ok(())
    }

    /// Hands questions to the worker and waits briefly for answers.
    fn submit_questions(&mut self) {
        self.worker.set_generation(self.app.generation());
        let mut questions = self.app.take_questions();
        let end = Instant::now() + GRACE;
        while !questions.is_empty() {
            for question in questions.drain(..) {
                self.worker.ask(question);
            }
            while let Some((generation, reply)) = self.worker.wait(end) {
                self.take_reply(generation, reply);
            }
            questions = self.app.take_questions();
        }
    }

    fn take_replies(&mut self) {
        for (generation, reply) in self.worker.replies() {
            self.take_reply(generation, reply);
        }
        for why in self.failures.1.try_iter() {
            self.app.notify_error(why);
        }
    }

    fn take_reply(&mut self, generation: u64, reply: Reply) {
        match reply {
            Reply::Loaded(loaded) => {
                self.loading = false;
                self.rested = Instant::now() + self.rested.elapsed() * REST;
                self.loaded = Some(loaded);
                self.take_loaded();
                if self.outdated {
                    self.load();
                }
            }
            // An open prompt or overlay waits for all.
            Reply::Part(_) if !self.is_browsing() => {}
            Reply::Part(part) => self.app.reload(*part),
            Reply::Read(bytes) => self.app.set_read(bytes),
            reply => self.app.reply(generation, reply),
        }
    }

    /// Starts loading the files, unless this is in progress.
    fn load(&mut self) {
        // Pending changes are about to be read, so they need no further reload.
        self.watch.catch_up();
        self.outdated = self.loading;
        if !self.loading {
            self.loading = true;
            self.rested = Instant::now();
            self.worker.load(Arc::clone(&self.host.load));
        }
    }

    /// Shows the loaded files, unless a prompt or an overlay is open.
    fn take_loaded(&mut self) {
        if !self.is_browsing() {
            return;
        }
        match self.loaded.take() {
            Some(Ok(loaded)) => {
                self.watch.follow(&loaded.files);
                self.app.reload(*loaded);
                if let Some(done) = self.done.take() {
                    self.app.say(done);
                }
            }
            Some(Err(failed)) => self.app.keep_last_good(&failed),
            None => {}
        }
    }

    fn edit(&mut self, path: &Path, line: usize) -> io::Result<()> {
        let (editor, signals) = (self.host.editor, self.signals);
        let edited = self.screen.lend(|| {
            let edited = external::edit(editor, path, line);
            signals.forget_interrupt();
            edited
        })?;
        self.resize()?;
        match edited {
            Ok(()) => self.load(),
            // If the file changed nevertheless, the watch detects it.
            Err(why) => self.app.notify_error(why),
        }
        Ok(())
    }

    fn open_url(&mut self, url: &str) {
        let (failed, waker) = (self.failures.0.clone(), self.signals.waker());
        let report = move |why| {
            let _ = failed.send(why);
            waker.wake();
        };
        match external::open_url(self.host.browser, url, report) {
            Ok(()) => self.app.say(format!("opened {url}")),
            Err(why) => self.app.notify_error(why),
        }
    }

    /// Handles every event that has arrived, so that a burst of keys is drawn once. Stops at the
    /// first event with a side effect, since the keys after `e` are meant for the editor.
    fn take_burst(&mut self, first: Event) -> io::Result<Option<Effect>> {
        let mut next = Some(first);
        while let Some(event) = next {
            match event {
                // Some terminals also report the release of a key.
                Event::Key(key) if key.kind != KeyEventKind::Release => {
                    if let Some(effect) = self.app.key(key) {
                        return Ok(Some(effect));
                    }
                }
                Event::Mouse(mouse) => {
                    if let Some(effect) = self.app.mouse(mouse) {
                        return Ok(Some(effect));
                    }
                }
                Event::Paste(text) => self.app.paste(&text),
                _ => {}
            }
            next = self.input.next()?;
        }
        Ok(None)
    }
}
