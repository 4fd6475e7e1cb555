//! Servers that misbehave.

use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::server::{Server, send};
use super::*;

const SMALL: Limits = Limits {
    bytes: 1 << 20,
    time: Duration::from_secs(20),
    redirects: 5,
};

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).expect("it is packed");
    packer.finish().expect("it is packed")
}

/// Answers by the path that is asked for.
fn answer(path: &str, stream: &mut TcpStream) {
    let redirect = |stream: &mut TcpStream, target: &[u8]| {
        let header = [b"Location: ", target, b"\r\n"].concat();
        send(stream, "302 Found", &header, b"");
    };
    let html = b"Content-Type: text/html; charset=utf-8\r\n";
    match path {
        "/page" => send(stream, "200 OK", html, b"<p>The bridge.</p>"),
        "/dated" => {
            let headers = b"Content-Type: text/plain\r\nDate: Sat, 28 Nov 2026 10:00:00 GMT\r\n\
                            Last-Modified: Mon, 03 Mar 2025 08:00:00 GMT\r\n";
            send(stream, "200 OK", headers, b"text");
        }
        "/once" => redirect(stream, b"page"),
        "/loop" => redirect(stream, b"/loop/again"),
        "/loop/again" => redirect(stream, b"../loop"),
        "/file" => redirect(stream, b"file:///etc/passwd"),
        "/nowhere" => send(stream, "302 Found", b"", b""),
        "/latin" => redirect(stream, b"/Br\xfccke"),
        "/Br%FCcke" => send(
            stream,
            "200 OK",
            b"Content-Type: text/html; charset=\xe9\r\n",
            b"x",
        ),
        "/moved" | "/moved/once" => {
            let target: &[u8] = if path == "/moved" { b"/page" } else { b"/once" };
            let header = [b"Location: ", target, b"\r\n"].concat();
            send(stream, "301 Moved Permanently", &header, b"");
        }
        "/then-moved" => redirect(stream, b"/moved"),
        "/unpacked" => {
            let headers = b"Content-Type: text/plain\r\nContent-Encoding: Identity\r\n";
            send(stream, "200 OK", headers, b"text");
        }
        "/missing" => send(stream, "404 Not Found", html, b"<p>No.</p>"),
        "/partial" => send(stream, "206 Partial Content", html, b"<p>Half"),
        "/empty" => send(stream, "200 OK", html, b""),
        "/untyped" => send(stream, "200 OK", b"", b"text"),
        "/gzip" => {
            let headers = b"Content-Type: text/plain\r\nContent-Encoding: gzip\r\n";
            send(stream, "200 OK", headers, &packed(b"text"));
        }
        "/bomb" => {
            let headers = b"Content-Type: text/plain\r\nContent-Encoding: gzip\r\n";
            send(stream, "200 OK", headers, &packed(&vec![b' '; 8 << 20]));
        }
        "/damaged" => {
            let headers = b"Content-Type: text/plain\r\nContent-Encoding: gzip\r\n";
            send(stream, "200 OK", headers, b"no gzip at all");
        }
        "/brotli" => send(
            stream,
            "200 OK",
            b"Content-Encoding: br\r\n",
            b"\x0b\x02\x80text\x03",
        ),
        "/large" => send(stream, "200 OK", html, &vec![b' '; (1 << 20) + 1]),
        "/largest" => send(stream, "200 OK", html, &vec![b' '; 1 << 20]),
        "/short" => {
            let head = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this";
            let _ = stream.write_all(head);
        }
        "/headers" => {
            let long = format!("X-Long: {}\r\n", "x".repeat(1 << 20));
            send(stream, "200 OK", long.as_bytes(), b"text");
        }
        "/garbage" => {
            let _ = stream.write_all(b"220 mail.example.org ESMTP\r\n");
        }
        "/drip" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            // Each byte arrives in time, and the page never does.
            while stream.write_all(b"x").is_ok() {
                thread::sleep(Duration::from_millis(20));
            }
        }
        _ => {
            let number: usize = path.trim_start_matches('/').parse().unwrap_or_default();
            let next = number
                .checked_sub(1)
                .map_or("/page".to_owned(), |it| format!("/{it}"));
            redirect(stream, next.as_bytes());
        }
    }
}

fn failure(server: &Server, path: &str) -> String {
    let failed = fetch(&server.at(path), &SMALL).expect_err(path);
    let words: Vec<String> = failed.chain().map(ToString::to_string).collect();
    words.join(": ").replace(&server.at(""), "")
}

