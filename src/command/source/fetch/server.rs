//! A server for tests, which answers as badly as it is told to.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// A server on a port of its own. It serves until the test ends.
pub struct Server {
    origin: String,
}

impl Server {
    /// Starts a server. `answer` gets the path that is asked for and the connection.
    pub fn start(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> Self {
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
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                answer(&path, &mut stream);
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

/// Sends a whole answer. Whoever asked may be gone already.
pub fn send(stream: &mut TcpStream, status: &str, headers: &[u8], body: &[u8]) {
    let length = format!("Content-Length: {}\r\n", body.len());
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n{length}");
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(headers))
        .and_then(|()| stream.write_all(b"\r\n"))
        .and_then(|()| stream.write_all(body));
}
