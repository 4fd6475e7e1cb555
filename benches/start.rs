//! Measures a release build in a pseudo-terminal: the time to the first frame and from a
//! key to its frame, the memory, and the processor time while idle, compared with `less` on
//! the same file in the same run.
//!
//! `cargo bench --bench start`

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

mod support;

const ROWS: u16 = 40;
const COLUMNS: u16 = 120;
const EVENTS: usize = 10_000;
const STARTS: usize = 21;
const KEYS: usize = 200;
const IDLE: Duration = Duration::from_secs(3);
/// The run fails if anything takes longer than this.
const PATIENCE: Duration = Duration::from_mins(1);
/// The sequence at the end of every frame.
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// A program in a pseudo-terminal.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    terminal: vt100::Parser,
    /// The last bytes read, for a mark that is split between two reads.
    tail: Vec<u8>,
    frames: usize,
    // Closed last, so that the program ends before its terminal.
    _master: Box<dyn MasterPty + Send>,
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a cell")
}

impl Session {
    fn start(program: &str, arguments: &[&str], folder: &Path) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        command.env_remove("LESS");
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let writer = pair.master.take_writer().expect("its keyboard");
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let chunk = (Instant::now(), bytes[..count].to_vec());
                if sender.send(chunk).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            writer,
            output,
            terminal: vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0),
            tail: Vec::new(),
            frames: 0,
            _master: pair.master,
        }
    }

    /// Reads output until it meets a condition, and returns the time when it was written.
    fn until(&mut self, wanted: impl Fn(&Self) -> bool) -> Instant {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok((at, bytes)) => {
                    self.take(&bytes);
                    if wanted(self) {
                        return at;
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("this stays:\n{}", self.terminal.screen().contents())
                }
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.terminal.process(bytes);
        self.tail.extend_from_slice(bytes);
        let marks = self.tail.windows(FRAME_END.len());
        self.frames += marks.filter(|bytes| *bytes == FRAME_END).count();
        let keep = self.tail.len().saturating_sub(FRAME_END.len() - 1);
        self.tail.drain(..keep);
    }

    fn shows(&self, text: &str) -> bool {
        self.terminal.screen().contents().contains(text)
    }

    /// Sends a key and waits for the screen to change.
    fn key(&mut self, key: &[u8], brackets_frames: bool) -> Duration {
        while let Ok((_, bytes)) = self.output.try_recv() {
            self.take(&bytes);
        }
        let (before, frames) = (self.terminal.screen().contents(), self.frames);
        let typed = Instant::now();
        self.writer
            .write_all(key)
            .and_then(|()| self.writer.flush())
            .expect("it takes keys");
        let shown = self.until(|session| {
            let other = session.terminal.screen().contents() != before;
            other && (session.frames > frames || !brackets_frames)
        });
        shown.duration_since(typed)
    }

    /// Returns its peak memory, in units of 1024 bytes.
    fn peak_memory(&self) -> Option<u32> {
        let status = std::fs::read_to_string(self.proc("status")?).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }

    /// Returns the processor time of its main thread.
    fn time_used(&self) -> Option<Duration> {
        let times = std::fs::read_to_string(self.proc("schedstat")?).ok()?;
        let nanoseconds = times.split_whitespace().next()?.parse().ok()?;
        Some(Duration::from_nanos(nanoseconds))
    }

    fn proc(&self, name: &str) -> Option<String> {
        Some(format!("/proc/{}/{name}", self.child.process_id()?))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The measurements of one program on one file.
struct Subject<'a> {
    name: &'a str,
    program: &'a str,
    arguments: &'a [&'a str],
    folder: &'a Path,
    /// A text in its first frame.
    first: &'a str,
    brackets_frames: bool,
}

#[derive(Default)]
struct Figures {
    first_frame: Vec<Duration>,
    memory: Vec<u32>,
    keys: Vec<Duration>,
    idle: Option<Duration>,
}