#[test]
fn a_page_arrives_as_it_was_sent() {
    let server = Server::start(answer);
    let page = fetch(&server.at("/page"), &SMALL).expect("a page");
    assert_eq!(page.bytes, b"<p>The bridge.</p>");
    assert_eq!(page.address, server.at("/page"));
    assert_eq!(page.redirects, [""; 0]);
    let media_type = page.media_type.expect("a type");
    assert_eq!(media_type.name, "text/html");
    assert_eq!(media_type.charset.as_deref(), Some("utf-8"));
    let page = fetch(&server.at("/dated"), &SMALL).expect("a page");
    assert_eq!(page.sent.as_deref(), Some("Sat, 28 Nov 2026 10:00:00 GMT"));
    assert_eq!(
        page.modified.as_deref(),
        Some("Mon, 03 Mar 2025 08:00:00 GMT")
    );
    for path in ["/gzip", "/unpacked"] {
        let page = fetch(&server.at(path), &SMALL).expect(path);
        assert_eq!(page.bytes, b"text", "{path}");
    }
    assert_eq!(
        fetch(&server.at("/largest"), &SMALL)
            .expect("a page")
            .bytes
            .len(),
        1 << 20
    );
}

#[test]
fn redirects_are_followed_and_recorded() {
    let server = Server::start(answer);
    let page = fetch(&server.at("/once"), &SMALL).expect("a page");
    assert_eq!(page.address, server.at("/page"));
    assert_eq!(page.redirects, [server.at("/once")]);
    let page = fetch(&server.at("/4"), &SMALL).expect("five redirects are followed");
    let from = ["/4", "/3", "/2", "/1", "/0"].map(|path| server.at(path));
    assert_eq!(page.redirects, from);
    assert_eq!(
        failure(&server, "/5"),
        "cannot fetch /5: it redirects more than 5 times"
    );
    assert_eq!(
        failure(&server, "/loop"),
        "cannot fetch /loop: it redirects in a circle, back to /loop"
    );
    assert_eq!(
        failure(&server, "/file"),
        "cannot follow a redirect of /file: it leads to a `file:` address, which is not on the web"
    );
    assert_eq!(
        failure(&server, "/nowhere"),
        "cannot fetch /nowhere: the server answered 302 (Found)"
    );
}

#[test]
fn only_permanent_redirects_change_an_address() {
    let server = Server::start(answer);
    for (asked, lasting) in [
        ("/page", "/page"),
        ("/once", "/once"),
        ("/moved", "/page"),
        ("/moved/once", "/once"),
        ("/then-moved", "/then-moved"),
    ] {
        let page = fetch(&server.at(asked), &SMALL).expect(asked);
        assert_eq!(page.address, server.at("/page"), "{asked}");
        assert_eq!(page.lasting, server.at(lasting), "{asked}");
    }
}

#[test]
fn headers_that_are_not_text_are_not_believed() {
    let server = Server::start(answer);
    let page = fetch(&server.at("/latin"), &SMALL).expect("a page");
    assert_eq!(page.address, server.at("/Br%FCcke"));
    assert_eq!(page.media_type, None);
    let page = fetch(&server.at("/untyped"), &SMALL).expect("a page");
    assert_eq!(page.media_type, None);
}

#[test]
fn what_is_no_page_is_refused() {
    let server = Server::start(answer);
    for (path, why) in [
        ("/missing", "the server answered 404 (Not Found)"),
        ("/partial", "the server answered 206 (Partial Content)"),
        ("/empty", "the page is empty"),
        (
            "/brotli",
            "the server packed the page with br, which is not read",
        ),
        ("/large", "the page is larger than 1 MiB"),
        ("/bomb", "the page is larger than 1 MiB"),
        ("/headers", "the headers of the answer are too long"),
    ] {
        assert_eq!(
            failure(&server, path),
            format!("cannot fetch {path}: {why}")
        );
    }
    for path in ["/short", "/garbage", "/damaged"] {
        let why = failure(&server, path);
        assert!(why.starts_with(&format!("cannot fetch {path}: ")), "{why}");
    }
}

#[test]
fn a_page_that_never_ends_is_given_up() {
    let server = Server::start(answer);
    let short = Limits {
        time: Duration::from_millis(200),
        ..SMALL
    };
    let address = server.at("/drip");
    let failed = fetch(&address, &short).expect_err("it never ends");
    assert_eq!(
        failed.to_string(),
        format!("cannot fetch {address}: it took longer than 200ms")
    );
}

#[test]
fn servers_that_cannot_be_reached_are_named() {
    // The port is free again as soon as its listener is gone.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    drop(listener);
    let failed = fetch(&address, &SMALL).expect_err("nobody listens");
    assert_eq!(
        failed.to_string(),
        format!("cannot fetch {address}: connection refused")
    );
    fetch("ftp://127.0.0.1/", &SMALL).expect_err("it is not on the web");
}
