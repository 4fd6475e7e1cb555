//! Web archives: one of the pages in WARC files, plain or packed, also within WACZ files.

mod capture;
mod choice;
mod http;
mod member;
mod record;
mod timestamp;
mod wacz;

#[cfg(test)]
mod tests;

use super::html_page::Page;
use super::kind::Kind;
use super::original::Refusal;
use capture::Capture;
use member::Archive;
use wacz::Listed;

/// A page of an archive.
pub(super) struct Found {
    pub page: Page,
    pub kind: Kind,
    /// What could not be read of the archive.
    pub notes: Vec<String>,
}

/// Finds a page in a WARC file. `record` is its address, or its address, a space and when it was saved; without it the
/// archive must have one page.
pub(super) fn warc(bytes: &[u8], record: Option<&str>) -> Result<Found, Refusal> {
    find(&Archive::new(vec![bytes]), &[], record)
}

/// Finds a page in a WACZ file. Without `record`, the pages that its index names come first.
pub(super) fn wacz(bytes: &[u8], record: Option<&str>) -> Result<Found, Refusal> {
    let contents = wacz::read(bytes)?;
    let files = contents.files.iter().map(Vec::as_slice).collect();
    find(&Archive::new(files), &contents.pages, record)
}

fn find(archive: &Archive<'_>, listed: &[Listed], record: Option<&str>) -> Result<Found, Refusal> {
    let mut captures: Vec<Capture> = Vec::new();
    let notes = archive.visit(&mut |number, record| {
        captures.extend(Capture::of(number, record));
        true
    });
    if captures.is_empty() {
        let damage = notes.into_iter().next();
        return Err(damage.unwrap_or_else(|| "it has no page".to_owned()).into());
    }
    let chosen = choice::choose(&captures, listed, record)?;
    let mut content = None;
    archive.visit(&mut |number, record| {
        if number == chosen.content.number {
            content = Some(http::Response::of(record));
        }
        content.is_none()
    });
    let response = content.ok_or("the page is gone")?;
    let url = &chosen.capture.url;
    let body = response.body().map_err(|error| format!("{url}: {error}"))?;
    let kind = chosen
        .content
        .kind
        .ok_or_else(|| format!("{url} cannot be read"))?;
    Ok(Found {
        page: Page {
            charset: response.charset(),
            bytes: body,
            url: Some(url.clone()),
            date: Some(chosen.capture.date.clone()),
        },
        kind,
        notes,
    })
}
