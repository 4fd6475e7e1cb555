//! Which page of an archive is read.

use std::collections::{HashMap, HashSet};

use super::capture::Capture;
use super::timestamp::{digits, is_within};
use super::wacz::Listed;
use crate::document::original::Refusal;

/// The largest number of pages that are listed for a choice.
const MAX_LISTED: usize = 10_000;

/// The largest number of digits of a moment, to the nanosecond and beyond.
const MAX_DIGITS: usize = 32;

/// A page, and the capture that has its content: another one if nothing had changed since.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen<'a> {
    pub capture: &'a Capture,
    pub content: &'a Capture,
}

/// Chooses a page. `wanted` is its address, or its address, a space and when it was saved.
pub(super) fn choose<'a>(
    captures: &'a [Capture],
    listed: &[Listed],
    wanted: Option<&str>,
) -> Result<Chosen<'a>, Refusal> {
    let pages = pages(captures);
    let Some(wanted) = wanted.map(str::trim) else {
        return only(&main(&pages, listed));
    };
    let (url, date) = match wanted.rsplit_once(char::is_whitespace) {
        Some((url, date)) => (url.trim_end(), Some(date)),
        None => (wanted, None),
    };
    let same = [
        |a: &str, b: &str| a == b,
        |a: &str, b: &str| plain(a) == plain(b),
    ];
    let found = same.iter().find_map(|is_same| {
        let found = pages.iter().filter(|page| is_same(&page.capture.url, url));
        let found: Vec<Chosen<'a>> = found.copied().collect();
        (!found.is_empty()).then_some(found)
    });
    let found = found.ok_or_else(|| why_not(captures, url))?;
    let Some(date) = date else {
        return only(&found);
    };
    let at_time: Vec<Chosen<'a>> = found
        .iter()
        .filter(|page| is_within(&page.capture.date, date))
        .copied()
        .collect();
    if at_time.is_empty() {
        let dates: Vec<&str> = found
            .iter()
            .take(20)
            .map(|page| page.capture.date.as_str())
            .collect();
        let dates = dates.join(", ");
        return Err(format!("{url} was not saved at {date}, but at {dates}").into());
    }
    let exact = at_time
        .iter()
        .find(|page| digits(&page.capture.date) == digits(date));
    exact.copied().map_or_else(|| only(&at_time), Ok)
}

/// Returns all pages that can be read, each visit with the content of the earlier one.
fn pages(captures: &[Capture]) -> Vec<Chosen<'_>> {
    let mut by_time = HashMap::new();
    let mut by_digest = HashMap::new();
    let mut by_url = HashMap::new();
    for page in captures.iter().filter(|capture| capture.is_page()) {
        let url = plain(&page.url);
        by_time
            .entry((url.clone(), digits(&page.date)))
            .or_insert(page);
        by_url.entry(url).or_insert_with(Vec::new).push(page);
        if let Some(digest) = &page.digest {
            by_digest.entry(digest.as_str()).or_insert(page);
        }
    }
    let content = |visit: &Capture| -> Option<&Capture> {
        let (url, date) = visit.earlier.as_ref()?;
        let url = plain(url.as_ref().unwrap_or(&visit.url));
        let digest = visit.digest.as_deref();
        let named = date
            .as_ref()
            .and_then(|date| by_time.get(&(url.clone(), digits(date))));
        let same = digest.and_then(|digest| by_digest.get(digest));
        // Without anything that names it, it can only be the one visit before.
        let is_unnamed = date.is_none() && digest.is_none();
        let only = by_url.get(&url).filter(|all| is_unnamed && all.len() == 1);
        let only = only.and_then(|all| all.first());
        named.or(same).or(only).copied()
    };
    let chosen = captures.iter().filter_map(|capture| {
        let content = if capture.is_page() {
            capture
        } else {
            content(capture)?
        };
        Some(Chosen { capture, content })
    });
    chosen.collect()
}

/// Returns the pages that somebody may want without naming one: those in the index, or else all that were not fetched
/// for the sake of another one.
fn main<'a>(pages: &[Chosen<'a>], listed: &[Listed]) -> Vec<Chosen<'a>> {
    let mut moments: HashMap<String, HashSet<String>> = HashMap::new();
    for Listed { url, date } in listed {
        let moments = moments.entry(plain(url)).or_default();
        moments.insert(digits(date));
    }
    let is_listed = |page: &&Chosen<'a>| {
        let date = digits(&page.capture.date);
        let url = plain(&page.capture.url);
        // A page that is listed without a moment is meant whenever it was saved.
        let mut beginnings = (0..=date.len().min(MAX_DIGITS)).filter_map(|end| date.get(..end));
        let moments = moments.get(&url);
        moments.is_some_and(|moments| beginnings.any(|beginning| moments.contains(beginning)))
    };
    let in_index: Vec<Chosen<'a>> = pages.iter().filter(is_listed).copied().collect();
    if !in_index.is_empty() {
        return in_index;
    }
    let is_robots = |page: &&Chosen<'a>| plain(&page.capture.url).ends_with("/robots.txt");
    pages
        .iter()
        .filter(|page| !is_robots(page))
        .copied()
        .collect()
}

/// Returns the only page of some, which may have been visited several times without a change.
fn only<'a>(pages: &[Chosen<'a>]) -> Result<Chosen<'a>, Refusal> {
    let first = pages.first().copied();
    let first = first.ok_or("it has no page that can be read")?;
    let is_same = |page: &Chosen<'_>| {
        page.content.number == first.content.number
            || plain(&page.capture.url) == plain(&first.capture.url)
                && page.content.digest.is_some()
                && page.content.digest == first.content.digest
    };
    if pages.iter().all(is_same) {
        return Ok(first);
    }
    let members = pages.iter().take(MAX_LISTED);
    Err(Refusal::Several(
        members.map(|page| page.capture.member()).collect(),
    ))
}

/// Returns why an address cannot be read.
fn why_not(captures: &[Capture], url: &str) -> Refusal {
    let capture = captures
        .iter()
        .find(|capture| plain(&capture.url) == plain(url));
    let reason = match capture {
        None => format!("it has no page {url}"),
        Some(Capture {
            location: Some(location),
            ..
        }) => format!("{url} leads to {location}"),
        Some(capture) if capture.earlier.is_some() => {
            format!("{url} had not changed since an earlier visit, which is not in it")
        }
        Some(capture) if capture.status != 200 => {
            format!("{url} was answered with status {}", capture.status)
        }
        Some(capture) => format!("{url} is {}, which cannot be read", capture.media_type),
    };
    reason.into()
}

/// Returns an address as it is compared: without its scheme, its fragment and a slash at its end.
fn plain(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let url = url.strip_suffix('/').unwrap_or(url);
    let (host, path) = url.split_at(url.find(['/', '?']).unwrap_or(url.len()));
    format!("{}{path}", host.to_ascii_lowercase())
}
