//! ClickHouse servers for a test, on free ports of this machine.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a server may take to start, and a question to be answered.
const PATIENCE: Duration = Duration::from_mins(1);

/// A server that ends with the test.
pub struct Server {
    folder: PathBuf,
    process: Child,
    pub http: u16,
    pub tcp: u16,
}

/// The ports of a server: HTTP, its own protocol, and between replicas.
type Ports = [u16; 3];

/// Returns where the server is, if it is installed.
pub fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let more = [PathBuf::from("/usr/sbin")];
    let folders = std::env::split_paths(&path).chain(more);
    let mut programs = folders.map(|folder| folder.join("clickhouse-server"));
    programs.find(|program| program.exists())
}

/// Starts servers that know each other as the cluster `all`, one shard each. None if the program is not installed.
pub fn start(count: usize) -> Option<(TempDir, Vec<Server>)> {
    let program = program()?;
    let folder = TempDir::new().expect("a folder");
    let held: Vec<[TcpListener; 3]> = (0..count)
        .map(|_| [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").expect("a port")))
        .collect();
    let port = |listener: &TcpListener| listener.local_addr().expect("an address").port();
    let ports: Vec<Ports> = held
        .iter()
        .map(|three| [0, 1, 2].map(|at: usize| port(&three[at])))
        .collect();
    drop(held);
    let servers = (0..count).map(|number| {
        let folder = folder.path().join(number.to_string());
        write_configuration(&folder, ports[number], &ports);
        Server {
            process: spawn(&program, &folder),
            folder,
            http: ports[number][0],
            tcp: ports[number][1],
        }
    });
    let servers: Vec<Server> = servers.collect();
    for server in &servers {
        server.wait();
    }
    Some((folder, servers))
}

fn spawn(program: &Path, folder: &Path) -> Child {
    let log = fs::File::create(folder.join("out")).expect("a log");
    Command::new(program)
        .arg(format!(
            "--config-file={}",
            folder.join("config.xml").display()
        ))
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(log.try_clone().expect("a log"))
        .stderr(log)
        .spawn()
        .expect("the server starts")
}

fn write_configuration(folder: &Path, [http, tcp, replicas]: Ports, all: &[Ports]) {
    for name in ["data", "tmp"] {
        fs::create_dir_all(folder.join(name)).expect("a folder");
    }
    let at = |name: &str| folder.join(name).display().to_string();
    let shard = |[_, port, _]: &Ports| {
        format!("<shard><replica><host>127.0.0.1</host><port>{port}</port></replica></shard>")
    };
    let shards: String = all.iter().map(shard).collect();
    let config = format!(
        "<yandex><logger><level>error</level><log>{}</log><errorlog>{}</errorlog></logger>\
         <listen_host>127.0.0.1</listen_host><http_port>{http}</http_port><tcp_port>{tcp}</tcp_port>\
         <interserver_http_port>{replicas}</interserver_http_port>\
         <path>{}/</path><tmp_path>{}/</tmp_path><users_config>{}</users_config>\
         <default_profile>default</default_profile><default_database>default</default_database>\
         <mark_cache_size>100000000</mark_cache_size>\
         <remote_servers><all>{shards}</all></remote_servers></yandex>",
        at("log"),
        at("errors"),
        at("data"),
        at("tmp"),
        at("users.xml"),
    );
    fs::write(folder.join("config.xml"), config).expect("it is written");
    let user = |name: &str, password: &str, profile: &str| {
        format!(
            "<{name}><password>{password}</password><networks><ip>127.0.0.1</ip></networks>\
             <profile>{profile}</profile><quota>default</quota></{name}>"
        )
    };
    let users = format!(
        "<yandex><profiles><default><max_memory_usage>2000000000</max_memory_usage></default>\
         <reading><readonly>1</readonly></reading></profiles><users>{}{}{}</users>\
         <quotas><default></default></quotas></yandex>",
        user("default", "", "default"),
        user("desk", "opensesame", "default"),
        user("reader", "", "reading"),
    );
    fs::write(folder.join("users.xml"), users).expect("it is written");
}

impl Server {
    /// Returns the address of a database, as a user.
    pub fn address(&self, user: &str, database: &str) -> String {
        format!("clickhouse://{user}@127.0.0.1:{}/{database}", self.http)
    }

    /// Waits until the server answers.
    fn wait(&self) {
        let end = Instant::now() + PATIENCE;
        while !ask(self.http, "GET /ping HTTP/1.0\r\n\r\n").is_some_and(|it| it.contains("Ok.")) {
            let log = || fs::read_to_string(self.folder.join("errors")).unwrap_or_default();
            assert!(
                Instant::now() < end,
                "the server does not answer: {}",
                log()
            );
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Runs a statement and returns what it answers.
    pub fn run(&self, sql: &str) -> String {
        let request = format!(
            "POST / HTTP/1.0\r\nContent-Length: {}\r\n\r\n{sql}",
            sql.len()
        );
        let answer = ask(self.http, &request).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        assert!(head.contains(" 200 "), "{sql}: {body}");
        body.trim_end().to_owned()
    }

    /// Kills the server.
    pub fn kill(&mut self) {
        self.process.kill().expect("it is killed");
        self.process.wait().expect("it ends");
    }

    /// Starts the server again.
    pub fn restart(&mut self) {
        self.process = spawn(&program().expect("a program"), &self.folder);
        self.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have been killed already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a request to a port, and returns the answer. None if nobody listens.
fn ask(port: u16, request: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    Some(String::from_utf8_lossy(&answer).into_owned())
}
