//! Headless Chromium, driven over two pipes: JSON messages, each of which ends with a NUL.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long an answer or a change of the page may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser that ends with the test.
pub struct Chromium {
    process: Child,
    input: ChildStdin,
    output: Receiver<Value>,
    messages: u64,
    /// What happened since the page was opened.
    events: VecDeque<Value>,
    session: String,
    _profile: TempDir,
}

/// Returns where Chromium is, if it is installed.
fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut programs = std::env::split_paths(&path).map(|folder| folder.join("chromium"));
    programs.find(|program| program.exists())
}

/// Starts Chromium with an empty page. None if it is not installed.
pub fn start() -> Option<Chromium> {
    let program = program()?;
    let profile = TempDir::new().expect("a folder");
    // Chromium reads from descriptor 3 and writes to 4.
    let mut process = Command::new("sh")
        .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null"])
        .arg(program)
        .args([
            "--headless=new",
            "--remote-debugging-pipe",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-extensions",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            "--lang=en-GB",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Chromium starts");
    let input = process.stdin.take().expect("a pipe");
    let output = listen(process.stdout.take().expect("a pipe"));
    let mut chromium = Chromium {
        process,
        input,
        output,
        messages: 0,
        events: VecDeque::new(),
        session: String::new(),
        _profile: profile,
    };
    let page = chromium.ask("Target.createTarget", &json!({"url": "about:blank"}));
    let attach = json!({"targetId": page["targetId"], "flatten": true});
    let attached = chromium.ask("Target.attachToTarget", &attach);
    let session = attached["sessionId"].as_str().expect("an id");
    session.clone_into(&mut chromium.session);
    for domain in ["Page", "Runtime", "Network", "Log"] {
        chromium.ask(&format!("{domain}.enable"), &json!({}));
    }
    Some(chromium)
}

fn listen(output: ChildStdout) -> Receiver<Value> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let messages = BufReader::new(output).split(0);
        for message in messages.map_while(Result::ok) {
            let message = serde_json::from_slice(&message).expect("a message is JSON");
            if sender.send(message).is_err() {
                return;
            }
        }
    });
    receiver
}

impl Chromium {
    /// Sends a command and returns its result.
    pub fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        self.messages += 1;
        let id = self.messages;
        let mut message = json!({"id": id, "method": method, "params": parameters});
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.input
            .write_all(format!("{message}\0").as_bytes())
            .expect("Chromium reads");
        loop {
            let mut answer = self.output.recv_timeout(PATIENCE).expect("an answer");
            if answer["id"] == id {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].take();
            }
            self.events.push_back(answer);
        }
    }

    /// Opens a file, at a place in it.
    pub fn open(&mut self, file: &Path, fragment: &str) {
        // What differs only after the `#` would not be loaded again.
        self.ask("Page.navigate", &json!({"url": "about:blank"}));
        self.wait("location.href == 'about:blank' && document.readyState == 'complete'");
        self.events.clear();
        let url = format!("file://{}{fragment}", file.display());
        self.ask("Page.navigate", &json!({"url": url}));
        self.wait("location.protocol == 'file:' && document.readyState == 'complete'");
    }

    /// Sets the size of the window.
    pub fn resize(&mut self, width: u32, height: u32) {
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.ask("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Sets the colours that the reader prefers, on the screen or on paper.
    pub fn prefer(&mut self, colours: &str, medium: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": colours}]);
        let media = json!({"media": medium, "features": features});
        self.ask("Emulation.setEmulatedMedia", &media);
    }

    /// Returns the value of an expression, or of what it promises.
    pub fn value(&mut self, expression: &str) -> Value {
        let question =
            json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let mut answer = self.ask("Runtime.evaluate", &question);
        assert!(
            answer["exceptionDetails"].is_null(),
            "{expression}: {answer}"
        );
        answer["result"]["value"].take()
    }

    /// Returns a text.
    pub fn text(&mut self, expression: &str) -> String {
        let value = self.value(expression);
        let text = value.as_str();
        text.unwrap_or_else(|| panic!("{expression} is {value}"))
            .to_owned()
    }

    /// Returns texts.
    pub fn texts(&mut self, expression: &str) -> Vec<String> {
        let value = self.value(&format!("[...{expression}]"));
        serde_json::from_value(value).expect("texts")
    }

    /// Waits until an expression is true.
    pub fn wait(&mut self, expression: &str) {
        let end = Instant::now() + PATIENCE;
        while self.value(expression) != json!(true) {
            assert!(Instant::now() < end, "{expression} never comes true");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Presses a key.
    pub fn press(&mut self, key: &str) {
        let text = match key {
            "Enter" => "\r",
            "Tab" => "",
            letter => letter,
        };
        let code = match key {
            "Enter" => 13,
            "Tab" => 9,
            _ => 0,
        };
        let kind = if text.is_empty() {
            "rawKeyDown"
        } else {
            "keyDown"
        };
        let down = json!({"type": kind, "key": key, "text": text, "windowsVirtualKeyCode": code});
        self.ask("Input.dispatchKeyEvent", &down);
        let up = json!({"type": "keyUp", "key": key, "windowsVirtualKeyCode": code});
        self.ask("Input.dispatchKeyEvent", &up);
    }

    /// Types a text where the focus is.
    pub fn write(&mut self, text: &str) {
        self.ask("Input.insertText", &json!({"text": text}));
    }

    /// Asserts that since the page was opened nothing was asked of any server, and nothing failed.
    pub fn assert_quiet(&mut self) {
        // What was said before is heard before the answer to this.
        self.value("1");
        for event in &self.events {
            let parameters = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Network.requestWillBeSent" => {
                    let url = parameters["request"]["url"].as_str().expect("a URL");
                    let is_page = url.starts_with("file:") && parameters["type"] == "Document";
                    assert!(is_page, "the page asks for {url}");
                }
                "Runtime.exceptionThrown" | "Runtime.consoleAPICalled" | "Log.entryAdded" => {
                    panic!("the page says: {parameters}")
                }
                "Page.javascriptDialogOpening" => panic!("the page opens a dialogue"),
                _ => {}
            }
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
