//! Servers that are wrong, away, or slow.

use super::*;

#[test]
fn what_is_wrong_with_a_server_is_said() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let server = &servers[0];
    filled(&servers, "held", folder.path(), 10);
    let wrong = refusal(&server.address("desk", "held"), Some("guess-7"));
    assert!(
        wrong.contains("desk") && !wrong.contains("guess-7"),
        "{wrong}"
    );
    let right = Address::parse(&server.address("desk", "held")).expect("an address");
    assert!(open(&right, Some("opensesame"), None).is_ok());
    let missing = refusal(&server.address("default", "nowhere"), None);
    assert!(missing.contains("nowhere"), "{missing}");
    server.run("CREATE DATABASE empty");
    let empty = refusal(&server.address("default", "empty"), None);
    assert!(
        empty.contains("there is no timeline at") && empty.contains("annals push"),
        "{empty}"
    );
    server.run("CREATE DATABASE other");
    server.run("CREATE TABLE other.ev (earliest Int64, title String) ENGINE = Memory");
    let other = refusal(&server.address("default", "other"), None);
    assert!(
        other.contains("`ev`") && other.contains("`latest`") && other.contains("of something else"),
        "{other}"
    );
    let nobody = refusal("clickhouse://127.0.0.1:1/held", None);
    assert!(nobody.contains("127.0.0.1:1"), "{nobody}");
}

#[test]
fn a_shard_that_is_down_is_named_and_comes_back() {
    let Some((folder, mut servers)) = servers(2) else {
        return;
    };
    let (_, address) = filled(&servers, "shards", folder.path(), 2000);
    let remote = opened(&address);
    let count = kept(&remote, "title:treaty").expect("some").len();
    servers[1].kill();
    let failed = kept(&remote, "title:treaty").expect_err("half an answer is none");
    let StoreError::Failed(why) = failed else {
        panic!("{failed:?}");
    };
    assert!(
        why.contains(&format!("127.0.0.1:{}", servers[1].tcp)),
        "{why}"
    );
    servers[1].restart();
    assert_eq!(kept(&remote, "title:treaty").expect("some").len(), count);
}

#[test]
fn half_an_answer_is_none_and_a_question_can_be_withdrawn() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let (_, address) = filled(&servers, "cut", folder.path(), 2000);
    let proxy = Proxy::start(servers[0].http);
    let hosts = vec![format!("127.0.0.1:{}", proxy.port)];
    let remote = opened(&Address { hosts, ..address });
    let count = kept(&remote, "treaty").expect("some").len();
    proxy.set(Behaviour::Cut);
    for filter in ["treaty", "bridge", "date:1990.."] {
        assert!(
            matches!(kept(&remote, filter), Err(StoreError::Failed(_))),
            "{filter}"
        );
    }
    proxy.set(Behaviour::Hang);
    let since = Instant::now();
    let wanted = || since.elapsed() < Duration::from_millis(100);
    let filter = Filter::parse("treaty", &remote).expect("a filter");
    let withdrawn = remote.select_while(filter.query(), &wanted);
    assert_eq!(withdrawn.map(|it| it.len()), Err(StoreError::Unwanted));
    proxy.set(Behaviour::Pass);
    assert_eq!(kept(&remote, "treaty").expect("some").len(), count);
}

#[test]
fn a_withdrawn_question_ends_on_the_server_too_and_a_view_is_a_timeline() {
    let Some((folder, servers)) = servers(1) else {
        return;
    };
    let server = &servers[0];
    let (files, _) = filled(&servers, "held", folder.path(), 3000);
    // Somebody else's table, through views.
    server.run("CREATE DATABASE view");
    server.run("CREATE VIEW view.names AS SELECT * FROM held.names");
    server.run("CREATE VIEW view.ev AS SELECT * FROM held.ev WHERE seq >= 0");
    let remote = opened(&Address::parse(&server.address("default", "view")).expect("an address"));
    let scale = files.scale(80).expect("a scale");
    compare(
        "1999",
        &answers(&files, &scale, "1999"),
        &answers(&remote, &scale, "1999"),
    );
    server.run("DROP TABLE view.ev");
    server.run(
        "CREATE VIEW view.ev AS SELECT * FROM held.ev CROSS JOIN \
         (SELECT number AS n FROM system.numbers LIMIT 3000000)",
    );
    let since = Instant::now();
    let wanted = || since.elapsed() < Duration::from_millis(500);
    let filter = Filter::parse("bridge", &remote).expect("a filter");
    let withdrawn = remote.select_while(filter.query(), &wanted);
    assert_eq!(withdrawn.map(|it| it.len()), Err(StoreError::Unwanted));
    let running = "SELECT count() FROM system.processes WHERE query LIKE '%bridge%' OR query LIKE '%position%'";
    while server.run(running) != "1" {
        assert!(
            since.elapsed() < Duration::from_mins(1),
            "the server still works on it"
        );
        thread::sleep(Duration::from_millis(100));
    }
}
