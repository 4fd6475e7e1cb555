//! A program in a pseudo-terminal. Its output is recorded and drawn, and tests wait for a
//! screen, never for a fixed time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::num::NonZero;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::fs::OFlags;
use rustix::io::ioctl_fionread;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

/// How long a test waits for a screen before it fails.
const PATIENCE: Duration = Duration::from_mins(1);

/// The interval between checks for conditions that the screen does not show.
const STEP: Duration = Duration::from_millis(10);

/// A terminal and the program that runs in it.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    process: Pid,
    ended: Receiver<(ExitStatus, Duration)>,
    status: Option<ExitStatus>,
    /// The processor time that it used until it ended, if the system reports it.
    pub used: Duration,
    output: Receiver<Vec<u8>>,
    reading: Option<JoinHandle<()>>,
    enough: Arc<AtomicBool>,
    parser: vt100::Parser,
    /// All output so far.
    pub bytes: Vec<u8>,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// A screen has at least one cell, even if the terminal reports none.
fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap_or(NonZero::<u16>::MIN)
}

/// Returns a command for the program under test in a folder, without settings from the environment.
pub fn annals(folder: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
    clean(&mut command, folder);
    command
}

/// Returns a command to run in a folder, with the environment of a newly opened terminal.
pub fn clean(command: &mut CommandBuilder, folder: &Path) {
    command.cwd(folder);
    for name in ["NO_COLOR", "VISUAL", "EDITOR", "BROWSER", "ENV"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color");
    command.env("XDG_CACHE_HOME", folder.join("cache"));
    command.env("PS1", "ready> ");
}

impl Terminal {
    /// Starts a command.
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system()
            .openpty(size(columns, rows))
            .expect("a terminal opens");
        let mut child = pair.slave.spawn_command(command).expect("it starts");
        let process = child.process_id().expect("it runs");
        let process = i32::try_from(process).ok().and_then(Pid::from_raw);
        let process = process.expect("a process");
        let (say, ended) = channel();
        thread::spawn(move || {
            // Must be read before waiting for the process removes it.
            let _ = waitid(
                WaitId::Pid(process),
                WaitIdOptions::EXITED | WaitIdOptions::NOWAIT,
            );
            let used = processor_time(process);
            child.wait().map(|status| say.send((status, used)))
        });
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (sender, output) = channel();
        let enough = Arc::new(AtomicBool::new(false));
        let done = Arc::clone(&enough);
        let reading = thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count) = reader.read(&mut buffer) {
                let bytes = buffer[..count].to_vec();
                if count == 0 || sender.send(bytes).is_err() || done.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        Self {
            master: Some(pair.master),
            writer: Some(writer),
            process,
            ended,
            status: None,
            used: Duration::ZERO,
            output,
            reading: Some(reading),
            enough,
            parser: vt100::Parser::new(cells(rows), cells(columns), 100),
            bytes: Vec::new(),
        }
    }

    /// Returns the contents of the screen.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Returns the rows of the screen.
    pub fn text(&self) -> String {
        self.screen().contents()
    }

    /// Returns whether the output so far contains some bytes.
    pub fn wrote(&self, wanted: &[u8]) -> bool {
        let mut windows = self.bytes.windows(wanted.len());
        windows.any(|window| window == wanted)
    }

    /// Sends input to the program, as a keyboard does.
    pub fn keys(&mut self, keys: impl AsRef<[u8]>) {
        let writer = self.writer.as_mut().expect("it is open");
        writer.write_all(keys.as_ref()).expect("it listens");
        writer.flush().expect("it listens");
    }

    /// Presses a key repeatedly until a text is on the screen. Unfinished input before it may
    /// swallow the key.
    pub fn insist(&mut self, key: &str, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.text().contains(text) {
            assert!(
                Instant::now() < deadline,
                "never came: {text}\n{}",
                self.text()
            );
            self.keys(key);
            // Longer than the program waits for the rest of a sequence.
            let _ = self.take(Duration::from_millis(300));
        }
    }

    /// Waits until the program has read all input.
    pub fn wait_for_reading(&mut self) {
        let terminal = File::open(self.name()).expect("it opens");
        self.wait_step("the reading of all keys", |_| {
            ioctl_fionread(&terminal).expect("it tells") == 0
        });
    }

    /// Waits until the program sleeps, because it is idle or blocked.
    pub fn wait_for_sleep(&mut self) {
        let process = self.process;
        self.wait_step("its sleep", |_| stat(process)[0] == "S");
    }

    /// Waits until all programs started by the program have ended.
    pub fn wait_for_children(&mut self) {
        let process = self.process.as_raw_nonzero();
        let children = format!("/proc/{process}/task/{process}/children");
        self.wait_step("the end of its children", |_| {
            fs::read_to_string(&children).expect("a list").is_empty()
        });
    }

    /// Waits for a condition that the screen does not show.
    fn wait_step(&mut self, what: &str, wanted: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !wanted(self) {
            assert!(
                Instant::now() < deadline,
                "never came: {what}\n{}",
                self.text()
            );
            if self.take(STEP) == Err(RecvTimeoutError::Disconnected) {
                thread::sleep(STEP);
            }
        }
    }

    /// Returns the processor time that the program has used so far.
    pub fn processor_time(&self) -> Duration {
        processor_time(self.process)
    }

    /// Stops reading the program's output after the next read.
    pub fn stop_reading(&mut self) {
        self.enough.store(true, Ordering::SeqCst);
    }

    fn name(&self) -> PathBuf {
        let master = self.master.as_ref().expect("it is open");
        master.tty_name().expect("it has a name")
    }

    /// Resizes the terminal.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        let master = self.master.as_ref().expect("it is open");
        master.resize(size(columns, rows)).expect("it can change");
    }

    /// Waits until the screen meets a condition.
    pub fn wait(&mut self, what: &str, wanted: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !wanted(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                self.take(left).is_ok(),
                "never came: {what}\n{}",
                self.text()
            );
        }
    }

    /// Waits until a text is on the screen.
    pub fn wait_for(&mut self, text: &str) {
        self.wait(text, |terminal| terminal.text().contains(text));
    }

    /// Returns whether nothing is written for a while.
    pub fn is_quiet(&mut self, span: Duration) -> bool {
        self.take(span) == Err(RecvTimeoutError::Timeout)
    }

    fn take(&mut self, patience: Duration) -> Result<(), RecvTimeoutError> {
        let bytes = self.output.recv_timeout(patience)?;
        self.parser.process(&bytes);
        self.bytes.extend(bytes);
        Ok(())
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.process, signal).expect("it is there");
    }

    /// Sends the program a signal until it ends. Programs that it started may keep running.
    pub fn signal_until_it_ends(&mut self, signal: Signal) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            // It may have ended in the meantime.
            let _ = kill_process(self.process, signal);
            if let Some(status) = self.status(STEP) {
                return status;
            }
        }
        panic!("it does not end; its screen:\n{}", self.text());
    }

    /// Waits until the program ends, and reads all of its output.
    pub fn end(&mut self) -> ExitStatus {
        let Some(status) = self.status(PATIENCE) else {
            panic!("it does not end; its screen:\n{}", self.text());
        };
        // The output ends when no process has the terminal open.
        while self.take(PATIENCE).is_ok() {}
        status
    }

    fn status(&mut self, patience: Duration) -> Option<ExitStatus> {
        let (status, used) = self.ended.recv_timeout(patience).ok()?;
        self.status = Some(status.clone());
        self.used = used;
        Some(status)
    }

    /// Closes the terminal while the program sleeps, like closing a window or losing a
    /// connection.
    pub fn hang_up(&mut self) {
        let name = self.name();
        let mut other = OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(OFlags::NONBLOCK.bits().cast_signed())
            .open(name)
            .expect("it opens");
        // Otherwise the writer sends a key when it is dropped.
        let mut modes = tcgetattr(&other).expect("its modes");
        modes.special_codes[SpecialCodeIndex::VEOF] = 0;
        tcsetattr(&other, OptionalActions::Now, &modes).expect("other modes");
        drop(self.writer.take());
        self.enough.store(true, Ordering::SeqCst);
        // Any output wakes the reader, which then closes the terminal. A terminal without room for
        // a byte has output already.
        let woken = other.write_all(b" ");
        let full = |error: &io::Error| error.kind() == io::ErrorKind::WouldBlock;
        assert!(woken.is_ok() || woken.is_err_and(|error| full(&error)));
        drop(other);
        let reading = self.reading.take().expect("it reads");
        reading.join().expect("the reading ends");
        drop(self.master.take());
    }

    /// Asserts that the terminal is in its original state.
    pub fn assert_restored(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pasting is plain");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "the mouse is the terminal's"
        );
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Leaves nothing running if a test fails.
        if self.status.is_none() && self.ended.try_recv().is_err() {
            let _ = kill_process(self.process, Signal::KILL);
        }
    }
}

/// Returns the fields of `/proc/PID/stat` from the state on.
fn stat(process: Pid) -> Vec<String> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // Skips the name, which may contain anything.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    fields.split_whitespace().map(str::to_owned).collect()
}

/// Returns the processor time that a process has used so far.
fn processor_time(process: Pid) -> Duration {
    let stat = stat(process);
    let ticks = stat
        .iter()
        .skip(11)
        .take(2)
        .map(|ticks| ticks.parse::<u64>());
    Duration::from_millis(ticks.map(|ticks| ticks.expect("a number") * 10).sum())
}
