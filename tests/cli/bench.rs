//! Runs the program without a terminal in a folder with files.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A temporary folder to run the program in.
pub struct Bench {
    folder: TempDir,
}

/// The result of a run.
pub struct Run {
    pub out: String,
    pub err: String,
    pub status: i32,
}

impl Bench {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    /// Writes a file, and creates its parent folders.
    pub fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).expect("a folder can be made");
        }
        std::fs::write(path, bytes).expect("a file can be written");
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env_remove("NO_COLOR");
        command
    }

    /// Runs the program. Its output must be free of escape sequences, because there is no
    /// terminal.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let done = self.command(arguments).output().expect("the program runs");
        Self::judge(&done, arguments)
    }

    /// Runs the program with a text as its standard input.
    pub fn pipe(&self, bytes: &[u8], arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut input = child.stdin.take().expect("a pipe");
        input.write_all(bytes).expect("it reads");
        drop(input);
        let done = child.wait_with_output().expect("the program ends");
        Self::judge(&done, arguments)
    }

    fn judge(done: &Output, arguments: &[&str]) -> Run {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
        let run = Run {
            out: text(&done.stdout),
            err: text(&done.stderr),
            status: done.status.code().expect("it was not killed"),
        };
        for said in [&run.out, &run.err] {
            let raw = said.chars().find(|c| *c != '\n' && dangerous(*c));
            assert_eq!(raw, None, "{arguments:?} lets through: {said}");
        }
        run
    }
}

impl Run {
    /// Returns the standard output of a run that succeeded without messages.
    pub fn quiet(self) -> String {
        assert_eq!((self.err.as_str(), self.status), ("", 0));
        self.out
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).expect("output is JSON")
    }
}

fn dangerous(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
