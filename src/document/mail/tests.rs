use proptest::prelude::*;

use super::{mailbox, message, page};

fn body(mail: &str) -> String {
    body_of(mail.as_bytes())
}

fn body_of(mail: &[u8]) -> String {
    message(mail).map_or_else(|refusal| format!("{refusal:?}"), |read| read.body)
}

#[test]
fn a_message_has_its_header_and_its_text() {
    let mail = "Received: from x\nFrom: =?utf-8?q?Cl=C3=A4ra?= <c@a.example>\nTo: h@a.example,\n b@a.example\n\
                Date: Tue, 04 Jun 2019 23:11:12 -0500\nSubject: =?iso-2022-jp?b?GyRCRnxLXBsoQg==?=\n\nOne\ntwo.\n\nThree.\n";
    let read = message(mail.as_bytes()).expect("a message");
    assert_eq!(
        read.body,
        "From: Clära <c@a.example>\n\nTo: h@a.example, b@a.example\n\nDate: Tue, 04 Jun 2019 23:11:12 -0500\n\n\
         Subject: 日本\n\nOne\ntwo.\n\nThree.\n"
    );
    assert_eq!(read.facts.title.as_deref(), Some("日本"));
    assert_eq!(read.facts.author.as_deref(), Some("Clära"));
    assert_eq!(read.facts.published.as_deref(), Some("2019-06-04"));
    assert!(read.notes.is_empty());
}

#[test]
fn texts_are_decoded() {
    for (headers, text, expected) in [
        (
            "Content-Type: text/plain; charset=iso-2022-jp",
            &b"\x1b$BF|K\\\x1b(B"[..],
            "日本",
        ),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
            b"caf=C3=A9 a=\nnd",
            "café and",
        ),
        (
            "Content-Type: text/plain; charset=\"windows-1252\"\nContent-Transfer-Encoding: BASE64",
            b"Y2Fm6Q==",
            "café",
        ),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
            b"b25lIHR3byB0aHJlZ",
            "one two thre",
        ),
        (
            "Content-Type: text/plain; charset=latin1\nContent-Transfer-Encoding: 8bit",
            b"caf\xe9",
            "café",
        ),
        (
            "Content-Type: text/plain; charset=us-ascii",
            b"caf\xc3\xa9",
            "café",
        ),
        ("X: y", b"caf\xc3\xa9", "café"),
        (
            "Content-Type: text/html; charset=koi8-r",
            b"<p>\xc4\xc1<br>\xc4\xc1</p><p>&amp;",
            "да да\n\n&",
        ),
    ] {
        let mail = [b"Subject: x\n", headers.as_bytes(), b"\n\n", text].concat();
        assert_eq!(
            body_of(&mail),
            format!("Subject: x\n\n{expected}\n"),
            "{headers}"
        );
    }
}

#[test]
fn one_of_several_alternatives_is_read() {
    let mail = |plain: &str, html: &str| {
        format!(
            "Subject: x\nContent-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: text/plain\n\n{plain}\n\
             --B\nContent-Type: text/html\n\n{html}\n--B--\n"
        )
    };
    assert_eq!(body(&mail("plain", "<p>rich")), "Subject: x\n\nplain\n");
    assert_eq!(body(&mail("  ", "<p>rich")), "Subject: x\n\nrich\n");
    let long = "word ".repeat(1000);
    assert_eq!(
        body(&mail("See the HTML.", &long)),
        format!("Subject: x\n\n{}\n", long.trim())
    );
}

#[test]
fn parts_are_read_or_named() {
    let mail = "Subject: x\nContent-Type: multipart/mixed; boundary=A\n\n\
        --A\nContent-Type: multipart/related; boundary=B\n\n\
        --B\nContent-Type: text/html\n\n<p>page</p>\n--B\nContent-Type: image/png; name=\"a b.png\"\nContent-Transfer-Encoding: base64\n\nAAAA\n--B--\n\
        --A\nContent-Type: message/rfc822\n\nSubject: inner\nFrom: b@a.example\n\nForwarded.\n\
        --A\nContent-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''f%C3%BCr.txt\n\nabc\n\
        --A\nContent-Type: text/calendar\n\nx\n--A--\n";
    assert_eq!(
        body(mail),
        "Subject: x\n\npage\n\n[attachment: a b.png, image/png, 3 bytes]\n\n[forwarded message]\n\nFrom: b@a.example\n\n\
         Subject: inner\n\nForwarded.\n\n[attachment: für.txt, text/plain, 3 bytes]\n\n[attachment: without a name, text/calendar, 1 byte]\n"
    );
}

#[test]
fn a_mailbox_has_marks() {
    let mails = "From a Tue Jun  4 10:11:12 2019\nSubject: x\n\n>From the start\n\nFrom b Tue Jun  4 10:11:12 2019\nSubject: y\n\nTwo\n";
    let mut steps = Vec::new();
    let read =
        mailbox(mails.as_bytes(), &mut |done, all| steps.push((done, all))).expect("a mailbox");
    assert_eq!(
        read.body,
        "[m. 1]\n\nSubject: x\n\nFrom the start\n\n[m. 2]\n\nSubject: y\n\nTwo\n"
    );
    assert_eq!(steps, [(0, 2), (1, 2)]);
    assert_eq!(read.facts.title, None);
    assert!(mailbox(b"nothing", &mut |_, _| {}).is_err());
}

#[test]
fn nesting_is_limited() {
    let part = |depth| {
        format!("Subject: x\nContent-Type: multipart/mixed; boundary=B{depth}\n\n--B{depth}\n")
    };
    let mail: Vec<String> = (0..2000).map(part).collect();
    let _ = message(mail.concat().as_bytes());
    let forwarded = format!(
        "{}Subject: x\n\nend",
        "Subject: x\nContent-Type: message/rfc822\n\n".repeat(2000)
    );
    let read = message(forwarded.as_bytes()).expect("a message");
    assert_eq!(read.notes.len(), 1);
}

#[test]
fn saved_pages_have_their_address_and_date() {
    let saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://k.example/a\r\nSubject: x\r\nDate: Wed, 5 Jun 2019 10:00:00 -0000\r\n\
        Content-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\n\
        Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://k.example/a\r\n\r\n<p>It =E2=80=93 was</p>\r\n--B\r\nContent-Type: image/png\r\n\r\nx\r\n--B--\r\n";
    let read = page(saved.as_bytes())
        .expect("a page")
        .extract()
        .expect("text");
    assert_eq!(read.body, "It – was\n");
    assert_eq!(read.facts.url.as_deref(), Some("https://k.example/a"));
    assert_eq!(read.facts.retrieved.as_deref(), Some("2019-06-05"));
    assert!(page(b"Subject: x\n\nno page").is_err());
}

#[test]
fn what_is_no_message_is_refused() {
    for bytes in [&b""[..], b"just text\nand more", b"\0\0\0"] {
        assert!(message(bytes).is_err());
    }
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "(From |: |\n|Subject: |Content-Type: |text/plain|multipart/mixed; boundary=B|--B\n|--B--\n|message/rfc822|base64|Content-Transfer-Encoding: |a|>|\u{e9}){0,40}") {
        let _ = message(text.as_bytes());
        let _ = mailbox(text.as_bytes(), &mut |_, _| {});
        let _ = page(text.as_bytes());
    }
}
