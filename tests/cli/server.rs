//! Pages on a web server on this machine.

#[path = "../../src/command/source/fetch/server.rs"]
mod misbehaving;

pub use misbehaving::Server;

/// Starts a server. `answer` gets a path, and returns the status, headers with their line breaks, and a page.
pub fn serve(answer: impl Fn(&str) -> (&'static str, String, String) + Send + 'static) -> Server {
    Server::start(move |path, stream| {
        let (status, headers, page) = answer(path);
        misbehaving::send(stream, status, headers.as_bytes(), page.as_bytes());
    })
}
