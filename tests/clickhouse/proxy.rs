//! A server between the program and the real one, which does what it is told.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;
use std::time::Duration;

/// What becomes of requests.
#[derive(Clone, Copy)]
pub enum Behaviour {
    /// They are passed on.
    Pass,
    /// Nobody answers.
    Hang,
    /// Only half of the answer arrives.
    Cut,
}

/// A proxy in front of a port of this machine.
pub struct Proxy {
    pub port: u16,
    behaviour: Arc<AtomicU8>,
}

impl Proxy {
    /// Starts a proxy, which runs until the program ends.
    pub fn start(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let behaviour = Arc::new(AtomicU8::new(Behaviour::Pass as u8));
        let told = Arc::clone(&behaviour);
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, told) = (client.expect("a connection"), Arc::clone(&told));
                thread::spawn(move || serve(client, server, &told));
            }
        });
        Self { port, behaviour }
    }

    /// Tells what becomes of requests from now on.
    pub fn set(&self, behaviour: Behaviour) {
        self.behaviour.store(behaviour as u8, Ordering::SeqCst);
    }
}

/// Serves one connection for one request.
fn serve(mut client: TcpStream, server: u16, told: &AtomicU8) {
    let Some(request) = whole(&mut client) else {
        return;
    };
    while told.load(Ordering::SeqCst) == Behaviour::Hang as u8 {
        thread::sleep(Duration::from_millis(5));
    }
    let mut upstream = TcpStream::connect(("127.0.0.1", server)).expect("a server");
    // So that the end of the answer is the end of the connection.
    let text = String::from_utf8_lossy(&request);
    let head = text.find("\r\n").expect("a request line") + 2;
    upstream.write_all(&request[..head]).expect("it is sent");
    upstream
        .write_all(b"Connection: close\r\n")
        .expect("it is sent");
    upstream.write_all(&request[head..]).expect("it is sent");
    let mut answer = Vec::new();
    let _ = upstream.read_to_end(&mut answer);
    if told.load(Ordering::SeqCst) == Behaviour::Cut as u8 {
        answer.truncate(answer.len() / 2);
    }
    let _ = client.write_all(&answer);
}

/// Reads a request with its body.
fn whole(client: &mut TcpStream) -> Option<Vec<u8>> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&request).to_ascii_lowercase();
        if let Some(end) = text.find("\r\n\r\n") {
            let len = text.split("content-length: ").nth(1)?;
            let len: usize = len.split("\r\n").next()?.parse().ok()?;
            if request.len() >= end + 4 + len {
                return Some(request);
            }
        }
        let read = client.read(&mut buffer).ok()?;
        if read == 0 {
            return None;
        }
        request.extend_from_slice(&buffer[..read]);
    }
}
