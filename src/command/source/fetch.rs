//! Fetches one page from the web, within limits.

mod address;
mod media;
#[cfg(test)]
mod server;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use ureq::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use ureq::{Agent, Body, Error};

use crate::load::error_in_words;
pub use address::absolute;
pub use media::MediaType;

/// What fetching a page may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The bytes of the page, unpacked.
    pub bytes: u64,
    /// The time for everything, redirects included.
    pub time: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 50 << 20,
            time: Duration::from_secs(30),
            redirects: 5,
        }
    }
}

/// A page as a server sent it, unpacked.
#[derive(Debug)]
pub struct Page {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Where it is, after all redirects.
    pub address: String,
    /// The addresses that led to it, in order; empty without redirects.
    pub redirects: Vec<String>,
    /// The address that stays: the one that was asked for, or where permanent redirects lead from it. Temporary ones often
    /// lead to addresses that expire.
    pub lasting: String,
    /// What the server says that it is.
    pub media_type: Option<MediaType>,
    /// When the server sent it, in the server's words.
    pub sent: Option<String>,
    /// When it was last modified, in the server's words.
    pub modified: Option<String>,
}

/// What is asked for: what can be read first, and then anything.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.1";

/// Fetches the page at an address.
///
/// # Errors
/// Why it cannot be fetched, in words: the address is wrong, the server cannot be reached or misbehaves, its answer is
/// anything but a page, or a limit is exceeded.
pub fn fetch(address: &str, limits: &Limits) -> Result<Page> {
    let end = Instant::now().checked_add(limits.time);
    let mut at = address::absolute(address)?;
    let mut redirects = Vec::new();
    let mut lasting = None;
    loop {
        let left = end.map_or(limits.time, |end| {
            end.saturating_duration_since(Instant::now())
        });
        let mut response = ask(&at, left).map_err(|error| refused(&at, &error, limits))?;
        let status = response.status();
        if let Some(target) = redirect(&response) {
            let target = address::resolve(&at, &target)
                .with_context(|| format!("cannot follow a redirect of {at}"))?;
            if !matches!(status.as_u16(), 301 | 308) {
                lasting.get_or_insert_with(|| at.clone());
            }
            redirects.push(std::mem::replace(&mut at, target));
            if redirects.contains(&at) {
                bail!("cannot fetch {address}: it redirects in a circle, back to {at}");
            }
            if redirects.len() > limits.redirects {
                let most = limits.redirects;
                bail!("cannot fetch {address}: it redirects more than {most} times");
            }
            continue;
        }
        if status != StatusCode::OK {
            let reason = status.canonical_reason().unwrap_or("unknown");
            let number = status.as_u16();
            bail!("cannot fetch {at}: the server answered {number} ({reason})");
        }
        let headers = response.headers();
        let packing = text(headers, header::CONTENT_ENCODING);
        if let Some(packing) = packing.filter(|it| !it.eq_ignore_ascii_case("identity")) {
            bail!(
                "cannot fetch {at}: the server packed the page with {packing}, which is not read"
            );
        }
        let media_type = text(headers, header::CONTENT_TYPE);
        let media_type = media_type.and_then(|it| MediaType::parse(&it));
        let sent = text(headers, header::DATE);
        let modified = text(headers, header::LAST_MODIFIED);
        let bytes = body(&mut response, limits).map_err(|error| refused(&at, &error, limits))?;
        if bytes.is_empty() {
            bail!("cannot fetch {at}: the page is empty");
        }
        return Ok(Page {
            bytes,
            lasting: lasting.unwrap_or_else(|| at.clone()),
            address: at,
            redirects,
            media_type,
            sent,
            modified,
        });
    }
}

fn ask(address: &str, time: Duration) -> Result<Response<Body>, Error> {
    let config = Agent::config_builder()
        .timeout_global(Some(time))
        // Each redirect is looked at before it is followed.
        .max_redirects(0)
        .http_status_as_error(false)
        .user_agent(concat!("annals/", env!("CARGO_PKG_VERSION")))
        .accept(ACCEPT)
        .build();
    Agent::new_with_config(config).get(address).call()
}

/// Returns where an answer leads, if it is a redirect. A status that redirects without saying where is none.
fn redirect(response: &Response<Body>) -> Option<Vec<u8>> {
    let leads_on = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let target = response
        .headers()
        .get(header::LOCATION)
        .filter(|_| leads_on);
    target.map(|target| target.as_bytes().to_vec())
}

/// Reads a page. One byte more than the limit is an error; a page that ends before its length is one as well.
fn body(response: &mut Response<Body>, limits: &Limits) -> Result<Vec<u8>, Error> {
    response
        .body_mut()
        .with_config()
        .limit(limits.bytes)
        .read_to_vec()
}

/// Returns a header as safe text; none if it is not text.
fn text(headers: &HeaderMap<HeaderValue>, name: header::HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Returns why a page cannot be fetched, in words.
fn refused(address: &str, error: &Error, limits: &Limits) -> anyhow::Error {
    let why = match error {
        Error::Timeout(_) => format!("it took longer than {:?}", limits.time),
        Error::BodyExceedsLimit(most) => {
            format!("the page is larger than {} MiB", most >> 20)
        }
        Error::HostNotFound => "there is no such host".to_owned(),
        Error::LargeResponseHeader(..) => "the headers of the answer are too long".to_owned(),
        Error::Decompress(..) => "the page is damaged: it cannot be unpacked".to_owned(),
        Error::Tls(why) => format!("no secure connection: {why}"),
        Error::Rustls(why) => format!("no secure connection: {why}"),
        Error::Protocol(why) => format!("the answer is not HTTP: {why}"),
        Error::Io(error) => error_in_words(error),
        other => other.to_string(),
    };
    anyhow!("cannot fetch {address}: {why}")
}
