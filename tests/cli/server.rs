//! A web server on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

/// A server on a port of its own. It serves until the tests end.
pub struct Server {
    origin: String,
}

impl Server {
    /// Starts a server. `answer` gets a path, and returns the status, headers with their line breaks, and a page.
    pub fn start(answer: impl Fn(&str) -> (&'static str, String, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let mut lines = BufReader::new(stream.try_clone().expect("a copy")).lines();
                let first = lines.next().and_then(Result::ok).unwrap_or_default();
                while lines
                    .next()
                    .and_then(Result::ok)
                    .is_some_and(|line| !line.is_empty())
                {}
                let (status, headers, page) = answer(first.split(' ').nth(1).unwrap_or_default());
                let length = page.len();
                // Whoever asked may be gone already.
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{page}"
                );
            }
        });
        Self {
            origin: format!("http://127.0.0.1:{port}"),
        }
    }

    /// Returns the address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}
