use std::io::Write;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use proptest::prelude::*;

use super::super::original::Refusal;
use super::member::Archive;
use super::wacz::Listed;
use super::{find, warc};

fn record(kind: &str, url: &str, date: &str, more: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n{more}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn response(url: &str, date: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let http = [format!("HTTP/1.1 200 OK\r\n{headers}\r\n").as_bytes(), body].concat();
    record(
        "response",
        url,
        date,
        "Content-Type: application/http\r\n",
        &http,
    )
}

fn page(url: &str, date: &str, body: &str) -> Vec<u8> {
    response(
        url,
        date,
        "Content-Type: text/html; charset=utf-8\r\n",
        body.as_bytes(),
    )
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("packed")
}

/// Returns the body of the page that is found, or why there is none.
fn read(archive: &[u8], wanted: Option<&str>) -> String {
    match warc(archive, wanted) {
        Ok(found) => String::from_utf8_lossy(&found.page.bytes).into_owned(),
        Err(Refusal::Unreadable(reason)) => reason,
        Err(Refusal::Several(members)) => {
            let members = members
                .iter()
                .map(|member| format!("{} {} {}", member.url, member.date, member.bytes));
            members.collect::<Vec<_>>().join("|")
        }
    }
}

const A: &str = "https://k.example/a";
const FIRST: &str = "2019-06-05T10:00:00Z";
const SECOND: &str = "2020-01-02T03:04:05Z";

#[test]
fn pages_are_chosen_by_address_and_date() {
    let archive = [
        record("warcinfo", "", FIRST, "", b"software: x"),
        response(
            "https://k.example/robots.txt",
            FIRST,
            "Content-Type: text/plain\r\n",
            b"Disallow",
        ),
        page(A, FIRST, "one"),
        response(
            "https://k.example/i.png",
            FIRST,
            "Content-Type: image/png\r\n",
            b"png",
        ),
        page(A, SECOND, "two!"),
        page("https://k.example/b?x=1", SECOND, "three"),
    ]
    .concat();
    let both = format!("{A} {FIRST} 3|{A} {SECOND} 4");
    for (wanted, found) in [
        (format!("{A} {FIRST}"), "one"),
        (format!("{A} 20200102030405"), "two!"),
        (format!("{A} 2020"), "two!"),
        ("http://K.example/a/#part 2019-06-05".to_owned(), "one"),
        ("https://k.example/b?x=1".to_owned(), "three"),
        (A.to_owned(), &both),
        (
            "https://k.example/i.png".to_owned(),
            "https://k.example/i.png is image/png, which cannot be read",
        ),
        (
            "https://k.example/c".to_owned(),
            "it has no page https://k.example/c",
        ),
        (
            "https://k.example/b?x=1 2021".to_owned(),
            "https://k.example/b?x=1 was not saved at 2021, but at 2020-01-02T03:04:05Z",
        ),
    ] {
        assert_eq!(read(&archive, Some(&wanted)), found, "{wanted}");
    }
    assert_eq!(
        read(&archive, None),
        format!("{both}|https://k.example/b?x=1 {SECOND} 5")
    );
}

#[test]
fn an_archive_with_one_page_needs_no_choice() {
    let robots = response(
        "https://k.example/robots.txt",
        FIRST,
        "Content-Type: text/plain\r\n",
        b"x",
    );
    let found = warc(&[robots, page(A, FIRST, "one")].concat(), None).expect("a page");
    assert_eq!(found.page.url.as_deref(), Some(A));
    assert_eq!(found.page.date.as_deref(), Some(FIRST));
    assert_eq!(found.page.charset.as_deref(), Some("utf-8"));
    let resource = record(
        "resource",
        A,
        FIRST,
        "Content-Type: text/plain; charset=\"koi8-r\"\r\n",
        b"x",
    );
    assert_eq!(
        warc(&resource, None)
            .expect("a page")
            .page
            .charset
            .as_deref(),
        Some("koi8-r")
    );
}

#[test]
fn answers_are_unpacked() {
    let text = b"It was so.";
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(text).expect("written");
    let zlib = zlib.finish().expect("packed");
    let gzip = packed(text);
    let chunked = [
        format!("{:x}\r\n", gzip.len()).as_bytes(),
        &gzip,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let brotli = b"\x8b\x04\x80It was so.\x03";
    for (headers, body) in [
        ("Content-Encoding: gzip\r\n", gzip.as_slice()),
        (
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
            &chunked,
        ),
        ("Content-Encoding: deflate\r\n", &zlib),
        ("Content-Encoding: deflate\r\n", &zlib[2..zlib.len() - 4]),
        ("Content-Encoding: br\r\n", brotli),
        // Unpacked already.
        (
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
            text,
        ),
        ("Content-Encoding: br\r\n", text),
    ] {
        let headers = format!("Content-Type: text/html\r\n{headers}");
        let archive = packed(&response(A, FIRST, &headers, body));
        assert_eq!(read(&archive, None), "It was so.", "{headers}");
    }
    let damaged = response(
        A,
        FIRST,
        "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
        &gzip[..12],
    );
    assert!(read(&damaged, None).contains("packed with gzip"));
}

#[test]
fn visits_without_a_change_have_the_earlier_content() {
    let digest = "WARC-Payload-Digest: sha1:AAAA\r\n";
    let by_date = format!("WARC-Refers-To-Target-URI: {A}\r\nWARC-Refers-To-Date: {FIRST}\r\n");
    let original = record(
        "response",
        A,
        FIRST,
        digest,
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\none",
    );
    for (more, found) in [
        (by_date.as_str(), "one"),
        (digest, "one"),
        ("", "one"),
        (
            "WARC-Payload-Digest: sha1:BBBB\r\n",
            "https://k.example/a was not saved at 2020-01-02T03:04:05Z, but at 2019-06-05T10:00:00Z",
        ),
    ] {
        let visit = record(
            "revisit",
            A,
            SECOND,
            more,
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        );
        let archive = [original.clone(), visit.clone()].concat();
        assert_eq!(
            read(&archive, Some(&format!("{A} {SECOND}"))),
            found,
            "{more}"
        );
        // Both are the same page.
        assert_eq!(read(&archive, Some(A)), "one");
        assert!(read(&visit, Some(A)).contains("earlier visit"));
    }
}

#[test]
fn redirects_and_errors_say_what_they_are() {
    let answer = |status: &str| {
        let http = format!("HTTP/1.1 {status}\r\n\r\n");
        record("response", A, FIRST, "", http.as_bytes())
    };
    assert_eq!(
        read(
            &answer("301 Moved\r\nLocation: https://l.example/"),
            Some(A)
        ),
        format!("{A} leads to https://l.example/")
    );
    assert_eq!(
        read(&answer("404 Not Found\r\nContent-Type: text/html"), Some(A)),
        format!("{A} was answered with status 404")
    );
    assert_eq!(
        read(&answer("404 Not Found"), None),
        "it has no page that can be read"
    );
}

#[test]
fn damaged_records_are_skipped() {
    let (one, two) = (page(A, FIRST, "one"), page(A, SECOND, "two"));
    let changed = |bytes: &[u8], at: usize| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 0x55;
        bytes
    };
    let small = packed(&one);
    for damaged in [
        [changed(&small, small.len() / 2), packed(&two)].concat(),
        [changed(&small, small.len() - 6), packed(&two)].concat(),
        [small[..small.len() / 2].to_vec(), packed(&two)].concat(),
        [changed(&one, 1), two.clone()].concat(),
        [one[..one.len() / 2].to_vec(), b"\n".to_vec(), two.clone()].concat(),
        [
            String::from_utf8_lossy(&one)
                .replace("Length: ", "Length: 9")
                .into_bytes(),
            two.clone(),
        ]
        .concat(),
    ] {
        let found = warc(&damaged, None).expect("a page");
        assert_eq!(found.page.bytes, b"two");
        assert_eq!(found.notes.len(), 1, "{}", damaged.escape_ascii());
    }
    // Several records in one packed member, cut off in the last one.
    let both = packed(&[one, two].concat());
    let cut = warc(&both[..both.len() - 20], None).expect("a page");
    assert_eq!(
        (cut.page.bytes.as_slice(), cut.notes.len()),
        (&b"one"[..], 1)
    );
    for bytes in [&b""[..], b"WARC/1.0", b"\x1f\x8b\x08", b"\n\n\n", b"text"] {
        assert!(warc(bytes, None).is_err());
    }
}

proptest! {
    #[test]
    fn any_bytes_can_be_read(pieces in proptest::collection::vec(
        prop_oneof![
            Just(page(A, FIRST, "one")),
            Just(packed(&page(A, SECOND, "two"))),
            Just(b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n".to_vec()),
            Just(b"\r\n".to_vec()),
            Just(vec![0x1f, 0x8b, 8]),
            any::<Vec<u8>>(),
        ], 0..8), cut in 0usize..20) {
        let bytes = pieces.concat();
        let _ = warc(&bytes[..bytes.len().saturating_sub(cut)], None);
        let _ = warc(&bytes, Some(A));
    }
}

#[test]
fn an_index_names_pages_by_address_and_moment() {
    let archive = [
        page(A, FIRST, "one"),
        page(A, SECOND, "two!"),
        page("https://k.example/b", FIRST, "three"),
    ]
    .concat();
    let all = "https://k.example/a|https://k.example/a|https://k.example/b";
    for (listed, found) in [
        (&[("http://K.example/a/", SECOND)] as &[_], "two!"),
        (&[(A, "20190605")], "one"),
        (&[("https://k.example/b", ""), (A, "1999")], "three"),
        (&[(A, "2021")], all),
        (&[(A, "20200102030405999")], all),
        (&[], all),
    ] {
        let pages = listed.iter().map(|(url, date)| Listed {
            url: (*url).to_owned(),
            date: (*date).to_owned(),
        });
        let pages: Vec<Listed> = pages.collect();
        let read = match find(&Archive::new(vec![&archive]), &pages, None) {
            Ok(found) => String::from_utf8_lossy(&found.page.bytes).into_owned(),
            Err(Refusal::Several(members)) => {
                let urls: Vec<String> = members.into_iter().map(|member| member.url).collect();
                urls.join("|")
            }
            Err(Refusal::Unreadable(reason)) => reason,
        };
        assert_eq!(read, found, "{listed:?}");
    }
}