impl Subject<'_> {
    fn start(&self) -> (Session, Duration) {
        let spawned = Instant::now();
        let mut session = Session::start(self.program, self.arguments, self.folder);
        let shown = session.until(|session| {
            session.shows(self.first) && (session.frames > 0 || !self.brackets_frames)
        });
        (session, shown.duration_since(spawned))
    }

    fn measure_start(&self, figures: &mut Figures) {
        let (session, first_frame) = self.start();
        figures.first_frame.push(first_frame);
        figures.memory.extend(session.peak_memory());
    }

    fn measure_keys(&self, figures: &mut Figures) {
        let (mut session, _) = self.start();
        for _ in 0..KEYS {
            figures.keys.push(session.key(b"j", self.brackets_frames));
        }
        let before = session.time_used();
        std::thread::sleep(IDLE);
        let times = session.time_used().zip(before);
        figures.idle = times.map(|(now, then)| now.saturating_sub(then));
    }
}

/// Returns a percentile.
fn quantile<T: Copy + Ord>(values: &[T], percent: usize) -> Option<T> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().checked_sub(1)?;
    sorted.get(last * percent / 100).copied()
}

fn milliseconds(value: Option<Duration>) -> String {
    value.map_or("-".to_owned(), |time| {
        format!("{:.1}", time.as_secs_f64() * 1e3)
    })
}

fn main() {
    // `cargo test --benches` runs this too, without measuring.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let made = tempfile::tempdir().expect("a folder");
    support::write(made.path(), EVENTS).expect("it is written");
    let example = Path::new(env!("CARGO_MANIFEST_DIR"));
    let annals = env!("CARGO_BIN_EXE_annals");
    let subject = |name, folder, first| Subject {
        name,
        program: annals,
        arguments: &["events.toml"],
        folder,
        first,
        brackets_frames: true,
    };
    let peer = |name, folder, first| Subject {
        program: "less",
        arguments: &["-S", "events.toml"],
        brackets_frames: false,
        ..subject(name, folder, first)
    };
    let mut subjects = vec![
        subject("annals, the example", example, " keys"),
        subject("annals, 10,000 events", made.path(), " keys"),
    ];
    if std::process::Command::new("less")
        .arg("--version")
        .output()
        .is_ok()
    {
        subjects.push(peer("less, the example", example, "[timeline]"));
        subjects.push(peer("less, 10,000 events", made.path(), "[timeline]"));
    }
    let mut figures: Vec<Figures> = subjects.iter().map(|_| Figures::default()).collect();
    // Alternates, so that other load on the machine affects all of them.
    for _ in 0..STARTS {
        for (subject, figures) in subjects.iter().zip(&mut figures) {
            subject.measure_start(figures);
        }
    }
    // The example is too short for so many keys in either program.
    for (subject, figures) in subjects.iter().zip(&mut figures) {
        if subject.folder == made.path() {
            subject.measure_keys(figures);
        }
    }
    println!(
        "{:<24} {:>12} {:>8} {:>10} {:>10} {:>8} {:>8}",
        "", "first frame", "p95", "memory", "key", "p99", "idle"
    );
    println!(
        "{:<24} {:>12} {:>8} {:>10} {:>10} {:>8} {:>8}",
        "", "ms", "ms", "MB", "ms", "ms", "CPU"
    );
    for (subject, figures) in subjects.iter().zip(&figures) {
        let memory = quantile(&figures.memory, 50).map_or("-".to_owned(), |kib| {
            format!("{:.1}", f64::from(kib) * 1.024e-3)
        });
        let idle = figures.idle.map_or("-".to_owned(), |used| {
            format!("{:.2} %", used.as_secs_f64() / IDLE.as_secs_f64() * 100.0)
        });
        println!(
            "{:<24} {:>12} {:>8} {memory:>10} {:>10} {:>8} {idle:>8}",
            subject.name,
            milliseconds(quantile(&figures.first_frame, 50)),
            milliseconds(quantile(&figures.first_frame, 95)),
            milliseconds(quantile(&figures.keys, 50)),
            milliseconds(quantile(&figures.keys, 99)),
        );
    }
}
