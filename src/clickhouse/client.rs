//! Asks a server over HTTP.

use std::hash::{BuildHasher, RandomState};
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use ureq::Agent;
use ureq::http::Response;

use super::address::Address;
use super::binary::Rows;
use super::bound::Bound;
use crate::load::error_in_words;
use crate::text::sanitize;
use crate::timeline::{Answer, StoreError, Wanted, may_wait};

/// How often a question in progress is looked at, whether it is still wanted.
const TURN: Duration = Duration::from_millis(4);

/// A server that cannot be reached in this time does not answer.
const CONNECT: Duration = Duration::from_secs(5);

/// No question takes longer.
const LIMIT: Duration = Duration::from_mins(1);

/// No statement that writes takes longer.
const WRITING: Duration = Duration::from_hours(1);

/// No answer is longer, in bytes.
const MOST: u64 = 1 << 30;

/// The most characters of a message of the server.
const MESSAGE: usize = 300;

/// A server, and who asks it.
#[derive(Clone, Debug)]
pub struct Client(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    agent: Agent,
    url: String,
    host: String,
    user: String,
    password: Option<String>,
    /// Identifies this program among those that ask the server.
    name: String,
    asked: AtomicU64,
}

impl Client {
    /// Returns a client of one of the hosts of an address.
    pub fn new(address: &Address, host: &str, password: Option<&str>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_connect(Some(CONNECT))
            .build();
        // Different in each run, since its keys are random.
        let run = RandomState::new().hash_one(0);
        Self(Arc::new(Shared {
            agent: config.into(),
            url: format!(
                "http://{host}/?database={}&wait_end_of_query=1",
                address.database
            ),
            host: host.to_owned(),
            user: address.user.clone(),
            password: password.map(str::to_owned),
            name: format!("annals-{run:x}"),
            asked: AtomicU64::new(0),
        }))
    }

    /// Returns the answer to a question.
    pub fn ask(&self, question: &Bound, wanted: Wanted<'_>) -> Answer<Vec<u8>> {
        let (kind, body) = question.request();
        self.post("", (kind, body), LIMIT, wanted)
    }

    /// Returns the only number of an answer.
    pub fn number(&self, sql: &str) -> Answer<usize> {
        let question = Bound::new(format!("SELECT {sql} FORMAT RowBinary"));
        Rows::new(&self.ask(&question, &|| true)?).count()
    }

    /// Sends rows for an `INSERT`.
    pub fn insert(&self, sql: &str, rows: Vec<u8>) -> Answer<()> {
        let query: String = sql.bytes().map(escaped).collect();
        let kind = "application/octet-stream".to_owned();
        let more = format!("&insert_distributed_sync=1&query={query}");
        self.post(&more, (kind, rows), WRITING, &|| true).map(drop)
    }

    /// Runs a statement that has no answer.
    pub fn run(&self, sql: &str) -> Answer<()> {
        let request = Bound::new(sql).request();
        self.post("", request, WRITING, &|| true).map(drop)
    }

    fn post(
        &self,
        more: &str,
        (kind, body): (String, Vec<u8>),
        limit: Duration,
        wanted: Wanted<'_>,
    ) -> Answer<Vec<u8>> {
        if !may_wait() {
            return Err(StoreError::Pending);
        }
        if !wanted() {
            return Err(StoreError::Unwanted);
        }
        let number = self.0.asked.fetch_add(1, Ordering::Relaxed);
        let id = format!("{}-{number}", self.0.name);
        let url = format!("{}{more}&query_id={id}", self.0.url);
        let (sender, answer) = mpsc::channel();
        let shared = Arc::clone(&self.0);
        thread::spawn(move || {
            // Nobody listens once the question is withdrawn.
            let _ = sender.send(shared.send(&url, &kind, &body, limit));
        });
        loop {
            match answer.recv_timeout(TURN) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Timeout) if wanted() => {}
                Err(RecvTimeoutError::Timeout) => {
                    self.withdraw(&id);
                    return Err(StoreError::Unwanted);
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(self.0.failed("the connection was given up"));
                }
            }
        }
    }

    /// Asks the server to give up a question. Whoever may not do that leaves it to the limits of the server.
    fn withdraw(&self, id: &str) {
        let shared = Arc::clone(&self.0);
        let sql = format!("KILL QUERY WHERE query_id = '{id}'");
        thread::spawn(move || {
            let _ = shared.send(&shared.url, "text/plain", sql.as_bytes(), LIMIT);
        });
    }
}

impl Shared {
    fn send(&self, url: &str, kind: &str, body: &[u8], limit: Duration) -> Answer<Vec<u8>> {
        let mut request = self
            .agent
            .post(url)
            .config()
            .timeout_global(Some(limit))
            .build()
            .header("Content-Type", kind)
            .header("X-ClickHouse-User", &self.user);
        if let Some(password) = &self.password {
            request = request.header("X-ClickHouse-Key", password);
        }
        let response = request.send(body).map_err(|error| self.unreached(&error))?;
        let status = response.status();
        let bytes = read(response).map_err(|error| self.unreached(&error))?;
        if status.is_success() {
            Ok(bytes)
        } else {
            Err(self.failed(&reason(&String::from_utf8_lossy(&bytes))))
        }
    }

    fn unreached(&self, error: &ureq::Error) -> StoreError {
        self.failed(&match error {
            ureq::Error::Timeout(_) => "it did not answer in time".to_owned(),
            ureq::Error::Io(error) => error_in_words(error),
            other => other.to_string(),
        })
    }

    fn failed(&self, why: &str) -> StoreError {
        StoreError::failed(format!("the server at {} failed: {why}", self.host))
    }
}

fn read(response: Response<ureq::Body>) -> Result<Vec<u8>, ureq::Error> {
    let mut bytes = Vec::new();
    let body = response.into_body().into_with_config().limit(MOST);
    body.reader().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns what a message of the server says, without what surrounds it.
fn reason(message: &str) -> String {
    let said = message.rsplit("Exception: ").next().unwrap_or(message);
    let said = said.split(", e.what()").next().unwrap_or(said);
    let said = said.split(" (version ").next().unwrap_or(said);
    let said = sanitize::line(said);
    let said = said.trim().trim_end_matches('.');
    match said.char_indices().nth(MESSAGE) {
        Some((end, _)) => format!("{}…", said.get(..end).unwrap_or_default()),
        None if said.is_empty() => "it gave no reason".to_owned(),
        None => said.to_owned(),
    }
}

/// Returns a byte as it is written in a URL.
fn escaped(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
