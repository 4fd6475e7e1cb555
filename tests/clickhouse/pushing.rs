//! What `annals push` puts on a server, once, and by one at a time.

use super::*;

#[test]
fn an_event_that_is_pushed_again_counts_once() {
    let Some((folder, servers)) = servers(2) else {
        return;
    };
    let some = read(folder.path(), &events::events(300));
    let address = spread(&servers, "again");
    let mut told = Vec::new();
    let definitions = Definitions::default();
    let first = push(&address, None, &some, &definitions, &mut |done| {
        told.push(done);
    });
    let first = first.expect("it is pushed");
    assert_eq!((first.new, first.known, first.total), (300, 0, 300));
    assert_eq!(told, [0, 300]);
    // The rest of the file, after a push that was ended before all tables were filled.
    for table in ["day", "post"] {
        servers[0].run(&format!("TRUNCATE TABLE again.{table}"));
    }
    let all = read(folder.path(), &events::events(1000));
    for known in [300, 1000] {
        let pushed = push(&address, None, &all, &definitions, &mut |_| ()).expect("it is pushed");
        assert_eq!(
            (pushed.new, pushed.known, pushed.total),
            (1000 - known, known, 1000)
        );
        assert_eq!(opened(&address).len(), 1000);
        let posts = servers.iter().map(|server| {
            let sql = "SELECT toInt64(count()) - (SELECT toInt64(sum(length(actors))) FROM again.ev) FROM again.post";
            server.run(sql)
        });
        assert_eq!(posts.collect::<Vec<_>>(), ["0", "0"]);
    }
}

#[test]
fn what_a_later_file_says_of_an_actor_counts() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let address = spread(&servers, "defined");
    let events = "{\"id\":\"a\",\"title\":\"A\",\"date\":\"2001\",\"actors\":[\"kim\"],\"source\":\"s\",\"quote\":\"The harbour board met again on Monday and adjourned until the pilots had been heard.\"}\n";
    let first = read(folder.path(), events);
    let none = Definitions::default();
    push(&address, None, &first, &none, &mut |_| ()).expect("it is pushed");
    assert_eq!(opened(&address).actors()[0].name(), "kim");
    let toml = "[timeline]\ntitle = \"T\"\n[actors.kim]\nname = \"Kim\"\nmember_of = [\"all\"]\n[actors.all]\n\
                name = \"All\"\n[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n[[event]]\nid = \"b\"\ntitle = \"B\"\n\
                date = \"2002\"\nactors = [\"all\"]\n[[event.citation]]\nsource = \"s\"\nquote = \"The harbour board met again on Monday and adjourned until the pilots had been heard.\"\n";
    fs::write(
        folder.path().join("s.txt"),
        "The harbour board met again on Monday and adjourned until the pilots had been heard.\n",
    )
    .expect("it is written");
    let path = folder.path().join("events.toml");
    fs::write(&path, toml).expect("it is written");
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_annals"));
        let output = command.current_dir(folder.path()).args(arguments).output();
        let output = output.expect("it runs");
        let [out, err] =
            [output.stdout, output.stderr].map(|it| String::from_utf8(it).expect("text"));
        (output.status.code(), out, err)
    };
    let address = servers[0].address("default", "defined");
    let pushed = run(&["push", &address, "events.toml"]);
    assert_eq!(
        pushed.1,
        format!(
            "1 new event. clickhouse://127.0.0.1:{}/defined has 2 events.\n",
            servers[0].http
        )
    );
    let listed = run(&["list", &address, "-f", "actor:all"]);
    assert_eq!(listed.1, "2001  a  A\n2002  b  B\n");
    let checked = run(&["check", &address, "--sources", "."]);
    assert_eq!(
        checked.1, "2 events, 2 citations: 2 exact.\n0 errors, 0 warnings.\n",
        "{}",
        checked.2
    );
    let some = run(&["check", &address, "--sources", ".", "-f", "id:b"]);
    assert!(
        some.1.starts_with("1 event, 1 citation: 1 exact."),
        "{}",
        some.1
    );
    let shown = run(&["show", "b", &address, "--sources", "."]);
    assert!(
        shown.1.contains("harbour board met again") && shown.1.contains("exact"),
        "{}",
        shown.1
    );
    let (code, _, why) = run(&["check", &address, "--fix"]);
    assert!(
        code == Some(2) && why.contains("only event files are written"),
        "{why}"
    );
    // Without ids, and into a view, nothing is pushed.
    fs::write(
        folder.path().join("x.jsonl"),
        "{\"title\":\"X\",\"date\":\"2003\"}\n",
    )
    .expect("it is written");
    let (code, _, why) = run(&["push", &address, "x.jsonl"]);
    assert!(code == Some(2) && why.contains("have no `id`"), "{why}");
    servers[0].run("CREATE DATABASE seen");
    servers[0].run("CREATE VIEW seen.names AS SELECT * FROM defined.names");
    servers[0].run("CREATE VIEW seen.ev AS SELECT * FROM defined.ev");
    let seen = servers[0].address("default", "seen");
    let (code, _, why) = run(&["push", &seen, "events.toml"]);
    assert!(
        code == Some(2) && why.contains("a view of another table"),
        "{why}"
    );
    assert_eq!(run(&["list", &seen]).1.lines().count(), 2);
}

#[test]
fn one_push_at_a_time() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let (files, address) = filled(&servers, "busy", folder.path(), 20);
    servers[0].run("INSERT INTO busy.pushing SELECT toUInt64(7), now(), toUInt8(0)");
    let none = Definitions::default();
    let failed = push(&address, None, &files, &none, &mut |_| ()).expect_err("somebody else is");
    assert!(
        failed.to_string().contains("somebody is pushing"),
        "{failed}"
    );
    servers[0].run("INSERT INTO busy.pushing SELECT toUInt64(7), now(), toUInt8(1)");
    let pushed = push(&address, None, &files, &none, &mut |_| ()).expect("it is pushed");
    assert_eq!((pushed.known, pushed.total), (20, 20));
}
