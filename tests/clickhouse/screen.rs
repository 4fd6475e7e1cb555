//! The browser on a server, in a real terminal.

use super::*;

#[test]
fn keys_work_while_a_server_does_nothing() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let (_, address) = filled(&servers, "slow", folder.path(), 2000);
    let proxy = Proxy::start(servers[0].http);
    let hosts = vec![format!("127.0.0.1:{}", proxy.port)];
    let address = Address { hosts, ..address };
    let mut command = annals(folder.path());
    command.arg(address.to_string());
    let mut terminal = Terminal::start(command, 120, 30);
    terminal.wait_for("2000 events");
    terminal.wait_for("15 March 45 BCE");
    proxy.set(Behaviour::Hang);
    // The end of the list is not here yet, but it is gone to, and the help opens and closes.
    terminal.keys(b"G");
    terminal.wait_for("▌ …");
    terminal.keys(b"kkk?");
    terminal.wait_for("Keys");
    terminal.keys(b"\x1b");
    terminal.wait("the list", |terminal| !terminal.text().contains("Keys"));
    terminal.keys(b"ftitle:treaty\r");
    terminal.wait_for("title:treaty");
    proxy.set(Behaviour::Pass);
    terminal.wait("its events", |terminal| {
        let text = terminal.text();
        let rows = text.lines().skip(4).take(24);
        text.contains(" of 2000")
            && !text.contains("filter:")
            && rows.clone().any(|row| row.contains("Treaty"))
    });
    // A server that is away is said, and what is shown stays until it is back.
    proxy.set(Behaviour::Cut);
    terminal.keys(b"x:1991\r");
    terminal.wait_for("failed");
    proxy.set(Behaviour::Pass);
    terminal.wait_for("│ 1991 · year only");
    terminal.keys(b"q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn every_way_to_an_event_works_on_a_server() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let (files, _) = filled(&servers, "ways", folder.path(), 2000);
    let hidden = kept(&files, "-tag:\"tag 3\" date:1995 -is:approximate").expect("some");
    let hidden = hidden.at(0).expect("an answer").expect("an event");
    let hidden = files.event(hidden).expect("an event");
    let mut command = annals(folder.path());
    command.arg(servers[0].address("default", "ways"));
    let mut terminal = Terminal::start(command, 120, 30);
    let selected = |text: &str| {
        let row = text.lines().find_map(|line| line.strip_prefix('▌'));
        let row = row.and_then(|row| row.split(['│', '├']).next());
        // Columns may become narrower.
        let words = row.unwrap_or_default().split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    };
    terminal.wait_for("▌15 Mar");
    terminal.keys(b":2001-07-04T10:00:00Z\r");
    terminal.wait_for(" 2001, ");
    terminal.keys(b"s");
    terminal.wait_for("─ Sources ─");
    terminal.keys(b"\x1b");
    terminal.wait("the list", |terminal| {
        !terminal.text().contains("─ Sources ─")
    });
    let some = kept(&files, "tag:\"tag 3\"").expect("some").len();
    let some = format!(" {some} of 2000");
    terminal.keys(b"ftag:\"tag 3\"\r");
    terminal.wait_for(&some);
    terminal.keys(format!(":{}\r", hidden.slug));
    let title = format!(" {} ", hidden.title);
    terminal.wait("the hidden event", |terminal| {
        format!("{} ", selected(&terminal.text())).contains(&title)
    });
    terminal.wait_for("filter cleared because it hid this event");
    terminal.keys(b"u");
    terminal.wait_for(&some);
    terminal.keys(b"x/bridge\r");
    terminal.wait("a hit", |terminal| {
        selected(&terminal.text()).contains("ridge")
    });
    let before = selected(&terminal.text());
    terminal.keys(b"n");
    terminal.wait("the next hit", |terminal| {
        let row = selected(&terminal.text());
        row != before && !row.ends_with('…')
    });
    let before = selected(&terminal.text());
    terminal.keys(b"R");
    terminal.wait_for("reloaded");
    terminal.wait("the same event", |terminal| {
        selected(&terminal.text()) == before
    });
    terminal.keys(b"a");
    terminal.wait_for("more below");
    terminal.keys(b"\x1b");
    terminal.wait("the list", |terminal| {
        !terminal.text().contains("more below")
    });
    terminal.keys(b"L");
    terminal.wait("lanes", |terminal| {
        let text = terminal.text();
        text.contains("Actor Né 1") && text.contains('●')
    });
    terminal.keys(b"q");
    terminal.wait("the list", |terminal| selected(&terminal.text()) == before);
    terminal.keys(b"q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}
